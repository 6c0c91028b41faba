"""The renewal window is when a renewal was signed, in days before the last day of the term that it follows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from csdesk.domain.figures.figure import Behind, Figure, Group, Rival, Step, Unit
from csdesk.domain.ids import AccountId
from csdesk.domain.phrases import count
from csdesk.domain.revenue.retention import ratio
from csdesk.domain.values import dataclass

FROM, TO = 60, 30
"""The ideal window: so many days before the end, and still so many."""


class When(StrEnum):
    """When a renewal was signed."""

    EARLIER = "earlier"
    IDEAL = "60 to 30 days before the end"
    LATE = "later"
    AFTER = "after the end"


@dataclass(frozen=True, slots=True)
class Signed:
    """A renewal that was due in a period, and the day on which it was signed; None where nobody said."""

    account: AccountId
    product: str
    due_on: date
    on: date | None

    @property
    def before(self) -> int | None:
        """How many days before the last day of the term; negative after it."""
        return None if self.on is None else (self.due_on - self.on).days


def when_of(before: int) -> When:
    """What so many days before the last day of a term are."""
    if before < 0:
        return When.AFTER
    return When.LATE if before < TO else When.IDEAL if before <= FROM else When.EARLIER


def window(found: Sequence[Signed], names: Mapping[AccountId, str]) -> Figure:
    """Of the renewals that a person signed, those that were signed in the ideal window."""
    days = [before for one in found if (before := one.before) is not None]
    counted = Counter(map(when_of, days))
    silent = len(found) - len(days)
    in_time = len(days) - counted[When.AFTER]
    said = "no renewal was signed" if not days else ""
    if silent:
        said = f"{count(silent, 'renewal')} without the day of signing"
    rows = [Behind(s.account, names.get(s.account, s.account), s.product, s.on, s.before) for s in found]
    return Figure(
        "renewal_window", Group.RENEWALS, "Renewal window",
        f"Of the renewals due in the period that were signed, those signed {FROM} to {TO} days before the end of the "
        "term. Lines that renewed by themselves were not signed.",
        Unit.SHARE, ratio(counted[When.IDEAL], len(days)), len(days), said,
        (
            *(Step(f"Signed {when}", counted[when], Unit.COUNT) for when in When),
            Step("Signed", len(days), Unit.COUNT, subtotal=True),
            Step("Renewal window", ratio(counted[When.IDEAL], len(days)), Unit.SHARE, total=True),
        ),
        (Rival("Before the end", ratio(in_time, len(days)), Unit.SHARE, "Says nothing of those at the last minute."),),
        tuple(sorted(rows, key=lambda r: (r.value is None, r.value or 0, r.name.casefold()))),
        behind_unit=Unit.DAYS, heads=("Product", "Before the end"), when="Signed on",
    )  # fmt: skip
