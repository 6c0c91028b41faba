"""Readings of money: invoices on time, contract growth, failed payments."""

from csdesk.domain.health.readings import Column, Reading
from csdesk.store.live import LIVE, LIVE_TURNS
from csdesk.store.statement import (
    Moment,
    Row,
    Statement,
    Turn,
    as_counted,
    signals_ended,
    signals_kept,
    signals_turn,
)

LATE_DAYS = 20
"""What paying every invoice late counts, as if one were so many days overdue now."""

PRICE_TURN = Turn("steps p JOIN subscriptions s ON s.pk = p.subscription", 'p."from"', "s")
"""When lines have another price or quantity."""

_PAYMENT = "'payment failed', 'card expiring'"

_YEARLY = """CASE s.period WHEN 'month' THEN 12.0 WHEN 'quarter' THEN 4.0 WHEN 'year' THEN 1.0
    ELSE 12.0 / COALESCE(s.term_months, term_months(s.start, s."end"), 12) END"""
"""How many of its periods a year has."""

_LATER = """SELECT 1 FROM steps x WHERE x.subscription = s.pk
    AND (x."from" > p."from" OR (x."from" = p."from" AND x.pk > p.pk))"""
"""A later step of the line; of two of one day the one entered last holds."""


def _lateness(statement: Statement, rows: list[Row], moment: Moment, kept: bool) -> dict[str, Column]:
    until = moment.until(statement.table)
    values: dict[int, Reading] = {}
    for account, oldest_unpaid, late, due in rows:
        overdue = moment.days_since(oldest_unpaid, until) if oldest_unpaid else 0
        values[account] = (max(overdue, LATE_DAYS * late / due if due else 0), until, due)
    return {statement.key: Column(values, (0, until, 0) if kept else None)}


def _growth(statement: Statement, rows: list[Row], moment: Moment, kept: bool) -> dict[str, Column]:
    """Absent everywhere until some account has two prices, and where all its prices were assumed.

    Absent too where the only price came with a later file: nobody knows what the first contract cost.
    """
    if not kept:
        return {statement.key: Column({})}
    values: dict[int, Reading] = {}
    for account, then, now, currencies, assumed, newest, steps, began, oldest in rows:
        original = oldest < newest or (began is not None and oldest <= began)
        if then and now and currencies == 1 and not assumed and original:
            values[account] = (now / then, newest, steps)
    return {statement.key: Column(values)}


MONEY = (
    Statement(
        "invoices_on_time",
        """SELECT i.account,
            min(CASE WHEN i.due_on < :day AND (i.paid_on IS NULL OR i.paid_on > :day) THEN i.due_on END),
            sum(CASE WHEN i.due_on > :ago_365 AND i.due_on < :day
                AND (i.paid_on > i.due_on OR i.paid_on IS NULL) THEN 1 ELSE 0 END),
            sum(CASE WHEN i.due_on > :ago_365 AND i.due_on <= :day THEN 1 ELSE 0 END)
        FROM invoices i WHERE i.issued_on <= :day AND i.amount > 0 {i} GROUP BY i.account""",
        _lateness,
        (
            Turn("invoices i", "i.issued_on", "i"),
            Turn("invoices i", "i.due_on", "i", after=(0, 1, 365)),
            Turn("invoices i", "i.paid_on", "i"),
        ),
        table="invoices",
        kept="SELECT 1 FROM invoices WHERE issued_on <= :day LIMIT 1",
    ),
    Statement(
        "growth",
        f"""SELECT s.account,
            sum(CASE WHEN s.start IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM subscriptions f
                    WHERE f.account = s.account AND f.start < s.start AND f.recurring = 1)
                AND NOT EXISTS (SELECT 1 FROM steps x WHERE x.subscription = s.pk AND x."from" < p."from")
                AND NOT EXISTS ({_LATER} AND x."from" = p."from")
                THEN p.amount * {_YEARLY} ELSE 0 END),
            sum(CASE WHEN {LIVE} AND NOT EXISTS ({_LATER} AND x."from" <= :day)
                THEN p.amount * {_YEARLY} ELSE 0 END),
            count(DISTINCT s.currency), min(p.assumed), max(p."from"), count(*),
            min(s.start), min(p."from")
        FROM subscriptions s JOIN steps p ON p.subscription = s.pk
        WHERE s.recurring = 1 AND p."from" <= :day {{s}}
        GROUP BY s.account""",
        _growth,
        (PRICE_TURN, *LIVE_TURNS),
        kept="""SELECT s.account FROM subscriptions s JOIN steps p ON p.subscription = s.pk
        WHERE s.recurring = 1 AND p."from" <= :day
        GROUP BY s.account HAVING min(p."from") < max(p."from") LIMIT 1""",
    ),
    Statement(
        "payment",
        f"""SELECT f.account, count(*) FROM (
            SELECT i.account FROM invoices i
            WHERE i.failed_on <= :day AND i.failed_on > :ago_60 AND (i.paid_on IS NULL OR i.paid_on > :day)
            UNION ALL
            SELECT s.account FROM signals s WHERE s.kind IN ({_PAYMENT})
            AND s."on" <= :day AND s."on" > :ago_60 AND (s.expires_on IS NULL OR s.expires_on >= :day)) f
        WHERE 1 = 1 {{f}} GROUP BY f.account""",
        as_counted,
        (
            Turn("invoices i", "i.failed_on", "i", after=(0, 60)),
            Turn("invoices i", "i.paid_on", "i", "i.failed_on IS NOT NULL"),
            signals_turn(_PAYMENT, 60),
            signals_ended(_PAYMENT),
        ),
        kept="SELECT 1 FROM invoices WHERE issued_on <= :day UNION ALL " + signals_kept(_PAYMENT),
    ),
)
