"""A field for a day, with the calendar behind its chevron."""

from datetime import date

from PySide6.QtCore import QDate, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDateEdit, QWidget

from csdesk.ui.theme import height, paint_icon, px


class DayField(QDateEdit):
    """A day; the month is never a number."""

    def __init__(self, day: date, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(QDate(day.year, day.month, day.day), parent)
        self.setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMM yyyy")
        self.setFixedHeight(height("control"))

    def day(self) -> date:
        """The chosen day."""
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leaves the field; the arrows go from day to month to year."""
        return QWidget.focusNextPrevChild(self, forward)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then its chevron."""
        super().paintEvent(event)
        painter = QPainter(self)
        role = "text.secondary" if self.isEnabled() else "text.disabled"
        box = QRectF(self.width() - px(24), 0, px(20), self.height())
        paint_icon(painter, box, "chevron-down", role, 14)
