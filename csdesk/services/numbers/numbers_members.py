"""The accounts behind the parts of a dimension: what each pays at the end of a period, and how it came there."""

from collections.abc import Mapping
from datetime import date, timedelta

from csdesk.domain.accounts import Account
from csdesk.domain.figures.chart import Behind
from csdesk.domain.figures.figure import largest
from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.standing import standing_on
from csdesk.domain.revenue.timeline import Timeline, lived
from csdesk.services.numbers.numbers import Sold
from csdesk.services.numbers.numbers_by import parts_of
from csdesk.store.book import Book

Members = Mapping[str | None, tuple[Behind, ...]]


def members_by(
    book: Book, sold: Sold, accounts: Mapping[AccountId, Account], first: date, last: date, by: str
) -> Members:
    """For each value of a dimension the accounts with revenue at one end of the period, the largest first.

    A row has the MRR of the last day, minor units; None is not known. Raises: NoSuchDimension, RateMissing.
    """
    found = {}
    for part in parts_of(book, by, last, sold.lines):
        rows = (
            _row(account, accounts.get(account), lines, sold, first, last)
            for account, lines in lived(part.lines).items()
        )
        found[part.value] = largest(row for row in rows if row is not None)
    return found


def _row(
    uid: AccountId, account: Account | None, lines: Timeline, sold: Sold, first: date, last: date
) -> Behind | None:
    before, after = (standing_on(lines, day, sold.worth) for day in (first - timedelta(days=1), last))
    if not (before.has_revenue or after.has_revenue):
        return None
    what = "came" if not before.has_revenue else "left" if not after.has_revenue else "stayed"
    name = account.account if account else str(uid)
    return Behind(uid, name, what, None, None if after.unknown else after.mrr)
