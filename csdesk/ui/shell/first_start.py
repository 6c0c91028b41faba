"""First start: where the book of business should come from."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.icons import IconMark
from csdesk.ui.kit.keys import KeyHint
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.push import Push
from csdesk.ui.theme import ink, px

CHOICES = (
    (
        "sheet",
        "sheet",
        "Open my spreadsheet",
        "Excel or CSV, as it is. You see every change before it is written.",
    ),
    (
        "sample",
        "compass",
        "Look around in a sample book",
        "Mary Harrison’s 50 accounts at Wingtip, with two years of history.",
    ),
    ("empty", "file-plus", "Start empty", "Add the first account by hand; about two minutes."),
)


class FirstStart(QWidget):
    """Three choices with the keys 1 to 3. `chose(id)`: sheet, sample, empty, or other for another book."""

    chose = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QHBoxLayout(self)
        middle = in_column()
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)
        middle.addStretch(3)
        middle.addWidget(label("Where should your book of business start?", "figure"))
        middle.addSpacing(px(4))
        middle.addWidget(
            label(
                "It is one file on this computer. Nothing leaves it unless you export it.",
                "body",
                "text.secondary",
            )
        )
        middle.addSpacing(px(16))
        self.rows = [_Row(number, *choice) for number, choice in enumerate(CHOICES, 1)]
        for row in self.rows:
            row.clicked.connect(self._clicked)
            middle.addWidget(row)
        middle.addSpacing(px(8))
        middle.addLayout(self._foot())
        middle.addStretch(5)
        self.setFocusProxy(self.rows[0])

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.addWidget(
            label(
                "Or drop a spreadsheet or a .csdesk file anywhere on this window.", "small", "text.tertiary"
            )
        )
        foot.addStretch(1)
        other = Button("Open a book", kind=Kind.LINK, small=True)
        other.clicked.connect(self._other)
        foot.addWidget(other)
        return foot

    def _clicked(self) -> None:
        for row in self.rows:
            if row is self.sender():
                self.chose.emit(row.id)

    def _other(self) -> None:
        self.chose.emit("other")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2, 3 choose; the arrows move."""
        if event.text() in {"1", "2", "3"}:
            self.chose.emit(self.rows[int(event.text()) - 1].id)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        at = next((i for i, row in enumerate(self.rows) if row.hasFocus()), 0)
        self.rows[(at + by) % len(self.rows)].setFocus(Qt.FocusReason.TabFocusReason)


class _Row(Push):
    def __init__(self, number: int, id_: str, icon: str, text: str, more: str) -> None:
        super().__init__()
        self.id = id_
        self._place = number
        self.setAccessibleName(text)
        self.setAccessibleDescription(more)
        self.setFixedSize(self.sizeHint())
        row = in_row(on=self, gap=20, edges=(16, 0, 16, 0))
        self._shape, self._icon = icon, IconMark(icon, size=20)
        row.addWidget(self._icon)
        words = in_column(gap=2)
        words.addStretch(1)
        words.addWidget(label(text, "section"))
        words.addWidget(label(more, "body", "text.secondary"))
        words.addStretch(1)
        row.addLayout(words, 1)
        row.addWidget(KeyHint(str(number)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The chosen row's icon is in the accent."""
        super().focusInEvent(event)
        self._icon.show_icon(self._shape, "accent.text")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A row that is not chosen is plain."""
        super().focusOutEvent(event)
        self._icon.show_icon(self._shape)

    def sizeHint(self) -> QSize:
        """Wide enough for its sentence."""
        return QSize(px(560), px(65))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows and the numbers to the three together."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box; the chosen one is tinted."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = (
            "accent.tint" if self.hasFocus() else "surface.hover" if self.underMouse() else "surface.raised"
        )
        painter.setPen(QPen(ink("border.default"), 1))
        painter.setBrush(ink(role))
        radius, last = px(6), self._place == len(CHOICES)
        above = 0 if self._place == 1 else radius
        below = 0 if last else radius
        box = QRectF(self.rect()).adjusted(0.5, 0.5 - above, -0.5, below - 0.5)
        painter.drawRoundedRect(box, radius, radius)
        if self._place > 1:
            painter.fillRect(0, 0, self.width(), 1, ink("border.default"))
