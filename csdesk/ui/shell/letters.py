"""Letters are mails and calendars that were dropped: a mail opens the touch form, a calendar tells when we are busy."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from csdesk.domain.ids import AccountId
from csdesk.ui.formats import day

if TYPE_CHECKING:
    from csdesk.services.correspondence.mail_in import MailTouch
    from csdesk.store.book import Book
    from csdesk.ui.desk import Desk
    from csdesk.ui.page import Page


class Host(Protocol):
    """What letters need of the window."""

    def window(self) -> QWidget:
        """The window itself."""

    def shown(self) -> "Page | None":
        """The page that is shown."""


def take_letters(host: Host, desk: "Desk", mails: tuple[Path, ...], calendars: tuple[Path, ...]) -> None:
    """Take the mails, or else the first calendar."""
    if mails:
        _MailDrop(host, desk, mails)
    else:
        from csdesk.ui.shell.calendar_in import CalendarIn

        CalendarIn(host.window(), desk, calendars[0])
        offer_meetings(host.window(), desk, calendars[0])


def offer_meetings(window: QWidget, desk: "Desk", path: Path, *, asked: bool = False) -> None:
    """Offer the meetings of a calendar that were not logged yet; where there are none, say so if it was asked."""
    from csdesk.ui.shell.sheets.meetings_sheet import MeetingsOffer

    if desk.writable:
        MeetingsOffer(window, desk, path, asked=asked)


class _MailDrop(QObject):
    """Reads mails one after another; each opens the touch form with what it says."""

    def __init__(self, host: Host, desk: "Desk", mails: tuple[Path, ...]) -> None:
        super().__init__(host.window())
        self._window, self._desk = host.window(), desk
        shown = host.shown()
        account = cast("AccountId | None", shown.account() if shown else None)
        for mail in mails:
            desk.read(_Mail(mail, account if shown and shown.id == "account" else None, desk), self._read)

    def _read(self, touch: "MailTouch") -> None:
        if touch.seen is not None:
            on = day(touch.seen.on, today=self._desk.today)
            self._desk.told.emit(f"{touch.file} was logged already, as the touch of {on}.", False)
            return
        from csdesk.ui.shell.sheets.touch_form import TouchForm

        account = touch.account.id if touch.account else None
        form = TouchForm.open_over(self._window, self._desk, account)
        form.show_mail(touch)
        told = [*touch.cautions[:2]]
        if len(touch.accounts) > 1:
            told.append(f"It may belong to {' or '.join(a.account for a in touch.accounts[:3])}.")
        if told:
            self._desk.told.emit(" ".join(told), False)


class _Mail:
    """Reads one mail off the window's thread."""

    def __init__(self, path: Path, account: AccountId | None, desk: "Desk") -> None:
        self._path, self._account, self._today = path, account, desk.today

    def __call__(self, book: "Book") -> "MailTouch":
        from csdesk.services.correspondence.mail_in import touch_from_mail

        return touch_from_mail(book, self._path, account=self._account, today=self._today)
