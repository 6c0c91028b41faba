"""What was changed: the history of every field of a row, and an account's changes as entries of its timeline."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from csdesk import wording
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Operation, RowChange, Verb
from csdesk.domain.custom import CustomField, CustomValue
from csdesk.domain.day_words import spelled
from csdesk.domain.fields import Field, Kind, noun_of
from csdesk.domain.ids import AccountId
from csdesk.domain.nouns import NOUNS
from csdesk.domain.timeline import Entry, EntryKind
from csdesk.domain.traces import Difference, Trace, differences
from csdesk.services.book.editing import noun_named
from csdesk.services.book.row_currency import row_currency
from csdesk.services.book.typed import written
from csdesk.store.book import Book
from csdesk.store.history import rows_of
from csdesk.store.traces import traces_of_account, traces_of_row

_SHORT = 40
"""Letters of a value in a timeline; the history of the row has all of it."""
_LINE, _FEW = 120, 50
"""Letters of the fields of a change in one line, and the rows of a change whose fields are told at all."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field once changed: when, by whom, in which operation, from what to what; empty is not known.

    `added` says that the row came with it.
    """

    n: int
    at: datetime
    today: date
    who: str
    verb: Verb
    header: str
    before: str
    after: str
    added: bool = False


def row_history(book: Book, noun: str, id_: str) -> list[FieldChange]:
    """Every change of every field of one row, the newest first, undone ones out. Raises: NoSuchNoun."""
    told = _Told(book)
    return [
        change for trace in traces_of_row(book, noun_named(noun).type, id_) for change in told.fields(trace)
    ]


def changes_of(book: Book, account: AccountId, *, as_of: date) -> list[Entry]:
    """What was changed in an account by a day, as entries of its timeline."""
    told = _Told(book)
    return [told.entry(t) for t in traces_of_account(book, account) if t.today <= as_of]


def changed_fields(book: Book, done: Iterable[Operation]) -> dict[int, str]:
    """What each change did to fields of rows that were there, in one line, by its number; the same is said once."""
    told = _Told(book)
    return {d.n: _line(told.edits(rows_of(book, d.n))) if d.rows <= _FEW else "" for d in done}


class _Told:
    """Says what a value is called; names of references are read once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._names: dict[tuple[str, str], str] = {}

    def fields(self, trace: Trace) -> Iterator[FieldChange]:
        row, facts = trace.row, (trace.n, trace.at, trace.today, trace.who, trace.verb)
        added = row.before is None
        if row.after is None:
            yield FieldChange(*facts, wording.choice(noun_of(row.noun).word), self._title(row.before), "")
            return
        for found in differences(row):
            yield FieldChange(*facts, found.field.header, *self._both(found, row.after), added=added)

    def edits(self, rows: Iterable[RowChange]) -> Iterator[str]:
        """Every field that changed in rows that stay, from what to what; one of a person's own under its name."""
        for row in rows:
            if row.noun is CustomValue:
                either: Any = row.after or row.before
                said = (getattr(at, "value", "") for at in (row.before, row.after))
                before, after = (_cut(text) or "not known" for text in said)
                yield f"{self._name(_OWN, either.field)}: {before} → {after}"
            elif row.before is not None and row.after is not None:
                yield from (self._one(found, row.after) for found in differences(row))

    def entry(self, trace: Trace) -> Entry:
        """One row that changed, as one line."""
        row, noun = trace.row, noun_of(trace.row.noun)
        by = "; ".join(p for p in (trace.who, "by import" if trace.verb is Verb.IMPORT else "") if p)
        found = list(differences(row)) if row.after is not None else []
        called = (
            "" if row.noun is Account else f"{wording.choice(noun.word)} “{_cut(self._title(row.before))}”"
        )
        if row.after is None:
            title, said = f"{called or wording.choice(noun.word)} removed", ""
        elif len(found) == 1:
            title, said = self._one(found[0], row.after), called
        else:
            title = f"{called or 'Account'}: {', '.join(f.field.header for f in found)}"
            said = "; ".join(self._one(f, row.after) for f in found)
        detail = "; ".join(p for p in (said, by) if p)
        word = noun.word if row.after is not None else ""
        kind = EntryKind.CHANGE
        return Entry(on=trace.today, kind=kind, id=row.id, title=title, detail=detail, noun=word)

    def _one(self, found: Difference, row: Any) -> str:
        before, after = (_cut(text) or "not known" for text in self._both(found, row))
        return f"{found.field.header}: {before} → {after}"

    def _both(self, found: Difference, row: Any) -> tuple[str, str]:
        return self._text(found.field, found.before, row), self._text(found.field, found.after, row)

    def _text(self, field: Field, value: Any, row: Any) -> str:
        if value is None or value == ():
            return ""
        if field.refers is not None:
            ids = value if isinstance(value, tuple) else (value,)
            return ", ".join(self._name(field.refers, i) for i in ids)
        if isinstance(value, date):
            return spelled(value)
        text = written(field, value, row_currency(self._book, row))
        return wording.choice(text) if field.kind in {Kind.CHOICE, Kind.YES_NO} else text

    def _title(self, row: Any) -> str:
        noun = noun_of(type(row))
        if noun.title != "id":
            return str(getattr(row, noun.field(noun.title).name) or "")
        dated = getattr(row, noun.field(noun.day).name, None) if noun.day else None
        return spelled(dated) if isinstance(dated, date) else str(row.id)[-6:]

    def _name(self, table: str, id_: str) -> str:
        key = (table, id_)
        if key not in self._names:
            found: Any = self._book.find(_BY_TABLE[table], id_)
            self._names[key] = self._title(found) if found is not None else "removed"
        return self._names[key]


_OWN = noun_of(CustomField).table
_BY_TABLE: Mapping[str, type] = {noun_of(noun).table: noun for noun in NOUNS}


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1].rstrip()}…"


def _line(parts: Iterable[str]) -> str:
    """As many of the parts as one line carries, and how many are left."""
    some = [*dict.fromkeys(parts)]
    said, left = some[:1], some[1:]
    while left and len("; ".join([*said, left[0]])) <= _LINE:
        said.append(left.pop(0))
    return "; ".join([*said, *([f"{len(left):,} more"] if left else [])])
