"""Closing the window in the middle of an import: what was answered is not lost without a word."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from csdesk.domain.accounts import Account
from csdesk.services.book.editing import set_fields
from csdesk.store.book import Book
from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.exchange.page_parts import State
from csdesk.ui.kit.labels import Label
from csdesk.ui.shell.keeper import Keeper
from csdesk.ui.shell.sheets.leave_sheet import LeaveSheet
from csdesk.ui.window import Window
from tests.ui.exchange.imports import answered, current, page_of, plan_of, planned, workbook
from tests.ui.hands import click, press
from tests.ui.windows import settled

CTRL = Qt.KeyboardModifier.ControlModifier
TEXT = "Customer,ARR,Start,Renewal\nMarlow,29000,02/03/2025,03/04/2026\nHalden,500,04/05/2025,05/06/2026\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(TEXT)
    return path


@pytest.fixture
def page(empty: Window, sheet: Path) -> ImportPage:
    """An import whose questions are answered, all but one."""
    made = planned(empty, sheet)
    assert len(plan_of(made).open) >= 2
    while len(plan_of(made).open) > 1:
        question = plan_of(made).open[0]
        made.answer(question.key, question.default or question.choices[0].value)
        current(made)
    return made


def asked(window: Window) -> LeaveSheet:
    (found,) = window.findChildren(LeaveSheet)
    return found


def book_of(window: Window) -> Path:
    assert window.desk is not None
    return window.desk.path


def accounts_in(path: Path) -> list[Account]:
    with Book.view(path) as book:
        return book.all(Account)


def test_closing_asks_and_what_was_answered_stays(empty: Window, page: ImportPage) -> None:
    before, given = plan_of(page).open, page.answers
    empty.go("week")
    press(empty, Qt.Key.Key_Q, CTRL)
    sheet = asked(empty)
    said = " ".join(one.text() for one in sheet.findChildren(Label))
    assert "Nothing of list.csv is in the book yet." in said
    assert "forgotten if you leave now" in said
    assert not empty.close()
    assert asked(empty) is sheet, "it asks once"
    press(sheet, Qt.Key.Key_Escape)
    settled(lambda: not empty.findChildren(LeaveSheet))
    assert empty.isVisible()
    assert page.isVisible()
    assert (plan_of(page).open, page.answers) == (before, given)
    answered(page)
    click(page.apply)
    settled(lambda: page.state is State.DONE)
    assert empty.close()


def test_who_leaves_all_the_same_leaves_the_book_as_it_was(empty: Window, page: ImportPage) -> None:
    path = book_of(empty)
    assert not empty.close()
    click(asked(empty).leave)
    settled(lambda: not empty.isVisible())
    assert accounts_in(path) == []


def test_one_answer_of_many_sheets_is_one_that_would_be_lost(empty: Window, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Customer", "Renewal"], ["Marlow", "02/03/2026"]]
    page = planned(empty, workbook(tmp_path / "list.xlsx", dict.fromkeys(("A", "B", "C", "D"), rows)))
    dates = [q for q in plan_of(page).open if q.kind == "dates"]
    assert len(dates) == 4
    page.answer_one_cause({q.key: "dmy" for q in dates})
    current(page)
    assert "Your answer about it is kept when it is applied" in page.loses()


def test_nothing_is_asked_where_nothing_was_answered(empty: Window, sheet: Path) -> None:
    assert plan_of(planned(empty, sheet)).open
    assert empty.close()


def test_nothing_is_asked_once_the_file_was_put_away(empty: Window, page: ImportPage) -> None:
    page.put_away()
    assert empty.close()


def test_another_book_is_opened_only_after_it_was_asked(
    empty: Window, page: ImportPage, tmp_path: Path
) -> None:
    other = tmp_path / "other.csdesk"
    Book.create(other).close()
    here = book_of(empty)
    empty.opener.open_path(other)
    assert book_of(empty) == here
    click(asked(empty).leave)
    settled(lambda: book_of(empty) == other)


def test_a_question_that_came_too_late_goes_when_the_import_is_done(empty: Window, page: ImportPage) -> None:
    answered(page)
    click(page.apply)
    assert not empty.close()
    settled(lambda: page_of(empty).state is State.DONE and not empty.findChildren(LeaveSheet))


def test_a_new_day_waits_until_what_was_answered_is_in_the_book(empty: Window, page: ImportPage) -> None:
    before = empty.desk
    assert before is not None
    keeper = before.findChild(Keeper)
    assert keeper is not None
    keeper.day -= timedelta(days=1)
    keeper.look()
    assert empty.desk is before
    assert not empty.findChildren(LeaveSheet)
    answered(page)
    click(page.apply)
    settled(lambda: page.state is State.DONE)
    keeper.look()
    assert empty.desk is before
    assert page.result.isVisible(), "what came is read until somebody goes on"
    empty.go("week")
    keeper.look()
    settled(lambda: empty.desk is not before)
    assert len(accounts_in(book_of(empty))) == 2


def test_a_new_day_waits_while_an_import_without_a_question_is_looked_at(
    empty: Window, tmp_path: Path
) -> None:
    list_ = tmp_path / "plain.csv"
    list_.write_text("Customer\nCorvid\n")
    empty.import_files([list_])
    settled(lambda: page_of(empty).state is State.PLANNED)
    before = empty.desk
    assert before is not None
    keeper = before.findChild(Keeper)
    assert keeper is not None
    keeper.day -= timedelta(days=1)
    keeper.look()
    assert empty.desk is before
    assert page_of(empty).plan is not None


def test_what_came_stays_beside_another_change_and_its_undo_and_goes_with_its_own(
    empty: Window, page: ImportPage
) -> None:
    answered(page)
    click(page.apply)
    settled(lambda: page.state is State.DONE)
    assert empty.desk is not None
    account = accounts_in(book_of(empty))[0]
    empty.desk.do(set_fields, "account", account.id, {"notes": "call Ana"})
    settled(lambda: bool(empty.desk and empty.desk.way.back.startswith("changed")))
    assert page.result.isVisible()
    empty.undo()
    settled(lambda: bool(empty.desk and not empty.desk.way.back.startswith("changed")))
    assert page.result.isVisible()
    empty.undo()
    settled(lambda: page.state is State.NOTHING)
