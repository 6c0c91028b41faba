"""The scorecards of a book in words and as JSON: who is scored by which, what each measures, what is wrong with it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from csdesk.domain.health.cards import Choice, Order
from csdesk.domain.health.scope_text import scope_facts
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.terms import Measure
from csdesk.services.health.health import scores
from csdesk.services.health.own_measures import unreadable_in
from csdesk.services.health.scorecards import card_names, card_of, cards_of
from csdesk.store.book import Book

OTHERS = "all others"


@dataclass(frozen=True)
class Listed:
    """One scorecard in the list: its place in the order from 1, whom it scores, and how many that are today.

    The default has a place too, the last; a card that scores nobody has none.
    """

    card: Scorecard
    place: int | None
    choice: Choice | None
    default: bool
    accounts: int
    unreadable: tuple[str, ...]
    """Measures that this book cannot be asked, each with the reason."""

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with it, in words."""
        return (*self.card.faults(), *self.unreadable)

    @property
    def words(self) -> str:
        """Who is scored by it, in words."""
        if self.choice is not None:
            return f"{self.choice.words}, and {OTHERS}" if self.default else self.choice.words
        return OTHERS if self.default else "nobody"


def listed(book: Book, *, as_of: date) -> list[Listed]:
    """All scorecards: in the order in which they are chosen, the default, then those that score nobody."""
    cards = cards_of(book)
    counts = Counter(score.card for score in scores(book, as_of=as_of, card=cards).values())
    found = [
        _listed(book, card, place, choice, counts, as_of, default=card.name == cards.default.name)
        for place, (choice, card) in enumerate(zip(cards.order.choices, cards.chosen, strict=True), 1)
    ]
    used = {one.card.name for one in found}
    if cards.default.name not in used:
        found.append(_listed(book, cards.default, len(found) + 1, None, counts, as_of, default=True))
    rest = [card_of(book, n) for n in card_names(book) if n not in used | {cards.default.name}]
    return found + [_listed(book, card, None, None, counts, as_of) for card in rest]


def _listed(
    book: Book, card: Scorecard, place: int | None, choice: Choice | None, counts: Mapping[str, int], day: date,
    *, default: bool = False,
) -> Listed:  # fmt: skip
    unreadable = tuple(unreadable_in(book, card, as_of=day))
    return Listed(card, place, choice, default, counts.get(card.name, 0), unreadable)


def list_facts(found: list[Listed], as_of: date) -> dict[str, Any]:
    """The list as JSON."""
    return {"as_of": as_of.isoformat(), "scorecards": [_facts(one) for one in found]}


def _facts(one: Listed) -> dict[str, Any]:
    choice = one.choice
    return {
        "scorecard": one.card.name,
        "version": one.card.version,
        "place": one.place,
        "scores": one.words,
        "scope": scope_facts(choice.scope) if choice else {},
        "where": choice.where if choice else None,
        "accounts": one.accounts,
        "measures": len(one.card.measures),
        "own_measures": sum(m.source is not None for m in one.card.measures),
        "faults": list(one.faults),
    }


def card_answer(card: Scorecard, faults: list[str]) -> dict[str, Any]:
    """One card with its measures as JSON."""
    return {
        "scorecard": card.name,
        "version": card.version,
        "bands": {"healthy": card.bands.healthy, "watch": card.bands.watch},
        "minimum_coverage": card.minimum_coverage,
        "plays": {band.value: play for band, play in card.plays},
        "measures": [_measure(m) for m in card.measures],
        "faults": faults,
    }


def _measure(m: Measure) -> dict[str, Any]:
    return {
        "measure": m.name,
        "own": m.source is not None,
        "group": m.group.value,
        "kind": m.kind.value,
        "unit": m.unit.value,
        "weight": m.weight,
        "shelf": m.shelf,
        "nature": m.nature.value,
        "play": m.play.value if m.play else None,
        "applies_to": m.scope.words or None,
        "reads": m.rule,
    }


def moved(order: Order, card: str, where: str | None, place: int | None) -> Order:
    """The order with a card at a place from 1, for the accounts that meet a condition; at the end of it if none is
    given. With neither, the card is taken out."""
    rest = [c for c in order.choices if c.card != card]
    if where is None and place is None:
        return Order(tuple(rest), order.default)
    known = next((c for c in order.choices if c.card == card), Choice(card))
    made = known if where is None else Choice(card, known.scope, where)
    at = len(rest) if place is None else max(0, place - 1)
    if place is None and known in order.choices:
        at = order.choices.index(known)
    rest.insert(at, made)
    return Order(tuple(rest), order.default)
