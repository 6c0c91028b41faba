"""A cell may say more than its field: a tick before a name, words beside a judgement, *bis* before a day."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.spans import edge_of
from csdesk.domain.imports.cells.undated import undated
from csdesk.domain.imports.cells.values import read_judgement, read_yes_no
from csdesk.domain.imports.cells.worded import without_lead
from csdesk.domain.imports.columns.content import is_day
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.columns.needs import needs_day
from csdesk.domain.imports.columns.persons import NAMES, with_persons
from csdesk.domain.imports.sheets.made import with_made
from csdesk.domain.imports.sheets.turned_names import with_turned_names
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import Row, Table
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.words import Synonyms

_JUDGED, _REASON = "account.judgement", "account.judgement_reason"
_YES = frozenset({"yes", "y", "x", "ja", "oui", "sim"})
"""Words for yes by which nobody is called."""
_WAYS = frozenset(
    "email mail phone telephone tel mobile sms text whatsapp post letter telefon brief correo telefono courriel "
    "courrier telefone carta".split()
) | {"e mail"}
"""Ways to reach somebody, by which nobody is called either: *Preferred contact*."""
TICKS = "✓✔✅☑✗✘❌✖☐☒🗸 \ufe0f"
"""Signs that are drawn for yes and no."""


def with_more(
    table: Table, mapping: SheetMapping, synonyms: Synonyms
) -> tuple[Table, SheetMapping, list[str]]:
    """The table with its days and names by themselves, its people and the reasons of judgements; its mapping; notes."""
    table, turned = with_turned_names(table, mapping)
    if mapping.own or mapping.noun not in {"account", "subscription"}:
        return table, mapping, turned
    nobody: list[str] = []
    for column in [c for c in mapping.columns if c.custom is None]:
        if needs_day(column):
            table = _changed(table, column, partial(_day_alone, edge=edge_of(column.target)))
        elif column.target in NAMES:
            named = _changed(table, column, partial(_named, synonyms=synonyms))
            nobody += _nobody(table, named, column)
            table = named
    table, people = with_persons(table, mapping)
    table, mapping, reasons = _with_reasons(table, mapping, synonyms)
    return table, mapping, [*turned, *nobody, *people, *reasons]


def _nobody(table: Table, named: Table, column: Column) -> Iterator[str]:
    """What to tell of cells that name nobody any more."""
    if named is table:
        return
    cells = [
        (row.number, row.cell(column.index), new.cell(column.index))
        for row, new in zip(table.rows, named.rows, strict=True)
    ]
    gone = [(row, cell) for row, cell, new in cells if cell is not None and new is None]
    if gone:
        row, cell = gone[0]
        yield f"“{column.header}”: {counted(len(gone), 'cell', 'names')} nobody, such as row {row}: {cell}."


def _with_reasons(
    table: Table, mapping: SheetMapping, synonyms: Synonyms
) -> tuple[Table, SheetMapping, list[str]]:
    judged = mapping.at(_JUDGED)
    if judged is None or mapping.at(_REASON):
        return table, mapping, []
    reasons: list[Value] = [_reason(c, synonyms) for c in table.column(judged.index)]
    said = [row.number for row, reason in zip(table.rows, reasons, strict=True) if reason]
    if not said:
        return table, mapping, []
    table, mapping = beside(table, mapping, judged, _REASON, reasons)
    has = counted(len(said), "cell", "has")
    return (
        table,
        mapping,
        [f"“{judged.header}”: {has} words beside it, kept as its reason, such as row {said[0]}."],
    )


def beside(
    table: Table, mapping: SheetMapping, column: Column, target: str, cells: list[Value]
) -> tuple[Table, SheetMapping]:
    """The table and its mapping with a column more, of what another one says beside its own."""
    header = header_beside(column.header, target)
    return with_made(table, mapping, header, target, cells, f"beside “{column.header}”")


def header_beside(header: str, target: str) -> str:
    """What such a column is called."""
    return f"{header} ({target.rpartition('.')[2].replace('_', ' ')})"


def _changed(table: Table, column: Column, change: Callable[[str], str | None]) -> Table:
    texts = {c for c in table.column(column.index) if isinstance(c, str)}
    cells = {text: change(text) for text in texts}
    if all(c == new for c, new in cells.items()):
        return table

    def rows() -> Iterator[Row]:
        for row in table.rows:
            cell = row.cell(column.index)
            told = isinstance(cell, str) and cells[cell] != cell
            yield (row.with_cell(column.index, cells[cell]) if told and isinstance(cell, str) else row)

    return replace(table, rows=tuple(rows()))


def _named(cell: str, synonyms: Synonyms) -> str | None:
    """A name without a tick before it; nothing where there is no more than the tick, a yes or a no, or *phone*."""
    bare = cell.strip(TICKS)
    folded = fold(bare)
    if not bare or folded in _YES or (len(folded.split()) == 1 and read_yes_no(bare, synonyms) is False):
        return None
    if folded in _WAYS:
        return None
    if bare == cell.strip():
        return cell
    inside = re.fullmatch(r"\(([^()]+)\)", bare)
    return inside.group(1) if inside else bare


def _day_alone(cell: str, edge: str | None) -> str:
    """A day without the words before it, where the rest is one and the whole is none."""
    bare = without_lead(cell, edge)
    if bare == cell or is_day(cell) or undated(cell, edge):
        return cell
    return bare if is_day(bare) or undated(bare, edge) else cell


def _reason(cell: Value, synonyms: Synonyms) -> str | None:
    """A judgement that words follow, whole: they are its reason."""
    known = synonyms.values["judgement"]
    if not isinstance(cell, str) or fold(cell) in known or read_judgement(cell, synonyms) is None:
        return None
    others = [w for w in fold(cell).split() if w not in known and w.isalpha() and w != "of"]
    return " ".join(cell.split()) if others else None
