"""The palette's list: headings and entries, painted in one line each."""

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from csdesk.domain.ids import AccountId
from csdesk.ui.kit.columns import Health
from csdesk.ui.kit.keys import keys_width, paint_keys
from csdesk.ui.kit.literal import one_line
from csdesk.ui.kit.marks import paint_shape
from csdesk.ui.shell.palette.entries import SAID, Entry, Found, Group
from csdesk.ui.theme import current, font, height, ink, paint_icon, px

Index = QModelIndex | QPersistentModelIndex
Beside = Mapping[AccountId, tuple[str, Health]]
"""What is said beside an account: its money and renewal, and its health."""
_ONE_LINE = int(Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter)
_LEFT = _ONE_LINE | int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
_RIGHT = _ONE_LINE | int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
_HEAD, _ENTER = 28, ("Enter",)
_WHOSE = 0.42
"""So much of a line says at most whose fact it is."""


class Lines(QAbstractListModel):
    """Headings (texts, which cannot be chosen) and entries."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[str | Entry] = []
        self.beside: Beside = {}

    def show_found(self, found: Found) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.lines = []
        for head, entries in found.groups:
            self.lines += [head, *entries]
        self.endResetModel()

    def say_beside(self, beside: Beside) -> None:
        """Say more beside the accounts."""
        self.beside = beside
        if self.lines:
            self.dataChanged.emit(self.index(0), self.index(len(self.lines) - 1))

    def entry(self, row: int) -> Entry | None:
        """The entry of a row; None for a heading."""
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        return line if isinstance(line, Entry) else None

    def row_of(self, entry: Entry) -> int:
        """Where the same thing stands now; -1 where it does not."""
        same = (entry.group, entry.id, entry.account)
        lines = enumerate(self.lines)
        return next((n for n, e in lines if isinstance(e, Entry) and (e.group, e.id, e.account) == same), -1)

    def words_beside(self, entry: Entry) -> str:
        """The words after an entry's name."""
        more = self.beside.get(entry.account) if entry.group is Group.ACCOUNTS and entry.account else None
        return ", ".join(part for part in (entry.beside, more[0] if more else "") if part)

    def health(self, entry: Entry) -> Health | None:
        """The health of an account, once it is known."""
        more = self.beside.get(entry.account) if entry.group is Group.ACCOUNTS and entry.account else None
        return more[1] if more else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Headings and entries."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        if self.entry(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The text, and what is read aloud."""
        line = self.lines[index.row()]
        if isinstance(line, str):
            return one_line(line) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(line.text)
        return self.said(line) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def said(self, entry: Entry) -> str:
        """An entry as it is read aloud."""
        health = self.health(entry)
        scored = f"health {health.number}" if health else ""
        parts = (entry.text, entry.group.value, self.words_beside(entry), scored, "+".join(entry.caps))
        return one_line(", ".join(part for part in parts if part))


class _Painted(QStyledItemDelegate):
    """Draws a heading or an entry."""

    def __init__(self, view: "PaletteList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Entries are 32 high, headings 28."""
        return QSize(0, line_height(self._view.lines.lines[index.row()]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the line."""
        line, box = self._view.lines.lines[index.row()], QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Entry):
            chosen = index.row() == self._view.currentIndex().row()
            self._paint_ground(painter, box, chosen, bool(option.state & QStyle.StateFlag.State_MouseOver))
            self._paint_entry(painter, box.adjusted(px(16), 0, -px(16), 0), line, chosen)
        else:
            painter.setFont(font("small", weight=500))
            painter.setPen(ink("text.secondary"))
            inside = box.adjusted(px(16), px(4), -px(16), 0)
            words = painter.fontMetrics().elidedText(
                one_line(line), Qt.TextElideMode.ElideRight, inside.width()
            )
            painter.drawText(inside, _LEFT, words)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, chosen: bool, hovered: bool) -> None:
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink("surface.selected" if chosen else "surface.hover"))
            radius = px(current().radius["control"])
            painter.drawRoundedRect(QRectF(box.adjusted(px(8), 0, -px(8), 0)), radius, radius)

    def _paint_entry(self, painter: QPainter, box: QRect, entry: Entry, chosen: bool) -> None:
        role = "text.primary" if chosen else "text.secondary"
        paint_icon(painter, QRectF(box.x(), box.y(), px(16), box.height()), entry.icon, role)
        right = self._paint_right(painter, box, entry, chosen)
        left = box.x() + px(26)
        if entry.group in SAID:
            right = self._paint_whose(painter, box, entry, left, right)
        wide = paint_name(painter, QRect(left, box.y(), right - left, box.height()), entry)
        words = "" if entry.group in SAID else one_line(self._view.lines.words_beside(entry))
        room = QRect(left + wide + px(10), box.y(), right - left - wide - px(10), box.height())
        if words and room.width() > px(24):
            painter.setFont(font("small"))
            painter.setPen(ink("text.secondary"))
            words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, _LEFT, words)

    def _paint_whose(self, painter: QPainter, box: QRect, entry: Entry, left: int, right: int) -> int:
        """Draw at the right whose fact it is, and when; returns where its text has to end."""
        painter.setFont(font("small"))
        painter.setPen(ink("text.secondary"))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(
            one_line(entry.beside), Qt.TextElideMode.ElideMiddle, round((right - left) * _WHOSE)
        )
        wide = metrics.horizontalAdvance(words)
        painter.drawText(QRect(right - wide, box.y(), wide, box.height()), _RIGHT, words)
        return right - wide - px(16)

    def _paint_right(self, painter: QPainter, box: QRect, entry: Entry, chosen: bool) -> int:
        """Draw the keys and the health at the right end; returns where the words have to end."""
        right, middle = box.right() + 1, box.y() + box.height() / 2
        caps = entry.caps or (_ENTER if chosen else ())
        if caps:
            right -= keys_width(caps)
            paint_keys(painter, right, middle, caps, "text.secondary", "border.default", "surface.raised")
            right -= px(10)
        health = self._view.lines.health(entry)
        return self._paint_health(painter, health, right, box) if health else right - px(4)

    def _paint_health(self, painter: QPainter, health: Health, right: int, box: QRect) -> int:
        scored = health.scored
        painter.setFont(font("body", tabular=True) if scored else font("small"))
        painter.setPen(ink("text.primary" if scored else "text.secondary"))
        wide = painter.fontMetrics().horizontalAdvance(health.number)
        painter.drawText(QRect(right - wide, box.y(), wide, box.height()), _RIGHT, health.number)
        left = right - wide - px(10)
        centre = QPointF(left, box.y() + box.height() / 2)
        paint_shape(painter, centre, health.shape, hatched=health.hatched)
        return left - px(14)


class PaletteList(QListView):
    """What was found. The keyboard stays in the field, which moves the choice with `step`."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = Lines(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Painted(self))
        self.setAccessibleName("Found")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(
            Qt.WidgetAttribute.WA_OpaquePaintEvent
        )  # the page below is not drawn again

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, then the lines."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), ink("surface.raised"))
        painter.end()
        super().paintEvent(event)

    def show_found(self, found: Found, *, keep: bool = False) -> None:
        """Show entries, the first one chosen; with `keep` the one that was, if it is still there."""
        before = self.chosen() if keep else None
        self.lines.show_found(found)
        self.scrollToTop()
        row = self.lines.row_of(before) if before else -1
        self._choose(row if row >= 0 else self._next(-1, 1))

    def show_chosen(self) -> None:
        """Scroll to what is chosen, after the list was given its height; to its heading where it is the first."""
        row = self.currentIndex().row()
        if row == 1:
            self.scrollToTop()
        elif row > 0:
            self.scrollTo(self.lines.index(row))

    def chosen(self) -> Entry | None:
        """The entry that Enter would open."""
        return self.lines.entry(self.currentIndex().row())

    def step(self, by: int) -> None:
        """Choose the next entry, or that before; after the last comes the first."""
        for _ in range(abs(by)):
            here, way = self.currentIndex().row(), 1 if by > 0 else -1
            there = self._next(here, way)
            if there < 0 and abs(by) == 1:
                there = self._next(-1 if way > 0 else len(self.lines.lines), way)
            self._choose(there)

    def _next(self, row: int, way: int) -> int:
        row += way
        while 0 <= row < len(self.lines.lines):
            if self.lines.entry(row) is not None:
                return row
            row += way
        return -1

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.setCurrentIndex(self.lines.index(row))
            self.scrollTo(self.lines.index(0 if row == 1 else row))
            self.scrollTo(self.lines.index(row))

    def wanted_height(self) -> int:
        """The px of all lines and the room below them."""
        return sum(line_height(line) for line in self.lines.lines) + px(8)


def line_height(line: str | Entry) -> int:
    """How high a line is."""
    return height("list_row") if isinstance(line, Entry) else px(_HEAD)


def paint_name(painter: QPainter, box: QRect, entry: Entry) -> int:
    """Draw an entry's name with what was typed in it; returns its width.

    A layout of its own, because runs drawn one by one would tear letters that join.
    """
    plain = font("body" if entry.group in SAID or entry.group is Group.MORE else "strong")
    whole = one_line(entry.text)
    text = QFontMetrics(plain).elidedText(whole, Qt.TextElideMode.ElideRight, max(0, box.width()))
    layout = QTextLayout(text, plain)
    layout.setTextOption(_from_the_left())
    layout.setFormats(_marked(text, entry, len(whole) if text == whole else len(text) - 1))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e6)
    layout.endLayout()
    painter.setPen(ink("text.primary"))
    layout.draw(painter, QPointF(box.x(), box.y() + (box.height() - line.height()) / 2))
    return round(line.naturalTextWidth())


def _from_the_left() -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option


def _marked(text: str, entry: Entry, kept: int) -> list[QTextLayout.FormatRange]:
    """How the typed letters look; `kept`: up to which letter the text is that of the name."""
    ranges = []
    for start, end in entry.marked:
        if (end := min(end, kept)) > start:
            marked, look = QTextLayout.FormatRange(), QTextCharFormat()
            look.setFontWeight(QFont.Weight.DemiBold)
            look.setForeground(ink("accent.text"))
            marked.start, marked.length = _units(text[:start]), _units(text[start:end])
            marked.format = look
            ranges.append(marked)
    return ranges


def _units(text: str) -> int:
    """How many letters Qt counts: those beyond the first plane are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
