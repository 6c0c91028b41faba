"""Search opens the palette over the window, with what can be done at that moment, and does what is chosen."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from csdesk.domain.phrases import upper
from csdesk.ui.actions.catalogue import ActionSpec, action, changes_the_book
from csdesk.ui.desk import Desk
from csdesk.ui.page import Page

if TYPE_CHECKING:
    from csdesk.domain.ids import AccountId
    from csdesk.ui.shell.palette.entries import Entry
    from csdesk.ui.shell.palette.palette import Palette

_ICONS = {
    **dict.fromkeys(("touch", "touch.new"), "phone"),
    **dict.fromkeys(("category", "1", "2", "3", "4", "5"), "flag"),
    "terms": "edit",
    "deck": "deck",
    "board": "deck",
    "brief": "note",
    "edit": "edit",
    "done": "done",
    "snooze": "snooze",
    "backlog": "done",
    "later": "arrow-right",
    "earlier": "arrow-left",
    "onward": "arrow-right",
    "filter": "filter",
    "renew": "renewals",
    "apply": "check",
    "import.open": "import",
    "undo": "undo",
    "redo": "redo",
    "book.open": "book",
    "keys": "question",
    "quit": "close",
    "cancel": "close",
    "renewals.back": "arrow-left",
    "back": "chevron-left",
    "open": "accounts",
    **dict.fromkeys(("task", "task.new"), "plus"),
    **dict.fromkeys(("day.choose", "day.before", "day.after"), "today"),
    "backups": "clock",
    **dict.fromkeys(("print", "pdf"), "print"),
    "excel": "sheet",
    "calendar": "week",
}

_OF_THE_PAGE = frozenset(
    {
        "accounts.filter",
        "accounts.print",
        "accounts.excel",
        "renewals.print",
        "renewals.excel",
        "health.print",
        "health.excel",
        "numbers.print",
        "numbers.excel",
        "numbers.board",
        "week.backlog",
        "week.print",
        "week.pdf",
        "week.excel",
        "week.calendar",
        "account.back",
        "import.apply",
    }
)
"""Actions of a page that are about no account."""


class Host(Protocol):
    """What the search needs of the window that it belongs to."""

    desk: Desk | None

    def window(self) -> QWidget:
        """The window itself."""

    def shown(self) -> Page | None:
        """The page that is shown."""

    def page(self, id_: str) -> Page | None:
        """A page that was already shown."""

    def go(self, id_: str) -> None:
        """Show a page."""

    def open_account(self, account: object) -> None:
        """Show everything of one account."""

    def touch_with(self, about: object) -> None:
        """Open the touch form."""


class Search(QObject):
    """The palette of one window; it is made when it is first opened, and lives as long as its book."""

    def __init__(self, host: Host) -> None:
        super().__init__(host.window())
        self._host = host
        self.works: Mapping[str, Callable[[], object]] = {}
        """What the keys of the whole program do, by the action's id."""
        self.palette: Palette | None = None
        self._then = ""

    def open(self, text: str = "") -> None:
        """Open the palette with a text."""
        if self._host.desk is None:
            return
        if self.palette is None:
            from csdesk.ui.shell.palette.palette import Palette

            self.palette = Palette(self._host.window(), self._host.desk)
            self.palette.chosen.connect(self._do)
            self.palette.learned.connect(self._offer)
        self.palette.open_with(text, self.offered())

    def _offer(self) -> None:
        if self.palette is not None:
            self.palette.offer(self.offered())

    def let_go(self) -> None:
        """The book is closed: so is its palette."""
        if self.palette is not None:
            self.palette.let_go()
            self.palette = None

    def offered(self) -> "list[Entry]":
        """What can be done and where one can go at this moment: the page's own first."""
        from csdesk.domain.looks import SHIPPED
        from csdesk.ui.shell.elsewhere import elsewhere
        from csdesk.ui.shell.palette.entries import Entry, Group
        from csdesk.ui.shell.screens import PAGES

        page, about = self._host.shown(), self._names_chosen()
        mine = [id_ for id_ in page.works if page.can(id_)] if page else []
        done = [self._entry(id_, "" if id_ in _OF_THE_PAGE else about) for id_ in mine if self._may(id_)]
        done += [self._entry(id_, self._said(id_)) for id_ in self.works if self._may(id_)]
        account = cast("AccountId | None", page.account()) if page else None
        done += elsewhere(page.id if page else "", account, about)
        for id_, (word, icon, _) in PAGES.items():
            done.append(Entry(Group.GO, id_, word, "", icon, action(f"go.{id_}").caps))
        shown, known = self._host.page("accounts"), self.palette.directory if self.palette else None
        names = [s.name for s in SHIPPED] + list(known.views if known else ())
        names = shown.parts() if shown is not None else names
        done += [Entry(Group.GO, f"accounts#{name}", name, "view of Accounts", "accounts") for name in names]
        return done

    def _names_chosen(self) -> str:
        """The name of the account that the page's actions are about, where it is known."""
        page, names = self._host.shown(), self.palette.directory if self.palette else None
        account = page.account() if page else None
        return names.names.get(cast("AccountId", account), "") if names else ""

    def _said(self, id_: str) -> str:
        way = self._host.desk.way if self._host.desk else None
        return {"undo": way.back, "redo": way.forward}.get(id_, "") if way else ""

    def _may(self, id_: str) -> bool:
        """Whether it does something now: undo needs a change, and a book that can only be read takes none."""
        desk = self._host.desk
        if desk is None or id_ == "find":
            return False
        if id_ in {"undo", "redo"}:
            return bool(self._said(id_)) and desk.writable
        return desk.writable or not changes_the_book(id_)

    def _entry(self, id_: str, beside: str) -> "Entry":
        from csdesk.ui.shell.palette.entries import Entry, Group

        spec = action(id_)
        icon = _ICONS.get(id_) or _ICONS.get(id_.rpartition(".")[2], "compass")
        return Entry(Group.DO, id_, _words(spec), beside, icon, spec.caps)

    def _do(self, entry: "Entry") -> None:
        from csdesk.ui.shell.palette.entries import SAID, Group

        if entry.id.startswith("there."):
            self._lead(entry)
        elif entry.group is Group.GO:
            self._go(*entry.id.split("#", 1))
        elif entry.group is Group.ACCOUNTS:
            self._host.open_account(entry.account)
        elif entry.group is Group.CONTACTS:
            self._open_people(entry.account)
        elif entry.group in SAID:
            self._open_fact(entry)
        elif entry.account is not None:
            self._do_for(entry.id, entry.account)
        else:
            self._work(entry.id)

    def _go(self, id_: str, part: str = "") -> None:
        self._host.go(id_)
        page = self._host.page(id_)
        if page is not None and part:
            page.show_part(part)

    def _lead(self, entry: "Entry") -> None:
        """To the page where it is done; without a chosen account to the list of them."""
        from csdesk.ui.shell.elsewhere import place_of

        place = place_of(entry.id)
        if place is None:
            return
        if place.page != "account":
            self._host.go(place.page)
        elif entry.account is None:
            self._host.go("accounts")
        else:
            self._host.open_account(entry.account)
            page = self._host.page("account")
            if page is not None and place.part:
                page.show_part(place.part)

    def _open_people(self, account: "AccountId | None") -> None:
        self._host.open_account(account)
        page = self._host.page("account")
        if page is not None:
            page.show_part("People")

    def _open_fact(self, entry: "Entry") -> None:
        self._host.open_account(entry.account)
        page = self._host.page("account")
        if page is not None:
            page.show_fact(entry.noun, entry.id)

    def _do_for(self, id_: str, account: "AccountId") -> None:
        """Do something for an account that was found, on its page as soon as that is read."""
        if id_ == "account.touch":
            self._host.touch_with(account)
            return
        self._host.open_account(account)
        page = self._host.page("account")
        if page is not None:
            if not self._then:
                page.summarised.connect(self._when_read)
            self._then = id_
            self._when_read()

    def _when_read(self) -> None:
        page, id_ = self._host.page("account"), self._then
        if page is None or (page is self._host.shown() and not page.can(id_)):
            return
        page.summarised.disconnect(self._when_read)
        self._then = ""
        if page is self._host.shown():
            page.works[id_]()

    def _work(self, id_: str) -> None:
        page = self._host.shown()
        work = self.works.get(id_) or (page.works.get(id_) if page else None)
        if work is not None:
            work()


def _words(spec: ActionSpec) -> str:
    """An action's name, as it stands alone."""
    text = f"Category {spec.text}" if spec.id.startswith("renewals.") and spec.key.isdigit() else spec.text
    return upper(text)
