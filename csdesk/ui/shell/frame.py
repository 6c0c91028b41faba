"""The frame: sidebar, top bar and status line around the pages."""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from csdesk.ui.desk import Desk
from csdesk.ui.job import Job
from csdesk.ui.kit.status import StatusLine
from csdesk.ui.shell.drops import Drops
from csdesk.ui.shell.opener import Opener
from csdesk.ui.shell.sidebar import Screens, Sidebar
from csdesk.ui.shell.topbar import TopBar
from csdesk.ui.theme import px
from csdesk.ui.way import Way

if TYPE_CHECKING:
    from csdesk.ui.shell.band import Band
    from csdesk.ui.shell.first_start import FirstStart

_NARROW = 1100


class Frame(QWidget):
    """The window's whole inside."""

    def __init__(self, screens: Screens, opener: Opener) -> None:
        super().__init__()
        self._opener = opener
        self._drops: Drops | None = None
        self.sidebar, self.topbar = Sidebar(screens), TopBar()
        self.stack, self.status = QStackedWidget(), StatusLine("Cancel")
        column, row, right = QVBoxLayout(self), QHBoxLayout(), QVBoxLayout()
        for layout in (column, row, right):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._right = right
        right.addWidget(self.topbar)
        right.addWidget(self.stack, 1)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        column.addLayout(row, 1)
        column.addWidget(self.status)

    @cached_property
    def first(self) -> "FirstStart":
        """The first start, made when there is no book."""
        from csdesk.ui.shell.first_start import FirstStart

        made = FirstStart()
        made.chose.connect(self._opener.choose)
        self.stack.addWidget(made)
        return made

    @cached_property
    def band(self) -> "Band":
        """The band under the top bar, made when there is something to say."""
        from csdesk.ui.shell.band import Band

        made = Band()
        self._right.insertWidget(self._right.indexOf(self.topbar) + 1, made)
        return made

    def put_band(self, band: QWidget) -> None:
        """Let another band stand there, too."""
        self._right.insertWidget(self._right.indexOf(self.topbar) + 1, band)

    def hide_band(self) -> None:
        """Everything is as usual."""
        self.band.hide()

    def show_no_book(self, today: date) -> None:
        """First start: three choices, the rest of the window waits."""
        self.sidebar.show_owner("No book yet")
        self._bar(barred=True)
        self.topbar.show_day(today, sample=False)
        self.topbar.show_way(Way())
        self.status.show_facts(["No book open", ("check", "Nothing to save")])
        self.stack.setCurrentWidget(self.first)
        self.first.setFocus(Qt.FocusReason.TabFocusReason)

    def show_closed(self, instead: QWidget | None, said: str) -> None:
        """Show something in the place of the pages while no book is open."""
        self._bar(barred=True)
        self.topbar.show_way(Way())
        self.status.show_facts([said])
        self.status.show_right("")
        self.hide_band()
        if instead is not None:
            self.stack.addWidget(instead)
            self.stack.setCurrentWidget(instead)

    def show_book(self, desk: Desk) -> None:
        """Everything works, on this book."""
        self._bar(barred=False)
        self.topbar.show_way(desk.way)
        self.topbar.show_day(desk.today, sample=desk.is_sample)

    def _bar(self, *, barred: bool) -> None:
        self.sidebar.bar(barred=barred)
        self.topbar.bar(barred=barred)

    def show_job(self, job: Job | None) -> None:
        """Show how far the running job is; None when the last one has ended."""
        if job is None:
            self.status.end_job()
        else:
            self.status.show_job(job.title, job.done, job.total or None)

    def showEvent(self, event: QShowEvent) -> None:
        """Take files that are dropped anywhere from now on."""
        super().showEvent(event)
        if self._drops is None:
            self._drops = Drops(self.window(), self._opener.take)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the sidebar where the window is narrow."""
        super().resizeEvent(event)
        self.sidebar.fold(folded=self.width() < px(_NARROW))
