"""The conflicts: every field that the sheet and the book both changed, with both values, who changed it and when."""

from collections.abc import Container, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from csdesk.domain.rounds.plan import Since
from csdesk.ui.exchange.cells import paint_words
from csdesk.ui.exchange.merge_work import Held
from csdesk.ui.exchange.typed_value import TypedValue
from csdesk.ui.formats import day
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.hints import HintLine
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.theme import ink, paint_icon, px

SHEET, BOOK, TYPED = "sheet", "book", "typed"
_SIDES = {3: SHEET, 4: BOOK}
_TICK = 18
_FOLDED = ("name", "field", "sheet", "book")
_KEYS = (
    (("1",), "the sheet’s"),
    (("2",), "the book’s"),
    (("3",), "type another"),
    (("F",), "all of this field"),
    (("Space",), "whole texts"),
)


class ConflictsPanel(QWidget):
    """One row a field. `took(list of held, side)`: the sheet's value or the book's; `typed(held, text)`: neither.

    A click on a value takes it; 1 takes the sheet's, 2 keeps the book's, 3 or Enter types another. F chooses all rows
    of the same field, so that 1 or 2 settles them together.
    """

    took = Signal(object, str)
    typed = Signal(object, str)
    looked = Signal(object)
    chosen = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.model: TableModel[Held] = TableModel(self._columns(), identity=_key)
        self.table: Table[Held] = _Keyed(self.model, "Conflicts", self)
        whole = in_column(on=self)
        whole.addWidget(self.table, 1)
        whole.addWidget(HintLine(_KEYS))
        self.table.clicked.connect(self._clicked)
        self.table.opened.connect(self.type_in)
        self.table.looked.connect(self.looked)
        self.table.chosen.connect(self.chosen)
        self._narrow = False
        self._field: TypedValue | None = None
        self._asked: Held | None = None

    @property
    def field(self) -> TypedValue:
        """The field for another value, made when it is first wanted."""
        if self._field is None:
            self._field = TypedValue(self)
            self._field.given.connect(self._typed)
        return self._field

    def fold(self, *, narrow: bool) -> None:
        """Leave out what it was and who changed it where there is no room; a look at the row has both."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.table.show_columns(_FOLDED if narrow else [c.key for c in self.model.columns])

    def show_held(self, held: Sequence[Held]) -> None:
        """Show the conflicts."""
        self.model.set_rows(held)

    def take(self, side: str) -> None:
        """Take a side for every chosen row, and go on to the next that is open."""
        settled = self.table.chosen_rows()
        self.took.emit(settled, side)
        self._go_on({_key(held) for held in settled})

    def choose_field(self) -> None:
        """Choose every conflict of the field that the current one is about."""
        here = self.table.chosen_row()
        if here is not None:
            rows = enumerate(self.model.rows)
            self.table.choose_all(n for n, held in rows if _of_field(held) == _of_field(here))

    def type_in(self, held: object) -> None:
        """Open the field for another value."""
        if not isinstance(held, Held):
            return
        self._asked = held
        row = self.model.place_of(_key(held)) or 0
        cell = self.table.visualRect(self.model.index(row, 3)).united(
            self.table.visualRect(self.model.index(row, 4))
        )
        below = self.table.viewport().mapToGlobal(QPoint(cell.x(), cell.bottom()))
        said = held.typed if held.typed is not None else held.conflict.in_sheet
        self.field.open_at(below, cell.width(), held.conflict.header, said or "")

    def _typed(self, text: str) -> None:
        if self._asked is not None:
            self.typed.emit(self._asked, text)
        self.table.setFocus()

    def _clicked(self, index: QModelIndex) -> None:
        side = _SIDES.get(index.column())
        if side:
            self.took.emit([self.model.row_at(index.row())], side)

    def _go_on(self, settled: Container[str]) -> None:
        here = self.table.currentIndex().row()
        rows = self.model.rows
        order = [*range(here + 1, len(rows)), *range(here)]
        there = next((n for n in order if not rows[n].side and _key(rows[n]) not in settled), None)
        if there is not None:
            self.table.choose(_key(rows[there]))

    def _columns(self) -> list[Column[Held]]:
        return [
            Column("name", "Row", _name, width=150, cell=Cell.NAME, grow=True),
            Column("field", "Field", _field, width=88),
            Column("was", "When it went out", _was, width=96, cell=Cell.SECOND, grow=True),
            Column("sheet", "In the sheet", _in_sheet, width=132, grow=True, draw=_draw_sheet),
            Column("book", "In the book", _in_book, width=132, grow=True, draw=_draw_book),
            Column(
                "since", "Changed here", self._since, width=112, cell=Cell.SECOND, tooltip=self._since_when
            ),
        ]

    def _since(self, held: Held) -> str:
        since = held.conflict.since
        if since is None:
            return "not known"
        on = day(since.at.astimezone().date(), today=self._today)
        return f"{since.who}, {on}" if since.who else on

    def _since_when(self, held: Held) -> str:
        return since_text(held.conflict.since, self._today)


class _Keyed(Table[Held]):
    """1, 2 and 3 choose; the keys of the table stay."""

    def __init__(self, model: TableModel[Held], name: str, panel: ConflictsPanel) -> None:
        super().__init__(model, name)
        self._panel = panel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by number."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() == Qt.Key.Key_1:
            self._panel.take(SHEET)
        elif plain and event.key() == Qt.Key.Key_2:
            self._panel.take(BOOK)
        elif plain and event.key() == Qt.Key.Key_3:
            self._panel.type_in(self.chosen_row())
        elif plain and event.key() == Qt.Key.Key_F:
            self._panel.choose_field()
        else:
            super().keyPressEvent(event)


def since_text(since: Since | None, today: date) -> str:
    """Who changed the book's side, and when."""
    if since is None:
        return "not known"
    at = since.at.astimezone()
    told = f"{day(at.date(), today=today)}, {at:%H:%M}"
    return f"{since.who}, {told}" if since.who else told


def _key(held: Held) -> str:
    return held.conflict.key


def _of_field(held: Held) -> tuple[str, str]:
    return held.conflict.noun, held.conflict.field


def _name(held: Held) -> str:
    return held.conflict.name


def _field(held: Held) -> str:
    return held.conflict.header


def _was(held: Held) -> str:
    return held.conflict.baseline or "empty"


def _in_sheet(held: Held) -> str:
    return (held.typed if held.typed is not None else held.conflict.in_sheet) or "empty"


def _in_book(held: Held) -> str:
    return held.conflict.in_book or "empty"


def _draw_sheet(painter: Any, box: Any, held: Held) -> None:
    text = f"{_in_sheet(held)} (typed)" if held.typed is not None else _in_sheet(held)
    _draw_side(painter, box, text, held.side, taken=held.side in {SHEET, TYPED})


def _draw_book(painter: Any, box: Any, held: Held) -> None:
    _draw_side(painter, box, _in_book(held), held.side, taken=held.side == BOOK)


def _draw_side(painter: Any, box: Any, text: str, side: str, *, taken: bool) -> None:
    assert isinstance(painter, QPainter)
    assert isinstance(box, QRect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if taken:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink("accent.tint"))
        painter.drawRoundedRect(QRectF(box).adjusted(-px(4), 2, px(4), -3), px(4), px(4))
        paint_icon(painter, QRectF(box.x(), box.y(), px(14), box.height()), "check", "accent.text", 14)
    elif not side:
        painter.setPen(QPen(ink("border.strong"), 1))
        painter.setBrush(ink("surface.base"))
        painter.drawEllipse(QRectF(box.x() + 0.5, box.center().y() - px(6), px(12), px(12)))
    role = "text.primary" if taken or not side else "text.tertiary"
    paint_words(painter, box.adjusted(px(_TICK), 0, 0, 0), text, role)
    painter.restore()
