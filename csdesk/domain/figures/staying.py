"""Staying is what is kept of customers a year after they began; it needs losses enough to be told."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from csdesk.domain.figures.chart import Part, Shape
from csdesk.domain.figures.figure import Behind, Chart, Figure, Group, Rival, Step, Unit
from csdesk.domain.ids import AccountId
from csdesk.domain.periods import add_months, quarter_called
from csdesk.domain.revenue.cohorts import Kept, kept_of
from csdesk.domain.revenue.converting import Rates
from csdesk.domain.revenue.retention import ratio
from csdesk.domain.revenue.survival import Survival, needs_losses, survival
from csdesk.domain.revenue.timeline import Timeline
from csdesk.domain.values import dataclass

_MARKS = (3, 6, 12, 24, 36)
_YEAR = 12


def staying(watched: Mapping[AccountId, tuple[Fraction, bool]], names: Mapping[AccountId, str]) -> Figure:
    """The share that stays a year; `watched`: how many months each was a customer, and whether it was lost then."""
    found = survival(watched.values())
    enough = found.enough
    value = found.at(_YEAR) if enough else None
    said = needs_losses(found)
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


@dataclass(frozen=True, slots=True)
class Aged:
    """Customers by their own age on a day: their lines, when each began, and how long they stay."""

    lines: Mapping[AccountId, Timeline]
    began: Mapping[AccountId, date]
    until: date
    worth: Rates
    stays: Survival
    names: Mapping[AccountId, str]
    begins: int = 1
    """The month in which the fiscal year begins."""

    def kept(self, accounts: list[AccountId], months: int) -> Kept:
        """What is kept of some of them so many months after each began."""
        return kept_of(accounts, self.lines, self.began, months, self.until, self.worth)


def kept_a_year(a: Aged) -> Figure:
    """What customers pay a year after they began, of what they began with; by the quarter in which they did."""
    everybody = [*a.began]
    marks = {m: k for m in _MARKS if (k := a.kept(everybody, m)).of} if a.stays.enough else {}
    year = marks.get(_YEAR)
    value = year.mrr if year else None
    parts = _quarters(a, everybody) if year else ()
    return Figure(
        "kept_a_year", Group.LIFETIME, "Kept after a year",
        "MRR of customers twelve months after each began ÷ what they began with, of those who began so long ago; who "
        "left counts as nothing. At the rates of one day. By quarter it stands under Cohorts.",
        Unit.SHARE, value, year.of if year else 0, _why_not(a, year),
        (
            *(Step(f"After {m} months", k.mrr, Unit.SHARE) for m, k in marks.items() if m != _YEAR),
            Step("After a year", value, Unit.SHARE, total=True),
        ),
        (Rival("Accounts instead of MRR", year.share if year else None, Unit.SHARE,
               "What grew makes up for nobody who left."),),
        tuple(row for part in parts for row in part.behind),
        behind_unit=Unit.SHARE, heads=("Began in", "Kept"), when="Began on",
        chart=Chart("MRR kept after a year, by the quarter in which customers began", Unit.SHARE, Shape.POINTS, parts)
        if parts else None,
    )  # fmt: skip


def _why_not(a: Aged, year: Kept | None) -> str:
    if not a.began:
        return "no customers yet"
    if not a.stays.enough:
        return needs_losses(a.stays)
    if year is None:
        return "nobody began a year before the end of the period"
    return "an amount or a rate is not known" if year.mrr is None else ""


def _quarters(a: Aged, accounts: list[AccountId]) -> tuple[Part, ...]:
    by_quarter: dict[str, list[AccountId]] = defaultdict(list)
    for account in sorted(accounts, key=lambda x: (a.began[x], a.names.get(x, x).casefold())):
        if add_months(a.began[account], _YEAR) <= a.until:
            by_quarter[quarter_called(a.began[account], a.begins)].append(account)
    return tuple(_quarter(a, quarter, some) for quarter, some in by_quarter.items())


def _quarter(a: Aged, quarter: str, accounts: list[AccountId]) -> Part:
    rows = tuple(Behind(x, a.names.get(x, x), quarter, a.began[x], a.kept([x], _YEAR).mrr) for x in accounts)
    return Part(quarter, a.kept(accounts, _YEAR).mrr, len(accounts), rows)
