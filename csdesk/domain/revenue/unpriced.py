"""Unpriced is what an account has of a product, live at an end of a period, while no amount of it is known.

What is known from a later day on, such as that of the file that brought it, is not missing: only its history is.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from csdesk.domain.day_words import spelled
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.phrases import first_of, together
from csdesk.domain.revenue.ledger import Periods
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.timeline import Timeline
from csdesk.domain.values import dataclass

_NAMED = 2


@dataclass(frozen=True, slots=True)
class Unpriced:
    """A product of an account by its names, and the last end of a period at which no amount of it is known."""

    account: AccountId
    name: str
    product: str
    on: date


def unpriced_text(rows: Sequence[Unpriced]) -> str:
    """The first two, and how many more: "no amount for Acme (Core) on 31 Dec 2025 and 3 more"."""
    said = [f"{r.name} ({r.product}) on {spelled(r.on)}" for r in rows[:_NAMED]]
    named = first_of(said, len(rows)) if len(rows) > _NAMED else together(said)
    return f"no amount for {named}"


def unpriced(
    lives: Mapping[AccountId, Timeline], periods: Periods
) -> dict[tuple[AccountId, ProductId], date]:
    """The last of the periods' ends, the day before the first one and the last one, at which no amount is known."""
    days = sorted({day for first, last in periods for day in (first - timedelta(days=1), last)})
    return {
        (account, product): day
        for account, lines in lives.items()
        for day in days
        for product in _unpriced_on(lines, day)
    }


def _unpriced_on(lines: Timeline, day: date) -> Iterable[ProductId]:
    if not lines.on(day).unknown:
        return ()
    live = (x.line for x in lines if day in x.life)
    return [x.subscription.product for x in live if x.mrr_on(day) is None and not _known_later(x, day)]


def _known_later(line: Line, day: date) -> bool:
    return any(step.from_ > day and line.mrr_on(step.from_) is not None for step in line.steps)
