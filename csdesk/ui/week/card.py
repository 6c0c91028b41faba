"""A card is one planned item: account, minutes, what to do, why, and what is at stake."""

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from csdesk.domain.week.plan import MANDATORY, Planned
from csdesk.ui.formats import duration, short_money
from csdesk.ui.kit.literal import one_line
from csdesk.ui.theme import current, font, ink, paint_icon, px

ITEM = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_PAD = 9


def card_height() -> int:
    """Three lines and the air around them."""
    return px(67)


def spoken(item: Planned) -> str:
    """The card as it is read aloud, and as its tool tip."""
    candidate, factors = item.item.candidate, item.item.factors
    stake = short_money(factors.at_stake, factors.currency)
    done = "Done. " if item.done else ""
    hours = duration(candidate.minutes)
    return f"{done}{candidate.name}: {candidate.title}. {candidate.reason}. {hours} h, {stake} ARR"


def reason_ink(item: Planned, today: date) -> str:
    """The role of a reason's colour: overdue is bad, what cannot wait is watch, the rest is plain."""
    candidate = item.item.candidate
    if item.done or item.item.rank != MANDATORY:
        return "text.secondary"
    return "bad.text" if candidate.edge <= today else "watch.text"


class CardDelegate(QStyledItemDelegate):
    """Draws the cards of one day."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as a card."""
        del option, index
        return QSize(px(120), card_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, three lines, and the hairline below."""
        item = index.data(ITEM)
        assert isinstance(item, Planned)
        painter.save()
        box: QRect = option.rect
        state = option.state
        self._ground(painter, box, state)
        inner = QRectF(box).adjusted(px(_PAD), px(8), -px(_PAD), -px(6))
        self._name(painter, inner, item)
        self._title(painter, inner, item)
        self._reason(painter, inner, item)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            active = bool(state & QStyle.StateFlag.State_Active)
            painter.fillRect(box, ink("surface.selected" if active else "surface.selected_inactive"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, ink("surface.hover"))
        painter.setPen(ink("border.subtle"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _name(self, painter: QPainter, box: QRectF, item: Planned) -> None:
        line = _line(box, 0)
        minutes = duration(item.minutes)
        figures = font("small", tabular=True)
        painter.setFont(figures)
        painter.setPen(ink("text.secondary"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, minutes)
        room = line.adjusted(0, 0, -QFontMetrics(figures).horizontalAdvance(minutes) - px(8), 0)
        if item.done:
            paint_icon(
                painter, QRectF(room.left(), room.top(), px(14), room.height()), "check", "good.text", 14
            )
            room.adjust(px(18), 0, 0, 0)
        strong = QFont(font("strong"))
        strong.setStrikeOut(item.done)
        painter.setFont(strong)
        painter.setPen(ink("text.tertiary" if item.done else "text.primary"))
        _cut(painter, room, item.item.candidate.name)

    def _title(self, painter: QPainter, box: QRectF, item: Planned) -> None:
        painter.setFont(font("small"))
        painter.setPen(ink("text.tertiary" if item.done else "text.secondary"))
        _cut(painter, _line(box, 1), item.item.candidate.title)

    def _reason(self, painter: QPainter, box: QRectF, item: Planned) -> None:
        line, candidate = _line(box, 2), item.item.candidate
        factors = item.item.factors
        stake = short_money(factors.at_stake, factors.currency)
        figures = font("small", tabular=True)
        painter.setFont(figures)
        painter.setPen(ink("text.secondary"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, stake)
        room = line.adjusted(0, 0, -QFontMetrics(figures).horizontalAdvance(stake) - px(8), 0)
        role = reason_ink(item, self._today)
        if candidate.mandatory and not item.done:
            paint_icon(painter, QRectF(room.left(), room.top(), px(14), room.height()), "pin", role, 14)
            room.adjust(px(18), 0, 0, 0)
        painter.setFont(font("small"))
        painter.setPen(ink(role))
        _cut(painter, room, candidate.reason)


def _line(box: QRectF, number: int) -> QRectF:
    tall = px(current().type["small"].line + 1)
    return QRectF(box.left(), box.top() + number * tall, box.width(), tall)


def _cut(painter: QPainter, room: QRectF, text: str) -> None:
    shown = painter.fontMetrics().elidedText(one_line(text), Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
