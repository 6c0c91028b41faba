"""Tables with the same columns on several sheets, none of which names the customer, are one: the names of the sheets
stand over its rows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Area, Grid, Shown, Source, Value
from csdesk.domain.imports.cells.values import read_email
from csdesk.domain.imports.columns.naming import names_nobody
from csdesk.domain.imports.tables.forms import is_form
from csdesk.domain.imports.tables.headers import Header, blank, header_word, headers_at, place_of_header
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.sheet_names import may_name_customer
from csdesk.domain.imports.tables.stacked import tables_on
from csdesk.domain.imports.tables.tables import Row, Table
from csdesk.domain.imports.vocabulary.exports import recognised
from csdesk.domain.imports.vocabulary.words import Synonyms, fold
from csdesk.domain.phrases import first_of
from csdesk.domain.values import dataclass

TOGETHER = "Sheets"
"""What the table of several such sheets is called: their own names are of customers, and change."""
_ALIKE = 0.6
"""Which share of the columns of two sheets must be the same."""
_FEWEST, _SHOWN, _LOOK = 2, 3, 20


@dataclass(frozen=True, slots=True)
class _Part:
    """A table whose rows name nobody: the sheet it stands on, its rows there, where its header is, its columns."""

    sheet: str
    grid: Grid
    at: int
    columns: dict[str, Header]
    sure: bool
    """Whether its columns tell that its rows are about somebody else; else its addresses may."""
    domains: tuple[str, ...]

    @property
    def title(self) -> str:
        """What the table is called on its sheet; empty where it stands alone, or first."""
        return self.grid.name.removeprefix(self.sheet).lstrip(": ")


def with_each_sheet(source: Source, synonyms: Synonyms) -> Source:
    """The file with such tables as one, where the first of them stands: whose the rows are is asked as of headings."""
    able = [g for g in source.grids if not g.hidden and may_name_customer(g.name, synonyms)]
    if len(able) < _FEWEST or any(g.name.startswith(TOGETHER) for g in source.grids):
        return source
    parts = [part for g in able for part in _parts_of(g, synonyms)]
    groups = [group for group in _grouped(parts) if _may_be_one(group)]
    if not groups:
        return source
    made = [_together(group, _name_of(group, groups), synonyms) for group in groups]
    taken = {id(part.grid) for group in groups for part in group}
    grids: list[Grid] = []
    for grid in source.grids:
        gone = [p for p in parts if p.sheet == grid.name and id(p.grid) in taken]
        if gone and made:
            grids += made
            made = []
        left = _without(grid, gone, synonyms) if gone else grid
        grids += [left] if left is not None else []
    return replace(source, grids=tuple(grids))


def _parts_of(grid: Grid, synonyms: Synonyms) -> Iterator[_Part]:
    """The tables of a sheet whose rows are about somebody whom no column names."""
    for part in tables_on(grid, synonyms, of_one=True):
        place = place_of_header(part.rows, synonyms)
        if place is None or place.bare or place.group is not None:
            continue
        headers = headers_at(part.rows, place.row, None, synonyms)
        told = [row for row in part.rows[place.row + 1 :] if not all(map(blank, row))][:_LOOK]
        if not told or recognised((h.text for h in headers), synonyms.exports):
            continue
        table = Table(part.name, place.row + 1, headers, tuple(Row(n, row) for n, row in enumerate(told)))
        domains, sure = tuple(_domains(table, synonyms)), names_nobody(table, synonyms)
        if sure or domains:
            columns = {fold(h.text): h for h in headers}
            yield _Part(grid.name, part, place.row, columns, sure, domains)


def _domains(table: Table, synonyms: Synonyms) -> Iterator[str]:
    """The domains of the people of a table that says of them no more than how they are reached."""
    targets = {h.index: synonyms.columns.get(header_word(h.text), "") for h in table.headers}
    if not {"contact.name", "contact.email"} <= {*targets.values()} or not all(
        target.startswith("contact.") for target in targets.values()
    ):
        return
    at = next(index for index, target in targets.items() if target == "contact.email")
    for cell in table.cells(at):
        address = read_email(cell)
        domain = address.rpartition("@")[2] if address else ""
        if domain and not synonyms.of_nobody(domain):
            yield domain


def _grouped(parts: Sequence[_Part]) -> list[list[_Part]]:
    """The tables with much the same columns, one of a sheet each."""
    groups: list[list[_Part]] = []
    for part in parts:
        alike = (g for g in groups if _are_alike(part, g[0]) and all(p.sheet != part.sheet for p in g))
        group = next(alike, None)
        if group is None:
            groups.append([part])
        else:
            group.append(part)
    return groups


def _are_alike(one: _Part, other: _Part) -> bool:
    shared = len(one.columns.keys() & other.columns.keys())
    return shared >= max(_FEWEST, _ALIKE * max(len(one.columns), len(other.columns)))


def _may_be_one(group: Sequence[_Part]) -> bool:
    """Whether they are several, and surely not of customers: else the people of each have one domain, some share it."""
    if len(group) < _FEWEST or all(p.sure for p in group):
        return len(group) >= _FEWEST
    shared = any(len(p.domains) > 1 for p in group)
    return shared and all(len({*p.domains}) == 1 for p in group)


def _name_of(group: Sequence[_Part], groups: Sequence[Sequence[_Part]]) -> str:
    """What a table is called: by its title, where there are several."""
    titled = f"{TOGETHER}: {group[0].title}" if group[0].title else TOGETHER
    if len(groups) == 1:
        return TOGETHER
    same = [g for g in groups if g[0].title == group[0].title]
    return titled if same[0] is group else f"{titled} ({same.index(group) + 1})"


def _without(grid: Grid, gone: Sequence[_Part], synonyms: Synonyms) -> Grid | None:
    """What is left of a sheet without tables that are read elsewhere: other tables, or a form above; else None."""
    rows = [*grid.rows]
    for part in gone:
        first = next(at for at, row in enumerate(part.grid.rows) if row)
        head = replace(grid, rows=grid.rows[: part.at])
        kept = part.at if first == 0 and is_form(head, synonyms) else first
        rows[kept : len(part.grid.rows)] = [()] * (len(part.grid.rows) - kept)
    tells = any(sum(not blank(v) for v in row) > 1 for row in rows)
    return replace(grid, rows=tuple(rows), hidden_rows=(), merged=()) if tells else None


def _together(parts: Sequence[_Part], name: str, synonyms: Synonyms) -> Grid:
    """One below another, as if they stood on one sheet: a header, and over the rows of each sheet its name."""
    texts = {word: h.text for part in reversed(parts) for word, h in part.columns.items()}
    order = list(dict.fromkeys(word for part in parts for word in part.columns))
    rows: list[tuple[Value, ...]] = [tuple(texts[word] for word in order)]
    forms, begins, coloured = list[str](), list[str](), list[Shown]()
    over, hidden, merged, shown = list[int](), list[int](), list[Area](), list[Shown]()
    for part in parts:
        below = part.at + 1
        over.append(len(rows))
        begins.append(f"“{part.sheet}” from row {len(rows) + 1:,}")
        rows.append((part.sheet,))
        down = len(rows) - below
        hidden += [at + down for at in part.grid.hidden_rows if below <= at < len(part.grid.rows)]
        merged += _merged(part, order, down)
        shown += _looks(part.grid.shown, part, order, down)
        coloured += _looks(part.grid.coloured, part, order, down)
        rows += [_laid(row, part, order) for row in part.grid.rows[below:]]
        forms += [part.sheet] * (len(rows) - over[-1])
    notes = [n for p in parts for n in p.grid.notes if not p.title]
    notes.append(f"{counted(len(parts), 'sheet', 'is')} read as one table: {_few(begins)}.")
    return Grid(
        name,
        tuple(rows),
        notes=(*dict.fromkeys(notes), *_above(parts, synonyms)),
        hidden_rows=tuple(hidden),
        filtered=any(p.grid.filtered for p in parts),
        merged=tuple(merged),
        shown=tuple(shown),
        coloured=tuple(coloured),
        forms=tuple(forms),
        over=tuple(over),
    )


def _above(parts: Sequence[_Part], synonyms: Synonyms) -> Iterator[str]:
    """What to tell of texts above the tables, which are no forms."""
    known = {fold(text) for p in parts for text in (p.sheet, p.title)}
    heads = [replace(p.grid, rows=p.grid.rows[: p.at]) for p in parts]
    rows = (row for head in heads if not is_form(head, synonyms) for row in head.rows)
    told = [str(v) for row in rows for v in row if not blank(v) and fold(str(v)) not in known]
    if told:
        yield f"Left out, as it stands above the tables: {_few([f'“{text}”' for text in told])}."


def _merged(part: _Part, order: Sequence[str], down: int) -> list[Area]:
    """The merged cells of a table below its header, so many rows further down, in the columns of all."""
    places = _places(part, order)
    return [
        (top + down, places[left], bottom + down, places[left])
        for top, left, bottom, _ in part.grid.merged
        if part.at < top < len(part.grid.rows) and left in places
    ]


def _looks(looks: Sequence[Shown], part: _Part, order: Sequence[str], down: int) -> list[Shown]:
    """What cells of a table say by their looks, so many rows further down, in the columns of all."""
    places, last = _places(part, order), len(part.grid.rows) - 1
    return [
        (max(top, part.at + 1) + down, places[left], min(bottom, last) + down, said)
        for top, left, bottom, said in looks
        if part.at < bottom and top <= last and left in places
    ]


def _places(part: _Part, order: Sequence[str]) -> dict[int, int]:
    return {part.columns[word].index: at for at, word in enumerate(order) if word in part.columns}


def _laid(row: tuple[Value, ...], part: _Part, order: Sequence[str]) -> tuple[Value, ...]:
    places = [part.columns[word].index if word in part.columns else len(row) for word in order]
    return tuple(row[at] if at < len(row) else None for at in places)


def _few(said: Sequence[str]) -> str:
    there = list(dict.fromkeys(said))
    return first_of(there[:_SHOWN], len(there))
