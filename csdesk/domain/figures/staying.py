"""Staying is how many customers are still there a year after they began; it needs losses enough to be told."""

from collections.abc import Mapping
from fractions import Fraction

from csdesk.domain.figures.figure import Behind, Figure, Group, Rival, Step, Unit
from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.retention import ratio
from csdesk.domain.revenue.survival import ENOUGH_LOSSES, survival

_MARKS = (3, 6, 12, 24, 36)
_YEAR = 12


def staying(watched: Mapping[AccountId, tuple[Fraction, bool]], names: Mapping[AccountId, str]) -> Figure:
    """The share that stays a year; `watched`: how many months each was a customer, and whether it was lost then."""
    found = survival(watched.values())
    enough = found.lost >= ENOUGH_LOSSES
    value = found.at(_YEAR) if enough else None
    said = "" if enough else f"needs {ENOUGH_LOSSES} losses: {found.lost:,} so far"
    if enough:
        said = (
            "more than half stay longer"
            if found.median is None
            else f"half have left after {found.median:,} months"
        )
    marks = [m for m in _MARKS if any(months >= m for months, _ in watched.values())] if enough else []
    lost = [(a, months) for a, (months, gone) in watched.items() if gone]
    return Figure(
        "survival", Group.LIFETIME, "Stay a year",
        "Share of customers that are still there twelve months after they began, by Kaplan and Meier: who is there "
        "today counts for as long as it was watched. The curve stands under Cohorts.",
        Unit.SHARE, value, found.count, said if found.count else "no customers yet",
        (
            *(Step(f"After {m} months", found.at(m), Unit.SHARE) for m in marks if m != _YEAR),
            Step("After a year", value, Unit.SHARE, total=True),
        ),
        (Rival("Customers ever, still there", ratio(found.count - found.lost, found.count), Unit.SHARE,
               "Mixes those who began yesterday with old ones."),),
        tuple(Behind(a, names.get(a, a), "", None, m) for a, m in sorted(lost, key=lambda x: (x[1], x[0]))),
        behind_unit=Unit.MONTHS, heads=("", "Months until lost"),
    )  # fmt: skip
