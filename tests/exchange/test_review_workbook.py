"""A review as a workbook says what the deck says, in rows and with charts of Excel's own."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest

from csdesk.domain.reviews.kinds import ReviewKind
from csdesk.exchange.review_workbook import review_workbook
from tests.decks import examples


def opened(content: bytes) -> Any:
    """A workbook, read back."""
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    """The rows of a sheet from its headers on, until an empty one."""
    found = []
    for row in sheet.iter_rows(min_row=4, values_only=True):
        if not any(row):
            break
        found.append(row)
    return found


def test_each_part_of_a_review_is_a_sheet_and_a_part_with_nothing_to_say_is_none() -> None:
    content, sheets = review_workbook(examples.review(examples.financiality()))
    names = opened(content).sheetnames
    assert len(names) == sheets
    assert names[:3] == ["Outcome", "What changed", "Objectives"]
    assert names[-1] == "Figures"
    nothing = opened(review_workbook(examples.review(examples.nothing_known()))[0])
    assert "Adoption" not in nothing.sheetnames
    asked = [row[1] for row in rows(nothing["Outcome"])]
    assert "How will you measure it?" in asked


def test_numbers_and_days_are_numbers_and_days() -> None:
    book = opened(review_workbook(examples.review(examples.financiality()))[0])
    heads, first, *_ = rows(book["Objectives"])
    told = dict(zip(heads, first, strict=True))
    assert (told["Objective"], told["Baseline"], told["Now"], told["Target"]) == (
        "Days to certify an adviser",
        45,
        38,
        30,
    )
    assert told["Way from baseline to target"] == pytest.approx(7 / 15)
    assert told["Due"].date() == date(2026, 1, 31)
    users = [row[1] for row in rows(book["Adoption"])[1:]]
    assert all(isinstance(value, int | float) for value in users)


def test_every_week_of_tickets_names_its_monday() -> None:
    book = opened(review_workbook(examples.review(examples.financiality()))[0])
    weeks = [str(row[0]).split() for row in rows(book["Support"])[1:] if row[1] is not None]
    assert len(weeks) > 10
    assert all(len(week) == 3 and week[0].isdecimal() for week in weeks)


def test_charts_are_drawn_by_excel_from_the_rows_beside_them_and_have_words() -> None:
    content, _ = review_workbook(examples.review(examples.financiality()))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        charts = [n for n in package.namelist() if n.startswith("xl/charts/chart")]
        drawings = [
            package.read(n).decode() for n in package.namelist() if n.startswith("xl/drawings/drawing")
        ]
        adoption = next(t for n in charts if "lineChart" in (t := package.read(n).decode()))
    assert len(charts) == 3
    assert all('descr="' in drawing for drawing in drawings)
    assert "Adoption!$B$5" in adoption


def test_every_figure_stands_with_its_definition_and_source() -> None:
    book = opened(review_workbook(examples.review(examples.financiality()))[0])
    heads, *figures = rows(book["Figures"])
    assert heads == ("Figure", "Value", "How it is counted", "Period", "Source")
    assert all(all(row) for row in figures)
    assert "Active users" in [row[0] for row in figures]


def test_an_executive_has_no_sheet_of_support_or_adoption_and_who_is_written_to_has_questions() -> None:
    names = {
        kind: opened(review_workbook(examples.review(examples.financiality(), kind=kind))[0]).sheetnames
        for kind in ReviewKind
    }
    assert not {"Support", "Adoption", "Answers", "Promises"} & set(names[ReviewKind.EBR])
    assert "Questions" in names[ReviewKind.SEND_ONLY]


def test_the_same_review_makes_the_same_bytes_and_formulas_from_data_stay_text() -> None:
    facts = examples.hostile()
    again = [review_workbook(examples.review(facts))[0] for _ in range(2)]
    assert again[0] == again[1]
    name = replace(facts, account=replace(facts.account, required_outcome="=1+1"))
    cells = [c for s in opened(review_workbook(examples.review(name))[0]) for r in s.iter_rows() for c in r]
    assert not [c for c in cells if c.data_type == "f"]
