"""Renewals: which term ends are due, which lines cannot be placed, and what each is worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from csdesk.domain.errors import PeriodBackwards
from csdesk.domain.ids import AccountId, SubscriptionId
from csdesk.domain.renewals import Category, Outcome
from csdesk.domain.revenue.accounts import Told
from csdesk.domain.revenue.due import (
    Due,
    Leaving,
    Missing,
    due_later,
    dues_of,
    missing_of,
    next_due,
    unknown_of,
)
from csdesk.domain.revenue.ledger import Lives
from csdesk.domain.revenue.notice import Notice
from csdesk.domain.revenue.renewed import Yearly, paid_after, paid_in
from csdesk.domain.revenue.timeline import lived
from csdesk.store.book import Book
from csdesk.store.lines import SoldLine, sold_lines
from csdesk.store.reporting import rates_known, reporting_currency

DEFAULT_DAYS = 90
"""How far ahead renewals are listed, if nobody says."""


class Scored(Protocol):
    """What renewals need of an account's health; `domain.health.score.Score` has it."""

    @property
    def score(self) -> Decimal | None:
        """0 to 100 in tenths; None is not scored."""

    @property
    def band(self) -> StrEnum | None:
        """The band of the score."""

    @property
    def yours(self) -> StrEnum | None:
        """The band of the person's own judgement, where there is no score."""


Health = Mapping[AccountId, Scored]


@dataclass(frozen=True, slots=True)
class DueRenewal:
    """One renewal on the board. `amount` is exact minor units a year, None where no amount is known.

    `id` is the renewal row's, or `SUBSCRIPTION:DAY` until there is one. `yours` says that `band` is the
    person's own judgement. `assumed` says that nobody confirmed the term.
    """

    id: str
    account_id: AccountId
    subscription_id: SubscriptionId
    account: str
    product: str
    due_on: date
    notice: Notice | None
    leaving: Leaving
    auto_renew: bool | None
    category: Category
    amount: Fraction | None
    forecast: int | None
    currency: str
    health: Decimal | None
    band: StrEnum | None
    yours: bool
    outcome: Outcome
    decided_on: date | None
    reason: str | None
    assumed: bool
    number: int = 0
    """Which term of its line ends with it."""
    paid_after: Sequence[Yearly] = ()
    """What is paid a year after it where it was renewed, part by part."""

    @property
    def new_arr(self) -> Fraction | None:
        """What it was renewed at, as `amount`; None where it was not, or in another currency."""
        return paid_in(self.currency, self.paid_after) if self.outcome.renewed else None

    @property
    def notice_on(self) -> date | None:
        """The working day to act by."""
        return self.notice.on if self.notice else None

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What of leaving is not known: its line is listed with what cannot be placed, too."""
        known = self.outcome is not Outcome.OPEN
        return () if known else unknown_of(self.auto_renew, notice_known=self.notice is not None)

    @property
    def notice_on_theirs(self) -> date | None:
        """The last day on which the customer can give notice."""
        return self.notice.theirs if self.notice else None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A live line that cannot be placed on the board, and why; `arr` as in `DueRenewal.amount`.

    `due_on` is the end that is known: of the contract that ran out, or the next one of the term without known
    notice, the same day on which it is listed as due. `written_end` is the end as the contract says it.
    """

    account_id: AccountId
    subscription_id: SubscriptionId
    account: str
    product: str
    missing: tuple[Missing, ...]
    due_on: date | None
    arr: Fraction | None
    currency: str
    assumed: bool = False
    """Whether nobody confirmed the end."""
    written_end: date | None = None

    @property
    def without_contract(self) -> bool:
        """Whether the line goes on past its end, with nothing decided."""
        return not {Missing.PAST_END, Missing.NO_NEXT}.isdisjoint(self.missing)


@dataclass(frozen=True, slots=True)
class Board:
    """The renewals due between two days, by due day, and what cannot be placed, the largest first.

    `due_later` are due after them, but their notice has to be given until then: the earliest deadline first.
    """

    first: date
    last: date
    as_of: date
    unplaced: tuple[Unplaced, ...]
    renewals: tuple[DueRenewal, ...]
    due_later: tuple[DueRenewal, ...] = ()


def renewal_board(book: Book, first: date, last: date, *, as_of: date, health: Health | None = None) -> Board:
    """The lists of the board in one reading of the book. Raises: PeriodBackwards."""
    return board_of(sold_lines(book, as_of=as_of), first, last, as_of=as_of, health=health)


def board_of(
    lines: Sequence[SoldLine], first: date, last: date, *, as_of: date, health: Health | None = None
) -> Board:
    """The lists of the board, of lines that are read. Raises: PeriodBackwards."""
    if last < first:
        raise PeriodBackwards(first=first, last=last)
    dues = [(sold, d) for sold in lines for d in dues_of(sold.line, first, last, as_of=as_of)]
    renewed = {d.line.subscription.account for _, d in dues if d.outcome.renewed}
    timelines = lived(s.line for s in lines if s.subscription.account in renewed)
    due = [_renewal(sold, d, health or {}, timelines) for sold, d in dues]
    later = [
        _renewal(sold, d, health or {}, timelines)
        for sold in lines
        if (d := due_later(sold.line, first, last, as_of=as_of))
    ]
    unplaced = [u for sold in lines if (u := _unplaced(sold, as_of))]
    return Board(
        first,
        last,
        as_of,
        tuple(sorted(unplaced, key=lambda u: (-(u.arr or 0), u.account.casefold(), u.subscription_id))),
        tuple(sorted(due, key=lambda r: (r.due_on, r.account.casefold(), r.product, r.id))),
        tuple(sorted(later, key=lambda r: (r.notice_on or r.due_on, r.account.casefold(), r.product, r.id))),
    )


def renewals_due(book: Book, first: date, last: date, *, as_of: date) -> list[DueRenewal]:
    """The renewals due between two days, both included; decided ones too. Raises: PeriodBackwards."""
    return list(renewal_board(book, first, last, as_of=as_of).renewals)


def not_placed(book: Book, *, as_of: date) -> list[Unplaced]:
    """The live lines without an end, notice or auto-renewal, or past their end and undecided."""
    return list(renewal_board(book, as_of, as_of, as_of=as_of).unplaced)


def told_of(book: Book, *, as_of: date) -> Told:
    """How amounts in several currencies of a list come together on a day."""
    return Told(rates_known(book, reporting_currency(book), as_of=as_of), as_of)


def _renewal(sold: SoldLine, due: Due, health: Health, timelines: Lives) -> DueRenewal:
    sub, row = sold.subscription, due.decision.renewal
    scored = health.get(sub.account)
    yours = scored.yours if scored and scored.band is None else None
    return DueRenewal(
        id=due.id,
        account_id=sub.account,
        subscription_id=sub.id,
        account=sold.account,
        product=sold.product,
        due_on=due.due_on,
        notice=due.notice,
        leaving=due.leaving,
        auto_renew=sub.auto_renew,
        category=due.category,
        amount=due.amount,
        forecast=row.forecast if row else None,
        currency=sub.currency,
        health=scored.score if scored else None,
        band=(scored.band or yours) if scored else None,
        yours=yours is not None,
        outcome=due.outcome,
        decided_on=due.decision.decided_on,
        reason=(row.reason if row else None) or (sub.reason if due.outcome is Outcome.LOST else None),
        assumed=due.assumed,
        number=due.number,
        paid_after=paid_after(due, timelines[sub.account]) if due.outcome.renewed else (),
    )


def _unplaced(sold: SoldLine, as_of: date) -> Unplaced | None:
    missing, sub = missing_of(sold.line, as_of), sold.subscription
    if not missing:
        return None
    term = sold.line.term
    return Unplaced(
        account_id=sub.account,
        subscription_id=sub.id,
        account=sold.account,
        product=sold.product,
        missing=missing,
        due_on=next_due(sold.line, as_of) or (term.end if term else None),
        arr=sold.line.arr_on(as_of),
        currency=sub.currency,
        assumed=term.assumed if term else False,
        written_end=sub.end,
    )
