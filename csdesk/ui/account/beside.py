"""What is read beside the portrait when its tab is looked at: changes, a year of health, the person's own fields."""

from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from csdesk.domain.ids import AccountId
from csdesk.domain.timeline import Entry
from csdesk.services.book.custom import Custom
from csdesk.ui.account.questions import BetweenQuestion, ChangesQuestion, OwnQuestion, StoryQuestion
from csdesk.ui.account.tabs import Tabs
from csdesk.ui.account.work import Work
from csdesk.ui.desk import Desk

if TYPE_CHECKING:
    from csdesk.charts.style import Look
    from csdesk.services.health.health_change import Change
    from csdesk.services.health.health_story import Story

_STREAM, _NOTES = 1, 7
"""Where they stand among the tabs; 0 is the overview."""


class Beside(QObject):
    """Reads it for the account that is shown; what arrives for another one is dropped."""

    def __init__(self, tabs: Tabs, desk: Desk, work: Work) -> None:
        super().__init__(tabs)
        self._tabs, self._desk, self._work = tabs, desk, work
        tabs.health.wanted.connect(self._read_story)
        tabs.health.between.connect(self._read_between)
        tabs.notes.typing.connect(work.type_own)

    def read(self, number: int) -> None:
        """Read what the tab of this number needs, if it is one that needs more."""
        if number == _STREAM:
            self._read_changes()
        elif number == _NOTES:
            self._read_own()

    def _read_changes(self) -> None:
        if self._work.account is not None:
            self._desk.read(ChangesQuestion(self._desk, self._work.account), self._show_changes)

    def _show_changes(self, found: tuple[AccountId, list[Entry]]) -> None:
        if found[0] == self._work.account:
            self._tabs.stream.show_changes(found[1])

    def _read_story(self, look: object) -> None:
        if self._work.account is not None:
            question = StoryQuestion(self._desk, self._work.account, cast("Look", look))
            self._desk.read_beside(question, self._show_story)

    def _show_story(self, found: "tuple[Story, Look, bytes] | None") -> None:
        if found is not None and found[0].account == self._work.account:
            self._tabs.health.show_story(*found)

    def _read_between(self, since: date, as_of: date) -> None:
        if self._work.account is not None:
            question = BetweenQuestion(self._desk, self._work.account, since, as_of)
            self._desk.read_beside(question, self._show_between)

    def _show_between(self, found: "Change | None") -> None:
        if found is not None and found.account == self._work.account:
            self._tabs.health.show_change(found)

    def _read_own(self) -> None:
        if self._work.account is not None:
            self._desk.read(OwnQuestion(self._work.account), self._show_own)

    def _show_own(self, found: tuple[AccountId, list[Custom]]) -> None:
        if found[0] == self._work.account:
            self._tabs.notes.show_own(found[1])
