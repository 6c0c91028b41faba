"""An undertaking is what somebody took on for an account: a task that a person wrote, or a promise."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.reviews.facts import Facts
from csdesk.domain.reviews.words import plain
from csdesk.domain.tasks import Party, Task, TaskStatus

_INSIDE = re.compile(
    r"\b(health( |-)?scores?|at[- ]risk|churn\w*|up-?sell\w*|cross-?sell\w*|forecast\w*|arr|mrr|nrr|grr"
    r"|renewals?|discounts?|margins?|quot(e|es|ation|ations)|pric(e increase|e rise|ing)"
    r"|detractors?|who gave \d+|escape plan|expansion|competitors?"
    r"|internal(ly)?|qbr|ebr|nps|csat|drafts?|chase|nudge|close the loop|escalat\w+"
    r"|ask(ing)? for (an? |the |their )?"
    r"(logo|intros?|introductions?|references?|referrals?|testimonials?|case stud(y|ies))"
    r"|(save|saving|rescue|retention) (call|offer|plan|play)s?|win[ -]?backs?"
    r"|crisis|krise\w*|eskal\w+|kündig\w*|verlängerung\w*|vertragsverlängerung\w*|preiserhöhung\w*|rabatt\w*"
    r"|mahn(ung|ungen|en)|nachfassen|rückgewinn\w*|intern(e|es|er)|entwurf"
    r"|crise|résili\w+|renouvel\w+|remises?|relanc\w+|hausse de prix"
    r"|renov(ar|aci\w+)|descuentos?|escal(ar|ado|amiento)|subida de precio"
    r"|renova(r|ç\w+)|descontos?|cancelamento)\b",
    re.IGNORECASE,
)
"""Words that a person uses for work on the account, not with the customer."""


@dataclass(frozen=True, slots=True)
class Undertaking:
    """What was undertaken, by whom, until when, and whether it is still to be done.

    `done_on` and `broken_on` say when it was settled, where the book knows the day. `row` is the id of the task or
    promise; `promised` says that it is a promise.
    """

    row: str
    title: str
    party: Party
    due_on: date | None
    is_open: bool
    done_on: date | None = None
    broken_on: date | None = None
    promised: bool = False

    @property
    def for_customer(self) -> bool:
        """Whether it is between us and the customer: a promise, or what the customer has to do."""
        return self.promised or self.party is Party.CUSTOMER


def shared(facts: Facts) -> list[Undertaking]:
    """What a customer may see: promises and what the customer has to do, without words for inside use.

    Our own tasks are our own work, whatever their words are.
    """
    return [u for u in _for_customer(facts) if not _INSIDE.search(u.title) and plain(u.title)]


def held_back(facts: Facts) -> tuple[str, ...]:
    """The titles of what is for the customer and is left out for its words."""
    return _with_inside_words(_for_customer(facts))


def secret(facts: Facts) -> tuple[str, ...]:
    """The titles of everything that a person wrote with words for inside use, for whomever it is."""
    return _with_inside_words(_written(facts))


def own_work(facts: Facts) -> list[Undertaking]:
    """The tasks of ours and of a partner: no customer reads them, unless they are promised."""
    return [u for u in _written(facts) if not u.for_customer and plain(u.title)]


def _with_inside_words(some: Iterable[Undertaking]) -> tuple[str, ...]:
    return tuple(sorted(plain(u.title) for u in some if _INSIDE.search(u.title)))


def _for_customer(facts: Facts) -> list[Undertaking]:
    return [u for u in _written(facts) if u.for_customer]


def _written(facts: Facts) -> list[Undertaking]:
    tasks = [_of_task(t) for t in facts.tasks if not t.cause and t.status is not TaskStatus.DROPPED]
    promises = [_of_promise(p) for p in facts.promises if p.status is not PromiseStatus.CHANGED]
    return tasks + promises


def _of_task(task: Task) -> Undertaking:
    done_on = task.done_on if task.status is TaskStatus.DONE else None
    is_open = task.status is TaskStatus.OPEN
    return Undertaking(task.id, task.title, task.party, task.due_on, is_open, done_on)


def _of_promise(p: Promise) -> Undertaking:
    kept_on = p.settled_on if p.status is PromiseStatus.KEPT else None
    broken_on = p.settled_on if p.status is PromiseStatus.BROKEN else None
    is_open = p.status is PromiseStatus.OPEN
    return Undertaking(p.id, p.promise, p.promised_by, p.due_on, is_open, kept_on, broken_on, promised=True)


def whose(facts: Facts, party: Party) -> str:
    """Who has to do it, by name where one is known."""
    if party is Party.CUSTOMER:
        return plain(facts.account.account)
    if party is Party.PARTNER:
        return "Partner"
    return facts.ours or plain(facts.vendor) or "Us"
