"""The rows that a reading of one account was read from, named as "usage/<id>"."""

from csdesk.domain.health.terms import Measure
from csdesk.domain.usage import ACTIVE_USERS, BREADTH, EXECUTIVE_USE, KEY_FEATURE, LICENCES
from csdesk.store.book import Book
from csdesk.store.readings.own import own_rows
from csdesk.store.readings.people import TWO_WAY
from csdesk.store.readings.support import CASES
from csdesk.store.statement import Moment, select


def _newest(measure: str) -> str:
    return f"""SELECT 'usage', u.uid FROM usage u WHERE u.measure = '{measure}' AND u."on" = (
        SELECT max(x."on") FROM usage x WHERE x.measure = u.measure AND x.account = u.account
        AND x."on" <= :day) {{u}}"""


def _signals(kinds: str, days: int) -> str:
    return f"""SELECT 'signals', s.uid FROM signals s WHERE s.kind IN ({kinds})
        AND s."on" <= :day AND s."on" > :ago_{days} {{s}}"""


_THERE = "SELECT 'contacts', c.uid FROM contacts c WHERE 1 = 1 {c}"

_ROWS: dict[str, tuple[str | None, str]] = {
    "objective_progress": (
        None,
        """SELECT 'readings', r.uid FROM objectives o JOIN readings r ON r.objective = o.pk AND r."on" = (
            SELECT max(x."on") FROM readings x WHERE x.objective = o.pk AND x."on" <= :day)
        WHERE o.agreed_on <= :day AND o.due_on > o.agreed_on AND o.target <> o.baseline {o}""",
    ),
    "milestones_on_time": (
        None,
        """SELECT 'milestones', m.uid FROM milestones m WHERE (
            (m.target_on <= :day AND m.target_on > :ago_365) OR
            (m.achieved_on < m.target_on AND m.achieved_on <= :day AND m.achieved_on > :ago_365))
            AND (m.achieved_on IS NOT NULL OR coalesce(m.achieved, 0) = 0) {m}""",
    ),
    "confirmed_value": (
        None,
        """SELECT 'signals', s.uid FROM signals s WHERE s.kind = 'value confirmed' AND s."on" <= :day {s}
        UNION ALL SELECT 'milestones', m.uid FROM milestones m
        WHERE m.first_value = 1 AND m.confirmed_by IS NOT NULL AND m.achieved_on <= :day {m}""",
    ),
    "active_users": (None, f"{_newest(ACTIVE_USERS)} UNION ALL {_newest(LICENCES)}"),
    "key_feature": (
        "usage",
        f"""SELECT 'usage', u.uid FROM usage u WHERE u.measure = '{KEY_FEATURE}'
        AND u."on" <= :day AND u."on" >= :ago_119 {{u}}""",
    ),
    "breadth": (None, _newest(BREADTH)),
    "executive_use": (None, _newest(EXECUTIVE_USE)),
    "open_cases": (
        "tickets",
        """SELECT 'tickets', t.uid FROM tickets t
        WHERE t.opened_at < :next AND (t.closed_at IS NULL OR t.closed_at >= :next) {t}""",
    ),
    "case_frequency": ("tickets", CASES.format(first=":ago_29") + " {t}"),
    "escalations": ("tickets", CASES.format(first=":ago_89") + " AND t.escalated = 1 {t}"),
    "touch_cadence": (
        None,
        f"""SELECT 'touches', t.uid FROM touches t WHERE {TWO_WAY} AND t."on" <= :day {{t}}
        ORDER BY t."on" DESC, t.pk DESC LIMIT 1""",
    ),
    "sponsor": (
        None,
        f"""{_THERE} AND (c.roles LIKE '%"sponsor"%' OR c.roles LIKE '%"champion"%')""",
    ),
    "executive_contact": (
        None,
        f"""SELECT 'touches', t.uid FROM touches t JOIN contacts c ON c.account = t.account
            AND c.roles LIKE '%"executive"%' AND t.contacts LIKE '%' || c.uid || '%'
        WHERE {TWO_WAY} AND t."on" <= :day {{t}} ORDER BY t."on" DESC, t.pk DESC LIMIT 1""",
    ),
    "contacts_in_place": (None, _THERE),
    "last_answer": (
        None,
        """SELECT 'surveys', v.uid FROM surveys v WHERE v.score IS NOT NULL AND v.answered_on = (
            SELECT max(x.answered_on) FROM surveys x
            WHERE x.account = v.account AND x.score IS NOT NULL AND x.answered_on <= :day
            AND (x.kind = 'NPS' OR x.scale_max > x.scale_min)
            AND COALESCE(x.scale_max, 10.0) > COALESCE(x.scale_min, 0.0)) {v}""",
    ),
    "response": (
        None,
        """SELECT 'surveys', v.uid FROM surveys v WHERE v.sent_on = (
            SELECT max(x.sent_on) FROM surveys x WHERE x.account = v.account AND x.sent_on <= :day
            AND (x.sent_on <= :ago_14 OR NOT EXISTS (SELECT 1 FROM surveys w WHERE w.account = x.account
                AND w.sent_on = x.sent_on AND (w.answered_on IS NULL OR w.answered_on > :day)))) {v}""",
    ),
    "advocacy": (None, _signals("'reference given'", 365)),
    "consent": (
        None,
        "SELECT 'contacts', c.uid FROM contacts c WHERE c.opted_out_on <= :day {c} UNION ALL "
        + _signals("'opt-out', 'bounce'", 365),
    ),
    "invoices_on_time": (
        "invoices",
        """SELECT 'invoices', i.uid FROM invoices i WHERE i.issued_on <= :day AND i.amount > 0 AND (
            (i.due_on > :ago_365 AND i.due_on <= :day)
            OR (i.due_on < :day AND (i.paid_on IS NULL OR i.paid_on > :day))) {i}""",
    ),
    "growth": (
        None,
        """SELECT 'steps', p.uid FROM subscriptions s JOIN steps p ON p.subscription = s.pk
        WHERE s.recurring = 1 AND p."from" <= :day {s}""",
    ),
    "payment": (
        None,
        """SELECT 'invoices', i.uid FROM invoices i WHERE i.failed_on <= :day AND i.failed_on > :ago_60
        AND (i.paid_on IS NULL OR i.paid_on > :day) {i} UNION ALL """
        + _signals("'payment failed', 'card expiring'", 60),
    ),
    "reactive_touches": (
        "touches",
        """SELECT 'touches', t.uid FROM touches t WHERE t.direction = 'inbound'
        AND t."on" <= :day AND t."on" > :ago_180 {t}""",
    ),
}


def rows_of(book: Book, moment: Moment, measure: Measure, account: int) -> tuple[str, ...]:
    """The rows behind a reading, sorted."""
    if measure.source is not None:
        return own_rows(book, moment, measure, account)
    table, sql = _ROWS[measure.key]
    found = select(book, sql, moment.until(table), account)
    return tuple(sorted({f"{noun}/{uid}" for noun, uid in found}))
