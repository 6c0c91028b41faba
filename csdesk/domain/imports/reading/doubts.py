"""A doubt is what a person should look at in a column, though every cell of it can be read."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest

from csdesk.domain.imports.cells.amounts import Amount, Mark, read_amount, read_count
from csdesk.domain.imports.cells.beside import has_words
from csdesk.domain.imports.cells.durations import read_minutes, told_by_a_clock
from csdesk.domain.imports.cells.grid import LOST_ZEROS, MANY_DIGITS, Value, letter
from csdesk.domain.imports.cells.values import may_hold_several, several_in
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.columns.needs import needs_money, needs_number
from csdesk.domain.imports.reading.billed import interval_unit
from csdesk.domain.imports.reading.notices import to_an_end
from csdesk.domain.imports.reading.paid_times import TIMED, says_otherwise
from csdesk.domain.imports.reading.reading import Reading
from csdesk.domain.imports.reading.record import Record, Records
from csdesk.domain.imports.reading.reduced import ONCE
from csdesk.domain.imports.reading.texts import CUT_DOWN
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.several import each_of
from csdesk.domain.imports.tables.tables import Row, Table
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.price_words import for_one
from csdesk.domain.imports.vocabulary.targets import AMOUNTS

_MOST = 10**15
_NOISE = Decimal("1e-9")


def doubts_of(table: Table, mapping: SheetMapping, reading: Reading) -> Iterator[str]:
    """What to tell of the amounts of a table."""
    if any(map(mapping.at, ("invoice.paid", "invoice.open"))) and not mapping.at("invoice.paid_on"):
        yield "The sheet says which invoices are paid, and not since when: their day of issue is taken."
    yield from _bound_notices(table, mapping)
    yield from _short_intervals(table, mapping)
    yield from _clocks(table, mapping)
    yield from _addresses(table, mapping)
    yield from _of_nobody(table, mapping)
    yield from _timed(table, mapping, reading)
    yield from _said_beside(table, mapping, reading)
    yield from _of_how_many(table, mapping)
    yield from _discounts(table, mapping)
    for column in mapping.columns:
        if column.target in AMOUNTS:  # others are told by their rows, in their currency
            yield from _rounded(column, table, reading)


def told_once(
    notes: Sequence[str], mapping: SheetMapping, records: Sequence[Record], *, written: bool
) -> Iterator[str]:
    """What was seen in a file while it was read, without what its rows are refused for.

    IDs of a table that another program has `written` are of unlike lengths by themselves.
    """
    notes = [n for n in notes if not (written and LOST_ZEROS in n)]
    if isinstance(records, Records):
        yield from notes
        return
    told = {p.column for r in records for p in r.problems if p.problem == CUT_DOWN}
    cut = tuple(f"column {letter(c.index)} {MANY_DIGITS}" for c in mapping.columns if c.header in told)
    yield from (note for note in notes if not note.startswith(cut))


def _bound_notices(table: Table, mapping: SheetMapping) -> Iterator[str]:
    column = mapping.at("subscription.notice_days")
    cells = list(table.numbered(column.index)) if column else []
    bound = [(row, cell) for row, cell in cells if isinstance(cell, str) and to_an_end(fold(cell))]
    if column and bound:
        row, cell = bound[0]
        these = counted(len(bound), "notice", "ends")
        yield (
            f"{these} only with a month, quarter or year, such as “{cell}” in row {row}: the deadline is counted "
            "back from the end of the term, and the words are kept in the account's notes."
        )


def _short_intervals(table: Table, mapping: SheetMapping) -> Iterator[str]:
    column = mapping.at("subscription.interval")
    units = {interval_unit(c) for c in set(table.cells(column.index))} if column else set()
    for unit, times in (("week", "52 weeks"), ("day", "365 days")):
        if unit in units:
            yield f"Prices by the {unit} count for {times} a year, a twelfth of it a month."


def _timed(table: Table, mapping: SheetMapping, reading: Reading) -> Iterator[str]:
    for column in mapping.columns:
        target = column.target or ""
        if target not in TIMED or mapping.own:
            continue
        cells = table.numbered(column.index)
        mark = reading.mark_of(column.header) or Mark.POINT
        said = [
            (row, c)
            for row, c in cells
            if isinstance(c, str) and (a := read_amount(c, mark)) and says_otherwise(target, a)
        ]
        if said:
            row, cell = said[0]
            what = counted(len(said), "amount")
            yield f"“{column.header}”: {what} read as the cell says it, such as {shown(cell)} in row {row}."


def _said_beside(table: Table, mapping: SheetMapping, reading: Reading) -> Iterator[str]:
    for column in mapping.columns if not mapping.own else ():
        if not needs_number(column):
            continue
        mark = reading.mark_of(column.header) or Mark.POINT
        texts = (c for c in dict.fromkeys(table.column(column.index)) if isinstance(c, str) and has_words(c))
        told: dict[Value, Amount] = {c: a for c in texts if (a := read_count(c, mark))}
        about = {c for c, a in told.items() if a.about}
        taxed = {c for c, a in told.items() if a.taxed and a.rate is not None}
        number = "amount" if needs_money(column) else "number"
        for cells, what in (
            (about, "approximate and read as written"),
            (taxed, "read without the tax in it"),
        ):
            if cells and (rows := [(row, c) for row, c in table.numbered(column.index) if c in cells]):
                many = counted(len(rows), number, "is")
                yield f"“{column.header}”: {many} {what}, such as {shown(rows[0][1])} in row {rows[0][0]}."


def _of_how_many(table: Table, mapping: SheetMapping) -> Iterator[str]:
    price, seats = mapping.at("subscription.unit_price"), mapping.at("subscription.quantity")
    others = any(mapping.at(target) for target in TIMED - {"subscription.unit_price"})
    if price and not seats and not others and for_one(fold(price.header)):
        yield f"“{price.header}” is for one, and no column says of how many: what is paid is not known."
    if price and seats and not others:
        bare = [r for r in table.rows if not blank(r.cell(price.index)) and blank(r.cell(seats.index))]
        if bare:
            what = counted(len(bare), "row", "has")
            yield (
                f"{what} a “{price.header}” and no “{seats.header}”, such as row {bare[0].number}: what is paid "
                "there is not known."
            )
    if mapping.own and seats and not price and not others:
        many = [r.number for r in table.rows if not blank(r.cell(seats.index))]
        if many:
            what = counted(len(many), "row", "has")
            yield f"{what} a “{seats.header}” and no price, such as row {many[0]}: how many is kept with an amount."


def _addresses(table: Table, mapping: SheetMapping) -> Iterator[str]:
    for column in mapping.columns:
        if column.target not in _ADDRESSES or not may_hold_several(table.texts(column.index)):
            continue
        if found := [r.number for r in table.rows if several_in(r.cell(column.index))]:
            what = counted(len(found), "cell", "holds")
            yield f"“{column.header}”: {what} several addresses, such as row {found[0]}: the first is taken."


def _of_nobody(table: Table, mapping: SheetMapping) -> Iterator[str]:
    names = [c.index for c in mapping.columns if c.target in {"contact.name", "contact.email"}]
    for target in ("contact.phone", "contact.title"):
        column = mapping.at(target) if names and mapping.noun in {"account", "subscription"} else None
        rows = [r for r in table.rows if column and not blank(r.cell(column.index))]
        lost = [r.number for r in rows if all(blank(r.cell(at)) for at in names)]
        if column and lost:
            what = counted(len(lost), "row", "names")
            yield f"“{column.header}”: {what} nobody whose it could be, such as row {lost[0]}: it is not kept."


_ADDRESSES = frozenset({"contact.email", "account.domain"})


def _clocks(table: Table, mapping: SheetMapping) -> Iterator[str]:
    for column in mapping.columns:
        minutes = (column.target or "").endswith(".minutes")
        said = [c for c in table.cells(column.index) if told_by_a_clock(c)] if minutes else []
        if said:
            minutes_of = counted(read_minutes(said[0]) or 0, "minute")
            yield f"“{column.header}” is read as hours and minutes: {shown(said[0])} is {minutes_of}."


def _discounts(table: Table, mapping: SheetMapping) -> Iterator[str]:
    lasts, first = mapping.at("subscription.discount_lasts"), mapping.at("subscription.discount_from")
    if lasts:
        once = sum(fold(shown(c)) == ONCE for r in table.rows for c in each_of(r.cell(lasts.index)))
        if once:
            yield f"{counted(once, 'discount', 'holds')} once: one invoice is lowered, and no MRR."
    sizes = [c.index for t in ("subscription.percent_off", "subscription.amount_off") if (c := mapping.at(t))]
    if first:
        bare = [r for r in table.rows for _ in range(_without_size(r, first.index, sizes))]
        if bare:
            what = counted(len(bare), "discount", "names")
            yield f"{what} a coupon that no file holds: prices are those before it, such as in row {bare[0].number}."


def _without_size(row: Row, first: int, sizes: Sequence[int]) -> int:
    """How many discounts of a row begin, and are told no size."""
    told = zip_longest(each_of(row.cell(first)), *(each_of(row.cell(at)) for at in sizes))
    return sum(not blank(begins) and all(map(blank, size)) for begins, *size in told)


def _rounded(column: Column, table: Table, reading: Reading) -> Iterator[str]:
    mark = reading.marks.get(column.header)
    fine = [(row, c) for row, c in table.numbered(column.index) if _is_long(c) and _is_fine(c, mark)]
    if fine:
        row, cell = fine[0]
        has, are = ("has", "is") if len(fine) == 1 else ("have", "are")
        yield (
            f"{counted(len(fine), 'amount')} in “{column.header}” {has} more than two decimals and {are} rounded, "
            f"such as {cell} in row {row}."
        )


_LONG = re.compile(r"[.,]\d{3,}\D*$")


def _is_long(cell: Value) -> bool:
    """Whether a cell could have more decimals than money has: most are told at a glance."""
    if type(cell) is Decimal:
        return int(cell.as_tuple().exponent) < -2
    return type(cell) is str and _LONG.search(cell) is not None


def _is_fine(cell: Value, mark: Mark | None) -> bool:
    amount = read_amount(cell, mark)
    if amount is None or abs(amount.number) >= _MOST:
        return False
    return abs(amount.number - round(amount.number, 2)) > _NOISE
