"""The csdesk workbook imported into another book, and once more: the same file again changes nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from csdesk.domain.changes import Verb
from csdesk.domain.files import File
from csdesk.domain.ids import ObjectiveId
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.objectives import Objective, Reading
from csdesk.exchange.reading import read_here
from csdesk.services.spreadsheets.exports import export_book
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.services.answering import with_defaults
from tests.services.round_trip import CORVID, DAY, add, content, edited, fill, sent
from tests.services.spreadsheets.test_rounds_every_field import SHEETS, rows


def planned(book: Book, path: Path) -> Plan:
    sources = [read_here(path, day=DAY)]
    return plan_import(book, sources, with_defaults(plan_import(book, sources, {}, today=DAY)), today=DAY)


def results(plan: Plan) -> set[tuple[str, str]]:
    return {(sheet.sheet, row.result.value) for sheet in plan.sheets for row in sheet.rows}


def apart(value: Any) -> Any:
    """Nobody shares a domain or an address, all want the same; every second row has no ID elsewhere."""
    number = int(value.id[-1])
    said: dict[str, Any] = {"objective": "Days to certify"} if isinstance(value, Objective) else {}
    said |= {"domain": f"{number}.example", "email": f"{number}@yen.example"}
    said |= {"external_id": None} if number % 2 == 0 else {}
    return replace(value, **{k: v for k, v in said.items() if hasattr(value, k)})


@pytest.fixture
def other() -> Iterator[Book]:
    with Book.in_memory() as book:
        yield book


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """The workbook of a book with rows of every noun, each with all its fields, and a board pack of no account."""
    with Book.in_memory() as book:
        with book.change(Verb.ADD, label="test", today=DAY):
            book.put_all([*map(apart, rows()), File(id="pack", account=None, title="Board", place="/b.pptx")])
        return sent(book, tmp_path / "whole.xlsx")


def test_rows_of_every_noun_come_into_an_empty_book_and_again_change_nothing(
    whole: Path, other: Book
) -> None:
    first = planned(other, whole)
    assert results(first) == {(noun.sheet, "new") for noun in SHEETS}
    apply_import(other, first, today=DAY)
    before = content(other)
    again = planned(other, whole)
    assert results(again) == {(noun.sheet, "same") for noun in SHEETS}
    assert apply_import(other, again, today=DAY) is None
    assert content(other) == before


@pytest.mark.parametrize("noun", [noun.word for noun in SHEETS])
def test_one_sheet_as_csv_changes_nothing_whatever_its_file_is_called(
    book: Book, tmp_path: Path, noun: str
) -> None:
    with book.change(Verb.ADD, label="test", today=DAY):
        book.put_all([*map(apart, rows())])
    export_book(book, tmp_path / "what I need.csv", today=DAY, nouns=[noun])
    assert results(planned(book, tmp_path / "what I need.csv")) == {("what I need", "same")}


@pytest.fixture
def twins(tmp_path: Path) -> Path:
    """The workbook of a book whose customer has two objectives of one text, each with its reading."""
    second = ObjectiveId("o-2")
    with Book.in_memory() as book:
        fill(book)
        with book.change(Verb.ADD, label="test", today=DAY):
            book.put(
                Objective(id=second, account=CORVID, objective="Days to certify", baseline=9.0, target=2.0)
            )
            book.put(Reading(id="r-2", objective=second, on=DAY, value=8.0))
        return sent(book, tmp_path / "twins.xlsx")


def goals(book: Book) -> list[tuple[float | None, list[float]]]:
    return sorted(
        (o.target, [r.value for r in book.all(Reading, objective=o.id)]) for o in book.all(Objective)
    )


def test_two_objectives_of_one_text_stay_two_each_with_its_readings(twins: Path, other: Book) -> None:
    apply_import(other, planned(other, twins), today=DAY)
    assert goals(other) == [(2.0, [8.0]), (30.0, [0.1])]
    assert apply_import(other, planned(other, twins), today=DAY) is None


def test_an_objective_that_a_row_tells_again_by_its_own_id_is_one(twins: Path, other: Book) -> None:
    again = {"ID": "o-2", "Account": "Corvid Analytics", "Objective": "Days to certify", "Unit": "days"}
    edited(twins, lambda w: add(w["Objectives"], **again))
    apply_import(other, planned(other, twins), today=DAY)
    assert goals(other) == [(2.0, [8.0]), (30.0, [0.1])]


def test_readings_and_steps_come_once_however_often_the_workbook_is_imported(
    sheet: Path, other: Book
) -> None:
    """Each of them stands on a row that names its account as well."""
    apply_import(other, planned(other, sheet), today=DAY)
    before = content(other)
    assert apply_import(other, planned(other, sheet), today=DAY) is None
    assert content(other) == before
