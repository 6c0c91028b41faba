"""Knowing is what the book says of a row at the end of a day, which the journal tells: a copy is set back to it."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime
from typing import Any

from csdesk.domain.attributes import CHANGING, as_of_then
from csdesk.domain.fields import noun_of
from csdesk.domain.nouns import NOUNS
from csdesk.domain.preferences import Preference
from csdesk.store.book import Book
from csdesk.store.rows import Mapper, mapper

Images = dict[tuple[str, str], str | None]
"""Images of rows by table and id; None where there was no such row."""
Goes = Callable[[], bool]
"""Whether somebody still waits for it."""
_KEPT = frozenset({noun_of(Preference).table})
"""What is no knowledge of customers: how the person works stays as it is now."""
_FACTS = tuple(noun_of(n).table for n in NOUNS if noun_of(n).table not in _KEPT)
_STATES = tuple(noun_of(n).table for n in NOUNS if n in CHANGING)


class Stopped(Exception):
    """Nobody waits for the answer any more."""


def last_operation(book: Book, *, before: str) -> int:
    """The newest operation that was committed before a moment, UTC as text; 0 is none. Order is the number's."""
    return int(book.rows("SELECT coalesce(max(n), 0) FROM operations WHERE at < ?", [before])[0][0])


def last_operation_of(book: Book, day: date) -> int:
    """The newest operation by the end of a day of the book's own clock; 0 is none."""
    found = book.rows("SELECT coalesce(max(n), 0) FROM operations WHERE today <= ?", [day.isoformat()])
    return int(found[0][0])


def first_day(book: Book) -> tuple[date, datetime] | None:
    """The day of the first operation, as a person said it and as the clock did; None where there is none."""
    found = book.rows("SELECT today, at FROM operations ORDER BY n LIMIT 1")
    return (date.fromisoformat(found[0][0]), datetime.fromisoformat(found[0][1])) if found else None


def knows_more(book: Book, cut: int) -> bool:
    """Whether anything of customers was written after an operation."""
    marks = ",".join("?" * len(_FACTS))
    sql = f"SELECT 1 FROM changes WHERE operation > ? AND noun IN ({marks}) LIMIT 1"
    return bool(book.rows(sql, [cut, *_FACTS]))


def attributes_changed(book: Book, cut: int, upto: int) -> bool:
    """Whether a row that was known after an operation was changed again, or one that was known before it."""
    return bool(_touched(book.rows, cut, upto, limit=1))


def copy_as_known(book: Book, cut: int, goes: Goes) -> Book:
    """A copy in memory as the book was after an operation; what is undone today was never done.

    Raises: Stopped.
    """
    return book.copy(lambda connection: _set_back(connection, cut, goes))


def copy_as_it_was(book: Book, cut: int, upto: int, day: date, goes: Goes) -> Book:
    """A copy in memory in which attributes are those of the end of a day; `upto` is the last operation known.

    Raises: Stopped.
    """
    return book.copy(lambda connection: _with_attributes(connection, cut, upto, day, goes))


_Rows = Callable[..., Any]


def _set_back(connection: sqlite3.Connection, cut: int, goes: Goes) -> None:
    images = images_then(connection, cut)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    for cls in NOUNS:
        mapped = mapper(cls)
        some = [text for (table, _), text in images.items() if table == mapped.table and text is not None]
        _write(connection, mapped, some, goes)
    for cls in reversed(NOUNS):
        table = noun_of(cls).table
        gone = [uid for (noun, uid), text in images.items() if noun == table and text is None]
        _remove(connection, table, gone, goes)
    connection.execute("COMMIT")


def images_then(
    connection: sqlite3.Connection, cut: int, upto: int | None = None, only: Collection[str] | None = None
) -> Images:
    """What each row that was changed after an operation was before; undone operations count as never done."""
    wanted = tuple(only or _FACTS)
    marks = ",".join("?" * len(wanted))
    last = [] if upto is None else [upto]
    sql = f"""SELECT noun, uid, before FROM changes WHERE pk IN (
        SELECT min(pk) FROM changes WHERE operation > ? {"AND operation <= ?" if last else ""}
        AND noun IN ({marks}) GROUP BY noun, uid)"""
    images: Images = {(t, uid): text for t, uid, text in connection.execute(sql, [cut, *last, *wanted])}
    for table, uid, before, after in _stepped_since(connection, cut):
        if table in wanted and _same(images.get((table, uid), before), before):
            images[table, uid] = after
    return images


def _stepped_since(
    connection: sqlite3.Connection, cut: int
) -> Iterator[tuple[str, str, str | None, str | None]]:
    """The rows of every undo and redo after an operation, of what was done by then."""
    sql = """SELECT c.noun, c.uid, c.before, c.after FROM operations o JOIN changes c ON c.operation = o.n
        WHERE o.verb IN ('undo', 'redo') AND o.n > ? AND o.undoes <= ? ORDER BY c.pk"""
    return iter(connection.execute(sql, [cut, cut]).fetchall())


def _same(one: str | None, other: str | None) -> bool:
    return one == other or (one is not None and other is not None and json.loads(one) == json.loads(other))


def _touched(rows: _Rows, cut: int, upto: int, *, limit: int = -1) -> list[tuple[str, str]]:
    """The rows with attributes that were written after an operation, and not only made then."""
    marks = ",".join("?" * len(_STATES))
    sql = f"""SELECT noun, uid FROM changes WHERE operation > ? AND operation <= ? AND noun IN ({marks})
        GROUP BY noun, uid HAVING count(*) > 1 OR max(CASE WHEN before IS NULL THEN 0 ELSE 1 END) = 1
        LIMIT ?"""
    return list(rows(sql, [cut, upto, *_STATES, limit]))


def _with_attributes(connection: sqlite3.Connection, cut: int, upto: int, day: date, goes: Goes) -> None:
    images = images_then(connection, cut, upto, _STATES)
    mappers = {noun_of(n).table: mapper(n) for n in CHANGING}
    written: dict[str, list[tuple[Any, ...]]] = {}
    for table, uid in _touched(lambda *given: connection.execute(*given).fetchall(), cut, upto):
        _ask(goes)
        mapped = mappers[table]
        now = connection.execute(f"{mapped.select} WHERE t.uid = ?", [uid]).fetchone()
        if now is None:
            continue
        value = mapped.value(now)
        later = [mapped.from_text(t) for t in _later(connection, table, uid, cut, upto)]
        said = images[table, uid]
        then = mapped.from_text(said) if said is not None else next(iter(later), value)
        was = as_of_then(value, then, later, day)
        if was is not value:
            written.setdefault(table, []).append(mapped.row(was))
    connection.execute("BEGIN")
    for table, rows in written.items():
        connection.executemany(mappers[table].upsert, rows)
    connection.execute("COMMIT")


def _later(connection: sqlite3.Connection, table: str, uid: str, cut: int, upto: int) -> list[str]:
    sql = """SELECT after FROM changes WHERE noun = ? AND uid = ? AND operation > ? AND operation <= ?
        AND after IS NOT NULL ORDER BY pk"""
    return [text for (text,) in connection.execute(sql, [table, uid, cut, upto])]


_AT_ONCE = 2_000


def _write(connection: sqlite3.Connection, mapped: Mapper, texts: list[str], goes: Goes) -> None:
    """Write images back. Rows without derived columns need no value made: an image is the row."""
    keys = [f.key for f in noun_of(mapped.noun).fields]
    derived = bool(noun_of(mapped.noun).derived)
    for at in range(0, len(texts), _AT_ONCE):
        _ask(goes)
        rows = [_cells(mapped, text, keys, derived=derived) for text in texts[at : at + _AT_ONCE]]
        connection.executemany(mapped.upsert, rows)
    spec = noun_of(mapped.noun)
    if any(f.refers == spec.table for f in spec.fields):  # a parent may have come after its child
        connection.executemany(mapped.upsert, [_cells(mapped, t, keys, derived=derived) for t in texts])


def _cells(mapped: Mapper, text: str, keys: list[str], *, derived: bool) -> tuple[Any, ...]:
    known = json.loads(text)
    if derived or len(known) != len(keys):
        return mapped.row(mapped.from_text(text))
    return tuple(known[key] for key in keys)


def _remove(connection: sqlite3.Connection, table: str, uids: list[str], goes: Goes) -> None:
    """Remove rows; all of a table at once costs nothing."""
    _ask(goes)
    if not uids:
        return
    there = {uid for (uid,) in connection.execute(f'SELECT uid FROM "{table}"')}
    gone = [(uid,) for uid in uids if uid in there]
    if len(gone) == len(there):
        connection.execute(f'DELETE FROM "{table}"')
        return
    for at in range(0, len(gone), _AT_ONCE):
        _ask(goes)
        connection.executemany(f'DELETE FROM "{table}" WHERE uid = ?', gone[at : at + _AT_ONCE])


def _ask(goes: Goes) -> None:
    if not goes():
        raise Stopped
