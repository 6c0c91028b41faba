"""Which column names the customer: asked where no header says it, and where a column could be it."""

from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.values import Mark, read_amount
from csdesk.domain.imports.columns.content import is_day, shown
from csdesk.domain.imports.columns.mapping import DECIDED, Column, SheetMapping
from csdesk.domain.imports.tables.questions import Asking, Choice, Question
from csdesk.domain.imports.tables.tables import Table, blank

NONE = "none"
_APART = 0.6
"""Which share of a column's cells must differ for it to name customers."""
_MOST = 8
_LONGEST = 60


def with_customer(table: Table, mapping: SheetMapping, asking: Asking) -> SheetMapping | None:
    """The mapping with the column that a person names; itself while nobody did, None where none can be it."""
    able = [c for c in mapping.columns if c.because != DECIDED and _may_name(table.column(c.index))][:_MOST]
    if not able:
        return None
    answer = asking.said(_question(table.sheet, able))
    if answer == NONE:
        return None
    columns = [
        replace(c, target="account.account", confidence=1.0, because=DECIDED) if c.header == answer else c
        for c in mapping.columns
    ]
    return replace(mapping, columns=tuple(columns))


def _may_name(cells: list[Value]) -> bool:
    filled = [c for c in cells if not blank(c)]
    if not filled or len(filled) < len(cells) / 2 or not all(map(_is_words, filled)):
        return False
    return len({shown(c) for c in filled}) >= _APART * len(filled)


def _is_words(cell: Value) -> bool:
    if not isinstance(cell, str) or len(cell) > _LONGEST or "@" in cell or not any(map(str.isalpha, cell)):
        return False
    return read_amount(cell, Mark.POINT) is None and not is_day(cell)


def _question(sheet: str, able: list[Column]) -> Question:
    return Question(
        key=f"customer:{sheet}:column",
        sheet=sheet,
        rows=(),
        seen=tuple(f"{c.header}: {', '.join(c.samples)}" for c in able),
        choices=(
            *(Choice(c.header, f"“{c.header}”: {', '.join(c.samples)}") for c in able),
            Choice(NONE, "None of them: leave the sheet out"),
        ),
        default=None,
        text=f"Which column of “{sheet}” names the customer?",
        evidence="No header says it.",
    )
