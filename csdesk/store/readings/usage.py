"""Readings of adoption: what was measured of a product's use."""

from csdesk.domain.health.readings import Column, Reading
from csdesk.domain.usage import ACTIVE_USERS, BREADTH, EXECUTIVE_USE, KEY_FEATURE, LICENCES
from csdesk.store.live import LIVE, LIVE_TURNS
from csdesk.store.readings.money import PRICE_TURN
from csdesk.store.statement import Moment, Row, Statement, Turn, as_read


def _newest(column: str, measure: str) -> str:
    return f"""(SELECT u.{column} FROM usage u WHERE u.measure = '{measure}' AND u.account = a.pk
        AND u."on" <= :day ORDER BY u."on" DESC, u.value DESC LIMIT 1)"""


def _mean(first: str, last: str) -> str:
    return f"""(SELECT avg(u.value) FROM usage u WHERE u.measure = '{KEY_FEATURE}' AND u.account = a.pk
        AND u."on" >= {first} AND u."on" {last})"""


def _turn(measure: str, *after: int) -> Turn:
    return Turn("usage u", 'u."on"', "u", f"u.measure = '{measure}'", (0, *after))


def _last(key: str, measure: str) -> Statement:
    return Statement(
        key,
        f"""SELECT a.pk, {_newest("value", measure)}, {_newest('"on"', measure)}, 1
        FROM accounts a WHERE 1 = 1 {{a}}""",
        as_read,
        (_turn(measure),),
    )


def _against_own_past(statement: Statement, rows: list[Row], moment: Moment, kept: bool) -> dict[str, Column]:
    """A gone-quiet account keeps the day of its newest reading, so that the line can say since when."""
    values: dict[int, Reading] = {}
    for account, newest, now, before in rows:
        if now is None:
            values[account] = (float("nan"), newest, 0)
        elif before:
            values[account] = (now / before, newest, 2)
    return {statement.key: Column(values)}


_SOLD = f"""(SELECT sum(CAST(p.quantity AS REAL)) FROM subscriptions s
    JOIN steps p ON p.pk = (SELECT x.pk FROM steps x WHERE x.subscription = s.pk AND x."from" <= :day
        ORDER BY x."from" DESC, x.pk DESC LIMIT 1)
    WHERE s.account = a.pk AND {LIVE})"""

USAGE = (
    Statement(
        "active_users",
        f"""SELECT l.account, l.users / l.seats, l.seen_on, 2 FROM (
            SELECT a.pk AS account, {_newest("value", ACTIVE_USERS)} AS users,
                {_newest('"on"', ACTIVE_USERS)} AS seen_on,
                COALESCE({_newest("value", LICENCES)}, {_SOLD}) AS seats
            FROM accounts a WHERE 1 = 1 {{a}}) l
        WHERE l.users IS NOT NULL AND l.seats > 0""",
        as_read,
        (_turn(ACTIVE_USERS), _turn(LICENCES), PRICE_TURN, *LIVE_TURNS),
    ),
    Statement(
        "key_feature",
        f"""SELECT l.account, l.newest, l.now_mean, l.before_mean FROM (
            SELECT a.pk AS account, {_newest('"on"', KEY_FEATURE)} AS newest,
                {_mean(":ago_29", "<= :day")} AS now_mean,
                {_mean(":ago_119", "< :ago_29")} AS before_mean
            FROM accounts a WHERE 1 = 1 {{a}}) l
        WHERE l.newest IS NOT NULL""",
        _against_own_past,
        (_turn(KEY_FEATURE, 30, 120),),
        table="usage",
    ),
    _last("breadth", BREADTH),
    _last("executive_use", EXECUTIVE_USE),
)
