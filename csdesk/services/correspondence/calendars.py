"""Calendars: the deadlines of the renewals, as a file that any calendar takes, with alarms."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from csdesk.domain.accounts import Account
from csdesk.domain.day_words import spelled
from csdesk.domain.errors import ExportKindUnknown
from csdesk.domain.money import whole_text
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.arithmetic import in_words
from csdesk.domain.revenue.due import Leaving
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.exchange.atomic import atomic_write
from csdesk.exchange.calendar import Entry, calendar_bytes
from csdesk.services.renewals.renewals import DueRenewal, renewal_board
from csdesk.store.book import Book

ALARMS = (14, 3)
"""How many days before a deadline its alarms ring."""
ENDING = ".ics"
_REVIEW = re.compile(r"\b(?:qbr|ebr|review)s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrittenCalendar:
    """One file that was written: its path, how many entries, its checksum."""

    file: str
    entries: int
    sha256: str


def calendar_entries(book: Book, first: date, last: date, *, as_of: date) -> list[Entry]:
    """The open renewals due between two days, both included, the notice deadlines that lie ahead, and reviews.

    A notice deadline rings; of renewals, those that end unless they are signed; a review rings three days before.
    Raises: PeriodBackwards.
    """
    board = renewal_board(book, first, last, as_of=as_of)
    listed = (*board.renewals, *board.due_later)
    renewals = [e for r in listed if r.outcome is Outcome.OPEN for e in _entries(r, as_of)]
    return [*renewals, *_reviews(book, first, last)]


def _reviews(book: Book, first: date, last: date) -> Iterator[Entry]:
    """The reviews that were agreed for a day: open tasks whose title says so."""
    names = {a.id: a.account for a in book.all(Account)}
    for task in book.all(Task):
        due = task.due_on if task.status is TaskStatus.OPEN and task.account in names else None
        if due is not None and first <= due <= last and _REVIEW.search(task.title):
            yield Entry(
                uid=f"task-{task.id}@csdesk",
                on=due,
                title=f"Review: {names[task.account]}",
                text=task.title,
                alarms=ALARMS[-1:],
            )


def write_calendar(book: Book, path: Path, first: date, last: date, *, as_of: date) -> WrittenCalendar:
    """Write those days as an .ics file. Raises: PeriodBackwards, ExportKindUnknown, NoPermission, NotWritten."""
    if path.suffix.lower() != ENDING:
        raise ExportKindUnknown(file=path.name, endings=ENDING)
    entries = calendar_entries(book, first, last, as_of=as_of)
    data = calendar_bytes(entries, name="Renewals", as_of=as_of)
    atomic_write(path, lambda file: file.write(data))
    return WrittenCalendar(str(path), len(entries), hashlib.sha256(data).hexdigest())


def _entries(r: DueRenewal, as_of: date) -> Iterator[Entry]:
    unsure = r.leaving is Leaving.NOT_KNOWN and r.notice is not None and r.notice.theirs >= as_of
    if r.notice and (unsure or r.leaving is Leaving.CAN_LEAVE):
        yield Entry(
            uid=_uid(r, "notice"),
            on=r.notice.on,
            title=f"Notice deadline: {r.account}",
            text="\n".join([f"{r.product}, {_amount(r)}", in_words(r.notice), _after(r)]),
            alarms=ALARMS,
        )
    yield Entry(
        uid=_uid(r, "renewal"),
        on=r.due_on,
        title=f"Renewal: {r.account}",
        text="\n".join([f"{r.product}, {_amount(r)}", *_said(r), _end(r)]),
        alarms=ALARMS if r.leaving is Leaving.ENDS else (),
    )


def _uid(r: DueRenewal, what: str) -> str:
    """The same for ever: it stays when the renewal gets a row of its own, or its day is corrected."""
    return f"{r.subscription_id}-{r.number}-{what}@csdesk"


def _amount(r: DueRenewal) -> str:
    return "ARR not known" if r.amount is None else f"ARR {whole_text(r.amount, r.currency)}"


def _said(r: DueRenewal) -> list[str]:
    return [r.reason] if r.reason else []


def _after(r: DueRenewal) -> str:
    if r.auto_renew is None:
        return f"The term ends on {spelled(r.due_on)}; whether it renews by itself is not known."
    return f"After that day it renews on {spelled(r.due_on)}."


def _end(r: DueRenewal) -> str:
    day = spelled(r.due_on) + (" (assumed)" if r.assumed else "")
    if r.leaving is Leaving.ENDS:
        return f"Ends on {day} unless signed."
    if r.leaving is Leaving.NOT_KNOWN:
        return f"The term ends on {day}; whether it renews by itself, or until when it can be left, is not known."
    return f"Renews by itself after {day}."
