"""An audited session: whatever opens a file says which, while a book is open, and the book must not be among them;
and nobody forks.

`python -m tests.survival.audited services|window FOLDER` prints each forbidden opening, then how many were seen.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from csdesk.domain.accounts import Account
from csdesk.services.accounts.touches import TouchDraft, log_touch
from csdesk.services.book.history import redo, undo
from csdesk.services.book.keeping import backup, check
from csdesk.services.reviews.reviews import write_qbr
from csdesk.services.sample import write_sample
from csdesk.services.spreadsheets.exports import export_book
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.store.book import Book
from tests.ui.windows import all_done, answer_of

DAY = date(2025, 11, 24)


_FORKS = {"os.fork", "os.forkpty"}
"""A child that is a copy of this process would hold the book's connection too."""


class Watch:
    """Sees every file that Python opens, from now on and for ever; complains only of the book."""

    def __init__(self, book: Path) -> None:
        self.seen, self.complaints = 0, list[str]()
        self._names = {str(book), str(book.resolve())}
        self._watching = False
        sys.addaudithook(self._hear)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """While the book is open."""
        self._watching = True
        yield
        self._watching = False

    def _hear(self, event: str, given: tuple[object, ...]) -> None:
        if self._watching and event in _FORKS:
            self.complaints.append(event)
        if not self._watching or event not in {"open", "shutil.copyfile", "os.rename", "os.truncate"}:
            return
        self.seen += 1
        self.complaints += [f"{event} {g}" for g in given[:2] if str(g) in self._names]


def services(path: Path, watch: Watch) -> None:
    """Everything that the services do with a book, beside a second connection."""
    sheet = path.with_name("customers.csv")
    sheet.write_text("Customer,MRR\nQuince,100\n", encoding="utf-8")
    with Book.open(path) as book, watch.watching():
        with Book.view(path) as view:
            account = view.all(Account)[0]
            log_touch(book, TouchDraft(account.id, "Agreed", DAY), today=DAY)
            plan = plan_import(book, read_files([sheet], day=DAY), {}, today=DAY)
            chosen = {q.key: q.default or q.choices[0].value for q in plan.open}
            plan = plan_import(book, read_files([sheet], day=DAY), chosen, today=DAY)
            apply_import(book, plan, today=DAY)
            undo(book, today=DAY)
            redo(book, today=DAY)
            write_qbr(view, account.id, path.with_name("review.pptx"), as_of=DAY)
            for ending in ("csv", "json", "xlsx"):
                export_book(view, path.with_name(f"all.{ending}"), today=DAY)
        backup(book, path.with_name("backups"), now=datetime.now(UTC))
        assert check(book, deep=True) == []


def window(path: Path, watch: Watch) -> None:
    """A window, a touch, an undo, a deck, and closing."""
    from PySide6.QtWidgets import QApplication

    from csdesk.ui import theme
    from csdesk.ui.accounts.page import AccountsPage
    from csdesk.ui.app import open_window

    app = QApplication([])
    theme.apply(app, "light", still=True)
    shown = open_window(path)
    desk = shown.desk
    assert desk is not None
    with watch.watching():
        account = answer_of(desk, lambda book: book.all(Account)[0])
        desk.do(log_touch, TouchDraft(account.id, "Agreed", DAY))
        _settled(app, lambda: desk.saved_at is not None)
        desk.undo()
        shown.go("accounts")
        page = shown.page("accounts")
        assert isinstance(page, AccountsPage)
        _settled(app, lambda: bool(page.model.all_rows))
        all_done(desk)
        shown.close()


def _settled(app: object, done: Callable[[], bool]) -> None:
    import time

    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + 60
    while not done() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)
    assert done()


def main(how: str, folder: Path) -> None:
    """Run one of the sessions, and say what was seen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "HOME"):
        os.environ[name] = str(folder)
    path = folder / "a.csdesk"
    with Book.create(path) as book:
        write_sample(book, accounts=4)
    watch = Watch(path)
    {"services": services, "window": window}[how](path, watch)
    sys.stdout.write("".join(f"{line}\n" for line in [*watch.complaints, str(watch.seen)]))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
