"""A colleague copied a sheet and edited on both: nothing of either is lost, and nothing comes twice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.touches import Touch
from csdesk.store.book import Book
from tests.services.round_trip import CORVID, DAY, ORCHARD, YEN, add, edited, merged, planned, write

Edit = Callable[[Any, Any], None]
QUESTION = "copy:Accounts (2):2"


def copied(sheet: Path, edit: Edit, of: str = "Accounts", called: str = "Accounts (2)") -> Path:
    """The workbook with a copy of a sheet, and both edited after that."""

    def both(w: Any) -> None:
        copy = w.copy_worksheet(w[of])
        copy.title = called
        edit(w[of], copy)

    return edited(sheet, both)


def accounts(book: Book) -> dict[str, Account]:
    return {a.id: a for a in book.all(Account)}


@pytest.mark.parametrize("called", ["Accounts (2)", "Accounts_2"], ids=["Excel", "LibreOffice"])
def test_what_was_changed_on_either_sheet_comes_in(there: Book, sheet: Path, called: str) -> None:
    def edit(one: Any, other: Any) -> None:
        write(one, CORVID, "Segment", "D")
        write(other, CORVID, "Industry", "freight")
        write(one, YEN, "Segment", "E")
        write(other, ORCHARD, "Segment", "F")

    merged(there, copied(sheet, edit, called=called))
    found = accounts(there)
    assert (found[CORVID].segment, found[CORVID].industry) == ("D", "freight")
    assert (found[YEN].segment, found[ORCHARD].segment) == ("E", "F")
    assert planned(there, sheet).changes_nothing


@pytest.mark.parametrize(("answer", "segment"), [("take", "Two"), ("omit", "One")])
def test_what_both_sheets_say_otherwise_is_asked(there: Book, sheet: Path, answer: str, segment: str) -> None:
    def edit(one: Any, other: Any) -> None:
        write(one, CORVID, "Segment", "One")
        write(other, CORVID, "Segment", "Two")
        write(other, CORVID, "Industry", "freight")

    (question,) = planned(there, copied(sheet, edit)).open
    assert (question.key, question.evidence) == (QUESTION, "Segment One; Segment Two")
    assert question.text == (
        "Corvid Analytics: row 2 of “Accounts” and row 2 of “Accounts (2)” differ. Which holds?"
    )
    merged(there, sheet, {QUESTION: answer})
    found = accounts(there)[CORVID]
    assert (found.segment, found.industry) == (segment, "freight")


def test_a_cell_that_cannot_be_used_is_refused_where_it_stands(there: Book, sheet: Path) -> None:
    def edit(one: Any, other: Any) -> None:
        write(one, CORVID, "Segment", "One")
        write(other, CORVID, "Employees", "many of them")

    (row,) = planned(there, copied(sheet, edit)).refused
    assert (row.sheet, row.row) == ("Accounts (2)", 2)


def test_new_rows_that_were_copied_along_come_once(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        add(w["Touches"], Account="Orchard Lane", On=DAY, Summary="New")
        copy = w.copy_worksheet(w["Touches"])
        copy.title = "Touches (2)"
        add(copy, Account="Orchard Lane", On=DAY, Summary="Only there")

    plan = merged(there, edited(sheet, edit))
    assert sorted(t.summary for t in there.all(Touch)) == ["Agreed", "Called", "New", "Only there"]
    assert plan.count(Result.NEW) == 2
    assert [n for s in plan.sheets for n in s.notes] == [
        "“Touches (2)” repeats 2 rows of “Touches”: what was changed or added on either counts, once."
    ]


def test_a_customer_renamed_on_the_copy_is_called_so_on_other_sheets(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        write(w["Accounts"], CORVID, "Segment", "D")
        copy = w.copy_worksheet(w["Accounts"])
        copy.title = "Accounts (2)"
        write(copy, CORVID, "Account", "Corvid Data")
        add(w["Touches"], Account="Corvid Data", On=DAY, Summary="New")

    merged(there, edited(sheet, edit))
    assert [t.account for t in there.all(Touch) if t.summary == "New"] == [CORVID]
    assert accounts(there)[CORVID].segment == "D"


def test_a_copy_of_a_name_of_its_own_is_left_out_and_told(there: Book, sheet: Path) -> None:
    plan = planned(there, copied(sheet, lambda _, copy: write(copy, CORVID, "Segment", "D"), called="Anna"))
    assert plan.changes_nothing
    (note,) = plan.notes
    assert note == (
        "The sheet “Anna” holds rows of “Accounts” that stand there, too: it is left out. "
        "Call it “Accounts (2)” to merge it as well."
    )
