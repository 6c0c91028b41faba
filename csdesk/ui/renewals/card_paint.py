"""How a card is drawn: a box of a few lines, as high as its words need in the width of its column."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from csdesk.ui.kit.card_list import CARD
from csdesk.ui.kit.columns import Health
from csdesk.ui.kit.literal import one_line
from csdesk.ui.kit.marks import Shape, badge_width, paint_badge, paint_shape
from csdesk.ui.renewals.cards import Card
from csdesk.ui.theme import current, font, ink, px

Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)
_GAP, _PAD, _MARGIN = 8, 9, 7
_MOST = 2


@dataclass(frozen=True, slots=True)
class _Text:
    """One line below the amount: words on the left, and on the right."""

    left: str
    left_ink: str
    right: str = ""
    right_ink: str = ""
    badge: str = ""


def broken(text: str, metrics: QFontMetrics, width: int, most: int = _MOST) -> list[str]:
    """The text in a few lines; only what is longer than all of them is cut."""
    lines: list[str] = []
    for word in one_line(text).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = longer
    return [_cut(line, metrics, width) for line in lines]


def _cut(line: str, metrics: QFontMetrics, width: int) -> str:
    if metrics.horizontalAdvance(line) <= width:
        return line
    return metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)


def _lines(card: Card, width: int) -> list[_Text]:
    metrics = QFontMetrics(font("small"))
    badge = badge_width(card.badge) + px(8) if card.badge else 0
    due, notice = metrics.horizontalAdvance(card.due), metrics.horizontalAdvance(card.notice)
    if card.due and due + notice + px(12) + badge <= width:
        found = [_Text(card.due, "text.secondary", card.notice, card.notice_ink, card.badge)]
    else:
        beside = card.badge if due + badge <= width else ""
        found = [_Text(card.due, "text.secondary", badge=beside)] if card.due or beside else []
        found += [_Text("", "text.secondary", badge=card.badge)] if card.badge and not beside else []
        found += [_Text(words, card.notice_ink) for words in broken(card.notice, metrics, width)]
    return [*found, *(_Text(words, "text.tertiary") for words in broken(card.text, metrics, width))]


def _line_height() -> int:
    return px(current().type["small"].line + 3)


class CardDelegate(QStyledItemDelegate):
    """Draws the cards of one column."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its lines, and the gap below."""
        del option
        width = self._view.viewport().width()
        lines = 2 + len(_lines(index.data(CARD), self._inner(width)))
        return QSize(width, lines * _line_height() + 2 * px(_PAD) + px(_GAP))

    def _inner(self, width: int) -> int:
        return width - 2 * px(_MARGIN + _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the box and its lines."""
        card = index.data(CARD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(px(_MARGIN), 0.5, -px(_MARGIN), -px(_GAP))
        self._paint_ground(painter, box, option.state)
        inner = box.adjusted(px(_PAD), px(_PAD), -px(_PAD), -px(_PAD))
        self._paint_top(painter, inner, card)
        for number, text in enumerate(_lines(card, self._inner(option.rect.width())), 2):
            self._paint_line(painter, _row(inner, number), text)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        selected, focus = bool(state & QStyle.StateFlag.State_Selected), self._view.hasFocus()
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = "surface.hover" if hover else "surface.raised"
        if selected:
            ground = "surface.selected" if focus else "surface.selected_inactive"
        painter.setBrush(ink(ground))
        line = "accent.focus_ring" if selected and focus else "border.default"
        painter.setPen(QPen(ink(line), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0, -0.5, -0.5), px(6), px(6))

    def _paint_top(self, painter: QPainter, inner: QRectF, card: Card) -> None:
        top, second = _row(inner, 0), _row(inner, 1)
        painter.setFont(font("strong"))
        painter.setPen(ink("text.primary"))
        name = painter.fontMetrics().elidedText(
            one_line(card.name), Qt.TextElideMode.ElideRight, int(inner.width())
        )
        painter.drawText(top, _LEFT, name)
        painter.setFont(font("body", tabular=True))
        painter.drawText(second, _LEFT, card.amount)
        if card.health:
            _paint_health(painter, second, card.health)

    def _paint_line(self, painter: QPainter, line: QRectF, text: _Text) -> None:
        painter.setFont(font("small"))
        painter.setPen(ink(text.left_ink))
        painter.drawText(line, _LEFT, text.left)
        if text.badge:
            words = painter.fontMetrics().horizontalAdvance(text.left)
            left, top = line.x() + (words + px(8) if words else 0), line.center().y() - px(8)
            paint_badge(painter, QRectF(left, top, badge_width(text.badge), px(16)), text.badge, "info")
        if text.right:
            painter.setFont(font("small"))
            painter.setPen(ink(text.right_ink))
            painter.drawText(line, _RIGHT, text.right)


def _paint_health(painter: QPainter, line: QRectF, health: Health) -> None:
    scored = health.shape is not Shape.NOT_SCORED
    painter.setFont(font("strong" if scored else "small", tabular=scored))
    painter.setPen(
        ink("bad.text" if health.shape is Shape.AT_RISK else "text.primary" if scored else "text.secondary")
    )
    painter.drawText(line, _RIGHT, health.number)
    wide = painter.fontMetrics().horizontalAdvance(health.number)
    paint_shape(
        painter,
        QPointF(line.right() - wide - px(11), line.center().y()),
        health.shape,
        hatched=health.hatched,
    )


def _row(inner: QRectF, number: int) -> QRectF:
    tall = _line_height()
    return QRectF(inner.x(), inner.y() + number * tall, inner.width(), tall)
