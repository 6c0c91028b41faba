"""What a whole book says of decisions beside its contracts: losses of accounts, and how sure renewals are."""

import json
from collections.abc import Iterable
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


def called_before(book: Book, renewals: Iterable[str], as_of: date) -> dict[str, Category]:
    """What these renewals were last called, by the history up to a day; not those that never were anything."""
    rows = book.rows(
        """SELECT c.uid, json_extract(c.before, '$.category') FROM changes c JOIN operations o ON o.n = c.operation
        WHERE c.noun = 'renewals' AND c.uid IN (SELECT value FROM json_each(:renewals))
            AND json_extract(c.before, '$.category') IN ('committed', 'likely', 'at risk')
            AND o.today <= :day AND o.undone = 0 AND o.undoes IS NULL ORDER BY c.pk""",
        {"renewals": json.dumps([*renewals]), "day": as_of.isoformat()},
    )
    return {uid: Category(category) for uid, category in rows}
