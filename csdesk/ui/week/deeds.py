"""Deeds: what is done with the chosen card of the week, by a key or by dragging it."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from csdesk.domain.day_words import weekday, yearless
from csdesk.domain.week.plan import Planned

if TYPE_CHECKING:
    from csdesk.ui.week.page import WeekPage


class Deeds(QObject):
    """The deeds of one page."""

    def __init__(self, page: "WeekPage") -> None:
        super().__init__(page)
        self._page = page
        self._moved: object = None
        """What the card that was moved last is about, as long as nothing else was done with it."""
        page.bind("week.done", self.finish)
        page.bind("week.snooze", self.snooze)
        page.bind("week.later", self._move_later)
        page.bind("week.earlier", self._move_earlier)

    def open_item(self) -> Planned | None:
        """The chosen card, where something can be done with it: not what is done, nor in a week from before."""
        item = self._page.chosen()
        return item if item and not item.done and not self._page.outdated else None

    def finish(self) -> None:
        """Mark the chosen item done."""
        from csdesk.services.week.week import finish

        item, self._moved = self.open_item(), None
        if item:
            candidate = item.item.candidate
            self._page.desk.do(finish, candidate, say=f"Done: {candidate.title}")

    def snooze(self) -> None:
        """Propose the chosen item again on the Monday after the week that is shown, and not before."""
        from csdesk.services.week.week import snooze

        item, self._moved = self.open_item(), None
        if item:
            until = self._page.monday() + timedelta(days=7)
            self._page.desk.do(snooze, item.item.candidate, until, say=f"Snoozed to {yearless(until)}")

    def bring(self, item: Planned, day: date) -> None:
        """A card was dragged to another day."""
        page = self._page
        if not item.done and item.day != day and page.desk.writable and not page.outdated:
            self._move_to(item, day)

    def place_after(self, chosen: Planned | None) -> tuple[int, int] | None:
        """Where the chosen card stands now, column and row, if it was moved: the choice goes with it, also back."""
        if chosen is None or chosen.item.candidate.cause != self._moved:
            return None
        for number, column in enumerate(self._page.columns):
            for row, item in enumerate(column.list.held.cards):
                if item.item.candidate.cause == self._moved:
                    return number, row
        return None

    def _move_later(self) -> None:
        self._move(1)

    def _move_earlier(self) -> None:
        self._move(-1)

    def _move(self, by: int) -> None:
        item, plan = self.open_item(), self._page.plan
        if item is None or plan is None:
            return
        days = [d.day for d in plan.days if not d.past and not d.off]
        at = days.index(item.day) + by
        if 0 <= at < len(days):
            self._move_to(item, days[at])

    def _move_to(self, item: Planned, day: date) -> None:
        from csdesk.services.week.week import move

        self._moved = item.item.candidate.cause
        self._page.desk.do(move, item.item.candidate, day, say=f"Moved to {weekday(day)}")
