"""The mapping: each column of the sheet, where it goes, why, and samples."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csdesk.domain.imports.mapping import Column
from csdesk.domain.imports.plan import SheetPlan
from csdesk.domain.imports.targets import CUSTOM, OMIT
from csdesk.ui.exchange.targets import options, target_text
from csdesk.ui.formats import percent
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.labels import elided, label
from csdesk.ui.kit.panels import Panel
from csdesk.ui.theme import height, ink, px

_SURE = 1.0
_HEADS = ("Column in the sheet", "Goes to", "Because", "Samples")
_REASON = 2
_WIDTHS = ((132, 0), (200, 0), (98, 0), (120, 1))
"""Each column's px, and whether it takes what is left."""


class MappingPanel(Panel):
    """One row a column; `changed(key, target)` when a person sends a column elsewhere."""

    changed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("base")
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._rows: list[QWidget] = []
        self._reasons: list[QWidget] = []
        self._narrow = False
        self._keys: dict[QWidget, str] = {}
        self._shown: tuple[Column, ...] = ()

    def show_sheet(self, sheet: SheetPlan) -> None:
        """Show a sheet's columns; nothing moves where they are the same."""
        if sheet.columns == self._shown:
            return
        self._shown = sheet.columns
        self._clear()
        heads = (label(t, "small", "text.tertiary", weight=500) for t in _HEADS)
        self._add(Panel("sunken", line="bottom"), tuple(heads), height("table_header"))
        for column in sheet.columns:
            if column.samples or column.target:
                self._add_column(column, f"column:{sheet.sheet}:{column.header}")
        self._whole.addStretch(1)

    def _add_column(self, column: Column, key: str) -> None:
        undecided = column.target is None
        cells = (
            elided(column.header, "strong"),
            self._choice(column, key),
            elided(_because(column), "body", "info.text" if undecided else "text.secondary"),
            elided("; ".join(column.samples), "body", "text.secondary"),
        )
        self._add(_Row(), cells, px(32))

    def _add(self, box: QWidget, cells: Sequence[QWidget], tall: int) -> None:
        box.setFixedHeight(tall)
        row = QHBoxLayout(box)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(16))
        for cell, (wide, stretch) in zip(cells, _WIDTHS, strict=True):
            cell.setMinimumWidth(px(wide))
            if not stretch:
                cell.setFixedWidth(px(wide))
            row.addWidget(cell, stretch)
        self._rows.append(box)
        self._reasons.append(cells[_REASON])
        cells[_REASON].setVisible(not self._narrow)
        self._whole.addWidget(box)

    def _choice(self, column: Column, key: str) -> Choice:
        choice = Choice(options(), name=f"{column.header} goes to")
        wanted = CUSTOM if column.custom else column.target or OMIT
        if wanted not in {value for value, _ in options()}:
            choice.set_options([(wanted, target_text(wanted)), *options()])
        choice.set_value(wanted)
        choice.chosen.connect(self._chosen)
        self._keys[choice] = key
        return choice

    def _chosen(self, target: object) -> None:
        sender = self.sender()
        if isinstance(sender, QWidget):
            self.changed.emit(self._keys[sender], str(target))

    def _clear(self) -> None:
        self._keys.clear()
        while self._whole.takeAt(0) is not None:
            pass
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows.clear()
        self._reasons.clear()

    def fold(self, *, narrow: bool) -> None:
        """Leave the reasons out where there is no room for them."""
        self._narrow = narrow
        for reason in self._reasons:
            reason.setVisible(not narrow)

    def wanted_height(self) -> int:
        """The height of all rows."""
        return height("table_header") + px(32) * max(0, len(self._rows) - 1)


class _Row(QWidget):
    """A row on a hairline."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline."""
        del event
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, ink("border.subtle"))


def _because(column: Column) -> str:
    if column.target is None:
        return "you decide" if column.because != "you decided" else "you decided"
    if column.confidence >= _SURE:
        return column.because
    return f"{column.because}, {percent(column.confidence)}"
