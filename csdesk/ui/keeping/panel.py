"""The panel of backups: the table, and beside it what restoring the chosen one would mean."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.services.book.keeping import Overview, choose_second_place, overview
from csdesk.ui.keeping.columns import BackupRow, columns, count, moment, number, why
from csdesk.ui.keeping.words import lost, place_words, second_words
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.file_choice import folder_to_use
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.ledger import Ledger, Line
from csdesk.ui.kit.notes import Empty, Note, Tone
from csdesk.ui.kit.panels import Hairline, Panel, scrolling
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.shell.errands import Errand
from csdesk.ui.theme import px

_RAIL, _NARROW_RAIL, _NARROW = 336, 296, 900
_ROOMY, _SNUG = 690, 600
"""Less px for the table: the last change, and then also what the backup holds, stand only beside it."""


class BackupsPanel(QWidget):
    """Reads every backup of a book, whole or not, and shows the good ones. `restoring(file)`: this one is wanted.

    `read(Overview)`: all of them have been read.
    """

    restoring = Signal(object)
    read = Signal(object)

    def __init__(self, book: Path, today: date, *, leading: bool = True) -> None:
        """`leading`: its button is the page's own."""
        super().__init__()
        self._book, self._today = book, today
        self._kind = Kind.PRIMARY if leading else Kind.NORMAL
        self.overview: Overview | None = None
        self._keys: list[str] = []
        self.table = Table(TableModel(columns(today), identity=number), "Backups")
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._choose)
        self.empty = Empty(
            "No backup yet",
            "One is made on closing, before every import, every 30 minutes of change, and when you ask for it.",
        )
        self.empty.set_margin(px(16))
        self.empty.hide()
        self.note = Note("", "watch")
        row = in_row(on=self)
        left = in_column(self._noted())
        left.addWidget(self.table, 1)
        left.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        row.addLayout(left, 1)
        row.addWidget(self._rail())

    def _noted(self) -> QWidget:
        self._note_box = QWidget()
        inside = QVBoxLayout(self._note_box)
        inside.setContentsMargins(px(16), px(8), px(16), px(8))
        inside.addWidget(self.note)
        self._note_box.hide()
        return self._note_box

    def _note(self, said: str, tone: Tone) -> None:
        self.note.say(said, tone)
        self._note_box.setVisible(bool(said))

    def _rail(self) -> QWidget:
        self._beside = rail = Panel("sunken", line="left")
        outer = QVBoxLayout(rail)
        outer.setContentsMargins(1, 0, 0, 0)
        inner = QWidget()
        column = in_column(on=inner, gap=8, edges=(16, 12, 16, 12))
        self.title = paragraph("", "field")
        self.facts = Ledger(name="What the backup holds", ruled=False)
        self.means = paragraph("", "body", "text.secondary")
        self.restore = Button("Restore this backup", kind=self._kind, icon="undo")
        self.restore.clicked.connect(self._restore)
        for widget in (self.title, self.facts, self.means, self.restore):
            column.addWidget(widget)
        column.addSpacing(px(8))
        self._rule = Hairline(subtle=True)
        column.addWidget(self._rule)
        self._add_second(column)
        column.addStretch(1)
        outer.addWidget(scrolling(inner, "The chosen backup"))
        self._show_chosen(None)
        return rail

    def _add_second(self, column: QVBoxLayout) -> None:
        column.addWidget(label("Second place", "section"))
        self.second = paragraph("", "body", "text.secondary")
        self.choose = Button("Choose a folder", icon="book")
        self.decline = Button("None needed", kind=Kind.LINK)
        self.choose.clicked.connect(self._ask_folder)
        self.decline.clicked.connect(self._decline)
        buttons = in_row(self.choose, self.decline, gap=16)
        buttons.addStretch(1)
        column.addWidget(self.second)
        column.addLayout(buttons)

    def reload(self) -> None:
        """Read every backup again."""
        errand = Errand(self, partial(overview, self._book))
        errand.done.connect(self._show)
        errand.refused.connect(self._refused)
        errand.start()

    def _refused(self, error: CsdeskError) -> None:
        self._note(wording.sentence(error), "bad")

    def _show(self, found: Overview) -> None:
        self.overview = found
        rows = [BackupRow(backup, since) for backup, since in found.good]
        self.table.rows.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._fit()
        self.empty.setVisible(not rows)
        self._note(place_words(found), "watch")
        self.second.setText(second_words(found, self._today))
        self.decline.setVisible(found.second_place is None)
        if rows and self.table.chosen_row() is None:
            self.table.selectRow(0)
        self._choose(self.table.chosen_row())
        self.read.emit(found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, what is not about when and why stands only beside the table."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        compared = self.overview is None or any(since is not None for _, since in self.overview.good)
        left_out = set() if compared else {"newer"}
        rail = px(_NARROW_RAIL if self.width() < px(_NARROW) else _RAIL)
        self._beside.setFixedWidth(rail)
        if self.width() - rail < px(_ROOMY):
            left_out.add("last")
        if self.width() - rail < px(_SNUG):
            left_out |= {"accounts", "touches"}
        keys = [c.key for c in self.table.rows.columns if c.key not in left_out]
        if keys != self._keys:
            self._keys = keys
            self.table.show_columns(keys)

    def _choose(self, row: BackupRow | None) -> None:
        self._show_chosen(row)

    def _show_chosen(self, row: BackupRow | None) -> None:
        self.restore.setVisible(row is not None)
        self.facts.setVisible(row is not None)
        self.title.setVisible(row is not None)
        if row is None:
            self.title.setText("")
            some = self.overview is not None and bool(self.overview.good)
            self.means.setText("Choose a backup to see what it holds." if some else "")
            self.means.setVisible(some)
            self._rule.setVisible(some)
            return
        self.means.show()
        self._rule.show()
        self.title.setText(f"{moment(row.made, self._today)}")
        held = row.backup
        self.facts.show_lines(
            [
                Line("Why", why(row)),
                Line("Accounts", count(held.accounts)),
                Line("Touches", count(held.touches)),
                Line("Changes", count(held.operations)),
                Line("Last change", moment(row.changed, self._today)),
            ]
        )
        self.means.setText(lost(row.since))

    def _restore(self) -> None:
        row = self.table.chosen_row()
        if row is not None and self.overview is not None:
            self.restoring.emit(self.overview.folder / row.backup.file)

    def _ask_folder(self) -> None:
        chosen = folder_to_use(self.window(), "A second place for backups")
        if chosen is not None:
            self.take_second_place(chosen)

    def take_second_place(self, folder: Path | None) -> None:
        """Send every backup there too from now on; None: no second place is wanted."""
        choose_second_place(folder)
        self.reload()

    def _decline(self) -> None:
        self.take_second_place(None)
