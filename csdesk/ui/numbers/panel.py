"""The definition beside the figures: how it is made on this book, and what others would say."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from csdesk.domain.figures.figure import Figure
from csdesk.domain.revenue.definitions import Definition, Step
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.ledger import Ledger, Line
from csdesk.ui.kit.panels import Panel, scrolling
from csdesk.ui.numbers.words import value_text
from csdesk.ui.theme import px

_WIDE, _SNUG, _LEAST, _ALL = 332, 300, 420, 16_777_215
_ROOMY = 900
"""Less px for figures and definition leave the definition its least width."""


class Defined(QWidget):
    """Figures with a definition beside them; below them where both have too little room."""

    def __init__(self, figures: QWidget, panel: "DefinitionPanel") -> None:
        super().__init__()
        self._panel = panel
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(figures, 1)
        self._box.addWidget(panel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold when it is too narrow."""
        super().resizeEvent(event)
        wide = px(_WIDE if self.width() >= px(_ROOMY) else _SNUG)
        beside = self.width() >= px(_SNUG + _LEAST)
        if beside != (self._box.direction() is QBoxLayout.Direction.LeftToRight):
            way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
            self._box.setDirection(way)
            self._box.setStretch(0, 1 if beside else 3)
            self._box.setStretch(1, 0 if beside else 2)
        self._panel.stand(wide if beside else 0)


class DefinitionPanel(Panel):
    """332 px on the right, fewer where there is little room, or as wide as what stands above it."""

    def __init__(self) -> None:
        super().__init__("base", line="left")
        self.setFixedWidth(px(_WIDE))
        self._title, self._says = label("", "section"), paragraph("", "body", "text.secondary")
        self.steps = Ledger(name="How it is made")
        self._others = label("Others would say, of the same days", "strong")
        self._others.hide()
        self._rivals = in_column(gap=8)
        inner = QWidget()
        column = in_column(on=inner, gap=8, edges=(16, 12, 16, 16))
        for widget in (self._title, self._says, self.steps):
            column.addWidget(widget)
        column.addSpacing(px(8))
        column.addWidget(self._others)
        column.addLayout(self._rivals)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inner, "Definition"))

    def stand(self, beside: int) -> None:
        """Stand beside the figures, so many px wide, or below them for none."""
        self.set_line("left" if beside else "top")
        self.setMinimumWidth(beside)
        self.setMaximumWidth(beside or _ALL)

    def show_definition(self, definition: Definition | Figure, currency: str) -> None:
        """Show another one."""
        self._title.setText(definition.title)
        self._says.setText(definition.says)
        self.steps.show_lines([_line(step, currency) for step in definition.steps])
        while (item := self._rivals.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._others.setVisible(bool(definition.rivals))
        for rival in definition.rivals:
            value = value_text(rival.value, rival.unit, currency)
            self._rivals.addWidget(Ledger([Line(rival.name, value, strong=True)], rival.name, ruled=False))
            self._rivals.addWidget(paragraph(rival.says, "small", "text.secondary"))


def _line(step: Step, currency: str) -> Line:
    return Line(
        step.words,
        value_text(step.value, step.unit, currency),
        strong=step.subtotal or step.total,
        total=step.total and step.value is not None,
    )
