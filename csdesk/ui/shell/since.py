"""Since you were last here: a strip under the top bar when there is something to tell, and a sheet that tells it."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from csdesk import settings
from csdesk.settings import Visit
from csdesk.ui.desk import Desk
from csdesk.ui.formats import day, weekday_day
from csdesk.ui.shell.band import Band
from csdesk.ui.shell.errands import Errand
from csdesk.wording import count

if TYPE_CHECKING:
    from csdesk.services.renewals.since import Mark, Since
    from csdesk.store.book import Book
    from csdesk.ui.shell.frame import Frame

SHOW, CLOSE = "show", "close"
_SOON_MS = 1_500
_LATER_MS = 700
"""It scores the whole book twice: a person who has just opened the window goes first."""


class Host(Protocol):
    """What it needs of the window."""

    frame: "Frame"

    def window(self) -> QWidget:
        """The window itself."""

    def open_account(self, account: object) -> None:
        """Show everything of one account."""


class SinceYouWereHere(QObject):
    """Lives as long as the desk; keeps where the visit is, so that the next one knows what is new.

    It speaks of today, also while the window looks from another day."""

    def __init__(self, host: Host, desk: Desk) -> None:
        super().__init__(desk)
        self._host, self._desk = host, desk
        self._mark: Mark | None = None
        self.found: Since | None = None
        self.band: Band | None = None
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_SOON_MS)
        self._keeping.timeout.connect(self._keep)
        desk.changed.connect(self._changed)
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.timeout.connect(self._ask)
        self._asking.start(_LATER_MS)

    def _ask(self) -> None:
        errand = Errand(self, partial(_news, self._desk.path, self._desk.real_today))
        errand.done.connect(self._show)
        errand.start()

    def _show(self, news: "tuple[Mark, Since | None]") -> None:
        self._mark, self.found = news
        self._keep()
        if self.found is not None and self.found.is_news:
            self.band = Band()
            self.band.asked.connect(self._asked)
            self._host.frame.put_band(self.band)
            offers = ((SHOW, "Show"), (CLOSE, "Close")) if self.found.parts else ((CLOSE, "Close"),)
            self.band.say(said(self.found, self._desk), offers, icon="clock")
            self._desk.destroyed.connect(self.band.deleteLater)

    def _asked(self, offer: str) -> None:
        if offer == SHOW and self.found is not None:
            from csdesk.ui.shell.sheets.since_sheet import SinceSheet

            sheet = SinceSheet(self._host.window(), self.found, self._desk.real_today)
            sheet.opening.connect(self._host.open_account)
            sheet.open()
        if self.band is not None:
            self.band.hide()

    def _changed(self) -> None:
        """What is changed here is no news here: the mark follows, a moment later."""
        self._keeping.start()

    def _keep(self) -> None:
        self._desk.aside(_mark, self._kept)

    def _kept(self, mark: "Mark") -> None:
        self._mark = mark
        if mark.book:
            settings.keep_visit(mark.book, Visit(self._desk.real_today, mark.n))


def _news(path: Path, today: date) -> "tuple[Mark, Since | None]":
    from csdesk.services.renewals.since import news

    return news(path, today)


def _mark(book: "Book") -> "Mark":
    from csdesk.services.renewals.since import mark_of

    return mark_of(book)


def said(found: "Since", desk: Desk) -> str:
    """The strip's sentence: "Since Thu 20 Nov: 1 import, 2 renewals came due, …"."""
    parts = []
    if found.came:
        parts.append(
            "; ".join(f.says for f in found.came[:2]) + ("; and more" if len(found.came) > 2 else "")
        )
    if found.renewals:
        parts.append(f"{count(len(found.renewals), 'renewal')} came due")
    if found.notices:
        parts.append(f"{count(len(found.notices), 'notice deadline')} came near")
    if found.bands:
        parts.append(f"{count(len(found.bands), 'account')} changed band")
    if found.tasks:
        parts.append(f"{count(len(found.tasks), 'task')} became overdue")
    today = desk.real_today
    if found.clock_back:
        moved = f"Your clock says {day(today, today=today, always_year=True)}"
        then = day(found.last, today=today, always_year=True)
        return f"{moved}, and this book was open on {then}: one of them is wrong.{_also(parts)}"
    when = "earlier today" if found.last == today else weekday_day(found.last, today=today)
    return f"Since {when}: {', '.join(parts)}."


def _also(parts: list[str]) -> str:
    return f" {', '.join(parts)}." if parts else ""
