"""Cohorts: what became of the accounts that began in one quarter, month by month, and how long customers stay."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from csdesk.domain.ids import AccountId
from csdesk.domain.periods import quarter_called
from csdesk.domain.revenue.cohorts import MONTHS, Cohort, began_of, kept_of, stays_of
from csdesk.domain.revenue.survival import Survival, survival
from csdesk.services.numbers import sold_by
from csdesk.services.preferences import year_begins
from csdesk.store.book import Book


@dataclass(frozen=True, slots=True)
class Cohorts:
    """All cohorts, the oldest first, and the survival of all customers in months.

    `unrated` are the currencies without a rate: MRR of cohorts with lines in them is not told.
    """

    cohorts: tuple[Cohort, ...]
    survival: Survival
    currency: str
    unrated: tuple[str, ...] = ()


def cohorts(book: Book, *, as_of: date, currency: str | None = None) -> Cohorts:
    """The cohorts of a book on a day; an account began on the first day of its first recurring line.

    All amounts count at the rates of that day, so that what is kept says nothing of rates.
    """
    sold = sold_by(book, as_of=as_of, currency=currency)
    by_account = sold.by_account
    began = began_of(by_account, as_of)
    quarters: dict[str, list[AccountId]] = defaultdict(list)
    begins = year_begins(book)
    for account, day in began.items():
        quarters[quarter_called(day, begins)].append(account)
    made = tuple(
        Cohort(
            quarter,
            len(accounts),
            tuple(kept_of(accounts, by_account, began, n, as_of, sold.worth) for n in MONTHS),
        )
        for quarter, accounts in sorted(quarters.items())
    )
    used = {x.line.subscription.currency for a in began for x in by_account[a]}
    unrated = tuple(sorted(c for c in used if not sold.worth.known(c, as_of)))
    return Cohorts(made, survival(stays_of(by_account, began, as_of).values()), sold.currency, unrated)
