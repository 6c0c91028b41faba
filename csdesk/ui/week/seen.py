"""A week as it is seen: its plan, and what is said of the whole of it, worked out before the window has it."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from csdesk.domain.csms import NOBODY, Csms
from csdesk.domain.values import dataclass
from csdesk.domain.week.candidates import Candidate
from csdesk.domain.week.plan import WeekPlan

if TYPE_CHECKING:
    from csdesk.store.book import Book


@dataclass(frozen=True, slots=True)
class SeenWeek:
    """A plan and what of it takes long to find where twenty thousand accounts have something due.

    `arr_worked_on`, `arr_not_worked_on`: minor units by currency.
    """

    plan: WeekPlan
    arr_worked_on: Mapping[str, Fraction]
    arr_not_worked_on: Mapping[str, Fraction]
    old_tasks: tuple[Candidate, ...]
    backlog_left: int
    csms: Csms = NOBODY
    """Who looks after customers of the book; none where the plan stood ready."""
    as_before: bool = False
    """Whether it is the plan that was shown already."""
    csm: str = ""
    """Whose week it is; empty for everybody's."""


def seen_of(
    plan: WeekPlan, csm: str = "", *, before: WeekPlan | None = None, csms: Csms = NOBODY
) -> SeenWeek:
    """A plan as it is seen, where another one was shown `before`."""
    return SeenWeek(
        plan,
        plan.arr_worked_on,
        plan.arr_not_worked_on,
        plan.old_tasks,
        plan.backlog_left,
        csms,
        as_before=plan == before,
        csm=csm,
    )


class Question:
    """What the page asks the book: the week from a day on, of all accounts or of those of one CSM."""

    def __init__(self, start: date, before: WeekPlan | None = None, csm: str = "") -> None:
        self._start, self._before, self._csm = start, before, csm

    def __call__(self, book: "Book") -> SeenWeek:
        from csdesk.services.accounts.csms import csms_of
        from csdesk.services.week.week import plan_week, whose

        plan = plan_week(book, start=self._start, only=whose(book, self._csm))
        return seen_of(plan, self._csm, before=self._before, csms=csms_of(book))
