"""A table as quick as a spreadsheet: rows under declared columns, by keyboard and mouse."""

from collections.abc import Collection, Hashable, Iterable, Sequence
from typing import Generic

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from csdesk.ui.kit.block import Block
from csdesk.ui.kit.cells import CellTips, RowPainter
from csdesk.ui.kit.columns import Column, Row, SortBy
from csdesk.ui.kit.header import Header
from csdesk.ui.kit.kept import KeptSelection, selected_numbers
from csdesk.ui.kit.row_drag import RowDrag
from csdesk.ui.kit.table_model import Index, TableModel
from csdesk.ui.kit.tsv import tsv
from csdesk.ui.kit.widths import PAD, Widths
from csdesk.ui.theme import height, px


class Table(QTableView, Generic[Row]):
    """A view of a TableModel.

    Signals carry whole rows: `chosen(row or None)` when the current row changes, `opened(row)` on Enter or a
    double click, `looked(row)` on Space, `picked()` when the set of selected rows changes, `ordered()` when
    the person sorted, `pasted()` on Ctrl+V, `stretched(column, px)` when the person made a column so wide,
    `typing(index)` when something is to be typed into a cell (F2; in a column with `typed` also a double click,
    and Enter where the ring stands in it), `emptied()` on Del.
    Ctrl+C copies the block of cells, or else the selected rows, as TSV, with Shift the headers too; Alt+Up and
    Alt+Down sort by the current column. `edge`: px from the first text to the panel's edge.
    """

    chosen = Signal(object)
    opened = Signal(object)
    looked = Signal(object)
    picked = Signal()
    ordered = Signal()
    pasted = Signal()
    typing = Signal(object)
    emptied = Signal()
    stretched = Signal(int, int)

    def __init__(
        self,
        model: TableModel[Row],
        name: str,
        *,
        edge: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows = model
        self.hovered = -1
        self.block = Block(self)
        self.drag = RowDrag(self)
        self._painter = RowPainter(self)
        self._by_keyboard = self._ringed = False
        self._most: int | None = None
        self._kept = KeptSelection(self)
        self._widths = Widths(self, edge)
        self.setAccessibleName(name)
        self._dress(height("table_row"))
        for header, what in ((self.horizontalHeader(), "Columns"), (self.verticalHeader(), "Rows")):
            header.setAccessibleName(f"{what} of {name}")
        self.setModel(model)
        self._widths.begin()
        model.modelAboutToBeReset.connect(self._kept.remember)
        model.modelReset.connect(self._recall)
        self.doubleClicked.connect(self._double_clicked)
        self.horizontalScrollBar().rangeChanged.connect(self._limit)

    def keep_to(self, rows: int) -> None:
        """Be no taller than so many rows need, and the scroll bar below them where there is one."""
        self._most = rows
        self._limit()

    def _limit(self) -> None:
        if self._most is not None:
            bar = self.horizontalScrollBar()
            self.setMaximumHeight(self.tall(self._most) + (bar.sizeHint().height() if bar.maximum() else 0))

    def tall(self, rows: int) -> int:
        """How many px it takes to show its header and so many rows."""
        return height("table_header") + rows * self.verticalHeader().defaultSectionSize() + px(2)

    def chosen_row(self) -> Row | None:
        """The current row; None when there is none."""
        index = self.currentIndex()
        return self.rows.row_at(index.row()) if index.isValid() else None

    def chosen_rows(self) -> list[Row]:
        """The selected rows, from top to bottom."""
        return [self.rows.row_at(number) for number in selected_numbers(self)]

    def choose(self, identity: Hashable) -> bool:
        """Make the row of this identity the current and only selected one; False when it is not shown."""
        number = self.rows.place_of(identity)
        if number is not None:
            index = self.rows.index(number, max(0, self.currentIndex().column()))
            alone = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, alone)  # whatever key is held down meanwhile
        return number is not None

    def choose_all(self, numbers: Iterable[int]) -> None:
        """Select exactly these rows; the current one stays."""
        last, chosen = self.rows.columnCount() - 1, QItemSelection()
        for number in numbers:
            chosen.select(self.rows.index(number, 0), self.rows.index(number, last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def sort_by(self, number: int, *, add: bool = False, descending: bool | None = None) -> None:
        """Sort by the column of this number, alone or after the others; again turns it round."""
        column = self.rows.columns[number]
        if not column.sortable:
            return
        others = [by for by in self.rows.order if by.key != column.key]
        before = next((by for by in self.rows.order if by.key == column.key), None)
        down = descending if descending is not None else bool(before and not before.descending)
        by = SortBy(column.key, down)
        if add and before:
            order = [by if other.key == column.key else other for other in self.rows.order]
        else:
            order = [*others, by] if add else [by]
        self.rows.set_order(order)
        self.ordered.emit()

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns only, in this order. Raises: KeyError."""
        header = self.horizontalHeader()
        self._widths.show(keys)
        for place, key in enumerate(keys):
            header.moveSection(header.visualIndex(self.rows.column_number(key)), place)
        self._widths.fill()

    def leave_out(self, keys: Collection[str]) -> None:
        """Show all columns but these."""
        left = [column.key for column in self.rows.columns if column.key not in keys]
        if left != [self.rows.columns[n].key for n in self.columns_shown()]:
            self.show_columns(left)

    def columns_shown(self) -> list[int]:
        """The numbers of the columns shown, from left to right."""
        header = self.horizontalHeader()
        order = sorted(range(len(self.rows.columns)), key=header.visualIndex)
        return [number for number in order if not self.isColumnHidden(number)]

    def copied(self, *, headers: bool = False) -> str:
        """The block of cells, or else the selected rows in the columns shown, as TSV."""
        numbers = self.block.columns() if self.block else self.columns_shown()
        columns = [self.rows.columns[number] for number in numbers]
        rows = [self.rows.row_at(n) for n in self.block.rows()] if self.block else self.chosen_rows()
        lines = [[column.copied(row) for column in columns] for row in rows]
        return tsv(([[column.header for column in columns]] if headers else []) + lines)

    def copy(self) -> None:
        """Put the block of cells, or else the selected rows, on the clipboard."""
        QGuiApplication.clipboard().setText(self.copied())

    def copy_with_headers(self) -> None:
        """The same below the columns' headers."""
        QGuiApplication.clipboard().setText(self.copied(headers=True))

    def inside(self, box: QRect, number: int) -> QRect:
        """The room for a cell's content: `edge` from the panel's edges, 8 px from its neighbours."""
        header = self.horizontalHeader()
        place, last = header.visualIndex(number), header.count() - header.hiddenSectionCount() - 1
        left = px(self._widths.edge if place == 0 else PAD)
        right = px(self._widths.edge if place == last else PAD)
        return box.adjusted(left, 0, -right, 0)

    def place_in_order(self, number: int) -> int | None:
        """Whether this column sorts, and as which; 0 is the first."""
        key = self.rows.columns[number].key
        return next((place for place, by in enumerate(self.rows.order) if by.key == key), None)

    def rings(self, index: Index) -> bool:
        """Whether the focus ring stands in this cell."""
        here = self.currentIndex()
        return (
            self._by_keyboard
            and self.hasFocus()
            and (here.row(), here.column()) == (index.row(), index.column())
        )

    def widen(self, number: int, wanted: int) -> None:
        """Make a column wide enough for a number that was just found too wide: a number is never cut."""
        self._widths.widen(number, wanted)

    # What Qt calls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space looks, Ctrl+C copies, Home and End go to the first and last row."""
        self._ringed, self._by_keyboard = self.rings(self.currentIndex()), True
        if not self.block.takes(event) and not self._does(event):
            super().keyPressEvent(event)
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Letters act on the selection; they do not search."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click hides the ring: the pointer is where the eye is."""
        self._by_keyboard = False
        self.block.clear()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and self.block.begin(
            event.position().toPoint()
        ):
            return
        if not self.drag.press(event):
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on a selected row that did not become a drag was a click."""
        pressed = self.drag.release()
        if pressed is not None:
            super().mousePressEvent(pressed)
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the rows away, or stretch the block that was begun."""
        if self.drag.move(event):
            return
        if self.block and event.buttons() & Qt.MouseButton.LeftButton:
            self.block.stretch(event.position().toPoint())
        else:
            super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, the cells, and the block over them."""
        painter = QPainter(self.viewport())
        self._painter.paint(painter, event.rect())
        self.block.paint(painter)
        painter.end()  # also where the trace of a fault that was told still holds it

    def changeEvent(self, event: QEvent) -> None:
        """Another font or scheme: nothing that was prepared holds."""
        super().changeEvent(event)
        self._painter.forget()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when the keyboard came here; stand on the first row if none was chosen."""
        super().focusInEvent(event)
        by_tab = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._by_keyboard = self._by_keyboard or by_tab
        if by_tab and not self.chosen_rows() and self.rows.rowCount():
            self.selectRow(max(0, self.currentIndex().row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the growing columns what is left, and never less than their width."""
        super().resizeEvent(event)
        self._widths.fill()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is current now."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.chosen.emit(self.chosen_row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that the set of selected rows changed."""
        super().selectionChanged(selected, deselected)
        self.picked.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Follow the pointer from row to row."""
        kind = event.type()
        if kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._hover(self.rowAt(event.position().toPoint().y()))
        elif kind in (QEvent.Type.Leave, QEvent.Type.Wheel):
            self._hover(-1)
        return super().viewportEvent(event)

    def _does(self, event: QKeyEvent) -> bool:
        key, held, row = event.key(), event.modifiers(), self.chosen_row()
        control = Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif key == Qt.Key.Key_C and held == control | Qt.KeyboardModifier.ShiftModifier:
            self.copy_with_headers()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held & control and row is not None:
            self._open(self.currentIndex(), typing=self._ringed)
        elif key == Qt.Key.Key_F2 and not held and row is not None:
            self.typing.emit(self.currentIndex())
        elif key == Qt.Key.Key_Delete and not held & ~Qt.KeyboardModifier.KeypadModifier and row is not None:
            self.emptied.emit()
        elif key == Qt.Key.Key_Space and not held and row is not None:
            self.looked.emit(row)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held & Qt.KeyboardModifier.AltModifier:
            self._sort_here(key == Qt.Key.Key_Down, bool(held & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not held & ~Qt.KeyboardModifier.KeypadModifier:
            self._go_to(0 if key == Qt.Key.Key_Home else self.rows.rowCount() - 1)
        else:
            return False
        return True

    def _sort_here(self, descending: bool, add: bool) -> None:
        if self.currentIndex().isValid():
            self.sort_by(self.currentIndex().column(), add=add, descending=descending)

    def _go_to(self, number: int) -> None:
        if number >= 0:
            self.setCurrentIndex(self.rows.index(number, max(0, self.currentIndex().column())))

    def _double_clicked(self, index: QModelIndex) -> None:
        self._open(index)

    def _open(self, index: QModelIndex, *, typing: bool = True) -> None:
        """Open a row; where its cell is one to type in, that."""
        if typing and self.rows.columns[index.column()].typed:
            self.typing.emit(index)
        else:
            self.opened.emit(self.rows.row_at(index.row()))

    def stand(self, number: int, column: int) -> None:
        """Make a cell the current one, alone, with the ring in it."""
        index = self.rows.index(number, column)
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, alone)
        self._by_keyboard = True
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.viewport().update()

    def _hover(self, number: int) -> None:
        if number != self.hovered:
            before, self.hovered = self.hovered, number
            for row in (before, number):
                if row >= 0:
                    top = self.rowViewportPosition(row)
                    self.viewport().update(0, top, self.viewport().width(), self.rowHeight(row))

    def _recall(self) -> None:
        self.hovered = -1
        self._kept.recall()

    def _dress(self, row_height: int) -> None:
        self.setHorizontalHeader(Header(self))
        self.header().asked.connect(self._asked)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(row_height)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.setItemDelegate(CellTips(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def take_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Take other columns; those that stand where they stood keep their width."""
        before = [column.key for column in self.rows.columns]
        self.rows.set_columns(columns)
        self._widths.begin_again(columns, before)

    def set_width(self, number: int, wide: int) -> None:
        """Make a column as wide as a person left it; one that grows keeps that as its least."""
        self._widths.set(number, wide)

    def header(self) -> Header:
        """Its header."""
        header = self.horizontalHeader()
        assert isinstance(header, Header)
        return header

    def _asked(self, number: int, add: bool) -> None:
        self.sort_by(number, add=add)
