"""The Import page lists what was imported, takes it back, and saves refused rows."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from csdesk.domain.accounts import Account
from csdesk.services.book.editing import set_fields
from csdesk.ui.desk import Desk
from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.kit.buttons import Button
from csdesk.ui.window import Window
from tests.ui.hands import click, press
from tests.ui.windows import all_done, answer_of, settled

GOOD = "Customer,ARR\nCorvid Analytics,29000\nHalden Freight,61200\n"
BAD = "Customer,ARR\nCorvid Analytics,29000\nHalden Freight,plenty\n"


def planned(window: Window, folder: Path, text: str) -> ImportPage:
    sheet = folder / "customers.csv"
    sheet.write_text(text)
    window.import_files([sheet])
    page = window.page("import")
    assert isinstance(page, ImportPage)
    settled(lambda: page.plan is not None)
    for question in page.plan.open if page.plan else ():
        page.answer(question.key, question.default or question.choices[0].value)
    settled(lambda: page.plan is not None and not page.plan.open)
    return page


def heard(desk: Desk) -> list[str]:
    """What the desk says from now on."""
    said: list[str] = []

    def hear(text: str, _undo: bool) -> None:
        said.append(text)

    desk.told.connect(hear)
    return said


def imported(window: Window, folder: Path) -> ImportPage:
    page = planned(window, folder, GOOD)
    click(page.apply)
    settled(lambda: bool(window.desk and window.desk.way.back.startswith("imported")))
    window.go("import")
    settled(page.result.isVisible)
    press(page.result.week, Qt.Key.Key_Escape)
    settled(lambda: bool(page.past.buttons))
    return page


def test_the_way_back_of_an_import_stands_once_on_the_page(empty: Window, tmp_path: Path) -> None:
    page = planned(empty, tmp_path, GOOD)
    assert empty.desk is not None
    said = heard(empty.desk)
    click(page.apply)
    settled(page.result.isVisible)
    settled(lambda: bool(said))
    assert said == ["2 rows read: 2 new."]
    assert not empty.toast.isVisible()
    assert not page.past.isVisible()
    undoing = [b for b in page.findChildren(Button) if b.isVisible() and "Undo" in b.text()]
    assert undoing == [page.result.undo]
    click(page.result.undo)
    settled(lambda: empty.toast.isVisible() and "undone" in empty.toast.text().lower())
    assert answer_of(empty.desk, lambda book: book.all(Account)) == []


def test_what_came_is_told_by_a_toast_where_the_page_is_not_shown(empty: Window, tmp_path: Path) -> None:
    page = planned(empty, tmp_path, GOOD)
    page.write()
    empty.go("accounts")
    settled(lambda: "2 rows read: 2 new." in empty.toast.text())


def test_a_past_import_is_listed_and_taken_back(empty: Window, tmp_path: Path) -> None:
    page = imported(empty, tmp_path)
    assert page.past.isVisible()
    assert empty.desk is not None
    said = heard(empty.desk)
    click(next(iter(page.past.buttons.values())))
    settled(lambda: not page.past.buttons)
    assert answer_of(empty.desk, lambda b: b.all(Account)) == []
    settled(lambda: "Undone: imported, customers.csv." in said)


def test_what_was_edited_since_is_kept_and_named(empty: Window, tmp_path: Path) -> None:
    page = imported(empty, tmp_path)
    assert empty.desk is not None
    corvid = answer_of(empty.desk, lambda b: b.all(Account))[0]
    empty.desk.do(set_fields, "account", corvid.id, {"notes": "call Ana"})
    settled(lambda: bool(empty.desk and empty.desk.way.back.startswith("changed")))
    click(next(iter(page.past.buttons.values())))
    settled(lambda: "kept: account Corvid Analytics" in empty.toast.text())
    assert "customers.csv" in empty.toast.text()


def test_the_same_file_again_says_when_it_came(empty: Window, tmp_path: Path) -> None:
    imported(empty, tmp_path)
    page = planned(empty, tmp_path, GOOD)
    settled(page.note.isVisible)
    assert page.note.text().startswith("Already imported on ")
    assert ": 0 changes. The book has all of it. Esc puts the file away" in page.note.text()
    assert not page.save_refused.isVisible()


def test_refused_rows_are_saved_as_a_workbook(
    empty: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = planned(empty, tmp_path, BAD)
    page.answer("unread:customers:ARR", "refuse")
    settled(page.save_refused.isVisible)
    assert page.note.isAncestorOf(page.save_refused)  # beside what it is about, and no window of its own
    place = tmp_path / "refused.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    click(page.save_refused)
    settled(lambda: "1 refused row saved as refused.xlsx" in empty.toast.text())
    assert place.exists()


def test_without_an_import_there_is_no_list(empty: Window) -> None:
    empty.go("import")
    page = empty.page("import")
    assert isinstance(page, ImportPage)
    assert empty.desk is not None
    all_done(empty.desk)
    assert not page.past.isVisible()
