"""The strip above the columns: what the shown sheet is, how its text file is read, and what is kept of its mapping."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from csdesk.domain.imports.grid import Source
from csdesk.domain.imports.plan import SheetPlan
from csdesk.ui.exchange.sheet_lines import delimiter_text, encoding_text, nouns_text
from csdesk.ui.formats import day
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import elided
from csdesk.ui.kit.menus import Menu
from csdesk.ui.kit.panels import Panel
from csdesk.ui.theme import px


class SheetStrip(Panel):
    """36 px. `saving`: the mapping is to be saved; `using`: a saved one is to be used."""

    saving = Signal()
    using = Signal()

    def __init__(self) -> None:
        super().__init__("base", line="bottom")
        self.setFixedHeight(px(36))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(12), 0)
        row.setSpacing(px(12))
        self._what = elided("", "body", "text.primary")
        self._notes = elided("", "small", "text.secondary")
        self.text_file = Button("", kind=Kind.FLAT, small=True, chevron=True)
        self.mapping = Button("Mapping", kind=Kind.FLAT, small=True, chevron=True)
        row.addWidget(self._what)
        row.addWidget(self._notes, 1)
        row.addWidget(self.text_file)
        row.addWidget(self.mapping)
        self.mapping.clicked.connect(self._offer_mapping)
        self._menus: list[Menu] = []

    def show_sheet(self, sheet: SheetPlan, source: Source | None, *, alone: bool, today: date) -> None:
        """Say what a sheet is; `alone`: no list above has said it."""
        where = f"header in row {sheet.header_row}" if sheet.header_row else "no header"
        known = f"values known from {day(sheet.day, today=today)}"
        self._what.setText(nouns_text(sheet) if alone else sheet.sheet)
        self._notes.setText(" · ".join([where, known, *sheet.notes]))
        self._show_text_file(source)

    def _show_text_file(self, source: Source | None) -> None:
        self.text_file.setVisible(bool(source and source.encoding))
        if source and source.encoding:
            said = f"{encoding_text(source.encoding)}, {delimiter_text(source.delimiter)}"
            self.text_file.set_label(said)

    def _offer_mapping(self) -> None:
        menu = self._menu("Mapping")
        menu.offer("Save this mapping…", self._save)
        menu.offer("Use a saved mapping…", self._use)
        menu.open_below(self.mapping)

    def _menu(self, name: str) -> Menu:
        for old in self._menus:
            old.deleteLater()
        self._menus = [Menu(name, self)]
        return self._menus[0]

    def _save(self) -> None:
        self.saving.emit()

    def _use(self) -> None:
        self.using.emit()
