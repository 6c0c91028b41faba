"""Queries on the journal: operations, and the rows of one."""

from datetime import datetime
from typing import Any

from csdesk.domain.changes import Operation, RowChange, Verb
from csdesk.domain.nouns import noun_of_table
from csdesk.store.book import Book
from csdesk.store.rows import mapper

_COLUMNS = "n, at, verb, label, rows, undone, undoes"


def operations(book: Book, *, account: str | None = None, limit: int | None = 50) -> list[Operation]:
    """Operations, newest first; with an account, those that touched it or a row of it."""
    where, values = "", []
    if account is not None:
        where = "WHERE n IN (SELECT operation FROM changes WHERE uid = ? OR before LIKE ? OR after LIKE ?)"
        mention = f'%"account":"{account}"%'
        values = [account, mention, mention]
    bound = -1 if limit is None else limit
    sql = f"SELECT {_COLUMNS} FROM operations {where} ORDER BY n DESC LIMIT ?"
    return [_operation(row) for row in book.rows(sql, [*values, bound])]


def operation(book: Book, n: int) -> Operation | None:
    """One operation, or None."""
    rows = book.rows(f"SELECT {_COLUMNS} FROM operations WHERE n = ?", [n])
    return _operation(rows[0]) if rows else None


def rows_of(book: Book, n: int) -> list[RowChange]:
    """The rows of an operation, in the order in which they were written."""
    sql = "SELECT noun, uid, before, after FROM changes WHERE operation = ? ORDER BY pk"
    return [_row_change(*row) for row in book.rows(sql, [n])]


def last_images(book: Book) -> dict[tuple[str, str], str | None]:
    """The journal's last image of every row it knows, by table and uid; None where it was removed."""
    sql = "SELECT noun, uid, after FROM changes WHERE pk IN (SELECT max(pk) FROM changes GROUP BY noun, uid)"
    return {(table, uid): after for table, uid, after in book.rows(sql)}


def _operation(row: tuple[Any, ...]) -> Operation:
    n, at, verb, label, rows, undone, undoes = row
    return Operation(n, datetime.fromisoformat(at), Verb(verb), label, rows, bool(undone), undoes)


def _row_change(table: str, uid: str, before: str | None, after: str | None) -> RowChange:
    noun = noun_of_table(table).type
    mapped = mapper(noun)
    return RowChange(
        noun, uid, mapped.from_text(before) if before else None, mapped.from_text(after) if after else None
    )
