"""A rule proposes: from the facts of a book, what one account needs, why, and by when."""

from collections.abc import Iterator
from datetime import date

from csdesk.domain.contacts import Role
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.periods import Days, add_months, workday_on_or_after
from csdesk.domain.touches import DEFAULT_MINUTES, MINUTES, TouchKind
from csdesk.domain.values import dataclass
from csdesk.domain.week.candidates import Candidate
from csdesk.domain.week.facts import Person, Standing, WeekFacts, whom_to_ask

LEAD = 14
"""Days before its edge from which something is in the week; urgency is 1 at that distance."""
OWN_MEDIAN_FROM = 5
"""From so many logged touches of a kind, the median of their minutes takes the place of the usual ones."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every rule has at hand: the facts, the days to plan, and how long each kind takes."""

    facts: WeekFacts
    days: tuple[date, ...]
    accounts: dict[AccountId, Standing]
    customers: dict[AccountId, Standing]
    names: dict[ContactId, str]
    minutes: dict[TouchKind, int]

    @property
    def today(self) -> date:
        """The first day of the week, from which every distance is counted."""
        return self.facts.today

    @property
    def last(self) -> date:
        """The last day that is planned: what begins later is not due yet."""
        return self.days[-1] if self.days else self.facts.today

    def person(self, standing: Standing, *, first: Role | None = None) -> Person | None:
        """Whom to ask at an account in this week."""
        return whom_to_ask(standing.people, self.days, first=first)

    def candidate(
        self,
        standing: Standing,
        title: str,
        reason: str,
        window: Days,
        *,
        source: str,
        cause: str,
        kind: TouchKind = TouchKind.OTHER,
        person: Person | None = None,
        mandatory: bool = False,
    ) -> Candidate:
        """A candidate for an account, with the minutes of its kind and the absence of whom it needs."""
        return Candidate(
            account=standing.account,
            name=standing.name,
            title=title,
            kind=kind,
            minutes=self.minutes[kind],
            first=window.first,
            edge=window.last,
            reason=reason,
            source=source,
            cause=cause,
            mandatory=mandatory,
            contact=person.name if person else None,
            away=person.away if person else None,
        )


def desk_of(facts: WeekFacts, days: tuple[date, ...]) -> Desk:
    """The desk for a week of those days."""
    return Desk(
        facts=facts,
        days=days,
        accounts={s.account: s for s in facts.standings},
        customers={s.account: s for s in facts.standings if s.customer},
        names=dict(facts.names),
        minutes=minutes_per_kind(facts.minutes_spent) | dict(facts.minutes_chosen),
    )


def minutes_per_kind(spent: tuple[tuple[TouchKind, int, int], ...]) -> dict[TouchKind, int]:
    """How long each kind takes: a person's own median where the log says enough, else the usual minutes."""
    usual = {kind: MINUTES.get(kind, DEFAULT_MINUTES) for kind in TouchKind}
    return {kind: own_median(kind, spent) or minutes for kind, minutes in usual.items()}


def own_median(kind: TouchKind, spent: tuple[tuple[TouchKind, int, int], ...]) -> int | None:
    """The median of a person's logged minutes of a kind; None where the log says too little."""
    logged = sorted((minutes, times) for k, minutes, times in spent if k is kind and minutes > 0)
    total = sum(times for _, times in logged)
    if total < OWN_MEDIAN_FROM:
        return None
    low, high = _nth(logged, (total - 1) // 2), _nth(logged, total // 2)
    return (low + high + 1) // 2


def _nth(logged: list[tuple[int, int]], place: int) -> int:
    for minutes, times in logged:
        if place < times:
            return minutes
        place -= times
    raise IndexError(place)


def same_day(day: date) -> Days:
    """The window of what has to be done on a fact's own day; at a weekend, on the next working day."""
    moved = workday_on_or_after(day)
    return Days(moved, moved)


def before(edge: date) -> Days:
    """The window of what has to be done by a day."""
    return Days(date.fromordinal(max(1, edge.toordinal() - LEAD)), edge)


def in_first_year(standing: Standing, today: date) -> bool:
    """Whether a customer has been one for less than a year; False where nobody said since when."""
    return standing.since is not None and today < add_months(standing.since, 12)


Proposals = Iterator[Candidate]
