"""Rows of another table that name a row all count for it; what names only whom it belongs to, it inherits."""

from collections.abc import Mapping, Sequence

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.tables.headers import Header, blank
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.several import in_one
from csdesk.domain.imports.tables.tables import Row, Table
from csdesk.domain.imports.vocabulary.exports import Several, plain_header
from csdesk.domain.values import dataclass

INHERITED = "inherited"
"""The header of the column that says which of them are."""


@dataclass(frozen=True, slots=True)
class Counting:
    """By row of a table: the rows of another that count for it, which of them it inherits, and what to tell."""

    rows: list[list[Row]]
    inherited: list[Value]
    notes: list[str]


def told_header(table: Table, name: str) -> Header | None:
    """The header of a table by its folded name."""
    return next((h for h in table.headers if plain_header(h.text) == name), None)


def rows_by(header: Header, rows: Sequence[Row]) -> Mapping[str, list[Row]]:
    """Rows by what their cells in one column name."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(shown(row.cell(header.index)), []).append(row)
    return found


def counting(table: Table, other: Table, by: Header, on: Header, how: Several) -> Counting:
    """What of another table counts for each row, its own before what it inherits."""
    rows, aside = _about(other, how.unless)
    own = rows_by(on, [r for r in rows if not blank(r.cell(on.index))])
    loose = [r for r in rows if blank(r.cell(on.index))]
    found, inherited = [], []
    for row in table.rows:
        mine = own.get(shown(row.cell(by.index)), [])
        theirs = _inherited(row, table, other, loose, how)
        found.append([*mine, *theirs])
        inherited.append(in_one([*[False] * len(mine), *[True] * len(theirs)]))
    note = (
        f"{counted(aside, 'row')} of “{other.sheet}” {'is' if aside == 1 else 'are'} about one invoice alone."
    )
    return Counting(found, inherited, [note] if aside else [])


def _about(other: Table, unless: Sequence[str]) -> tuple[list[Row], int]:
    """The rows that are about nothing else, and how many others there are."""
    columns = [h.index for name in unless if (h := told_header(other, name))]
    rows = [r for r in other.rows if all(blank(r.cell(at)) for at in columns)]
    return rows, len(other.rows) - len(rows)


def _inherited(row: Row, table: Table, other: Table, loose: list[Row], how: Several) -> list[Row]:
    for name, there in how.inherits.items():
        by, on = told_header(table, name), told_header(other, there)
        if by and on and not blank(row.cell(by.index)):
            return [r for r in loose if shown(r.cell(on.index)) == shown(row.cell(by.index))]
    return []
