"""A card is one planned item: account, minutes, what to do, why, and what is at stake."""

from datetime import date
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QCursor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from csdesk.domain.values import dataclass
from csdesk.domain.week.plan import MANDATORY, Planned
from csdesk.ui.formats import duration, short_money
from csdesk.ui.kit.card_list import CARD
from csdesk.ui.theme import current, font, ink, paint_icon, px
from csdesk.ui.week.lines import together, wrapped

Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_TITLE_LINES, WHY_LINES = 4, 5
"""Lines of what to do, and of why: three reasons in one are not cut beside the rail."""
_MEASURE = 1000
"""A length that differs with every size of the letters."""
_RIGHT = Qt.AlignmentFlag.AlignRight | _MIDDLE


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


@dataclass(frozen=True, slots=True)
class _Lines:
    """A card's words, broken for a width."""

    name: list[str]
    title: list[str]
    reason: list[str]
    stake: str

    @property
    def height(self) -> int:
        return px(16) + _line_height() * (len(self.name) + len(self.title) + len(self.reason))


def _line_height() -> int:
    return px(current().type["small"].line + 1)


def _continues(index: Index) -> bool:
    """Whether the card above is of the same account: its name and its ARR stand there."""
    above = index.sibling(index.row() - 1, 0)
    if not (index.isValid() and above.isValid()):
        return False
    upper, lower = above.data(CARD), index.data(CARD)
    same = upper.item.candidate.account == lower.item.candidate.account
    return bool(same and not (upper.done or lower.done))


def _broken(index: Index, width: int) -> _Lines:
    """Broken once for each width: Qt asks for a card's height again and again while it lays out."""
    return _broken_at(index.data(CARD), _continues(index), width, px(_MEASURE))


@lru_cache(maxsize=1024)
def _broken_at(item: Planned, continued: bool, width: int, size: int) -> _Lines:
    """The words of a card at a size of the letters; one that continues another has neither name nor ARR."""
    del size
    candidate, factors = item.item.candidate, item.item.factors
    metrics = QFontMetrics(font("small"))
    stake = "" if continued else short_money(factors.at_stake, factors.currency)
    inner = width - 2 * px(8)
    pin = px(16) if candidate.mandatory and not item.done else 0
    beside = QFontMetrics(font("small", tabular=True)).horizontalAdvance(stake) + px(6) if stake else 0
    first = inner - metrics.horizontalAdvance(duration(item.minutes)) - px(8)
    ticked = px(18) if item.done else 0
    return _Lines(
        [] if continued else wrapped(candidate.name, font("strong"), first - ticked, inner - ticked),
        wrapped(candidate.title, font("small"), first if continued else inner, inner, most=_TITLE_LINES),
        wrapped(together(candidate.reason), font("small"), inner - pin, inner, beside, WHY_LINES),
        stake,
    )


class CardDelegate(QStyledItemDelegate):
    """Draws the cards of one day; a card is as high as its words need in the day's width."""

    def __init__(self, view: QListView, today: date) -> None:
        super().__init__(view)
        self._view, self._today = view, today

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its lines."""
        del option
        width = self._view.viewport().width()
        return QSize(width, _broken(index, width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, lines, and the hairline below."""
        item = index.data(CARD)
        painter.save()
        box: QRect = option.rect
        self._ground(painter, box, index)
        lines = _broken(index, box.width())
        inner = QRectF(box).adjusted(px(8), px(7), -px(8), 0)
        self._name(painter, inner, item, lines.name)
        for number, words in enumerate(lines.title, len(lines.name)):
            self._words(
                painter, _row(inner, number), words, "text.tertiary" if item.done else "text.secondary"
            )
        self._reason(painter, inner, item, lines)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, index: Index) -> None:
        """What is chosen, and what the mouse is on; not asked of `option.state`, whose type takes 5 ms to come."""
        view = self._view
        if view.selectionModel().isSelected(index):
            painter.fillRect(box, ink("surface.selected" if view.hasFocus() else "surface.selected_inactive"))
        elif view.underMouse() and box.contains(view.viewport().mapFromGlobal(QCursor.pos())):
            painter.fillRect(box, ink("surface.hover"))
        if not _continues(index.sibling(index.row() + 1, 0)):
            painter.setPen(ink("border.subtle"))
            painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _name(self, painter: QPainter, inner: QRectF, item: Planned, lines: list[str]) -> None:
        room = _row(inner, 0)
        painter.setFont(font("small", tabular=True))
        painter.setPen(ink("text.secondary"))
        painter.drawText(room, _RIGHT, duration(item.minutes))
        if item.done:
            paint_icon(
                painter, QRectF(room.left(), room.top(), px(14), room.height()), "check", "good.text", 14
            )
        strong = QFont(font("strong"))
        strong.setStrikeOut(item.done)
        painter.setFont(strong)
        painter.setPen(ink("text.tertiary" if item.done else "text.primary"))
        for number, words in enumerate(lines):
            painter.drawText(
                _row(inner, number).adjusted(px(18) if item.done else 0, 0, 0, 0), _MIDDLE, words
            )

    def _reason(self, painter: QPainter, inner: QRectF, item: Planned, lines: _Lines) -> None:
        role, first = reason_ink(item, self._today), len(lines.name) + len(lines.title)
        pinned = item.item.candidate.mandatory and not item.done
        if pinned:
            line = _row(inner, first)
            paint_icon(painter, QRectF(line.left(), line.top(), px(13), line.height()), "pin", role, 14)
        for number, words in enumerate(lines.reason):
            line = _row(inner, first + number).adjusted(px(16) if pinned and not number else 0, 0, 0, 0)
            self._words(painter, line, words, role)
        painter.setFont(font("small", tabular=True))
        painter.setPen(ink("text.secondary"))
        painter.drawText(_row(inner, first + len(lines.reason) - 1), _RIGHT, lines.stake)

    def _words(self, painter: QPainter, line: QRectF, words: str, role: str) -> None:
        painter.setFont(font("small"))
        painter.setPen(ink(role))
        painter.drawText(line, _MIDDLE, words)


def _row(box: QRectF, number: int) -> QRectF:
    tall = _line_height()
    return QRectF(box.left(), box.top() + number * tall, box.width(), tall)
