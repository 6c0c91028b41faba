"""The day in the top bar: which one is shown; a click opens the calendar."""

from datetime import date

from csdesk.ui.actions.catalogue import action
from csdesk.ui.formats import day as day_text
from csdesk.ui.formats import weekday, weekday_day
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.literal import tip


class DayButton(Button):
    """Today, or another day in the colour of what is not the present."""

    def __init__(self) -> None:
        super().__init__("", kind=Kind.FLAT, icon="today")
        self._elsewhere = False

    def show_day(self, day: date, *, sample: bool, elsewhere: bool) -> None:
        """Show a day; `elsewhere` says that it is not today."""
        self._elsewhere = elsewhere
        whole = f"{weekday(day)} {day_text(day, today=day, always_year=True)}"
        if elsewhere:
            self.set_label(whole)
        else:
            self.set_label(f"Sample book, {whole}" if sample else f"Today, {weekday_day(day, today=day)}")
        spec = action("day.choose")
        self.setAccessibleName(f"{self.label_text()}. {spec.text}")
        self.setToolTip(tip(f"{spec.text} ({spec.key})"))
        self.update()

    def _ink(self) -> str:
        return "info.text" if self._elsewhere and self.isEnabled() else super()._ink()
