"""The day in the top bar, and the calendar behind it."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.days import english_days, name_days
from csdesk.ui.kit.panels import Panel
from csdesk.ui.theme import icon, ink, px

_NEAR = (("A week before", 7), ("A month", 30), ("90 days", 90), ("A year", 365))

_PAST, _AHEAD = 30, 10
"""How many years the calendar goes back and on."""


class DayPicker(Panel):
    """A month with its days, by mouse and by arrows; Enter takes the day, Esc leaves it. `chosen(date)`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("raised", parent=parent)
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setAccessibleName("The day that is shown")
        self.today = date.min
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName("Calendar")
        name_days(self.calendar)
        self.calendar.setLocale(english_days())
        self.calendar.setFirstDayOfWeek(QLocale().firstDayOfWeek())
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(8), px(8), px(8), px(8))
        column.setSpacing(px(6))
        row.setSpacing(px(14))
        self._near = [_Near(text, days, self) for text, days in _NEAR]
        for near in self._near:
            row.addWidget(near)
        column.addWidget(self.calendar)
        column.addLayout(row)
        self.calendar.activated.connect(self._taken)
        self.calendar.clicked.connect(self._taken)

    def open_below(self, widget: QWidget, shown: date, today: date) -> None:
        """Open it under the day, at the day that is shown."""
        self.today = today
        self._dress()
        self.calendar.setDateRange(_in_years(today, -_PAST), _in_years(today, _AHEAD))
        self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.adjustSize()
        self.move(widget.mapToGlobal(QPoint(0, widget.height() + px(4))))
        self.show()
        self.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _dress(self) -> None:
        """In the colours in force: Qt would have weekends red, and arrows that cannot be seen in the dark."""
        plain, head = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(ink("text.primary"))
        head.setForeground(ink("text.secondary"))
        for day in Qt.DayOfWeek:
            self.calendar.setWeekdayTextFormat(day, plain)
        self.calendar.setHeaderTextFormat(head)
        for name, image in (("prev", "chevron-left"), ("next", "chevron-right")):
            button = self.calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if isinstance(button, QToolButton):
                button.setIcon(icon(image))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and its border."""
        del event
        painter = QPainter(self)
        painter.setBrush(ink("surface.raised"))
        painter.setPen(ink("border.strong"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the day on which the calendar stands; Esc leaves everything as it is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._taken(self.calendar.selectedDate())
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def take(self, day: date) -> None:
        """Show this day."""
        self.hide()
        self.chosen.emit(day)

    def _taken(self, day: QDate) -> None:
        if self.isVisible():
            self.take(date(day.year(), day.month(), day.day()))


def _in_years(day: date, years: int) -> QDate:
    return QDate(day.year, day.month, day.day).addYears(years)


class _Near(Button):
    """A day so many days before today."""

    def __init__(self, text: str, days: int, picker: DayPicker) -> None:
        super().__init__(text, kind=Kind.LINK, small=True)
        self._days, self._picker = days, picker
        self.clicked.connect(self._take)

    def _take(self) -> None:
        self._picker.take(self._picker.today - timedelta(days=self._days))
