"""A choice of one among several values: a drop-down, or radio buttons and boxes to tick."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QRadioButton,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from csdesk.ui.kit.labels import paragraph
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.literal import literal, one_line
from csdesk.ui.theme import font, height, ink, paint_icon, px

_WORDS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


class Choice(QComboBox):
    """A drop-down of values with their texts. The values come back as they were given.

    `chosen(value)` comes when the person chose, not when the program did.
    """

    chosen = Signal(object)

    def __init__(
        self, options: Sequence[tuple[Any, str]] = (), *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._values: list[Any] = []
        self.setAccessibleName(name)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_options(options)
        self.activated.connect(self._activated)

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer other values; the first is chosen."""
        self._values = [value for value, _ in options]
        self.clear()
        self.addItems([one_line(text) for _, text in options])

    def values(self) -> list[Any]:
        """The values that are offered, in their order."""
        return list(self._values)

    @property
    def value(self) -> Any:
        """The value chosen; None when there is none."""
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def set_value(self, value: Any) -> None:
        """Choose a value. Raises: ValueError when it is not offered."""
        self.setCurrentIndex(self._values.index(value))

    def sizeHint(self) -> QSize:
        """As wide as the widest text."""
        metrics = QFontMetrics(font("body"))
        texts = [metrics.horizontalAdvance(self.itemText(number)) for number in range(min(50, self.count()))]
        return QSize(max([*texts, px(40)]) + px(40), height("control"))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel scrolls the page; it never changes a value in passing."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, the value and the chevron."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        live, focus = self.isEnabled(), self.hasFocus()
        painter.setPen(QPen(ink("accent.focus_ring"), 2) if focus else QPen(ink("border.default"), 1))
        painter.setBrush(ink("surface.hover" if live and self.underMouse() else "surface.raised"))
        edge = 1.0 if focus else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), px(4), px(4))
        painter.setFont(font("body"))
        painter.setPen(ink("text.primary" if live else "text.disabled"))
        room = QRect(px(8), 0, self.width() - px(34), self.height())
        text = painter.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _WORDS, text)
        box = QRectF(self.width() - px(24), 0, px(16), self.height())
        paint_icon(painter, box, "chevron-down", "text.secondary" if live else "text.disabled", 14)

    def _activated(self, number: int) -> None:
        self.chosen.emit(self._values[number])


class Radio(QRadioButton):
    """One of several values, as a round button with its text."""

    def __init__(self, text: str) -> None:
        super().__init__(literal(text))
        _dress(self, text)

    def sizeHint(self) -> QSize:
        """The button, a gap, the words."""
        return _size(self)

    def hitButton(self, pos: Any) -> bool:
        """The words are clickable as the button is."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button and its words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre, size = QPointF(px(8), self.height() / 2), px(14) / 2
        live, chosen = self.isEnabled(), self.isChecked()
        line = "border.default" if not live else "accent.fill" if chosen else "border.strong"
        painter.setPen(QPen(ink(line), px(4) if chosen and live else 1))
        painter.setBrush(ink("accent.on_fill" if chosen and live else "surface.base"))
        inset = px(4) / 2 if chosen and live else 0.5
        painter.drawEllipse(centre, size - inset, size - inset)
        _paint_words(self, painter)


class Option(QWidget):
    """A radio button whose words may take several lines; the words are clickable too."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.radio = Radio(text)
        self.radio.setFixedWidth(px(18))
        self._words = paragraph(text)
        self._words.setContentsMargins(0, px(3), 0, px(3))
        row = in_row(on=self, gap=5)
        row.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.setFocusProxy(self.radio)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the words is a click on the button."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.radio.click()


class Check(QCheckBox):
    """Yes or no, as a box to tick with its text."""

    def __init__(self, text: str) -> None:
        super().__init__(literal(text))
        _dress(self, text)

    def sizeHint(self) -> QSize:
        """The box, a gap, the words."""
        return _size(self)

    def hitButton(self, pos: Any) -> bool:
        """The words are clickable as the box is."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, its tick and its words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(px(1) + 0.5, (self.height() - px(14)) / 2 + 0.5, px(14) - 1, px(14) - 1)
        live, ticked = self.isEnabled(), self.isChecked()
        line = "border.default" if not live else "accent.fill" if ticked else "border.strong"
        painter.setPen(QPen(ink(line), 1))
        painter.setBrush(ink("accent.fill" if ticked and live else "surface.base"))
        painter.drawRoundedRect(box, px(3), px(3))
        if ticked:
            paint_icon(painter, box, "check", "accent.on_fill" if live else "text.disabled", 12)
        _paint_words(self, painter)


def _dress(button: QAbstractButton, text: str) -> None:
    button.setAccessibleName(text)
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)
    button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


def _size(button: QAbstractButton) -> QSize:
    words = QFontMetrics(font("body")).horizontalAdvance(_words_of(button))
    return QSize(px(22) + words + px(4) if words else px(17), px(24))


def _words_of(button: QAbstractButton) -> str:
    return button.text().replace("&&", "&")


def _paint_words(button: QAbstractButton, painter: QPainter) -> None:
    painter.setFont(font("body"))
    painter.setPen(ink("text.primary" if button.isEnabled() else "text.disabled"))
    room = QRect(px(22), 0, button.width() - px(22), button.height())
    text = _words_of(button)
    painter.drawText(
        room, _WORDS, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    )
    if button.hasFocus():
        painter.setPen(QPen(ink("accent.focus_ring"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        wide = min(button.width() - 2, _size(button).width())
        painter.drawRoundedRect(QRectF(1, 1, wide - 1, button.height() - 2), px(4), px(4))
