"""The bands of a book: how many accounts and how much ARR stand in each, then and now; the sums are the whole book."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from csdesk.domain.health.bands import Band, Bands
from csdesk.ui.health.words import NO_PLAY, band_word
from csdesk.ui.kit.columns import Cell, Column, Health
from csdesk.ui.kit.marks import Shape
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.theme import height, px

_LEAST = {"edge": 560, "arr_first": 430}
"""How wide the table must be for some columns."""


@dataclass(frozen=True, slots=True)
class BandRow:
    """One band: `edge` says from which score; the first figures are of the other day, or of the card as it is.

    `arr_first` is empty where no amounts of the other side are known, `play` where it is shown elsewhere.
    """

    band: Band | None
    edge: str
    first: int
    second: int
    arr_first: str
    arr_second: str
    play: str = ""


def edge_of(band: Band | None, bands: Bands) -> str:
    """From which score a band begins, in words."""
    if band is Band.HEALTHY:
        return f"from {bands.healthy}"
    if band is Band.WATCH:
        return f"from {bands.watch}"
    return f"below {bands.watch}" if band is Band.AT_RISK else ""


class BandTable(QWidget):
    """Four rows. `chosen(band or None)` is told as a BandRow. `arr` heads the amounts of both sides, `play` the plays;
    a column without a head is left out."""

    chosen = Signal(object)

    def __init__(self, first: str, second: str, *, arr: tuple[str, str], play: str = "") -> None:
        super().__init__()
        self._arr, self._play = arr, play
        self._left_out: set[str] = set()
        self.table: Table[BandRow] = Table(
            TableModel(_columns(first, second, arr, play), identity=lambda r: r.band or "none"), "Bands"
        )
        self.table.setFixedHeight(height("table_header") + 4 * height("table_row") + px(3))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.table.chosen.connect(self.chosen)

    def show_rows(self, rows: Sequence[BandRow]) -> None:
        """Show other figures."""
        self.table.rows.set_rows(rows)

    def name_columns(self, first: str, second: str) -> None:
        """Call the two sides something else."""
        self.table.rows.set_columns(_columns(first, second, self._arr, self._play))
        self._choose_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the lower bounds are left out, which stand in the fields above, then an ARR."""
        super().resizeEvent(event)
        left_out = {key for key, least in _LEAST.items() if self.width() < px(least)}
        if self._left_out != left_out:
            self._left_out = left_out
            self._choose_columns()

    def _choose_columns(self) -> None:
        keys = [column.key for column in self.table.rows.columns]
        self.table.show_columns([key for key in keys if key not in self._left_out])


def _columns(first: str, second: str, arr: tuple[str, str], play: str) -> list[Column[BandRow]]:
    def shape(row: BandRow) -> Health:
        return Health(
            Shape(row.band.value) if row.band else Shape.NOT_SCORED, band_word(row.band), judged=True
        )

    columns: list[Column[BandRow]] = [
        Column("band", "Band", lambda r: band_word(r.band), width=92, cell=Cell.HEALTH, value=shape, sortable=False),
        Column("edge", "Lower bound, inclusive", lambda r: r.edge, width=148, cell=Cell.SECOND, sortable=False,
               grow=not play),
        Column("play", play, lambda r: r.play, width=148, cell=Cell.SECOND, sortable=False, grow=True,
               ink=lambda r: "watch.text" if r.play == NO_PLAY else "text.secondary", tooltip=_answers),
        Column("first", first, lambda r: f"{r.first:,}", width=46, cell=Cell.NUMBER, sortable=False,
               plain=lambda r: r.first),
        Column("second", second, lambda r: f"{r.second:,}", width=46, cell=Cell.NUMBER, sortable=False,
               plain=lambda r: r.second),
        Column("arr_first", arr[0], lambda r: r.arr_first, width=96, cell=Cell.NUMBER, sortable=False),
        Column("arr_second", arr[1], lambda r: r.arr_second, width=96, cell=Cell.NUMBER, sortable=False),
    ]  # fmt: skip
    return [c for c in columns if c.header]


def _answers(row: BandRow) -> str:
    if not row.play:
        return ""
    if row.play == NO_PLAY:
        return "Nothing answers an account that enters this band: choose a play in What if."
    return "What answers an account that enters this band."
