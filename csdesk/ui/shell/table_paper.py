"""A table of a page on paper: its rows in their order and columns, on the printer that is chosen."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

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
        from csdesk.printing.table_page import paint_table

        if self._printer is not None:
            paint_table(self.sheet(), self._printer)

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
        texts = [[c.text(row) for c in shown] for row in rows.rows]
        return PaperTable(title, said, columns, texts, self._page.desk.path.stem)
