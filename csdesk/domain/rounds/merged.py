"""Cells of a workbook that came back and were merged show one value over several rows: no row is emptied by that."""

from dataclasses import replace

from csdesk.domain.imports.tables.questions import Asking
from csdesk.domain.imports.tables.shown import FIRST, filled, merged_below, of_merged
from csdesk.domain.rounds.found import Page

_STAY = "It holds for the first row; the others stay as in the book"


def with_merges(page: Page, asking: Asking) -> Page:
    """The page with the value in each of its rows, or with the others saying nothing, as was answered."""
    own = set(page.columns.values())
    areas = [area for area in merged_below(page.grid, page.header + 1) if area[1] in own]
    if not areas:
        return page
    answer = asking.ask(of_merged(page.grid, areas, first=_STAY))
    if answer != FIRST:
        return replace(page, grid=filled(page.grid, areas))
    covered = ((row + 1, left) for top, left, bottom, _ in areas for row in range(top + 1, bottom + 1))
    return replace(page, unsaid=frozenset(covered))
