"""The brief sheet: one page to read before a call, to copy, or to keep as PDF."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.ids import AccountId
from csdesk.services.accounts.briefs import Brief, Point, brief_lines, nothing
from csdesk.ui.desk import Desk
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.file_choice import file_to_write
from csdesk.ui.kit.labels import elided, label, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.shell.sheets.sheets import Sheet
from csdesk.ui.theme import px

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog

    from csdesk.store.book import Book


class BriefSheet(Sheet):
    """Shows a brief."""

    def __init__(self, window: QWidget, desk: Desk, brief: Brief) -> None:
        super().__init__(window, brief.kind.capitalize(), 680)
        self._desk, self.brief = desk, brief
        self.dialog: QPrintDialog | None = None
        QShortcut(QKeySequence.StandardKey.Print, self).activated.connect(self.print_page)
        self.column.addWidget(elided(brief.title, "title"))
        inner = QWidget()
        column = in_column(
            paragraph(brief.outcome or wording.NO_OUTCOME, "strong"), on=inner, gap=4, edges=(0, 0, 10, 0)
        )
        if brief.experience:
            column.addWidget(paragraph(f"How: {brief.experience}", "body", "text.secondary"))
        column.addLayout(_points(brief.facts))
        for title, points in brief.parts:
            column.addSpacing(px(6))
            column.addWidget(label(title, "section"))
            if points:
                column.addLayout(_points(points))
            else:
                column.addWidget(label(nothing(title), "body", "text.secondary"))
        column.addStretch(1)
        area = scrolling(inner, brief.kind.capitalize())
        area.setFixedHeight(min(px(560), window.height() - px(180)))
        self.column.addWidget(area)
        self.column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = in_row(gap=8)
        self.copy = Button("Copy as text", icon="copy")
        self.copy.clicked.connect(self.copy_text)
        self.pdf = Button("Save as PDF", kind=Kind.PRIMARY, icon="export")
        self.pdf.clicked.connect(self.save)
        self.print = Button("Print", icon="print", keys=("Ctrl", "P"))
        self.print.clicked.connect(self.print_page)
        self.leave = Button("Close", keys=("Esc",))
        self.leave.clicked.connect(self.close)
        row.addWidget(self.copy)
        row.addWidget(self.print)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.pdf)
        return row

    def copy_text(self) -> None:
        """Put the brief on the clipboard."""
        QGuiApplication.clipboard().setText("\n".join(brief_lines(self.brief)))
        self._desk.told.emit(f"{self.brief.kind.capitalize()} copied.", False)

    def save(self) -> None:
        """Ask for a file, and write the brief as PDF."""
        from csdesk.exchange.file_names import safe_name

        name = safe_name(f"{self.brief.account} {self.brief.kind}") + ".pdf"
        path = file_to_write(self, f"Save the {self.brief.kind}", name, "PDF (*.pdf)")
        if path is not None:
            self._desk.job(f"Writing {path.name}", _Write(self.brief, path), self._written)

    def print_page(self) -> None:
        """Open the system's print dialog for the page."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)  # the dialog does not keep it alive
        self.dialog = QPrintDialog(self._printer, self)
        self.dialog.setWindowTitle(f"Print the {self.brief.kind}")
        self.dialog.accepted.connect(self._print)
        self.dialog.show()

    def _print(self) -> None:
        from csdesk.services.accounts.brief_pages import print_brief

        print_brief(self.brief, self._printer)

    def _written(self, done: tuple[str, Path]) -> None:
        self._desk.wrote.emit(*done)


def _points(points: tuple[Point, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(3))
    grid.setColumnStretch(1, 1)
    for number, point in enumerate(points):
        left = paragraph(point.left, "body", "text.secondary")
        left.setFixedWidth(px(124))
        grid.addWidget(left, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(paragraph(point.says, "body", "bad.text" if point.late else "text.primary"), number, 1)
    return grid


class BriefQuestion:
    """What the sheet asks the book."""

    def __init__(self, desk: Desk, account: AccountId) -> None:
        self._today, self._account = desk.today, account

    def __call__(self, book: "Book") -> Brief:
        from csdesk.services.accounts.briefs import call_brief

        return call_brief(book, self._account, as_of=self._today)


class _Write:
    def __init__(self, brief: Brief, path: Path) -> None:
        self._brief, self._path = brief, path

    def __call__(self, book: "Book", progress: object) -> tuple[str, Path]:
        del book, progress
        from csdesk.services.accounts.brief_pages import save_brief

        return save_brief(self._brief, self._path), self._path
