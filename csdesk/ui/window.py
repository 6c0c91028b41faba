"""The window: the shell around the pages of one book."""

import importlib
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from csdesk.ui.actions.catalogue import action
from csdesk.ui.desk import Desk, Job
from csdesk.ui.kit.status import StatusLine
from csdesk.ui.kit.toasts import Toast
from csdesk.ui.page import Page
from csdesk.ui.shell.first_start import FirstStart
from csdesk.ui.shell.sidebar import Sidebar
from csdesk.ui.shell.topbar import TopBar
from csdesk.ui.theme import px

PAGES = {
    "week": ("Week", "week", "csdesk.ui.week.page:WeekPage"),
    "accounts": ("Accounts", "accounts", "csdesk.ui.accounts.page:AccountsPage"),
    "import": ("Import", "import", "csdesk.ui.exchange.page:ImportPage"),
}
"""The screens that exist, in the order of the sidebar; a page is imported when it is first shown."""

SHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt")
_NARROW = 1100


class Window(QMainWindow):
    """The shell of one book, or of none yet."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.desk: Desk | None = None
        self.today = today
        self._pages: dict[str, Page] = {}
        self.setWindowTitle("csdesk")
        self.setAcceptDrops(True)
        self.setMinimumSize(px(860), px(560))
        self.resize(px(1280), px(800))
        self.sidebar = Sidebar([(id_, text, icon) for id_, (text, icon, _) in PAGES.items()])
        self.topbar, self.stack = TopBar(), QStackedWidget()
        self.status = StatusLine("Cancel")
        self.first = FirstStart()
        self.setCentralWidget(self._laid_out())
        self.toast = Toast(self)
        self._connect()
        self._bind()
        self.show_no_book()

    def _laid_out(self) -> QWidget:
        whole, right = QWidget(), QVBoxLayout()
        column, row = QVBoxLayout(whole), QHBoxLayout()
        for layout in (column, row, right):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self.stack.addWidget(self.first)
        right.addWidget(self.topbar)
        right.addWidget(self.stack, 1)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        column.addLayout(row, 1)
        column.addWidget(self.status)
        return whole

    def _connect(self) -> None:
        self.sidebar.went.connect(self.go)
        self.topbar.asked.connect(self.find_account)
        self.topbar.back.clicked.connect(self.undo)
        self.topbar.forward.clicked.connect(self.redo)
        self.topbar.new_touch.clicked.connect(self.new_touch)
        self.first.chose.connect(self.choose)
        self.status.cancelled.connect(self.cancel)

    def _bind(self) -> None:
        works = {
            "go.week": self._go_week,
            "go.accounts": self._go_accounts,
            "go.import": self._go_import,
            "touch.new": self.new_touch,
            "import.open": self.open_sheet,
            "find": self.topbar.finder.setFocus,
            "undo": self.undo,
            "redo": self.redo,
            "book.open": self.open_book,
            "keys": self.show_keys,
            "quit": self.close,
        }
        for id_, work in works.items():
            QShortcut(QKeySequence(action(id_).key), self).activated.connect(work)

    def _go_week(self) -> None:
        self.go("week")

    def _go_accounts(self) -> None:
        self.go("accounts")

    def _go_import(self) -> None:
        self.go("import")

    def show_no_book(self) -> None:
        """First start: three choices, the rest of the window waits."""
        self.sidebar.show_owner("No book yet")
        self.sidebar.bar(barred=True)
        self.topbar.bar(barred=True)
        self.topbar.show_day(self.today, sample=False)
        self.status.show_facts(["No book open", ("check", "Nothing to save")])
        self.stack.setCurrentWidget(self.first)
        self.first.setFocus(Qt.FocusReason.TabFocusReason)

    def show_book(self, desk: Desk, page: str = "week") -> None:
        """Show a book, at one of its pages."""
        self._let_go()
        self.desk = desk
        desk.setParent(self)
        desk.stepped.connect(self.topbar.show_way)
        desk.told.connect(self._tell)
        desk.working.connect(self._show_job)
        desk.changed.connect(self._changed)
        self.sidebar.bar(barred=False)
        self.topbar.bar(barred=False)
        self.topbar.show_way(desk.way)
        self.topbar.show_day(desk.today, sample=desk.is_sample)
        self.setWindowTitle(f"{desk.path.stem} – csdesk")
        self.go(page)
        self.show_status()

    def learn(self) -> None:
        """Read what the shell shows beside the first page; called after it is painted."""
        from csdesk.services.accounts import shell_facts

        if self.desk:
            self.desk.learn_way()
            self.desk.read(shell_facts, self._learned)

    def _learned(self, facts: "tuple[str, list[str]]") -> None:
        owner, names = facts
        self.sidebar.show_owner(owner or (self.desk.path.stem if self.desk else ""))
        self.topbar.offer_names(names)

    def _changed(self) -> None:
        self.show_status()
        if self.desk:
            from csdesk.services.accounts import shell_facts

            self.desk.read(shell_facts, self._learned)

    def go(self, id_: str) -> None:
        """Show a page; it is made when it is first shown."""
        if self.desk is None:
            return
        page = self._pages.get(id_) or self._made(id_)
        self.sidebar.mark(id_)
        self.stack.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_status()

    def _made(self, id_: str) -> Page:
        assert self.desk is not None
        module, name = PAGES[id_][2].split(":")
        page: Page = getattr(importlib.import_module(module), name)(self.desk)
        page.summarised.connect(self.show_status)
        page.wanted.connect(self.go)
        page.touching.connect(self.touch_with)
        self._pages[id_] = page
        self.stack.addWidget(page)
        return page

    def page(self, id_: str) -> Page | None:
        """A page that was already shown."""
        return self._pages.get(id_)

    def show_status(self) -> None:
        """Say which book it is, and that it is saved."""
        desk = self.desk
        if desk is None:
            return
        saved = f"Saved {desk.saved_at.astimezone():%H:%M}" if desk.saved_at else "Saved"
        facts: list[str | tuple[str, str]] = [desk.path.name, ("check", saved)]
        if not desk.writable:
            facts.append(("lock", "Read only"))
        self.status.show_facts(facts)
        current = self.stack.currentWidget()
        self.status.show_right(current.summary() if isinstance(current, Page) else "")

    def _show_job(self, job: Job | None) -> None:
        if job is None:
            self.status.end_job()
        else:
            self.status.show_job(job.title, job.done, job.total or None)

    def cancel(self) -> None:
        """Cancel the running job; what it wrote is rolled back."""
        if self.desk:
            self.desk.cancel()

    def _tell(self, text: str, undo: bool) -> None:
        self.toast.say(text, self.undo if undo else None, icon="check" if undo else "info")

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
        current = self.stack.currentWidget()
        self.touch_with(current.account() if isinstance(current, Page) else None)

    def touch_with(self, account: object) -> None:
        """Open the touch form, for an account if one is given."""
        if self.desk is None:
            return
        from csdesk.ui.shell.touch_form import TouchForm

        TouchForm.open_over(self, self.desk, account)

    def find_account(self, text: str) -> None:
        """Show the account of that name in Accounts."""
        self.go("accounts")
        page = self._pages.get("accounts")
        if page is not None:
            page.show_account(text)

    def show_keys(self) -> None:
        """List every key."""
        from csdesk.ui.shell.keys_sheet import KeysSheet

        KeysSheet.open_over(self)

    def choose(self, id_: str) -> None:
        """Take one of the first start's choices."""
        {"sheet": self.open_sheet, "sample": self._sample, "empty": self._empty, "other": self.open_book}[
            id_
        ]()

    def _sample(self) -> None:
        from csdesk.ui.shell.books import sample_book

        self.open_path(sample_book())

    def _empty(self) -> None:
        from csdesk.ui.shell.books import empty_book

        self.open_path(empty_book())
        self.go("accounts")

    def open_book(self) -> None:
        """Ask for another book, and show it."""
        chosen, _ = QFileDialog.getOpenFileName(self, "Open a book", "", "Books (*.csdesk)")
        if chosen:
            self.open_path(Path(chosen))

    def open_sheet(self) -> None:
        """Ask for a spreadsheet, and import it; without a book, into a new one."""
        kinds = " ".join(f"*{ending}" for ending in SHEETS)
        chosen, _ = QFileDialog.getOpenFileName(self, "Import a spreadsheet", "", f"Spreadsheets ({kinds})")
        if chosen:
            self.import_files([Path(chosen)])

    def import_files(self, files: list[Path]) -> None:
        """Show the import page on these files."""
        from csdesk.ui.shell.books import empty_book

        if self.desk is None:
            self.open_path(empty_book())
        self.go("import")
        page = self._pages.get("import")
        if page is not None:
            page.take_files(files)

    def open_path(self, path: Path) -> None:
        """Open a book, or say why not."""
        from csdesk.ui.shell.books import opened

        desk = opened(path, self.today)
        if isinstance(desk, Desk):
            self.show_book(desk)
            self.learn()
        else:
            self.toast.say(desk, None, icon="alert")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take spreadsheets and books from anywhere."""
        if any(_wanted(url.toLocalFile()) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A book is opened, spreadsheets are imported."""
        files = [Path(u.toLocalFile()) for u in event.mimeData().urls() if _wanted(u.toLocalFile())]
        books = [f for f in files if f.suffix == ".csdesk"]
        if books:
            self.open_path(books[0])
        elif files:
            self.import_files(files)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the sidebar where the window is narrow."""
        super().resizeEvent(event)
        self.sidebar.fold(folded=self.width() < px(_NARROW))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is being written, then go."""
        self._let_go()
        super().closeEvent(event)

    def _let_go(self) -> None:
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        if self.desk is not None:
            self.desk.close()
            self.desk.deleteLater()
            self.desk = None


def _wanted(path: str) -> bool:
    return path.lower().endswith((*SHEETS, ".csdesk"))
