"""Past imports: each file with its day, what it brought, and one button that takes it back."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk.domain.arrivals import PastImport
from csdesk.ui.actions.catalogue import action
from csdesk.ui.formats import day
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.labels import elided, label
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.notes import Empty
from csdesk.ui.kit.panels import Panel
from csdesk.ui.theme import height, ink, px

_COUNTS = (
    ("rows", "Rows"),
    ("new", "New"),
    ("changed", "Changed"),
    ("left_out", "Left out"),
    ("refused", "Refused"),
)
_DAY, _NUMBER, _BUTTON = 92, 64, 132


class PastPanel(QWidget):
    """The imports that were made, newest first. `undoing(n)`: one of them is to be taken back."""

    undoing = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._whole = in_column(on=self, edges=(16, 0, 16, 16))
        self._rows: list[QWidget] = []
        self.buttons: dict[int, Button] = {}
        self._numbers: dict[QWidget, int] = {}

    def show_imports(self, imports: Sequence[PastImport], today: date) -> None:
        """Show them; without any there is nothing to see."""
        self._clear()
        if not imports:
            return
        title = label("Past imports", "section")
        title.setContentsMargins(0, px(8), 0, px(4))
        self._keep(title)
        self._keep(self._line(_Head(), self._heads(), height("table_header")))
        for one in imports:
            self._keep(self._line(_Row(), self._cells(one, today), px(32)))
        self._whole.addStretch(1)

    def _keep(self, widget: QWidget) -> None:
        self._rows.append(widget)
        self._whole.addWidget(widget)

    def _heads(self) -> list[QWidget]:
        heads: list[QWidget] = [label(t, "small", "text.tertiary", weight=500) for t in ("Day", "File")]
        for _, words in _COUNTS:
            head = label(words, "small", "text.tertiary", weight=500)
            head.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            heads.append(head)
        return [*heads, QWidget()]

    def _cells(self, one: PastImport, today: date) -> list[QWidget]:
        tint = "text.tertiary" if one.undone else "text.primary"
        names = ", ".join(one.names)
        cells: list[QWidget] = [
            label(day(one.at.astimezone().date(), today=today), "body", "text.secondary", tabular=True),
            elided(names, "strong", tint),
        ]
        for key, _ in _COUNTS:
            count = one.count(key)
            cell = label("–" if count is None else f"{count:,}", "body", tint, tabular=True)
            cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            cells.append(cell)
        return [*cells, self._end(one, names)]

    def _end(self, one: PastImport, names: str) -> QWidget:
        if one.undone:
            undone = label("Undone", "body", "text.tertiary")
            undone.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            return undone
        button = Button("Undo this import", small=True)
        button.setAccessibleName(f"Undo the import of {names}")
        button.clicked.connect(self._clicked)
        self.buttons[one.n] = button
        self._numbers[button] = one.n
        box = QWidget()
        right = QHBoxLayout(box)
        right.setContentsMargins(0, 0, 0, 0)
        right.addStretch(1)
        right.addWidget(button)
        return box

    def _line(self, box: QWidget, cells: Sequence[QWidget], tall: int) -> QWidget:
        box.setFixedHeight(tall)
        row = in_row(on=box, gap=12)
        widths = (_DAY, 0, *(_NUMBER for _ in _COUNTS), _BUTTON)
        for cell, wide in zip(cells, widths, strict=True):
            if wide:
                cell.setFixedWidth(px(wide))
            row.addWidget(cell, 0 if wide else 1)
        return box

    def _clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QWidget):
            self.undoing.emit(self._numbers[sender])

    def _clear(self) -> None:
        self.buttons.clear()
        self._numbers.clear()
        while self._whole.takeAt(0) is not None:
            pass
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows.clear()


def nothing_yet() -> Empty:
    """What stands above the past imports until a file comes."""
    return Empty(
        "Your spreadsheet, as it is",
        "Drop an Excel or CSV file anywhere on this window. You see every change before it is written.",
        "Choose a file",
        icon="import",
        keys=action("import.open").caps,
    )


class _Head(Panel):
    """The line of headings."""

    def __init__(self) -> None:
        super().__init__("base", line="bottom")


class _Row(QWidget):
    """A row on a hairline."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline."""
        del event
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, ink("border.subtle"))
