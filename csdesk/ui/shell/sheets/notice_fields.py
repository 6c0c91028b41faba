"""The notice is asked for by two fields: how many days it is, and which of them count."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csdesk.domain.subscriptions import NoticeCount
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.layouts import in_row


class NoticeFields(QWidget):
    """A number of days as it is typed (`days`), and how they are counted (`counted`); `changed` by either."""

    changed = Signal()

    def __init__(self, days: str, before: NoticeCount | None) -> None:
        super().__init__()
        self.days = Field(days, name="Notice, days", hint="Not known")
        calendar = NoticeCount.CALENDAR if before else None
        self.choice = Choice(
            [(calendar, "calendar days"), (NoticeCount.WORKING, "working days")], name="Notice counted in"
        )
        self.choice.set_value(before)
        self.choice.setToolTip("Working days are Monday to Friday without the days off of the settings.")
        row = in_row(on=self, gap=8)
        row.addWidget(self.days, 1)
        row.addWidget(self.choice, 1)
        self.setFocusProxy(self.days)
        self.days.changed.connect(self.changed)
        self.choice.chosen.connect(self.changed)

    @property
    def counted(self) -> NoticeCount | None:
        """How they are counted; None where nobody said, then and now."""
        found: NoticeCount | None = self.choice.value
        return found
