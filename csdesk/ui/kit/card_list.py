"""A column of cards: one is chosen by arrows and clicks; Left and Right leave for the neighbouring column."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate

from csdesk.ui.kit.literal import one_line, tip

Index = QModelIndex | QPersistentModelIndex
Card = TypeVar("Card")
CARD = Qt.ItemDataRole.UserRole
"""The role under which a delegate finds the whole card."""
_NOWHERE = QModelIndex()
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def plain(event: QKeyEvent) -> bool:
    """Whether a key came without Ctrl, Shift or Alt."""
    return event.modifiers() in _PLAIN


class Cards(QAbstractListModel, Generic[Card]):
    """The cards of a column. A page says how one is spoken, and whether it can be moved."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: tuple[Card, ...] = ()

    def spoken(self, card: Card) -> str:
        """A card in words: read aloud, and on hover."""
        raise NotImplementedError

    def movable(self, card: Card) -> bool:
        """Whether a card can be dragged to another column."""
        raise NotImplementedError

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
            return one_line(self.spoken(card))
        return tip(self.spoken(card)) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be moved can be dragged."""
        flags = super().flags(index)
        movable = index.isValid() and self.movable(self.cards[index.row()])
        return flags | Qt.ItemFlag.ItemIsDragEnabled if movable else flags


class CardList(QListView, Generic[Card]):
    """The list of a column. `chosen(card)` when one is selected; `left(-1 or 1)` when the arrows leave it."""

    chosen = Signal(object)
    left = Signal(int)

    def __init__(self, held: Cards[Card]) -> None:
        super().__init__()
        self.held = held
        self.setModel(held)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)

    def draw_by(self, delegate: QStyledItemDelegate) -> None:
        """Draw the cards by a delegate; a list does not keep its own."""
        self._delegate = delegate
        self.setItemDelegate(delegate)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show other cards, scrolled as far as it was."""
        if tuple(cards) == self.held.cards:
            return
        bar = self.verticalScrollBar()
        scrolled = bar.value()
        self.held.show_cards(cards)
        if scrolled:
            self.doItemsLayout()
            bar.setValue(scrolled)

    def current(self) -> Card | None:
        """The chosen card."""
        chosen = self.selectedIndexes()
        return self.held.cards[chosen[0].row()] if chosen else None

    def choose(self, row: int) -> None:
        """Choose a card by its place, the last one where there are fewer."""
        if self.held.cards:
            index = self.held.index(max(0, min(row, len(self.held.cards) - 1)))
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell the page what is chosen, also where it stayed the current card while another list had the choice."""
        super().selectionChanged(selected, deselected)
        if found := selected.indexes():
            self.chosen.emit(self.held.cards[found[0].row()])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by Tab stands on a card that is chosen: Qt would only make one current."""
        super().focusInEvent(event)
        if event.reason() in _BY_TAB and self.current() is None:
            self.choose(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go to the neighbouring column."""
        if plain(event) and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.left.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the cards again: in another width their words break elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyboardSearch(self, search: str) -> None:
        """Letters are actions here, never a search."""


def choose_among(chosen: CardList[Card], lists: Iterable[CardList[Card]]) -> None:
    """Of the columns that stand side by side one has the choice, and is where Tab stops: arrows go to the others."""
    for one in lists:
        if one is not chosen:
            one.clearSelection()
        here = Qt.FocusPolicy.StrongFocus if one is chosen else Qt.FocusPolicy.ClickFocus
        one.setFocusPolicy(here)
