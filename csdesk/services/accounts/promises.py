"""Promises: settling what was undertaken, and agreeing on another day for it."""

from dataclasses import replace
from datetime import date

from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import NoSuchRow
from csdesk.domain.fields import noun_of
from csdesk.domain.gaps import Gap
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.services.book.editing import labelled, set_fields
from csdesk.store.book import Book


def settle_promise(book: Book, promise: str, status: PromiseStatus, *, today: date) -> ChangeSet | None:
    """Say that a promise was kept or broken today, or that it is open again.

    None where it is so already. Raises: NoSuchRow.
    """
    return set_fields(book, noun_of(Promise).word, promise, {"status": status.value}, today=today)


def move_promise(book: Book, promise: str, due_on: date, *, today: date) -> ChangeSet:
    """Agree on another day: the promise is changed, and the same one for that day is open. Raises: NoSuchRow."""
    before = book.find(Promise, promise)
    if before is None:
        raise NoSuchRow(noun=noun_of(Promise).word, id=promise)
    moved = replace(before, id=book.new_id(), promised_on=today, due_on=due_on, status=PromiseStatus.OPEN)
    ended = replace(before, status=PromiseStatus.CHANGED, settled_on=today)
    with book.change(Verb.SET, label=labelled(book, before), today=today) as change:
        book.put_all([ended, replace(moved, settled_on=None)])
    return change.done


def bridge_gap(book: Book, gap: str, on: date | None, *, today: date) -> ChangeSet | None:
    """Say that a gap was bridged on a day, or with None that it is still there. Raises: NoSuchRow."""
    given = {"bridged_on": on.isoformat() if on else ""}
    return set_fields(book, noun_of(Gap).word, gap, given, today=today)
