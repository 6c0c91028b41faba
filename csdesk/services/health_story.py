"""The story of one account's health: a year of weeks, what happened meanwhile, and what lies behind the change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from csdesk.charts.health_history import Event, History
from csdesk.charts.style import Look
from csdesk.domain.health.between import Part, between
from csdesk.domain.health.score import whole
from csdesk.domain.health.standing import Standing
from csdesk.domain.ids import AccountId
from csdesk.domain.milestones import Milestone
from csdesk.domain.risks import Risk
from csdesk.domain.signals import Effect, Signal, SignalKind
from csdesk.services.glances import BACK
from csdesk.services.health import score_of
from csdesk.services.scorecards import cards_of
from csdesk.services.standings import WEEKS, standing_of
from csdesk.store.book import Book

_SIGNS = {Effect.GOOD: "Good news", Effect.BAD: "Bad news"}


@dataclass(frozen=True, slots=True)
class Change:
    """What lies between two scores of an account; the parts add up exactly. A score is None where there is none."""

    account: AccountId
    since: date
    as_of: date
    then: Decimal | None
    now: Decimal | None
    parts: tuple[Part, ...]


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


def health_story(book: Book, account: AccountId, *, as_of: date) -> Story:
    """The story up to a day. Raises: NoSuchAccount."""
    past, stood = standing_of(book, account, as_of=as_of)
    weeks = tuple(
        (day, None if score is None or score.tenths is None else score.tenths / 10) for day, score in past
    )
    first = next((n for n, (_, score) in enumerate(weeks) if score is not None), 0)
    shown = weeks[max(0, min(first - 2, WEEKS - 13)) :]
    after = score_of(book, account, as_of=as_of)
    card = after.card if after else cards_of(book).default
    bands = card.bands
    events = tuple(sorted(_events(book, account, shown[0][0], as_of), key=lambda e: (e.on, e.words)))
    foot = f"Score at the end of each week, 0 to 100; {card.name}, version {card.version}; this book"
    lines = History(_title(shown), shown, events, foot, float(bands.healthy), float(bands.watch))
    since = max(as_of - BACK, next((d for d, s in shown if s is not None), as_of))
    return Story(account, as_of, lines, stood, health_change(book, account, since=since, as_of=as_of))


def health_change(book: Book, account: AccountId, *, since: date, as_of: date) -> Change:
    """Why the score changed between two days, the earlier one first. Raises: NoSuchAccount."""
    since, as_of = min(since, as_of), max(since, as_of)
    before, after = score_of(book, account, as_of=since), score_of(book, account, as_of=as_of)
    return Change(
        account,
        since,
        as_of,
        before.score.score if before else None,
        after.score.score if after else None,
        tuple(between(before, after)) if before and after else (),
    )


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
    since = f"since {first.day} {first:%b %Y}"
    if abs(moved) < 3:
        return f"Health about the same {since}: {whole(now)}"
    return f"Health {'up' if moved > 0 else 'down'} from {whole(then)} to {whole(now)} {since}"


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
