"""A workbook going out holds one sheet per noun, each a real table; text is never a formula."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from csdesk.domain.imports.cells.grid import letter
from csdesk.domain.imports.vocabulary.targets import LEGEND_SHEET
from csdesk.domain.rounds.words import BASELINE_SHEET, LISTS_SHEET, Holds, fitting
from csdesk.exchange.baseline import baseline_cells
from csdesk.exchange.fresh_workbook import fresh_workbook
from csdesk.exchange.tables_out import Column, Table, headers
from csdesk.tokens import tokens

__all__ = ["fitting", "write_workbook"]

MOST_ROWS = 1_048_576
"""The rows of a sheet, its header among them."""
_FORMATS = {Holds.DAY: "yyyy-mm-dd", Holds.MOMENT: "yyyy-mm-dd hh:mm"}
_NUMBER, _SHARE = "#,##0.######", "0.0#%"
_SPARE = 1_000
"""Rows below the table that offer its choices, too."""
_WIDEST, _NARROWEST, _SAMPLE = 48, 8, 300
_LEGEND = ("Sheet", "Column", "What it is", "Values", "Computed")
_UNKNOWN_WORD = "csdesk does not know this word here."
_WORKED_OUT = "csdesk works this column out: what is typed here changes no row that the book has."


def write_workbook(
    file: BinaryIO,
    tables: Sequence[Table],
    *,
    day: date,
    folder: Path | None = None,
    baseline: bytes | None = None,
    most_rows: int | None = None,
    legend: bool = True,
) -> tuple[str, ...]:
    """Write the tables as an .xlsx into a file; the same tables and day give the same bytes. Gives the sheets.

    `folder` takes the parts until they are packed; without one they stay in memory. `baseline` is what the
    way back compares with; `legend` adds a sheet that says what each column is. A table with more
    rows than a sheet has goes on in a sheet “… (2)”.
    """
    from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

    book = fresh_workbook(file, "csdesk", day, folder=folder)
    maker = _Maker(book, most_rows or MOST_ROWS)
    for table in tables:
        maker.sheets(table)
    if legend:
        maker.legend(tables)
    maker.lists()
    if baseline is not None:
        carry_baseline(book, baseline)
    try:
        book.close()
    except FileCreateError as error:
        (fault,) = error.args  # what the system said
        raise fault from error
    return tuple(maker.names)


def carry_baseline(book: Any, packed: bytes) -> None:
    """Add the hidden sheet that says what the workbook said when it went out."""
    sheet = book.add_worksheet(BASELINE_SHEET)
    for row, cells in enumerate(baseline_cells(packed)):
        for at, cell in enumerate(cells):
            sheet.write_string(row, at, cell)
    sheet.very_hidden()


class _Maker:
    """Makes the sheets of one workbook."""

    def __init__(self, book: Any, most_rows: int) -> None:
        self._book, self._most = book, most_rows - 1
        self.names: list[str] = []
        self._tables: set[str] = set()
        self._lists: dict[tuple[str, ...], str] = {}
        self._ranges: dict[str, str] = {}
        """Where the names of a table's rows stand, by its key."""
        self._styles: dict[tuple[str | None, str | None], Any] = {}
        inks = tokens("light").text
        self._quiet, self._grey = inks.tertiary, inks.secondary

    def sheets(self, table: Table) -> None:
        """One table, on as many sheets as it needs."""
        parts = max(1, -(-table.rows // self._most))
        for part in range(parts):
            name = table.name if part == 0 else f"{table.name} ({part + 1})"
            some = [cells[part * self._most : (part + 1) * self._most] for cells in table.cells]
            self._sheet(name, table, some)

    def _sheet(self, name: str, table: Table, cells: list[Sequence[str | None]]) -> None:
        from csdesk.exchange.pages import Page

        page = self._book.add_worksheet(name, worksheet_class=Page)
        self.names.append(name)
        rows, wide = max(len(cells[0]), 1), len(table.columns) - 1
        named = zip(headers(table.columns), table.columns, strict=True)
        heads = [{"header": h, "header_format": self._head(c)} for h, c in named]
        options = {"columns": heads, "name": self._table_name(name), "style": "Table Style Light 1"}
        page.add_table(0, 0, 1, wide, options)
        page.tables[-1]["range"] = page.tables[-1]["autofilter"] = f"A1:{letter(wide)}{rows + 1}"
        page.fill(table.columns, cells, [self._style(c) for c in table.columns])
        page.freeze_panes(1, min(2, table.title + 1) if wide > 1 else 0)
        page.set_landscape()
        page.repeat_rows(0)
        for at, column in enumerate(table.columns):
            page.set_column(at, at, _width(column, cells[at]))
            self._checks(page, at, column, rows)
        title = letter(table.title)
        self._ranges.setdefault(table.key, f"='{name}'!${title}$2:${title}${rows + 1}")

    def _table_name(self, name: str) -> str:
        """A name that no other table and no sheet of a person has."""
        bare = "".join(c if c.isalnum() else "_" for c in name) + "_table"
        self._tables.add(bare)
        return bare

    def _ink(self, column: Column) -> str | None:
        """The colour of what is not for a person to fill in; None for all else."""
        return self._quiet if column.quiet else self._grey if column.computed else None

    def _head(self, column: Column) -> Any:
        colour = self._ink(column)
        key = ("head", colour)
        if key not in self._styles:
            facts = {"bold": True, "bottom": 1, "text_wrap": False, "italic": bool(column.computed)}
            self._styles[key] = self._book.add_format(facts | ({"font_color": colour} if colour else {}))
        return self._styles[key]

    def _style(self, column: Column) -> Any:
        """The format of a column's cells; None for plain text."""
        shown = _FORMATS.get(column.holds)
        if column.holds is Holds.NUMBER:
            places = column.places
            shown = (
                _SHARE
                if column.share
                else _NUMBER
                if places is None
                else "#,##0" + ("." + "0" * places if places else "")
            )
        colour = self._ink(column)
        if shown is None and colour is None:
            return None
        key = (shown, colour)
        if key not in self._styles:
            facts = {"num_format": shown} if shown else {}
            self._styles[key] = self._book.add_format(facts | ({"font_color": colour} if colour else {}))
        return self._styles[key]

    def _checks(self, page: Any, at: int, column: Column, rows: int) -> None:
        """What the program that opens the file says of a cell that is typed: an unknown word, a worked out column."""
        source = self._source(column)
        check: dict[str, Any]
        if column.computed:
            check = {"validate": "custom", "value": "=FALSE", "error_message": _WORKED_OUT}
        elif source is not None:
            check = {"validate": "list", "source": source, "error_message": _UNKNOWN_WORD}
        else:
            return
        told = {"ignore_blank": True, "error_type": "warning", "error_title": "csdesk"}
        page.data_validation(1, at, min(rows + _SPARE, self._most), at, check | told)

    def _source(self, column: Column) -> list[str] | str | None:
        """What the cells of a column are chosen from: words, or a range."""
        if column.among:
            return self._ranges.get(column.among)
        words = column.choices
        if not words:
            return None
        if len(",".join(words)) <= 255 and not any("," in w for w in words):
            return list(words)
        if words not in self._lists:
            at = letter(len(self._lists))
            self._lists[words] = f"='{LISTS_SHEET}'!${at}$1:${at}${len(words)}"
        return self._lists[words]

    def lists(self) -> None:
        """The hidden sheet of choices that are too long for a cell's own list."""
        if not self._lists:
            return
        sheet = self._book.add_worksheet(LISTS_SHEET)
        for at, words in enumerate(self._lists):
            for row, word in enumerate(words):
                sheet.write_string(row, at, word)
        sheet.hide()

    def legend(self, tables: Sequence[Table]) -> None:
        """The sheet that says what each column is."""
        sheet = self._book.add_worksheet(LEGEND_SHEET)
        wrap = self._book.add_format({"text_wrap": True, "valign": "top"})
        told = list(_told(tables))
        heads = [{"header": h, "header_format": self._head(Column(h, h, Holds.TEXT))} for h in _LEGEND]
        options = {"columns": heads, "name": "About_the_columns_table", "style": "Table Style Light 1"}
        sheet.add_table(0, 0, max(len(told), 1), len(_LEGEND) - 1, options)
        for row, cells in enumerate(told, 1):
            for at, cell in enumerate(cells):
                sheet.write_string(row, at, fitting(cell), wrap)
        for at, width in enumerate((16, 26, 60, 60, 12)):
            sheet.set_column(at, at, width)
        sheet.freeze_panes(1, 0)


def _told(tables: Sequence[Table]) -> Iterator[tuple[str, ...]]:
    for table in tables:
        yield table.name, "", table.what, "", ""
        for column in table.columns:
            computed = "yes" if column.computed else ""
            yield table.name, column.header, column.meaning, column.values, computed


def _width(column: Column, cells: Sequence[str | None]) -> int:
    if column.quiet:
        return 10
    longest = max((len(c) for c in cells[:_SAMPLE] if c), default=0)
    return min(max(longest + 1, len(column.header) + 4, _NARROWEST), _WIDEST)
