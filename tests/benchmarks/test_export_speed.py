"""How long the workbook of a big book takes, health and baseline included, beside bare XlsxWriter on the same cells."""

import resource
from datetime import date, datetime
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

from csdesk.domain.fields import noun_of
from csdesk.domain.nouns import NOUNS
from csdesk.exchange.tables_out import Holds, Table, headers
from csdesk.services.spreadsheets.exports import export_book
from csdesk.services.spreadsheets.rows_out import RowsOut
from csdesk.services.spreadsheets.sheets_out import table_of
from csdesk.store.book import Book
from tests.benchmarks.big_book import DAY, fill
from tests.benchmarks.races import race, timed, told

ACCOUNTS, ROUNDS, TARGET = 10_000, 1, 1.5


def cells_of(book: Book) -> list[Table]:
    """Every cell that the export writes, as values that a program has at hand."""
    out = RowsOut(book)
    return [table_of(noun_of(n), out, day=DAY) for n in NOUNS if noun_of(n).sheet]


def typed(holds: Holds, cells: list[str | None]) -> list[object]:
    if holds is Holds.NUMBER:
        return [None if c is None else float(c) for c in cells]
    if holds is Holds.DAY:
        return [None if c is None else date.fromisoformat(c) for c in cells]
    if holds is Holds.MOMENT:
        return [None if c is None else datetime.fromisoformat(c).replace(tzinfo=None) for c in cells]
    return list(cells)


def bare(path: Path, sheets: list[tuple[str, list[str], list[list[object]]]]) -> float:
    """Write the cells by type, in the mode that needs the least memory."""

    def write() -> None:
        with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
            day = workbook.add_format({"num_format": "yyyy-mm-dd"})
            for name, heads, columns in sheets:
                page = workbook.add_worksheet(name)
                for at, head in enumerate(heads):
                    page.write_string(0, at, head)
                for number, row in enumerate(zip(*columns, strict=True), 1):
                    for at, cell in enumerate(row):
                        if cell is None:
                            continue
                        if isinstance(cell, str):
                            page.write_string(number, at, cell)
                        elif isinstance(cell, float):
                            page.write_number(number, at, cell)
                        else:
                            page.write_datetime(number, at, cell, day)

    return timed(write)


def test_the_whole_book_as_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "book.csdesk"
    with Book.create(path) as book:
        facts = fill(book, ACCOUNTS)
    with Book.view(path) as book:
        sheets = [
            (
                t.name,
                headers(t.columns),
                [typed(c.holds, list(x)) for c, x in zip(t.columns, t.cells, strict=True)],
            )
            for t in cells_of(book)
        ]
        count = sum(c is not None for _, _, columns in sheets for column in columns for c in column)

        def ours() -> float:
            return timed(lambda: export_book(book, tmp_path / "ours.xlsx", today=DAY))

        medians = race(lambda: bare(tmp_path / "bare.xlsx", sheets), ours, ROUNDS)
    size = (tmp_path / "ours.xlsx").stat().st_size / 2**20
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print()
    print(told(f"workbook of {ACCOUNTS:,} accounts, {facts:,} facts, {count:,} cells", medians, TARGET))
    print(f"{size:.0f} MB; the most memory of this process, its cells for the floor included: {most:,} MB")
