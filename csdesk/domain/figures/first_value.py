"""First value is reached when the customer confirms it; three clocks say how long that took."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from csdesk.domain.figures.figure import Behind, Figure, Group, Rival, Step, Unit
from csdesk.domain.figures.spread import median, p90
from csdesk.domain.ids import AccountId
from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Objective
from csdesk.domain.values import dataclass

_POTENTIAL = "potential"
_Days = Mapping[AccountId, date]


@dataclass(frozen=True, slots=True)
class Begun:
    """When accounts signed and went live, what they reached; `there` are customers on the period's last day."""

    first: date
    last: date
    signed: _Days
    live: _Days
    milestones: Sequence[Milestone]
    objectives: Sequence[Objective]
    there: frozenset[AccountId]
    names: Mapping[AccountId, str]


def first_value(b: Begun) -> list[Figure]:
    """Time to first value by three clocks, each with its median, its p90, and those who still wait."""
    confirmed = _reached(b, lambda m: m.first_value and bool(m.confirmed_by))
    potential = _reached(b, lambda m: _POTENTIAL in m.milestone.casefold())
    agreed = _earliest((o.account, o.agreed_on) for o in b.objectives)
    anyhow = _reached(b, lambda m: m.first_value)
    rivals = (
        _rival(b, "Without the customer's word", b.signed, anyhow, "Counts what only we say was reached."),
        _rival(b, "Go-live", b.signed, b.live, "Live is not value: it says when use could begin."),
    )
    return [
        _clock(b, "ttfv", "TTFV", b.signed, confirmed, rivals,
               "Days from the signature to the first-value milestone that the customer confirmed, of those who reached "
               "it in the period."),
        _clock(b, "ttfv_potential", "TTFV, potential seen", b.signed, potential, (),
               "Days from the signature to the milestone that says so in its name: the customer has seen what is "
               "possible, and has it not yet."),
        _clock(b, "ttfv_measures", "TTFV since agreed", agreed, confirmed, (),
               "Days from the first objective that was agreed to the confirmed first value: what came before is not "
               "counted."),
    ]  # fmt: skip


def _earliest(found: Iterable[tuple[AccountId, date | None]]) -> dict[AccountId, date]:
    days: dict[AccountId, date] = {}
    for account, day in found:
        if day is not None:
            days[account] = min(day, days.get(account, day))
    return days


def _reached(b: Begun, wanted: Callable[[Milestone], bool]) -> dict[AccountId, date]:
    return _earliest((m.account, m.achieved_on) for m in b.milestones if wanted(m))


def _taken(b: Begun, starts: _Days, ends: _Days) -> list[tuple[AccountId, int, date]]:
    """Who came there in the period, after how many days, and when; an end before its start says nothing."""
    return [
        (a, (end - starts[a]).days, end)
        for a, end in ends.items()
        if a in starts and b.first <= end <= b.last and end >= starts[a]
    ]


def _rival(b: Begun, name: str, starts: _Days, ends: _Days, says: str) -> Rival:
    return Rival(name, median([days for _, days, _ in _taken(b, starts, ends)]), Unit.DAYS, says)


def _clock(
    b: Begun, key: str, title: str, starts: _Days, ends: _Days, rivals: tuple[Rival, ...], says: str
) -> Figure:
    taken = _taken(b, starts, ends)
    waiting = [
        (a, (b.last - day).days)
        for a, day in starts.items()
        if ends and a in b.there and day <= b.last and (a not in ends or ends[a] > b.last)
    ]
    days = [d for _, d, _ in taken]
    return Figure(
        key, Group.FIRST_VALUE, title, says, Unit.DAYS, median(days), len(taken),
        _said(len(taken), len(waiting), known=bool(ends)),
        (
            Step("Reached in the period", len(taken), Unit.COUNT),
            Step("Still waiting", len(waiting), Unit.COUNT),
            Step("Nine of ten within", p90(days), Unit.DAYS),
            Step("Median", median(days), Unit.DAYS, total=True),
        ),
        rivals,
        (
            *(Behind(a, b.names.get(a, a), "reached", end, d) for a, d, end in sorted(taken, key=lambda t: -t[1])),
            *(Behind(a, b.names.get(a, a), "still waiting", None, d) for a, d in sorted(waiting, key=lambda t: -t[1])),
        ),
        behind_unit=Unit.DAYS, heads=("", "Days"), when="Reached on",
    )  # fmt: skip


def _said(reached: int, waiting: int, *, known: bool) -> str:
    if not known:
        return "the book has no such milestone that was reached"
    return (
        f"{waiting:,} still waiting"
        if reached
        else f"nobody reached it in the period; {waiting:,} still waiting"
    )
