"""A witness says what a book holds, and whether everything that was acknowledged is in it."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from csdesk.domain.changes import ChangeSet
from csdesk.domain.fields import noun_of
from csdesk.domain.nouns import NOUNS
from csdesk.store.book import Book
from csdesk.store.check import problems_of


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """One operation of which the worker said that it is saved.

    `past` is a checksum of the journal up to it, `content` one of the whole book after it.
    """

    n: int
    verb: str
    past: str
    content: str


def acknowledge(book: Book, done: ChangeSet) -> dict[str, object]:
    """What a worker says of an operation that is saved."""
    return {"n": done.n, "verb": done.verb, "past": past_of(book, done.n), "content": content_of(book)}


def content_of(book: Book) -> str:
    """A checksum of every row of every noun, and of the history."""
    tables = [*(noun_of(n).table for n in NOUNS), "operations"]
    return _checksum(row for table in tables for row in book.rows(f'SELECT * FROM "{table}" ORDER BY 1'))


def rows_of(book: Book) -> str:
    """A checksum of every row of every noun: what is in the book, however it came to be there."""
    tables = [noun_of(n).table for n in NOUNS]
    return _checksum(row for table in tables for row in book.rows(f'SELECT * FROM "{table}" ORDER BY 1'))


def past_of(book: Book, n: int) -> str:
    """A checksum of the journal's rows up to an operation."""
    return _checksum(book.rows("SELECT * FROM changes WHERE operation <= ? ORDER BY pk", [n]))


def _checksum(rows: Iterable[tuple[Any, ...]]) -> str:
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def losses(book: Book, acknowledged: Sequence[Acknowledged]) -> list[str]:
    """What was acknowledged and is not there; one operation more than that may be there, whole."""
    history = dict(book.rows("SELECT n, verb FROM operations WHERE finished = 1"))
    gone = [f"{a.verb} {a.n}" for a in acknowledged if history.get(a.n) != a.verb]
    if gone or not acknowledged:
        return gone
    last = acknowledged[-1]
    newer = [n for n in history if n > last.n]
    if len(newer) > 1:
        return [f"{len(newer)} operations came that nobody asked for"]
    if past_of(book, last.n) != last.past:
        return [f"the journal up to {last.verb} {last.n} is another"]
    if not newer and content_of(book) != last.content:
        return [f"the book after {last.verb} {last.n} is another"]
    return []


def halves(book: Book) -> list[str]:
    """Operations that are there in part: without an end mark, without some of their rows, or not applied."""
    short = book.rows(
        "SELECT n FROM operations o WHERE rows <> (SELECT count(*) FROM changes WHERE operation = o.n)"
    )
    return [f"rows of {n}" for (n,) in short] + [p.message for p in problems_of(book, deep=True)]
