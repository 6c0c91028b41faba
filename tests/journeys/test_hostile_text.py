"""Hostile text is shown as it was written, on every page, sheet and tool tip: nothing reads markup into it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMessageBox,
    QPushButton,
    QTableView,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from csdesk.domain.accounts import Account
from csdesk.domain.promises import Promise
from csdesk.services.accounts.touches import TouchDraft, log_touch
from csdesk.services.book.drafts import Draft, keep_draft
from csdesk.services.book.editing import add_row
from csdesk.store.book import Book
from csdesk.store.identity import uid_of
from csdesk.ui import theme
from csdesk.ui.account.edit_sheet import EditSheet, FormQuestion
from csdesk.ui.account.page import TABS, AccountPage
from csdesk.ui.account.promise_sheet import PromiseDaySheet
from csdesk.ui.kit.literal import one_line
from csdesk.ui.kit.sentences import Sentences
from csdesk.ui.shell.sheets.file_sheet import open_place
from csdesk.ui.shell.sheets.touch_form import TouchForm
from csdesk.ui.window import Window
from tests.ui.windows import all_done, answer_of, put_away, settled, shown

DAY = date(2025, 11, 24)
EVIL = '<b>Bold</b><img src="file:///etc/hostname"><a href="file:////evil/share">x</a> A&B &lt; \u202egnp.exe'
PAGES = ("week", "accounts", "renewals", "import", "keeping", "settings")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book in which every text is hostile, its own file name too."""
    path = tmp_path / "<b>evil & co<img src=x>.csdesk"
    with Book.create(path) as book:
        for n in range(3):
            add_row(book, "account", {"account": f"{EVIL} {n}", "notes": EVIL, "segment": EVIL}, today=DAY)
        for account in book.all(Account):
            add_row(book, "contact", {"account": account.id, "name": f"{EVIL} {account.id}"}, today=DAY)
            add_row(book, "task", {"account": account.id, "title": EVIL, "due_on": "2025-11-25"}, today=DAY)
            add_row(
                book, "ticket", {"account": account.id, "subject": EVIL, "opened_at": "2025-11-20"}, today=DAY
            )
            log_touch(book, TouchDraft(account.id, EVIL, DAY, promise=EVIL), today=DAY)
            for noun, texts in BEYOND.items():
                add_row(book, noun, {"account": account.id, **texts}, today=DAY)
    return path


BEYOND = {
    "gap": {"gap": EVIL, "note": EVIL, "found_on": "2025-11-20"},
    "opportunity": {"opportunity": EVIL, "note": EVIL, "seen_on": "2025-11-20"},
    "advocacy": {"note": EVIL, "asked_on": "2025-11-20"},
    "feedback": {"feedback": EVIL, "area": EVIL, "on": "2025-11-20"},
    "churn": {"detail": EVIL, "lost_on": "2025-11-20"},
    "file": {"title": EVIL, "place": f"/home/{EVIL}.pdf", "kind": "deck"},
}


@pytest.fixture
def window(path: Path, qapp: QApplication) -> Iterator[Window]:
    theme.apply(qapp, "light", still=True)
    with Book.view(path) as book:
        keep_draft(
            uid_of(book), "touch", Draft("touch", EVIL, "2025-11-24T10:00:00", {"What came of it": EVIL})
        )
    made = shown(path)
    settled(lambda: made.desk is not None and made.desk.writes)
    yield made
    put_away(made)


def is_markup(tip: str) -> bool:
    """Whether a tool tip holds more marks than the paragraph around it."""
    return "<" in tip.removeprefix('<p style="white-space: pre-wrap">').removesuffix("</p>")


def read_markup(widget: QWidget) -> str:
    """What of a widget would be read as markup, if anything."""
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
        return f"label {widget.text()}"
    if isinstance(widget, QAbstractButton) and "A&B" in widget.text().replace("&&", ""):
        return f"button {widget.text()}"
    if isinstance(widget, QTextEdit | QMessageBox) and not isinstance(widget, Sentences):
        return f"rich {type(widget).__name__}"
    if is_markup(widget.toolTip()):
        return f"tool tip {widget.toolTip()}"
    return ""


def found(window: QWidget) -> list[str]:
    return [said for w in [window, *window.findChildren(QWidget)] if (said := read_markup(w))]


def tips(window: QWidget) -> list[str]:
    """The tool tips of every cell of every table."""
    out = []
    for table in window.findChildren(QTableView):
        model = table.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                tip = model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
                if isinstance(tip, str) and is_markup(tip):
                    out.append(tip)
    return out


def test_what_is_to_be_known_of_a_sheet_is_read_letter_by_letter(qtbot: QtBot) -> None:
    """The one text of several formats: all words of it come in as plain text."""
    sentences = Sentences("To know")
    qtbot.addWidget(sentences)
    told = f"In “{EVIL}”: &lt;b> is other."
    sentences.show_sentences([(EVIL, told)])
    assert sentences.lines() == [one_line(EVIL), one_line(told)]
    assert "<b>Bold</b>" in sentences.lines()[1]
    assert "&lt;b>" in sentences.lines()[1]


@pytest.mark.parametrize("page", PAGES)
def test_no_page_reads_markup_into_a_text(window: Window, page: str) -> None:
    window.go(page)
    assert window.desk is not None
    all_done(window.desk)
    settled(lambda: "Bold" in window.frame.band.text())
    assert found(window) == []
    assert tips(window) == []


def test_the_account_its_sheets_and_the_palette_read_no_markup(window: Window) -> None:
    desk = window.desk
    assert desk is not None
    account = answer_of(desk, first_account)
    window.open_account(account.id)
    all_done(desk)
    EditSheet(window, desk, answer_of(desk, FormQuestion("account", account.id, account.id))).open()
    TouchForm.open_over(window, desk, account.id)
    window.search.open("Bold")
    all_done(desk)
    for _ in range(5):
        QApplication.processEvents()
    assert found(window) == []
    assert tips(window) == []
    for sheet in window.findChildren(QWidget):
        if sheet.isWindow() and sheet is not window:
            sheet.close()


def test_the_tabs_of_the_account_and_what_opens_from_them_read_no_markup(window: Window) -> None:
    desk = window.desk
    assert desk is not None
    account = answer_of(desk, first_account)
    window.open_account(account.id)
    page = window.page("account")
    assert isinstance(page, AccountPage)
    settled(lambda: page.portrait is not None)
    for part in TABS:
        page.show_part(part)
        all_done(desk)
        QApplication.processEvents()
        assert found(window) == []
        assert tips(window) == []
    promise = answer_of(desk, lambda book: book.all(Promise)[0])
    sheets = [PromiseDaySheet(window, desk, promise), open_place(window, f"/home/{EVIL}.pdf")]
    for sheet in sheets:
        sheet.open()
        assert found(sheet) == []
        sheet.close()


def first_account(book: Book) -> Account:
    return book.all(Account)[0]


def test_a_toast_and_a_refusal_read_no_markup(window: Window) -> None:
    window.toast.say(EVIL)
    window._refuse(EVIL)
    window.status.show_facts([EVIL, ("check", EVIL), ("", EVIL, "keeping")])
    assert found(window) == []


def test_the_eye_sees_what_would_read_markup(qapp: QApplication) -> None:
    box = QWidget()
    label, _ = QLabel(EVIL, box), QPushButton(EVIL, box)
    label.setToolTip(EVIL)
    assert [said.split()[0] for said in found(box)] == ["label", "button"]
    label.setTextFormat(Qt.TextFormat.PlainText)
    assert found(box)[0].startswith("tool tip")
    put_away(box)
