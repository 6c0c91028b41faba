"""The strip above the columns: what the shown sheet is, how its text file is read, and what is kept of its mapping."""

from PySide6.QtCore import Qt, Signal

from csdesk.domain.imports.bench.plan import SheetPlan
from csdesk.domain.imports.cells.grid import Source
from csdesk.ui.exchange.sheet_lines import DELIMITERS, ENCODINGS, delimiter_text, encoding_text, nouns_text
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import elided
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.menus import Menu
from csdesk.ui.kit.panels import Panel
from csdesk.ui.theme import px


class SheetStrip(Panel):
    """36 px. `saving`: the mapping is to be saved; `using`: a saved one is to be used; `reread(file, encoding,
    delimiter)`: a text file is to be read otherwise.
    """

    saving = Signal()
    using = Signal()
    reread = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__("base", line="bottom")
        self.setFixedHeight(px(36))
        row = in_row(on=self, gap=12, edges=(16, 0, 12, 0))
        self._what = elided("", "body", "text.primary", cut=Qt.TextElideMode.ElideMiddle)
        self.text_file = Button("Text", kind=Kind.FLAT, small=True, chevron=True)
        self.mapping = Button("Mapping", kind=Kind.FLAT, small=True, chevron=True)
        row.addWidget(self._what, 1)
        row.addWidget(self.text_file)
        row.addWidget(self.mapping)
        self.mapping.clicked.connect(self._offer_mapping)
        self.text_file.clicked.connect(self._offer_reading)
        self._source: Source | None = None
        self.menu: Menu | None = None

    def show_sheet(self, sheet: SheetPlan, source: Source | None, *, alone: bool) -> None:
        """Say what a sheet is; `alone`: no list above has said it."""
        self._what.setText(nouns_text(sheet) if alone else sheet.sheet)
        self._source = source
        self.text_file.setVisible(bool(source and source.encoding))
        if source and source.encoding:
            said = f"{encoding_text(source.encoding)}, {delimiter_text(source.delimiter)}"
            self.text_file.set_label(said)
            self.text_file.setAccessibleName(f"{source.file} is read as {said}. Change how it is read")

    def _offer_mapping(self) -> None:
        menu = self._menu("Mapping")
        menu.offer("Save this mapping…", self.saving.emit)
        menu.offer("Use a saved mapping…", self.using.emit)
        menu.open_below(self.mapping)

    def _offer_reading(self) -> None:
        source = self._source
        if source is None:
            return
        menu = self._menu("How the text is read")
        for sign in dict.fromkeys([*DELIMITERS, source.delimiter or ","]):
            parted = f"Columns parted by {delimiter_text(sign)}"
            menu.offer(parted, self._reading(source.encoding, sign), checked=sign == source.delimiter)
        menu.addSeparator()
        now = encoding_text(source.encoding)
        for name in ENCODINGS:
            shown = encoding_text(name)
            menu.offer(f"Letters as {shown}", self._reading(name, source.delimiter), checked=shown == now)
        menu.open_below(self.text_file)

    def _reading(self, encoding: str | None, delimiter: str | None) -> "_Read":
        return _Read(self, self._source.file if self._source else "", encoding or "", delimiter or "")

    def _menu(self, name: str) -> Menu:
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = Menu(name, self)
        return self.menu


class _Read:
    """One way to read the file."""

    def __init__(self, strip: SheetStrip, file: str, encoding: str, delimiter: str) -> None:
        self._strip, self._how = strip, (file, encoding, delimiter)

    def __call__(self) -> None:
        self._strip.reread.emit(*self._how)
