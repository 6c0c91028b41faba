"""The sidebar: the screens that there are, and where I am."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout

from csdesk.ui.actions.catalogue import action
from csdesk.ui.kit.icons import IconMark
from csdesk.ui.kit.labels import elided
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.literal import tip
from csdesk.ui.kit.panels import Hairline, Panel
from csdesk.ui.kit.push import Push
from csdesk.ui.theme import current, font, height, ink, paint_icon, px, width

Screens = Sequence[tuple[str, str, str]]
"""Each screen's id, its word and its icon."""


class Sidebar(Panel):
    """One entry a screen; `went(id)` when a person chose one. Folds to icons when the window is narrow."""

    went = Signal(str)

    def __init__(self, screens: Screens) -> None:
        super().__init__("window", line="right")
        self._entries: dict[str, _Entry] = {}
        self._group = QButtonGroup(self)
        self.setAccessibleName("Screens")
        column = in_column(self._owner(), on=self, gap=2, edges=(8, 0, 8, 8))
        for id_, text, icon in screens:
            if id_ == "import":
                column.addSpacing(px(8))
                column.addWidget(Hairline())
                column.addSpacing(px(8))
            column.addWidget(self._entry(id_, text, icon))
        column.addStretch(1)
        self.fold(folded=False)

    def _owner(self) -> QHBoxLayout:
        row = in_row(gap=8, edges=(8, 0, 0, 0))
        self._name = elided("", "body", weight=600)
        self._name.setFixedHeight(height("topbar"))
        row.addStrut(height("topbar"))
        row.addWidget(IconMark("book"))
        row.addWidget(self._name, 1)
        return row

    def _entry(self, id_: str, text: str, icon: str) -> "_Entry":
        entry = _Entry(text, icon)
        entry.setShortcut(QKeySequence(action(f"go.{id_}").key))
        entry.clicked.connect(self._clicked)
        self._group.addButton(entry)
        self._entries[id_] = entry
        return entry

    def _clicked(self) -> None:
        for id_, entry in self._entries.items():
            if entry is self.sender():
                self.went.emit(id_)

    def show_owner(self, name: str) -> None:
        """Say whose book it is."""
        self._name.setText(name)

    def mark(self, id_: str) -> None:
        """Show where I am; an empty id is none of the screens."""
        self._group.setExclusive(bool(id_))
        for name, entry in self._entries.items():
            entry.setChecked(name == id_)

    def bar(self, *, barred: bool) -> None:
        """Disable what needs a book, as long as there is none."""
        for id_, entry in self._entries.items():
            entry.setEnabled(not barred or id_ == "settings")

    def show_waiting(self, counts: Mapping[str, int]) -> None:
        """Show how many decisions wait on each screen."""
        for id_, count in counts.items():
            self.badge(id_, count)

    def badge(self, id_: str, count: int) -> None:
        """Show how many decisions wait there; none for 0."""
        self._entries[id_].show_count(count)

    def fold(self, *, folded: bool) -> None:
        """Show icons alone, or icons with words."""
        self.setFixedWidth(width("sidebar_collapsed") if folded else width("sidebar"))
        self._name.setVisible(not folded)
        for entry in self._entries.values():
            entry.fold(folded=folded)


class _Entry(Push):
    def __init__(self, text: str, icon: str) -> None:
        super().__init__(text)
        self._text, self._icon, self._count, self._folded = text, icon, 0, False
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(height("nav_row"))

    def sizeHint(self) -> QSize:
        """As high as a row."""
        return QSize(px(32), height("nav_row"))

    def fold(self, *, folded: bool) -> None:
        """Show the icon alone; the tool tip then says the word."""
        self._folded = folded
        self.setToolTip(tip(self._text) if folded else "")
        self.update()

    def show_count(self, count: int) -> None:
        """Show a badge."""
        self._count = count
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the icon and the word."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink("accent.tint" if self.isChecked() else "surface.hover"))
            painter.drawRoundedRect(box, px(current().radius["control"]), px(current().radius["control"]))
        role = (
            "text.disabled"
            if not self.isEnabled()
            else "accent.text"
            if self.isChecked()
            else "text.secondary"
        )
        paint_icon(painter, QRectF(px(8), 0, px(16), box.height()), self._icon, role)
        if self.hasFocus():
            painter.setPen(ink("accent.focus_ring"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
        if not self._folded:
            self._paint_words(painter, box)

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        painter.setFont(font("body", weight=600 if self.isChecked() else 400))
        enabled = "text.primary" if self.isChecked() else "text.secondary"
        painter.setPen(ink(enabled if self.isEnabled() else "text.disabled"))
        words = box.adjusted(px(32), 0, -px(8), 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._text)
        if self._count:
            count = str(self._count)
            metrics = QFontMetrics(font("micro"))
            wide = max(px(20), metrics.horizontalAdvance(count) + px(12))
            pill = QRectF(box.right() - px(8) - wide, box.center().y() - px(8), wide, px(16))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink("watch.tint"))
            painter.drawRoundedRect(pill, px(8), px(8))
            painter.setFont(font("micro"))
            painter.setPen(ink("watch.text"))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, count)
