"""Cohorts and dimensions: the same figures for parts of the book, and how long customers stay."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from csdesk.domain.figures.figure import Figure
from csdesk.domain.revenue.cohorts import MONTHS, Cohort
from csdesk.domain.revenue.definitions import Unit
from csdesk.domain.revenue.survival import Survival, survival_finding
from csdesk.services.cohorts import Cohorts
from csdesk.services.numbers import Numbers
from csdesk.services.numbers_by import DIMENSIONS
from csdesk.ui.formats import ABSENT, money
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.numbers.words import value_text
from csdesk.ui.theme import font, ink, px

_MONTHS_WIDE = 168
"""For a quarter of a fiscal year, which is told by its months."""
_WHERE = "An account stands where it is at the end of the period; by product it is in each."
_RETENTION = "Retention"
Part = tuple[str | None, Numbers]
OnePart = tuple[str | None, Figure]


class CohortsView(QWidget):
    """A table of cohorts by quarter, and the curve of survival above it."""

    def __init__(self) -> None:
        super().__init__()
        self._head, self._said = label("", "section"), paragraph("", "body", "text.secondary")
        self.curve = Curve()
        self.table: Table[Cohort] = Table(
            TableModel(_cohort_columns(), identity=lambda c: c.quarter), "Cohorts"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(12), 0, 0)
        column.setSpacing(px(6))
        for widget in (self._head, self._said):
            widget.setContentsMargins(px(16), 0, px(16), 0)
            column.addWidget(widget)
        column.addWidget(self.curve)
        column.addWidget(self.table, 1)

    def show_cohorts(self, found: Cohorts) -> None:
        """Show other cohorts."""
        stays = found.survival
        self._head.setText(_finding(stays))
        self._said.setText(
            "Each cell: accounts that are still there so many months after they began, of those that are so old; and "
            "their MRR, as a share of what they began with." + _unrated(found)
        )
        self.curve.show_survival(stays)
        self.table.rows.set_rows(found.cohorts)
        if any(" to " in c.quarter for c in found.cohorts):
            self.table.set_width(0, px(_MONTHS_WIDE))
        reached = {f"m{k.months}" for c in found.cohorts for k in c.kept if k.of}
        keys = [c.key for c in self.table.rows.columns]
        self.table.show_columns([k for k in keys if not k.startswith("m") or k in reached])


def _unrated(found: Cohorts) -> str:
    if not found.unrated:
        return ""
    pair = f"{' or '.join(found.unrated)} to {found.currency}"
    return f" There is no rate from {pair}: MRR with such contracts is not told."


def _finding(stays: Survival) -> str:
    return survival_finding(stays, value_text(stays.at(12), Unit.SHARE, ""))


def _cohort_columns() -> list[Column[Cohort]]:
    columns: list[Column[Cohort]] = [
        Column("quarter", "Began in", lambda c: c.quarter, width=92, cell=Cell.NAME, sortable=False),
        Column(
            "accounts", "Accounts", lambda c: f"{c.accounts:,}", width=84, cell=Cell.NUMBER, sortable=False
        ),
    ]
    columns += [_month_column(n, months) for n, months in enumerate(MONTHS)]
    return [*columns, Column("rest", "", lambda c: "", width=20, sortable=False, grow=True)]


def _month_column(number: int, months: int) -> Column[Cohort]:
    def text(cohort: Cohort) -> str:
        kept = cohort.kept[number]
        if not kept.of:
            return ""
        mrr = ABSENT if kept.mrr is None else f"{round(kept.mrr * 100)} %"
        return f"{kept.accounts} of {kept.of}, {mrr}"

    return Column(
        f"m{months}", f"{months} months", text, width=104, align="right", cell=Cell.SECOND, sortable=False
    )


class Curve(QWidget):
    """The curve of survival: steps down at each loss, months along the foot."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[tuple[Fraction | int, Fraction]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Survival")

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(px(600), px(200))

    def show_survival(self, stays: Survival) -> None:
        """Show another curve."""
        self._steps = [(0, Fraction(1)), *((p.time, p.share) for p in stays.points)]
        self.setAccessibleDescription(_finding(stays))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the steps, and the half."""
        del event
        if len(self._steps) < 2:
            return
        painter = QPainter(self)
        box = QRectF(px(56), px(8), self.width() - px(80), self.height() - px(36))
        last = max(12, ceil(self._steps[-1][0]))
        painter.setFont(font("small", tabular=True))
        for share in (Fraction(0), Fraction(1, 2), Fraction(1)):
            y = box.bottom() - float(share) * box.height()
            painter.setPen(QPen(ink("border.subtle"), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(ink("text.secondary"))
            words = QRectF(0, y - px(8), box.left() - px(8), px(16))
            painter.drawText(
                words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{share * 100} %"
            )
        for months in range(0, last + 1, 12):
            x = box.left() + months / last * box.width()
            place = QRectF(x - px(30), box.bottom() + px(4), px(60), px(16))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{months} mo")
        painter.setPen(QPen(ink("accent.fill"), px(2)))
        painter.drawPolyline(QPolygonF(self._points(box, last)))

    def _points(self, box: QRectF, last: int) -> Sequence[QPointF]:
        points, level = [], Fraction(1)
        for time, share in [*self._steps, (last, self._steps[-1][1])]:
            x = box.left() + time / last * box.width()
            points.append(QPointF(x, box.bottom() - float(level) * box.height()))
            points.append(QPointF(x, box.bottom() - float(share) * box.height()))
            level = share
        return points


class DimensionView(QWidget):
    """`wanted(dimension)`: its figures are to be read; `shows` says which, empty for retention."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.by = Choice([(d, _called(d)) for d in DIMENSIONS], name="Dimension")
        self.shows = Choice([("", _RETENTION)], name="Figure")
        self.table: Table[Part] = Table(
            TableModel(_part_columns(), identity=lambda p: p[0] or ""), "By dimension"
        )
        self.one: Table[OnePart] = Table(
            TableModel([], identity=lambda p: p[0] or ""), "One figure by dimension"
        )
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(10), px(16), px(10))
        head.setSpacing(px(12))
        head.addWidget(self.by)
        head.addWidget(self.shows)
        head.addWidget(label(_WHERE, "body", "text.secondary"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.one, 1)
        self.one.hide()
        self.by.chosen.connect(self.wanted)
        self.shows.chosen.connect(self._another)

    def _another(self) -> None:
        self.wanted.emit(self.by.value)

    def offer(self, dimensions: Sequence[str], figures: Sequence[Figure]) -> None:
        """Offer what this book can be parted by, and what can be shown of the parts."""
        by, shown = self.by.value, self.shows.value
        self.by.set_options([(d, _called(d)) for d in dimensions])
        self.by.set_value(by if by in dimensions else dimensions[0])
        self.shows.set_options([("", _RETENTION), *((f.key, f.title) for f in figures)])
        self.shows.set_value(shown)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show other parts."""
        self.table.rows.set_rows(parts)
        self.one.hide()
        self.table.show()

    def show_one(self, parts: Sequence[OnePart], currency: str) -> None:
        """Show one figure of every part."""
        if parts:
            self.one.take_columns(_one_columns(parts[0][1], currency))
        self.one.rows.set_rows(parts)
        self.table.hide()
        self.one.show()


def _called(dimension: str) -> str:
    return "CSM" if dimension == "csm" else dimension[:1].upper() + dimension[1:]


def _one_columns(figure: Figure, currency: str) -> list[Column[OnePart]]:
    return [
        Column("value", "Value", lambda p: p[0] or "Not known", width=180, cell=Cell.NAME),
        Column("figure", figure.title, lambda p: value_text(p[1].value, p[1].unit, currency), width=150,
               cell=Cell.NUMBER, sort_key=lambda p: p[1].value),
        Column("n", "n", lambda p: f"{p[1].n:,}", width=84, cell=Cell.NUMBER, sort_key=lambda p: p[1].n),
        Column("said", "", lambda p: p[1].said, width=240, cell=Cell.SECOND, grow=True, sortable=False),
    ]  # fmt: skip


def _part_columns() -> list[Column[Part]]:
    def share(value: Fraction | None) -> str:
        return value_text(value, Unit.SHARE, "")

    return [
        Column("value", "Value", lambda p: p[0] or "Not known", width=140, cell=Cell.NAME, grow=True),
        Column("accounts", "Accounts", lambda p: f"{p[1].opening_accounts:,} → {p[1].closing_accounts:,}", width=104,
               cell=Cell.NUMBER, sort_key=lambda p: p[1].closing_accounts),
        Column("opening", "MRR before", lambda p: money(p[1].opening, p[1].currency), width=104, cell=Cell.NUMBER,
               sort_key=lambda p: p[1].opening),
        Column("closing", "MRR after", lambda p: money(p[1].closing, p[1].currency), width=104, cell=Cell.NUMBER,
               sort_key=lambda p: p[1].closing),
        Column("nrr", "NRR", lambda p: share(p[1].nrr), width=88, cell=Cell.NUMBER, sort_key=lambda p: p[1].nrr),
        Column("grr", "GRR", lambda p: share(p[1].grr), width=88, cell=Cell.NUMBER, sort_key=lambda p: p[1].grr),
        Column("logos", "Logo retention", lambda p: share(p[1].logo_retention), width=112, cell=Cell.NUMBER,
               sort_key=lambda p: p[1].logo_retention),
        Column("left", "Left", lambda p: f"{p[1].eligible.left:,} of {p[1].eligible.could_leave:,}", width=84,
               cell=Cell.NUMBER, sort_key=lambda p: p[1].eligible.left),
        Column("renewals", "Renewal rate", lambda p: share(p[1].renewals.rate_count), width=104, cell=Cell.NUMBER,
               sort_key=lambda p: p[1].renewals.rate_count),
    ]  # fmt: skip
