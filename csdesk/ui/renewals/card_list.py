"""The cards of one column: chosen by arrows and clicks, dragged to another column."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from csdesk.ui.kit.literal import one_line, tip
from csdesk.ui.renewals.card_paint import CARD, CardDelegate
from csdesk.ui.renewals.cards import Card

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DRAGGED = "application/x-csdesk-renewal"


class Cards(QAbstractListModel):
    """The cards of a column."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: Sequence[Card] = ()

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self.cards = tuple(cards)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many cards."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The whole card under one role; its words to be read aloud."""
        card = self.cards[index.row()]
        if role == CARD:
            return card
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return one_line(card.tip)
        return tip(card.tip) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A card whose category can be changed can be dragged."""
        plain = super().flags(index)
        movable = index.isValid() and self.cards[index.row()].category is not None
        return plain | Qt.ItemFlag.ItemIsDragEnabled if movable else plain

    def mimeTypes(self) -> list[str]:
        """What is dragged is a renewal of this window."""
        return [_DRAGGED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """A mark only: the card itself stays with its list."""
        dragged = QMimeData()
        dragged.setData(_DRAGGED, str(indexes[0].row()).encode())
        return dragged


class CardList(QListView):
    """A column's cards. `chosen(card)` when one is current; `left(-1 or 1)` when the arrows leave the column;
    `looked(card)` on Space, `opened(card)` on Enter or a double click; `dropped(card)` when one came in.
    """

    chosen = Signal(object)
    left = Signal(int)
    looked = Signal(object)
    opened = Signal(object)
    dropped = Signal(object)

    def __init__(self, *, takes: bool = False) -> None:
        super().__init__()
        self.held = Cards()
        self._delegate = CardDelegate(self)
        self.setModel(self.held)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(takes)
        self.doubleClicked.connect(self._open)

    def current(self) -> Card | None:
        """The chosen card."""
        index = self.currentIndex()
        return self.held.cards[index.row()] if self.selectedIndexes() and index.isValid() else None

    def choose(self, row: int) -> None:
        """Choose a card by its place, the last one where there are fewer."""
        if self.held.cards:
            index = self.held.index(max(0, min(row, len(self.held.cards) - 1)))
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the page what is chosen."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self.held.cards[current.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go to the neighbouring column, Space looks, Enter opens."""
        card, key = self.current(), event.key()
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.left.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Space and card:
            self.looked.emit(card)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and card:
            self.opened.emit(card)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the cards again: in another width their words break elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyboardSearch(self, search: str) -> None:
        """Letters are actions here, never a search."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a card of another column."""
        self._weigh(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take a card of another column."""
        self._weigh(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which card came in; whoever hears it moves it."""
        source = event.source()
        card = source.current() if isinstance(source, CardList) and source is not self else None
        if card is not None and event.mimeData().hasFormat(_DRAGGED):
            event.setDropAction(
                Qt.DropAction.CopyAction
            )  # the source keeps its card until the book has changed
            event.accept()
            self.dropped.emit(card)

    def _weigh(self, event: QDragMoveEvent) -> None:
        source = event.source()
        ours = isinstance(source, CardList) and source is not self
        if ours and event.mimeData().hasFormat(_DRAGGED):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.held.cards[index.row()])
