"""The Back-test tab: what the score said before every past decision, held against what became of it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from csdesk.domain.health.backtest import Backtest, OfMeasure
from csdesk.domain.health.decisions import HORIZONS
from csdesk.domain.health.ranking import Ranking, Verdict
from csdesk.domain.plain import share
from csdesk.services.health.backtest_text import alarm_words, caveats, finding, lead_words
from csdesk.services.health.calibration_text import calibration_finding, calibration_remarks
from csdesk.ui.formats import ABSENT
from csdesk.ui.health.intervals import Interval, Intervals
from csdesk.ui.health.trust_rows import (
    CHANCE_LINE,
    band_rows,
    band_title,
    base_line,
    baseline_rows,
    baseline_title,
    horizon_rows,
    horizon_title,
    in_order,
    judged_line,
    level_rows,
    measures_title,
)
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.theme import height, ink, px

_WAIT = (
    "Every past renewal and every loss is looked up, with what the score said before it. "
    "Nothing is changed by it."
)
_BESIDE = "How often a lost account stood below one that stayed, with its interval of 95 %."
_NO_JUDGEMENT = (
    "A judgement, 1 to 5, that stands on an account before its renewal is decided is held here against "
    "what became of it, beside the score."
)
_INKS = {
    Verdict.HELPED: "good.text",
    Verdict.WRONG: "bad.text",
    Verdict.NOISE: "",
    Verdict.TOO_FEW: "text.secondary",
}


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
        self.card = Choice(name="Which scorecard")
        self.card.hide()
        self.run = Button("Test the score")
        self._head = paragraph(_WAIT, "section")
        self.bands = _Chart("Losses by band")
        self.judged = _Chart("Losses by your own judgement")
        self.ahead = _Chart("The score by its distance to the decision")
        self.beside = _Chart("The score beside what there is without it")
        self._title = label("", "strong")
        self.measures: Table[OfMeasure] = Table(
            TableModel(_measure_columns(), identity=lambda m: m.measure.key), "Measures alone"
        )
        self.measures.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._caveats = paragraph("", "body", "text.secondary")
        self._lay_out()
        self.run.clicked.connect(self._want)
        self.horizon.chosen.connect(self._want)
        self.card.chosen.connect(self._want)
        self._hide(hidden=True)

    def _lay_out(self) -> None:
        head = in_row(gap=8, edges=(16, 12, 16, 8))
        head.addWidget(self._head, 1)
        head.addWidget(self.card)
        head.addWidget(self.horizon)
        head.addWidget(self.run)
        self._found = QWidget()
        inside = in_column(on=self._found, gap=8, edges=(0, 0, 0, 16))
        for left, right in ((self.bands, self.judged), (self.ahead, self.beside)):
            row = in_row(gap=32, edges=(16, 8, 16, 0))
            row.addWidget(left, 1, Qt.AlignmentFlag.AlignTop)
            row.addWidget(right, 1, Qt.AlignmentFlag.AlignTop)
            inside.addLayout(row)
        self._title.setContentsMargins(px(16), px(12), px(16), px(2))
        self._caveats.setContentsMargins(px(16), px(8), px(16), 0)
        for widget in (self._title, self.measures, self._caveats):
            inside.addWidget(widget)
        inside.addStretch(1)
        column = in_column(head, on=self)
        self.area = scrolling(self._found, "Back-test")
        column.addWidget(self.area, 1)
        column.addStretch(0)

    def said(self) -> str:
        """What the measures alone would have told."""
        return self._title.text()

    def _hide(self, *, hidden: bool) -> None:
        self.area.setVisible(not hidden)

    def _want(self) -> None:
        self._head.setText("The past is being read. The status line counts the weeks, and stops it.")
        self.wanted.emit(self.horizon.value)

    def offer(self, cards: Sequence[str]) -> None:
        """Offer the scorecards by which accounts are scored; the one that is chosen stays where it is still there."""
        if list(cards) != self.card.values():
            before = self.card.value
            self.card.set_options([(name, name) for name in cards])
            self.card.setVisible(len(cards) > 1)
            if before in cards:
                self.card.set_value(before)

    def show_backtest(self, found: Backtest) -> None:
        """Show what was found."""
        self.found = found
        self._head.setText(finding(found))
        self.run.set_label("Test again")
        self._hide(hidden=not found.cases)
        self.bands.show_chart(
            band_title(found), alarm_words(found), band_rows(found.bands), base_line(found), whole=False
        )
        self._show_judged(found)
        self.ahead.show_chart(horizon_title(found), lead_words(found), horizon_rows(found), CHANCE_LINE)
        self.beside.show_chart(baseline_title(found), _BESIDE, baseline_rows(found), CHANCE_LINE)
        for widget in (self.bands, self.ahead, self.beside, self._title, self.measures):
            widget.setVisible(bool(found.scored))
        self._title.setText(measures_title(found))
        rows = in_order(found.measures)
        self.measures.rows.set_rows(rows)
        self.measures.setFixedHeight(height("table_header") + len(rows) * height("table_row") + px(2))
        self._caveats.setText(" ".join(caveats(found)))

    def _show_judged(self, found: Backtest) -> None:
        of = found.calibration
        rows = level_rows(of.levels) if of.decisions else []
        said = " ".join(calibration_remarks(of)) or _NO_JUDGEMENT
        self.judged.show_chart(
            calibration_finding(of).rstrip("."), said, rows, judged_line(found), whole=False
        )

    def take_focus(self) -> None:
        """Put the focus where something can be done."""
        (self.measures if self.measures.isVisibleTo(self) else self.run).setFocus()


class _Chart(QWidget):
    """A chart that says what it finds: title, a sentence, and shares with their intervals."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.title = paragraph("", "strong")
        self.said = paragraph("", "small", "text.secondary")
        self.intervals = Intervals(name)
        column = in_column(on=self, gap=2)
        for widget in (self.title, self.said, self.intervals):
            column.addWidget(widget)

    def show_chart(
        self,
        title: str,
        said: str,
        rows: list[Interval],
        line: tuple[float, str] | None,
        *,
        whole: bool = True,
    ) -> None:
        """Show another finding."""
        self.title.setText(title)
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.intervals.show_rows(rows, line, whole=whole)
        self.intervals.setVisible(bool(rows))


def _measure_columns() -> list[Column[OfMeasure]]:
    return [
        Column("measure", "Measure", lambda m: m.measure.name, width=180, cell=Cell.NAME, grow=True),
        Column("weight", "Weight", lambda m: str(m.measure.weight), sort_key=lambda m: m.measure.weight, width=72,
               plain=lambda m: m.measure.weight,
               cell=Cell.NUMBER),
        Column("auc", "Pairs", lambda m: _share(m.ranking.auc), sort_key=lambda m: m.ranking.auc, width=72,
               plain=lambda m: share(m.ranking.auc),
               cell=Cell.NUMBER),
        Column("spread", "95 %, chance in the middle", lambda m: _spread(m.ranking), sort_key=lambda m: m.ranking.low,
               width=220, draw=_draw_spread),
        Column("ranked", "Ranked", lambda m: str(m.ranking.lost + m.ranking.kept), width=76, cell=Cell.NUMBER,
               sort_key=lambda m: m.ranking.lost + m.ranking.kept,
               plain=lambda m: m.ranking.lost + m.ranking.kept),
        Column("verdict", "Verdict", lambda m: m.ranking.verdict.value.capitalize(), width=160,
               ink=lambda m: _INKS[m.ranking.verdict]),
    ]  # fmt: skip


def _share(part: float | None) -> str:
    return ABSENT if part is None else f"{part * 100:.0f} %"


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
