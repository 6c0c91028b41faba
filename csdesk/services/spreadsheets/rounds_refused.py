"""Refused rows of a merge as a workbook with its own baseline: mended there, and merged again."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from csdesk.domain.errors import NothingRefused
from csdesk.domain.imports.cells.grid import Source, Value
from csdesk.domain.imports.tables.headers import WHY_REFUSED
from csdesk.domain.rounds.found import Page, came_back
from csdesk.domain.rounds.plan import MergePlan
from csdesk.exchange.baseline import baseline_in
from csdesk.services.spreadsheets.baseline import part_of_baseline
from csdesk.services.spreadsheets.refused import RefusedRows, why_refused
from csdesk.services.spreadsheets.rounds import sent_in

if TYPE_CHECKING:
    from csdesk.exchange.refused_out import RefusedSheet

_Row = tuple[int, tuple[Value, ...]]
"""A row by its number on the sheet."""


def write_refused_merge(source: Source, plan: MergePlan, path: Path) -> RefusedRows:
    """Write the rows that a merge refuses, with the reasons, to an .xlsx file; the workbook itself stays as it is.

    Merged again it is compared with what was sent, as the whole workbook was. A row that was to be removed and
    cannot be stands on no sheet, and is not in it.
    Raises: NothingRefused, NoPermission, NotWritten, PathUnusable.
    """
    from csdesk.exchange.atomic import atomic_write
    from csdesk.exchange.refused_out import refused_bytes

    whys = {(r.sheet, r.row): why_refused(r) for r in plan.refused}
    pages = [page for _, page in came_back(source.grids, sent_in(source)).pages]
    refused = [(page, [(n, row) for n, row in page.rows if (page.grid.name, n) in whys]) for page in pages]
    sheets = [_sheet(page, rows, whys) for page, rows in refused if rows]
    if not sheets:
        raise NothingRefused(files=plan.file)
    kept = {_id(page, row) for page, rows in refused for _, row in rows}
    packed = part_of_baseline(baseline_in(source), kept)
    data = refused_bytes(sheets, why=WHY_REFUSED, day=source.on, baseline=packed)
    atomic_write(path, lambda file: file.write(data))
    return RefusedRows(str(path), sum(len(sheet.rows) for sheet in sheets))


def _sheet(page: Page, rows: Sequence[_Row], whys: dict[tuple[str, int], str]) -> "RefusedSheet":
    from csdesk.exchange.refused_out import RefusedSheet

    name, heads = page.grid.name, page.grid.rows[page.header]
    width = max(len(heads), *(len(row) for _, row in rows))
    words = ["" if cell is None else str(cell) for cell in _wide(heads, width)]
    places = [at for at, word in enumerate(words) if word != WHY_REFUSED]
    told = [([_wide(row, width)[at] for at in places], whys[name, n]) for n, row in rows]
    return RefusedSheet(name, [words[at] for at in places], told)


def _id(page: Page, row: Sequence[Value]) -> str | None:
    at = page.columns.get("id", len(row))
    return str(row[at]) if at < len(row) else None


def _wide(row: Sequence[Value], width: int) -> list[Value]:
    return [*row, *[None] * (width - len(row))]
