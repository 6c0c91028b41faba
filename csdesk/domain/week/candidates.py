"""A candidate is something that a person could do for one account, with its reason and its window."""

from datetime import date
from enum import StrEnum

from csdesk.domain.ids import AccountId
from csdesk.domain.periods import Days
from csdesk.domain.touches import TouchKind
from csdesk.domain.values import dataclass


class Rule(StrEnum):
    """What makes the week propose something, as `source` and preferences name it."""

    NOTICE = "notice"
    RENEWAL = "renewal"
    SILENCE = "silence"
    SPONSOR = "sponsor left"
    DETRACTOR = "detractor"
    BILLING = "billing"
    SEVERE = "severe ticket"


ON_AT_FIRST = frozenset({Rule.NOTICE, Rule.RENEWAL, Rule.SILENCE, Rule.SPONSOR, Rule.DETRACTOR, Rule.BILLING})
"""The rules that nobody has to switch on; open tasks, milestones and promises are no rules and always count."""

TASK = "task"
MILESTONE = "milestone"
PROMISE = "promise"
"""What we undertook; its own source beside *promise to us*, which somebody else undertook."""
PROMISED_US = "promise to us"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something to do. `cause` is the same as long as what made it is the same; it is proposed once for it.

    The window runs from `first` to `edge`, both included. `away` are days on which whom it needs cannot be
    had. `breaks` says which cadence breaks if it is not done.
    """

    account: AccountId
    name: str
    title: str
    kind: TouchKind
    minutes: int
    first: date
    edge: date
    reason: str
    source: str
    cause: str
    mandatory: bool = False
    contact: str | None = None
    away: Days | None = None
    breaks: str | None = None
    ends_on: date | None = None
    """The end of the term that it is about: until then a renewal never is backlog."""
    backlog: bool = False
    """Due before the book's first import: these wait in one backlog, a few a week."""
    task: str | None = None
    """The task that keeps what a person decided about it."""
    planned_on: date | None = None
    """The day of this week that a person moved it to."""
    not_before: date | None = None
    """The day until which a person snoozed it."""
