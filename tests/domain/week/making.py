"""Facts and candidates of a week, as a test needs them: everything that it does not name is ordinary."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from csdesk.domain.accounts import TouchModel
from csdesk.domain.contacts import Role
from csdesk.domain.health.bands import Band
from csdesk.domain.ids import AccountId, ContactId, SubscriptionId
from csdesk.domain.periods import Days
from csdesk.domain.tasks import Task
from csdesk.domain.touches import TouchKind
from csdesk.domain.week.candidates import ON_AT_FIRST, Candidate
from csdesk.domain.week.capacity import days_of_week
from csdesk.domain.week.facts import Person, Standing, TermEnd, WeekFacts
from csdesk.domain.week.plan import Ranked, WeekPlan
from csdesk.domain.week.priority import Stake, factors_of
from csdesk.domain.week.proposing import Proposed, propose
from csdesk.domain.week.schedule import Frame, schedule

MONDAY = date(2025, 11, 24)
FRIDAY = date(2025, 11, 28)
ONE = AccountId("a-1")
LINE = SubscriptionId("s-1")


def ago(days: int) -> date:
    """So many days before the Monday."""
    return MONDAY - timedelta(days=days)


def ahead(days: int) -> date:
    """So many days after the Monday."""
    return MONDAY + timedelta(days=days)


def standing(account: str = "a-1", name: str = "Halden Freight", **facts: Any) -> Standing:
    """An account that was spoken with yesterday and signed three years ago."""
    plain = Standing(AccountId(account), name, TouchModel.LOW, ago(1095), ago(1))
    return replace(plain, **facts)


def person(name: str, *roles: Role, away: Days | None = None) -> Person:
    """A contact who is there."""
    return Person(ContactId(name.lower()), name, roles, away)


PRIYA = person("Priya Nair", Role.CHAMPION)


def week_of(*standings: Standing, rules: Any = ON_AT_FIRST, today: date = MONDAY, **facts: Any) -> Proposed:
    """What the week proposes for those accounts."""
    days = days_of_week(today)
    kept = {"touches_kept": True, **facts}
    held = WeekFacts(today=today, standings=standings or (standing(),), **kept)
    ahead_days = tuple(d for d in days if d >= today)
    return propose(held, ahead_days, week=Days(days[0], days[-1]), rules=rules)


def one(*standings: Standing, **facts: Any) -> Candidate:
    """The only candidate of the week of those accounts."""
    found = week_of(*standings, **facts).open
    assert len(found) == 1, [c.title for c in found]
    return found[0]


def none(*standings: Standing, **facts: Any) -> bool:
    """Whether nothing is proposed for those accounts."""
    return not week_of(*standings, **facts).open


def term_end(due_on: date, **facts: Any) -> TermEnd:
    """An end of the account's line."""
    return TermEnd(ONE, LINE, due_on, **facts)


def task(**facts: Any) -> Task:
    """An open task of ours."""
    return Task(**{"id": "t-1", "account": ONE, "title": "Send the offer", **facts})


def candidate(cause: str = "c", **facts: Any) -> Candidate:
    """Half an hour for one account, any day of the next two weeks."""
    plain = Candidate(
        account=ONE,
        name="Halden Freight",
        title="Call Priya Nair",
        kind=TouchKind.CALL,
        minutes=30,
        first=MONDAY,
        edge=ahead(14),
        reason="Silent for 41 days",
        source="rule: silence",
        cause=cause,
    )
    return replace(plain, **facts)


def ranked(made: Candidate, arr: int | None = 6_120_000, **stake: Any) -> Ranked:
    """The candidate with 61,200 USD at stake."""
    held = Stake(arr=None if arr is None else Fraction(arr), currency="USD", **{"band": Band.WATCH, **stake})
    factors = factors_of(held, edge=made.edge, minutes=made.minutes, today=MONDAY)
    return Ranked(made, factors, pressing=held.pressing)


def planned(items: Sequence[Ranked], *, capacity: int = 240, **facts: Any) -> WeekPlan:
    """The items in the week from the Monday on."""
    return schedule(Frame(MONDAY, days_of_week(MONDAY), capacity), list(items), **facts)
