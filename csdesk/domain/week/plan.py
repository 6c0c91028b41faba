"""A plan is a week as it was decided: what stands on which day, what is not done, who is left alone."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.sums import summed
from csdesk.domain.values import dataclass
from csdesk.domain.week.candidates import TASK, Candidate
from csdesk.domain.week.priority import Factors

MANDATORY, PRESSING, REST, OLD = range(4)
"""The classes, in the order in which days are filled."""
RANKS = {
    MANDATORY: "must be done this week",
    PRESSING: "health at risk or first value open",
    REST: "all else, by priority",
    OLD: "old tasks of the first import",
}
"""What the classes are called: a class comes before any priority."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its factors and its place among all of the week, from 1."""

    candidate: Candidate
    factors: Factors
    pressing: bool = False
    """Whether its account is at risk, or its first value is still open."""
    place: int = 0

    @property
    def rank(self) -> int:
        """Its class."""
        if self.candidate.mandatory:
            return MANDATORY
        if self.old_task:
            return OLD
        return PRESSING if self.pressing else REST

    @property
    def old_task(self) -> bool:
        """Whether it is a task that was overdue before the first import; what a rule says is a fact of today."""
        return self.candidate.backlog and self.candidate.source == TASK

    @property
    def rank_text(self) -> str:
        """What its class is called."""
        return RANKS[self.rank]

    @property
    def order(self) -> tuple[int, bool, bool, Fraction, date, str, str, str]:
        """Class, priority, edge day, account, id: the order in which days are filled.

        Of the old tasks those that press go before all that do not.
        """
        priority, candidate = self.factors.priority, self.candidate
        behind = self.rank == OLD and not self.pressing
        falling = -Fraction(priority) if priority is not None else Fraction(0)
        name = candidate.name.casefold()
        return (
            self.rank, behind, priority is None, falling, candidate.edge, name,
            candidate.account, candidate.cause,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planned:
    """An item on its day. `over` says that it stands there although the day was full."""

    day: date
    item: Ranked
    over: bool = False
    done: bool = False

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return self.item.candidate.minutes


@dataclass(frozen=True, slots=True)
class NotDoing:
    """What fits no day of its window, and why."""

    item: Ranked
    reason: str


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One working day; a day before the plan's start is `past` and holds only what was done on it.

    `off` says why nobody works on it, such as *Holiday*; its capacity is 0.
    """

    day: date
    capacity: int
    items: tuple[Planned, ...]
    past: bool = False
    off: str = ""

    @property
    def by_account(self) -> tuple[Planned, ...]:
        """The items as they are shown: those of one account side by side, where its first stands; done ones last."""
        together: dict[tuple[bool, AccountId], list[Planned]] = {}
        for item in self.items:
            together.setdefault((item.done, item.item.candidate.account), []).append(item)
        return tuple(item for items in together.values() for item in items)

    @property
    def planned_minutes(self) -> int:
        """Minutes of everything on this day, done or to do."""
        return sum(i.minutes for i in self.items)

    @property
    def over(self) -> int:
        """Minutes beyond its capacity."""
        return max(0, self.planned_minutes - self.capacity)


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """A planned week. `leave_alone` are the customers with nothing due."""

    start: date
    days: tuple[DayPlan, ...]
    not_doing: tuple[NotDoing, ...]
    leave_alone: tuple[tuple[AccountId, str], ...]
    ranked: int = 0
    """How many were ranked: an item's place is its number among them."""

    @property
    def plan(self) -> tuple[Planned, ...]:
        """Everything from the start on, day by day."""
        return tuple(i for d in self.days if not d.past for i in d.items)

    @property
    def backlog_left(self) -> int:
        """How much of the backlog is not proposed this week."""
        return sum(left.item.candidate.backlog for left in self.not_doing)

    @property
    def old_tasks(self) -> tuple[Candidate, ...]:
        """The tasks in the backlog that a person or a file wrote: what can be dropped at once."""
        items = [i.item for i in self.plan if not i.done] + [left.item for left in self.not_doing]
        return tuple(i.candidate for i in items if i.old_task)

    @property
    def capacity_minutes(self) -> int:
        """Minutes of the days from the start on."""
        return sum(d.capacity for d in self.days if not d.past)

    @property
    def planned_minutes(self) -> int:
        """Minutes of `plan`."""
        return sum(i.minutes for i in self.plan)

    @property
    def arr_worked_on(self) -> dict[str, Fraction]:
        """ARR of the accounts in the week's days, each counted once; minor units by currency."""
        return _arr(i.item for d in self.days for i in d.items)

    @property
    def arr_not_worked_on(self) -> dict[str, Fraction]:
        """ARR of the accounts on the not-doing list for which nothing is planned or done; minor units by currency."""
        worked = {i.item.candidate.account for d in self.days for i in d.items}
        return _arr(n.item for n in self.not_doing if n.item.candidate.account not in worked)


def _arr(items: Iterable[Ranked]) -> dict[str, Fraction]:
    """Each account counted once; an account whose ARR nobody knows is not counted."""
    stakes = {i.candidate.account: i.factors for i in items}
    amounts: dict[str, list[Fraction]] = {}
    for factors in stakes.values():
        if factors.at_stake is not None and factors.currency is not None:
            amounts.setdefault(factors.currency, []).append(factors.at_stake)
    return {currency: summed(some) for currency, some in sorted(amounts.items())}
