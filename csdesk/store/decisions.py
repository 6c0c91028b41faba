"""What a whole book says of decisions beside its contracts: losses of accounts, and how sure renewals are."""

from datetime import date

from csdesk.domain.ids import AccountId
from csdesk.domain.renewals import Category
from csdesk.store.book import Book


def losses(book: Book, *, until: date) -> dict[AccountId, date]:
    """The day on which each account was lost that is known to be, up to a day."""
    rows = book.rows(
        "SELECT a.uid, a.lost_on FROM accounts a WHERE a.status = 'lost' AND a.lost_on <= :day",
        {"day": until.isoformat()},
    )
    return {AccountId(uid): date.fromisoformat(day) for uid, day in rows}


def next_categories(book: Book, as_of: date) -> dict[AccountId, Category]:
    """The category of each account's next open renewal from a day on, where somebody said one."""
    rows = book.rows(
        """SELECT a.uid, r.category FROM renewals r JOIN accounts a ON a.pk = r.account
        WHERE r.outcome = 'open' AND r.due_on >= :day AND r.category <> 'unknown'
        ORDER BY r.due_on DESC, r.pk DESC""",
        {"day": as_of.isoformat()},
    )
    return {AccountId(uid): Category(category) for uid, category in rows}
