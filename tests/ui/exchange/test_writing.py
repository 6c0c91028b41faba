"""The end of an import: stopped while it is read, planned or written, nothing came; done, it says what did."""

import hashlib
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from csdesk.domain.accounts import Account
from csdesk.domain.arrivals import Arrival
from csdesk.domain.imports.bench.plan import Plan
from csdesk.services.book.editing import add_row
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.store.book import Book
from csdesk.ui.exchange.page_parts import State
from csdesk.ui.window import Window
from tests.ui.exchange.imports import answered, page_of, plan_of, planned
from tests.ui.hands import click, press, type_in
from tests.ui.windows import all_done, answer_of, settled

PLACE = "csdesk.ui.exchange.work.apply_import"
TEXT = "Customer,ARR\nCorvid,29000\nHalden,61200\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(TEXT)
    return path


def accounts(window: Window) -> list[str]:
    assert window.desk is not None
    return [a.account for a in answer_of(window.desk, lambda book: book.all(Account))]


class Gate:
    """Holds a piece of work, of the page's own, until it is opened."""

    def __init__(self, patch: pytest.MonkeyPatch, name: str, work: Callable[..., object]) -> None:
        self.reached, self._opened = threading.Event(), threading.Event()
        self._work, self.named = work, dict[str, Any]()
        patch.setattr(f"csdesk.ui.exchange.work.{name}", self)

    def __call__(self, *given: object, **named: Any) -> object:
        self.named = named
        self.reached.set()
        assert self._opened.wait(15)
        return self._work(*given, **named)

    def open(self) -> None:
        self._opened.set()


def test_esc_while_a_file_is_read_leaves_the_page_as_it_was(
    empty: Window, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, "read_files", read_files)
    empty.import_files([sheet])
    page = page_of(empty)
    settled(gate.reached.is_set)
    assert page.progress.isVisible()
    assert page.progress.text() == "Reading list.csv"
    press(page.progress.cancel, Qt.Key.Key_Escape)
    assert page.state is State.NOTHING
    assert not gate.named["goes"]()
    gate.open()
    assert empty.desk is not None
    all_done(empty.desk)
    settled(page.files.job.cancelled.is_set)
    assert page.plan is None
    assert page.empty.isVisible()
    assert page.note.isVisible()
    assert page.note.text() == "The import was stopped; nothing was changed."
    again = planned(empty, sheet)
    assert not again.note.isVisible()


def test_cancel_while_it_is_planned_leaves_the_page_as_it_was(
    empty: Window, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, "plan_import", plan_import)
    empty.import_files([sheet])
    page = page_of(empty)
    settled(gate.reached.is_set)
    click(page.progress.cancel)
    gate.open()
    assert empty.desk is not None
    all_done(empty.desk)
    assert page.state is State.NOTHING
    assert page.note.isVisible()
    assert page.note.text() == "The import was stopped; nothing was changed."
    assert accounts(empty) == []


def test_cancel_while_it_is_written_writes_nothing_and_shows_the_plan_again(
    empty: Window, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = planned(empty, sheet)
    answered(page)
    gate = Gate(monkeypatch, "apply_import", apply_import)
    click(page.apply)
    settled(gate.reached.is_set)
    assert page.progress.text() == "Importing list.csv"
    press(page.progress.cancel, Qt.Key.Key_Escape)
    gate.open()
    settled(lambda: page.state is State.PLANNED)
    assert "The import was stopped; nothing was changed." in page.note.text()
    assert accounts(empty) == []
    click(page.apply)
    settled(page.result.isVisible)
    assert accounts(empty) == ["Corvid", "Halden"]


def test_a_file_that_another_program_keeps_to_itself_or_that_is_gone_is_said_in_one_note(
    empty: Window, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The superuser, too, is kept out of a file that another program has locked, on Windows."""
    mark, opens = sheet.with_name(f"~${sheet.name}"), Path.open
    mark.touch()

    def locked(path: Path, *given: Any, **named: Any) -> Any:
        if path == sheet:
            raise PermissionError
        return opens(path, *given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", locked)
        empty.import_files([sheet])
        page = page_of(empty)
        settled(page.note.isVisible)
    said = "list.csv: Another program has the file open and lets nobody read it. Close it in Excel, or import a copy."
    assert page.note.text() == said
    empty.import_files([sheet.with_name("gone.csv")])
    settled(lambda: page.note.isVisible() and page.note.text() != said)
    assert "There is no file here. Check the path." in page.note.text()
    mark.unlink()
    answered(planned(empty, sheet))
    assert not page.note.isVisible()
    assert accounts(empty) == []


@pytest.mark.parametrize("becomes", [None, "Customer,ARR\nZelda,1\n", "no table at all"])
def test_what_was_shown_is_what_comes_whatever_becomes_of_the_file_meanwhile(
    empty: Window, sheet: Path, becomes: str | None
) -> None:
    page = planned(empty, sheet)
    if becomes is None:
        sheet.unlink()
    else:
        sheet.write_text(becomes)
    answered(page)
    click(page.apply)
    settled(page.result.isVisible)
    assert accounts(empty) == ["Corvid", "Halden"]
    assert empty.desk is not None
    (came,) = answer_of(empty.desk, lambda book: book.all(Arrival))
    assert came.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_book_that_changed_after_the_preview_shows_a_new_one_and_says_so(
    empty: Window, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = planned(empty, sheet)
    answered(page)
    assert empty.desk is not None
    path = empty.desk.path

    def late(book: Book, plan: Plan, **named: Any) -> object:
        monkeypatch.setattr(PLACE, apply_import)
        add_row(book, "account", {"account": "Corvid"}, today=date(2025, 11, 24))
        return apply_import(book, plan, **named)

    monkeypatch.setattr(PLACE, late)
    click(page.apply)
    settled(lambda: "The book was changed after the preview" in page.note.text())
    assert path.exists()
    assert page.state is State.PLANNED
    assert accounts(empty) == ["Corvid"]
    assert {r.name: r.result.value for r in plan_of(page).sheets[0].rows}["Corvid"] == "changed"
    answered(page)
    click(page.apply)
    settled(page.result.isVisible)
    assert sorted(accounts(empty)) == ["Corvid", "Halden"]


def test_the_end_says_what_came_and_leads_there(empty: Window, sheet: Path) -> None:
    page = planned(empty, sheet)
    answered(page)
    press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(page.result.isVisible)
    assert "2 rows read: 2 new." in page.result._said.text()
    settled(lambda: "2 cannot be placed yet" in page.result.renewals.label_text())
    click(page.result.renewals)
    shown = empty.shown()
    assert shown is not None
    assert shown.id == "renewals"


def test_the_end_takes_all_of_it_back(empty: Window, sheet: Path) -> None:
    page = planned(empty, sheet)
    answered(page)
    click(page.apply)
    settled(page.result.isVisible)
    click(page.result.undo)
    settled(lambda: page.state is State.NOTHING)
    assert accounts(empty) == []
    assert page.empty.isVisible()


def test_another_file_is_not_taken_while_one_is_written(
    empty: Window, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = planned(empty, sheet)
    answered(page)
    gate = Gate(monkeypatch, "apply_import", apply_import)
    click(page.apply)
    settled(gate.reached.is_set)
    empty.import_files([sheet])
    assert "An import is being written" in empty.toast.text()
    assert page.state is State.WRITING
    gate.open()
    settled(page.result.isVisible)


def test_one_row_is_one_row_on_the_page(empty: Window, tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("Customer,ARR\nCorvid,29000\n")
    page = planned(empty, path)
    answered(page)
    assert page.apply.label_text() == "Apply 1 row"
    assert page.top.file.text().endswith("1 row")
    click(page.apply)
    settled(page.result.isVisible)
    assert "1 row read: 1 new." in page.result._said.text()


def test_a_workbook_with_a_password_asks_for_it(empty: Window, tmp_path: Path) -> None:
    path = locked(tmp_path / "secret.xlsx", "Rosebud")
    empty.import_files([path])
    page = page_of(empty)
    ask = page.files.password
    settled(ask.isVisible)
    type_in(ask.field.edit, "wrong")
    press(ask.field.edit, Qt.Key.Key_Return)
    settled(lambda: "Capitals count" in ask.field.refusal())
    ask.field.set_text("")
    type_in(ask.field.edit, "Rosebud")
    click(ask.open)
    settled(lambda: page.state is State.PLANNED)
    assert [r.name for r in plan_of(page).sheets[0].rows] == ["Corvid"]


def test_two_workbooks_of_one_name_ask_for_their_own_passwords_by_their_folders(
    empty: Window, tmp_path: Path
) -> None:
    passwords = {"mira": "Rosebud", "tom": "Xanadu"}
    for folder in passwords:
        (tmp_path / folder).mkdir()
    empty.import_files([locked(tmp_path / who / "list.xlsx", word) for who, word in passwords.items()])
    page = page_of(empty)
    ask = page.files.password
    for who, word in passwords.items():
        settled(lambda who=who: ask.isVisible() and ask.words().startswith(f"{who}/list.xlsx is"))  # type: ignore[misc]
        assert not ask.field.refusal()
        type_in(ask.field.edit, "wrong")
        click(ask.open)
        settled(lambda: "Capitals count" in ask.field.refusal())
        assert ask.words().startswith(f"{who}/list.xlsx is")
        ask.field.set_text("")
        type_in(ask.field.edit, word)
        click(ask.open)
    settled(lambda: page.state is State.PLANNED)
    assert {s.file for s in plan_of(page).sheets} == {"mira/list.xlsx", "tom/list.xlsx"}


def locked(path: Path, password: str) -> Path:
    """A workbook that only a password opens."""
    import io

    import openpyxl
    from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]

    book, plain = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    for row in (["Customer", "ARR"], ["Corvid", 29000]):
        book.active.append(row)
    book.save(plain)
    plain.seek(0)
    with path.open("wb") as file:
        OOXMLFile(plain).encrypt(password, file)
    return path


def test_a_refused_file_is_told_once_on_the_page(tmp_path: Path, window: Window) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not finished")
    window.import_files([broken])
    page = page_of(window)
    settled(page.note.isVisible)
    assert "The workbook cannot be read" in page.note.text()
    assert not window.toast.isVisible()


def test_what_is_refused_while_another_page_is_shown_is_told_by_a_toast(
    tmp_path: Path, window: Window
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not finished")
    window.import_files([broken])
    window.go("accounts")
    settled(window.toast.isVisible)
