"""Exports: what a book holds, as files that other programs read."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from csdesk import __version__
from csdesk.domain.accounts import Account
from csdesk.domain.custom import CustomKind
from csdesk.domain.errors import ExportKindUnknown, NoSuchNoun, OneNounPerCsv
from csdesk.domain.fields import Field, Kind, Noun, noun_of
from csdesk.domain.hindsight import as_it_was, began_by
from csdesk.domain.imports.targets import CUSTOM_MARK
from csdesk.domain.money import amount_text
from csdesk.domain.nouns import NOUNS
from csdesk.domain.preferences import CURRENCY
from csdesk.domain.subscriptions import Subscription
from csdesk.exchange import tables_out
from csdesk.exchange.atomic import atomic_write
from csdesk.exchange.tables_out import Column, Holds, Table
from csdesk.services.custom import custom_fields, custom_values
from csdesk.store.book import Book

_NUMBERS = {Kind.WHOLE, Kind.NUMBER, Kind.EXACT, Kind.MONEY}


@dataclass(frozen=True, slots=True)
class Exported:
    """One file that was written: its path, its sheets (or kinds of rows), how many rows, its checksum."""

    file: str
    sheets: tuple[str, ...]
    rows: int
    sha256: str


def export_book(
    book: Book, path: Path, *, nouns: Sequence[str] | None = None, today: date, as_of: date | None = None
) -> Exported:
    """Write the book's rows to a .csv (one noun, by default accounts), .json or .xlsx file (by default all).

    `as_of` leaves out what happened after that day; without it every row is written, planned ones too.

    Raises: ExportKindUnknown, NoSuchNoun, OneNounPerCsv, NoPermission, NotWritten.
    """
    ending = path.suffix.lower()
    if ending not in {".csv", ".json", ".xlsx"}:
        raise ExportKindUnknown(file=path.name, endings=".csv, .json or .xlsx")
    chosen = _chosen(nouns, ending)
    currencies = _Currencies(book)
    names = _Names(book)
    tables = [
        _table(noun, _rows(book, noun, as_of), names, currencies, _Customs(book, noun)) for noun in chosen
    ]
    data = _bytes(tables, ending, as_of or today)
    atomic_write(path, lambda file: file.write(data))
    rows = sum(len(t.facts) for t in tables)
    return Exported(str(path), tuple(t.name for t in tables), rows, hashlib.sha256(data).hexdigest())


def _bytes(tables: list[Table], ending: str, today: date) -> bytes:
    if ending == ".csv":
        return tables_out.csv_bytes(tables[0])
    if ending == ".json":
        return tables_out.json_bytes(tables, version=__version__, as_of=today)
    from csdesk.exchange.workbook_out import workbook_bytes

    return workbook_bytes(tables, as_of=today)


def _chosen(names: Sequence[str] | None, ending: str) -> list[Noun]:
    """The nouns that are meant, in the catalogue's order. Raises: NoSuchNoun, OneNounPerCsv."""
    known = [noun_of(n) for n in NOUNS]
    if not names:
        if ending == ".csv":
            return [noun_of(Account)]
        return [n for n in known if n.sheet or ending == ".json"]
    meant = {_meant(name, known).table for name in names}
    if ending == ".csv" and len(meant) > 1:
        raise OneNounPerCsv(count=len(meant))
    return [n for n in known if n.table in meant]


def _meant(name: str, known: Iterable[Noun]) -> Noun:
    word = name.strip().casefold()
    for noun in known:
        if word in {noun.word, noun.table, (noun.sheet or "").casefold()} and word:
            return noun
    raise NoSuchNoun(name=name, nouns=", ".join(n.word for n in known if n.sheet))


class _Names:
    """What the rows are called to which others refer; a name that two rows share is no name."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._nouns = {noun_of(n).table: noun_of(n) for n in NOUNS}
        self._known: dict[str, dict[str, str]] = {}

    def of(self, table: str, uid: str) -> str:
        """The row's name; its id where it has none of its own."""
        if table not in self._known:
            self._known[table] = self._read(self._nouns[table])
        return self._known[table].get(uid, uid)

    def _read(self, noun: Noun) -> dict[str, str]:
        title = noun.field(noun.title).name
        rows: list[Any] = self._book.all(noun.type)
        return {str(row.id): str(getattr(row, title)) for row in rows}

    def unmistakable(self, table: str, uid: str) -> str:
        """The row's name, or its id where another row has the same name."""
        name = self.of(table, uid)
        same = sum(n.casefold() == name.casefold() for n in self._known[table].values())
        return name if same == 1 else uid


class _Currencies:
    """In which currency a row's amounts are: its own, its subscription's, its account's, the book's."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._default = book.preference(CURRENCY) or "USD"
        self._known: dict[str, str | None] = {}

    def of(self, row: Any) -> str:
        """The code of the currency."""
        own = getattr(row, "currency", None)
        return own or self._referred(row) or self._default

    def _referred(self, row: Any) -> str | None:
        for table in ("subscription", "account"):
            uid = getattr(row, table, None)
            if uid is not None and not self._known:
                self._read()
            if found := self._known.get(str(uid)):
                return found
        return None

    def _read(self) -> None:
        for account in self._book.all(Account):
            self._known[str(account.id)] = account.currency
        for line in self._book.all(Subscription):
            self._known[str(line.id)] = line.currency


def _rows(book: Book, noun: Noun, as_of: date | None) -> list[Any]:
    rows: list[Any] = book.all(noun.type)
    return rows if as_of is None else [as_it_was(row, as_of) for row in rows if began_by(row, as_of)]


class _Customs:
    """The custom fields of a noun as columns behind its own; their headers say that they are such."""

    def __init__(self, book: Book, noun: Noun) -> None:
        fields = custom_fields(book, noun.word)
        self._values = list(custom_values(book, noun.word).values())
        self.columns = tuple(Column(f"{f.name}{CUSTOM_MARK}", f.name, _HOLDS[f.kind]) for f in fields)

    def of(self, row: Any) -> tuple[str | None, ...]:
        """What a row says in each of them."""
        return tuple(values.get(row.id) for values in self._values)


_HOLDS = dict.fromkeys(CustomKind, Holds.TEXT) | {
    CustomKind.NUMBER: Holds.NUMBER,
    CustomKind.MONEY: Holds.NUMBER,
    CustomKind.DAY: Holds.DAY,
}


def _table(noun: Noun, rows: list[Any], names: _Names, currencies: _Currencies, customs: _Customs) -> Table:
    columns = (*(Column(f.header, f.key, _holds(f)) for f in noun.fields), *customs.columns)
    cells = [(*(_cell(row, f, names, currencies) for f in noun.fields), *customs.of(row)) for row in rows]
    facts = [_facts(row, noun, names, currencies) for row in rows]
    return Table(noun.sheet or noun.table, noun.table, columns, cells, facts)


def _holds(field: Field) -> Holds:
    if field.kind in _NUMBERS:
        return Holds.NUMBER
    return Holds.DAY if field.kind is Kind.DAY else Holds.TEXT


def _cell(row: Any, field: Field, names: _Names, currencies: _Currencies) -> str | None:
    """The field as a sheet's cell says it; None for what is not known."""
    value = getattr(row, field.name)
    if value is None:
        return None
    if field.kind is Kind.REFERENCE:
        return names.unmistakable(str(field.refers), str(value))
    if field.kind is Kind.REFERENCES:
        return ", ".join(names.unmistakable(str(field.refers), str(v)) for v in value) or None
    if field.kind is Kind.CHOICES:
        return ", ".join(map(str, value)) or None
    if field.kind is Kind.YES_NO:
        return "yes" if value else "no"
    fact = _fact(row, value, field, currencies)
    return str(fact)


def _facts(row: Any, noun: Noun, names: _Names, currencies: _Currencies) -> dict[str, Any]:
    """The row as JSON: a reference is the name, and beside it the id under `…_id`."""
    facts: dict[str, Any] = {}
    for field in noun.fields:
        value = getattr(row, field.name)
        table = str(field.refers)
        if field.kind is Kind.REFERENCE:
            facts[field.key] = None if value is None else names.of(table, str(value))
            facts[f"{field.key}_id"] = None if value is None else str(value)
        elif field.kind is Kind.REFERENCES:
            facts[field.key] = [names.of(table, str(v)) for v in value]
            facts[f"{field.key}_ids"] = list(map(str, value))
        else:
            facts[field.key] = None if value is None else _fact(row, value, field, currencies)
    return facts


def _fact(row: Any, value: Any, field: Field, currencies: _Currencies) -> Any:
    """A value as JSON gives it: amounts and exact numbers as text, days and instants ISO."""
    if field.kind is Kind.MONEY:
        return amount_text(value, currencies.of(row))
    if field.kind is Kind.CHOICES:
        return list(map(str, value))
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if field.kind is Kind.CHOICE else value
