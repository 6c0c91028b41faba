"""The trend: month by month what was kept, gained and lost, as a figure and as a table; a month opens its waterfall."""

from collections.abc import Callable
from fractions import Fraction

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from csdesk.charts.style import Look
from csdesk.domain.day_words import month_spelled
from csdesk.domain.plain import Plain, share
from csdesk.domain.plain import amount as amount_of
from csdesk.domain.revenue.definitions import Unit
from csdesk.domain.revenue.waterfall import Shown
from csdesk.services.numbers.trends import Month, Trended
from csdesk.ui.formats import ABSENT, money
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.drawn import look_for, picture_of
from csdesk.ui.kit.labels import paragraph
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.numbers.spans import is_whole, month_of
from csdesk.ui.numbers.words import value_text
from csdesk.ui.theme import px

_HIGH = 256
_SETTLED_MS = 120
_NARROW = 900
"""px below which there is no room for cents, nor for what a month began with: the one before it ended with that."""


class TrendView(QWidget):
    """`wanted(Look)`: the figure is to be drawn for this size and scheme. `opened(first, last)`: a month was chosen,
    in the figure by a click or in the table by Enter.
    """

    wanted = Signal(object)
    opened = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.found: Trended | None = None
        self._drawn: Look | None = None
        self._narrow = False
        self.figure = _Figure()
        self._said = paragraph("The months are being read.", "small", "text.secondary")
        self.table: Table[Month] = Table(TableModel(columns(""), identity=lambda m: m.first), "Months")
        column = in_column(on=self, gap=8, edges=(0, 12, 0, 0))
        for widget in (self.figure, self._said):
            widget.setContentsMargins(px(16), 0, px(16), 0)
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_SETTLED_MS)
        self._clock.timeout.connect(self._ask)
        self.figure.pressed.connect(self._press)
        self.table.opened.connect(self._open)

    def look(self) -> Look:
        """For what the figure is to be drawn: as wide as the view."""
        return look_for(self, self.width() - px(32), _HIGH)

    def _ask(self) -> None:
        if self.isVisible() and self._drawn not in {None, self.look()}:
            self.wanted.emit(self.look())

    def showEvent(self, event: QShowEvent) -> None:
        """Draw for what there is room now."""
        super().showEvent(event)
        self._clock.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again when the size has settled."""
        super().resizeEvent(event)
        if self._narrow != (self.width() < px(_NARROW)):
            self._narrow = not self._narrow
            self._take_columns()
        self._clock.start()

    def show_trend(self, found: Trended, look: Look, png: bytes) -> None:
        """Show the months with their figure."""
        self._drawn, self.found = look, found
        self._said.setText("A month opens its waterfall, and each bar of that its accounts.")
        self.figure.setPixmap(picture_of(png, look))
        self.figure.setAccessibleName(found.picture.title)
        self.figure.setAccessibleDescription(found.picture.foot)
        self._take_columns()
        self.table.rows.set_rows(found.months)
        self._clock.start()

    def _take_columns(self) -> None:
        currency = self.found.picture.currency if self.found else ""
        self.table.take_columns(columns(currency, narrow=self._narrow))

    def _press(self, across: float) -> None:
        if self.found is None or self._drawn is None:
            return
        from csdesk.charts.trend import month_at

        number = month_at(self.found.picture, self._drawn, across * 100 / px(100))
        if number is not None:
            self._open(self.found.months[number])

    def _open(self, month: Month) -> None:
        self.opened.emit(month.first, month.last)


class _Figure(QLabel):
    """The figure. `pressed(across)`: px from its left edge."""

    pressed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setFixedHeight(px(_HIGH))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what stands under the pointer."""
        self.pressed.emit(event.position().x() - self.contentsRect().left())


def columns(currency: str, *, narrow: bool = False) -> list[Column[Month]]:
    """What is told of a month: all of it to the cent, or `narrow` as half a screen has room for it."""

    def amount(key: str, header: str, width: int = 72) -> Column[Month]:
        def text(month: Month) -> str:
            shown = month.shown
            return ABSENT if shown is None else money(_of(shown, key), currency, cents=not narrow)

        def order(month: Month) -> int | None:
            shown = month.shown
            return None if shown is None else _of(shown, key)

        def plain(month: Month) -> Plain:
            return amount_of(order(month), currency)

        return Column(
            key, header, text, sort_key=order, width=width, cell=Cell.NUMBER, grow=True, plain=plain
        )

    whole = [
        Column("month", "Month", _name, sort_key=lambda m: m.first, width=132, cell=Cell.NAME),
        amount("opening", "MRR before", 84),
        amount("new", "New"),
        amount("won_back", "Won back"),
        amount("expansion", "Expansion"),
        amount("contraction", "Contraction"),
        amount("churn", "Churn"),
        amount("closing", "MRR after", 84),
        _rate("nrr", "NRR", lambda m: m.nrr),
        _rate("grr", "GRR", lambda m: m.grr),
    ]
    return [column for column in whole if not (narrow and column.key == "opening")]


def _rate(key: str, header: str, of: Callable[[Month], Fraction | None]) -> Column[Month]:
    def text(month: Month) -> str:
        return value_text(of(month), Unit.SHARE, "")

    def plain(month: Month) -> Plain:
        return share(of(month))

    return Column(key, header, text, sort_key=of, width=72, cell=Cell.NUMBER, grow=True, plain=plain)


def _name(month: Month) -> str:
    whole = is_whole(month.first, month.last)
    return month_spelled(month.first) if whole else month_of(month.first, month.last)


def file_columns() -> list[Column[Month]]:
    """The days of a month, which its name says on the screen."""
    return [
        Column("first", "From", lambda m: m.first.isoformat(), plain=lambda m: m.first),
        Column("last", "To", lambda m: m.last.isoformat(), plain=lambda m: m.last),
    ]


def _of(shown: Shown, key: str) -> int:
    found: int = getattr(shown, key)
    return -found if key in {"contraction", "churn"} else found
