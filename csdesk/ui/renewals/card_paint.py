"""How a card is drawn: a box of a few lines, as high as its words need in the width of its column."""

import re
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
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
_MOST, _DEADLINE = 2, 4
_LONE = re.compile(r" (?=[^\W\d](?: |$))")
"""Before a word of one letter, such as that of *7 d*: it does not begin a line."""
_SHAPE = 17
"""What the shape of a health takes left of its number, px."""


@dataclass(frozen=True, slots=True)
class _Text:
    """One line: words, or a badge, on the left, and words or the health on the right."""

    left: str = ""
    left_ink: str = "text.secondary"
    right: str = ""
    right_ink: str = ""
    badge: str = ""
    face: str = "small"
    health: Health | None = None


def broken(text: str, metrics: QFontMetrics, width: int, most: int = _MOST) -> list[str]:
    """The text in a few lines; only what is longer than all of them is cut."""
    lines: list[str] = []
    for word in filter(None, _LONE.sub("\u00a0", one_line(text)).split(" ")):
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
    return [
        *(_Text(words, "text.primary", face="strong") for words in _broken_name(card, width)),
        *_worth(card, width),
        *_deadline(card, metrics, width),
        *(_Text(words, "text.tertiary") for words in broken(card.text, metrics, width)),
    ]


def _broken_name(card: Card, width: int) -> list[str]:
    return broken(card.name, QFontMetrics(font("strong")), width)


def _worth(card: Card, width: int) -> list[_Text]:
    """The amount with the health at its right, or below it where both are too wide; its currency gives way first."""
    metrics = QFontMetrics(font("body", tabular=True))
    advance = metrics.horizontalAdvance
    said = [card.amount] if advance(card.amount) <= width else broken(card.short, metrics, width)
    amounts = [_Text(words, "text.primary", face="body") for words in said]
    if card.health is None:
        return amounts
    if len(said) == 1 and advance(said[0]) + _health_width(card.health) + px(12) <= width:
        return [replace(amounts[0], health=card.health)]
    return [*amounts, _Text(health=card.health)]


def _deadline(card: Card, metrics: QFontMetrics, width: int) -> list[_Text]:
    badge = badge_width(card.badge) + px(8) if card.badge else 0
    due, notice = metrics.horizontalAdvance(card.due), metrics.horizontalAdvance(card.notice)
    if card.due and due + notice + px(12) + badge <= width:
        return [_Text(card.due, "text.secondary", card.notice, card.notice_ink, card.badge)]
    beside = card.badge if due + badge <= width else ""
    found = (
        [_Text(card.due, badge=beside)] if beside else [_Text(w) for w in broken(card.due, metrics, width)]
    )
    found += [_Text(badge=card.badge)] if card.badge and not beside else []
    return found + [_Text(words, card.notice_ink) for words in broken(card.notice, metrics, width, _DEADLINE)]


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
        lines = len(_lines(index.data(CARD), self._inner(width)))
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
        for number, text in enumerate(_lines(card, self._inner(option.rect.width()))):
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

    def _paint_line(self, painter: QPainter, line: QRectF, text: _Text) -> None:
        painter.setFont(font(text.face, tabular=text.face == "body"))
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
        if text.health:
            _paint_health(painter, line, text.health)


def _health_font(health: Health) -> QFont:
    scored = health.shape is not Shape.NOT_SCORED
    return font("strong" if scored else "small", tabular=scored)


def _health_width(health: Health) -> int:
    return QFontMetrics(_health_font(health)).horizontalAdvance(health.number) + px(_SHAPE)


def _paint_health(painter: QPainter, line: QRectF, health: Health) -> None:
    quiet = "text.secondary" if health.shape is Shape.NOT_SCORED else "text.primary"
    painter.setFont(_health_font(health))
    painter.setPen(ink("bad.text" if health.shape is Shape.AT_RISK else quiet))
    painter.drawText(line, _RIGHT, health.number)
    at = QPointF(line.right() - _health_width(health) + px(_SHAPE - 11), line.center().y())
    paint_shape(painter, at, health.shape, hatched=health.hatched)


def _row(inner: QRectF, number: int) -> QRectF:
    tall = _line_height()
    return QRectF(inner.x(), inner.y() + number * tall, inner.width(), tall)
