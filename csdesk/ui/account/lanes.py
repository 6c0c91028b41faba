"""The lanes: a year of one account at a glance, what lasts as bars, what happens as dots, today as a line."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from csdesk.domain.day_words import month_spelled, short_month
from csdesk.domain.timeline import Entry, EntryKind, Tone
from csdesk.ui.account.entry_paint import span_text
from csdesk.ui.kit.literal import one_line, tip
from csdesk.ui.theme import font, ink, px

_BACK, _AHEAD = timedelta(days=270), timedelta(days=95)
_HIGH, _TOP, _NAME, _EDGE = 16, 20, 72, 16
_LANES: tuple[tuple[str, frozenset[EntryKind]], ...] = (
    ("Touches", frozenset({EntryKind.TOUCH})),
    ("Tickets", frozenset({EntryKind.TICKET})),
    ("Signals", frozenset({EntryKind.SIGNAL, EntryKind.SURVEY, EntryKind.FEEDBACK, EntryKind.ADVOCACY})),
    ("Use", frozenset({EntryKind.USAGE})),
    ("Risks", frozenset({EntryKind.RISK, EntryKind.GAP})),
    ("Away", frozenset({EntryKind.ABSENCE})),
    ("Milestones", frozenset({EntryKind.MILESTONE})),
    ("Promises", frozenset({EntryKind.PROMISE})),
    ("Contracts", frozenset({EntryKind.CONTRACT, EntryKind.OPPORTUNITY, EntryKind.CHURN})),
)
_FILLS = {
    Tone.PLAIN: "furniture.axis",
    Tone.GOOD: "good.fill",
    Tone.WATCH: "watch.fill",
    Tone.BAD: "bad.fill",
}
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


class Lanes(QWidget):
    """One lane for each kind that there is; the list below says the same in words. `chosen(Entry)`: a click."""

    chosen = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._first, self._last = today - _BACK, today + _AHEAD
        self._lanes: list[tuple[str, list[Entry]]] = []
        self.setMouseTracking(True)
        self.setAccessibleName("The year at a glance")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries; a lane without one is left out."""
        made = ((name, [e for e in entries if e.kind in kinds and self._shows(e)]) for name, kinds in _LANES)
        self._lanes = [(name, held) for name, held in made if held]
        spoken = (f"{name} {len(held):,}" for name, held in self._lanes)
        self.setAccessibleDescription(", ".join(spoken))
        self.setVisible(bool(self._lanes))
        self.updateGeometry()
        self.update()

    def _shows(self, entry: Entry) -> bool:
        if entry.on is None or entry.how == "closed":
            return False
        last = self._end(entry)
        return entry.on <= self._last and last >= self._first

    def _end(self, entry: Entry) -> date:
        assert entry.on is not None
        return entry.until or (self._today if entry.still and entry.on <= self._today else entry.on)

    def sizeHint(self) -> QSize:
        """As high as its lanes."""
        return QSize(px(400), px(_TOP + _HIGH * len(self._lanes) + 8) if self._lanes else 0)

    def _x(self, day: date) -> float:
        left, right = px(_EDGE + _NAME), self.width() - px(_EDGE)
        share = (day - self._first) / (self._last - self._first)
        return left + (right - left) * min(1.0, max(0.0, share))

    def _box(self, lane: int, entry: Entry) -> QRectF:
        """Where an entry is drawn: a bar for what lasts, else a dot of 7 px."""
        assert entry.on is not None
        middle = px(_TOP) + px(_HIGH) * (lane + 0.5)
        left, right = self._x(entry.on), self._x(self._end(entry))
        if not entry.until and not entry.still:
            return QRectF(left - px(3.5), middle - px(3.5), px(7), px(7))
        return QRectF(left, middle - px(3), max(px(6), right - left), px(6))

    def entry_at(self, place: QPointF) -> Entry | None:
        """The entry under the pointer, or the nearest within 4 px."""
        lane = int((place.y() - px(_TOP)) // px(_HIGH))
        if not 0 <= lane < len(self._lanes):
            return None
        near = px(4)
        held = [(e, self._box(lane, e).adjusted(-near, -near, near, near)) for e in self._lanes[lane][1]]
        hit = [(e, box) for e, box in held if box.contains(place)]
        return min(hit, key=lambda h: (h[1].width(), abs(h[1].center().x() - place.x())))[0] if hit else None

    def event(self, event: QEvent) -> bool:
        """Say in a tool tip what an entry is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            entry = self.entry_at(QPointF(event.pos()))
            said = "" if entry is None else f"{one_line(entry.title)}\n{span_text(entry, self._today)}"
            QToolTip.showText(event.globalPos(), tip(said), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """An entry can be clicked."""
        found = self.entry_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the entry in the list."""
        entry = self.entry_at(event.position())
        if entry is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(entry)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the months, the lanes, and today."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_months(painter)
        for number, (name, held) in enumerate(self._lanes):
            middle = px(_TOP) + px(_HIGH) * (number + 0.5)
            painter.setFont(font("small"))
            painter.setPen(ink("text.secondary"))
            painter.drawText(QRectF(px(_EDGE), middle - px(9), px(_NAME), px(18)), _LEFT, name)
            for entry in held:
                self._paint_mark(painter, self._box(number, entry), entry)
        painter.setPen(QPen(ink("accent.fill"), 1))
        today = round(self._x(self._today)) + 0.5
        painter.drawLine(QPointF(today, px(_TOP) - 3), QPointF(today, self.height() - px(4)))

    def _paint_months(self, painter: QPainter) -> None:
        painter.setFont(font("micro"))
        month = date(self._first.year, self._first.month, 1)
        while month <= self._last:
            if month >= self._first:
                x = round(self._x(month)) + 0.5
                painter.setPen(QPen(ink("border.subtle"), 1))
                painter.drawLine(QPointF(x, px(4)), QPointF(x, self.height() - px(4)))
                painter.setPen(ink("text.tertiary"))
                said = month_spelled(month) if month.month == 1 else short_month(month)
                painter.drawText(QRectF(x + px(4), px(2), px(60), px(16)), _LEFT, said)
            month = date(month.year + month.month // 12, month.month % 12 + 1, 1)

    def _paint_mark(self, painter: QPainter, box: QRectF, entry: Entry) -> None:
        colour = ink(_FILLS[entry.tone])
        one_way = entry.kind is EntryKind.TOUCH and entry.detail.startswith(("Outbound", "Inbound"))
        hollow = entry.planned or one_way
        painter.setPen(QPen(colour, 1.5) if hollow else Qt.PenStyle.NoPen)
        painter.setBrush(ink("surface.base") if hollow else colour)
        radius = box.height() / 2
        painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75) if hollow else box, radius, radius)
