"""Merged accounts and people: who was merged into whom, as the journal knows it; undone merges do not count."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

from csdesk.domain.accounts import Account
from csdesk.domain.changes import RowChange, Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.custom import CustomValue
from csdesk.domain.fields import noun_of
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.imports.bench.former import Former
from csdesk.domain.imports.bench.former_people import FormerPerson
from csdesk.store.book import Book
from csdesk.store.history import row_change

_TABLES = tuple(noun_of(noun).table for noun in (Account, CustomValue))
_OTHERS = "c.noun NOT IN ('accounts', 'custom_values') AND c.before IS NOT NULL AND c.after IS NOT NULL"


def merged_accounts(book: Book) -> tuple[Former, ...]:
    """The accounts that were merged into others, and those that stayed as they were before, oldest first."""
    found: list[Former] = []
    for n, on, label, changes in _merges(book, _TABLES):
        found += _formers(book, n, on, label, changes)
    return tuple(found)


def merged_people(book: Book) -> tuple[FormerPerson, ...]:
    """The people who were merged into others, and those who stayed as they were before, oldest first."""
    found: list[FormerPerson] = []
    for n, on, label, changes in _merges(book, (noun_of(Contact).table,)):
        gone: Contact | None = next((c.before for c in changes if c.before and not c.after), None)
        stayed: Contact | None = next((c.before for c in changes if c.before and c.after), None)
        kept = stayed.id if stayed else _stayed(book, n, label, gone) if gone else None
        if gone and kept:
            found += [FormerPerson(gone, kept, on), *([FormerPerson(stayed, kept, on)] if stayed else [])]
    return tuple(found)


def _stayed(book: Book, n: int, label: str, gone: Contact) -> ContactId | None:
    """Who stayed and has not changed: whom a row names now that named the other one, or whom the merge is called by."""
    moved = book.rows(
        "SELECT c.before, c.after FROM changes c WHERE c.operation = ? AND c.before LIKE ? AND c.after IS NOT NULL"
        " LIMIT 1",
        [n, f'%"{gone.id}"%'],
    )
    for before, after in moved:
        was, now = json.loads(before), json.loads(after)
        for key, value in was.items():
            if value == gone.id:
                return ContactId(str(now[key]))
            if isinstance(value, list) and gone.id in value:
                return next((ContactId(str(uid)) for uid in now[key] if uid not in value), None)
    there = book.all(Contact, account=gone.account)
    called = [c.id for c in there if label.startswith(f"{c.name}, ")]
    return called[0] if len(called) == 1 else None


def _merges(book: Book, tables: Sequence[str]) -> Iterator[tuple[int, date, str, list[RowChange]]]:
    """The merges that hold, with what they changed of these tables: number, day, label."""
    marks = ", ".join("?" * len(tables))
    rows = book.rows(
        "SELECT o.n, o.today, o.label, c.noun, c.uid, c.before, c.after FROM operations o"
        " JOIN changes c ON c.operation = o.n"
        f" WHERE o.verb = ? AND o.undone = 0 AND c.noun IN ({marks}) ORDER BY c.pk",
        [Verb.MERGE.value, *tables],
    )
    for (n, today, label), some in groupby(rows, itemgetter(0, 1, 2)):
        yield n, date.fromisoformat(today), label, [row_change(*r[3:]) for r in some]


def _formers(book: Book, n: int, on: date, label: str, changes: list[RowChange]) -> Iterator[Former]:
    before: dict[str, Account] = {c.id: c.before for c in changes if c.noun is Account and c.before}
    after: dict[str, Account] = {c.id: c.after for c in changes if c.noun is Account and c.after}
    gone = next((account for uid, account in before.items() if uid not in after), None)
    kept = _kept(book, n, label, gone, [(before[uid], a) for uid, a in after.items()]) if gone else None
    if gone is None or kept is None:
        return
    values: list[CustomValue] = [c.before for c in changes if c.noun is CustomValue and c.before]
    yield Former(gone, kept, on, {v.field: v.value for v in values if v.row == gone.id})
    if kept in before:
        yield Former(before[kept], kept, on)


def _kept(
    book: Book, n: int, label: str, gone: Account, changed: list[tuple[Account, Account]]
) -> AccountId | None:
    """The account that stayed: it changed, or what stood below the other one is its own now, or it is called so."""
    for before, after in changed:
        return after.parent if before.parent == gone.id and after.parent else after.id
    moved = book.rows(
        f"SELECT c.after FROM changes c WHERE c.operation = ? AND {_OTHERS} AND c.before LIKE ? LIMIT 1",
        [n, f'%"account":"{gone.id}"%'],
    )
    if moved:
        return AccountId(str(json.loads(moved[0][0])["account"]))
    called = book.rows(
        "SELECT uid FROM accounts WHERE account = ? UNION SELECT uid FROM changes"
        " WHERE noun = 'accounts' AND operation > ? AND json_valid(before)"
        " AND json_extract(before, '$.account') = ?",
        [label, n, label],
    )
    return AccountId(str(called[0][0])) if len(called) == 1 else None
