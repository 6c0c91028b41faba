"""Cents: amounts in the smallest unit of their currency, known by who wrote them, by their header, or asked."""

import re
from dataclasses import replace
from itertools import islice

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.values import Mark, read_amount
from csdesk.domain.imports.columns.content import samples
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.columns.needs import needs_money
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import Asking, Choice, Question
from csdesk.domain.imports.tables.several import each_of
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.words import fold

CENTS, WHOLE = "cents", "whole"
_SAID = frozenset({"cents", "cent", "pence", "minor", "centimes", "centavos", "centimos"})
_MAYBE = re.compile(r"(unit amount|amount (due|paid|remaining|off|total)|plan amount)( decimal)?")
_MANY = 400


def with_cents(
    mapping: SheetMapping, table: Table, minor: frozenset[str], of: str, asking: Asking
) -> tuple[SheetMapping, list[str]]:
    """The mapping with its columns in cents marked, and what to tell of them; asked where nothing tells."""
    columns, notes = list(mapping.columns), []
    for at, column in enumerate(columns):
        if not needs_money(column):
            continue
        cells = [p for c in islice(table.cells(column.index), _MANY) for p in each_of(c) if not blank(p)]
        why = _known(column, cells, minor, of)
        if why or (not of and _open(column, cells) and _asked(column, table, cells, asking)):
            columns[at] = replace(column, minor=True)
            notes += [f"“{column.header}” is in cents ({why}): {_example(cells[0])}."] if why else []
    return replace(mapping, columns=tuple(columns)), notes


def _known(column: Column, cells: list[Value], minor: frozenset[str], of: str) -> str:
    if not cells or not _all_whole(cells):
        return ""
    if column.header in minor:
        return f"{of} keeps amounts so"
    return "its header says so" if _SAID & set(fold(column.header).split()) else ""


def _all_whole(cells: list[Value]) -> bool:
    """Whether no amount has decimals; a fraction of a cent is written out by nobody."""
    found = [read_amount(c, Mark.POINT) for c in cells]
    return all(a is not None and a.number == a.number.to_integral_value() for a in found) and not any(
        isinstance(c, str) and re.search(r"[.,]\d\d\b", c) for c in cells
    )


def _open(column: Column, cells: list[Value]) -> bool:
    header = fold(column.header)
    return bool(cells) and _MAYBE.fullmatch(header) is not None and _all_whole(cells) and "_" in column.header


def _asked(column: Column, table: Table, cells: list[Value], asking: Asking) -> bool:
    sample = cells[0]
    answer = asking.said(
        Question(
            key=f"cents:{table.sheet}:{column.header}",
            sheet=table.sheet,
            rows=(),
            seen=samples(cells),
            choices=(
                Choice(CENTS, f"Cents: {_example(sample)}"),
                Choice(WHOLE, f"Whole units: {sample} is {sample}"),
            ),
            default=None,
            text=f"Are the amounts in “{column.header}” cents, or whole units?",
            evidence="None of them has decimals, and billing programs keep cents under such a name.",
        )
    )
    return answer == CENTS


def _example(cell: Value) -> str:
    amount = read_amount(cell, Mark.POINT)
    return f"{cell} is {amount.number.scaleb(-2):.2f}" if amount else str(cell)
