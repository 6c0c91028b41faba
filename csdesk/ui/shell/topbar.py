"""The top bar: search, the day, undo and redo with what they do, a new touch."""

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy

from csdesk.ui.actions.catalogue import action
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.icons import IconMark
from csdesk.ui.kit.keys import KeyHint
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.literal import tip
from csdesk.ui.kit.panels import Panel
from csdesk.ui.page import READ_ONLY
from csdesk.ui.shell.day_button import DayButton
from csdesk.ui.theme import font, height, px, width
from csdesk.ui.way import Way


class TopBar(Panel):
    """44 px above every page. `sought(str)`: the search is wanted, with what was typed into its field."""

    sought = Signal(str)

    def __init__(self) -> None:
        super().__init__("window", line="bottom")
        self.setFixedHeight(height("topbar"))
        row = in_row(on=self, gap=8, edges=(16, 0, 12, 0))
        self.finder = _Find()
        self.finder.sought.connect(self.sought)
        row.addWidget(self.finder)
        row.addSpacing(px(8))
        self.day = DayButton()
        row.addWidget(self.day)
        row.addStretch(1)
        self._undoes, self._way, self._writable = "", Way(), True
        self.back = Button("", kind=Kind.FLAT, icon="undo", name="Undo")
        self.forward = Button("", kind=Kind.FLAT, icon="redo", name="Redo")
        self.new_touch = Button("New touch", icon="plus", keys=action("touch.new").caps)
        for widget in (self.back, self.forward, self.new_touch):
            row.addWidget(widget)

    def show_day(self, day: date, *, sample: bool, elsewhere: bool = False) -> None:
        """Say which day is shown; a sample book says so, and a day that is not today stands out."""
        self.day.show_day(day, sample=sample, elsewhere=elsewhere)
        self._fit()

    def show_way(self, way: Way) -> None:
        """Say what undo and redo would do."""
        self._way = way
        self._undoes = f"Undo: {way.back}" if way.back else "Undo: nothing yet"
        may = self._writable
        self._allow(self.back, way.back if may else "", "Nothing was changed yet." if may else READ_ONLY)
        self._allow(self.forward, way.forward if may else "", "Nothing was undone." if may else READ_ONLY)
        self.back.setAccessibleName(self._undoes)
        if way.back and may:
            self.back.setToolTip(tip(f"{self._undoes} (Ctrl+Z)"))
        if way.forward and may:
            self.forward.setToolTip(tip(f"Redo: {way.forward} (Ctrl+Shift+Z)"))
            self.forward.setAccessibleName(f"Redo: {way.forward}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much of what undo does as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The words of undo, shortened; none where the bar is too narrow for a few of them."""
        taken = (self.finder, self.day, self.forward, self.new_touch)
        room = self.width() - sum(w.sizeHint().width() for w in taken) - px(_GAPS)
        metrics = QFontMetrics(font("body"))
        words = metrics.elidedText(_short(self._undoes), Qt.TextElideMode.ElideRight, max(0, room))
        said = self.back.accessibleName(), self.back.toolTip()
        self.back.set_label(words if room > px(_FEW) else "")
        self.back.setAccessibleName(said[0])
        self.back.setToolTip(said[1])

    def _allow(self, button: Button, words: str, why: str) -> None:
        if words:
            button.allow()
        else:
            button.forbid(why)

    def show_writable(self, *, writable: bool) -> None:
        """Offer what changes the book, or say why not."""
        self._writable = writable
        self._allow(self.new_touch, "new" if writable else "", READ_ONLY)
        self.show_way(self._way)

    def bar(self, *, barred: bool) -> None:
        """Disable what needs a book."""
        for widget in (self.finder, self.back, self.forward, self.new_touch, self.day):
            widget.setEnabled(not barred)


_LONGEST, _FEW, _GAPS = 38, 90, 150


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


class _Find(QLineEdit):
    """The palette's field as it waits in the bar: a click, Enter or a letter opens the palette."""

    sought = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Search or do anything")
        self.setAccessibleName("Search or do anything")
        self.setFixedHeight(height("control"))
        self.setMinimumWidth(width("search") // 2)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(8), 0, px(6), 0)
        row.addWidget(IconMark("search"))
        row.addStretch(1)
        self._hint = KeyHint(*action("find").caps)
        row.addWidget(self._hint)
        self.setTextMargins(px(22), 0, px(60), 0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click takes the keyboard only to the palette
        self.textEdited.connect(self._seek)
        self.returnPressed.connect(self._seek)

    def sizeHint(self) -> QSize:
        """As wide as the bar's own width for it, where there is room."""
        return QSize(width("search"), height("control"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the palette."""
        del event
        self._seek()

    def _seek(self) -> None:
        text = self.text()
        self.clear()
        self.sought.emit(text)
