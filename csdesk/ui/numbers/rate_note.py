"""The note of a missing rate: which pair and day, what it leaves out, and the sheet that adds it."""

from typing import cast

from csdesk.domain.errors import RateMissing
from csdesk.ui.desk import Desk
from csdesk.ui.formats import day
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.notes import Note
from csdesk.wording import count


class RateNote(Note):
    """Above the figures while a rate is missing."""

    def __init__(self, desk: Desk) -> None:
        self.add = Button("Add the rate", small=True)
        super().__init__("", "watch", self.add)
        self._desk = desk
        self.missing: RateMissing | None = None
        self.add.clicked.connect(self._open)
        self.hide()

    def show_missing(self, missing: RateMissing | None, lines: int) -> None:
        """Say which rate is missing; None is none."""
        self.missing = missing
        self.setVisible(missing is not None)
        if missing is not None:
            on = day(missing.day, today=self._desk.today, always_year=True)
            said = f"There is no rate {missing.pair} on {on}, and none before it: {count(lines, 'line')} left out."
            self.say(said, "watch")

    def _open(self) -> None:
        from csdesk.ui.shell.sheets.rate_sheet import RateSheet

        if self.missing is not None:
            pair = cast("tuple[str, str]", tuple(self.missing.pair.split("/")))
            RateSheet(self.window(), self._desk, None, pair, self.missing.day).open()
