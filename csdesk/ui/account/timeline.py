"""The timeline: what is planned and what happened with one account, newest first, grouped by month."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from csdesk.domain.timeline import Entry, EntryKind, Tone
from csdesk.ui.formats import day, money, month_title
from csdesk.ui.kit.literal import one_line, tip
from csdesk.ui.kit.table_model import ROW
from csdesk.ui.theme import font, ink, paint_icon, px

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)
_NOWHERE = QModelIndex()
_SOON = 3
"""How many planned entries stand above what happened; all of them stand in Plan."""

ICONS: dict[tuple[EntryKind, str], str] = {
    (EntryKind.TOUCH, "call"): "phone",
    (EntryKind.TOUCH, "mail"): "mail",
    (EntryKind.TOUCH, "newsletter"): "mail",
    (EntryKind.TOUCH, "meeting"): "meeting",
    (EntryKind.TOUCH, "review"): "deck",
    (EntryKind.MILESTONE, "reached"): "done",
    (EntryKind.TASK, "done"): "check",
    (EntryKind.RISK, "closed"): "check",
}
_ICONS: dict[EntryKind, str] = {
    EntryKind.TOUCH: "people",
    EntryKind.SIGNAL: "compass",
    EntryKind.TICKET: "ticket",
    EntryKind.SURVEY: "note",
    EntryKind.RISK: "warning",
    EntryKind.MILESTONE: "flag",
    EntryKind.INVOICE: "money",
    EntryKind.CONTRACT: "renewals",
    EntryKind.TASK: "circle",
}
FILTERS: dict[str, frozenset[EntryKind]] = {
    "all": frozenset(EntryKind),
    "touches": frozenset({EntryKind.TOUCH}),
    "signals": frozenset({EntryKind.SIGNAL}),
    "tickets": frozenset({EntryKind.TICKET}),
    "more": frozenset(EntryKind) - {EntryKind.TOUCH, EntryKind.SIGNAL, EntryKind.TICKET},
}
"""What each view of the timeline shows."""
_NOTHING = {
    "all": "Nothing is known yet. It begins with a touch: press L.",
    "touches": "No touch yet. Press L to log one.",
    "signals": "No signal yet: a sponsor who left, a competitor seen, an outage.",
    "tickets": "No tickets yet. They come with Import.",
    "more": "No surveys, risks, milestones, invoices or contracts yet.",
}


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a group: a month, or what is planned."""

    title: str
    more: str = ""


def grouped(entries: Sequence[Entry], today: date) -> Iterator[Head | Entry]:
    """The entries under their heads."""
    planned = [e for e in entries if e.planned]
    if planned:
        more = len(planned) - _SOON
        yield Head("Planned", f"{more} more in Plan" if more > 0 else "")
        yield from planned[:_SOON]
    month = ""
    for entry in entries:
        if entry.planned or entry.on is None:
            continue
        title = month_title(entry.on, today=today)
        if title != month:
            month = title
            yield Head(title)
        yield entry


class _Model(QAbstractListModel):
    """The heads and entries shown."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[Head | Entry] = []

    def show_items(self, items: list[Head | Entry]) -> None:
        """Show other ones."""
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """How many heads and entries."""
        return 0 if parent.isValid() else len(self.items)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """A head cannot be chosen."""
        entry = isinstance(self.items[index.row()], Entry)
        chosen = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return chosen if entry else Qt.ItemFlag.ItemNeverHasChildren

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The item, its words, and the whole of them as a tool tip."""
        item = self.items[index.row()]
        if role == ROW:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(item, Entry):
            return tip("\n".join(part for part in (item.title, item.detail) if part))
        return None


class Timeline(QListView):
    """The list. `opened(Entry)`: Enter or a double click."""

    opened = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.model_ = _Model()
        self.setModel(self.model_)
        self._today = today
        self._entries: Sequence[Entry] = ()
        self._shown = "all"
        self.setAccessibleName("Timeline")
        self.setItemDelegate(_Delegate(today, self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(px(43))
        self.doubleClicked.connect(self._open)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries, through the same filter."""
        self._entries = entries
        self._show()

    def narrow(self, which: object) -> None:
        """Show all, touches, signals, tickets, or more."""
        self._shown = str(which)
        self._show()

    def choose_first(self) -> None:
        """Stand on the first entry."""
        number = next((n for n, item in enumerate(self.model_.items) if isinstance(item, Entry)), -1)
        if number >= 0:
            self.setCurrentIndex(self.model_.index(number))
            self.scrollToTop()

    def entries(self) -> list[Entry]:
        """The entries shown, from top to bottom."""
        return [item for item in self.model_.items if isinstance(item, Entry)]

    def _show(self) -> None:
        here = self.currentIndex().row()
        kinds = FILTERS[self._shown]
        chosen = [e for e in self._entries if e.kind in kinds]
        self.model_.show_items(list(grouped(chosen, self._today)))
        if 0 <= here < self.model_.rowCount():
            self.setCurrentIndex(self.model_.index(here))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say what will be here, where there is nothing."""
        super().paintEvent(event)
        if self.model_.items:
            return
        painter = QPainter(self.viewport())
        painter.setFont(font("body"))
        painter.setPen(ink("text.secondary"))
        room = self.viewport().rect().adjusted(px(16), px(8), -px(16), -px(8))
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), _NOTHING[self._shown])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters do not search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters act on the account; they do not search."""

    def _open(self, index: QModelIndex) -> None:
        item = self.model_.items[index.row()]
        if isinstance(item, Entry):
            self.opened.emit(item)


class _Delegate(QStyledItemDelegate):
    """Draws a head of 28 px or an entry of two lines, 43 px."""

    def __init__(self, today: date, view: QListView) -> None:
        super().__init__(view)
        self._today, self._view = today, view

    def _right(self, box: QRect) -> int:
        """The right edge of all words: 16 px from the panel's edge, with a scroll bar or without."""
        bar = self._view.verticalScrollBar()
        return box.right() - px(16) + (bar.width() if bar.isVisible() else 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The height of the item."""
        del option
        item = index.data(ROW)
        if isinstance(item, Head):
            return QSize(px(120), px(28))
        return QSize(px(120), px(43 if item.detail else 27))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the item."""
        item, box = index.data(ROW), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(item, Head):
            self._paint_head(painter, box, item)
        else:
            state = option.state
            self._paint_ground(painter, box, state)
            self._paint_entry(painter, box, item)
        painter.restore()

    def _paint_head(self, painter: QPainter, box: QRect, head: Head) -> None:
        painter.setFont(font("small"))
        painter.setPen(ink("text.secondary"))
        left, right = box.x() + px(16), self._right(box)
        painter.drawText(QRect(left, box.y() + px(4), right - left, px(20)), _LEFT, head.title)
        start = left + painter.fontMetrics().horizontalAdvance(head.title) + px(8)
        if head.more:
            painter.setPen(ink("text.tertiary"))
            painter.drawText(QRect(left, box.y() + px(4), right - left, px(20)), _RIGHT, head.more)
            right -= painter.fontMetrics().horizontalAdvance(head.more) + px(8)
        middle = box.y() + px(14)
        painter.fillRect(QRect(start, middle, max(0, right - start), 1), ink("border.subtle"))

    def _paint_ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            active = bool(state & QStyle.StateFlag.State_HasFocus)
            inside = QRectF(box).adjusted(px(6), 1, -px(6), -1)
            painter.setPen(QPen(ink("accent.focus_ring"), 2) if active else Qt.PenStyle.NoPen)
            painter.setBrush(ink("surface.selected" if active else "surface.selected_inactive"))
            painter.drawRoundedRect(inside, px(4), px(4))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink("surface.hover"))
            painter.drawRoundedRect(QRectF(box).adjusted(px(6), 1, -px(6), -1), px(4), px(4))

    def _paint_entry(self, painter: QPainter, box: QRect, entry: Entry) -> None:
        top, left = box.y() + px(4), box.x() + px(16)
        near = "" if entry.on is None else day(entry.on, today=self._today).rsplit(f" {entry.on.year}", 1)[0]
        painter.setFont(font("small", tabular=True))
        painter.setPen(ink("text.secondary"))
        painter.drawText(QRect(left, top, px(44), px(18)), _RIGHT, near)
        icon = ICONS.get((entry.kind, entry.how), _ICONS[entry.kind])
        role = f"{entry.tone.value}.text" if entry.tone in {Tone.WATCH, Tone.BAD} else "text.secondary"
        paint_icon(painter, QRectF(left + px(50), top + 1, px(16), px(16)), icon, role, 15)
        words = QRect(left + px(76), top, self._right(box) - left - px(76), px(18))
        painter.setFont(font("body"))
        painter.setPen(ink(role if entry.tone in {Tone.WATCH, Tone.BAD} else "text.primary"))
        painter.drawText(words, _LEFT, _cut(painter, _title(entry), words.width()))
        painter.setFont(font("small"))
        painter.setPen(ink("text.secondary"))
        below = words.translated(0, px(17))
        painter.drawText(below, _LEFT, _cut(painter, one_line(entry.detail), below.width()))


def _title(entry: Entry) -> str:
    title = one_line(entry.title)
    return title if entry.amount is None else f"{title}, {money(entry.amount, entry.currency)}"


def _cut(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
