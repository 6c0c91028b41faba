"""The cells of a page that came back: which were edited, and what an edited one says, read as an import reads it."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from csdesk.domain.custom import CustomKind
from csdesk.domain.fields import Field, Kind
from csdesk.domain.imports.cells.custom import Custom
from csdesk.domain.imports.cells.days import Order, order_evidence
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.term_words import MONTHLY
from csdesk.domain.imports.cells.values import Amount
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.reading.notices import SaidNotice
from csdesk.domain.imports.reading.reading import Reading
from csdesk.domain.imports.reading.record import Problem, Record
from csdesk.domain.imports.reading.records import records_of
from csdesk.domain.imports.tables.headers import Header, blank
from csdesk.domain.imports.tables.tables import Row, Table
from csdesk.domain.imports.vocabulary.often import NO_PERIOD, Often
from csdesk.domain.imports.vocabulary.targets import CUSTOM
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.money import digits
from csdesk.domain.names import name_key
from csdesk.domain.rounds.astray import Likeness, once
from csdesk.domain.rounds.compare import unedited
from csdesk.domain.rounds.found import Page
from csdesk.domain.rounds.naming import tells, told_apart_by
from csdesk.domain.rounds.sent import Sent, SentSheet
from csdesk.domain.rounds.words import Holds, Plain, Telling, holds
from csdesk.domain.subscriptions import NoticeCount, Step
from csdesk.domain.values import dataclass

_CUSTOM_HOLDS = {CustomKind.NUMBER: Holds.NUMBER, CustomKind.MONEY: Holds.NUMBER, CustomKind.DAY: Holds.DAY}
UNIT_PRICE, _PRICE_HEADER = "unit_price", "unit price"
"""The key of what one of them lists for, which is no field of a step, and its header."""
_REMEMBERED = 1 << 14
"""How many pairs of what was sent and what came are known to be alike or not: days, counts and prices come again."""
Ask = Callable[[str, list[tuple[str, Value]]], Order | None]
"""Asks which way round the days of a column stand, by its header and cells."""
ByName = Callable[[Sequence[tuple[int, str, str]]], bool]
"""Asks whether rows are whom they name, by number, and not whose ID they have: that ID, and the one that they name."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A row that came back with a change, or new: the keys of its edited cells, and what it says by key.

    A key that is edited and says nothing was emptied. `texts` are the cells as they stand.
    """

    number: int
    id: str
    keys: tuple[str, ...]
    says: Mapping[str, Any]
    texts: Mapping[str, str]
    problems: Mapping[str, Problem]
    context: Mapping[str, str]
    """What stands in columns that csdesk worked out."""


@dataclass(frozen=True, slots=True)
class Same:
    """The rows of a page that nobody edited: their numbers on the sheet, and the id of each; they may be a million."""

    numbers: Sequence[int]
    ids: Sequence[str]

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Number and id of each."""
        return zip(self.numbers, self.ids, strict=True)

    def __len__(self) -> int:
        """How many they are."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Cells:
    """The rows of a page: unedited ones by id, all others read."""

    same: Same
    edited: tuple[Edited, ...]
    new: tuple[Edited, ...]


_Row = tuple[Value, ...]


class PageReader:
    """Reads one page beside what was sent of it."""

    def __init__(
        self, page: Page, sheet: SentSheet, sent: Sent, synonyms: Synonyms, ask: Ask, by_name: ByName
    ) -> None:
        self._page, self._sheet, self._synonyms, self._ask = page, sheet, synonyms, ask
        self._by_name = by_name
        self._telling = Telling(sent.names)
        self._fields = {f.key: f for f in sheet.noun.fields if f.key in sheet.fields}
        self._customs = {c.id: c for c in sheet.customs}
        self._id = page.columns.get("id", -1)

    def read(self) -> Cells:
        """All rows of the page."""
        numbers, ids, rows = array("L"), list[str](), list[_Row]()
        strange: list[tuple[int, _Row, str]] = []
        for number, row in self._page.rows:
            uid = self._uid(row)
            if uid in self._sheet.rows:
                numbers.append(number)
                ids.append(uid)
                rows.append(row)
            else:
                strange.append((number, row, uid))
        lost = self._without_id([(n, row) for n, row, uid in strange if not uid], ids)
        for number, row, _ in (s for s in strange if s[0] in lost):
            numbers.append(number)
            ids.append(lost[number])
            rows.append(row)
        new = [(n, row, uid, self._said(row)) for n, row, uid in strange if n not in lost]
        changed = self._changed(numbers, ids, rows)
        likeness = Likeness(self._sheet, self._page, self._told, self._holds)
        stray = likeness.astray(ids, rows, changed)
        if stray and self._by_name([(numbers[at], ids[at], uid) for at, uid in stray.items()]):
            ids = [stray.get(at, uid) for at, uid in enumerate(ids)]
            changed = self._changed(numbers, ids, rows)
        edited = [(numbers[at], rows[at], ids[at], keys) for at, keys in sorted(changed.items())]
        read = self._records([(number, row) for number, row, _, _ in (*edited, *new)])
        return Cells(
            _without(changed, numbers, ids),
            tuple(self._edited(read[n], row, uid, keys) for n, row, uid, keys in edited),
            tuple(self._edited(read[n], row, uid, keys) for n, row, uid, keys in new),
        )

    def words(self, key: str, uid: str) -> str | None:
        """What a cell said when it was sent."""
        return self._told(key, (uid,))[0]

    def _uid(self, row: _Row) -> str:
        """What stands in the column of ids; most often the id of a row that was sent."""
        cell = row[self._id] if 0 <= self._id < len(row) else None
        return cell if type(cell) is str and cell in self._sheet.rows else shown(cell).strip()

    def _without_id(self, rows: Sequence[tuple[int, _Row]], there: Sequence[str]) -> dict[int, str]:
        """Rows whose ID was cleared: the id of the one row that was sent, is gone, and is called the same."""
        places = [
            (k, self._page.columns[k]) for k in told_apart_by(self._sheet.noun) if k in self._page.columns
        ]
        if not rows or not places:
            return {}
        came = set(there)
        gone = [uid for uid in self._sheet.rows if uid not in came]
        sent = [self._told(key, gone) for key, _ in places]
        missing = once(
            zip(zip(*([name_key(c or "") for c in cells] for cells in sent), strict=True), gone, strict=True)
        )
        called = [
            tuple(name_key(shown(row[at]) if at < len(row) else "") for _, at in places) for _, row in rows
        ]
        single = once(zip(called, (number for number, _ in rows), strict=True))
        keys = [key for key, _ in places]
        known = {name for name in missing if tells(self._sheet.noun, dict(zip(keys, name, strict=True)))}
        return {number: missing[name] for name, number in single.items() if name in known}

    def _told(
        self, key: str, uids: Sequence[str], rows: Sequence[tuple[Plain, ...]] | None = None
    ) -> list[str | None]:
        """What the cells of a column said in some rows, which may be given as well: a page asks for each column."""
        sheet = self._sheet
        rows = [sheet.rows[uid] for uid in uids] if rows is None else rows
        if key in self._customs:
            return [sheet.said.get(uid, {}).get(key) for uid in uids]
        at, currencies = sheet.fields.index(key), None
        if self._fields[key].kind is Kind.MONEY:
            currencies = [sheet.currencies.get(uid, "USD") for uid in uids]
        return self._telling.column(self._fields[key], [row[at] for row in rows], currencies)

    def _changed(
        self, numbers: Sequence[int], ids: Sequence[str], rows: Sequence[_Row]
    ) -> dict[int, list[str]]:
        """The keys whose cells were edited, by the place of the row; most say what was sent in the same form."""
        found: dict[int, list[str]] = {}
        sent = [self._sheet.rows[uid] for uid in ids]
        alike = lru_cache(_REMEMBERED, typed=True)(unedited)
        for key, at in self._page.columns.items():
            if key == "id":
                continue
            held, told = self._holds(key), self._told(key, ids, sent)
            for place in _unlike(told, [row[at] if at < len(row) else None for row in rows]):
                row = rows[place]
                cell = row[at] if at < len(row) else None
                if not alike(told[place], held, cell) and (numbers[place], at) not in self._page.unsaid:
                    found.setdefault(place, []).append(key)
        return found

    def _said(self, row: tuple[Value, ...]) -> list[str]:
        """The keys whose cells say something."""
        return [
            k for k, at in self._page.columns.items() if k != "id" and at < len(row) and not blank(row[at])
        ]

    def _holds(self, key: str) -> Holds:
        if key in self._customs:
            return _CUSTOM_HOLDS.get(self._customs[key].kind, Holds.TEXT)
        return holds(self._fields[key])

    def _records(self, rows: list[tuple[int, tuple[Value, ...]]]) -> dict[int, Record]:
        """The rows read by the same readers as an import's."""
        columns = [self._column(key, at) for key, at in self._page.columns.items() if key != "id"]
        table = Table(
            sheet=self._page.grid.name,
            header_row=self._page.header + 1,
            headers=tuple(Header(c.index, c.header) for c in (*columns, *self._priced())),
            rows=tuple(Row(number, row) for number, row in rows),
        )
        orders = self._orders(table, columns)
        mapping = SheetMapping(self._sheet.noun.word, (*columns, *self._priced()), own=True)
        records = records_of(table, mapping, Reading(orders), self._synonyms, noted=False)
        return {record.row: _without_an_end(_counted_apart(record)) for record in records}

    def _column(self, key: str, at: int) -> Column:
        word, header = self._sheet.noun.word, self._header(at)
        if key in self._customs:
            custom = Custom(self._customs[key])
            return Column(at, header, f"{word}.{CUSTOM}", 1.0, "same name", (), custom=custom)
        return Column(at, header, f"{word}.{key}", 1.0, "same name", ())

    def _priced(self) -> Iterator[Column]:
        """The column of unit prices, which are worked out of amounts, and in new rows may stand for them."""
        at = self._page.computed.get(_PRICE_HEADER) if self._sheet.noun.type is Step else None
        if at is not None:
            yield Column(at, self._header(at), f"step.{UNIT_PRICE}", 1.0, "same name", ())

    def _header(self, at: int) -> str:
        return " ".join(str(self._page.grid.rows[self._page.header][at]).split())

    def _orders(self, table: Table, columns: Iterable[Column]) -> dict[str, Order]:
        """Which way round typed days stand, by header, where a text leaves it open."""
        found = {}
        for column in columns:
            if self._key(column) not in self._fields or self._holds(self._key(column)) is Holds.TEXT:
                continue
            cells = table.column(column.index)
            evidence = order_evidence(cells)
            told = [(self._uid(row.cells), cell) for row, cell in zip(table.rows, cells, strict=True)]
            order = evidence.decided or (self._ask(column.header, told) if evidence.open else None)
            if order:
                found[column.header] = order
        return found

    def _key(self, column: Column) -> str:
        return next(k for k, at in self._page.columns.items() if at == column.index)

    def _edited(self, record: Record, row: tuple[Value, ...], uid: str, keys: list[str]) -> Edited:
        word = self._sheet.noun.word
        says = {k: v for k in self._fields if (v := record.get(f"{word}.{k}")) is not None}
        says |= {custom.field.id: text for custom, text in record.custom}
        unit = record.get(f"step.{UNIT_PRICE}")
        says |= {} if unit is None else {UNIT_PRICE: unit}
        headers = {self._header(at): k for k, at in self._page.columns.items()}
        headers |= {column.header: UNIT_PRICE for column in self._priced()}
        problems = {headers[p.column]: p for p in record.problems if p.column in headers}
        for key in keys:
            cell = row[at] if (at := self._page.columns[key]) < len(row) else None
            if key in self._customs and key not in says and key not in problems and not blank(cell):
                wanted = f"this is not {_KINDS[self._customs[key].kind]}"
                problems[key] = Problem(record.row, self._header(at), shown(cell), wanted, "correct it")
        return Edited(
            number=record.row,
            id=uid,
            keys=tuple(keys),
            says=says,
            texts={
                k: shown(row[at])
                for k, at in self._page.columns.items()
                if at < len(row) and row[at] is not None
            },
            problems=problems,
            context={
                k: shown(row[at])
                for k, at in self._page.computed.items()
                if at < len(row) and not blank(row[at])
            },
        )


_KINDS = {
    CustomKind.TEXT: "a text",
    CustomKind.NUMBER: "a number",
    CustomKind.MONEY: "an amount",
    CustomKind.DAY: "a day",
    CustomKind.YES_NO: "yes or no",
}


def in_row(field: Field, said: Any, currency: str) -> Any | str:
    """What a read cell means in a row of that currency; a sentence where it cannot. References stay texts."""
    if isinstance(said, Amount):
        if other := _in_other(said, currency):
            return other
        if said.rounded(currency):
            return Refused(f"an amount in {currency} has {_decimals(currency)}")
        return said.minor_units(currency)
    if isinstance(said, Often):
        return said.period if said.scale == 1 else Refused(NO_PERIOD)
    return said


def by_unit(row: Edited, given: Mapping[str, Any], currency: str) -> Any:
    """What a step costs that says a unit price alone, minor units; None where it says none; a sentence if it cannot."""
    unit = row.says.get(UNIT_PRICE)
    if not isinstance(unit, Amount):
        return None
    return _in_other(unit, currency) or unit.of_units(given.get("quantity"), given.get("discount"), currency)


def _in_other(said: Amount, currency: str) -> "Refused | None":
    named_here = said.currency in {None, currency}
    return None if named_here else Refused(f"the amounts of this row are in {currency}")


def _decimals(currency: str) -> str:
    return f"at most {digits(currency)} decimals" if digits(currency) else "no decimals"


def _unlike(told: Sequence[str | None], cells: Sequence[Value]) -> list[int]:
    """Where cells are not the very texts that were sent."""
    return [at for at, (w, c) in enumerate(zip(told, cells, strict=True)) if c is not w and c != w]


def _without(changed: Mapping[int, object], numbers: Sequence[int], ids: Sequence[str]) -> Same:
    """The rows but for the changed ones."""
    if not changed:
        return Same(numbers, ids)
    left = [at for at in range(len(ids)) if at not in changed]
    return Same(array("L", [numbers[at] for at in left]), [ids[at] for at in left])


class Refused(str):
    """A sentence that says why a cell cannot be used."""

    __slots__ = ()


def _counted_apart(record: Record) -> Record:
    """A notice is a number here: which of its days count has a column of its own, and is not lost in this one."""
    said = record.values.get(_NOTICE)
    if not isinstance(said, SaidNotice):
        return record
    values = {key: value for key, value in record.values.items() if key != _NOTICE}
    problem = _not_a_number(said, record)
    if problem is None:
        return replace(record, values=values | {_NOTICE: said.days})
    return replace(record, values=values, problems=(*record.problems, problem))


def _not_a_number(said: SaidNotice, record: Record) -> Problem | None:
    """What of a notice the column of its days cannot hold; None where it is that many days of the calendar."""
    if said.to_an_end:
        what, next_step = (
            "no field holds to which day one can leave",
            "write the days here, and the words in Notes",
        )
        return Problem(record.row, "Notice days", said.to_an_end, what, next_step)
    if said.longer and record.values.get(_COUNTED_IN) is not NoticeCount.WORKING:
        return None
    words = f"{said.days} {said.counted or NoticeCount.CALENDAR}"
    what = "which days count stands in *Notice counted in*"
    return Problem(record.row, "Notice days", words, what, "write only the number here, and the words there")


def _without_an_end(record: Record) -> Record:
    """What runs by the month has no end here, and terms of one month."""
    values = dict(record.values)
    if values.get(_TERM) == MONTHLY:
        record = replace(record, values=(values := values | {_TERM: 1}))
    if values.get(_END) != MONTHLY:
        return record
    what, next_step = "what runs by the month has no end", "empty the cell, and write 1 in Term months"
    problem = Problem(record.row, "End", MONTHLY, what, next_step)
    del values[_END]
    return replace(record, values=values, problems=(*record.problems, problem))


_END, _TERM = "subscription.end", "subscription.term_months"
_COUNTED_IN = "subscription.notice_counted_in"
_NOTICE = "subscription.notice_days"
