"""Past decisions: the days on which accounts renewed or were lost, as the book has them."""

from datetime import date

from csdesk.domain.health.decisions import Decision
from csdesk.domain.ids import AccountId
from csdesk.domain.renewals import Category
from csdesk.store.book import Book

_SAME_LOSS = 183
"""Days around a lost renewal within which the loss of its account is the same event."""

_SQL = f"""
    WITH decided AS (
        SELECT r.account AS account, coalesce(r.decided_on, r.due_on) AS day,
            CASE WHEN r.outcome = 'lost' THEN 1 ELSE 0 END AS lost
        FROM renewals r WHERE r.outcome <> 'open'
        UNION ALL
        SELECT s.account, s.cancelled_on, 1 FROM subscriptions s
        WHERE s.recurring = 1 AND s.period = 'month' AND s."end" IS NULL AND s.cancelled_on IS NOT NULL
    ), gone AS (
        SELECT a.pk AS account, a.lost_on AS day, 1 AS lost FROM accounts a
        WHERE a.status = 'lost' AND a.lost_on IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM decided d WHERE d.account = a.pk AND d.lost = 1
                AND abs(julianday(d.day) - julianday(a.lost_on)) <= {_SAME_LOSS})
    )
    SELECT a.uid, a.account, x.day, max(x.lost)
    FROM (SELECT * FROM decided UNION ALL SELECT * FROM gone) x JOIN accounts a ON a.pk = x.account
    WHERE x.day <= :day
    GROUP BY a.uid, a.account, x.day
    ORDER BY x.day, a.account, a.uid"""


def decisions(book: Book, *, until: date) -> list[Decision]:
    """The decisions up to a day, oldest first: an account on a day is one, lost where any of its lines was.

    A renewal is decided on its day of decision, else when it was due; a monthly line by its cancellation; an
    account that left without either by the day on which it was lost.
    """
    rows = book.rows(_SQL, {"day": until.isoformat()})
    return [
        Decision(AccountId(uid), name, date.fromisoformat(day), bool(lost)) for uid, name, day, lost in rows
    ]


def next_categories(book: Book, as_of: date) -> dict[AccountId, Category]:
    """The category of each account's next open renewal from a day on, where somebody said one."""
    rows = book.rows(
        """SELECT a.uid, r.category FROM renewals r JOIN accounts a ON a.pk = r.account
        WHERE r.outcome = 'open' AND r.due_on >= :day AND r.category <> 'unknown'
        ORDER BY r.due_on DESC, r.pk DESC""",
        {"day": as_of.isoformat()},
    )
    return {AccountId(uid): Category(category) for uid, category in rows}
