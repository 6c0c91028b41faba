"""The hint line: the few keys of this screen."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from csdesk.ui.kit.keys import KeyHint
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.panels import Panel
from csdesk.ui.theme import px

_EDGE, _GAP = 16, 8


class HintLine(Panel):
    """28 px below a page: key caps with what they do, and a fact at the right. None is cut: the last ones give way."""

    def __init__(self, keys: Sequence[tuple[Sequence[str], str]]) -> None:
        super().__init__("base", line="top")
        self.setFixedHeight(px(28))
        self.setMinimumWidth(1)  # a narrow page is not held open by its hints
        row = in_row(on=self, gap=_GAP, edges=(_EDGE, 0, _EDGE, 0))
        self._hints = [_hint(caps, text) for caps, text in keys]
        for hint in self._hints:
            row.addWidget(hint)
        row.addStretch(1)
        self._right = label("", "small", "text.secondary")
        row.addWidget(self._right)

    def show_right(self, text: str) -> None:
        """Show a fact at the right."""
        self._right.setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as are whole."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 2 * px(_EDGE) - self._right.sizeHint().width() - px(_GAP)
        for hint in self._hints:
            room -= hint.sizeHint().width() + px(_GAP)
            hint.setVisible(room >= 0)


def _hint(caps: Sequence[str], text: str) -> QWidget:
    hint = QWidget()
    in_row(KeyHint(*caps), label(text, "small", "text.secondary"), on=hint, gap=_GAP, edges=(0, 0, _GAP, 0))
    return hint
