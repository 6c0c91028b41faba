"""A task is something to do, by us, the customer or a partner."""

from datetime import date
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId


class Party(StrEnum):
    """Who has to do it."""

    US = "us"
    CUSTOMER = "customer"
    PARTNER = "partner"


class TaskStatus(StrEnum):
    """Whether it is still to do."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@noun(
    "task", "tasks", sheet="Tasks", title="title", day="due_on", indexes=(("account", "status"), ("cause",))
)
class Task:
    """Something to do. `cause` names what made the week propose it, so that it is proposed once.

    `not_before` is the day until which it is snoozed; `planned_on` the day a person moved it to.
    `created_on` is the day on which it was first written down; seen from an earlier day it is not there.
    """

    id: str = column()
    account: AccountId = column(refers="accounts")
    title: str = column()
    due_on: date | None = column(default=None)
    minutes: int | None = column(default=None)
    party: Party = column(default=Party.US)
    status: TaskStatus = column(default=TaskStatus.OPEN)
    done_on: date | None = column(default=None)
    not_before: date | None = column(default=None)
    planned_on: date | None = column(default=None)
    cause: str | None = column(default=None)
    created_on: date | None = column(default=None, since=3)
