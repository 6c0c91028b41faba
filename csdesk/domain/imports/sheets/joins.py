"""A join brings what another table of the same import says to the rows that name it by its id."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.sheets.inherited import INHERITED, counting, rows_by, told_header
from csdesk.domain.imports.tables.headers import Header, blank
from csdesk.domain.imports.tables.several import in_one
from csdesk.domain.imports.tables.tables import LeftOut, Row, Table
from csdesk.domain.imports.vocabulary.exports import Export, Take, plain_header
from csdesk.domain.imports.vocabulary.targets import OMIT
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """A table on its way to a sheet: which export it is, and where columns go that others brought to it."""

    file: str
    table: Table
    export: Export | None = None
    brought: Mapping[str, str] | None = None
    """Header → target of columns that came from other tables, or stand for what every row says."""
    minor: frozenset[str] = frozenset()
    """Headers of amounts in the smallest unit of their currency."""
    noun: str | None = None
    """What its rows are, where that was found out from more than its headers."""

    def target_of(self, header: str) -> str | None:
        """Where a column goes, as the export says it."""
        if self.brought and header in self.brought:
            return self.brought[header]
        return self.export.columns.get(plain_header(header)) if self.export else None


def joined(drafts: list[Draft]) -> tuple[list[Draft], dict[str, str]]:
    """The drafts with what they take from each other; and which were taken, by sheet: the sheet that took."""
    done: dict[str, Draft] = {}
    taken: dict[str, str] = {}
    for draft in drafts:
        _taking(draft, drafts, done, taken, ())
    return [done[d.table.sheet] for d in drafts], taken


def _taking(
    draft: Draft, drafts: list[Draft], done: dict[str, Draft], taken: dict[str, str], on_way: tuple[str, ...]
) -> Draft:
    sheet = draft.table.sheet
    if sheet in done:
        return done[sheet]
    made = _with_says(draft)
    for take in draft.export.takes if draft.export else ():
        for donor in drafts:
            key = donor.export.key if donor.export else ""
            if key == take.table and donor.table.sheet not in (*on_way, sheet):
                there = _taking(donor, drafts, done, taken, (*on_way, sheet))
                if told_header(made.table, take.by) is None or told_header(there.table, take.on) is None:
                    continue
                made, rest = _take(made, there, take)
                taken.setdefault(donor.table.sheet, sheet)
                done[donor.table.sheet] = replace(there, table=rest)
    done[sheet] = made
    return made


def _with_says(draft: Draft) -> Draft:
    says = dict(draft.export.says) if draft.export else {}
    if not says:
        return replace(draft, minor=_minor(draft))
    names = {t: t.split(".")[1].replace("_", " ") for t in says}
    cells: dict[str, list[Value]] = {names[t]: [said] * len(draft.table.rows) for t, said in says.items()}
    table = with_columns(draft.table, cells)
    return replace(draft, table=table, brought={names[t]: t for t in says}, minor=_minor(draft))


def _minor(draft: Draft) -> frozenset[str]:
    said = draft.export.minor if draft.export else frozenset()
    return frozenset(h.text for h in draft.table.headers if plain_header(h.text) in said)


def _take(draft: Draft, donor: Draft, take: Take) -> tuple[Draft, Table]:
    """The draft with the donor's columns that it lacks, and what is left of the donor's rows."""
    by, on = told_header(draft.table, take.by), told_header(donor.table, take.on)
    assert by is not None
    assert on is not None
    own = {draft.target_of(h.text): h.text for h in draft.table.headers}
    keys = [shown(c) for c in draft.table.column(by.index)]
    found = rows_by(on, donor.table.rows)
    rows = [found.get(k, []) if k else [] for k in keys]
    fresh: dict[str, list[Value]] = {}
    brought, minor, table = dict(draft.brought or {}), set(draft.minor), draft.table
    told = list(donor.table.notes) if take.whole else []
    if take.several:
        counted = counting(draft.table, donor.table, by, on, take.several)
        rows, told = counted.rows, [*told, *counted.notes]
        fresh[INHERITED], brought[INHERITED] = counted.inherited, take.several.told
    for header in donor.table.headers:
        target = donor.target_of(header.text)
        if not target or target == OMIT or header.index == on.index:
            continue
        cells = [_cell(r, header, target, several=take.several is not None) for r in rows]
        there = own.get(target)
        if there is None:
            name = _named(header.text, donor)
            fresh[name], brought[name] = cells, target
            minor |= {name} if header.text in donor.minor else set()
        elif there in brought:
            at = next(h.index for h in table.headers if h.text == there)
            table = filled(table, at, cells)
    rest = _without(donor.table, on, frozenset(keys), draft.table.sheet) if take.whole else donor.table
    wider = with_columns(table, fresh)
    wider = replace(wider, notes=(*wider.notes, *told))
    return replace(draft, table=wider, brought=brought, minor=frozenset(minor)), rest


def _named(header: str, donor: Draft) -> str:
    """What a column is called that came from another table: by the one it stands in."""
    return header if donor.brought and header in donor.brought else f"{header} ({donor.table.sheet})"


def filled(table: Table, at: int, cells: Sequence[Value]) -> Table:
    """The table with cells for the rows that say nothing in a column."""
    rows = (
        r.with_cell(at, c) if blank(r.cell(at)) and c is not None else r
        for r, c in zip(table.rows, cells, strict=True)
    )
    return replace(table, rows=tuple(rows))


def _cell(rows: list[Row], header: Header, target: str, *, several: bool) -> Value:
    if several:
        return in_one(r.cell(header.index) for r in rows)
    filled = [c for r in rows if not blank(c := r.cell(header.index))]
    if target == "account.tags":
        return ", ".join(dict.fromkeys(map(shown, filled))) or None
    return filled[0] if filled else None


def _without(table: Table, on: Header, told: frozenset[str], sheet: str) -> Table:
    rows = tuple(r for r in table.rows if shown(r.cell(on.index)) not in told)
    gone = tuple(
        LeftOut(r.number, shown(r.cell(on.index)), f"told by “{sheet}”")
        for r in table.rows
        if shown(r.cell(on.index)) in told
    )
    return replace(table, rows=rows, left_out=(*table.left_out, *gone))


def with_columns(table: Table, columns: Mapping[str, list[Value]]) -> Table:
    """The table with more columns behind its own, each cell by row."""
    if not columns:
        return table
    width = max([len(r.cells) for r in table.rows] + [h.index + 1 for h in table.headers])
    headers = tuple(Header(width + at, name) for at, name in enumerate(columns))
    cells = list(columns.values())
    rows = tuple(
        replace(r, cells=(*r.cells, *([None] * (width - len(r.cells))), *(c[at] for c in cells)))
        for at, r in enumerate(table.rows)
    )
    return replace(table, headers=(*table.headers, *headers), rows=rows)
