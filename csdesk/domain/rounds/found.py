"""What came back is found again: which sheet is which, where its header stands, and which column is which field."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from csdesk.domain.imports.cells.grid import Grid, Value, letter
from csdesk.domain.imports.tables.headers import WHY_REFUSED, blank, is_computed, without_mark
from csdesk.domain.imports.vocabulary.targets import LEGEND_SHEET, READ_OF_NEW
from csdesk.domain.rounds.sent import Sent, SentSheet
from csdesk.domain.rounds.words import BASELINE_SHEET, LISTS_SHEET
from csdesk.domain.values import dataclass

_LOOK = 40
"""How many rows from the top may hold the header."""
_NOT_OURS = frozenset({BASELINE_SHEET, LEGEND_SHEET.casefold(), LISTS_SHEET})
_PART = re.compile(r"(?: \(\d+\)|_\d+)$")
"""How a second sheet of a name is called: by csdesk and Excel, by LibreOffice."""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet that came back: its header row (from 0), the column of each key, and the columns that were added."""

    grid: Grid
    header: int
    columns: Mapping[str, int]
    """Field key, or the id of a custom field → column."""
    computed: Mapping[str, int]
    """Header, without its mark and in lower case → a column that csdesk worked out, or reads of new rows only."""
    added: tuple[tuple[int, str], ...]
    """Column and header."""
    notes: tuple[str, ...] = ()
    unsaid: frozenset[tuple[int, int]] = frozenset()
    """Cells, by row number and column, that are empty and say nothing: what was sent in them stays."""

    @property
    def rows(self) -> Iterator[tuple[int, tuple[Value, ...]]]:
        """The rows below the header that say anything, by their number on the sheet."""
        own = [*self.columns.values(), *(at for at, _ in self.added)]
        for at in range(self.header + 1, len(self.grid.rows)):
            row = self.grid.rows[at]
            for column in own:
                if column < len(row) and not blank(row[column]):
                    yield at + 1, row
                    break


@dataclass(frozen=True, slots=True)
class Came:
    """The sheets of a workbook that came back, each with what was sent; `gone` came back without, `other` are new.

    Of what a new one holds rows, where it does, stands beside its name.
    """

    pages: tuple[tuple[SentSheet, Page], ...]
    gone: tuple[SentSheet, ...]
    other: tuple[tuple[str, SentSheet | None], ...]


def came_back(grids: Sequence[Grid], sent: Sent) -> Came:
    """Find every sheet again: by its name, else by the ids in it."""
    ours = [g for g in grids if g.name.casefold() not in _NOT_OURS]
    taken: dict[str, SentSheet] = {}
    for sheet in sent.sheets:
        for grid in ours:
            if _PART.sub("", grid.name).strip().casefold() == sheet.sheet.casefold():
                taken.setdefault(grid.name, sheet)
    for grid in ours:
        if grid.name not in taken and (sheet_by_ids := _by_ids(grid, sent, taken.values())):
            taken[grid.name] = sheet_by_ids
    pages = [(taken[g.name], _page(g, taken[g.name])) for g in ours if g.name in taken]
    order = {id(sheet): at for at, sheet in enumerate(sent.sheets)}
    pages.sort(key=lambda p: order[id(p[0])])
    there = {id(sheet) for sheet, _ in pages}
    return Came(
        tuple(pages),
        tuple(s for s in sent.sheets if id(s) not in there and s.rows),
        tuple(
            (g.name, _by_ids(g, sent, ()))
            for g in ours
            if g.name not in taken and not g.hidden and any(map(any, g.rows))
        ),
    )


def _by_ids(grid: Grid, sent: Sent, taken: Collection[SentSheet]) -> SentSheet | None:
    """The sheet whose ids stand in a grid of another name."""
    there = {cell for row in grid.rows for cell in row if isinstance(cell, str) and len(cell) < 100}
    free = [s for s in sent.sheets if s not in taken and s.rows]
    best = max(free, key=lambda s: len(there & s.rows.keys()), default=None)
    heads = {_key(cell) for row in grid.rows[:_LOOK] for cell in row if isinstance(cell, str)}
    own = best is not None and sum(_key(v) in heads for v in best.headers.values()) * 2 >= len(best.headers)
    return best if best is not None and own and there & best.rows.keys() else None


def _page(grid: Grid, sent: SentSheet) -> Page:
    header = _header_at(grid, sent)
    keys = {_key(text): key for key, text in sent.headers.items()}
    columns: dict[str, int] = {}
    computed: dict[str, int] = {}
    added: list[tuple[int, str]] = []
    plain: list[str] = []
    beside = READ_OF_NEW.get(sent.noun.word, frozenset())
    for at, text in _headers(grid, header):
        key = keys.get(_key(text))
        if text == WHY_REFUSED:
            continue
        if key is not None and key not in columns:
            columns[key] = at
        elif is_computed(text):
            computed[_key(without_mark(text))] = at
        elif _key(text) in beside:
            computed[_key(text)] = at
            plain.append(f"“{text}” is read in new rows only.")
        else:
            added.append((at, text))
    renamed, notes = _renamed(grid, header, sent, columns, added)
    columns |= renamed
    notes += plain
    left = tuple((at, text) for at, text in added if at not in renamed.values())
    if grid.name.casefold() != sent.sheet.casefold() and not _PART.search(grid.name):
        notes.insert(0, f"Sheet “{grid.name}” holds the rows of “{sent.sheet}”.")
    return Page(grid, header, columns, computed, left, tuple(notes))


def _header_at(grid: Grid, sent: SentSheet) -> int:
    known = {_key(text) for text in (*sent.headers.values(), *sent.computed)}
    counts = [
        (sum(isinstance(c, str) and _key(c) in known for c in row), -at)
        for at, row in enumerate(grid.rows[:_LOOK])
    ]
    return -max(counts, default=(0, 0))[1]


def _headers(grid: Grid, header: int) -> Iterator[tuple[int, str]]:
    """The headers, each once; a column with cells and no header is named by its letter."""
    width = max((len(row) for row in grid.rows[header:]), default=0)
    seen: dict[str, int] = {}
    for at in range(width):
        cell = grid.rows[header][at] if at < len(grid.rows[header]) else None
        if blank(cell):
            if not any(at < len(r) and not blank(r[at]) for r in grid.rows[header + 1 :]):
                continue
            cell = f"column {letter(at)}"
        text = " ".join(str(cell).split())
        seen[_key(text)] = count = seen.get(_key(text), 0) + 1
        yield at, text if count == 1 else f"{text} ({count})"


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _renamed(
    grid: Grid, header: int, sent: SentSheet, columns: Mapping[str, int], added: Sequence[tuple[int, str]]
) -> tuple[dict[str, int], list[str]]:
    """Columns whose header was written anew: they hold what the missing ones held."""
    found: dict[str, int] = {}
    notes = []
    missing = [key for key in sent.headers if key not in columns]
    ids = columns.get("id")
    if ids is None and (at := _id_column(grid, header, sent, added)) is not None:
        found["id"] = ids = at
        missing.remove("id")
    for at, text in added if ids is not None else ():
        shares = {k: _share(grid, header, sent, ids or 0, at, k) for k in missing if k not in found}
        best = max(shares, key=lambda k: (shares[k], k), default=None)
        if at not in found.values() and best is not None and shares[best] >= _ALIKE:
            found[best] = at
            notes.append(f"Column “{text}” holds what “{sent.headers[best]}” held, and is taken for it.")
    return found, notes


_ALIKE = 0.6
"""Which share of the cells that say something must be as they were sent."""


def _id_column(grid: Grid, header: int, sent: SentSheet, added: Sequence[tuple[int, str]]) -> int | None:
    counts = {
        at: sum(at < len(row) and row[at] in sent.rows for row in grid.rows[header + 1 :]) for at, _ in added
    }
    best = max(counts, key=lambda at: (counts[at], -at), default=None)
    return best if best is not None and counts[best] else None


def _share(grid: Grid, header: int, sent: SentSheet, ids: int, at: int, key: str) -> float:
    """Which share of a column's cells says what a field said when it was sent, roughly."""
    if key not in sent.fields:
        return 0.0
    place = sent.fields.index(key)
    alike = told = 0
    for row in grid.rows[header + 1 :]:
        uid = row[ids] if ids < len(row) else None
        if not isinstance(uid, str) or uid not in sent.rows:
            continue
        was, now = sent.rows[uid][place], row[at] if at < len(row) else None
        if was is None and blank(now):
            continue
        told += 1
        alike += was is not None and not blank(now) and _key(str(was)) == _key(str(now))
    return alike / told if told else 0.0
