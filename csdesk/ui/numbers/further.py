"""More: the further figures under their headings, and of the chosen one its sentence, its accounts, its definition."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QWidget

from csdesk.domain.figures.chart import Part
from csdesk.domain.figures.figure import Figure, Group
from csdesk.domain.phrases import upper
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.numbers.behind_columns import behind_columns
from csdesk.ui.numbers.behind_list import BehindList
from csdesk.ui.numbers.panel import Defined, DefinitionPanel
from csdesk.ui.numbers.parts import PartsChart
from csdesk.ui.numbers.words import value_text
from csdesk.ui.theme import font, px

_WIDE, _USUAL = 324, 84
"""Of the list of figures, and of a value in it, px."""
Row = Figure | Group
"""A row of the list on the left: a figure, or the heading of some."""


class FurtherView(QWidget):
    """`opening(account)`: everything of an account of the list is wanted."""

    opening = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today, self._currency = today, ""
        self._shown = ""
        self._figure: Figure | None = None
        self.figures: Table[Row] = Table(TableModel([], identity=_identity), "Further figures")
        self.figures.setFixedWidth(px(_WIDE))
        self.title, self.said = (
            label("The figures are being read.", "section"),
            paragraph("", "body", "text.secondary"),
        )
        self.finding = paragraph("", "strong")
        self.chart = PartsChart()
        self.behind = BehindList("Accounts of the figure")
        self.nobody = paragraph("", "body", "text.tertiary")
        self.panel = DefinitionPanel()
        row = in_row(self.figures, on=self)
        row.addWidget(Defined(self._list(), self.panel), 1)
        self.figures.chosen.connect(self._chosen)
        self.chart.chosen.connect(self._list_part)
        self.chart.entered.connect(self.behind.enter)
        self.behind.opening.connect(self.opening)

    def _list(self) -> QWidget:
        made = QWidget()
        column = in_column(on=made, gap=4, edges=(1, 12, 0, 0))
        for widget in (self.title, self.said, self.finding, self.chart, self.nobody):
            if widget is not self.chart:
                widget.setContentsMargins(px(16), 0, px(16), 0)
            column.addWidget(widget)
        column.addSpacing(px(4))
        column.addWidget(self.behind, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
        return made

    def show_figures(self, found: tuple[str, Sequence[Figure]]) -> None:
        """Show the figures of another period; the chosen one stays chosen."""
        self._currency, figures = found
        wanted = self._shown if any(f.key == self._shown for f in figures) else figures[0].key
        self.figures.take_columns(_columns(self._currency))
        self.figures.rows.set_rows(_under_headings(figures))
        self.figures.setFixedWidth(px(_WIDE) + self._wider(figures))
        self.figures.choose(wanted)
        self._chosen(next(f for f in figures if f.key == wanted))

    def _wider(self, figures: Sequence[Figure]) -> int:
        """The px that the longest value needs beyond the usual ones."""
        advance = QFontMetrics(font("body", tabular=True)).horizontalAdvance
        widest = max(advance(value_text(f.value, f.unit, self._currency)) for f in figures)
        return max(0, widest - px(_USUAL))

    def _chosen(self, figure: Row | None) -> None:
        if not isinstance(figure, Figure):
            return
        self._shown = figure.key
        self.title.setText(figure.title)
        self.said.setText(_sentence(figure))
        self.panel.show_definition(figure, self._currency)
        self.finding.setText(figure.chart.title if figure.chart else "")
        self.finding.setVisible(figure.chart is not None)
        self.chart.show_chart(figure.chart, self._currency)
        self._figure = figure
        self.behind.take_columns(behind_columns(figure, self._currency, self._today))
        self._list_part(None)

    def _list_part(self, part: Part | None) -> None:
        """Show the rows of a part of the chosen figure, or of all of it."""
        figure = self._figure
        rows = part.behind if part else figure.behind if figure else ()
        self.behind.rows.set_rows(rows)
        self.behind.setVisible(bool(rows))
        self.nobody.setVisible(not rows)
        self._rest.setVisible(not rows)
        about = part.name if part else "it"
        self.nobody.setText(f"No account stands behind {about}." if not rows else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back one step: from the list to the part that it shows, from there to the figures."""
        if event.key() != Qt.Key.Key_Escape or self.figures.hasFocus():
            super().keyPressEvent(event)
        elif self.behind.hasFocus() and self.chart.isVisibleTo(self):
            self.chart.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.figures.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def currency(self) -> str:
        """In what the figures are told."""
        return self._currency

    def account(self) -> object:
        """The account of the chosen row."""
        return self.behind.account()


def _sentence(figure: Figure) -> str:
    """What is said of the figure, and on how many it rests."""
    said = upper(figure.said)
    return "  ".join(x for x in (f"{said}." if said else "", f"n = {figure.n:,}") if x)


def _identity(row: Row) -> str:
    return row.key if isinstance(row, Figure) else row.value


def _under_headings(figures: Sequence[Figure]) -> list[Row]:
    """The figures, each group below its heading."""
    rows: list[Row] = []
    for before, figure in zip([None, *figures], figures, strict=False):
        if before is None or before.group is not figure.group:
            rows.append(figure.group)
        rows.append(figure)
    return rows


def _columns(currency: str) -> list[Column[Row]]:
    def value(row: Row) -> str:
        return value_text(row.value, row.unit, currency) if isinstance(row, Figure) else ""

    return [
        Column("title", "Figure", lambda r: r.title if isinstance(r, Figure) else r.value, width=164, cell=Cell.NAME,
               sortable=False, grow=True, ink=lambda r: "" if isinstance(r, Figure) else "text.tertiary"),
        Column("value", "Value", value, width=112, cell=Cell.NUMBER, sortable=False),
    ]  # fmt: skip
