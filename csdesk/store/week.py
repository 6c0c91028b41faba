"""The facts of a week, read for the whole book at once: one statement per noun, as of its first day."""

import json
from collections import defaultdict
from datetime import date, timedelta
from typing import Any, TypeVar

from csdesk.domain.accounts import TouchModel
from csdesk.domain.contacts import Role
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.invoices import Invoice
from csdesk.domain.milestones import Milestone
from csdesk.domain.periods import Days
from csdesk.domain.promises import Promise
from csdesk.domain.revenue.lines import Line
from csdesk.domain.signals import Signal
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import TouchKind
from csdesk.domain.week.facts import Person, Standing, WeekFacts
from csdesk.domain.week.relating import DETRACTOR_TO, SPONSOR_SIGNALS
from csdesk.domain.week.rules import LEAD
from csdesk.domain.week.unblocking import BILLING_SIGNALS, SEVERE_TO
from csdesk.store.book import Book
from csdesk.store.lines import lines_where
from csdesk.store.readings.readings import moment_of
from csdesk.store.rows import mapper

T = TypeVar("T")

_MINUTES_LOOK_BACK = 365

_SPOKEN_SINCE = """
    EXISTS (SELECT 1 FROM touches x WHERE x.account = t.account AND x.direction = 'two-way'
        AND x."on" >= {day} AND x."on" <= :day {more})"""
"""Whether the account was spoken with since a fact: then that fact is answered."""
_WITH_THEM = """AND (x."on" > t.answered_on OR t.contact IS NULL OR x.contacts = '[]' OR x.contacts LIKE
            '%' || (SELECT c.uid FROM contacts c WHERE c.pk = t.contact) || '%')"""
"""On the day of an answer only a talk with who gave it counts; the talk with another may have come before."""


def week_facts(book: Book, *, start: date, last: date, monday: date) -> WeekFacts:
    """What the rules of a week read, without the ends of terms. `last` is its last day, `monday` its first."""
    at: dict[str, object] = {
        "day": start.isoformat(),
        "night": f"{start.isoformat()}T23:59:59+00:00",
        "reach": (last + timedelta(days=LEAD)).isoformat(),
        "monday": monday.isoformat(),
    }
    people, names = _people(book)
    through = moment_of(book, start).through
    return WeekFacts(
        today=start,
        standings=_standings(book, start.isoformat(), people),
        tasks=_values(book, Task, _TASKS, at),
        milestones=_values(book, Milestone, _MILESTONES, at),
        promises=_values(book, Promise, _PROMISES, at),
        tickets=_values(book, Ticket, _TICKETS, at | {"worst": SEVERE_TO}),
        invoices=_values(book, Invoice, _INVOICES, at),
        detractors=_values(book, Survey, _DETRACTORS, at | {"low": DETRACTOR_TO}),
        signals=_values(book, Signal, _SIGNALS, at),
        names=names,
        touches_kept=bool(book.rows('SELECT 1 FROM touches WHERE "on" <= :day LIMIT 1', at)),
        first_import_on=_first_import(book),
        invoices_through=_day(through.get("invoices")),
        tickets_through=_day(through.get("tickets")),
        minutes_spent=minutes_spent(book, start),
    )


def csms(book: Book) -> tuple[str, ...]:
    """Who looks after customers, in order of names."""
    found = {str(csm) for (csm,) in book.rows(_CSMS, {})}
    return tuple(sorted(found, key=lambda csm: (csm.casefold(), csm)))


def csms_said(book: Book) -> dict[str, int]:
    """Who is the CSM of accounts, as it is written, and of how many."""
    found = book.rows("SELECT csm, count(*) FROM accounts WHERE csm IS NOT NULL GROUP BY csm", {})
    return {str(csm): int(n) for csm, n in found if csm}


def accounts_of(book: Book, csm: str) -> frozenset[AccountId]:
    """Whose CSM somebody is."""
    return frozenset(
        AccountId(uid) for (uid,) in book.rows("SELECT uid FROM accounts WHERE csm = :csm", {"csm": csm})
    )


def minutes_spent(book: Book, day: date) -> tuple[tuple[TouchKind, int, int], ...]:
    """How long the touches of the year up to a day took: kind, minutes, how many."""
    at = {"day": day.isoformat(), "back": (day - timedelta(days=_MINUTES_LOOK_BACK)).isoformat()}
    return tuple((TouchKind(kind), minutes, count) for kind, minutes, count in book.rows(_MINUTES, at))


def lines_ending(book: Book, *, by: date, as_of: date) -> list[Line]:
    """The customers' recurring lines that have a term, written to end by a day or not written, undecided."""
    found = lines_where(book, _ENDING, {"day": as_of.isoformat(), "by": by.isoformat()}, as_of)
    return [sold.line for sold in found]


def _values(book: Book, noun: type[T], where: str, at: dict[str, object]) -> tuple[T, ...]:
    mapped = mapper(noun)
    used = {key: value for key, value in at.items() if f":{key}" in where}
    rows = book.rows(f"{mapped.select} WHERE {where} ORDER BY t.pk", used)
    return tuple(mapped.values(rows))


_ENDING = """s.recurring = 1 AND (s.start IS NULL OR s.start <= :day)
    AND (s."end" <= :by OR (s."end" IS NULL AND s.period <> 'month'))
    AND s.account IN (SELECT a.pk FROM accounts a
        WHERE a.status = 'customer' OR (a.status = 'lost' AND a.lost_on > :day))
    AND NOT EXISTS (SELECT 1 FROM renewals r WHERE r.subscription = s.pk AND r.due_on = s."end"
        AND r.outcome <> 'open' AND (r.decided_on IS NULL OR r.decided_on <= :day)
        AND (r.outcome = 'lost' OR s.auto_renew IS NULL OR s.auto_renew = 0)
        AND NOT EXISTS (SELECT 1 FROM renewals q
            WHERE q.subscription = s.pk AND q.due_on = r.due_on AND q.pk > r.pk))"""
"""Lines that are over at a decided end are left out here only because there are many; the domain decides."""
_TASKS = "t.status = 'open' OR t.cause IS NOT NULL OR t.done_on >= :monday"
_MILESTONES = """(t.achieved_on > :day OR (t.achieved_on IS NULL AND coalesce(t.achieved, 0) = 0))
    AND coalesce(t.forecast_on, t.target_on) <= :reach"""
_PROMISES = """(t.status = 'open' OR t.settled_on > :day) AND t.due_on <= :reach
    AND (t.promised_on IS NULL OR t.promised_on <= :day)"""
_TICKETS = """t.severity <= :worst AND t.opened_at <= :night
    AND (t.closed_at IS NULL OR t.closed_at > :night)"""
_INVOICES = """(t.paid_on IS NULL OR t.paid_on > :day) AND t.issued_on <= :day AND t.amount > 0
    AND (t.due_on < :day OR t.failed_on <= :day)"""
_DETRACTORS = f"""t.kind = 'NPS' AND t.score <= :low AND t.answered_on <= :day
    AND coalesce(t.scale_min, 0) = 0 AND coalesce(t.scale_max, 10) = 10
    AND NOT {_SPOKEN_SINCE.format(day="t.answered_on", more=_WITH_THEM)}
    AND NOT EXISTS (SELECT 1 FROM surveys y WHERE y.account = t.account AND y.kind = 'NPS'
        AND y.answered_on > t.answered_on AND y.answered_on <= :day
        AND (y.contact = t.contact OR (y.contact IS NULL AND t.contact IS NULL)))"""
_SIGNALS = f"""t.kind IN ({", ".join(f"'{k}'" for k in sorted(SPONSOR_SIGNALS | BILLING_SIGNALS))})
    AND t."on" <= :day AND (t.expires_on IS NULL OR t.expires_on >= :day)
    AND NOT {_SPOKEN_SINCE.format(day='t."on"', more="")}"""
_MINUTES = """SELECT kind, minutes, count(*) FROM touches
    WHERE minutes IS NOT NULL AND "on" <= :day AND "on" > :back GROUP BY kind, minutes ORDER BY kind, minutes"""

_CSMS = "SELECT DISTINCT csm FROM accounts WHERE csm IS NOT NULL AND status = 'customer'"

_ACCOUNTS = """
    SELECT a.uid, a.account, a.touch_model, coalesce(a.signed_on, s.first_on), t.last_on, t.wrote_on,
        CASE WHEN v.account IS NULL THEN 0 ELSE 1 END,
        CASE WHEN a.status = 'customer' OR (a.status = 'lost' AND a.lost_on > :day) THEN 1 ELSE 0 END
    FROM accounts a
    LEFT JOIN (SELECT account, max(CASE WHEN direction = 'two-way' THEN "on" END) AS last_on,
        max(CASE WHEN direction <> 'two-way' THEN "on" END) AS wrote_on FROM touches
        WHERE "on" <= :day AND kind NOT IN ('gift', 'newsletter') GROUP BY account) t ON t.account = a.pk
    LEFT JOIN (SELECT account, min(coalesce(signed_on, start)) AS first_on FROM subscriptions
        WHERE recurring = 1 GROUP BY account) s ON s.account = a.pk
    LEFT JOIN (SELECT DISTINCT account FROM milestones WHERE first_value = 1
        AND (achieved_on > :day OR (achieved_on IS NULL AND coalesce(achieved, 0) = 0))) v ON v.account = a.pk
    WHERE a.status <> 'archived' ORDER BY a.name_key, a.uid"""


def _standings(book: Book, day: str, people: dict[str, tuple[Person, ...]]) -> tuple[Standing, ...]:
    return tuple(
        Standing(
            account=AccountId(uid),
            name=name,
            touch_model=TouchModel(model) if model else None,
            since=_day(since),
            last_two_way_on=_day(last),
            last_message_on=_day(wrote),
            people=people.get(uid, ()),
            first_value_open=bool(value_open),
            customer=bool(customer) and not (since and since > day),
        )
        for uid, name, model, since, last, wrote, value_open, customer in book.rows(_ACCOUNTS, {"day": day})
    )


def _people(book: Book) -> tuple[dict[str, tuple[Person, ...]], tuple[tuple[ContactId, str], ...]]:
    """Who is there at each account, and the names of all, also of those who left."""
    rows = book.rows(
        "SELECT a.uid, c.uid, c.name, c.roles, c.away_from, c.away_until, c.opted_out_on, c.status"
        " FROM contacts c JOIN accounts a ON a.pk = c.account ORDER BY c.pk"
    )
    there: dict[str, list[Person]] = defaultdict(list)
    for account, uid, name, roles, away_from, away_until, opted_out, status in rows:
        if status != "left":
            there[account].append(_person(uid, name, roles, away_from, away_until, opted_out))
    names = tuple((ContactId(row[1]), str(row[2])) for row in rows)
    return {account: tuple(some) for account, some in there.items()}, names


def _person(
    uid: str, name: str, roles: str, away_from: str | None, away_until: str | None, opted_out: str | None
) -> Person:
    away = (
        Days(_day(away_from) or date.min, _day(away_until) or date.max) if away_from or away_until else None
    )
    held = tuple(Role(r) for r in json.loads(roles)) if roles and roles != "[]" else ()
    return Person(ContactId(uid), name, held, away, _day(opted_out))


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def _first_import(book: Book) -> date | None:
    rows = book.rows(
        "SELECT min(today) FROM operations WHERE verb = 'import' AND finished = 1 AND undone = 0"
    )
    return _day(rows[0][0])
