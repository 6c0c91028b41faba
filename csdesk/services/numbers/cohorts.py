"""Cohorts: what became of the accounts that began in one quarter, month by month, and how long customers stay."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from csdesk.domain.accounts import Account
from csdesk.domain.figures.chart import Behind
from csdesk.domain.ids import AccountId
from csdesk.domain.periods import quarter_called
from csdesk.domain.revenue.cohorts import MONTHS, Cohort, Kept, began_of, kept_by, kept_of, stays_of
from csdesk.domain.revenue.survival import Survival, survival
from csdesk.services.book.preferences import year_begins
from csdesk.services.numbers.numbers import Sold, sold_by
from csdesk.store.book import Book
from csdesk.wording import count


@dataclass(frozen=True, slots=True)
class Cohorts:
    """All cohorts, the oldest first, and the survival of all customers in months.

    `unrated` are the currencies without a rate: MRR of cohorts with lines in them is not told. `whole` is what is
    kept of all of them, `members` the accounts of each: when it began, whether it is there, what is kept of its MRR.
    """

    cohorts: tuple[Cohort, ...]
    survival: Survival
    currency: str
    unrated: tuple[str, ...] = ()
    whole: tuple[Kept, ...] = ()
    members: Mapping[str, tuple[Behind, ...]] = field(default_factory=dict)


def cohorts(
    book: Book, *, as_of: date, currency: str | None = None, accounts: frozenset[AccountId] | None = None
) -> Cohorts:
    """The cohorts of a book, or of some of its accounts, on a day.

    An account began on the first day of its first recurring line. All amounts count at the rates of that day, so
    that what is kept says nothing of rates.
    """
    sold = sold_by(book, as_of=as_of, currency=currency, accounts=accounts)
    by_account = sold.by_account
    began = began_of(by_account, as_of)
    quarters: dict[str, list[AccountId]] = defaultdict(list)
    begins = year_begins(book)
    for account, day in began.items():
        quarters[quarter_called(day, begins)].append(account)

    def kept(accounts: Sequence[AccountId]) -> tuple[Kept, ...]:
        return tuple(kept_of(accounts, by_account, began, n, as_of, sold.worth) for n in MONTHS)

    used = {x.line.subscription.currency for a in began for x in by_account[a]}
    stays = stays_of(by_account, began, as_of)
    names = {a.id: a.account for a in book.all(Account)}
    return Cohorts(
        tuple(Cohort(quarter, len(some), kept(some)) for quarter, some in sorted(quarters.items())),
        survival(stays.values()),
        sold.currency,
        tuple(sorted(c for c in used if not sold.worth.known(c, as_of))),
        kept([*began]),
        {quarter: _members(some, sold, began, stays, names) for quarter, some in quarters.items()},
    )


def _members(
    accounts: Sequence[AccountId],
    sold: Sold,
    began: Mapping[AccountId, date],
    stays: Mapping[AccountId, tuple[Fraction, bool]],
    names: Mapping[AccountId, str],
) -> tuple[Behind, ...]:
    """The accounts of a cohort in order of their first day."""
    rows = []
    for a in accounts:
        months, lost = stays[a]
        what = f"lost after {count(int(months), 'month')}" if lost else "there"
        share = kept_by(a, sold.by_account, began, sold.as_of, sold.worth)
        rows.append(Behind(a, names.get(a, a), what, began[a], share))
    return tuple(sorted(rows, key=lambda r: (str(r.on), r.name.casefold())))
