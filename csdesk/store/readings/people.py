"""Readings of people: touches, who is still there, what they answered, what they asked not to get."""

from csdesk.domain.health.readings import Column, Reading
from csdesk.store.statement import (
    Moment,
    Row,
    Statement,
    Turn,
    as_counted,
    as_days_since,
    as_read,
    signals_ended,
    signals_kept,
    signals_turn,
)

TWO_WAY = """t.direction = 'two-way' AND t.kind NOT IN ('gift', 'newsletter')"""
"""A touch `t` in which both sides spoke."""

_SPOKEN = Turn("touches t", 't."on"', "t", TWO_WAY)

THERE = """CASE WHEN g.left_on IS NOT NULL THEN CASE WHEN g.left_on > :day THEN 1 ELSE 0 END
    WHEN c.status = 'active' THEN 1 ELSE 0 END"""
"""Whether a contact `c` is there on the day: a dated signal `g` that they left decides, else the status."""

_GONE = "'sponsor left', 'champion left'"
LEFT = f"""LEFT JOIN (SELECT contact, min("on") AS left_on FROM signals
    WHERE kind IN ({_GONE}) AND contact IS NOT NULL GROUP BY contact) g
    ON g.contact = c.pk"""

_REFUSED = "'opt-out', 'bounce'"
_READABLE = """v.score IS NOT NULL AND (v.kind = 'NPS' OR v.scale_max > v.scale_min)
    AND COALESCE(v.scale_max, 10.0) > COALESCE(v.scale_min, 0.0)"""
_ON_SCALE = """(v.score - COALESCE(v.scale_min, 0.0))
    / (COALESCE(v.scale_max, 10.0) - COALESCE(v.scale_min, 0.0))"""
_ANSWERED = Turn("surveys v", "v.answered_on", "v")
_DUE = """v.sent_on <= :ago_14 OR (v.sent_on <= :day AND NOT EXISTS (SELECT 1 FROM surveys w
    WHERE w.account = v.account AND w.sent_on = v.sent_on AND (w.answered_on IS NULL OR w.answered_on > :day)))"""
"""What was sent counts once 14 days are over, or all have answered: whoever has time left has not refused."""


def _in_place(statement: Statement, rows: list[Row], moment: Moment, kept: bool) -> dict[str, Column]:
    """Two measures of one scan: who holds the two roles, and how many people are there."""
    roles: dict[int, Reading] = {}
    people: dict[int, Reading] = {}
    for account, sponsor, champion, named, there, known in rows:
        if named:
            roles[account] = ((sponsor + champion) / 2, "", named)
        people[account] = (there, "", known)
    several = Column(people, (0, "", 0)) if kept else Column({})
    return {statement.key: Column(roles), "contacts_in_place": several}


def _ratio(statement: Statement, rows: list[Row], moment: Moment, kept: bool) -> dict[str, Column]:
    until = moment.until(statement.table)
    values: dict[int, Reading] = {pk: (now / before, until, now + before) for pk, now, before in rows}
    return {statement.key: Column(values)}


def _inbound(first: str, last: str) -> str:
    return f"""(SELECT count(*) FROM touches t WHERE t.account = a.pk AND t.direction = 'inbound'
        AND t."on" > {first} AND t."on" <= {last})"""


PEOPLE = (
    Statement(
        "touch_cadence",
        f"""SELECT a.pk, (SELECT t."on" FROM touches t WHERE t.account = a.pk AND {TWO_WAY}
            AND t."on" <= :day ORDER BY t."on" DESC LIMIT 1)
        FROM accounts a WHERE 1 = 1 {{a}}""",
        as_days_since,
        (_SPOKEN,),
    ),
    Statement(
        "sponsor",
        f"""SELECT c.account,
            max(CASE WHEN c.roles LIKE '%"sponsor"%' THEN {THERE} ELSE 0 END),
            max(CASE WHEN c.roles LIKE '%"champion"%' THEN {THERE} ELSE 0 END),
            sum(CASE WHEN c.roles LIKE '%"sponsor"%' OR c.roles LIKE '%"champion"%' THEN 1 ELSE 0 END),
            sum({THERE}), count(*)
        FROM contacts c {LEFT} WHERE 1 = 1 {{c}} GROUP BY c.account""",
        _in_place,
        (Turn("signals g JOIN contacts c ON c.pk = g.contact", 'g."on"', "c", f"g.kind IN ({_GONE})"),),
        kept="SELECT account FROM contacts GROUP BY account HAVING count(*) > 1 LIMIT 1",
    ),
    Statement(
        "executive_contact",
        f"""SELECT c.account, max((SELECT t."on" FROM touches t WHERE t.account = c.account AND {TWO_WAY}
            AND t."on" <= :day AND t.contacts LIKE '%' || c.uid || '%' ORDER BY t."on" DESC LIMIT 1))
        FROM contacts c WHERE c.roles LIKE '%"executive"%' {{c}} GROUP BY c.account""",
        as_days_since,
        (_SPOKEN,),
    ),
    Statement(
        "last_answer",
        f"""SELECT v.account, avg({_ON_SCALE}), v.answered_on, count(*)
        FROM accounts a CROSS JOIN surveys v
        WHERE v.account = a.pk AND {_READABLE} AND v.answered_on = (
            SELECT v.answered_on FROM surveys v WHERE v.account = a.pk AND v.answered_on <= :day
                AND {_READABLE} ORDER BY v.answered_on DESC LIMIT 1) {{a}}
        GROUP BY v.account, v.answered_on""",
        as_read,
        (_ANSWERED,),
    ),
    Statement(
        "response",
        f"""SELECT v.account, sum(CASE WHEN v.answered_on <= :day THEN 1.0 ELSE 0.0 END) / count(*),
            v.sent_on, count(*)
        FROM surveys v JOIN (SELECT v.account, max(v.sent_on) AS day FROM surveys v
            WHERE ({_DUE}) {{v}} GROUP BY v.account) n ON n.account = v.account AND n.day = v.sent_on
        GROUP BY v.account, v.sent_on""",
        as_read,
        (Turn("surveys v", "v.sent_on", "v", after=(0, 14)), _ANSWERED),
    ),
    Statement(
        "advocacy",
        """SELECT s.account, count(*) FROM signals s WHERE s.kind = 'reference given'
        AND s."on" <= :day AND s."on" > :ago_365 {s} GROUP BY s.account""",
        as_counted,
        (signals_turn("'reference given'", 365),),
        kept=signals_kept("'reference given'"),
    ),
    Statement(
        "consent",
        f"""SELECT o.account, count(*) FROM (
            SELECT c.account FROM contacts c WHERE c.opted_out_on <= :day
            UNION ALL
            SELECT s.account FROM signals s LEFT JOIN contacts c ON c.pk = s.contact
            WHERE s.kind IN ({_REFUSED}) AND s."on" <= :day AND s."on" > :ago_365
            AND (s.expires_on IS NULL OR s.expires_on >= :day)
            AND (c.opted_out_on IS NULL OR c.opted_out_on > :day)) o
        WHERE 1 = 1 {{o}} GROUP BY o.account""",
        as_counted,
        (
            Turn("contacts c", "c.opted_out_on", "c"),
            Turn("signals s JOIN contacts c ON c.pk = s.contact", "c.opted_out_on", "s"),
            signals_turn(_REFUSED, 365),
            signals_ended(_REFUSED),
        ),
        kept="SELECT 1 FROM contacts WHERE opted_out_on <= :day UNION ALL " + signals_kept(_REFUSED),
    ),
    Statement(
        "reactive_touches",
        f"""SELECT l.account, l.now_count, l.before_count FROM (
            SELECT a.pk AS account, {_inbound(":ago_90", ":day")} AS now_count,
                {_inbound(":ago_180", ":ago_90")} AS before_count
            FROM accounts a WHERE 1 = 1 {{a}}) l
        WHERE l.before_count > 0""",
        _ratio,
        (Turn("touches t", 't."on"', "t", "t.direction = 'inbound'", (0, 90, 180)),),
        table="touches",
    ),
)
