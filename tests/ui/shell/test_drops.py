"""Files can be let go of anywhere: over every page, over a field, over a dialog; each kind has its way."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from csdesk.domain.touches import Direction, TouchKind
from csdesk.services.book.books import new_book
from csdesk.services.sample import sample_file
from csdesk.ui.shell.drops import TAKES_FILES, Drops
from csdesk.ui.shell.sheets.touch_form import TouchForm
from csdesk.ui.window import Window
from tests.ui.account.rooms import opened
from tests.ui.exchange.imports import page_of
from tests.ui.windows import settled, shown

LIST = "Customer,ARR\nCorvid Analytics,29000\n"
COPY, NOTHING = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier


def carried(*files: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(f)) for f in files])
    return mime


def drop(widget: QWidget, *files: Path, at: QPoint | None = None) -> bool:
    """Let go of files over a window, as the system tells it; whether they were taken."""
    handle, mime = widget.windowHandle(), carried(*files)
    place = at or widget.rect().center()
    button = Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPointF(place), COPY, mime, button, NOTHING)
    QCoreApplication.sendEvent(handle, enter)
    let_go = QDropEvent(QPointF(place), COPY, mime, button, NOTHING)
    QCoreApplication.sendEvent(handle, let_go)
    return enter.isAccepted() and let_go.isAccepted()


def sheet(folder: Path, name: str = "list.csv", text: str = LIST) -> Path:
    path = folder / name
    path.write_text(text)
    return path


@pytest.mark.parametrize("id_", ["week", "accounts", "renewals", "import", "settings", "keeping", "account"])
def test_a_sheet_is_imported_whatever_page_it_is_dropped_on(window: Window, tmp_path: Path, id_: str) -> None:
    if id_ == "account":
        opened(window)
    else:
        window.go(id_)
    assert drop(window, sheet(tmp_path))
    settled(lambda: window.page("import") is not None and page_of(window).plan is not None)
    assert window.shown() is page_of(window)


def test_a_field_takes_no_file_for_text(window: Window, tmp_path: Path) -> None:
    window.go("accounts")
    page = window.page("accounts")
    assert page is not None
    field = next(e for e in page.findChildren(QLineEdit) if e.isVisible())
    over = field.mapTo(window, field.rect().center())
    assert drop(window, sheet(tmp_path), at=over)
    settled(lambda: window.page("import") is not None and page_of(window).plan is not None)
    assert field.text() == ""


def test_a_sheet_dropped_on_a_dialog_is_imported_and_the_dialog_stays(window: Window, tmp_path: Path) -> None:
    window.new_touch()
    form = window.findChildren(TouchForm)[0]
    settled(form.isVisible)
    form.text.setPlainText("Went well")
    assert drop(form, sheet(tmp_path))
    settled(lambda: window.page("import") is not None and page_of(window).plan is not None)
    assert form.isVisible()
    assert form.text.toPlainText() == "Went well"


def test_several_sheets_are_one_import(window: Window, tmp_path: Path) -> None:
    people = sheet(
        tmp_path, "people.csv", "Customer,Contact,Email\nCorvid Analytics,Ana,ana@corvid.example\n"
    )
    assert drop(window, sheet(tmp_path), people)
    settled(lambda: window.page("import") is not None and page_of(window).plan is not None)
    plan = page_of(window).plan
    assert plan is not None
    assert [f.file for f in plan.files] == ["list.csv", "people.csv"]


def test_what_is_no_sheet_is_said_in_one_sentence(window: Window, tmp_path: Path) -> None:
    assert drop(window, sheet(tmp_path, "photo.png"))
    settled(lambda: "photo.png is nothing that csdesk reads" in window.toast.text())
    assert window.page("import") is None
    assert drop(window, tmp_path)
    settled(lambda: "is a folder" in window.toast.text())


def test_of_several_kinds_one_is_taken_and_the_others_are_named(window: Window, tmp_path: Path) -> None:
    mail = tmp_path / "hello.eml"
    mail.write_text("From: ann@corvid.example\nSubject: Hello\n\nhi")
    assert drop(window, sheet(tmp_path), mail)
    settled(lambda: page_of(window).plan is not None)
    assert window.toast.text() == "hello.eml was not taken. Drop it by itself."
    book = tmp_path / "other.csdesk"
    new_book(book)
    assert drop(window, book, mail, sheet(tmp_path))
    settled(lambda: window.desk is not None and window.desk.path == book)
    assert window.toast.text() == "list.csv and 1 more were not taken. Drop them by themselves."


def test_without_a_book_a_sheet_makes_one_and_a_mail_asks_for_one(tmp_path: Path) -> None:
    window = shown(None)
    try:
        assert drop(window, sheet(tmp_path, "a.eml"))
        settled(lambda: "Open a book first" in window.toast.text())
        assert drop(window, sheet(tmp_path))
        settled(lambda: window.page("import") is not None and page_of(window).plan is not None)
    finally:
        window.close()


def test_a_dropped_book_is_opened(window: Window, tmp_path: Path) -> None:
    other = sample_file(tmp_path / "other.csdesk", accounts=3)
    assert drop(window, other)
    settled(lambda: window.desk is not None and window.desk.path == other)


def test_a_mail_opens_the_touch_form_with_what_it_says_and_is_logged_once(
    window: Window, tmp_path: Path
) -> None:
    mail = sheet(
        tmp_path,
        "hello.eml",
        "From: Ana <ana@financiality.example>\nTo: mary@wingtip.example\nSubject: Rollout\n"
        "Date: Fri, 21 Nov 2025 10:00:00 +0000\nMessage-ID: <1@x>\n\nWe are live in Lyon.\n",
    )
    page = opened(window)
    assert drop(window, mail)
    settled(lambda: bool(window.findChildren(TouchForm)))
    form = window.findChildren(TouchForm)[0]
    settled(lambda: form.who.text() != "")
    assert "We are live in Lyon." in form.text.toPlainText()
    assert form.kind.value == TouchKind.MAIL
    form.direction.set_value(Direction.INBOUND)
    form.save.click()
    settled(lambda: bool(window.desk and window.desk.way.back.startswith("touch logged")))
    assert page.account() is not None
    assert drop(window, mail)
    settled(lambda: "hello.eml was logged already" in window.toast.text())


def test_a_calendar_is_read_where_the_person_is_and_twice_is_as_once(window: Window, tmp_path: Path) -> None:
    calendar = sheet(
        tmp_path,
        "busy.ics",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20251120T090000Z\r\n"
        "DTSTART:20251126T090000\r\nDTEND:20251126T100000\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    )
    assert drop(window, calendar)
    settled(lambda: "Calendar read: 1 day busy or off" in window.toast.text())
    assert drop(window, calendar)
    settled(lambda: "The book has all of it already" in window.toast.text())
    shown = window.shown()
    assert shown is not None
    assert shown.id == "week"


def test_a_widget_that_takes_files_itself_is_left_to_it(window: Window, tmp_path: Path) -> None:
    window.frame.stack.setProperty(TAKES_FILES, True)
    drop(window, sheet(tmp_path))
    assert window.page("import") is None


def test_while_files_are_dragged_it_is_said_what_letting_go_would_do(window: Window, tmp_path: Path) -> None:
    drops = window.findChildren(Drops)[0]
    path, place = sheet(tmp_path), QPointF(400, 300)
    mime = carried(path)
    enter = QDragEnterEvent(place, COPY, mime, Qt.MouseButton.LeftButton, NOTHING)
    QCoreApplication.sendEvent(window.windowHandle(), enter)
    assert drops.hint is not None
    assert drops.hint.text() == "Let go to import list.csv; nothing is written yet"
    QCoreApplication.sendEvent(window.windowHandle(), QDragLeaveEvent())
    assert drops.hint.text() == ""
    drop(window, path)
    assert drops.hint.text() == ""
    settled(lambda: window.page("import") is not None and page_of(window).plan is not None)
