"""Readings of outcome: objectives against their plan, milestones on time, confirmed value."""

from collections import defaultdict

from csdesk.domain.health.readings import Column, Reading
from csdesk.store.statement import (
    Moment,
    Row,
    Statement,
    Turn,
    as_days_since,
    as_read,
    signals_turn,
)


def _against_plan(statement: Statement, rows: list[Row], moment: Moment, kept: bool) -> dict[str, Column]:
    newest: dict[int, Row] = {}
    for row in rows:
        other = newest.get(row[1])
        if other is None or row[-1] > other[-1]:
            newest[row[1]] = row
    leads: dict[int, list[tuple[float, str]]] = defaultdict(list)
    ordinal, now = moment.ordinal, moment.as_of.toordinal()
    for account, _, baseline, target, agreed, due, day, value in newest.values():
        progress = min(1.0, (value - baseline) / (target - baseline))
        begun = ordinal(agreed)
        spent = (now - begun) / (ordinal(due) - begun)
        leads[account].append((progress - min(1.0, spent), day))
    values: dict[int, Reading] = {
        account: (sum(x for x, _ in found) / len(found), max(day for _, day in found), len(found))
        for account, found in leads.items()
    }
    return {statement.key: Column(values)}


_REACHED = "CASE WHEN m.achieved_on < m.target_on THEN m.achieved_on ELSE m.target_on END"
"""The day that makes a milestone count: its target, or the day before it on which it was reached."""
_DAY_KNOWN = "(m.achieved_on IS NOT NULL OR coalesce(m.achieved, 0) = 0)"
"""What was reached on a day that nobody knows was neither late nor on time."""

OUTCOME = (
    Statement(
        "objective_progress",
        """SELECT o.account, o.pk, o.baseline, o.target, o.agreed_on, o.due_on, r."on", r.value
        FROM objectives o CROSS JOIN readings r
        WHERE r.objective = o.pk AND r."on" = (
            SELECT max(x."on") FROM readings x WHERE x.objective = o.pk AND x."on" <= :day)
        AND o.agreed_on <= :day AND o.due_on > o.agreed_on AND o.target <> o.baseline {o}
        ORDER BY o.pk""",
        _against_plan,
        (
            Turn("readings r JOIN objectives o ON o.pk = r.objective", 'r."on"', "o"),
            Turn("objectives o", "o.agreed_on", "o"),
        ),
    ),
    Statement(
        "milestones_on_time",
        f"""SELECT m.account,
            sum(CASE WHEN m.achieved_on <= m.target_on THEN 1.0 ELSE 0.0 END) / count(*),
            max({_REACHED}), count(*)
        FROM milestones m
        WHERE {_REACHED} <= :day AND {_REACHED} > :ago_365 AND {_DAY_KNOWN} {{m}}
        GROUP BY m.account""",
        as_read,
        (Turn("milestones m", _REACHED, "m", after=(0, 365)),),
    ),
    Statement(
        "confirmed_value",
        """SELECT v.account, max(v."on") FROM (
            SELECT s.account, s."on" FROM signals s WHERE s.kind = 'value confirmed'
            UNION ALL
            SELECT m.account, m.achieved_on FROM milestones m
            WHERE m.first_value = 1 AND m.confirmed_by IS NOT NULL) v
        WHERE v."on" <= :day {v}
        GROUP BY v.account""",
        as_days_since,
        (signals_turn("'value confirmed'"), Turn("milestones m", "m.achieved_on", "m", "m.first_value = 1")),
    ),
)
