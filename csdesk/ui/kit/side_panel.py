"""A side panel is the look at one chosen thing beside its list: its name with a ×, its facts, and a foot of buttons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import paragraph
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.literal import one_line
from csdesk.ui.kit.panels import Panel, scrolling
from csdesk.ui.theme import px


class SidePanel(Panel):
    """`wide`: px at 100 %; `name`: what it shows, read aloud. `column` takes the facts, `foot` the buttons.

    `closed`: its × was clicked.
    """

    closed = Signal()

    def __init__(self, name: str, wide: int, parent: QWidget | None = None) -> None:
        super().__init__("sunken", line="left", parent=parent)
        self.setFixedWidth(px(wide))
        outer = in_column(on=self)
        inner = QWidget()
        self.column = in_column(on=inner, gap=8, edges=(16, 12, 16, 12))
        self.heading = paragraph("", "field")
        self.heading.setContentsMargins(0, px(4), 0, 0)
        self.column.addLayout(self._top())
        outer.addWidget(scrolling(inner, name), 1)
        outer.addWidget(self._foot())

    def _top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        close = Button("", kind=Kind.FLAT, icon="close", name="Close")
        close.clicked.connect(self.closed)
        top.addWidget(self.heading, 1, Qt.AlignmentFlag.AlignTop)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return top

    def _foot(self) -> Panel:
        made = Panel("sunken", line="top")
        self.foot = QHBoxLayout(made)
        self.foot.setContentsMargins(px(16), px(10), px(16), px(10))
        return made

    def show_name(self, name: str) -> None:
        """Say what it shows; nothing in the name turns the direction of the rest."""
        self.heading.setText(one_line(name))

    def offer(self, *buttons: Button) -> None:
        """Put buttons into the foot, from the left."""
        for button in buttons:
            self.foot.addWidget(button)
        self.foot.addStretch(1)
