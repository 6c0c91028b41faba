"""The ways out of the Week page: what its keys and its button lead to, read only when one is taken."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from csdesk.domain.week.candidates import TASK
from csdesk.wording import count

if TYPE_CHECKING:
    from csdesk.ui.shell.deck import DeckWriter
    from csdesk.ui.week.out import WeekOut
    from csdesk.ui.week.page import WeekPage

ABOUT_THE_WEEK = frozenset({"week.print", "week.pdf", "week.excel", "week.calendar"})
"""What is done with the whole week, whatever is chosen."""


class Ways(QObject):
    """Binds them to the page that it belongs to."""

    def __init__(self, page: "WeekPage") -> None:
        super().__init__(page)
        self._page = page
        page.bind("week.task", self.edit_task)
        page.bind("week.deck", self.write_deck)
        page.bind("week.backlog", self.drop_old_tasks)
        page.rail.backlog.drop.clicked.connect(self.drop_old_tasks)
        page.writing(page.rail.backlog.drop)
        page.bind("week.print", self._print)
        page.bind("week.pdf", self._save_pdf)
        page.bind("week.excel", self._save_excel)
        page.bind("week.calendar", self._save_calendar)

    @cached_property
    def out(self) -> "WeekOut":
        """What writes and prints."""
        from csdesk.ui.week.out import WeekOut

        return WeekOut(self._page)

    def open_menu(self) -> None:
        """Offer every way out under the button."""
        self.out.open_menu(self._page.export)

    def _print(self) -> None:
        self.out.print_page()

    def _save_pdf(self) -> None:
        self.out.save_pdf()

    def _save_excel(self) -> None:
        self.out.save_excel()

    def _save_calendar(self) -> None:
        self.out.save_calendar()

    def own_task(self) -> str | None:
        """The task that is chosen; a proposal has none of its own."""
        item = self._page.chosen()
        candidate = item.item.candidate if item and not item.done else None
        return candidate.task if candidate and candidate.source == TASK else None

    def edit_task(self) -> None:
        """Open the form of the chosen task."""
        from csdesk.ui.shell.tasks import Host, Tasks

        task = self.own_task()
        if task is not None:
            Tasks(cast(Host, self._page.window())).edit(task)

    @cached_property
    def _decks(self) -> "DeckWriter":
        from csdesk.ui.shell.deck import DeckWriter

        return DeckWriter(self._page, self._page.desk)

    def write_deck(self) -> None:
        """Write the review deck of the chosen item's account."""
        item = self._page.chosen()
        if item is not None:
            self._decks.ask(item.item.candidate.account, item.item.candidate.name)

    def drop_old_tasks(self) -> None:
        """Drop the tasks that were overdue before the first import, all at once."""
        from csdesk.services.week.week import drop

        tasks = self._page.seen.old_tasks if self._page.seen and not self._page.outdated else ()
        if tasks:
            self._page.desk.do(drop, tasks, say=f"Dropped: {count(len(tasks), 'old task')}")

    def can(self, id_: str) -> bool | None:
        """Whether one of them leads somewhere now; None where it is none of these."""
        if id_ == "week.task":
            return self.own_task() is not None
        if id_ == "week.deck":
            return self._page.chosen() is not None
        if id_ == "week.backlog":
            return self._page.seen is not None and bool(self._page.seen.old_tasks)
        if id_ in ABOUT_THE_WEEK:
            page = self._page
            return page.plan is not None and not page.outdated and page.empty.isHidden()
        return None
