"""A list going out of the window: its rows in their order and columns, on paper, as a workbook or as a CSV."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from PySide6.QtCore import QObject, Qt

from csdesk import wording
from csdesk.domain.errors import PrintingStopped
from csdesk.ui.actions.catalogue import action
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.columns import Column
from csdesk.ui.kit.file_choice import file_to_write
from csdesk.ui.kit.menus import Menu
from csdesk.ui.kit.table import Table
from csdesk.ui.page import Page

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    from csdesk.printing.table_page import PaperTable
    from csdesk.services.spreadsheets.list_out import Listing
    from csdesk.store.book import Book

EXCEL, CSV = "Excel (*.xlsx)", "Tables (*.csv)"


@dataclass(frozen=True, slots=True)
class Shown:
    """Rows under columns as a page shows them. `said` tells which rows they are; `name` is that of their sheet."""

    title: str
    said: str
    columns: Sequence[Column[Any]]
    rows: Sequence[Any]
    name: str = ""
    more: Sequence[Column[Any]] = ()
    """What a file has besides."""
    beside: bool = False
    """Whether it stands beside the list itself, and a CSV does not hold it."""

    def paper(self, foot: str) -> "PaperTable":
        """The list as it is printed."""
        from csdesk.printing.table_page import PaperTable

        heads = tuple((c.header, c.right) for c in self.columns)
        return PaperTable(self.title, self.said, heads, Texts(self.rows, self.columns), foot)

    def listing(self) -> "Listing":
        """The list as a spreadsheet takes it: days, numbers and amounts rather than their words."""
        from csdesk.services.spreadsheets.list_out import Listing

        named = [column for column in (*self.columns, *self.more) if column.called or column.header]
        rows = [[column.out(row) for column in named] for row in self.rows]
        return Listing(self.name or self.title, [c.called or c.header for c in named], rows)


def shown(table: Table[Any], title: str, said: str = "", *, whole: bool = False, name: str = "") -> Shown:
    """The rows of a table in their order: in the columns that are shown, or `whole` in all there are."""
    rows = table.rows
    columns = list(rows.columns) if whole else [rows.columns[n] for n in table.columns_shown()]
    return Shown(title, said, columns, tuple(rows.rows), name)


class ListOut(QObject):
    """Prints and writes what one page lists; a page of several lists, or of none, says in `lists` what they are."""

    def __init__(self, page: Page, table: Table[Any] | None = None) -> None:
        super().__init__(page)
        self._page, self._table = page, table
        self.button: Button | None = None
        self.dialog: QPrintDialog | None = None
        self._printer: QPrinter | None = None

    def offer(self, words: str = "Export") -> Button:
        """The button that offers every way out, without words its icon alone; the page's keys go there at once."""
        self.button = Button(words, icon="export", name="Export")
        self.button.clicked.connect(self.open_menu)
        self._page.bind(f"{self._page.id}.print", self.print_page)
        self._page.bind(f"{self._page.id}.excel", self.save_excel)
        return self.button

    def lists(self) -> list[Shown]:
        """What the page shows now."""
        assert self._table is not None
        return [shown(self._table, self._page.title, self._page.summary())]

    def sheets(self) -> "list[PaperTable]":
        """The lists as they are printed."""
        return [one.paper(self._page.desk.path.stem) for one in self.lists()]

    def file_name(self) -> str:
        """What a file of the list is called, without its ending."""
        return f"{self._page.title} {self._page.desk.today.isoformat()}"

    def further(self) -> list[tuple[str, Callable[[], object]]]:
        """What else the menu offers."""
        return []

    def open_menu(self) -> Menu:
        """Offer every way out under the button."""
        menu, of = Menu("Print or export", self._page), self._page.id
        menu.offer("Print", self.print_page, keys="+".join(action(f"{of}.print").caps))
        menu.addSeparator()
        menu.offer("Save as Excel", self.save_excel, keys="+".join(action(f"{of}.excel").caps))
        menu.offer("Save as CSV", self.save_csv)
        for words, work in self.further():
            menu.offer(words, work)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.open_below(self.button or self._page)
        return menu

    def save_excel(self) -> None:
        """Ask for a file, and write the lists as a workbook with a sheet for each."""
        self._save("Save as Excel", ".xlsx", EXCEL)

    def save_csv(self) -> None:
        """Ask for a file, and write the list itself as CSV."""
        self._save("Save as CSV", ".csv", CSV)

    def _save(self, title: str, ending: str, kind: str) -> None:
        if not self._something():
            return
        path = file_to_write(self._page, title, f"{self.file_name()}{ending}", kind)
        if path is not None:
            self._page.desk.job(
                f"Writing {path.name}", Writing(self.lists(), path, self._page.desk.today), self._written
            )

    def _something(self) -> bool:
        """Whether there is a list; where there is none that is said."""
        if not self.lists():
            self._page.desk.told.emit("Nothing is listed here yet.", False)
            return False
        return True

    def _written(self, path: Path) -> None:
        self._page.desk.wrote.emit(f"{self._page.title} written: {path.name}", path)

    def print_page(self) -> None:
        """Open the system's print dialog."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        if not self._something():
            return
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)  # the dialog does not keep it alive
        self.dialog = QPrintDialog(self._printer, self._page)
        self.dialog.setWindowTitle(f"Print {self._page.title}")
        self.dialog.accepted.connect(self._print)
        self.dialog.show()

    def _print(self) -> None:
        """Print beside everything else; the status line counts the sheets, and Cancel stops it."""
        if self._printer is not None:
            self._page.desk.job(
                f"Printing {self._page.title}", Printing(self.sheets(), self._printer), self._done
            )

    def _done(self, sheets: int) -> None:
        self._page.desk.told.emit(f"{self._page.title} printed: {wording.count(sheets, 'sheet')}", False)


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


class Writing:
    """Writes lists into a file."""

    def __init__(self, lists: Sequence[Shown], path: Path, today: date) -> None:
        self._lists, self._path, self._today = lists, path, today

    def __call__(self, book: "Book", progress: object) -> Path:
        from csdesk.services.spreadsheets.list_out import write_lists

        del book, progress
        lists = self._lists
        if self._path.suffix.lower() == ".csv":
            lists = [next((one for one in lists if not one.beside), lists[0])]
        write_lists(self._path, [one.listing() for one in lists], self._today)
        return self._path


class Printing:
    """Prints lists sheet by sheet, or, stopped, leaves nothing: no file, and nothing more on the printer."""

    def __init__(self, sheets: "Sequence[PaperTable]", printer: "QPrinter") -> None:
        self._sheets, self._printer = sheets, printer

    def __call__(self, book: object, progress: Callable[[int, int], bool]) -> int:
        from csdesk.printing.table_page import paint_tables

        del book
        try:
            return paint_tables(self._sheets, self._printer, progress)
        except PrintingStopped:
            self._printer.abort()
            file = self._printer.outputFileName()
            if file:
                Path(file).unlink(missing_ok=True)
            raise
