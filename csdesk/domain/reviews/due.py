"""When the next business review is due: a quarter after the last one; the first, ninety days after go-live."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from csdesk.domain.accounts import TouchModel
from csdesk.domain.milestones import Milestone
from csdesk.domain.periods import workday_on_or_after
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.touches import Touch, TouchKind
from csdesk.domain.values import dataclass

EVERY: dict[TouchModel | None, int | None] = {
    TouchModel.HIGH: 90,
    TouchModel.LOW: 180,
    TouchModel.TECH: None,
    None: 180,
}
"""Days from one review to the next, by touch model; none where reviews are one programme for many."""
FIRST = 90
"""Days from go-live to the first review."""
_GO_LIVE = frozenset({"go-live", "go live", "golive"})


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """The day that follows from the rule, the working day on which it is planned, and what it counts from."""

    on: date
    planned_on: date
    since: date
    days: int
    first: bool
    """Whether it is the first, counted from go-live."""


def reviews_held(touches: Iterable[Touch], *, as_of: date) -> list[Touch]:
    """The business reviews up to a day, the newest first."""
    held = [t for t in touches if t.kind is TouchKind.REVIEW and t.on <= as_of]
    return sorted(held, key=lambda t: (t.on, t.id), reverse=True)


def review_due(held: Sequence[Touch], live_on: date | None, model: TouchModel | None) -> ReviewDue | None:
    """The next review; None where there is no cadence, or nothing yet to count from."""
    every = EVERY[model]
    if every is None:
        return None
    since, days = (held[0].on, every) if held else (live_on, FIRST)
    if since is None:
        return None
    on = since + timedelta(days=days)
    return ReviewDue(on, workday_on_or_after(on), since, days, first=not held)


def went_live_on(
    lines: Iterable[Subscription], milestones: Iterable[Milestone], *, as_of: date
) -> date | None:
    """The first day on which something was live: as its contract says, else as its milestone does."""
    live = [s.live_on for s in lines if s.live_on and s.live_on <= as_of]
    named = (m for m in milestones if m.milestone.strip().casefold() in _GO_LIVE)
    reached = [m.achieved_on for m in named if m.achieved_on and m.achieved_on <= as_of]
    return min(live or reached, default=None)
