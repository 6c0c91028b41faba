"""A term may be a number alone, of years or of months, and say by how long it renews: *3*, *24 + 12*."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from csdesk.domain.imports.cells.days import cell_day, typed_day
from csdesk.domain.imports.cells.durations import first_and_renewals, is_bare
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import samples, shown
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.sheets.made import with_made
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.targets import RENEWS_BY
from csdesk.domain.periods import add_months

YEARS, MONTHS = "years", "months"
_TERM = "subscription.term_months"
_FROM, _UNTIL = (
    ("subscription.start", "subscription.signed_on"),
    ("subscription.end", "subscription.renewal_date"),
)
_TIMES = {YEARS: 12, MONTHS: 1}
_NEAR = timedelta(days=16)
"""So far the end may be from the day to which a term leads."""
_FEW_YEARS, _A_YEAR = 5, 12


def with_term_units(
    table: Table, mapping: SheetMapping, asking: Asking
) -> tuple[Table, SheetMapping, list[str]]:
    """The table with first terms that say their unit, and a column of what they renew by; its mapping; notes.

    A number below 12 is of years or of months as the days of the rows tell, else asked once.
    """
    column = mapping.at(_TERM)
    if mapping.own or column is None:
        return table, mapping, []
    cells = table.column(column.index)
    parted = [first_and_renewals(c) for c in cells]
    firsts: list[Value] = [p[0] if p else c for p, c in zip(parted, cells, strict=True)]
    units, notes = _units(table, mapping, column, firsts, asking)
    firsts = [f"{shown(c)} {units[n]}" if n in units else c for n, c in enumerate(firsts)]
    table = _with_cells(table, column.index, firsts)
    if any(parted):
        more: list[Value] = [
            p and (f"{p[1]} {units[n]}" if n in units and is_bare(p[1], "") else p[1])
            for n, p in enumerate(parted)
        ]
        header, because = f"{column.header} (renews by)", f"behind the first in “{column.header}”"
        table, mapping = with_made(table, mapping, header, RENEWS_BY, more, because)
        notes.append(_told_renewals(column, cells, firsts, more))
    return table, mapping, notes


def _told_renewals(
    column: Column, cells: Sequence[Value], firsts: Sequence[Value], more: Sequence[Value]
) -> str:
    told = [n for n, c in enumerate(more) if c is not None]
    at, which = told[0], counted(len(told), "cell", "tells")
    return (
        f"“{column.header}”: {which} a first term and how long further ones are: "
        f"{shown(cells[at])} is {_in_words(firsts[at], column)}, then {_in_words(more[at], column)} each."
    )


def _in_words(cell: Value, column: Column) -> str:
    text = shown(cell)
    unit = YEARS if "year" in column.header.lower() else MONTHS
    return f"{text} {unit}" if text.isdecimal() else text


def _with_cells(table: Table, at: int, cells: Sequence[Value]) -> Table:
    rows = (r if r.cell(at) == c else r.with_cell(at, c) for r, c in zip(table.rows, cells, strict=True))
    return replace(table, rows=tuple(rows))


def _units(
    table: Table, mapping: SheetMapping, column: Column, cells: Sequence[Value], asking: Asking
) -> tuple[dict[int, str], list[str]]:
    """By row, what a number alone counts: as its days tell it, else those of the others, else asked; and notes."""
    bare = [n for n, cell in enumerate(cells) if is_bare(cell, column.header)]
    told = {n: unit for n in bare if (unit := _by_days(table, mapping, n, _number(cells[n])))}
    of = {*told.values()}
    notes = []
    if of:
        at = next(iter(told))
        notes.append(
            f"“{column.header}” counts {' and '.join(sorted(of))}, as the days of the rows tell: "
            f"{shown(cells[at])} in row {table.rows[at].number} is {told[at]}."
        )
    rest = [n for n in bare if n not in told]
    unit = of.pop() if len(of) == 1 else _asked(table, column, cells, rest, asking) if rest else ""
    return {**dict.fromkeys(rest, unit), **told}, notes


def _by_days(table: Table, mapping: SheetMapping, row: int, number: Decimal) -> str:
    """What the number of a row counts, as its first and its last day tell; empty where they do not."""
    start, end = (
        next((day for t in of if (day := _day(table, mapping, row, t))), None) for of in (_FROM, _UNTIL)
    )
    if start is None or end is None:
        return ""
    return next((unit for unit, times in _TIMES.items() if _leads(start, end, number * times)), "")


def _asked(table: Table, column: Column, cells: Sequence[Value], rows: Sequence[int], asking: Asking) -> str:
    sample, at = shown(cells[rows[0]]), table.rows[rows[0]].number
    default = _likely([_number(cells[n]) for n in rows], cells)
    answer = asking.ask(
        Question(
            key=f"length:{table.sheet}:{column.header}",
            sheet=table.sheet,
            rows=tuple(table.rows[n].number for n in rows),
            seen=samples(cells[n] for n in rows),
            choices=(
                Choice(YEARS, f"Years: {sample} is {shown(_number(sample) * _A_YEAR)} months"),
                Choice(MONTHS, f"Months: {sample} is {sample} month{'' if sample == '1' else 's'}"),
            ),
            default=default,
            text=f"Does “{column.header}” count years or months?",
            evidence=f"{sample} in row {at} may be either, and no days of its row tell which.",
        )
    )
    return answer or default


def _likely(numbers: Sequence[Decimal], cells: Iterable[Value]) -> str:
    """What numbers below 12 are likely to count: months beside larger ones, or where half a year is among them."""
    larger = any(not blank(c) and (n := _plain_number(c)) is not None and n >= _A_YEAR for c in cells)
    return MONTHS if larger or max(numbers) > _FEW_YEARS else YEARS


def _day(table: Table, mapping: SheetMapping, row: int, target: str) -> date | None:
    column = mapping.at(target)
    cell = table.rows[row].cell(column.index) if column else None
    if isinstance(cell, str):
        typed = typed_day(cell)
        return typed.certain if typed else None
    return cell_day(cell)


def _leads(start: date, end: date, months: Decimal) -> bool:
    return months == int(months) and abs(add_months(start, int(months)) - end) <= _NEAR


def _number(cell: Value) -> Decimal:
    return Decimal(str(cell).strip().replace(",", "."))


def _plain_number(cell: Value) -> Decimal | None:
    text = str(cell).strip()
    return Decimal(text) if text.isdecimal() else None
