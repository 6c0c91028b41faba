"""That empty cells erase is offered beside the questions: one card a sheet, or one for each column."""

from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Result
from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.exchange.question_card import QuestionCard
from csdesk.ui.window import Window
from tests.ui.exchange.imports import answered, current, plan_of, planned, workbook
from tests.ui.hands import click
from tests.ui.windows import answer_of, settled

FULL = "Customer,Segment,CSM\nHalden,Enterprise,Ann\nPinder,SMB,Bea\n"
BARE = "Customer,Segment,CSM\nHalden,,Ann\nPinder,,\n"


@pytest.fixture
def page(empty: Window, tmp_path: Path) -> ImportPage:
    """The page with a list whose empty cells stand where the book has values."""
    path = tmp_path / "list.csv"
    path.write_text(FULL)
    first = planned(empty, path)
    click(first.apply)
    settled(first.result.isVisible)
    path.write_text(BARE)
    return planned(empty, path)


def cards(page: ImportPage) -> dict[str, QuestionCard]:
    found = (c for c in page.questions.cards if c.question.kind == "empty")
    return {c.question.about: c for c in found}


def told(window: Window) -> list[tuple[str | None, str | None]]:
    assert window.desk is not None
    accounts: list[Account] = answer_of(window.desk, lambda book: book.all(Account))
    return [(a.segment, a.csm) for a in accounts]


def test_the_card_holds_nothing_up_and_keeps_what_the_book_has(page: ImportPage, empty: Window) -> None:
    (card,) = cards(page).values()
    assert card.question.text == "3 cells are empty where the book has a value. Do they erase it?"
    assert card.radios["keep"].isChecked()
    assert plan_of(page).open == ()
    assert page.apply.accessibleDescription() == "The book has all of it already."
    assert told(empty) == [("Enterprise", "Ann"), ("SMB", "Bea")]


def test_one_click_empties_the_fields_and_one_takes_it_back(page: ImportPage, empty: Window) -> None:
    click(cards(page)["all columns"].radios["erase"])
    current(page)
    assert [r.result for r in page.preview.shown()] == [Result.CHANGED] * 2
    assert page.preview.shown()[1].what == "Segment SMB → –; CSM Bea → –"
    click(page.apply)
    settled(page.result.isVisible)
    assert told(empty) == [(None, "Ann"), (None, None)]
    click(page.result.undo)
    settled(lambda: told(empty) == [("Enterprise", "Ann"), ("SMB", "Bea")])


def test_column_by_column_each_has_its_card(page: ImportPage, empty: Window) -> None:
    click(cards(page)["all columns"].radios["each"])
    current(page)
    assert list(cards(page)) == ["all columns", "Segment", "CSM"]
    click(cards(page)["CSM"].radios["erase"])
    current(page)
    click(page.apply)
    settled(page.result.isVisible)
    assert told(empty) == [("Enterprise", "Ann"), ("SMB", None)]


def test_what_is_said_of_one_sheet_is_said_of_the_others_with_one_click(
    empty: Window, tmp_path: Path
) -> None:
    people = [["Account", "Name", "Email", "Title"], ["Halden", "Mia Stone", "mia@halden.example", "CFO"]]
    lists = {"Customers": [line.split(",") for line in FULL.splitlines()], "Contacts": people}
    first = planned(empty, workbook(tmp_path / "list.xlsx", lists))
    answered(first)
    click(first.apply)
    settled(first.result.isVisible)
    bare = {
        "Customers": [line.split(",") for line in BARE.splitlines()],
        "Contacts": [people[0], [*people[1][:3], ""]],
    }
    page = planned(empty, workbook(tmp_path / "list.xlsx", bare))
    assert not page.questions.same.isVisible()
    click(cards(page)["all columns"].radios["erase"])
    current(page)
    assert page.questions.same.text() == "The same for 1 other sheet"
    click(page.questions.same)
    current(page)
    kinds = [q.answer for q in plan_of(page).questions if q.kind == "empty"]
    assert kinds == ["erase", "erase"]
