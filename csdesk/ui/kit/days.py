"""A field for a day, with the calendar behind its chevron."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QDateEdit, QLineEdit, QTableView, QWidget

from csdesk.domain.days import said_day
from csdesk.domain.errors import NotADay
from csdesk.ui.theme import height, paint_icon, px

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_ENDING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down}


def english_days() -> QLocale:
    """Names of months and days as the rest of the window has them: *Sep*, where English elsewhere says *Sept*."""
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


def name_days(calendar: QCalendarWidget) -> None:
    """Give the days of a calendar, which take the keyboard, a name: Qt gives them none."""
    view = calendar.findChild(QTableView)
    assert isinstance(view, QTableView)
    view.setAccessibleName("Days of the month")


class DayField(QDateEdit):
    """A day; the month is never a number. What is typed is read as a person says a day: `30 Jun`, `next friday`, `7`.

    A day without its year is the next one from `today` on, or the last one where the field takes none that is later.
    """

    def __init__(self, day: date, *, today: date, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(_qdate(day), parent)
        self._today = today
        self._before = day
        self.setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setLocale(english_days())
        self.setDisplayFormat("d MMM yyyy")
        self.setFixedHeight(height("control"))
        self.words = QLineEdit(self)
        self.words.setAccessibleName(name)
        self.words.setFrame(False)
        self.words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words.hide()
        self.words.textChanged.connect(self._read)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """In the calendar behind the chevron the week begins as it does where the computer is."""
        self.calendarWidget().setFirstDayOfWeek(QLocale().firstDayOfWeek())
        name_days(self.calendarWidget())
        super().mousePressEvent(event)

    def day(self) -> date:
        """The chosen day."""
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The first letter opens a line to type into; Esc leaves the day as it was before."""
        typed = event.text().isprintable() and event.text() and not event.modifiers() & _COMMANDS
        if typed and self.words.isHidden():
            self._begin()
        if self.words.isHidden():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.words.clear()
            self._end()
        elif event.key() in _ENDING:
            self._end()
            super().keyPressEvent(event)
        else:
            # not sent: a key that it has no use for, such as Shift, would come back here
            self.words.event(event)

    def _begin(self) -> None:
        self._before = self.day()
        self.words.clear()
        self._lay()
        self.lineEdit().hide()
        self.words.show()
        QApplication.sendEvent(self.words, QFocusEvent(QFocusEvent.Type.FocusIn))

    def _end(self) -> None:
        self.words.hide()
        self.lineEdit().show()

    def _read(self, text: str) -> None:
        """The day that the words say; as long as they say none it is the one before."""
        self.setDate(_qdate(self._said(text) or self._before))

    def _said(self, text: str) -> date | None:
        bare = text.strip()
        try:
            if bare.isdecimal() and len(bare) <= 2:
                return self._before.replace(day=int(bare))
            ahead = self.maximumDate() > _qdate(self._today)
            said = said_day(bare, today=self._today, ahead=ahead)
        except (NotADay, ValueError):
            return None
        return said if self.minimumDate() <= _qdate(said) <= self.maximumDate() else None

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is read; the day stands there."""
        self._end()
        super().focusOutEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leaves the field; the arrows go from day to month to year."""
        return QWidget.focusNextPrevChild(self, forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line to type into stands where the day stood; the chevron stays beside it."""
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        self.words.setGeometry(self.lineEdit().geometry())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then its chevron."""
        super().paintEvent(event)
        painter = QPainter(self)
        role = "text.secondary" if self.isEnabled() else "text.disabled"
        box = QRectF(self.width() - px(24), 0, px(20), self.height())
        paint_icon(painter, box, "chevron-down", role, 14)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
