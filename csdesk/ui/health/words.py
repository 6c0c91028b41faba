"""How the page says a score, a change and what stands behind it."""

from collections.abc import Iterable
from fractions import Fraction

from csdesk import wording
from csdesk.domain.health.bands import Band
from csdesk.domain.health.between import Part
from csdesk.domain.health.score import Score
from csdesk.domain.health.terms import Play, Unit
from csdesk.services.health.health_text import figure_text
from csdesk.services.health.own_measures import Tried
from csdesk.services.health.portfolio import Holding, Portfolio
from csdesk.services.health.portfolio_text import part_words, signed
from csdesk.ui.formats import ABSENT, money
from csdesk.ui.kit.columns import Health
from csdesk.ui.kit.marks import Shape

NOT_SCORED, NO_PLAY = "Not scored", "No play"


def health_of(score: Score | None) -> Health:
    """Band shape and number; a person's own judgement stands in where there is no score."""
    if score is not None and score.yours is not None:
        return Health(Shape(score.yours.value), f"{wording.choice(score.yours)}, yours", judged=True)
    if score is None or score.score is None or score.band is None:
        return Health(Shape.NOT_SCORED, NOT_SCORED)
    return Health(Shape(score.band.value), str(score.score), (), score.crosses)


def band_word(band: Band | None) -> str:
    """The band as a word."""
    return NOT_SCORED if band is None else wording.choice(band)


def play_word(play: Play | None) -> str:
    """The play as a word."""
    return NO_PLAY if play is None else wording.choice(play)


def plays() -> list[tuple[Play | None, str]]:
    """The plays to choose from, none the last."""
    return [(play, play_word(play)) for play in (*Play, None)]


def change_text(tenths: int | None) -> str:
    """A change in points with its sign; a dash where a score is missing."""
    return ABSENT if tenths is None else signed(tenths)


def cause(parts: Iterable[Part]) -> str:
    """The largest part of a change, in words."""
    part = next(iter(parts), None)
    return "" if part is None else part_words(part)


def arr_text(holding: Holding) -> str:
    """The account's ARR."""
    return money(holding.money.arr, holding.money.currency)


def totals(amounts: Iterable[tuple[str, int | Fraction]]) -> str:
    """Sums by currency, each once."""
    found: dict[str, int | Fraction] = {}
    for currency, amount in amounts:
        found[currency] = found.get(currency, 0) + amount
    return ", ".join(money(found[c], c) for c in sorted(found)) or ABSENT


def tried_words(found: Tried, unit: Unit) -> str:
    """What a measure reads of the book: "Reads 41 of 50 accounts; median 3, from 0 to 19."."""
    of = f"{len(found.readings):,} of {wording.count(found.accounts, 'account')}"
    if found.median is None:
        return f"Reads {of}."
    low, middle, high = (figure_text(v, unit) for v in (found.readings[0], found.median, found.readings[-1]))
    return f"Reads {of}; median {middle}, from {low} to {high}."


def card_words(found: Portfolio) -> str:
    """Which scorecard scores the book, or how many accounts each scores."""
    if len(found.scored_by) == 1:
        return f"{found.card.name}, version {found.card.version}"
    each = ", ".join(f"{card.name} {many:,}" for card, many in found.scored_by)
    return f"{len(found.scored_by)} scorecards: {each}"
