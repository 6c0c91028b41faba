"""Computed columns of the csdesk workbook are read of new rows only, where they say whose one is and its price."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Grid
from csdesk.domain.imports.tables.headers import Header, blank, is_computed, without_mark
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import Row, Table
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.targets import READ_OF_NEW, SHEET_NOUNS

_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PAID = "What a customer pays stands on the sheets “Subscriptions” and “Steps”."
_JUDGED = "What you think of the account yourself stands in “Judgement”."
_OF_LINE = "It is that of the subscription."
_STEPS = "Change it on the sheet “Steps”."
_CHANGE = {
    "account": {
        "arr": _PAID, "mrr": _PAID,
        "next renewal": "It follows from the terms on the sheet “Subscriptions”.",
        "health": _JUDGED, "band": _JUDGED, "known": "It grows with what csdesk gets to know of the account.",
        "scorecard": "It is the first scorecard whose condition the account meets.",
    },
    "subscription": {"quantity": _STEPS, "unit price": _STEPS, "discount": _STEPS, "amount": _STEPS},
    "step": {
        "unit price": "Change “Amount”.", "account": _OF_LINE, "product": _OF_LINE,
    },
    "renewal": {"product": _OF_LINE},
    "reading": {"account": "It is that of the objective."},
}  # fmt: skip
"""Where a person changes what a column is worked out of, by noun and bare header."""


def is_id(text: str) -> bool:
    """Whether a text is the id of a row of some book."""
    return _ID.fullmatch(text.strip()) is not None


def bare(header: str) -> str:
    """The header of a computed column without its mark."""
    return " ".join(without_mark(header).split()).casefold()


def change_of(word: str, header: str) -> str:
    """Where a person changes what a column is worked out of; empty where nobody does."""
    return _CHANGE.get(word, {}).get(bare(header), "")


def not_read(word: str, header: str, rows: int) -> str:
    """That so many new rows say something in a column that is worked out."""
    what = f"“{header}” is worked out: what stands in it in {counted(rows, 'new row')} is not read."
    return f"{what} {change_of(word, header)}".rstrip()


def with_computed(table: Table, grid: Grid) -> Table:
    """A table with the computed columns of which its new rows are read; of the others it says what is not read.

    A row is new that has no id of a book; what stands in these columns in any other row is not there.
    """
    own = {fold(noun.sheet): word for word, noun in SHEET_NOUNS.items() if noun.sheet}
    word, marked = own.get(fold(table.sheet)), dict(_marked(table, grid))
    ids = next((h.index for h in table.headers if fold(h.text) == "id"), None)
    if word is None or ids is None or not marked:
        return table
    new = [row for row in table.rows if not is_id(str(row.cell(ids) or ""))]
    said = {at: rows for at in marked if (rows := sum(not blank(row.cell(at)) for row in new))}
    read = {at for at in said if bare(marked[at]) in READ_OF_NEW.get(word, ())}
    unread = (not_read(word, marked[at], rows) for at, rows in said.items() if at not in read)
    notes = (*table.notes, *unread)
    return replace(_reading(table, {at: marked[at] for at in read}, new), notes=notes)


def _marked(table: Table, grid: Grid) -> Iterator[tuple[int, str]]:
    """The columns that say that they are computed, with their headers."""
    for at, cell in enumerate(grid.rows[table.header_row - 1] if table.header_row else ()):
        if isinstance(cell, str) and is_computed(cell):
            yield at, " ".join(cell.split())


def _reading(table: Table, columns: Mapping[int, str], new: list[Row]) -> Table:
    if not columns:
        return table
    numbers = {row.number for row in new}
    rows = (row if row.number in numbers else _without(row, columns) for row in table.rows)
    headers = [*table.headers, *(Header(at, text) for at, text in columns.items())]
    return replace(table, headers=tuple(sorted(headers, key=lambda h: h.index)), rows=tuple(rows))


def _without(row: Row, columns: Mapping[int, str]) -> Row:
    return replace(row, cells=tuple(None if at in columns else cell for at, cell in enumerate(row.cells)))
