"""Buttons: what a click does, with its icon and its key."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk.ui.kit.keys import keys_width, paint_keys
from csdesk.ui.kit.literal import literal, tip
from csdesk.ui.kit.push import Push
from csdesk.ui.kit.ring import Ring, ring_off, ring_on
from csdesk.ui.theme import font, height, ink, paint_icon, px


class Kind(StrEnum):
    """What a button is to its page: one primary at most."""

    NORMAL = "normal"
    PRIMARY = "primary"
    FLAT = "flat"
    DANGER = "danger"
    LINK = "link"
    INVERSE = "inverse"  # on a toast


class Button(Push):
    """A button of the kit. Its text is shown as it is; `&` makes no shortcut.

    `icon`: a name in resources/icons; `keys`: shown as caps, they bind nothing; `chevron`: it opens a menu;
    `small`: 22 high. An icon without a text needs `name`, which is what is read aloud and the tool tip.
    """

    def __init__(
        self,
        text: str = "",
        *,
        kind: Kind = Kind.NORMAL,
        icon: str = "",
        keys: Sequence[str] = (),
        name: str = "",
        chevron: bool = False,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.kind, self.pose = kind, ""
        self._text, self._icon, self.caps = text, icon, tuple(keys)
        self._chevron, self._small = chevron, small
        self._ring: Ring | None = None
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._say()

    def label_text(self) -> str:
        """The text as it is read, without Qt's doubled `&`."""
        return self._text

    def set_label(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setText(literal(text))
        self._say()
        self.updateGeometry()

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon = name
        self.update()

    def set_keys(self, keys: Sequence[str]) -> None:
        """Show other key caps."""
        self.caps = tuple(keys)
        self.updateGeometry()
        self.update()

    def forbid(self, why: str) -> None:
        """Disable the button; the tool tip says why."""
        self.setEnabled(False)
        self.setToolTip(tip(why))
        self.setAccessibleDescription(why)

    def allow(self) -> None:
        """Enable the button again."""
        self.setEnabled(True)
        self.setAccessibleDescription("")
        self._say()

    def sizeHint(self) -> QSize:
        """As wide as its contents, as high as a control."""
        pad = 0 if self.kind is Kind.LINK else px(7 if self._small else 6 if not self._text else 11)
        wide = self._contents_width() + 2 * pad
        tall = height("control_small" if self._small else "control")
        return QSize(max(wide, tall if not self._text else 0), tall)

    def minimumSizeHint(self) -> QSize:
        """A button is never cut."""
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the ring on when the keyboard came here."""
        super().focusInEvent(event)
        self._ring = ring_on(self, self._ring, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring off, unless only another window came to the front."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            ring_off(self._ring)
            self._ring = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, text, key caps."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_contents(painter)

    def _say(self) -> None:
        self.setAccessibleName(self._name or self._text)
        self.setToolTip(tip(self._name) if self._name and self._name != self._text else "")

    def _words_font(self) -> tuple[str, int]:
        light = self.kind in (Kind.FLAT, Kind.LINK) and not self.isChecked()
        weight = 400 if light else 500
        return ("small" if self._small else "body", weight)

    def _contents_width(self) -> int:
        step, weight = self._words_font()
        words = QFontMetrics(font(step, weight=weight)).horizontalAdvance(self._text) if self._text else 0
        parts = [px(16) if self._icon else 0, words, px(16) if self._chevron else 0, keys_width(self.caps)]
        shown = [part for part in parts if part]
        return sum(shown) + px(8) * max(0, len(shown) - 1)

    def _state(self) -> str:
        if self.pose:
            return self.pose
        if not self.isEnabled():
            return "disabled"
        if self.isDown() or (self.isCheckable() and self.isChecked()):
            return "pressed"
        return "hover" if self.underMouse() else "normal"

    def _paint_ground(self, painter: QPainter) -> None:
        ground, line = _GROUNDS[self.kind].get(self._state(), _GROUNDS[self.kind]["normal"])
        painter.setPen(QPen(ink(line), 1) if line else Qt.PenStyle.NoPen)
        painter.setBrush(ink(ground) if ground else Qt.BrushStyle.NoBrush)
        edge = 0.5 if line else 0.0
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(box, px(4), px(4))

    def _ink(self) -> str:
        if self._state() == "disabled":
            return "text.disabled"
        if self._chevron and self.kind is Kind.FLAT:
            return "text.primary"
        return _WORDS.get(self.kind, "text.primary")

    def _paint_contents(self, painter: QPainter) -> None:
        role, left = self._ink(), (self.width() - self._contents_width()) / 2
        middle, gap = self.height() / 2, px(8)
        if self._icon:
            paint_icon(painter, QRectF(left, 0, px(16), self.height()), self._icon, role)
            left += px(16) + gap
        if self._text:
            left = self._paint_words(painter, left, role) + gap
        if self._chevron:
            paint_icon(painter, QRectF(left, 0, px(16), self.height()), "chevron-down", role, 14)
            left += px(16) + gap
        off, inked = role == "text.disabled", self.kind in (Kind.PRIMARY, Kind.INVERSE)
        words = role if off or inked else "text.secondary"
        line = role if inked and not off else "border.default"
        paint_keys(painter, left, middle, self.caps, words, line)

    def _paint_words(self, painter: QPainter, left: float, role: str) -> float:
        step, weight = self._words_font()
        painter.setFont(font(step, weight=weight))
        painter.setPen(ink(role))
        wide = painter.fontMetrics().horizontalAdvance(self._text)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            QRectF(left, 0, wide + 2, self.height()), int(flags) | Qt.TextFlag.TextSingleLine, self._text
        )
        return left + wide


_WORDS = {
    Kind.PRIMARY: "accent.on_fill",
    Kind.DANGER: "bad.text",
    Kind.FLAT: "text.secondary",
    Kind.LINK: "accent.text",
    Kind.INVERSE: "text.inverse",
}
_PLAIN = {
    "normal": ("surface.raised", "border.default"),
    "hover": ("surface.hover", "border.default"),
    "pressed": ("surface.pressed", "border.default"),
    "disabled": ("", "border.subtle"),
}
_GROUNDS: dict[Kind, dict[str, tuple[str, str]]] = {
    Kind.NORMAL: _PLAIN,
    Kind.DANGER: _PLAIN,
    Kind.LINK: {"normal": ("", "")},
    Kind.INVERSE: {"normal": ("", ""), "hover": ("text.secondary", ""), "pressed": ("text.secondary", "")},
    Kind.FLAT: {
        "normal": ("", ""),
        "hover": ("surface.hover", ""),
        "pressed": ("surface.pressed", ""),
    },
    Kind.PRIMARY: {
        "normal": ("accent.fill", ""),
        "hover": ("accent.fill_hover", ""),
        "pressed": ("accent.fill_pressed", ""),
        "disabled": ("surface.pressed", "border.default"),
    },
}
