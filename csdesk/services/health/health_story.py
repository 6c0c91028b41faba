"""The story of one account's health: a year of weeks, what happened meanwhile, and what lies behind the change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from csdesk.charts.health_history import Event, History
from csdesk.charts.style import Look
from csdesk.domain.day_words import spelled
from csdesk.domain.health.score import Score
from csdesk.domain.health.standing import Standing
from csdesk.domain.ids import AccountId
from csdesk.domain.milestones import Milestone
from csdesk.domain.risks import Risk
from csdesk.domain.scorecards import SavedScorecard
from csdesk.domain.signals import Effect, Signal, SignalKind
from csdesk.services.health.glances import BACK
from csdesk.services.health.health import score_of
from csdesk.services.health.health_change import Change, health_change
from csdesk.services.health.scorecards import cards_of
from csdesk.services.health.standings import WEEKS, standing_of
from csdesk.store.book import Book

_SIGNS = {Effect.GOOD: "Good news", Effect.BAD: "Bad news"}


@dataclass(frozen=True, slots=True)
class Story:
    """What the Health tab shows: the weeks, since when it is in its band, and what changed, at first from as far back
    as the glance beside the list looks.
    """

    account: AccountId
    as_of: date
    history: History
    standing: Standing | None
    change: Change


def health_story(book: Book, account: AccountId, *, as_of: date, known_on: date | None = None) -> Story:
    """The story up to a day; `known_on` as for why it changed. Raises: NoSuchAccount."""
    past, stood = standing_of(book, account, as_of=as_of)
    weeks = tuple(
        (day, None if score is None or score.tenths is None else score.tenths / 10) for day, score in past
    )
    first = next((n for n, (_, score) in enumerate(weeks) if score is not None), 0)
    shown = weeks[max(0, min(first - 2, WEEKS - 13)) :]
    after = score_of(book, account, as_of=as_of)
    card = after.card if after else cards_of(book, on=as_of).default
    bands = card.bands
    others = tuple(_scorecards(book, card.name, past))
    found = (*_events(book, account, shown[0][0], as_of), *(e for e in others if e.on >= shown[0][0]))
    events = tuple(sorted(found, key=lambda e: (e.on, e.words)))
    scored = f"{card.name}, version {card.version}{', each by the scorecard of its day' if others else ''}"
    foot = f"Score at the end of each week, 0 to 100; {scored}; this book"
    lines = History(_title(shown), shown, events, foot, float(bands.healthy), float(bands.watch))
    since = max(as_of - BACK, next((d for d, s in shown if s is not None), as_of))
    change = health_change(book, account, since=since, as_of=as_of, known_on=known_on)
    return Story(account, as_of, lines, stood, change)


def picture(story: Story, look: Look) -> bytes:
    """The story's figure as a PNG."""
    from csdesk.charts.health_history import health_history
    from csdesk.charts.style import png

    return png(health_history(story.history, look), look)


def _title(weeks: tuple[tuple[date, float | None], ...]) -> str:
    """The finding: how the score moved."""
    known = [(day, score) for day, score in weeks if score is not None]
    if len(known) < 2:
        return "Health: too few scored weeks to tell a direction"
    (first, then), (_, now) = known[0], known[-1]
    moved = now - then
    since = f"since {spelled(first)}"
    if abs(moved) < 3:
        return f"Health about the same {since}: {now:.1f}"
    return f"Health {'up' if moved > 0 else 'down'} from {then:.1f} to {now:.1f} {since}"


def _scorecards(book: Book, name: str, past: Sequence[tuple[date, Score | None]]) -> Iterator[Event]:
    """Since when another scorecard scores the account, and since when this one has other versions."""
    first, last = past[0][0], past[-1][0]
    for saved in book.all(SavedScorecard, name=name):
        if saved.saved_on and first < saved.saved_on <= last:
            yield Event(saved.saved_on, f"Scorecard, version {saved.version}")
    for (_, before), (day, now) in pairwise(past):
        if before and now and before.card != now.card:
            yield Event(day, f"Scored by {now.card}")


def _events(book: Book, account: AccountId, first: date, last: date) -> Iterator[Event]:
    for risk in book.all(Risk, account=account):
        if first <= risk.opened_on <= last:
            yield Event(risk.opened_on, f"Risk: {risk.cause.value}", "watch")
        if risk.closed_on and first <= risk.closed_on <= last:
            yield Event(risk.closed_on, f"Closed: {risk.cause.value}", "good")
    for signal in book.all(Signal, account=account):
        if first <= signal.on <= last and signal.effect is not Effect.NEUTRAL:
            words = (
                _SIGNS[signal.effect] if signal.kind is SignalKind.OTHER else signal.kind.value.capitalize()
            )
            yield Event(signal.on, words, signal.effect.value)
    for milestone in book.all(Milestone, account=account):
        if milestone.achieved_on and first <= milestone.achieved_on <= last and milestone.first_value:
            yield Event(milestone.achieved_on, "First value", "good")
