"""Use: the readings of one account by month, counted and folded where they lie."""

from collections import defaultdict
from datetime import date

from csdesk.domain.ids import AccountId
from csdesk.domain.timeline.use import MonthOfUse
from csdesk.store.book import Book

_LAST = """SELECT month, measure, "on", value, uid FROM (
    SELECT substr(u."on", 1, 7) AS month, u.measure, u."on", u.value, u.uid, row_number() OVER (
        PARTITION BY substr(u."on", 1, 7), u.measure ORDER BY u."on" DESC, u.uid DESC) AS place
    FROM usage u JOIN accounts a ON a.pk = u.account
    WHERE a.uid = :account AND u."on" <= :day AND u.contact IS NULL) AS placed
    WHERE place = 1 ORDER BY month, measure"""
_COUNTED = """SELECT substr(u."on", 1, 7) AS month, max(u."on"), max(u.uid), count(*), count(DISTINCT u.contact)
    FROM usage u JOIN accounts a ON a.pk = u.account
    WHERE a.uid = :account AND u."on" <= :day GROUP BY substr(u."on", 1, 7) ORDER BY month"""


def use_by_month(book: Book, account: AccountId, *, as_of: date) -> list[MonthOfUse]:
    """What was read of an account up to a day, a value for each month that has readings, the oldest first."""
    at = {"account": account, "day": as_of.isoformat()}
    last: dict[str, list[tuple[str, date, float]]] = defaultdict(list)
    for month, measure, on, value, _ in book.rows(_LAST, at):
        last[month].append((measure, date.fromisoformat(on), value))
    return [
        MonthOfUse(date.fromisoformat(on), uid, count, people, tuple(last[month]))
        for month, on, uid, count, people in book.rows(_COUNTED, at)
    ]
