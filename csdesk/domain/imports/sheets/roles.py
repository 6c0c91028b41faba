"""What a sheet says of the person of a row: ticks below the name of a role, and job titles below *Role*."""

from collections.abc import Iterator
from dataclasses import replace

from csdesk.domain.contacts import Role
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.nothing import says_nothing
from csdesk.domain.imports.cells.values import read_choice, read_yes_no
from csdesk.domain.imports.columns.mapping import DECIDED, Column, SheetMapping
from csdesk.domain.imports.columns.persons import ROLES
from csdesk.domain.imports.reading.records import parts_of
from csdesk.domain.imports.sheets.said_more import TICKS, beside
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.words import Synonyms, fold

_ROLES, _TITLE = "contact.roles", "contact.title"
_PERSON = ("contact.name", "contact.email", "contact.first_name", "contact.last_name")
_PLAIN = frozenset("role|roles|contact role|contact roles|rolle|rollen|rol|papel".split("|"))
"""Headers below which people write what a person's job is called; a *buying role* is none."""
_NAMES = frozenset(role.value for role in Role)
_YES_SIGNS = frozenset("✓✔✅☑🗸")


def with_roles(
    table: Table, mapping: SheetMapping, synonyms: Synonyms
) -> tuple[Table, SheetMapping, list[str]]:
    """The table and its mapping with roles that cells can be read as, and what to tell of them."""
    people = any(map(mapping.at, _PERSON)) and mapping.noun in {"account", "subscription", "contact"}
    if mapping.own or not people:
        return table, mapping, []
    table, mapping, titles = _with_titles(table, mapping, synonyms)
    table, mapping, ticks = _with_ticks(table, mapping, synonyms)
    return table, mapping, [*titles, *ticks]


def _with_titles(
    table: Table, mapping: SheetMapping, synonyms: Synonyms
) -> tuple[Table, SheetMapping, list[str]]:
    """Job titles below *Role* are titles, where no cell names a role by its name; some tell a role as well."""
    column = mapping.at(_ROLES)
    if column is None or column.because == DECIDED or mapping.at(_TITLE) or fold(column.header) not in _PLAIN:
        return table, mapping, []
    words = {w for c in table.cells(column.index) if isinstance(c, str) for w in parts_of(c)}
    known = {w for w in words if read_choice(w, Role, synonyms, "role")}
    unknown = {w for w in words - known if not says_nothing(w, synonyms)}
    if not unknown or any(_NAMES & {*fold(w).split()} for w in known):
        return table, mapping, []
    titled = replace(column, target=_TITLE, because="job titles stand below it")
    columns = tuple(titled if c is column else c for c in mapping.columns)
    mapping = replace(mapping, columns=columns)
    cells: list[Value] = [_those(c, known) for c in table.column(column.index)]
    if known:
        table, mapping = beside(table, mapping, column, _ROLES, cells)
    such = ", ".join(sorted(unknown)[:2])
    return table, mapping, [f"“{column.header}”: job titles such as {such}, kept as titles."]


def _those(cell: Value, known: set[str]) -> str | None:
    words = [w for w in parts_of(cell) if w in known] if isinstance(cell, str) else []
    return ", ".join(words) or None


def _with_ticks(
    table: Table, mapping: SheetMapping, synonyms: Synonyms
) -> tuple[Table, SheetMapping, list[str]]:
    """A tick below *Champion* is the role of the person beside it, and nobody's name."""
    notes: list[str] = []
    for column in [c for c in mapping.columns if c.target in ROLES and c.custom is None]:
        told = [_ticked(c, synonyms) for c in table.column(column.index)]
        blanks = [blank(c) for c in table.column(column.index)]
        if True not in told or any(t is None and not b for t, b in zip(told, blanks, strict=True)):
            continue
        role = ROLES[column.target or ""].value
        table = replace(table, rows=tuple(r.with_cell(column.index, None) for r in table.rows))
        table, mapping = _with_role(table, mapping, column, role, [t is True for t in told])
        many = counted(sum(t is True for t in told), "tick", "tells")
        notes.append(f"“{column.header}”: {many} that the person of the row is {role}.")
    return table, mapping, notes


def _with_role(
    table: Table, mapping: SheetMapping, column: Column, role: str, ticked: list[bool]
) -> tuple[Table, SheetMapping]:
    """A role behind those that a column says already, else in a column of its own."""
    there = mapping.at(_ROLES)
    if there is None:
        cells: list[Value] = [role if tick else None for tick in ticked]
        return beside(table, mapping, column, _ROLES, cells)
    at = there.index
    rows = (
        row.with_cell(at, ", ".join(_said(row.cell(at), role))) if tick else row
        for row, tick in zip(table.rows, ticked, strict=True)
    )
    return replace(table, rows=tuple(rows)), mapping


def _said(cell: Value, role: str) -> Iterator[str]:
    if not blank(cell):
        yield str(cell)
    yield role


def _ticked(cell: Value, synonyms: Synonyms) -> bool | None:
    """Whether a cell is a tick, or its opposite; None for a cell that says anything else."""
    if not isinstance(cell, str | bool | int):
        return None
    text = str(cell).strip()
    if text and not text.strip(TICKS):
        return bool(_YES_SIGNS & {*text})
    if says_nothing(text, synonyms):
        return False
    return read_yes_no(cell, synonyms) if len(fold(text).split()) == 1 else None
