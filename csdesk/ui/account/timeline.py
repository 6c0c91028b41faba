"""The timeline: what is planned and what happened with one account, newest first, grouped by month."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from csdesk.domain.names import search_key
from csdesk.domain.timeline import Entry, EntryKind
from csdesk.ui.account.entry_paint import EntryDelegate, Head, span_text
from csdesk.ui.formats import month_title
from csdesk.ui.kit.literal import tip
from csdesk.ui.kit.table_model import ROW
from csdesk.ui.theme import font, ink, px

_NOWHERE = QModelIndex()
_SOON = 3
"""How many planned entries stand above what happened; all of them stand in Plan."""

_CHANGES = frozenset({EntryKind.CHANGE})
_FACTS = frozenset(EntryKind) - _CHANGES
_SIGNALS = frozenset({EntryKind.SIGNAL, EntryKind.RISK, EntryKind.ABSENCE})
_PLAN = frozenset({EntryKind.MILESTONE, EntryKind.TASK, EntryKind.READING, EntryKind.PROMISE, EntryKind.GAP})
_HEARD = frozenset({EntryKind.SURVEY, EntryKind.FEEDBACK, EntryKind.ADVOCACY})
_MONEY = frozenset({EntryKind.CONTRACT, EntryKind.INVOICE, EntryKind.OPPORTUNITY, EntryKind.CHURN})
FILTERS: dict[str, frozenset[EntryKind]] = {
    "all": _FACTS,
    "touches": frozenset({EntryKind.TOUCH}),
    "signals": frozenset({EntryKind.SIGNAL}),
    "tickets": frozenset({EntryKind.TICKET}),
    "more": _FACTS - {EntryKind.TOUCH, EntryKind.SIGNAL, EntryKind.TICKET},
    "warnings": _SIGNALS,
    "surveys": _HEARD,
    "use": frozenset({EntryKind.USAGE}),
    "plan": _PLAN,
    "money": _MONEY,
    "changes": _CHANGES,
}
"""What each view of the timeline shows."""
_NOTHING = {
    "all": "Nothing is known yet. It begins with a touch: press L.",
    "touches": "No touch yet. Press L to log one.",
    "signals": "No signal yet: a sponsor who left, a competitor seen, an outage.",
    "tickets": "No tickets yet. They come with Import.",
    "more": "No surveys, risks, promises, milestones, invoices or contracts yet.",
    "warnings": "No signal and no risk yet: a sponsor who left, a competitor seen, an outage.",
    "surveys": "No survey and no feedback yet. They come with Import.",
    "use": "No reading of use yet. They come with Import.",
    "plan": "No milestone, promise, task or reading of an objective yet.",
    "money": "No contract, invoice or opportunity yet. They come with Import.",
    "changes": "Nothing was changed yet. Each edit stands here, with who made it.",
}


def grouped(entries: Sequence[Entry], today: date, *, whole: bool = False) -> Iterator[Head | Entry]:
    """The entries under their heads; `whole`: all that is planned too."""
    planned = [e for e in entries if e.planned]
    if planned:
        more = 0 if whole else len(planned) - _SOON
        yield Head("Planned", f"{more:,} more in Plan" if more > 0 else "")
        yield from planned if whole else planned[:_SOON]
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
            lasts = span_text(item, item.on) if item.on and (item.until or item.still) else ""
            return tip("\n".join(part for part in (item.title, item.detail, lasts) if part))
        return None


class Timeline(QListView):
    """The list. `opened(Entry)`: Enter or a double click."""

    opened = Signal(object)

    def __init__(self, today: date, *, wide: bool = False) -> None:
        super().__init__()
        self.model_ = _Model()
        self.setModel(self.model_)
        self._today, self._wide = today, wide
        self._words: list[str] = []
        self._entries: Sequence[Entry] = ()
        self._shown = "all"
        self.setAccessibleName("Timeline")
        self.setItemDelegate(EntryDelegate(today, self, wide=wide))
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

    def search(self, text: str) -> None:
        """Show only what has all of these words."""
        self._words = search_key(text).split()
        self._show()

    def stand_on(self, entry: Entry) -> None:
        """Choose an entry, and bring it into sight."""
        if entry in self.model_.items:
            index = self.model_.index(self.model_.items.index(entry))
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

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
        chosen = [e for e in self._entries if e.kind in kinds and self._has_words(e)]
        whole = self._wide and (self._shown != "all" or bool(self._words))
        self.model_.show_items(list(grouped(chosen, self._today, whole=whole)))
        if 0 <= here < self.model_.rowCount():
            self.setCurrentIndex(self.model_.index(here))

    def _has_words(self, entry: Entry) -> bool:
        key = search_key(f"{entry.title} {entry.detail}") if self._words else ""
        return all(word in key for word in self._words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say what will be here, where there is nothing."""
        super().paintEvent(event)
        if self.model_.items:
            return
        said = "Nothing here has these words." if self._words else _NOTHING[self._shown]
        painter = QPainter(self.viewport())
        painter.setFont(font("body"))
        painter.setPen(ink("text.secondary"))
        room = self.viewport().rect().adjusted(px(16), px(8), -px(16), -px(8))
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), said)

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
