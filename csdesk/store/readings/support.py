"""Readings of support: cases open, opened and escalated."""

from csdesk.domain.health.readings import Column, Reading
from csdesk.store.statement import Moment, Row, Statement, Turn, as_counted

SEVERITY_FACTORS = {1: 4.0, 2: 2.0, 3: 1.0, 4: 0.5}
"""How many days a day open counts, by severity; one that nobody rated counts as 3."""

_OPENED = "substr(t.opened_at, 1, 10)"
_KEPT = "SELECT 1 FROM tickets WHERE opened_at < :next LIMIT 1"


def _worst_open(statement: Statement, rows: list[Row], moment: Moment, kept: bool) -> dict[str, Column]:
    until = moment.until(statement.table)
    values: dict[int, Reading] = {}
    for account, severity, opened in rows:
        worst, _, others = values.get(account, (0.0, until, 0))
        burden = moment.days_since(opened[:10], until) * SEVERITY_FACTORS.get(severity, 1.0)
        values[account] = (max(worst, burden), until, others + 1)
    return {statement.key: Column(values, (0, until, 0) if kept else None)}


CASES = """SELECT 'tickets', t.uid FROM tickets t
    WHERE t.opened_at >= {first} AND t.opened_at < :next"""
"""The cases opened from a first day on."""


def _opened(key: str, days: int, condition: str = "1 = 1") -> Statement:
    return Statement(
        key,
        f"""SELECT a.pk, (SELECT count(*) FROM tickets t WHERE t.account = a.pk
            AND t.opened_at >= :ago_{days - 1} AND t.opened_at < :next AND {condition})
        FROM accounts a WHERE 1 = 1 {{a}}""",
        as_counted,
        (Turn("tickets t", _OPENED, "t", condition, (0, days)),),
        table="tickets",
        kept=_KEPT,
    )


SUPPORT = (
    Statement(
        "open_cases",
        """SELECT t.account, t.severity, t.opened_at FROM tickets t
        WHERE t.opened_at < :next AND (t.closed_at IS NULL OR t.closed_at >= :next) {t}""",
        _worst_open,
        (Turn("tickets t", _OPENED, "t"), Turn("tickets t", "substr(t.closed_at, 1, 10)", "t")),
        table="tickets",
        kept=_KEPT,
    ),
    _opened("case_frequency", 30),
    _opened("escalations", 90, "t.escalated = 1"),
)
