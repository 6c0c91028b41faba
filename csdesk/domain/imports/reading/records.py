"""Reading rows is making records of them by their mapping: typed values, and what could not be read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from csdesk.domain.fields import Kind
from csdesk.domain.imports.cells.amounts import unknown_currency
from csdesk.domain.imports.cells.bounds import not_one
from csdesk.domain.imports.cells.custom import Custom
from csdesk.domain.imports.cells.durations import LENGTHS
from csdesk.domain.imports.cells.grid import NOT_CALCULATED, Fault, Value
from csdesk.domain.imports.cells.marks import read_mark
from csdesk.domain.imports.cells.nothing import no_value, surely_said
from csdesk.domain.imports.cells.special import SPECIAL, Unreadable
from csdesk.domain.imports.cells.term_words import told_term
from csdesk.domain.imports.cells.values import (
    Amount,
    Mark,
    read_amount,
    read_choice,
    read_count,
    read_yes_no,
)
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.reading.customs import read_custom
from csdesk.domain.imports.reading.day_cells import read_day, read_instant
from csdesk.domain.imports.reading.notices import read_notice, read_notice_by
from csdesk.domain.imports.reading.paid_times import TIMED, is_timed, laid_by_time
from csdesk.domain.imports.reading.reading import Reading
from csdesk.domain.imports.reading.record import EMPTY, LEFT, Problem, Record, Records
from csdesk.domain.imports.reading.shares import PERCENTS, SHARES, says_percent, share_of
from csdesk.domain.imports.reading.signs import meant, read_currency
from csdesk.domain.imports.reading.taxes import without_tax
from csdesk.domain.imports.reading.texts import LONGEST_NAME, read_text
from csdesk.domain.imports.reading.unread import Unread, Unsaid
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.several import read_each
from csdesk.domain.imports.tables.tables import Row, Table
from csdesk.domain.imports.vocabulary.targets import (
    CURRENCIES,
    DISCOUNT,
    MONTH,
    MONTHS,
    NOTICE_BY,
    RATED,
    TARGETS,
    Target,
)
from csdesk.domain.imports.vocabulary.words import Synonyms, fold

_MOST = Decimal(10) ** 12
_SAMPLES = {Mark.POINT: "1740.00", Mark.COMMA: "1740,00", Mark.NEITHER: "1740", None: "1740"}
"""An amount as the file writes its own."""


def records_of(
    table: Table,
    mapping: SheetMapping,
    reading: Reading,
    synonyms: Synonyms,
    *,
    noted: bool,
    unread: Unread | None = None,
) -> Sequence[Record]:
    """Read all rows of a table; the texts of columns without a place are kept only where they are `noted`.

    `unread` asks what becomes of cells that cannot be read; without it they refuse their rows.
    """
    read = [c for c in mapping.columns if c.target or (noted and c.undecided)]
    readers = [_Reader(c, reading, synonyms, own=mapping.own) for c in read]
    columns = [reader.read_all(table.column(reader.index)) for reader in readers]
    for at, reader in enumerate(readers):
        if unread and not reader.unsaid.none and reader.ask(unread):
            columns[at] = reader.read_all(table.column(reader.index))
    timed = any(r.timed and any(map(is_timed, c)) for r, c in zip(readers, columns, strict=True))
    if not columns or timed or not all(r.plain and r.unsaid.whole for r in readers):
        return tuple(_record(row, readers) for row in table.rows)
    numbers, headings = [r.number for r in table.rows], [r.heading for r in table.rows]
    return Records(numbers, headings, [r.target for r in readers], columns)


def _record(row: Row, readers: "list[_Reader]") -> Record:
    values: dict[str, Any] = {}
    months: list[tuple[date, Decimal]] = []
    paid: list[tuple[date, Amount]] = []
    extra: list[tuple[str, str]] = []
    problems: list[Problem] = []
    customs: list[tuple[Custom, str | None]] = []
    left: list[tuple[str, str]] = []
    prices: list[tuple[str, str, Amount]] = []
    cells = row.cells
    width = len(cells)
    for reader in readers:
        cell = cells[reader.index] if reader.index < width else None
        if cell is None:
            continue
        value = reader.read(cell)
        if value is EMPTY:
            continue
        if type(value) is Unreadable:
            problems.append(Problem(row.number, reader.header, shown(cell), value.problem, value.next))
        elif value is LEFT:
            left.append((reader.header, shown(cell)))
        elif reader.timed and is_timed(value):
            prices.append((reader.target, reader.header, value))
        elif reader.plain:
            values[reader.target] = value
        elif reader.custom:
            customs.append((reader.custom, value))
        elif reader.month:
            (months if reader.target == MONTH else paid).append((reader.month, value))
        else:
            extra.append((reader.header, value))
    problems += laid_by_time(prices, values, row.number)
    return Record(
        row.number, row.heading, values, tuple(months), tuple(paid), tuple(extra), tuple(problems), tuple(customs),
        tuple(left),
    )  # fmt: skip


class _Reader:
    """Reads the cells of one column; what a cell means is found out once."""

    def __init__(self, column: Column, reading: Reading, synonyms: Synonyms, *, own: bool) -> None:
        self._way = _way_of(column, reading, synonyms)
        self._known: dict[type, _Known] = {}
        """What was found out, by the type of the cell: 1 and yes are equal, and read differently."""
        self.index, self.header, self.custom = column.index, column.header, column.custom
        self.target = column.target or ""
        self.month = column.month if column.target in MONTHS else None
        self.plain = bool(column.target) and self.custom is None and self.month is None
        self.timed = column.target in TIMED and not own
        self._telling = partial(surely_said, synonyms=synonyms) if _is_text(column, reading) else None
        """Finds the texts that mean what they say, where the column holds such."""
        self.unsaid = Unsaid(column, synonyms, own=own)
        """What of its cells could not be read so far."""

    def read_all(self, cells: list[Value]) -> list[Any]:
        """The values of the whole column."""
        kinds = [*map(type, cells)]
        known = {kind: self._of(kind) for kind in set(kinds)}
        if self._telling and str in known:
            plain = self._telling([c for c in set(cells) if type(c) is str and _PLAIN.fullmatch(c)])
            return [c if c in plain else known[kind][c] for kind, c in zip(kinds, cells, strict=True)]
        if len(known) == 1:
            return [*map(known[kinds[0]].__getitem__, cells)]
        return [known[kind][cell] for kind, cell in zip(kinds, cells, strict=True)]

    def read(self, cell: Value) -> Any:
        """The value, or why it could not be read; `EMPTY` for a blank text."""
        return self._of(type(cell))[cell]

    def ask(self, unread: Unread) -> bool:
        """Ask what becomes of cells that could not be read; whether they are other than they were."""
        self._known.clear()
        return self.unsaid.ask(unread)

    def _of(self, kind: type) -> "_Known":
        known = self._known.get(kind)
        if known is None:
            known = self._known[kind] = _Known(self._way, self.unsaid, _MOST_KNOWN.get(kind, _REMEMBERED))
        return known


class _Known(dict[Value, Any]):
    """What the cells of one type mean; each is read when it is first asked for, and so many are remembered."""

    def __init__(self, way: Callable[[Value], Any], unsaid: Unsaid, most: int) -> None:
        super().__init__()
        self._way, self._unsaid, self._most = way, unsaid, most
        self._none = unsaid.says_none

    def __missing__(self, cell: Value) -> Any:
        value = self._read(cell)
        if len(self) < self._most:
            self[cell] = value
        return value

    def _read(self, cell: Value) -> Any:
        if cell is None or (type(cell) is str and blank(cell)):
            return EMPTY
        if self._none and self._none(cell):
            self._unsaid.not_known[cell] = False
            return EMPTY
        try:
            return self._way(cell)
        except Unreadable as why:
            return self._unsaid.instead(cell, why)


_REMEMBERED = 1 << 14
_MOST_KNOWN: dict[type, int] = {Decimal: 0}
"""Decimals are not remembered: 1.5 and 1.50 are equal, and shown differently."""


_FAULTS = {NOT_CALCULATED: f"there is no value: {NOT_CALCULATED}"}


def _way_of(column: Column, reading: Reading, synonyms: Synonyms) -> Callable[[Value], Any]:
    """How a cell of a column is read, found out once; it raises Unreadable."""
    if column.custom:
        return partial(read_custom, custom=column.custom, synonyms=synonyms)
    if column.target is None:
        return shown
    target = TARGETS[column.target]
    said = reading.words.get(column.header) if target.kind is not Kind.CHOICES else None
    special, by_kind = (
        SPECIAL.get(target.name),
        _BY_NAME.get(target.name, _BY_KIND.get(target.kind, read_text)),
    )

    def read(cell: Value) -> Any:
        if type(cell) is Fault:
            what = _FAULTS.get(cell.text, f"the cell holds {cell.text}, not a value")
            raise Unreadable(what, "open the file in its program, calculate, and save it")
        if said and isinstance(cell, str) and (word := fold(cell)) in said:
            return said[word]
        if type(cell) is str and (none := no_value(cell)):
            raise Unreadable(none, "write what it stands for, or empty the cell if it is not known")
        return special(cell, synonyms) if special else by_kind(cell, target, column, reading, synonyms)

    if target.name in DISCOUNT:
        return partial(read_each, read=read)
    return read


def _is_text(column: Column, reading: Reading) -> bool:
    """Whether a column holds texts that are no more than that."""
    target = TARGETS.get(column.target or "")
    if target is None or target.kind in _BY_KIND or target.name in {*SPECIAL, *_BY_NAME, *DISCOUNT}:
        return False
    return column.custom is None and column.header not in reading.words


_PLAIN = re.compile(rf"(?!.{{{LONGEST_NAME + 1}}}|.*\(https?:|.*\d\.0$)[A-Za-z0-9][!-*,-~]*(?: [!-*,-~]+)*")
"""A text that is kept as it is: nothing in it is to be cleaned, and no long number was cut down."""


def _amount(cell: Value, target: Target, column: Column, reading: Reading, synonyms: Synonyms) -> Amount:
    mark = reading.mark_of(column.header)
    amount = (read_count if target.counts else read_amount)(cell, mark or Mark.POINT)
    if amount is not None and amount.bare:
        amount = meant(amount, reading.signs)
    if amount is None:
        code = unknown_currency(cell)
        raise Unreadable(
            f"there is no currency {code}" if code else not_one(cell) or "this is not an amount",
            f"write only the number, such as {_SAMPLES[mark]}, or empty the cell if it is not known",
        )
    if amount.percent and target.kind is Kind.MONEY:
        raise Unreadable("this is a share and not an amount", "write what it is in money")
    if abs(amount.number) >= _MOST:
        raise Unreadable("the amount is too large to be true", "check the number")
    kept = column.header in reading.credits
    if amount.number < 0 and not kept and target.name.startswith(("subscription.", "step.")):
        raise Unreadable(*_NEGATIVE.get(target.field, _NEGATIVE_AMOUNT), refuses=True)
    amount = without_tax(amount, column, reading.taxes)
    if column.times > 1 and not amount.scaled:
        return replace(amount, number=amount.number * column.times)
    return replace(amount, minor=True) if column.minor else amount


_NEGATIVE_AMOUNT = ("a recurring amount cannot be negative", "enter credits as invoices")
_NO_SHARE = ("a discount cannot be negative", "write it as 0.25 or 25 %, and a surcharge as a higher price")
_NEGATIVE = {
    "quantity": ("a quantity cannot be negative", "write how many are sold"),
    "discount": _NO_SHARE,
    "percent_off": _NO_SHARE,
    "amount_off": ("what is taken off cannot be negative", "write a surcharge as a higher price"),
}
"""What is wrong with a number below zero, and what to do, by field."""
_BELOW_NOTHING = (
    "there are never fewer than 0",
    "write how many there are, or empty the cell if it is not known",
)
_COUNTS = frozenset({"usage.licences", "usage.active_users"})
"""Counts that may be read with a part of one."""


def _exact(cell: Value, target: Target, column: Column, reading: Reading, synonyms: Synonyms) -> Any:
    if target.name in RATED and (word := synonyms.value("rating", str(cell))):
        return float(word)
    if target.name in RATED and (mark := read_mark(cell)) is not None:
        return mark
    amount = _amount(cell, target, column, reading, synonyms)
    if target.field in SHARES:
        percents = target.field == PERCENTS or says_percent(column.header)
        return share_of(amount, percents=percents, hundredths=column.header in reading.hundredths)
    number = amount.number / 100 if amount.percent and target.name not in RATED else amount.number
    if number < 0 and target.name in _COUNTS:
        raise Unreadable(*_BELOW_NOTHING)
    return float(number) if target.kind is Kind.NUMBER else number


def _whole(cell: Value, target: Target, column: Column, reading: Reading, synonyms: Synonyms) -> Any:
    if target.field == "notice_days" and isinstance(cell, str | int):
        return read_notice(str(cell), column.header)
    mark = reading.mark_of(column.header)
    if target.field in LENGTHS:
        return _length(cell, target, column.header, mark, synonyms)
    amount = read_count(cell, mark or Mark.POINT)
    if amount is None or amount.number != amount.number.to_integral_value():
        raise Unreadable(
            "this is not a whole number", "write only the number, or empty the cell if it is not known"
        )
    if abs(amount.number) >= _MOST:
        raise Unreadable("the number is too large to be true", "check the number")
    if amount.number < 0:
        raise Unreadable(*_BELOW_NOTHING)
    return int(amount.number)


def _length(cell: Value, target: Target, header: str, mark: Mark | None, synonyms: Synonyms) -> int | str:
    read, what, how = LENGTHS[target.field]
    if told := told_term(cell, target, synonyms):
        return told
    found = read(cell, header, mark)
    if found is None:
        raise Unreadable(f"this is no number of {what}", f"write it as {how}, or empty the cell")
    if found < 0:
        raise Unreadable(*_BELOW_NOTHING)
    return found


def _yes_no(cell: Value, target: Target, column: Column, reading: Reading, synonyms: Synonyms) -> bool:
    said = read_yes_no(cell, synonyms)
    if said is None:
        raise Unreadable("this is neither yes nor no", "write yes or no, or leave it empty")
    return said


def _choice(cell: Value, target: Target, column: Column, reading: Reading, synonyms: Synonyms) -> Any:
    assert target.choices is not None
    found = read_choice(cell, target.choices, synonyms, target.vocabulary)
    if found is None:
        words = ", ".join(c.value for c in target.choices)
        raise Unreadable(f"this is none of {words}", "use one of them", refuses=True)
    return found


def _choices(
    cell: Value, target: Target, column: Column, reading: Reading, synonyms: Synonyms
) -> tuple[Any, ...]:
    said = reading.words.get(column.header, {})
    found = (
        said[fold(p)] if fold(p) in said else _choice(p, target, column, reading, synonyms)
        for p in parts_of(str(cell))
    )
    return tuple(dict.fromkeys(f for f in found if f is not None))


def parts_of(text: str) -> list[str]:
    """The words of a cell that may hold several."""
    return [p.strip() for p in text.replace(";", ",").replace("/", ",").split(",") if p.strip()]


_BY_NAME: dict[str, Callable[..., Any]] = {
    NOTICE_BY: read_notice_by,
    **dict.fromkeys(CURRENCIES, read_currency),
}
_BY_KIND: dict[Kind, Callable[..., Any]] = {
    Kind.DAY: read_day,
    Kind.INSTANT: read_instant,
    Kind.MONEY: _amount,
    Kind.EXACT: _exact,
    Kind.NUMBER: _exact,
    Kind.WHOLE: _whole,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
}
