"""By dimension: the figures of each part of the book, or one further figure of it, and the accounts of a part."""

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csdesk.domain.figures.figure import Figure
from csdesk.domain.revenue.definitions import Unit
from csdesk.services.numbers import Numbers
from csdesk.services.numbers_by import DIMENSIONS
from csdesk.ui.formats import money
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.numbers.words import value_text
from csdesk.ui.theme import px

_WHERE = "An account stands where it is at the end of the period; by product it is in each."
_RETENTION = "Retention"
Part = tuple[str | None, Numbers]
OnePart = tuple[str | None, Figure]


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
