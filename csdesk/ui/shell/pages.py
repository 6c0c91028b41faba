"""The pages of one window: each is made when it is first shown, and goes with its book."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from csdesk.ui.desk import Desk
from csdesk.ui.page import Page
from csdesk.ui.shell.frame import Frame
from csdesk.ui.shell.opener import Opener
from csdesk.ui.shell.screens import DETAILS, PAGES, page_of


class Host(Protocol):
    """What the pages need of the window."""

    desk: Desk | None
    frame: Frame
    opener: Opener

    def go(self, id_: str) -> None:
        """Show a page."""

    def open_account(self, account: object) -> None:
        """Show everything of one account."""

    def touch_with(self, about: object) -> None:
        """Open the touch form."""

    def import_files(self, files: list[Path]) -> None:
        """Show the import page on these files."""

    def show_status(self) -> None:
        """Say what the page says of itself."""

    def offer(self, text: str, undo: Callable[[], object]) -> None:
        """Say what was put away, and how to have it back."""


class Pages:
    """What is made so far, and which is shown. There is a book while a page is asked for."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._made: dict[str, Page] = {}

    def find(self, id_: str) -> Page | None:
        """A page that was already shown."""
        return self._made.get(id_)

    def shown(self) -> Page | None:
        """The page that is shown; None before there is a book."""
        current = self._host.frame.stack.currentWidget()
        return current if isinstance(current, Page) else None

    def go(self, id_: str) -> None:
        """Show a page."""
        self._turn_to(self._page(id_), DETAILS[id_][0] if id_ in DETAILS else id_)

    def open_account(self, account: object) -> None:
        """Show everything of one account; Back leads to the page from which it was opened."""
        current, page = self.shown(), self._page("account")
        from_ = current.id if current is not None and current.id in PAGES else "accounts"
        page.show_id(account, (from_, PAGES[from_][0]))
        self._turn_to(page, DETAILS["account"][0])

    def _turn_to(self, page: Page, entry: str) -> None:
        self._host.frame.sidebar.mark(entry)
        self._host.frame.stack.setCurrentWidget(page)
        self._remind()
        page.begin()
        self._host.show_status()

    def _page(self, id_: str) -> Page:
        if id_ not in self._made:
            host = self._host
            assert host.desk is not None
            page = self._made[id_] = page_of(id_, host.desk)
            page.summarised.connect(host.show_status)
            page.summarised.connect(self._remind)
            page.wanted.connect(host.go)
            page.touching.connect(host.touch_with)
            page.opening.connect(host.open_account)
            page.asking.connect(self._ask)
            page.bringing.connect(host.import_files)
            page.offered.connect(host.offer)
            host.frame.stack.addWidget(page)
        return self._made[id_]

    def _pending(self) -> str:
        """What waits of an import that was begun; empty where none was."""
        begun = self._made.get("import")
        return begun.pending() if begun else ""

    def _remind(self) -> None:
        """Let the page that is shown say that an import was begun."""
        page = self.shown()
        if page is not None and page.id != "import":
            page.say_pending(self._pending())

    def _ask(self) -> None:
        """Go on with the import that was begun, or ask for a spreadsheet."""
        if self._pending():
            self._host.go("import")
        else:
            self._host.opener.ask_sheet()

    def losing(self) -> Page | None:
        """A page with which something would be lost that a person did; None where nothing would."""
        return next((one for one in self._made.values() if one.loses()), None)

    def asks_first(self, then: Callable[[], object]) -> bool:
        """Whether a page would lose what a person did: that is asked about, and `then` is called if it may go."""
        page = self.losing()
        if page is None:
            return False
        from csdesk.ui.shell.sheets.leave_sheet import LeaveSheet

        window = self._host.frame.window()
        if window.findChild(LeaveSheet) is None:
            sheet = LeaveSheet(window, page.loses())
            sheet.stayed.connect(partial(self._host.go, page.id))
            sheet.left.connect(page.forget)
            sheet.left.connect(then)
            page.desk.changed.connect(sheet.close)  # it may have been applied meanwhile
            sheet.open()
        return True

    def confirm(self) -> None:
        """Ask the book for what was shown because it stood ready."""
        for page in self._made.values():
            page.confirm()

    def let_go(self) -> None:
        """Put every page away."""
        for page in self._made.values():
            self._host.frame.stack.removeWidget(page)
            page.deleteLater()
        self._made.clear()
