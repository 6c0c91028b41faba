"""The hint line: the few keys of this screen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk.ui.kit.keys import KeyHint
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.panels import Panel
from csdesk.ui.theme import px


class HintLine(Panel):
    """28 px below a page: key caps with what they do, and a fact at the right."""

    def __init__(self, keys: Sequence[tuple[Sequence[str], str]], parent: QWidget | None = None) -> None:
        super().__init__("base", line="top", parent=parent)
        self.setFixedHeight(px(28))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(8))
        for caps, text in keys:
            row.addWidget(KeyHint(*caps))
            row.addWidget(label(text, "small", "text.secondary"))
            row.addSpacing(px(8))
        row.addStretch(1)
        self._right = label("", "small", "text.secondary")
        row.addWidget(self._right)

    def show_right(self, text: str) -> None:
        """Show a fact at the right."""
        self._right.setText(text)
