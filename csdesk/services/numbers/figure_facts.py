"""What figures are computed from: the accounts of a book, their lines, and the facts of a period."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from csdesk.domain.accounts import Account
from csdesk.domain.churn import Churn
from csdesk.domain.figures.activity import Answered, Played
from csdesk.domain.figures.losing import Saved
from csdesk.domain.hindsight import as_they_were
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.milestones import Milestone
from csdesk.domain.money import digits
from csdesk.domain.objectives import Objective
from csdesk.domain.periods import months_shown
from csdesk.domain.preferences import CAC, GROSS_MARGIN
from csdesk.domain.products import Product
from csdesk.domain.renewals import Category, Outcome, Renewal
from csdesk.domain.revenue.calls import Call
from csdesk.domain.revenue.converting import Rates
from csdesk.domain.revenue.timeline import Timeline
from csdesk.domain.risks import Risk
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.week.candidates import Rule
from csdesk.domain.week.preferred import number
from csdesk.services.book.knowing import looking_back
from csdesk.services.book.preferences import year_begins
from csdesk.services.numbers.numbers import Sold, refuse_backwards
from csdesk.services.renewals.calls import calls
from csdesk.services.renewals.losses import records_of
from csdesk.store.activity import (
    caused_tasks,
    signals_answered,
    surveys_between,
    taken_back,
    touches_counted,
)
from csdesk.store.book import Book
from csdesk.store.reporting import own_currency

_RULES = frozenset(rule.value for rule in Rule)
_STAYED = frozenset({Outcome.AUTO, Outcome.RENEWED, Outcome.EXPANDED, Outcome.CONTRACTED})


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the figures of a period are computed from, in one currency, as known on a day."""

    first: date
    last: date
    as_of: date
    worth: Rates
    lines: Mapping[AccountId, Timeline]
    accounts: Mapping[AccountId, Account]
    industries: Mapping[AccountId, str | None]
    """As they were at the end of the period."""
    products: Mapping[ProductId, str]
    milestones: Sequence[Milestone]
    objectives: Sequence[Objective]
    surveys: Sequence[Survey]
    """Those of the months that are shown: a period of a month has eleven before it."""
    records: Mapping[AccountId, Sequence[Churn]]
    saved: Sequence[Saved]
    touches: Mapping[tuple[AccountId, str], int]
    plays: Sequence[Played]
    answers: Sequence[Answered]
    risks: Sequence[Risk]
    calls: Sequence[Call]
    margin: Fraction | None
    cac: Fraction | None
    """What winning an account costs, minor units of `cac_in`."""
    cac_in: str
    begins: int = 1
    """The month in which the fiscal year begins."""

    @property
    def until(self) -> date:
        """The last day of the period that is over: what comes later has not happened yet."""
        return min(self.last, self.as_of)

    @property
    def names(self) -> dict[AccountId, str]:
        """What every account is called."""
        return {a.id: a.account for a in self.accounts.values()}

    @property
    def without_lines(self) -> frozenset[AccountId]:
        """The accounts without recurring lines that something is told of."""
        told = {account for account, _ in self.touches} | {s.account for s in self.surveys if self._now(s)}
        for rows in (self.milestones, self.saved, self.plays, self.answers):
            told.update(row.account for row in rows)
        return frozenset(told - {*self.lines})

    def _now(self, survey: Survey) -> bool:
        """Whether it was asked or answered in the period, and not only in a month before it."""
        days = (survey.sent_on, survey.answered_on)
        return any(day and self.first <= day <= self.until for day in days)

    def only(self, accounts: Collection[AccountId], lines: Mapping[AccountId, Timeline]) -> "Facts":
        """The facts of some accounts, with these lines of theirs."""
        kept = frozenset(accounts)
        return replace(
            self,
            lines=lines,
            accounts={i: a for i, a in self.accounts.items() if i in kept},
            milestones=[m for m in self.milestones if m.account in kept],
            objectives=[o for o in self.objectives if o.account in kept],
            surveys=[s for s in self.surveys if s.account in kept],
            saved=[s for s in self.saved if s.account in kept],
            touches={key: n for key, n in self.touches.items() if key[0] in kept},
            plays=[p for p in self.plays if p.account in kept],
            answers=[a for a in self.answers if a.account in kept],
            risks=[r for r in self.risks if r.account in kept],
            calls=[c for c in self.calls if c.account in kept],
        )


def facts_of(book: Book, sold: Sold, first: date, last: date) -> Facts:
    """Read everything else once, of the accounts whose lines they are. Raises: PeriodBackwards."""
    refuse_backwards(first, last)
    as_of = sold.as_of
    until = min(last, as_of)
    with looking_back(book, until) as seen:
        industries = {a.id: a.industry for a in seen.all(Account)}
    margin = number(book.preference(GROSS_MARGIN), 0, 100)
    cac, cac_in = number(book.preference(CAC), 0, 10**12), own_currency(book)
    found = Facts(
        first=first,
        last=last,
        as_of=as_of,
        worth=sold.worth,
        lines=sold.by_account,
        accounts={a.id: a for a in book.all(Account)},
        industries=industries,
        products={p.id: p.product for p in book.all(Product)},
        milestones=as_they_were(book.all(Milestone), as_of),
        objectives=book.all(Objective),
        surveys=as_they_were(surveys_between(book, months_shown(first, until)[0][0], until), as_of),
        records=records_of(book),
        saved=_saved(book, as_of),
        touches=touches_counted(book, first, until),
        plays=_plays(as_they_were(caused_tasks(book), as_of)),
        answers=signals_answered(book, first, until, as_of),
        risks=as_they_were(book.all(Risk), as_of),
        calls=calls(book, sold.lines, as_of=as_of, until=until),
        margin=margin / 100 if margin else None,
        cac=cac * 10 ** digits(cac_in) if cac else None,
        cac_in=cac_in,
        begins=year_begins(book),
    )
    return found if sold.accounts is None else found.only(sold.accounts, sold.by_account)


def _saved(book: Book, as_of: date) -> list[Saved]:
    """The accounts that were about to leave and stayed: by the history, and by renewals that were at risk."""
    renewed = [
        Saved(r.account, r.decided_on or r.booked_on or r.due_on, "renewal at risk")
        for r in book.all(Renewal)
        if r.category is Category.AT_RISK and r.outcome in _STAYED
    ]
    return [s for s in (*renewed, *taken_back(book)) if s.on <= as_of]


def _plays(tasks: Iterable[Task]) -> list[Played]:
    """The tasks that a rule of the week proposed; what made it propose them begins with the rule's name.

    Milestones, promises and the call after a loss make tasks too, and are no rules.
    """
    found = [(t, (t.cause or "").split(":", 1)[0]) for t in tasks]
    return [
        Played(t.account, rule, t.created_on, t.done_on if t.status is TaskStatus.DONE else None)
        for t, rule in found
        if rule in _RULES
    ]
