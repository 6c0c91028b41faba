"""How an entry of the timeline is drawn: its day or its span, an icon for its kind, two lines of words."""

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from csdesk.domain.timeline import Entry, EntryKind, Tone
from csdesk.domain.values import dataclass
from csdesk.ui.formats import day, money
from csdesk.ui.kit.literal import one_line
from csdesk.ui.kit.rulers import ruler
from csdesk.ui.kit.table_model import ROW
from csdesk.ui.theme import font, ink, paint_icon, px

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)

ICONS: dict[tuple[EntryKind, str], str] = {
    (EntryKind.TOUCH, "call"): "phone",
    (EntryKind.TOUCH, "mail"): "mail",
    (EntryKind.TOUCH, "newsletter"): "mail",
    (EntryKind.TOUCH, "meeting"): "meeting",
    (EntryKind.TOUCH, "review"): "deck",
    (EntryKind.MILESTONE, "reached"): "done",
    (EntryKind.TASK, "done"): "check",
    (EntryKind.RISK, "closed"): "check",
    (EntryKind.PROMISE, "kept"): "done",
    (EntryKind.PROMISE, "broken"): "alert",
    (EntryKind.PROMISE, "changed"): "history",
    (EntryKind.GAP, "closed"): "check",
    (EntryKind.OPPORTUNITY, "won"): "done",
    (EntryKind.CHURN, "call"): "phone",
    (EntryKind.FILE, "deck"): "deck",
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
    EntryKind.READING: "target",
    EntryKind.ABSENCE: "person",
    EntryKind.CHANGE: "edit",
    EntryKind.PROMISE: "promise",
    EntryKind.GAP: "bridge",
    EntryKind.OPPORTUNITY: "arrow-up",
    EntryKind.ADVOCACY: "megaphone",
    EntryKind.FEEDBACK: "speech",
    EntryKind.CHURN: "alert",
    EntryKind.FILE: "link",
    EntryKind.USAGE: "numbers",
}

_LONGEST = "30 Mar to 30 Mar 2028"
"""A span that needs as much room as any."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a group: a month, or what is planned."""

    title: str
    more: str = ""


class EntryDelegate(QStyledItemDelegate):
    """Draws a head of 28 px or an entry of two lines, 43 px; `wide`: with room for the days of a span."""

    def __init__(self, today: date, view: QListView, *, wide: bool = False) -> None:
        super().__init__(view)
        self._today, self._view = today, view
        self._days = (
            max(px(132), round(ruler(font("small", tabular=True)).width(_LONGEST)) + px(4))
            if wide
            else px(44)
        )
        self._wide = wide

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
        near = span_text(entry, self._today) if self._wide else short_day(entry.on, self._today)
        painter.setFont(font("small", tabular=True))
        painter.setPen(ink("text.secondary"))
        painter.drawText(QRect(left, top, self._days, px(18)), _LEFT if self._wide else _RIGHT, near)
        left += self._days - px(44)
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


def short_day(on: date | None, today: date) -> str:
    """A day without its year: the head of its group says that."""
    return "" if on is None else day(on, today=today).rsplit(f" {on.year}", 1)[0]


def span_text(entry: Entry, today: date) -> str:
    """The days of what lasts: `17 to 21 Nov`, `since 17 Nov`, `30 Jun to 29 Jun 2026`; else the day."""
    first, last = entry.on, entry.until
    if first is None or not (entry.still or last):
        return short_day(first, today)
    if last is None:
        return f"since {short_day(first, today)}"
    if last == first:
        return short_day(first, today)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {short_day(last, today)}"
    end = short_day(last, today) if last.year == first.year else day(last, today=today, always_year=True)
    return f"{short_day(first, today)} to {end}"


def _title(entry: Entry) -> str:
    title = one_line(entry.title)
    return title if entry.amount is None else f"{title}, {money(entry.amount, entry.currency)}"


def _cut(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
