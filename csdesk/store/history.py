"""Queries on the journal: operations, the rows of one, and which of them undo and redo would take."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from csdesk.domain.changes import Operation, RowChange, Verb
from csdesk.domain.fields import noun_of
from csdesk.domain.nouns import NOUNS, noun_of_table
from csdesk.store.book import Book
from csdesk.store.rows import mapper

_COLUMNS = "n, at, verb, label, rows, undone, undoes"
_MOST = (1 << 63) - 1
"""The largest number that SQLite takes."""
_PIECE = 500
"""So many images are read at once: of a great many the window would feel it."""
_DONE = "undone = 0 AND verb NOT IN ('undo', 'redo')"


def operations(book: Book, *, account: str | None = None, limit: int | None = 50) -> list[Operation]:
    """Operations, newest first; with an account, those that touched it or a row of it."""
    where, values = ("1 = 1", []) if account is None else _touching(account)
    bound = -1 if limit is None else min(limit, _MOST)
    sql = f"SELECT {_COLUMNS} FROM operations WHERE {where} ORDER BY n DESC LIMIT ?"
    return [_operation(row) for row in book.rows(sql, [*values, bound])]


def operations_after(book: Book, n: int) -> list[Operation]:
    """The operations after the one of this number, oldest first."""
    sql = f"SELECT {_COLUMNS} FROM operations WHERE n > ? AND finished = 1 ORDER BY n"
    return [_operation(row) for row in book.rows(sql, [n])]


def newest_number(book: Book) -> int:
    """The number of the newest operation; 0 where there is none."""
    return int(book.rows("SELECT coalesce(max(n), 0) FROM operations")[0][0])


def _touching(account: str) -> tuple[str, list[str]]:
    """A condition on operations: they changed the account, a row of it, or a row of such a row, as a step is.

    The journal is searched as text, so that what was removed since is found too.
    """
    mention = f'%"account":"{account}"%'
    parts = ["SELECT operation FROM changes WHERE uid = ? OR before LIKE ? OR after LIKE ?"]
    values = [account, mention, mention]
    for table, key, above in _SECOND:
        owners = "SELECT uid FROM changes WHERE noun = ? AND (before LIKE ? OR after LIKE ?)"
        said = f"json_extract(CASE WHEN json_valid({{0}}) THEN {{0}} END, '$.{key}') IN ({owners})"
        either = f"({said.format('before')} OR {said.format('after')})"
        parts.append(f"SELECT operation FROM changes WHERE noun = ? AND {either}")
        values += [table, *2 * (above, mention, mention)]
    return f"n IN ({' UNION '.join(parts)})", values


_SECOND = [
    (noun_of(cls).table, field.key, field.refers)
    for cls in NOUNS
    if not any(f.key == "account" for f in noun_of(cls).fields)
    for field in noun_of(cls).fields
    if field.refers and any(f.key == "account" for f in noun_of_table(field.refers).fields[1:])
]
"""The nouns that belong to an account through another: table, the field that refers, and to which table."""


def operation(book: Book, n: int) -> Operation | None:
    """One operation, or None."""
    return _first(book, "n = ?", [n]) if abs(n) <= _MOST else None


def last_done(book: Book, *, but: Sequence[Verb]) -> Operation | None:
    """The newest operation that stands, undo, redo and some other verbs apart."""
    return _first(book, *_done(but))


def standing(book: Book, *, but: Sequence[Verb], limit: int) -> list[Operation]:
    """The operations that stand, undo, redo and some other verbs apart; the newest first."""
    done, values = _done(but)
    sql = f"SELECT {_COLUMNS} FROM operations WHERE {done} ORDER BY n DESC LIMIT ?"
    return [_operation(row) for row in book.rows(sql, [*values, min(limit, _MOST)])]


def last_undone(book: Book, *, but: Sequence[Verb]) -> Operation | None:
    """The newest undo that stands, if nothing else but some verbs was done since."""
    done, values = _done(but)
    since = f"coalesce((SELECT max(n) FROM operations WHERE {done}), 0)"
    return _first(book, f"verb = 'undo' AND undone = 0 AND n > {since}", values)


def _done(but: Sequence[Verb]) -> tuple[str, list[str]]:
    return f"{_DONE} AND verb NOT IN ({', '.join('?' * len(but))})", [verb.value for verb in but]


def _first(book: Book, condition: str, values: Sequence[object] = ()) -> Operation | None:
    rows = book.rows(f"SELECT {_COLUMNS} FROM operations WHERE {condition} ORDER BY n DESC LIMIT 1", values)
    return _operation(rows[0]) if rows else None


def rows_of(book: Book, n: int) -> list[RowChange]:
    """The rows of an operation, in the order in which they were written."""
    found = book.rows(
        "SELECT noun, uid, before, after FROM changes WHERE operation = ? ORDER BY pk DESC", [n]
    )
    made: list[RowChange] = []
    while found:  # the images are let go as they are understood
        piece = found[: -_PIECE - 1 : -1]
        del found[-_PIECE:]
        for table, rows in groupby(piece, itemgetter(0)):
            made += _row_changes(table, [*rows])
    return made


def _row_changes(table: str, rows: Sequence[tuple[Any, ...]]) -> Iterator[RowChange]:
    """The rows of a change that are of one table, from their images."""
    noun = noun_of_table(table).type
    _, uids, before, after = zip(*rows, strict=True)
    return map(
        partial(RowChange, noun), uids, mapper(noun).from_texts(before), mapper(noun).from_texts(after)
    )


def rows_now(book: Book, noun: type, uids: Sequence[str]) -> dict[str, Any]:
    """The rows of those ids as they stand in the book, by id; those that are not there are left out."""
    mapped = mapper(noun)
    sql = f"{mapped.select} WHERE t.uid IN (SELECT value FROM json_each(?))"
    rows = book.rows(sql, [json.dumps(uids)])
    return {str(row[0]): value for row, value in zip(rows, mapped.values(rows), strict=True)}


def last_images(book: Book) -> dict[tuple[str, str], str | None]:
    """The journal's last image of every row it knows, by table and uid; None where it was removed."""
    sql = "SELECT noun, uid, after FROM changes WHERE pk IN (SELECT max(pk) FROM changes GROUP BY noun, uid)"
    return {(table, uid): after for table, uid, after in book.rows(sql)}


def _operation(row: tuple[Any, ...]) -> Operation:
    n, at, verb, label, rows, undone, undoes = row
    return Operation(n, datetime.fromisoformat(at), Verb(verb), label, rows, bool(undone), undoes)


def row_change(table: str, uid: str, before: str | None, after: str | None) -> RowChange:
    """The row of a change, from its images as the journal keeps them."""
    noun = noun_of_table(table).type
    mapped = mapper(noun)
    return RowChange(
        noun, uid, mapped.from_text(before) if before else None, mapped.from_text(after) if after else None
    )
