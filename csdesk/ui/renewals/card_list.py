"""The cards of one column: chosen by arrows and clicks, dragged to another column."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent

from csdesk.ui.kit.card_list import CardList, Cards, plain
from csdesk.ui.renewals.card_paint import CardDelegate
from csdesk.ui.renewals.cards import Card

_DRAGGED = "application/x-csdesk-renewal"


class RenewalCards(Cards[Card]):
    """The cards of a column."""

    def spoken(self, card: Card) -> str:
        """The card's own words."""
        return card.tip

    def movable(self, card: Card) -> bool:
        """A card whose category can be changed can be dragged."""
        return card.category is not None

    def mimeTypes(self) -> list[str]:
        """What is dragged is a renewal of this window."""
        return [_DRAGGED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """A mark only: the card itself stays with its list."""
        dragged = QMimeData()
        dragged.setData(_DRAGGED, str(indexes[0].row()).encode())
        return dragged


class RenewalList(CardList[Card]):
    """A column's cards. `looked(card)` on Space, `opened(card)` on Enter or a double click; `dropped(card)` when
    one came in.
    """

    looked = Signal(object)
    opened = Signal(object)
    dropped = Signal(object)

    def __init__(self, *, takes: bool = False) -> None:
        super().__init__(RenewalCards())
        self.draw_by(CardDelegate(self))
        self.setAcceptDrops(takes)
        self.doubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space looks, Enter opens."""
        card, key = self.current(), event.key()
        if plain(event) and key == Qt.Key.Key_Space and card:
            self.looked.emit(card)
        elif plain(event) and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and card:
            self.opened.emit(card)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a card of another column."""
        self._weigh(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take a card of another column."""
        self._weigh(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which card came in; whoever hears it moves it."""
        source = event.source()
        card = source.current() if isinstance(source, RenewalList) and source is not self else None
        if card is not None and event.mimeData().hasFormat(_DRAGGED):
            event.setDropAction(
                Qt.DropAction.CopyAction
            )  # the source keeps its card until the book has changed
            event.accept()
            self.dropped.emit(card)

    def _weigh(self, event: QDragMoveEvent) -> None:
        source = event.source()
        ours = isinstance(source, RenewalList) and source is not self
        if ours and event.mimeData().hasFormat(_DRAGGED):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.held.cards[index.row()])
