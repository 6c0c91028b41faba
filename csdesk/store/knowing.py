"""Knowing is what the book says of a row at the end of a day, which the journal tells: a copy is set back to it."""

import contextlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime
from typing import Any

from csdesk.domain.attributes import CHANGING, as_of_then, otherwise
from csdesk.domain.fields import noun_of
from csdesk.domain.nouns import NOUNS
from csdesk.domain.preferences import Preference
from csdesk.domain.views import View
from csdesk.store import own_then
from csdesk.store.book import Book
from csdesk.store.faults import code
from csdesk.store.rows import Mapper, mapper

Goes = Callable[[], bool]
"""Whether somebody still waits for it."""
_KEPT = frozenset({noun_of(Preference).table, noun_of(View).table})
"""What is no knowledge of customers: how the person works stays as it is now."""
_FACTS = tuple(noun_of(n).table for n in NOUNS if noun_of(n).table not in _KEPT)
NOW = 1 << 62
"""After every operation."""


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


def attributes_changed(book: Book, cut: int, upto: int, nouns: Collection[type] = CHANGING) -> bool:
    """Whether a row that was known after an operation was changed again, or one that was known before it: of these
    nouns, or a field of a person's own.
    """
    states = (*_tables(nouns), own_then.TABLE)
    marks = ",".join("?" * len(states))
    sql = f"""SELECT 1 FROM changes WHERE operation > ? AND operation <= ? AND noun IN ({marks})
        GROUP BY noun, uid HAVING count(*) > 1 OR max(CASE WHEN before IS NULL THEN 0 ELSE 1 END) = 1
        LIMIT 1"""
    return bool(book.rows(sql, [cut, upto, *states]) or book.rows(own_then.EMPTIED, [cut, cut, upto]))


def copy_as_known(book: Book, cut: int, goes: Goes) -> Book:
    """A copy in memory as the book was after an operation, its journal too; what is undone today was never done.

    Raises: Stopped.
    """

    def back(connection: sqlite3.Connection) -> None:
        _set_back(connection, cut)
        _forget(connection, cut)

    with _given_up():
        return book.copy(lambda connection: _watched(connection, goes, lambda: back(connection)))


class Rewound:
    """A copy in memory that goes back from operation to operation: each step undoes only what lies between."""

    def __init__(self, book: Book) -> None:
        self._at = NOW
        self.book = book.copy(self._keep)

    def _keep(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def back_to(self, cut: int) -> None:
        """Go back to how the book was known after an operation, an earlier one at every call."""
        assert cut <= self._at, "it goes back only"
        if cut == self._at:
            return
        self._connection.execute("PRAGMA query_only = OFF")
        _watched(self._connection, _forever, lambda: _set_back(self._connection, cut, self._at))
        self._connection.execute("PRAGMA query_only = ON")
        self._at = cut


def copy_as_it_was(
    book: Book, cut: int, upto: int, day: date, goes: Goes, nouns: Collection[type] = CHANGING
) -> Book:
    """A copy in memory in which attributes of these nouns are those of the end of a day; `upto` is the last
    operation known.

    Raises: Stopped.
    """
    with _given_up():
        return book.copy(
            lambda connection: _watched(
                connection, goes, lambda: _with_attributes(connection, cut, upto, day, nouns)
            )
        )


class Then:
    """A copy in memory in which attributes are those of the end of one day after another, each set from now."""

    def __init__(self, book: Book) -> None:
        self.book = book.copy(self._keep)

    def _keep(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA foreign_keys = OFF")
        self._connection = connection

    def set_to(self, cut: int, day: date, nouns: Collection[type]) -> None:
        """Set these nouns to the end of a day, after an operation; what was set before is taken back."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._connection.execute("PRAGMA query_only = OFF")
        self._connection.execute("BEGIN")
        _with_attributes(self._connection, cut, NOW, day, nouns)
        self._connection.execute("PRAGMA query_only = ON")


_STEPS = 50_000


def _forever() -> bool:
    return True


@contextlib.contextmanager
def _given_up() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as stopped:
        if code(stopped) != sqlite3.SQLITE_INTERRUPT:
            raise
        raise Stopped from stopped


def _watched(connection: sqlite3.Connection, goes: Goes, work: Callable[[], None]) -> None:
    """Do something on a connection as long as somebody waits for it."""
    if not goes():
        raise Stopped
    connection.set_progress_handler(lambda: not goes(), _STEPS)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    work()
    connection.execute("COMMIT")
    connection.set_progress_handler(None, 0)


def _set_back(connection: sqlite3.Connection, cut: int, upto: int = NOW) -> None:
    """Write every row as it was after an operation, and remove those that were not there.

    The rows stand as they were after the operation `upto`, or as they are now.
    """
    connection.execute(
        """CREATE TEMP TABLE firsts AS SELECT f.noun, f.uid, c.before FROM (
        SELECT noun, uid, min(pk) AS pk FROM changes WHERE operation > ? AND operation <= ?
        GROUP BY noun, uid) f JOIN changes c ON c.pk = f.pk""",
        [cut, upto],
    )
    connection.execute("CREATE INDEX temp.firsts_by_row ON firsts (noun, uid)")
    _step(connection, cut)
    for cls in NOUNS:
        table = noun_of(cls).table
        if table not in _KEPT:
            _write(connection, cls)
    for cls in reversed(NOUNS):
        if noun_of(cls).table not in _KEPT:
            _remove(connection, noun_of(cls).table)
    connection.execute("DROP TABLE temp.firsts")


def _forget(connection: sqlite3.Connection, cut: int) -> None:
    """Take out of the journal what came after an operation; what undid earlier ones stays, to look further back."""
    later = "SELECT n FROM operations WHERE n > ? AND coalesce(undoes, n) > ?"
    connection.execute(f"DELETE FROM changes WHERE operation IN ({later})", [cut, cut])
    connection.execute(f"DELETE FROM operations WHERE n IN ({later})", [cut, cut])


def _step(connection: sqlite3.Connection, cut: int) -> None:
    """Undone operations count as never done, redone ones as never undone."""
    for table, uid, before, after in _stepped_since(connection, cut):
        row = [table, uid]
        said = connection.execute("SELECT before FROM temp.firsts WHERE noun = ? AND uid = ?", row).fetchone()
        if said is not None and _same(said[0], before):
            connection.execute("UPDATE temp.firsts SET before = ? WHERE noun = ? AND uid = ?", [after, *row])


def _stepped_since(connection: sqlite3.Connection, cut: int) -> list[tuple[str, str, str | None, str | None]]:
    """The rows of every undo and redo after an operation, of what was done by then."""
    sql = """SELECT c.noun, c.uid, c.before, c.after FROM operations o CROSS JOIN changes c
        WHERE c.operation = o.n AND o.verb IN ('undo', 'redo') AND o.n > ? AND o.undoes <= ? ORDER BY c.pk"""
    return connection.execute(sql, [cut, cut]).fetchall()


def _same(one: str | None, other: str | None) -> bool:
    return one == other or (one is not None and other is not None and json.loads(one) == json.loads(other))


def _write(connection: sqlite3.Connection, cls: type) -> None:
    """Write images back. Rows without derived columns need no value made: an image is the row."""
    mapped, noun = mapper(cls), noun_of(cls)
    keys = [f.key for f in noun.fields]
    sql = "SELECT before FROM temp.firsts WHERE noun = ? AND before IS NOT NULL"
    rows = [
        _cells(mapped, t, keys, made=bool(noun.derived)) for (t,) in connection.execute(sql, [noun.table])
    ]
    for _ in range(2 if any(f.refers == noun.table for f in noun.fields) else 1):
        connection.executemany(mapped.upsert, rows)  # again, as a parent may have come after its child


def _cells(mapped: Mapper, text: str, keys: list[str], *, made: bool) -> tuple[Any, ...]:
    known = json.loads(text)
    if made or len(known) != len(keys):
        return mapped.row(mapped.from_text(text))
    return tuple(known[key] for key in keys)


def _remove(connection: sqlite3.Connection, table: str) -> None:
    """Remove what was not there."""
    gone = f"""SELECT r.pk FROM temp.firsts f JOIN "{table}" r ON r.uid = f.uid
        WHERE f.noun = '{table}' AND f.before IS NULL"""
    counts = f'SELECT (SELECT count(*) FROM "{table}"), (SELECT count(*) FROM ({gone}))'
    there, going = connection.execute(counts).fetchone()
    if 2 * going > there:  # to write the few that stay anew is quicker than to take many out of every index
        connection.execute(f'CREATE TEMP TABLE stay AS SELECT * FROM "{table}" WHERE pk NOT IN ({gone})')
        connection.execute(f'DELETE FROM "{table}"')
        connection.execute(f'INSERT INTO "{table}" SELECT * FROM temp.stay')
        connection.execute("DROP TABLE temp.stay")
    elif going:
        connection.execute(f'DELETE FROM "{table}" WHERE pk IN ({gone})')


def _tables(nouns: Collection[type]) -> tuple[str, ...]:
    return tuple(noun_of(n).table for n in NOUNS if n in nouns)


def _with_attributes(
    connection: sqlite3.Connection, cut: int, upto: int, day: date, nouns: Collection[type]
) -> None:
    mappers = {noun_of(n).table: mapper(n) for n in nouns}
    written: dict[str, list[tuple[Any, ...]]] = {}
    for table, uid, said in _said_otherwise(connection, cut, upto, nouns):
        mapped = mappers[table]
        now = connection.execute(f"{mapped.select} WHERE t.uid = ?", [uid]).fetchone()
        if now is None:
            continue
        value, later = (
            mapped.value(now),
            [mapped.from_text(t) for t in _later(connection, table, uid, cut, upto)],
        )
        was = as_of_then(value, mapped.from_text(said), later, day)
        if was is not value:
            written.setdefault(table, []).append(mapped.row(was))
    for table, rows in written.items():
        connection.executemany(mappers[table].upsert, rows)
    own_then.set_back(connection, cut, upto)


def _said_otherwise(
    connection: sqlite3.Connection, cut: int, upto: int, nouns: Collection[type]
) -> list[tuple[str, str, str]]:
    """The rows whose attributes were others after an operation, with their image of then, or their first one."""
    tables = _tables(nouns)
    marks = ",".join("?" * len(tables))
    sql = f"""SELECT f.noun, f.uid, a.before, a.after, z.after FROM (
        SELECT noun, uid, min(pk) AS first, max(pk) AS last FROM changes
        WHERE operation > ? AND operation <= ? AND noun IN ({marks}) GROUP BY noun, uid) f
        JOIN changes a ON a.pk = f.first JOIN changes z ON z.pk = f.last
        WHERE f.last > f.first OR a.before IS NOT NULL"""
    stepped = defaultdict(list)
    for noun, id_, was, after in _stepped_since(connection, cut):
        stepped[noun, id_].append((was, after))
    named = {noun_of(n).table: n for n in nouns}
    out = []
    for table, uid, before, first, last in connection.execute(sql, [cut, upto, *tables]):
        said = before
        for was, after in stepped.get((table, uid), ()):
            if _same(said, was):
                said = after
        said = said or first
        if said and last and otherwise(named[table], json.loads(said), json.loads(last)):
            out.append((table, uid, said))
    return out


def _later(connection: sqlite3.Connection, table: str, uid: str, cut: int, upto: int) -> list[str]:
    sql = """SELECT after FROM changes WHERE noun = ? AND uid = ? AND operation > ? AND operation <= ?
        AND after IS NOT NULL ORDER BY pk"""
    return [text for (text,) in connection.execute(sql, [table, uid, cut, upto])]
