"""A table of a page on paper: its rows in their order and columns, on the printer that is chosen."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from PySide6.QtCore import QObject

from csdesk import wording
from csdesk.domain.errors import PrintingStopped
from csdesk.ui.kit.columns import Column
from csdesk.ui.kit.table import Table
from csdesk.ui.page import Page

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    from csdesk.printing.table_page import PaperTable


class TablePaper(QObject):
    """Prints one table of a page; a page that lists otherwise says in `sheet` what is printed."""

    def __init__(self, page: Page, table: Table[Any] | None = None) -> None:
        super().__init__(page)
        self._page, self._table = page, table
        self.dialog: QPrintDialog | None = None
        self._printer: QPrinter | None = None

    def print_page(self) -> None:
        """Open the system's print dialog."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)  # the dialog does not keep it alive
        self.dialog = QPrintDialog(self._printer, self._page)
        self.dialog.setWindowTitle(f"Print {self._page.title}")
        self.dialog.accepted.connect(self._print)
        self.dialog.show()

    def _print(self) -> None:
        """Print beside everything else; the status line counts the sheets, and Cancel stops it."""
        if self._printer is not None:
            self._page.desk.job(
                f"Printing {self._page.title}", Printing(self.sheet(), self._printer), self._done
            )

    def _done(self, sheets: int) -> None:
        self._page.desk.told.emit(f"{self._page.title} printed: {wording.count(sheets, 'sheet')}", False)

    def sheet(self) -> "PaperTable":
        """What the table shows now."""
        assert self._table is not None
        return self.sheet_of(self._table, self._page.title, self._page.summary())

    def sheet_of(self, table: Table[Any], title: str, said: str, *, whole: bool = False) -> "PaperTable":
        """The rows of a table in their order: in the columns that are shown, or `whole` in all there are."""
        from csdesk.printing.table_page import PaperTable

        rows = table.rows
        shown = list(rows.columns) if whole else [rows.columns[n] for n in table.columns_shown()]
        columns = tuple((c.header, c.right) for c in shown)
        return PaperTable(title, said, columns, Texts(rows.rows, shown), self._page.desk.path.stem)


class Texts(Sequence[Sequence[str]]):
    """The texts of rows, made when they are asked for: however many there are, a sheet of them at a time."""

    def __init__(self, rows: Sequence[Any], columns: Sequence[Column[Any]]) -> None:
        self._rows, self._columns = tuple(rows), tuple(columns)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> list[str]: ...

    @overload
    def __getitem__(self, at: slice) -> list[list[str]]: ...

    def __getitem__(self, at: int | slice) -> list[str] | list[list[str]]:
        if isinstance(at, slice):
            return [self._texts(row) for row in self._rows[at]]
        return self._texts(self._rows[at])

    def _texts(self, row: Any) -> list[str]:
        return [column.text(row) for column in self._columns]


class Printing:
    """Prints a table sheet by sheet, or, stopped, leaves nothing: no file, and nothing more on the printer."""

    def __init__(self, sheet: "PaperTable", printer: "QPrinter") -> None:
        self._sheet, self._printer = sheet, printer

    def __call__(self, book: object, progress: Callable[[int, int], bool]) -> int:
        from csdesk.printing.table_page import paint_table

        del book
        try:
            return paint_table(self._sheet, self._printer, progress)
        except PrintingStopped:
            self._printer.abort()
            file = self._printer.outputFileName()
            if file:
                Path(file).unlink(missing_ok=True)
            raise
