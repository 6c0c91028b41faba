"""The summary strip: six figures of the span, and the next deadline in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from operator import itemgetter

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.revenue.forecast import ENOUGH, Forecast, Standing
from csdesk.services.renewals.outlook import Outlook
from csdesk.ui.formats import Said, day, money, percent, short_money, weekday_day
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.literal import tip
from csdesk.ui.kit.panels import Hairline, Panel
from csdesk.ui.renewals.piles import totals
from csdesk.ui.renewals.words import TITLES, deadline_of
from csdesk.ui.theme import font, px

_FIGURES = 6
_HIGH = 74
_ROOM_FOR_MORE = 1040
_PLACES = (Standing.COMMITTED, Standing.LIKELY, Standing.AT_RISK, Standing.LOST)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what it is, how much, and how many; `tip` says how it is made."""

    name: str
    amount: str
    said: str
    tip: str = ""


class Strip(Panel):
    """74 px below the header: at most six figures."""

    def __init__(self) -> None:
        super().__init__("sunken", line="bottom")
        self.setFixedHeight(px(_HIGH))
        self._full: list[Figure] = []
        self._short: list[Figure] = []
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(8), px(12), px(8))
        row.setSpacing(px(14))
        self._figures = [_FigureBox() for _ in range(_FIGURES)]
        for number, box in enumerate(self._figures):
            if number:
                row.addWidget(Hairline(upright=True))
            row.addWidget(box)
        row.addStretch(1)
        self._more = QWidget()
        column = in_column(on=self._more, gap=2)
        self._lines = [label("", "small", "text.secondary") for _ in range(3)]
        for line in self._lines:
            column.addWidget(line, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch(1)
        row.addWidget(self._more)

    def show_outlook(self, found: Outlook, today: date) -> None:
        """Show other figures."""
        self._full, self._short = figures_of(found), figures_of(found, short_money)
        for line, text in zip(self._lines, _next_deadline(found, today), strict=True):
            line.setText(text)
        self._more.setToolTip(tip(_later(found, today)))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the next deadline out where the figures need the room."""
        super().resizeEvent(event)
        self._more.setVisible(self.width() >= px(_ROOM_FOR_MORE))
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the amounts: only now their letters are as wide as they are drawn."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Tell the amounts in full, or short where they would be cut; in full they then stand in the tips."""
        for figures in (self._full, self._short):
            for box, figure, whole in zip(self._figures, figures, self._full, strict=False):
                box.show_figure(figure, "" if figure.amount == whole.amount else whole.amount)
            if self._row.sizeHint().width() <= self.width():
                return


class _FigureBox(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._name, self._amount = label("", "small", "text.secondary"), label("", "title", tabular=True)
        self._said = label("", "small", "text.secondary")
        column = in_column(on=self)
        for one in (self._name, self._amount, self._said):
            column.addWidget(one)

    def show_figure(self, figure: Figure, whole: str) -> None:
        """Show another figure; `whole` is its amount in full where it is told short."""
        self._name.setText(figure.name)
        self._amount.setText(figure.amount)
        self._said.setText(figure.said)
        self.setToolTip(tip("\n".join(text for text in (whole, figure.tip) if text)))
        self.setAccessibleName(f"{figure.name} {whole or figure.amount}, {figure.said}")
        self.updateGeometry()


_AT_RATES = "Amounts in other currencies count at the rates of the day."


def figures_of(found: Outlook, told: Said = money) -> list[Figure]:
    """Due, four categories, and the forecast. Where a rate is missing, each amount stands in its own currency."""
    first, others = found.forecasts[0], found.forecasts[1:]
    count = sum(sum(f.counts.values()) for f in found.forecasts)
    wanting = sum(f.counts[Standing.UNKNOWN] for f in found.forecasts)
    said = f"{count:,} in all" + (f", {wanting} unknown" if wanting else "")
    tip = _due_tip(first, others) + (f"\n{_AT_RATES}" if found.converted else "")
    tip += f"\n{_unrated(found)}" if others else ""
    due = Figure("Due", _beside(((f.due, f.currency) for f in found.forecasts), told), said, tip)
    return [due, *(_place(p, first, others, told) for p in _PLACES), _expected(first, others, told)]


def _place(place: Standing, first: Forecast, others: Sequence[Forecast], told: Said) -> Figure:
    count = sum(f.counts[place] for f in (first, *others))
    amount = _beside(((f.amounts[place], f.currency) for f in (first, *others)), told)
    return Figure(TITLES[place].removesuffix(", notified"), amount, wording.count(count, "renewal"), "")


def _beside(amounts: Iterable[tuple[Fraction | int, str]], said: Said = money) -> str:
    """Amounts of several currencies, which nobody can add up, in the order of the columns: `€36,700 + $351,400`."""
    each = list(amounts)
    return " + ".join(said(a, c) for a, c in sorted(each, key=itemgetter(1)) if a) or said(*each[0])


def _unrated(found: Outlook) -> str:
    """Which rates are missing to add the amounts up."""
    pairs = ", ".join(found.told.missing(f.currency for f in found.forecasts))
    return f"There is no rate {pairs}: each amount stands in its own currency."


def _due_tip(first: Forecast, others: Sequence[Forecast]) -> str:
    lines = [f"{TITLES[s]}: {money(first.amounts[s], first.currency)}" for s in Standing if first.counts[s]]
    if first.not_known:
        lines.append(f"Without a known amount: {first.not_known}")
    return "\n".join([*lines, *(f"and {money(f.due, f.currency)}" for f in others)])


def _expected(first: Forecast, others: Sequence[Forecast], told: Said) -> Figure:
    """By the book's own rates where there are enough decisions, else the likely case between the two others."""
    every = (first, *others)
    low = _beside((f.worst, f.currency) for f in every)
    high = _beside((f.best, f.currency) for f in every)
    rated = first.by_rates
    lines = [
        f"Worst {low}: what is signed or committed.",
        f"Likely {_beside((f.likely, f.currency) for f in every)}: with what is likely.",
        f"Best {high}: all that is not lost.",
    ]
    lines += [f"{c.label}: {percent(float(r.share))} of {r.decided} renewed" for c, r in first.rates.items()]
    if rated is None:
        lines.append(f"Rates of your own come from {ENOUGH} decisions in each category.")
    if first.more:
        lines.append(f"Expansion expected besides: {money(first.more, first.currency)}")
    name = "Forecast, likely" if rated is None else "Forecast, by your own rates"
    expected = [(f.likely if f.by_rates is None else f.by_rates, f.currency) for f in every]
    worst, best = told(first.worst, first.currency), told(first.best, first.currency)
    said = "each in its currency" if others else f"worst {worst}, best {best}"
    return Figure(name, _beside(expected, told), said, "\n".join(lines))


def summary_of(found: Outlook) -> str:
    """How many renewals, what is due, and how many are due later whose notice day comes before."""
    rows, later = found.board.renewals, len(found.board.due_later)
    total = totals([(r.amount, r.currency) for r in rows], found.told)
    due = f"{wording.count(len(rows), 'renewal')}, {total} due" if rows else ""
    more = f"{later:,} due later {'needs' if later == 1 else 'need'} notice in this span" if later else ""
    return "; ".join(text for text in (due, more) if text)


def _next_deadline(found: Outlook, today: date) -> list[str]:
    """What the next deadline is, its day, and whose it is; also of a renewal that is due after the span."""
    every = (*found.board.renewals, *found.board.due_later)
    ahead = [(d, r) for r in every if (d := deadline_of(r, today)) and d >= today]
    if not ahead:
        return ["", "No deadline ahead", ""]
    first = min(d for d, _ in ahead)
    whose = [r for d, r in ahead if d == first]
    left = (first - today).days
    who = _short(whose[0].account) if len(whose) == 1 else wording.count(len(whose), "renewal")
    said = "today" if left == 0 else f"in {wording.count(left, 'day')}"
    return ["Next deadline", weekday_day(first, today=today), f"{who}, {said}"]


def _later(found: Outlook, today: date) -> str:
    """What is due after the span, but has to be given notice of within it."""
    later = found.board.due_later
    said = [
        f"{r.account}: notice by {day(r.notice_on, today=today)}, due {day(r.due_on, today=today)}"
        for r in later[:_NAMED]
        if r.notice_on
    ]
    more = [f"and {len(later) - _NAMED:,} more"] if len(later) > _NAMED else []
    return "\n".join(["Due later, with a notice day in this span:", *said, *more]) if said else ""


def _short(name: str) -> str:
    return QFontMetrics(font("small")).elidedText(name, Qt.TextElideMode.ElideRight, px(_LONGEST))


_NAMED = 10
_LONGEST = 180
"""Of a name, px."""
