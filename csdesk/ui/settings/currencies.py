"""The currencies of the settings: the rates of the book, the newest first, to add, change and remove."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from csdesk.domain import preferences as p
from csdesk.domain.rates import Rate
from csdesk.domain.revenue.archives import ArchiveAs
from csdesk.ui.formats import day
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.labels import paragraph
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.settings.parts import Part, side_by_side
from csdesk.ui.theme import px

_COUNTS = tuple((one.value, f"counts as {one}") for one in ArchiveAs)
_ROWS = 6
_NONE = "None yet. They also come by spreadsheet: From currency, To currency, On, Rate, Source."


class Currencies(Part):
    """`adding()`, `changing(Rate)`, `removing(Rate)`."""

    adding = Signal()
    changing = Signal(object)
    removing = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__(
            "Numbers and currencies",
            "Lifetime value and payback need two figures of yours. An amount in another currency counts at the last "
            "rate on or before its day.",
        )
        self.line(
            p.GROSS_MARGIN, "Gross margin", short=True, unit="% of revenue, after what it costs to serve"
        )
        self.line(
            p.CAC,
            "Cost of an account",
            short=True,
            unit="that winning a new one costs, in the book's currency",
        )
        self.choice(p.ARCHIVE_AS, "Archive", _COUNTS, unit="is a move to a paid read-only product")
        self.table: Table[Rate] = Table(TableModel(_columns(today), identity=lambda r: r.id), "Rates")
        self.none = paragraph(_NONE, "body", "text.secondary")
        self.add = Button("Add a rate", icon="plus")
        self.remove = Button("Remove", kind=Kind.LINK)
        self.form.whole(self.none)
        self.form.whole(self.table)
        self.column.addLayout(side_by_side(self.add, self.remove))
        self.add.clicked.connect(self.adding)
        self.remove.clicked.connect(self._remove)
        self.table.opened.connect(self.changing)
        self.table.chosen.connect(self._chosen)
        self.show_rates(())

    def show_rates(self, rates: Sequence[Rate]) -> None:
        """Show other rates."""
        self.table.rows.set_rows(rates)
        self.table.setVisible(bool(rates))
        self.none.setVisible(not rates)
        self.remove.setVisible(bool(rates))
        self.table.setFixedHeight(px(28) * (min(len(rates), _ROWS) + 1) + px(4))
        self._chosen(self.table.chosen_row())

    def _chosen(self, rate: Rate | None) -> None:
        self.remove.setEnabled(rate is not None)
        self.remove.setToolTip("" if rate else "Choose a rate above.")

    def _remove(self) -> None:
        rate = self.table.chosen_row()
        if rate is not None:
            self.removing.emit(rate)


def _columns(today: date) -> list[Column[Rate]]:
    return [
        Column("pair", "Pair", lambda r: f"{r.from_currency}/{r.to_currency}", width=100, cell=Cell.NAME),
        Column("on", "From", lambda r: day(r.on, today=today, always_year=True), sort_key=lambda r: r.on, width=110,
               cell=Cell.DAY),
        Column("rate", "Rate", lambda r: str(r.rate), sort_key=lambda r: r.rate, width=110, cell=Cell.NUMBER),
        Column("source", "Source", lambda r: r.source or "", width=140, cell=Cell.SECOND, grow=True),
    ]  # fmt: skip
