"""The board: what cannot be placed first, then one column for each category, or for each month."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from csdesk.domain.renewals import Category
from csdesk.ui.kit.card_list import choose_among
from csdesk.ui.kit.labels import Label, label
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.panels import Panel
from csdesk.ui.renewals.card_list import RenewalList
from csdesk.ui.renewals.cards import Card
from csdesk.ui.theme import px

_NARROWEST, _BROKEN = 156, 112
"""Seven columns stand side by side in a window 1280 wide; with broken heads also beside the inspector."""

_NOWHERE = (-1, 0)


@dataclass(frozen=True, slots=True)
class Pile:
    """What one column shows: its title, its sum, in full and short, a second line, its cards, and the category
    that it gives.
    """

    title: str
    total: str
    short: str
    said: str
    cards: Sequence[Card]
    category: Category | None = None
    said_ink: str = "text.secondary"


class Head(Enum):
    """How a column's head stands: its second line beside the sum, below it, or below a short sum; then with its title
    on two lines, at last with all of it so.
    """

    BESIDE = "beside"
    BELOW = "below"
    SHORT = "short"
    BROKEN = "broken"
    CLOSE = "close"


class Column(Panel):
    """One column of the board."""

    def __init__(self) -> None:
        super().__init__("base", line="right")
        self.pile = Pile("", "", "", "", ())
        self.list = RenewalList(takes=True)
        self._title, self._count = label("", "section"), label("", "body", "text.tertiary")
        self._total = label("", "strong", tabular=True)
        self._said = label("", "small", "text.secondary")
        for words in (self._title, self._said):
            words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        head = in_column(gap=2, edges=(10, 8, 10, 8))
        self._sums = _apart(self._total, self._said)
        head.addLayout(_apart(self._title, self._count))
        head.addLayout(self._sums)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)

    def show_pile(self, pile: Pile) -> None:
        """Show other cards."""
        self.pile = pile
        self._title.setText(pile.title)
        self._count.setText(f"{len(pile.cards):,}")
        self._said.setText(pile.said)
        self._said.set_ink(pile.said_ink)
        self.setAccessibleName(f"{pile.title}: {len(pile.cards):,}, {pile.total}")
        self.list.setAccessibleName(pile.title)
        self.list.setAcceptDrops(pile.category is not None)
        self.list.show_cards(pile.cards)

    def lay_head(self, head: Head) -> None:
        """Write the head in another way."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._sums.setDirection(across if head is Head.BESIDE else down)
        short = head not in (Head.BESIDE, Head.BELOW)
        self._total.setText(self.pile.short if short else self.pile.total)
        self._total.setToolTip(self.pile.total if short else "")
        _break(self._title, in_two=head in (Head.BROKEN, Head.CLOSE))
        _break(self._said, in_two=head is Head.CLOSE)

    def least(self, head: Head) -> int:
        """The px below which its head would be cut, written in that way."""
        self.lay_head(head)
        title, total, said = map(_needed, (self._title, self._total, self._said))
        sums = total + said if head is Head.BESIDE else max(total, said)
        least = _BROKEN if self._title.wordWrap() else _NARROWEST
        spare = 26 if self._title.wordWrap() else 28
        return max(px(least), max(title + _needed(self._count), sums) + px(spare))


def _break(words: Label, *, in_two: bool) -> None:
    """Let words have two lines, in every column, so that all cards begin alike; or one."""
    words.setWordWrap(in_two)
    words.setFixedHeight((2 if in_two else 1) * words.fontMetrics().lineSpacing())


def _needed(words: Label) -> int:
    """As wide as all of it, or as its longest word where it may be broken."""
    return _longest_word(words) if words.wordWrap() else words.sizeHint().width()


def _longest_word(words: Label) -> int:
    return max(map(words.fontMetrics().horizontalAdvance, words.text().split()), default=0)


def _apart(left: QWidget, right: QWidget) -> QBoxLayout:
    row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    row.setSpacing(px(5))
    row.addWidget(left, 1, Qt.AlignmentFlag.AlignTop)
    row.addWidget(right, 0, Qt.AlignmentFlag.AlignTop)
    return row


class Board(QScrollArea):
    """All columns side by side; they scroll sideways where there is no room.

    `chosen(card)`, `looked(card)`, `opened(card)` as a column's list says them; `moved(card, category)` when
    one was dragged.
    """

    chosen = Signal(object)
    looked = Signal(object)
    opened = Signal(object)
    moved = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.columns: list[Column] = []
        self._spare: list[Column] = []
        self._inside = inside = QWidget()
        self._row = in_row(on=inside)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Board")

    def show_piles(self, piles: Sequence[Pile]) -> None:
        """Show other columns. The chosen card stays chosen wherever it went; where it was decided and left its
        column, the next one takes its place.
        """
        here, place = self.current(), self.place()
        focused = any(c.list.hasFocus() for c in self.columns)
        self._fit(len(piles))
        for column, pile in zip(self.columns, piles, strict=True):
            column.show_pile(pile)
        self._fit_heads()
        self._back_to(here, place)
        if focused:
            self.take_focus()

    def _fit(self, count: int) -> None:
        while len(self.columns) > count:
            column = self.columns.pop()
            column.hide()
            self._spare.append(column)
        while len(self.columns) < count:
            column = self._spare.pop() if self._spare else self._made()
            self._row.addWidget(column, 1)
            column.show()
            self.columns.append(column)

    def _fit_heads(self) -> None:
        """The heads say less where they have no room side by side, then one may be wider than others; where even that
        does not do, the board scrolls.
        """
        room = self.viewport().width()
        for column in self.columns:
            column.setMinimumWidth(0)
        alike = any(self._least(head) <= room for head in Head)
        least = [] if alike else [column.least(Head.CLOSE) for column in self.columns]
        if sum(least) <= room:
            self._inside.setMinimumWidth(0)
            for column, wide in zip(self.columns, least, strict=False):
                column.setMinimumWidth(wide)
        else:
            self._inside.setMinimumWidth(self._least(Head.SHORT))

    def _least(self, head: Head) -> int:
        return max((c.least(head) for c in self.columns), default=0) * len(self.columns)

    def _made(self) -> Column:
        column = Column()
        column.list.chosen.connect(self._chosen)
        column.list.looked.connect(self.looked)
        column.list.opened.connect(self.opened)
        column.list.left.connect(self._to_neighbour)
        column.list.dropped.connect(self._dropped)
        return column

    def current(self) -> Card | None:
        """The chosen card."""
        number, _ = self.place()
        return self.columns[number].list.current() if number >= 0 else None

    def chosen_list(self) -> QAbstractItemView:
        """The list in which the chosen card stands."""
        return self.columns[max(self.place()[0], 0)].list

    def place(self) -> tuple[int, int]:
        """The column and the row of the chosen card; −1 where none is."""
        for number, column in enumerate(self.columns):
            if column.list.current() is not None:
                return number, column.list.currentIndex().row()
        return _NOWHERE

    def choose(self, card: Card) -> bool:
        """Choose the card of the same line and day; False where it is not shown."""
        number, row = self._where(card)
        if number >= 0:
            self.columns[number].list.choose(row)
        return number >= 0

    def _where(self, card: Card) -> tuple[int, int]:
        for number, column in enumerate(self.columns):
            for row, other in enumerate(column.list.held.cards):
                if other.identity == card.identity:
                    return number, row
        return _NOWHERE

    def take_focus(self) -> None:
        """Put the focus on the chosen card, or the first."""
        number, _ = self.place()
        if number < 0:
            self._choose_first()
            number, _ = self.place()
        if number >= 0:
            self.columns[number].list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back_to(self, card: Card | None, place: tuple[int, int]) -> None:
        number, row = self._where(card) if card else _NOWHERE
        if number < 0 or (number != place[0] and not self.columns[number].list.held.cards[row].category):
            number, row = place
        if 0 <= number < len(self.columns) and self.columns[number].list.held.cards:
            self.columns[number].list.choose(row)
        else:
            self._choose_first()

    def _choose_first(self) -> None:
        for column in self.columns:
            if column.list.held.cards:
                column.list.choose(0)
                return

    def _chosen(self, card: Card) -> None:
        lists = [column.list for column in self.columns]
        choose_among(next(one for one in lists if one is self.sender()), lists)
        self._reveal()
        self.chosen.emit(card)

    def _reveal(self) -> None:
        number, _ = self.place()
        if number >= 0:
            self.ensureWidgetVisible(self.columns[number], 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen card in sight."""
        super().resizeEvent(event)
        self._fit_heads()
        self._reveal()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the heads: only now their letters are as wide as they are drawn."""
        super().showEvent(event)
        self._fit_heads()

    def _to_neighbour(self, by: int) -> None:
        number, row = self.place()
        order = range(number + by, len(self.columns) if by > 0 else -1, by)
        for target in (self.columns[n].list for n in order):
            if target.held.cards:
                target.setFocus(Qt.FocusReason.OtherFocusReason)
                target.choose(row)
                return

    def _dropped(self, card: Card) -> None:
        for column in self.columns:
            if column.list is self.sender() and column.pile.category is not None:
                self.moved.emit(card, column.pile.category)
