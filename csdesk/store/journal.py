"""The journal: every operation with its rows before and after, written by the one `put` and `drop`."""

import contextlib
import json
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from csdesk.domain.changes import ChangeSet, RowChange, Verb
from csdesk.domain.errors import (
    BookBusy,
    BookDamaged,
    BookReadOnly,
    CsdeskError,
    NotSaved,
    RefersToNothing,
    StillReferred,
)
from csdesk.domain.fields import noun_of
from csdesk.domain.values import made_of
from csdesk.store.faults import BUSY, DAMAGED, UNREADABLE, code, no_text, why
from csdesk.store.fetching import fetched
from csdesk.store.rows import mapper
from csdesk.store.seals import seal_of, seal_operations

_CHUNK = 400


class Change:
    """One operation while it is being written."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        verb: Verb,
        label: str,
        today: date,
        who: str,
        undoes: int | None,
        at: str,
    ) -> None:
        from csdesk.store.adding import Adding
        from csdesk.store.search_index import Upkeep

        self._connection = connection
        self._rows: dict[tuple[type, str], RowChange] = {}
        self._added: dict[type, int] = {}
        """How many rows of each noun are in the history already."""
        self._least: dict[type, str] = {}
        """The least of their ids. Ids follow time, so that a row which is older is known at a glance."""
        self._again: set[tuple[type, str]] = set()
        """Those of them that were changed or removed after they had been added."""
        self._texts: dict[tuple[type, str], str] = {}
        """The image of each row as it was last written here."""
        self._words = Upkeep(connection)
        self._facts, self._undoes = (verb, label, today), undoes
        self.kept: tuple[str, ...] = ()
        self._done: ChangeSet | None = None
        self.n = int(
            connection.execute(
                "INSERT INTO operations (at, today, who, verb, label, undoes) "
                "VALUES (?, ?, ?, ?, ?, ?) RETURNING n",
                (at, today.isoformat(), who, verb.value, label, undoes),
            ).fetchone()[0]
        )
        self._adding = Adding(connection, self.n)

    @property
    def done(self) -> ChangeSet:
        """What was changed; there only after the transaction has been committed."""
        assert self._done is not None, "the change is not finished"
        return self._done

    def add_all(self, values: list[Any]) -> None:
        """Write values that are new, in the order in which their nouns first appear. Raises: RefersToNothing."""
        for noun, some in _by_noun(values).items():
            self.add_columns(noun, mapper(noun).facts(_parents_first(noun, some)))

    def add_columns(self, noun: type, columns: Sequence[Sequence[Any]]) -> None:
        """The same for rows of one noun, field by field, each after its parent. Raises: RefersToNothing."""
        uids = columns[0]
        if self._rows and any((noun, uid) in self._rows for uid in uids):
            self._write(noun, {value.id: value for value in made_of(noun, columns)})
            return
        with self._whole(made_of(noun, [cells[:1] for cells in columns])):
            first = self._adding.add(noun, columns)
        self._words.after_adding(noun, first)
        self._added[noun] = self._added.get(noun, 0) + len(uids)
        self._least[noun] = min([*uids, *filter(None, [self._least.get(noun)])])

    def put_all(self, values: list[Any]) -> None:
        """Write the values, those of one noun together, in the order in which the nouns first appear.

        Raises: RefersToNothing where a value refers to a row that is not there; it names the first of its noun.
        """
        for noun, some in _by_noun(values).items():
            self._write(noun, some)

    def _write(self, noun: type, values: dict[str, Any]) -> None:
        mapped = mapper(noun)
        before = self._images(noun, list(values))
        written = _parents_first(noun, {uid: v for uid, v in values.items() if before.get(uid) != v})
        self._words.before_write(noun, before, written)
        images = [mapped.image(value) for value in written]
        with self._whole(written):
            self._connection.executemany(mapped.upsert, map(mapped.row_of, images))
        if len(before) < len(values):
            self._adding.forget()
        self._again |= self._added_among(noun, [value.id for value in written])
        for value, image in zip(written, images, strict=True):
            self._note(noun, value.id, before.get(value.id), value)
            self._texts[noun, value.id] = mapped.text_of(image)

    @contextlib.contextmanager
    def _whole(self, values: list[Any]) -> Iterator[None]:
        """All of the rows that begin with these or none, so that a refusal may be caught and the change goes on."""
        self._connection.execute("SAVEPOINT rows")
        try:
            yield
        except BaseException as fault:
            if self._connection.in_transaction:  # where the disk fails, SQLite has given up all of it
                self._connection.execute("ROLLBACK TO rows")
                self._connection.execute("RELEASE rows")
            self._adding.forget()
            if isinstance(fault, sqlite3.IntegrityError):
                raise _of_row(RefersToNothing, values[0]) from fault
            raise
        self._connection.execute("RELEASE rows")

    def drop_all(self, values: list[Any]) -> None:
        """Remove rows, those of one noun together, in the order in which the nouns first appear.

        Raises: StillReferred where others belong to a row; it names the first of its noun.
        """
        for noun, some in _by_noun(values).items():
            if before := self._images(noun, list(some)):
                self._drop(noun, before)

    def _drop(self, noun: type, before: dict[str, Any]) -> None:
        first, uids = next(iter(before.values())), json.dumps(list(before))
        among = "IN (SELECT value FROM json_each(?))"
        if self._connection.execute(f"SELECT 1 FROM custom_values WHERE row {among}", (uids,)).fetchone():
            raise _of_row(StillReferred, first)
        self._words.before_drop(noun, before)
        try:
            self._connection.execute(f'DELETE FROM "{noun_of(noun).table}" WHERE uid {among}', (uids,))
        except sqlite3.IntegrityError as referred:
            raise _of_row(StillReferred, first) from referred
        self._adding.forget()
        self._again |= self._added_among(noun, list(before))
        for uid, value in before.items():
            self._note(noun, uid, value, None)

    def _note(self, noun: type, uid: str, before: Any, after: Any) -> None:
        earlier = self._rows.get((noun, uid))
        first = None if (noun, uid) in self._again else earlier.before if earlier else before
        self._rows[noun, uid] = RowChange(noun, uid, first, after)
        self._texts.pop((noun, uid), None)

    def _added_among(self, noun: type, uids: list[str]) -> set[tuple[type, str]]:
        """Those of the rows that the history has from this change already."""
        least = self._least.get(noun)
        some = [uid for uid in uids if least is not None and uid >= least]
        sql = "SELECT uid FROM changes WHERE operation = ? AND noun = ? AND uid IN (SELECT value FROM json_each(?))"
        there = (self.n, noun_of(noun).table, json.dumps(some))
        return {(noun, uid) for (uid,) in self._connection.execute(sql, there)} if some else set()

    def _images(self, noun: type, uids: list[str]) -> dict[str, Any]:
        mapped = mapper(noun)
        found: dict[str, Any] = {}
        for at in range(0, len(uids), _CHUNK):
            some = uids[at : at + _CHUNK]
            marks = ",".join("?" * len(some))
            rows = fetched(self._connection, f"{mapped.select} WHERE t.uid IN ({marks})", some)
            found |= zip([str(row[0]) for row in rows], mapped.values(rows), strict=True)
        return found

    def write_back(self, value: Any) -> None:
        """Write a row as the history has it already: a repair, which the history need not know.

        Raises: RefersToNothing.
        """
        with self._whole([value]):
            self._connection.execute(mapper(type(value)).upsert, mapper(type(value)).row(value))

    def note(self, noun: type, uid: str, before: Any, after: Any) -> None:
        """Let the history know of a row that was written past it, or mended."""
        self._note(noun, uid, before, after)

    def mend(self, sql: str, values: Sequence[object]) -> None:
        """Set right what no declared row can say, such as a reference into nothing."""
        self._connection.execute(sql, values)

    def mark_undone(self, n: int, *, undone: bool) -> None:
        """Say of an earlier operation that it is undone, or that it counts again."""
        self._connection.execute("UPDATE operations SET undone = ? WHERE n = ?", (int(undone), n))
        seal_operations(self._connection, "n = ?", [n])

    def mark_steps_undone(self, n: int) -> None:
        """Say that the undo of an operation no longer holds."""
        steps = "undoes = ? AND verb = 'undo'"
        self._connection.execute(f"UPDATE operations SET undone = 1 WHERE {steps}", (n,))
        seal_operations(self._connection, steps, [n])

    def finish(self) -> None:
        """Write the journal's rows and the end mark."""
        verb, label, today = self._facts
        again = [r for key, r in self._rows.items() if key in self._again]
        changed = [r for key, r in self._rows.items() if r.before != r.after and key not in self._again]
        self._connection.executemany(
            "INSERT INTO changes (operation, noun, uid, before, after, seal) VALUES (?, ?, ?, ?, ?, ?)",
            ((*cells, seal_of(cells)) for cells in self._cells(changed)),
        )
        for row in again:
            self._tell_again(row)
        added = {noun: many for noun, many in self._added.items() if many}
        self._words.finish()
        self._connection.execute(
            "UPDATE operations SET finished = 1, rows = ? WHERE n = ?",
            (len(changed) + sum(added.values()), self.n),
        )
        seal_operations(self._connection, "n = ?", [self.n])
        self._done = ChangeSet(self.n, verb, label, today, tuple(changed), self.kept, added, self._undoes)

    def _tell_again(self, row: RowChange) -> None:
        """Let the history say of a row that was added, and then changed or removed, what became of it."""
        n, noun, uid, before, after = next(self._cells([row]))
        at = "WHERE operation = ? AND noun = ? AND uid = ?"
        if row.after is None:
            self._added[row.noun] -= 1
            self._connection.execute(f"DELETE FROM changes {at}", (n, noun, uid))
        else:
            seal = seal_of((n, noun, uid, before, after))
            self._connection.execute(
                f"UPDATE changes SET after = ?, seal = ? {at}", (after, seal, n, noun, uid)
            )

    def _cells(self, rows: Sequence[RowChange]) -> Iterator[tuple[object, ...]]:
        """What the history keeps of rows, but their seals; images of one noun are made together."""
        pieces = (rows[at : at + _CHUNK] for at in range(0, len(rows), _CHUNK))
        for noun, some in (alike for piece in pieces for alike in groupby(piece, attrgetter("noun"))):
            table, alike, image_texts = noun_of(noun).table, [*some], mapper(noun).image_texts
            written = [self._texts.get((noun, row.id)) for row in alike]
            before = image_texts([row.before for row in alike])
            after = image_texts(
                [None if text else row.after for row, text in zip(alike, written, strict=True)]
            )
            for row, was, text, made in zip(alike, before, written, after, strict=True):
                yield self.n, table, row.id, was, text or made


def next_number(connection: sqlite3.Connection) -> int:
    """The number that the next operation gets."""
    return 1 + int(
        connection.execute(
            "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'operations'"
        ).fetchone()[0]
    )


def _by_noun(values: Iterable[Any]) -> dict[type, dict[str, Any]]:
    found: dict[type, dict[str, Any]] = defaultdict(dict)
    for value in values:
        found[type(value)][value.id] = value
    return found


def _parents_first(noun: type, values: dict[str, Any]) -> list[Any]:
    """The values, each after the one of its own noun that it refers to; without such a field, as they are."""
    spec = noun_of(noun)
    own = [f.name for f in spec.fields if f.refers == spec.table]
    ordered: dict[str, Any] = {}
    for uid in values if own else ():
        line: list[str] = []
        above: str | None = uid
        while above is not None and above not in ordered and above not in line:
            line.append(above)
            above = next((p for n in own if (p := getattr(values[above], n)) in values), None)
        ordered |= {one: values[one] for one in reversed(line)}
    return list((ordered or values).values())


def _of_row(refusal: type[CsdeskError], value: Any) -> CsdeskError:
    """A refusal with the row as a person names it."""
    spec = noun_of(type(value))
    return refusal(noun=spec.word, name=str(getattr(value, spec.title)))


@contextlib.contextmanager
def reading(path: Path | None) -> Iterator[None]:
    """Say in a person's terms why SQLite could not read; a statement that is wrong stays our fault."""
    name, where = (path.name, str(path)) if path else ("the book", "")
    try:
        yield
    except sqlite3.DatabaseError as fault:
        if code(fault) in BUSY:
            raise BookBusy(book=name, where=where) from fault
        if code(fault) == sqlite3.SQLITE_FULL:
            raise NotSaved(book=name, why=_why(fault, path)) from fault
        if code(fault) in UNREADABLE or no_text(fault):
            why = str(fault).split(" with text", maxsplit=1)[0]
            raise BookDamaged(book=name, why=why, where=where) from fault
        raise
    except UnicodeDecodeError as fault:
        raise BookDamaged(book=name, why="a text is not one", where=where) from fault


def _why(fault: sqlite3.Error, path: Path | None) -> str:
    """Why SQLite could not write, for a person; of a full disk also how much room there is."""
    said = why(fault)
    if code(fault) == sqlite3.SQLITE_FULL and path is not None:
        with contextlib.suppress(OSError):
            return f"{said} ({shutil.disk_usage(path.parent).free // 1024} KB free)"
    return said


@contextlib.contextmanager
def saving(path: Path | None) -> Iterator[None]:
    """Say in a person's terms why SQLite could not write."""
    name = path.name if path else "the book"
    try:
        yield
    except sqlite3.OperationalError as fault:
        if code(fault) in BUSY:
            raise BookBusy(book=name) from fault
        if code(fault) == sqlite3.SQLITE_READONLY:
            raise BookReadOnly(book=name) from fault
        raise NotSaved(book=name, why=_why(fault, path)) from fault
    except sqlite3.DatabaseError as fault:
        if code(fault) in DAMAGED:
            raise BookDamaged(book=name, why=str(fault)) from fault
        raise
