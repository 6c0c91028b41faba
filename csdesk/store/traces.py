"""Queries for traces: what the journal knows of one row, and of an account with all that belongs to it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.fields import noun_of
from csdesk.domain.ids import AccountId
from csdesk.domain.nouns import NOUNS
from csdesk.domain.traces import Trace
from csdesk.store.book import Book
from csdesk.store.history import row_change

_STANDING = "o.undone = 0 AND o.verb NOT IN ('undo', 'redo')"
_COLUMNS = "o.n, o.at, o.today, o.who, o.verb, c.noun, c.uid, c.before, c.after"
_FROM = "FROM changes c JOIN operations o ON o.n = c.operation"
_MOST = 400
"""Traces that are told at most."""


def traces_of_row(book: Book, noun: type, uid: str) -> list[Trace]:
    """What was done to one row, the newest first; an import that added it is there too."""
    sql = (
        f"SELECT {_COLUMNS} {_FROM} WHERE c.noun = ? AND c.uid = ? AND {_STANDING} ORDER BY o.n DESC LIMIT ?"
    )
    return [_trace(row) for row in book.rows(sql, [noun_of(noun).table, uid, _MOST])]


def taken_back_of_row(book: Book, noun: type, uid: str, *, after: int) -> list[Trace]:
    """What undo and redo did to one row after a change, the newest first."""
    sql = (
        f"SELECT {_COLUMNS} {_FROM} WHERE c.noun = ? AND c.uid = ? AND o.n > ? AND o.verb IN ('undo', 'redo')"
        " ORDER BY o.n DESC LIMIT ?"
    )
    return [_trace(row) for row in book.rows(sql, [noun_of(noun).table, uid, after, _MOST])]


def added_since(book: Book, noun: type, verb: Verb, *, after: int) -> dict[str, Any]:
    """The rows that changes of one kind added after a number, as they were then, by id; undone ones are left out."""
    sql = (
        f"SELECT {_COLUMNS} FROM operations o JOIN changes c ON c.operation = o.n"
        " WHERE o.n > ? AND o.verb = ? AND o.undone = 0 AND c.noun = ? AND c.before IS NULL ORDER BY c.pk"
    )
    changes = (_trace(row).row for row in book.rows(sql, [after, verb.value, noun_of(noun).table]))
    return {change.id: change.after for change in changes}


def traces_of_account(book: Book, account: AccountId) -> list[Trace]:
    """What was changed or removed in an account and in what belongs to it, the newest first.

    What was added is not here: such rows are facts of their own.
    """
    found: list[tuple[Any, ...]] = []
    for sql, values in [*_changed(account), _removed(account)]:
        found += book.rows(f"{sql} ORDER BY o.n DESC LIMIT ?", [*values, _MOST])
    found.sort(key=lambda row: (-row[0], row[5], row[6]))
    return [_trace(row) for row in found[:_MOST]]


def _changed(account: AccountId) -> list[tuple[str, Sequence[object]]]:
    """One statement for each noun, by the index on (noun, uid)."""
    base = f"SELECT {_COLUMNS} {_FROM} WHERE c.before IS NOT NULL AND c.after IS NOT NULL AND {_STANDING}"
    return [
        (f"{base} AND c.noun = '{table}' AND c.uid IN ({uids})", [account]) for table, uids in _belonging()
    ]


def _belonging() -> list[tuple[str, str]]:
    """For each table a query that gives the ids of the rows that belong to an account."""
    owner = "SELECT pk FROM accounts WHERE uid = ?"
    found = [(noun_of(Account).table, "SELECT ?")]
    direct = {
        noun_of(n).table for n in NOUNS if any(f.key == "account" and f.refers for f in noun_of(n).fields)
    }
    for noun in (noun_of(n) for n in NOUNS):
        if noun.table in direct:
            found.append((noun.table, f'SELECT uid FROM "{noun.table}" WHERE account = ({owner})'))
            continue
        above = next((f for f in noun.fields if f.refers in direct), None)
        if above is not None:
            held = f'SELECT pk FROM "{above.refers}" WHERE account = ({owner})'
            found.append((noun.table, f'SELECT uid FROM "{noun.table}" WHERE "{above.key}" IN ({held})'))
    return found


def _removed(account: AccountId) -> tuple[str, Sequence[object]]:
    """Removed rows by their last image; only operations that remove are looked through."""
    sql = (
        f"SELECT {_COLUMNS} FROM operations o JOIN changes c ON c.operation = o.n"
        f" WHERE o.verb IN ('remove', 'merge') AND {_STANDING} AND c.after IS NULL AND c.before LIKE ?"
    )
    return sql, [f'%"account":"{account}"%']


def _trace(row: tuple[Any, ...]) -> Trace:
    n, at, today, who, verb, table, uid, before, after = row
    change = row_change(table, uid, before, after)
    return Trace(n, datetime.fromisoformat(at), date.fromisoformat(today), who, Verb(verb), change)
