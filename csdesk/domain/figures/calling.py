"""Calibration is how far what renewals were called could be trusted: of each category, the share that renewed."""

from collections.abc import Mapping, Sequence

from csdesk.domain.figures.chart import Part, Shape
from csdesk.domain.figures.figure import Behind, Chart, Figure, Group, Rival, Step, Unit
from csdesk.domain.health.ranking import share_interval
from csdesk.domain.ids import AccountId
from csdesk.domain.phrases import count
from csdesk.domain.renewals import Category
from csdesk.domain.revenue.calls import RATED, Call
from csdesk.domain.revenue.forecast import rates_of
from csdesk.domain.revenue.retention import ratio

NEVER_CALLED = "Lost, never called"


def calibration(calls: Sequence[Call], names: Mapping[AccountId, str]) -> Figure:
    """Of the renewals that were called committed, those that renewed; beside them likely, at risk, and never called.

    An interval holds the losses that nobody had called anything, as if all of them had been called so.
    """
    missed = [c for c in calls if c.category is None]
    parts = [p for category in RATED if (p := _part(category, calls, len(missed), names)).n]
    called = sum(p.n for p in parts)
    rates = rates_of(calls)
    committed = rates.get(Category.COMMITTED)
    value = committed.share if committed else None
    renewed = sum(not c.lost for c in calls if c.category)
    if missed and parts:
        parts.append(Part(NEVER_CALLED, None, len(missed), _rows(missed, names)))
    return Figure(
        "calibration", Group.RENEWALS, "Committed renewed",
        "Of the renewals decided by the end of the period that had been called committed, the share that renewed; the "
        "same for likely and at risk. Intervals are of 95 %, and hold losses that nobody had called anything.",
        Unit.SHARE, value, called, _said(called, len(missed), told=bool(rates)),
        (
            *(Step(f"{p.name}, {p.n:,} decided", p.value, Unit.SHARE) for p in parts if p.value is not None),
            Step("Losses that were never called", len(missed), Unit.COUNT),
            Step("Committed renewed", value, Unit.SHARE, total=True),
        ),
        (Rival("All that were called", ratio(renewed, called), Unit.SHARE, "Mixes sure ones with unsure."),)
        if called else (),
        tuple(row for p in parts for row in p.behind),
        heads=("Outcome", ""), when="Decided on",
        chart=Chart(_finding(parts), Unit.SHARE, Shape.BARS, tuple(parts), "decision") if parts else None,
    )  # fmt: skip


def _part(category: Category, calls: Sequence[Call], missed: int, names: Mapping[AccountId, str]) -> Part:
    mine = [c for c in calls if c.category is category]
    renewed = sum(not c.lost for c in mine)
    low, _ = share_interval(renewed, len(mine) + missed)
    _, high = share_interval(renewed, len(mine))
    return Part(category.label, ratio(renewed, len(mine)), len(mine), _rows(mine, names), (low, high))


def _rows(calls: Sequence[Call], names: Mapping[AccountId, str]) -> tuple[Behind, ...]:
    """Losses first, then the newest."""
    rows = [
        (
            not c.lost,
            -c.decided_on.toordinal(),
            Behind(c.account, names.get(c.account, c.account), _became(c), c.decided_on),
        )
        for c in calls
    ]
    return tuple(row for *_, row in sorted(rows, key=lambda r: (r[0], r[1], r[2].name.casefold())))


def _became(call: Call) -> str:
    return "Lost" if call.lost else "Renewed"


def _finding(parts: Sequence[Part]) -> str:
    """Of the category with most decisions, how many renewed."""
    best = max((p for p in parts if p.value is not None), key=lambda p: p.n)
    kept, missed = int((best.value or 0) * best.n), sum(p.n for p in parts if p.value is None)
    said = f"Of {count(best.n, 'renewal')} that we called {best.name.lower()}, {kept:,} renewed"
    return f"{said}; {count(missed, 'loss', 'losses')} had no call" if missed else said


def _said(called: int, missed: int, *, told: bool) -> str:
    losses = count(missed, "loss", "losses")
    if not called:
        return "no renewal was called committed, likely or at risk before its decision"
    if not told:
        return f"nobody had called {losses} anything before, which is most: shares may be too good"
    return f"nobody had called {losses} anything before" if missed else ""
