"""The sheet of another day: a promise is changed, and the same one is open for that day."""

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from csdesk.domain.promises import Promise
from csdesk.services.accounts.promises import move_promise
from csdesk.ui.desk import Desk
from csdesk.ui.kit.days import DayField
from csdesk.ui.kit.labels import elided, paragraph
from csdesk.ui.shell.sheets.saving_sheet import SavingSheet

_WEEK = timedelta(days=7)


class PromiseDaySheet(SavingSheet):
    """Asks for the day."""

    def __init__(self, window: QWidget, desk: Desk, promise: Promise) -> None:
        super().__init__(window, desk, "Another day", 420)
        self._promise = promise
        self.column.addWidget(elided(promise.promise, "title"))
        said = "The promise stays as changed today; the same one is open for the new day."
        self.column.addWidget(paragraph(said, "body", "text.secondary"))
        self.day = DayField(_proposed(promise, desk.today), today=desk.today, name="New day")
        self.column.addWidget(self.day)
        self.finish("Change", self.keep)
        self.day.setFocus()

    def keep(self) -> None:
        """Agree on the day."""
        self.send(move_promise, self._promise.id, self.day.day(), say=f"Another day: {self._promise.promise}")


def _proposed(promise: Promise, today: date) -> date:
    """A week after its day, or after today where that is over."""
    return max(promise.due_on or today, today) + _WEEK
