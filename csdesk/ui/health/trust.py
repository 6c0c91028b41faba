"""The Back-test tab: what the score said before every past decision, held against what became of it."""

from PySide6.QtCore import QPointF, QRect, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csdesk.domain.health.backtest import Backtest, OfMeasure, Outcome
from csdesk.domain.health.decisions import HORIZONS
from csdesk.domain.health.ranking import Ranking, Verdict
from csdesk.services.backtest_text import finding, remarks
from csdesk.ui.formats import ABSENT
from csdesk.ui.health.words import band_word
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.columns import Cell, Column, Health
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.marks import Shape
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.theme import height, ink, px

_WAIT = (
    "Every past renewal and every loss is looked up, with what the score said before it. "
    "Nothing is changed by it."
)


class Trust(QWidget):
    """`wanted(days)`: a back-test at this horizon is to be made."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.found: Backtest | None = None
        self.horizon = Choice(
            [(h, f"{h} days before") for h in HORIZONS], name="How long before the decision"
        )
        self.horizon.set_value(90)
        self.run = Button("Test the score")
        self._head = paragraph(_WAIT, "section")
        self._remarks = paragraph("", "body", "text.secondary")
        self.bands: Table[tuple[Shape, str, str, str, str]] = Table(TableModel(_band_columns()), "Bands")
        self.bands.setFixedHeight(height("table_header") + 3 * height("table_row") + px(2))
        self.measures: Table[OfMeasure] = Table(
            TableModel(_measure_columns(), identity=lambda m: m.measure.key), "Measures alone"
        )
        self._lay_out()
        self.run.clicked.connect(self._want)
        self.horizon.chosen.connect(self._want)
        self._hide(hidden=True)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(12), px(16), px(8))
        head.setSpacing(px(8))
        head.addWidget(self._head, 1)
        head.addWidget(self.horizon)
        head.addWidget(self.run)
        self._remarks.setContentsMargins(px(16), 0, px(16), px(12))
        self._title = label(
            "Each measure alone, as often as a lost account stood below one that stayed", "strong"
        )
        self._title.setContentsMargins(px(16), px(12), px(16), px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._remarks)
        column.addWidget(self.bands)
        column.addWidget(self._title)
        column.addWidget(self.measures, 1)
        column.addStretch(0)

    def _hide(self, *, hidden: bool) -> None:
        for widget in (self._remarks, self.bands, self._title, self.measures):
            widget.setVisible(not hidden)

    def _want(self) -> None:
        self._head.setText("The past is being read. The status line counts the weeks, and stops it.")
        self.wanted.emit(self.horizon.value)

    def show_backtest(self, found: Backtest) -> None:
        """Show what was found."""
        self.found = found
        self._head.setText(finding(found))
        self._remarks.setText(" ".join(remarks(found)))
        self._hide(hidden=not found.scored)
        self._remarks.setVisible(bool(found.cases))
        self.run.set_label("Test again")
        self.bands.rows.set_rows([_band_row(o) for o in found.bands])
        self.measures.rows.set_rows(found.measures)

    def take_focus(self) -> None:
        """Put the focus where something can be done."""
        (self.measures if self.measures.isVisibleTo(self) else self.run).setFocus()


def _band_row(outcome: Outcome) -> tuple[Shape, str, str, str, str]:
    low, high = (f"{x * 100:.0f}" for x in outcome.interval)
    rate = ABSENT if outcome.rate is None else f"{outcome.rate * 100:.0f} %, {low} to {high} %"
    return Shape(str(outcome.of)), str(outcome.decisions), str(outcome.lost), rate, ""


def _band_columns() -> list[Column[tuple[Shape, str, str, str, str]]]:
    def health(row: tuple[Shape, str, str, str, str]) -> Health:
        return Health(row[0], _WORDS[row[0]], judged=True)

    return [
        Column("band", "Band then", lambda r: _WORDS[r[0]], width=140, cell=Cell.HEALTH, value=health, sortable=False),
        Column("decisions", "Decisions", lambda r: r[1], width=92, cell=Cell.NUMBER, sortable=False),
        Column("lost", "Lost", lambda r: r[2], width=72, cell=Cell.NUMBER, sortable=False),
        Column("rate", "Rate, 95 %", lambda r: r[3], width=170, cell=Cell.NUMBER, sortable=False),
        Column("rest", "", lambda r: r[4], width=60, sortable=False, grow=True),
    ]  # fmt: skip


_WORDS = {
    Shape.HEALTHY: "Healthy",
    Shape.WATCH: "Watch",
    Shape.AT_RISK: "At risk",
    Shape.NOT_SCORED: band_word(None),
}
_INKS = {
    Verdict.HELPED: "good.text",
    Verdict.WRONG: "bad.text",
    Verdict.NOISE: "",
    Verdict.TOO_FEW: "text.secondary",
}


def _measure_columns() -> list[Column[OfMeasure]]:
    return [
        Column("measure", "Measure", lambda m: m.measure.name, width=180, cell=Cell.NAME, grow=True),
        Column("weight", "Weight", lambda m: str(m.measure.weight), sort_key=lambda m: m.measure.weight, width=72,
               cell=Cell.NUMBER),
        Column("auc", "Pairs", lambda m: _share(m.ranking.auc), sort_key=lambda m: m.ranking.auc, width=72,
               cell=Cell.NUMBER),
        Column("spread", "95 %, chance in the middle", lambda m: _spread(m.ranking), sort_key=lambda m: m.ranking.low,
               width=220, draw=_draw_spread),
        Column("ranked", "Ranked", lambda m: str(m.ranking.lost + m.ranking.kept), width=76, cell=Cell.NUMBER,
               sort_key=lambda m: m.ranking.lost + m.ranking.kept),
        Column("verdict", "Verdict", lambda m: m.ranking.verdict.value.capitalize(), width=160,
               ink=lambda m: _INKS[m.ranking.verdict]),
    ]  # fmt: skip


def _share(share: float | None) -> str:
    return ABSENT if share is None else f"{share * 100:.0f} %"


def _spread(r: Ranking) -> str:
    return ABSENT if r.low is None or r.high is None else f"{r.low * 100:.0f} to {r.high * 100:.0f} %"


def _draw_spread(painter: QPainter, box: QRect, row: OfMeasure) -> None:
    """The interval as a line from 0 to 100 %, the figure as a point, chance as a tick."""
    r, middle = row.ranking, box.center().y()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink("border.default"), 1))
    half = box.left() + box.width() / 2
    painter.drawLine(QPointF(half, box.top() + px(4)), QPointF(half, box.bottom() - px(4)))
    if r.auc is not None and r.low is not None and r.high is not None:
        role = {Verdict.HELPED: "good.fill", Verdict.WRONG: "bad.fill"}.get(r.verdict, "text.tertiary")
        painter.setPen(QPen(ink(role), px(2)))
        left, right = (box.left() + box.width() * x for x in (r.low, r.high))
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        painter.setBrush(ink(role))
        painter.drawEllipse(QPointF(box.left() + box.width() * r.auc, middle), px(3), px(3))
    painter.restore()
