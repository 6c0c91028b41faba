"""The mapping: each column of the sheet, where it goes, why, and samples."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from csdesk.domain.imports.mapping import Column
from csdesk.domain.imports.plan import SheetPlan
from csdesk.domain.imports.targets import OMIT
from csdesk.ui.exchange.targets import options, target_text
from csdesk.ui.formats import percent
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.labels import elided, label
from csdesk.ui.kit.panels import Panel
from csdesk.ui.theme import height, px

_SURE = 1.0


class MappingPanel(Panel):
    """One row a column; `changed(key, target)` when a person sends a column elsewhere."""

    changed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("base")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(px(16), 0, px(16), px(8))
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(0)
        for number, stretch in enumerate((3, 0, 2, 5)):
            self._grid.setColumnStretch(number, stretch)
        self._keys: dict[QWidget, str] = {}
        self._shown: tuple[Column, ...] = ()

    def show_sheet(self, sheet: SheetPlan) -> None:
        """Show a sheet's columns; nothing moves where they are the same."""
        if sheet.columns == self._shown:
            return
        self._shown = sheet.columns
        self._clear()
        for number, text in enumerate(("Column in the sheet", "Goes to", "Because", "Samples")):
            head = label(text, "small", "text.tertiary", weight=500)
            head.setFixedHeight(height("table_header"))
            self._grid.addWidget(head, 0, number)
        for row, column in enumerate((c for c in sheet.columns if c.samples or c.target), 1):
            self._add(row, column, f"column:{sheet.sheet}:{column.header}")

    def _add(self, row: int, column: Column, key: str) -> None:
        self._grid.addWidget(elided(column.header, "strong"), row, 0)
        self._grid.addWidget(self._choice(column, key), row, 1)
        why = _because(column)
        undecided = column.target is None
        self._grid.addWidget(elided(why, "body", "info.text" if undecided else "text.secondary"), row, 2)
        self._grid.addWidget(elided("; ".join(column.samples), "body", "text.secondary"), row, 3)
        self._grid.setRowMinimumHeight(row, px(32))

    def _choice(self, column: Column, key: str) -> Choice:
        choice = Choice(options(), name=f"{column.header} goes to")
        choice.setFixedWidth(px(190))
        wanted = column.target or OMIT
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
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()


def _because(column: Column) -> str:
    if column.target is None:
        return "you decide" if column.because != "you decided" else "you decided"
    if column.confidence >= _SURE:
        return column.because
    return f"{column.because}, {percent(column.confidence)}"
