"""The same workbook merged again brings its new rows once: they are known as they are now, or as they came."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.files import File
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.rates import Rate
from csdesk.domain.rounds.plan import MergePlan, Side
from csdesk.domain.tasks import Task
from csdesk.domain.touches import Touch
from csdesk.services.accounts.merging import merge
from csdesk.services.book.editing import remove_row, set_fields
from csdesk.services.book.history import undo
from csdesk.store.book import Book
from tests.services.round_trip import DAY, ORCHARD, add, edited, merged, place, planned
from tests.services.spreadsheets.test_rounds_new_contract import contract


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
    assert planned(there, sheet).changes_nothing
    edited(sheet, lambda w: write_last(w["Tasks"], "Minutes", 25))
    again = planned(there, sheet)
    assert [(c.field, c.in_sheet, c.in_book) for c in again.conflicts] == [("minutes", "25", "30")]
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


def vireo(w: Any) -> None:
    """A new customer with all that may belong to one."""
    add(w["Accounts"], Account="Vireo", Segment="B")
    add(w["Contacts"], Account="Vireo", Name="Ines Moreau")
    add(w["Touches"], Account="Vireo", On=DAY, Summary="Hello", Contacts="Ines Moreau")


def write_last(page: Any, header: str, value: object) -> None:
    page.cell(page.max_row, place(page, header)).value = value


def the_new(book: Book) -> Account:
    (found,) = [a for a in book.all(Account) if a.segment == "B" and a.id != ORCHARD]
    return found


def told(plan: MergePlan) -> list[tuple[str, str]]:
    return [(r.result.value, r.name) for s in plan.sheets for r in s.rows]


def test_a_customer_that_was_renamed_in_the_book_since_comes_once(there: Book, sheet: Path) -> None:
    merged(there, edited(sheet, vireo))
    set_fields(there, "account", the_new(there).id, {"account": "Kestrel"}, today=DAY)
    (ines,) = [c for c in there.all(Contact) if c.name == "Ines Moreau"]
    set_fields(there, "contact", ines.id, {"name": "Ines Martin"}, today=DAY)
    again = planned(there, sheet)
    assert (told(again), again.open, again.changes_nothing) == ([], (), True)


def test_what_the_sheet_says_anew_of_it_is_asked_beside_what_the_book_says(there: Book, sheet: Path) -> None:
    merged(there, edited(sheet, vireo))
    set_fields(there, "account", the_new(there).id, {"account": "Kestrel"}, today=DAY)
    edited(sheet, lambda w: write_last(w["Accounts"], "Segment", "C"))
    (conflict,) = planned(there, sheet).conflicts
    assert (conflict.field, conflict.in_sheet, conflict.in_book) == ("segment", "C", "B")


@pytest.mark.parametrize(("answer", "names"), [("same", ["Vireo Labs"]), ("new", ["Vireo", "Vireo Labs"])])
def test_a_customer_that_was_renamed_on_the_sheet_since_is_asked_about(
    there: Book, sheet: Path, answer: str, names: list[str]
) -> None:
    merged(there, edited(sheet, vireo))
    uid = the_new(there).id

    def rename(w: Any) -> None:
        for page in ("Accounts", "Contacts", "Touches"):
            write_last(w[page], "Account", "Vireo Labs")

    (question,) = planned(there, edited(sheet, rename)).open
    assert question.text.startswith("Is row 5, Vireo Labs, Vireo? Vireo came with an earlier merge")
    merged(there, sheet, {question.key: uid if answer == "same" else "new"})
    assert sorted(a.account for a in there.all(Account) if a.segment == "B" and a.id != ORCHARD) == names
    assert len([c for c in there.all(Contact) if c.name == "Ines Moreau"]) == len(names)
    again = planned(there, sheet)
    assert (again.changes_nothing, again.open) == (True, ())


def test_a_customer_with_a_key_of_its_own_is_known_by_that(there: Book, sheet: Path) -> None:
    merged(there, edited(sheet, lambda w: add(w["Accounts"], ID="k-1", Account="Vireo")))
    edited(sheet, lambda w: write_last(w["Accounts"], "Account", "Kestrel"))
    plan = planned(there, sheet)
    assert [(c.field, c.in_sheet, c.in_book) for c in plan.conflicts] == [("account", "Kestrel", "Vireo")]
    merged(there, sheet, take=Side.SHEET)
    assert [a.account for a in there.all(Account) if a.external_id == "k-1"] == ["Kestrel"]


def test_another_new_customer_is_not_asked_about(there: Book, sheet: Path) -> None:
    merged(there, edited(sheet, vireo))
    edited(sheet, lambda w: add(w["Accounts"], Account="Merlin", Segment="A"))
    again = planned(there, sheet)
    assert (told(again), again.open) == ([("new", "Merlin")], ())


def test_what_came_and_was_removed_since_stays_so_unless_the_sheet_changed_it(
    there: Book, sheet: Path
) -> None:
    merged(there, edited(sheet, vireo))
    hello = next(t.id for t in there.all(Touch) if t.summary == "Hello")
    remove_row(there, "touch", hello, today=DAY)
    again = planned(there, sheet)
    assert (told(again), again.open, again.changes_nothing) == ([("left out", "Hello (Vireo)")], (), True)
    edited(sheet, lambda w: write_last(w["Touches"], "Minutes", 20))
    (question,) = planned(there, sheet).open
    assert question.key == "conflict:Touches:4"
    assert planned(there, sheet, take=Side.BOOK).changes_nothing
    merged(there, sheet, take=Side.SHEET)
    assert [t.minutes for t in there.all(Touch) if t.summary == "Hello"] == [20]


def test_what_came_and_became_one_with_another_customer_does_not_come_again(there: Book, sheet: Path) -> None:
    merged(there, edited(sheet, vireo))
    merge(there, "account", ORCHARD, the_new(there).id, {}, today=DAY)
    again = planned(there, sheet)
    assert (told(again), again.open, again.changes_nothing) == ([("left out", "Vireo")], (), True)


def test_a_merge_that_was_undone_brings_its_rows_again(there: Book, sheet: Path) -> None:
    merged(there, edited(sheet, vireo))
    undo(there, today=DAY)
    assert planned(there, sheet).count(Result.NEW) == 3


def test_of_two_new_rows_that_were_both_changed_here_each_finds_its_own(there: Book, sheet: Path) -> None:
    def two(w: Any) -> None:
        for minutes in (3, 5):
            add(w["Tasks"], Account="Orchard Lane", Title="Call", Minutes=minutes)

    merged(there, edited(sheet, two))
    for task in there.all(Task):
        set_fields(there, "task", task.id, {"minutes": "5" if task.minutes == 3 else "8"}, today=DAY)
    again = planned(there, sheet)
    assert (told(again), again.open) == ([], ())


def reworded(words: str) -> Any:
    def edit(w: Any) -> None:
        page = w["Touches"]
        page.cell(page.max_row, place(page, "Summary")).value = words

    return edit


def a_call(words: str) -> Any:
    return lambda w: add(w["Touches"], Account="Orchard Lane", On=DAY, Kind="call", Summary=words)


def words_of_orchard(book: Book) -> list[str]:
    return sorted(t.summary for t in book.all(Touch) if t.account == ORCHARD and t.on == DAY)


def test_a_touch_that_came_and_got_other_words_is_asked_about_and_does_not_come_twice(
    there: Book, sheet: Path
) -> None:
    merged(there, edited(sheet, a_call("Spoke of prices")))
    edited(sheet, reworded("Spoke of prices, and of the plan"))
    (question,) = planned(there, sheet).open
    (came,) = [t.id for t in there.all(Touch) if t.summary == "Spoke of prices"]
    assert [c.value for c in question.choices] == [came, "new"]
    assert question.choices[0].text == "Yes, Spoke of prices has new words"
    merged(there, sheet, {question.key: came})
    assert words_of_orchard(there) == ["Spoke of prices, and of the plan"]
    assert planned(there, sheet).writes_nothing


def test_two_touches_of_one_day_stay_two_and_that_is_not_asked_again(
    there: Book, sheet: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.xlsx"
    other.write_bytes(sheet.read_bytes())
    merged(there, edited(sheet, a_call("Spoke of prices")))
    edited(other, a_call("Spoke of the plan"))
    (question,) = planned(there, other).open
    merged(there, other, {question.key: "new"})
    assert words_of_orchard(there) == ["Spoke of prices", "Spoke of the plan"]
    again = [planned(there, path) for path in (sheet, other)]
    assert [(p.open, p.writes_nothing) for p in again] == [((), True)] * 2


def test_a_second_touch_on_the_day_of_one_that_is_there_is_a_new_one(there: Book, sheet: Path) -> None:
    merged(there, edited(sheet, a_call("Spoke of prices")))
    edited(sheet, a_call("Spoke of the plan"))
    assert planned(there, sheet).open == ()
    merged(there, sheet)
    assert words_of_orchard(there) == ["Spoke of prices", "Spoke of the plan"]
