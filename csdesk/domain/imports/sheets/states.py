"""A heading over tasks, promises or people may say how far they are: *DONE*, *Erledigt*, *Former*; so may a title."""

from collections.abc import Mapping
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.special import CLOSED, SPECIAL
from csdesk.domain.imports.cells.values import read_choice
from csdesk.domain.imports.columns.mapped import map_table
from csdesk.domain.imports.columns.mapping import SheetMapping
from csdesk.domain.imports.sheets.joins import Draft, filled, with_columns
from csdesk.domain.imports.sheets.sections import heading_key
from csdesk.domain.imports.tables.headings import DECORATION, heading_said
from csdesk.domain.imports.tables.questions import Asking
from csdesk.domain.imports.tables.tables import SHEET_NAME, Table
from csdesk.domain.imports.vocabulary.targets import TARGETS, Target
from csdesk.domain.imports.vocabulary.words import Synonyms

_OVER = "Heading"


def may_be_titled(table: Table, synonyms: Synonyms) -> bool:
    """Whether a title of a table, or the name of its sheet, could say how far its rows are."""
    return any(heading_said(text, synonyms) for text in _titles(table))


def with_states(draft: Draft, mapping: SheetMapping, asking: Asking, synonyms: Synonyms) -> Draft:
    """The table in which such headings are the status of the rows under them that say none, and are told.

    One that comes again under others only divides their rows: whose these are the upper one says. Under one that
    comes once stand rows of everybody.
    """
    table = draft.table
    if (
        not mapping.names_accounts and table.headings
    ):  # then other headings may, and the rows are what they would be
        named: list[Value] = ["Customer"] * len(table.rows)
        mapping = map_table(with_columns(table, {"Customer": named}), synonyms)
    target = TARGETS.get(f"{mapping.noun}.status")
    if target is None or mapping.noun == "account" or mapping.own:
        return draft
    said = {
        h.row: word
        for h in table.headings
        if (word := _said(h.text, target, synonyms)) and asking.before(heading_key(table, h)) is None
    }
    texts = {h.row: h.text.strip(DECORATION) for h in table.headings}
    if not said:
        title = next((t for t in _titles(table) if _said(t, target, synonyms)), None)
        if title is None or mapping.at(target.name):
            return draft
        said, texts = {0: str(_said(title, target, synonyms))}, {0: title}
    cells = [said.get(row.heading or 0) for row in table.rows]
    told = dict.fromkeys(f"“{texts[row]}” is {word}" for row, word in said.items())
    notes = (*table.notes, f"What stands over the rows says how far they are: {', '.join(told)}.")
    upper = _upper(table, said)
    rows = tuple(replace(row, heading=upper.get(row.heading or 0, row.heading)) for row in table.rows)
    left = tuple(h for h in table.headings if h.row not in said)
    return _with_status(
        replace(draft, table=replace(table, rows=rows, headings=left, notes=notes)), mapping, target, cells
    )


def _titles(table: Table) -> list[str]:
    return [*table.titles, table.sheet, table.sheet.rpartition(": ")[2]]


def _said(text: str, target: Target, synonyms: Synonyms) -> str | None:
    """What a heading says of the rows under it; a word that is no heading by itself says nothing."""
    bare = text.strip(DECORATION)
    if heading_said(text, synonyms) is None:
        return None
    if target.choices is not None:
        return read_choice(bare, target.choices, synonyms, target.vocabulary)
    return CLOSED if target.name in SPECIAL and SPECIAL[target.name](bare, synonyms) == CLOSED else None


def _upper(table: Table, said: Mapping[int, str]) -> dict[int, int | None]:
    """Heading that says how far rows are → the one over it, where such come again under others; else none is."""
    over: dict[int, int | None] = {}
    above: int | None = None
    for heading in table.headings:
        if heading.row in said:
            over[heading.row] = above
        else:
            above = heading.row
    again = len(set(over.values())) > 1 or any(h.why == SHEET_NAME for h in table.headings)
    return {row: found if again else None for row, found in over.items()}


def _with_status(draft: Draft, mapping: SheetMapping, target: Target, cells: list[str | None]) -> Draft:
    """The table with the status of rows in its column, where that is empty, or in one more."""
    table, column = draft.table, mapping.at(target.name)
    if column is None:
        taken = {h.text for h in table.headers}
        name = _OVER if _OVER not in taken else f"{_OVER} over the rows"
        made: list[Value] = [*cells]
        brought = {**(draft.brought or {}), name: target.name}
        return replace(draft, table=with_columns(table, {name: made}), brought=brought)
    at = column.index
    return replace(draft, table=filled(table, at, cells))
