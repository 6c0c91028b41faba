"""A saved mapping: TOML by hand, or the JSON that an import printed; what is wrong with it is said in words."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.errors import FileMissing, MappingUnreadable
from csdesk.domain.imports.bench.plan import plan_json
from csdesk.domain.imports.cells.grid import Grid, Source
from csdesk.services.spreadsheets.imports import plan_import
from csdesk.services.spreadsheets.mapping_file import mapping_answers, write_mapping
from csdesk.store.book import Book
from tests.services.spreadsheets.test_imports import TODAY

GRID = Grid("List", (("Whom", "Worth", "Zodiac", "Junk"), ("Acme", 5, "Leo", "x")))
SOURCES = [Source("list.xlsx", "a", date(2025, 11, 20), (GRID,))]
TOML = """
[sheets.List]
Whom = "account.account"
Worth = "subscription.arr"
Zodiac = "custom"

[sheets."*"]
Junk = "omit"

[sheets.Other]
Whom = "contact.name"

[answers]
"price:List:Worth" = "file"
"price:Other:Worth" = "since"
"""
WANTED = {
    "column:List:Whom": "account.account",
    "column:List:Worth": "subscription.arr",
    "column:List:Zodiac": "custom",
    "column:List:Junk": "omit",
    "price:List:Worth": "file",
}


def saved(folder: Path, text: str) -> Path:
    path = folder / "map.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_it_answers_for_the_sheets_that_are_there(tmp_path: Path) -> None:
    assert mapping_answers(saved(tmp_path, TOML), SOURCES) == WANTED


def test_a_file_is_mapped_by_it(book: Book, tmp_path: Path) -> None:
    plan = plan_import(book, SOURCES, mapping_answers(saved(tmp_path, TOML), SOURCES), today=TODAY)
    assert {c.header: c.target for c in plan.sheets[0].columns} == {
        "Whom": "account.account",
        "Worth": "subscription.arr",
        "Zodiac": "account.custom",
        "Junk": None,
    }
    assert plan.open == ()


def test_what_an_import_printed_is_a_mapping(book: Book, tmp_path: Path) -> None:
    plan = plan_import(book, SOURCES, WANTED, today=TODAY)
    path = saved(tmp_path, json.dumps(plan_json(plan, applied=False)))
    again = plan_import(
        book, SOURCES, mapping_answers(path, SOURCES) | {"column:List:Junk": "omit"}, today=TODAY
    )
    assert [c.target for c in again.sheets[0].columns] == [c.target for c in plan.sheets[0].columns]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("][", "neither TOML nor JSON"),
        ("{", "neither TOML nor JSON"),
        ("x = 1", "neither sheets nor answers"),
        ('[sheets.List]\nWhom = "account.shoes"', "which is no field"),
        ("[sheets.List]\nWhom = 5", "something other than names and words"),
        ("sheets = 5", "its sheets are not named"),
        ("{" * 100_000, "neither TOML nor JSON"),
    ],
)
def test_what_is_wrong_is_said_in_words(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(MappingUnreadable) as refused:
        mapping_answers(saved(tmp_path, text), SOURCES)
    assert why in str(refused.value.facts["why"])


def test_a_binary_file_is_no_mapping(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(MappingUnreadable):
        mapping_answers(path, SOURCES)


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        mapping_answers(tmp_path / "none.toml", SOURCES)


def test_a_mapping_that_was_written_says_the_same_of_the_next_file(book: Book, tmp_path: Path) -> None:
    answers = mapping_answers(saved(tmp_path, TOML), SOURCES)
    plan = plan_import(book, SOURCES, answers, today=TODAY)
    path = tmp_path / "again.toml"
    write_mapping(plan, path)
    again = plan_import(book, SOURCES, mapping_answers(path, SOURCES), today=TODAY)
    assert [c.target for c in again.sheets[0].columns] == [c.target for c in plan.sheets[0].columns]
    assert {q.key: q.answer for q in again.questions} == {q.key: q.answer for q in plan.questions}


def test_headers_of_any_signs_are_written_so_that_they_are_read_again(book: Book, tmp_path: Path) -> None:
    header = 'a "b" \\ c = [d] \x7f ü'
    source = replace(SOURCES[0], grids=(Grid("List", (("Customer", header), ("Corvid", "x"))),))
    plan = plan_import(book, [source], {f"column:List:{header}": "account.notes"}, today=TODAY)
    path = tmp_path / "odd.toml"
    write_mapping(plan, path)
    assert mapping_answers(path, [source])[f"column:List:{header}"] == "account.notes"
