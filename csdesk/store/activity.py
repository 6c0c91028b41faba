"""Activity is read in a few statements: touches counted, signals with their answer, and losses that were taken back."""

import json
from datetime import date

from csdesk.domain.figures.activity import Answered
from csdesk.domain.figures.losing import Saved
from csdesk.domain.ids import AccountId
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task
from csdesk.store.book import Book
from csdesk.store.rows import mapper

_TOUCHES = """SELECT a.uid, t.kind, count(*) FROM touches t JOIN accounts a ON a.pk = t.account
    WHERE t."on" BETWEEN ? AND ? GROUP BY a.uid, t.kind ORDER BY a.uid, t.kind"""
_ANSWERED = """SELECT a.uid, s.kind, s."on",
        (SELECT min(t."on") FROM touches t WHERE t.account = s.account AND t."on" >= s."on" AND t."on" <= :now
            AND t.direction <> 'inbound')
    FROM signals s JOIN accounts a ON a.pk = s.account
    WHERE s.effect = 'bad' AND s."on" BETWEEN :first AND :last ORDER BY s."on", s.pk"""
_TAKEN_BACK = """SELECT o.today, c.noun, c.after FROM changes c JOIN operations o ON o.n = c.operation
    WHERE c.noun IN ('subscriptions', 'renewals') AND c.before IS NOT NULL AND c.after IS NOT NULL
        AND o.undone = 0 AND o.undoes IS NULL
        AND CASE c.noun
            WHEN 'subscriptions' THEN json_extract(c.before, '$.cancelled_on') IS NOT NULL
                AND json_extract(c.after, '$.cancelled_on') IS NULL
            ELSE (json_extract(c.before, '$.category') = 'lost' OR json_extract(c.before, '$.outcome') = 'lost')
                AND json_extract(c.after, '$.category') <> 'lost' AND json_extract(c.after, '$.outcome') <> 'lost'
            END
    ORDER BY c.pk"""


def touches_counted(book: Book, first: date, last: date) -> dict[tuple[AccountId, str], int]:
    """How many touches of each kind every account had between two days."""
    rows = book.rows(_TOUCHES, [first.isoformat(), last.isoformat()])
    return {(AccountId(account), kind): n for account, kind, n in rows}


def signals_answered(book: Book, first: date, last: date, now: date) -> list[Answered]:
    """The bad signals between two days, each with the first touch of ours from its day up to `now`."""
    facts = {"first": first.isoformat(), "last": last.isoformat(), "now": now.isoformat()}
    return [
        Answered(
            AccountId(account), kind, date.fromisoformat(on), date.fromisoformat(touched) if touched else None
        )
        for account, kind, on, touched in book.rows(_ANSWERED, facts)
    ]


def taken_back(book: Book) -> list[Saved]:
    """The losses that were notified and later taken back, as the history tells; what was undone was never done."""
    found = []
    for today, noun, after in book.rows(_TAKEN_BACK):
        why = "notice taken back" if noun == "subscriptions" else "loss taken back"
        found.append(Saved(AccountId(json.loads(after)["account"]), date.fromisoformat(today), why))
    return found


def surveys_between(book: Book, first: date, last: date) -> list[Survey]:
    """The surveys that were asked or answered between two days, in order of entry."""
    mapped, days = mapper(Survey), [first.isoformat(), last.isoformat()]
    where = "WHERE t.sent_on BETWEEN ? AND ? OR t.answered_on BETWEEN ? AND ?"
    return [mapped.value(row) for row in book.rows(f"{mapped.select} {where} ORDER BY t.pk", days * 2)]


def caused_tasks(book: Book) -> list[Task]:
    """The tasks that something made, such as a rule of the week, in order of entry."""
    mapped = mapper(Task)
    return [mapped.value(r) for r in book.rows(f"{mapped.select} WHERE t.cause IS NOT NULL ORDER BY t.pk")]
