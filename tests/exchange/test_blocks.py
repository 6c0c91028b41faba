"""A sheet is read in blocks: nothing is lost, and nothing moves, where one ends and the next begins."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl

from csdesk.domain.imports.cells.grid import NOT_CALCULATED, Fault, Value
from csdesk.exchange.blocks import ROWS, blocks_of, trimmed
from csdesk.exchange.lines import block_of_line, line_of_block
from csdesk.exchange.reading import read, read_here

TODAY = date(2025, 11, 24)


def test_rows_of_any_length_come_back_each_up_to_its_last_value() -> None:
    kinds: list[tuple[Value, ...]] = [(), (None, None), ("a",), (None, 1, None), (True, TODAY, "a", None)]
    rows = [kinds[n % 7] if n % 7 < len(kinds) else (n, Fault("x")) for n in range(2 * ROWS + 3)]
    crossed = [block_of_line(line_of_block(block).encode()) for block in blocks_of(rows)]
    assert [row for block in crossed for row in block.rows()] == [trimmed(row) for row in rows]


def test_blank_blocks_keep_rows_in_their_places_and_end_with_the_last_value(tmp_path: Path) -> None:
    path, far, last = tmp_path / "far.xlsx", 3 * ROWS - 1, 5 * ROWS + 7
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row, column, said in (
        (1, 1, "Customer"),
        (1, 2, "Day"),
        (far, 3, 2.5),
        (last - 2, 2, "=1"),
        (last, 2, "=2"),
    ):
        page.cell(row + 1, column + 1, said)
    page.row_dimensions[far + 1].hidden = True
    book.save(path)
    (grid,) = read_here(path, day=TODAY).grids
    filled = {n: row for n, row in enumerate(grid.rows) if row}
    assert filled == {
        1: (None, "Customer", "Day"),
        far: (None, None, None, Decimal("2.5")),
        last - 2: (None, None, Fault(NOT_CALCULATED)),
        last: (None, None, Fault(NOT_CALCULATED)),
    }
    assert (len(grid.rows), grid.hidden_rows) == (last + 1, (far,))
    assert read(path, day=TODAY).grids == (grid,)
