"""The same workbook merged again brings its new rows once: they are found in the book by what tells them apart."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from csdesk.domain.changes import Verb
from csdesk.domain.files import File
from csdesk.domain.imports.plan import Result
from csdesk.domain.rates import Rate
from csdesk.domain.tasks import Task
from csdesk.services.editing import set_fields
from csdesk.store.book import Book
from tests.services.round_trip import DAY, ORCHARD, add, edited, merged, planned
from tests.services.test_rounds_new_contract import contract


@pytest.mark.parametrize("by_key", [True, False], ids=["a key of their own", "names"])
def test_the_same_workbook_again_brings_what_belongs_to_a_new_customer_once(
    there: Book, sheet: Path, by_key: bool
) -> None:
    """The customer is in the book by then: what hangs on it finds that one, and no second of the name."""
    name = "Vireo" if by_key else "Vireo Labs"

    def edit(w: Any) -> None:
        if by_key:
            contract("JPY", 5)(w)
        else:
            add(w["Accounts"], Account=name)
        add(w["Contacts"], Account=name, Name="Ines Moreau")
        add(w["Touches"], Account=name, On=DAY, Summary="Hello", Contacts="Ines Moreau, Jon Field")
        add(w["Objectives"], Account=name, Objective="Days to certify")

    merged(there, edited(sheet, edit))
    again = planned(there, sheet)
    assert [(r.name, r.what) for s in again.sheets for r in s.rows] == []
    assert (again.changes_nothing, again.open, again.count(Result.NEW)) == (True, (), 0)


@pytest.mark.parametrize(
    ("sheet_name", "cells"),
    [
        ("Tasks", {"Account": "Orchard Lane", "Title": "Send the plan"}),
        ("Objectives", {"Account": "Orchard Lane", "Objective": "Fewer calls"}),
        ("Milestones", {"Account": "Orchard Lane", "Milestone": "Live", "First_value": "yes"}),
        ("Advocacy", {"Account": "Orchard Lane", "Note": "Would speak for us"}),
        ("Surveys", {"Account": "Orchard Lane", "Score": 7}),
        ("Files", {"Account": "Orchard Lane", "Title": "Plan", "Place": "/plan.pptx"}),
        ("Files", {"Title": "Board", "Place": "/board.pptx"}),
    ],
)
def test_a_new_row_without_a_day_or_a_name_comes_once_too(
    there: Book, sheet: Path, sheet_name: str, cells: dict[str, object]
) -> None:
    merged(there, edited(sheet, lambda w: add(w[sheet_name], **cells)))
    again = planned(there, sheet)
    assert [(r.name, r.what) for s in again.sheets for r in s.rows] == []
    assert again.changes_nothing


def test_a_task_that_was_done_since_is_the_one_that_came(there: Book, sheet: Path) -> None:
    cells = {"Account": "Orchard Lane", "Title": "Send the plan", "Status": "open", "Minutes": 20}
    merged(there, edited(sheet, lambda w: add(w["Tasks"], **cells)))
    (task,) = there.all(Task)
    set_fields(there, "task", task.id, {"minutes": "30"}, today=DAY)
    again = planned(there, sheet)
    assert [(c.field, c.in_sheet, c.in_book) for c in again.conflicts] == [("minutes", "20", "30")]
    assert again.count(Result.NEW) == 0


@pytest.mark.parametrize(
    ("noun", "cells", "day"),
    [
        ("file", {"Title": "Board", "Place": "/board.pptx"}, "added_on"),
        ("task", {"Account": "Orchard Lane", "Title": "Send the plan"}, "due_on"),
    ],
)
def test_a_row_without_a_day_that_got_one_in_the_book_since_comes_once(
    there: Book, sheet: Path, noun: str, cells: dict[str, object], day: str
) -> None:
    kept: type[Any] = {"file": File, "task": Task}[noun]
    page = f"{noun.capitalize()}s"
    merged(there, edited(sheet, lambda w: add(w[page], **cells)))
    (row,) = there.all(kept)
    set_fields(there, noun, row.id, {day: "2025-12-01"}, today=DAY)
    assert planned(there, sheet).changes_nothing
    edited(sheet, lambda w: add(w[page], **cells, **{day.capitalize(): DAY}))
    merged(there, sheet)
    assert sorted(getattr(r, day) for r in there.all(kept)) == [DAY, date(2025, 12, 1)]


def test_of_several_rows_of_one_name_none_is_guessed_to_be_the_one_without_a_day(
    there: Book, sheet: Path
) -> None:
    edited(sheet, lambda w: add(w["Tasks"], Account="Orchard Lane", Title="Invoice"))
    with there.change(Verb.ADD, label="test", today=DAY):
        there.put_all(
            [Task(id=f"w-{n}", account=ORCHARD, title="Invoice", due_on=date(2026, n, 1)) for n in (1, 2)]
        )
    assert planned(there, sheet).count(Result.NEW) == 1


def test_a_rate_of_another_pair_is_another_rate(there: Book, sheet: Path) -> None:
    pound = {"From_currency": "EUR", "To_currency": "GBP", "On": DAY, "Rate": 0.85}
    edited(sheet, lambda w: add(w["Rates"], **pound))
    with there.change(Verb.ADD, label="test", today=DAY):
        there.put(Rate(id="q-1", from_currency="EUR", to_currency="USD", on=DAY, rate=Decimal("1.1")))
    merged(there, sheet)
    assert {r.to_currency: str(r.rate) for r in there.all(Rate)} == {"USD": "1.1", "GBP": "0.85"}
