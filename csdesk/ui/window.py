"""The window: the shell around the pages of one book."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow

from csdesk.ui.actions.catalogue import action
from csdesk.ui.desk import Desk
from csdesk.ui.garbage import book_went
from csdesk.ui.kit.labels import stands_on
from csdesk.ui.page import Page
from csdesk.ui.shell.beside import Beside
from csdesk.ui.shell.frame import Frame
from csdesk.ui.shell.opener import Opener
from csdesk.ui.shell.pages import Pages
from csdesk.ui.shell.screens import PAGES
from csdesk.ui.shell.search import Search
from csdesk.ui.shell.standing import keep_standing
from csdesk.ui.shell.tasks import Tasks
from csdesk.ui.theme import px

if TYPE_CHECKING:
    from csdesk.domain.errors import CsdeskError
    from csdesk.ui.keeping.recovery import Recovery
    from csdesk.ui.kit.toasts import Toast
    from csdesk.ui.shell.asof import AsOf

_LOOK_MS = 30
"""So often it is looked whether the page has its answer."""


class Window(QMainWindow):
    """The shell of one book, or of none yet."""

    def __init__(self, today: date, desk: Desk | None = None) -> None:
        super().__init__()
        self.desk: Desk | None = None
        self.today = today
        self.setWindowTitle("csdesk")
        self.setMinimumSize(px(860), px(560))
        self.resize(px(1280), px(800))
        self.opener, self.search = Opener(self, today), Search(self)
        self.frame = Frame([(id_, text, icon) for id_, (text, icon, _) in PAGES.items()], self.opener)
        self.sidebar, self.topbar = self.frame.sidebar, self.frame.topbar
        self.stack, self.status = self.frame.stack, self.frame.status
        self.setCentralWidget(self.frame)
        self.pages, self.beside = Pages(self), Beside(self)
        self._connect()
        self._bind()
        if desk is None:
            self.frame.show_no_book(today)
        else:
            self.show_book(desk)

    @cached_property
    def toast(self) -> "Toast":
        """The toast, made when something is said first."""
        from csdesk.ui.kit.toasts import Toast

        return Toast(self)

    def _connect(self) -> None:
        self.sidebar.went.connect(self.go)
        self.topbar.sought.connect(self.search.open)
        self.topbar.back.clicked.connect(self.undo)
        self.topbar.forward.clicked.connect(self.redo)
        self.topbar.new_touch.clicked.connect(self.new_touch)
        self.opener.opened.connect(self._opened)
        self.opener.refused.connect(self._refuse)
        self.opener.brought.connect(self.import_files)
        self.opener.damaged.connect(self._rescue)
        self.opener.said.connect(self._tell)
        self.status.cancelled.connect(self.cancel)
        self.status.asked.connect(self.go)

    def _bind(self) -> None:
        works: dict[str, Callable[[], object]] = {
            "touch.new": self.new_touch,
            "task.new": Tasks(self).add,
            "import.open": self.opener.ask_sheet,
            "find": self.search.open,
            "undo": self.undo,
            "redo": self.redo,
            "book.open": self.opener.ask_book,
            "backups": self._backups,
            "keys": self.show_keys,
            "quit": self.close,
        }
        self.search.works = works
        for id_, work in works.items():
            QShortcut(QKeySequence(action(id_).key), self).activated.connect(work)
        why = QShortcut(self)
        why.setKeys([QKeySequence("?"), QKeySequence("Shift+?")])  # with Shift where the keyboard says so
        for pressed in (why.activated, why.activatedAmbiguously):
            pressed.connect(self.answer)

    def show_book(self, desk: Desk, page: str = "week") -> None:
        """Show a book, at one of its pages."""
        self.let_go()
        self.desk = desk
        desk.setParent(self)
        desk.stepped.connect(self.topbar.show_way)
        desk.told.connect(self._tell)
        desk.working.connect(self.frame.show_job)
        desk.changed.connect(self.beside.follow)
        self.frame.show_book(desk)
        self.setWindowTitle(f"{desk.path.stem} – csdesk")
        self.go(page)
        self.show_status()

    def learn(self) -> None:
        """Read what the shell shows beside the first page; called after it is painted."""
        if self.desk:
            self.desk.learn_way()
            self.pages.confirm()
            self._learn_more(self.desk)

    def _learn_more(self, desk: Desk) -> None:
        """What nobody waits for comes when the page has what it asked for, and would take its time from it before."""
        if desk is not self.desk:
            return
        if desk.reading:
            QTimer.singleShot(_LOOK_MS, self, lambda: self._learn_more(desk))
            return
        from csdesk.ui.shell.attendants import attend

        self.learn_again()
        attend(self, desk)
        self.as_of.attend(desk)

    @cached_property
    def as_of(self) -> "AsOf":
        """Looking from another day, made after the first paint."""
        from csdesk.ui.shell.asof import AsOf

        return AsOf(self)

    def learn_again(self) -> None:
        """Read again what the shell shows beside the page."""
        self.beside.learn()

    def go(self, id_: str) -> None:
        """Show a page; it is made when it is first shown. Without a book only the settings have one, as a sheet."""
        if self.desk is None:
            if id_ == "settings":
                from csdesk.ui.settings.sheet import LookSheet

                self.sidebar.mark("")
                LookSheet.open_over(self)
            return
        self.pages.go(id_)

    def open_account(self, account: object) -> None:
        """Show everything of one account; Back leads to the page from which it was opened."""
        if self.desk is not None and account is not None:
            self.pages.open_account(account)

    def page(self, id_: str) -> Page | None:
        """A page that was already shown."""
        return self.pages.find(id_)

    def shown(self) -> Page | None:
        """The page that is shown; None before there is a book."""
        return self.pages.shown()

    def show_status(self) -> None:
        """Say which book it is, and that it is saved."""
        self.beside.show_status()

    def cancel(self) -> None:
        """Cancel the running job; what it wrote is rolled back."""
        if self.desk:
            self.desk.cancel()

    def _tell(self, text: str, undo: bool = False) -> None:
        page, sheet = self.shown(), QApplication.activeModalWidget()
        if (page is not None and page.says(text)) or (sheet is not None and stands_on(sheet, text)):
            return
        self.toast.say(text, self.undo if undo else None, icon="check" if undo else "info")

    def offer(self, text: str, undo: Callable[[], object]) -> None:
        """Say what was put away, and how to have it back."""
        self.toast.say(text, undo, keys=())

    def undo(self) -> None:
        """Take the last change back."""
        if self.desk and self.desk.way.back:
            self.desk.undo()

    def redo(self) -> None:
        """Bring back what was undone last."""
        if self.desk and self.desk.way.forward:
            self.desk.redo()

    def new_touch(self) -> None:
        """Log a touch with the account that is chosen, or with any."""
        current = self.shown()
        self.touch_with(current.account() if current else None)

    def touch_with(self, about: object) -> None:
        """Open the touch form, for an account or a card of the week if one is given."""
        if self.desk is None or not self.desk.writable:
            return
        from csdesk.ui.shell.sheets.touch_form import TouchForm

        TouchForm.open_over(self, self.desk, about)

    def answer(self) -> None:
        """`?`: why the chosen thing is here, where the page knows; else every key."""
        current = self.shown()
        if not (current and current.explain()):
            self.show_keys()

    def show_keys(self) -> None:
        """List every key."""
        from csdesk.ui.shell.sheets.keys_sheet import KeysSheet

        KeysSheet.open_over(self)

    def import_files(self, files: list[Path]) -> None:
        """Show the import page on these files; without a book, in a new one."""
        if self.desk is None:
            self.opener.open_empty("import", files)
            return
        self.go("import")
        page = self.pages.find("import")
        if page is not None:
            page.take_files(files)

    def _opened(self, desk: Desk, page: str) -> None:
        self.show_book(desk, page)
        self.learn()
        book_went()  # the one before it, with all its pages

    @cached_property
    def recovery(self) -> "Recovery":
        """The way back to a backup, made when it is wanted."""
        from csdesk.ui.keeping.recovery import Recovery

        return Recovery(self)

    def _rescue(self, path: Path, error: "CsdeskError") -> None:
        self.recovery.show_rescue(path, error)

    def _backups(self) -> None:
        self.go("keeping")

    def _refuse(self, sentence: str) -> None:
        self.toast.say(sentence, None, icon="alert")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is being written, then go; where answers would be lost, ask first."""
        if self.asks_first(self.close):
            event.ignore()
            return
        keep_standing(self)
        self.let_go()
        super().closeEvent(event)

    def asks_first(self, then: Callable[[], object]) -> bool:
        """Whether the pages would lose what a person did, and it is asked; `then` is done where it may go."""
        return self.pages.asks_first(then)

    def let_go(self) -> None:
        """Close the book that is open."""
        self.search.let_go()
        self.pages.let_go()
        if self.desk is not None:
            self.desk.close()
            self.desk.deleteLater()
            self.desk = None
            self.beside.forget()
