"""The call after a loss is a task of the week; what becomes of the task is told in the loss's record."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from csdesk.domain.churn import Churn
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.store.book import Book

_CAUSE = "churn:"


def cause_of(record: Churn) -> str:
    """What the task of a loss's call says of where it comes from."""
    return f"{_CAUSE}{record.id}"


def told_of_call(book: Book, before: Task | None, after: Task) -> Iterator[Churn]:
    """The record of the loss as its call now stands: made on a day, planned for another one, or not at all.

    A call that is put outside its window stays a task; the record keeps the last day inside it.
    """
    cause = after.cause or ""
    record = book.find(Churn, cause.removeprefix(_CAUSE)) if cause.startswith(_CAUSE) else None
    if record is None:
        return
    now = replace(record, called_on=_called_on(before, after, record), call_on=_call_on(after, record))
    if now != record:
        yield now


def _called_on(before: Task | None, after: Task, record: Churn) -> date | None:
    if after.status is TaskStatus.DONE:
        return max(after.done_on, record.lost_on) if after.done_on else record.called_on
    was = before.done_on if before else None
    return None if was and record.called_on == max(was, record.lost_on) else record.called_on


def _call_on(after: Task, record: Churn) -> date | None:
    if after.status is TaskStatus.DROPPED:
        return None
    days = [d for d in (after.due_on, after.not_before) if d]
    day = after.planned_on or max(days, default=None)
    first, _, last = record.call_window
    moved = after.status is TaskStatus.OPEN and day is not None and first <= day <= last
    return day if moved else record.call_on
