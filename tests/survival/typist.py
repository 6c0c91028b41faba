"""A typist: a real window in a process of its own, with words in an editor that nobody saved.

`python -m tests.survival.typist BOOK touch|edit WORDS` says `typed` when the draft must be on the disk, and stays.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from csdesk.domain.accounts import Account
from csdesk.services.book.drafts import drafts_of
from csdesk.store.book import Book
from csdesk.ui import theme
from csdesk.ui.account.edit_sheet import EditSheet, FormQuestion
from csdesk.ui.desk import Desk
from csdesk.ui.garbage import Garbage
from csdesk.ui.shell.sheets.touch_form import TouchForm
from csdesk.ui.window import Window
from tests.ui.windows import answer_of, settled, shown


def rest(ms: int) -> None:
    """Let the window live."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def editor(window: Window, desk: Desk, kind: str) -> QPlainTextEdit:
    """The area to type in, of a touch or of an account's notes."""
    if kind == "touch":
        form = TouchForm.open_over(window, desk, None)
        assert isinstance(form.text, QPlainTextEdit)
        return form.text
    account = answer_of(desk, first_account)
    facts = answer_of(desk, FormQuestion("account", account.id, account.id))
    sheet = EditSheet(window, desk, facts, "notes")
    sheet.open()
    found = sheet.editors["notes"].findChild(QPlainTextEdit)
    assert isinstance(found, QPlainTextEdit)
    return found


def first_account(book: Book) -> Account:
    """Any account of the book."""
    return book.all(Account)[0]


def main() -> None:
    """Type, say so, and wait to be killed."""
    path, kind, words = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    app = QApplication([])
    theme.apply(app, "light", still=True)
    Garbage(app)
    window = shown(path)
    desk = window.desk
    assert desk is not None
    settled(lambda: desk.writes)
    area = editor(window, desk, kind)
    QTest.keyClicks(area, words)
    settled(lambda: any(words in d.longest for d in drafts_of(desk.uid).values()))
    sys.stdout.write("typed\n")
    sys.stdout.flush()
    rest(60_000)


if __name__ == "__main__":
    main()
