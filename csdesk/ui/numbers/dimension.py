"""By dimension: the figures of each part of the book, or one further figure of it, and the accounts of a part."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from csdesk.domain.figures.chart import Chart, Shape, ranked
from csdesk.domain.figures.chart import Part as Bar
from csdesk.domain.figures.figure import Behind, Figure
from csdesk.domain.money import half_up
from csdesk.domain.phrases import upper
from csdesk.domain.plain import Plain, amount, share
from csdesk.domain.revenue.definitions import Unit
from csdesk.services.numbers.numbers import Numbers
from csdesk.services.numbers.numbers_by import DIMENSIONS
from csdesk.services.numbers.numbers_members import Members
from csdesk.ui.formats import money
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.labels import label, on_baseline, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.numbers.behind_columns import behind_columns
from csdesk.ui.numbers.behind_list import BehindList
from csdesk.ui.numbers.parts import PartsChart
from csdesk.ui.numbers.words import plain_value, value_text
from csdesk.ui.theme import px
from csdesk.wording import count

_WHERE = "An account stands where it is at the end of the period; by product it is in each."
_RETENTION = "Retention"
_BARS = 6
_NARROW, _NOT_NARROW = 900, ("opening", "left")
"""px below which the view has no room for these columns; what they say, others say in another way."""
Part = tuple[str | None, Numbers]
OnePart = tuple[str | None, Figure]


class DimensionView(QWidget):
    """`wanted(dimension)`: its figures are to be read; `shows` says which, empty for retention. `opening(account)`:
    everything of an account of the chosen value is wanted.
    """

    wanted = Signal(object)
    opening = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today, self._currency = today, ""
        self._members: Members = {}
        self.by = Choice([(d, _called(d)) for d in DIMENSIONS], name="Dimension")
        self.shows = Choice([("", _RETENTION)], name="Figure")
        self.table: Table[Part] = Table(
            TableModel(_part_columns(), identity=lambda p: p[0] or ""), "By dimension"
        )
        self.one: Table[OnePart] = Table(
            TableModel([], identity=lambda p: p[0] or ""), "One figure by dimension"
        )
        self.finding, self.chart = paragraph("The parts are being read.", "strong"), PartsChart()
        self._which, self._count = label("", "strong"), label("", "body", "text.secondary")
        self.behind = BehindList("Accounts of the value")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = in_row(self.by, self.shows, gap=12, edges=(16, 10, 16, 10))
        head.addWidget(label(_WHERE, "body", "text.secondary"), 1)
        column = in_column(head, on=self)
        self.finding.setContentsMargins(px(16), 0, px(16), px(4))
        column.addWidget(self.finding)
        column.addWidget(self.chart)
        column.addSpacing(px(8))
        column.addWidget(self.table, 3)
        column.addWidget(self.one, 3)
        named = on_baseline(self._which, self._count)
        named.setContentsMargins(px(16), px(10), px(16), px(6))
        named.addStretch(1)
        column.addLayout(named)
        column.addWidget(self.behind, 2)
        self.one.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On half a screen the table is seen without scrolling sideways."""
        super().resizeEvent(event)
        self.table.leave_out(_NOT_NARROW if self.width() < px(_NARROW) else ())

    def _connect(self) -> None:
        self.by.chosen.connect(self.wanted)
        self.shows.chosen.connect(self._another)
        self.table.chosen.connect(self._choose)
        self.one.chosen.connect(self._choose_one)
        self.chart.chosen.connect(self._choose_bar)
        self.chart.entered.connect(self.behind.enter)
        self.table.opened.connect(self.behind.enter)
        self.one.opened.connect(self.behind.enter)
        self.behind.opening.connect(self.opening)

    def _another(self) -> None:
        self.wanted.emit(self.by.value)

    def offer(self, dimensions: Sequence[str], figures: Sequence[Figure]) -> None:
        """Offer what this book can be parted by, and what can be shown of the parts."""
        by, shown = self.by.value, self.shows.value
        self.by.set_options([(d, _called(d)) for d in dimensions])
        self.by.set_value(by if by in dimensions else dimensions[0])
        self.shows.set_options([("", _RETENTION), *((f.key, f.title) for f in figures)])
        self.shows.set_value(shown)

    def show_parts(self, parts: Sequence[Part], members: Members) -> None:
        """Show other parts, with the accounts of each."""
        self._members, self._currency = members, parts[0][1].currency if parts else ""
        chart = _arr_chart(parts, members)
        self.finding.setText(chart.title if chart else "")
        self.finding.setVisible(chart is not None)
        self.chart.show_chart(chart, self._currency)
        self.table.rows.set_rows(parts)
        self.table.keep_to(len(parts))
        self.one.hide()
        self.table.show()
        _stand(self.table)
        self._choose(self.table.chosen_row())

    def show_one(self, parts: Sequence[OnePart], currency: str) -> None:
        """Show one figure of every part."""
        self._currency = currency
        self.finding.hide()
        self.chart.show_chart(None, currency)
        if parts:
            self.one.take_columns(_one_columns(parts[0][1], currency))
        self.one.rows.set_rows(parts)
        self.one.keep_to(len(parts))
        self.table.hide()
        self.one.show()
        _stand(self.one)
        self._choose_one(self.one.chosen_row())

    def _choose(self, part: Part | None) -> None:
        self.behind.take_columns(_member_columns(self._currency))
        self._list(part[0] if part else None, self._members.get(part[0], ()) if part else ())

    def _choose_bar(self, bar: Bar | None) -> None:
        """The accounts of a bar; of no bar those of the row that is chosen."""
        if bar is None:
            self._choose(self.table.chosen_row())
        else:
            self._list(bar.name, bar.behind)

    def _choose_one(self, part: OnePart | None) -> None:
        if part is not None:
            self.behind.take_columns(behind_columns(part[1], self._currency, self._today))
        self._list(part[0] if part else None, part[1].behind if part else ())

    def _list(self, value: str | None, rows: Sequence[Behind]) -> None:
        self._which.setText(value or "Not known")
        self._count.setText(count(len({row.account for row in rows}), "account"))
        self.behind.rows.set_rows(rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back from the list to its value."""
        if event.key() == Qt.Key.Key_Escape and self.behind.hasFocus():
            shown = self.one if self.one.isVisibleTo(self) else self.table
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    @property
    def parted(self) -> Table[Any]:
        """The table that is shown: retention, or one further figure."""
        return self.table if self.one.isHidden() else self.one

    def said(self) -> str:
        """By what the book is parted."""
        return f"by {_called(self.by.value)}"

    def chosen(self) -> str:
        """The value whose accounts are listed."""
        return self._which.text()

    def account(self) -> object:
        """The account of the chosen row."""
        return self.behind.account()


def _arr_chart(parts: Sequence[Part], members: Members) -> Chart | None:
    """ARR at the end of the period by value; None where it is not known of one, or nothing is sold."""
    known = [(value, n.closing) for value, n in parts]
    total = sum((closing for _, closing in known if closing), Fraction(0))
    if not total or any(closing is None for _, closing in known):
        return None
    bars = (
        Bar(value or "Not known", 12 * n.closing, n.closing_accounts, members.get(value, ()))
        for value, n in parts
        if n.closing
    )
    made = ranked(bars, most=_BARS)
    part = Fraction(made[0].value or 0) / (12 * total)
    return Chart(f"{made[0].name} brings {half_up(part * 100)} % of ARR", Unit.MONEY, Shape.PARETO, made)


def _stand(table: Table[Part] | Table[OnePart]) -> None:
    """Stand on the first value where none is chosen."""
    if table.chosen_row() is None and table.rows.rowCount():
        table.selectRow(0)


def _member_columns(currency: str) -> list[Column[Behind]]:
    return [
        Column("name", "Account", lambda b: b.name, width=160, cell=Cell.NAME, grow=True),
        Column("what", "In the period", lambda b: b.what, width=120, cell=Cell.SECOND),
        Column("value", "MRR after", lambda b: value_text(b.value, Unit.MONEY, currency), sort_key=lambda b: b.value,
               width=112, cell=Cell.NUMBER, plain=lambda b: amount(b.value, currency)),
    ]  # fmt: skip


def _called(dimension: str) -> str:
    return "CSM" if dimension == "csm" else upper(dimension)


def _one_columns(figure: Figure, currency: str) -> list[Column[OnePart]]:
    return [
        Column("value", "Value", lambda p: p[0] or "Not known", width=180, cell=Cell.NAME),
        Column("figure", figure.title, lambda p: value_text(p[1].value, p[1].unit, currency), width=150,
               cell=Cell.NUMBER, sort_key=lambda p: p[1].value,
               plain=lambda p: plain_value(p[1].value, p[1].unit, currency)),
        Column("n", "n", lambda p: f"{p[1].n:,}", width=84, cell=Cell.NUMBER, sort_key=lambda p: p[1].n,
               plain=lambda p: p[1].n),
        Column("said", "", lambda p: p[1].said, width=240, cell=Cell.SECOND, grow=True, sortable=False,
               called="Note"),
    ]  # fmt: skip


def _part_columns() -> list[Column[Part]]:
    def said(value: Fraction | None) -> str:
        return value_text(value, Unit.SHARE, "")

    def kept(value: int | Fraction | None, numbers: Numbers) -> Plain:
        return amount(value, numbers.currency)

    return [
        Column("value", "Value", lambda p: p[0] or "Not known", width=140, cell=Cell.NAME, grow=True),
        Column("accounts", "Accounts", lambda p: f"{p[1].opening_accounts:,} → {p[1].closing_accounts:,}", width=104,
               cell=Cell.NUMBER, sort_key=lambda p: p[1].closing_accounts, plain=lambda p: p[1].closing_accounts,
               called="Accounts after"),
        Column("opening", "MRR before", lambda p: money(p[1].opening, p[1].currency), width=104, cell=Cell.NUMBER,
               sort_key=lambda p: p[1].opening, plain=lambda p: kept(p[1].opening, p[1])),
        Column("closing", "MRR after", lambda p: money(p[1].closing, p[1].currency), width=104, cell=Cell.NUMBER,
               sort_key=lambda p: p[1].closing, plain=lambda p: kept(p[1].closing, p[1])),
        Column("nrr", "NRR", lambda p: said(p[1].nrr), width=88, cell=Cell.NUMBER, sort_key=lambda p: p[1].nrr,
               plain=lambda p: share(p[1].nrr)),
        Column("grr", "GRR", lambda p: said(p[1].grr), width=88, cell=Cell.NUMBER, sort_key=lambda p: p[1].grr,
               plain=lambda p: share(p[1].grr)),
        Column("logos", "Logo retention", lambda p: said(p[1].logo_retention), width=112, cell=Cell.NUMBER,
               sort_key=lambda p: p[1].logo_retention,
               plain=lambda p: share(p[1].logo_retention)),
        Column("left", "Left", lambda p: f"{p[1].eligible.left:,} of {p[1].eligible.could_leave:,}", width=84,
               cell=Cell.NUMBER, sort_key=lambda p: p[1].eligible.left, plain=lambda p: p[1].eligible.left),
        Column("renewals", "Renewal rate", lambda p: said(p[1].renewals.rate_count), width=104, cell=Cell.NUMBER,
               sort_key=lambda p: p[1].renewals.rate_count,
               plain=lambda p: share(p[1].renewals.rate_count)),
    ]  # fmt: skip


def file_columns() -> list[Column[Part]]:
    """What the screen says in one column with another figure."""
    return [
        Column("before", "Accounts before", lambda p: f"{p[1].opening_accounts:,}",
               plain=lambda p: p[1].opening_accounts),
        Column("could", "Could leave", lambda p: f"{p[1].eligible.could_leave:,}",
               plain=lambda p: p[1].eligible.could_leave),
    ]  # fmt: skip
