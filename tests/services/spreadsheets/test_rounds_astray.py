"""A sheet that was sorted without its column of IDs: its rows are known by what they say, once a person said so."""

from pathlib import Path
from typing import Any

import pytest

from csdesk.domain.accounts import Account
from csdesk.store.book import Book
from tests.services.round_trip import (
    CORVID,
    ORCHARD,
    YEN,
    add,
    content,
    edited,
    merged,
    place,
    planned,
    write,
)


def in_order(page: Any, order: list[int]) -> None:
    """Put the rows from the second on in another order, all but their IDs."""
    rows = [[page.cell(row, at).value for at in range(2, page.max_column + 1)] for row in order]
    for number, cells in enumerate(rows, 2):
        for at, value in enumerate(cells, 2):
            page.cell(number, at).value = value
            if isinstance(value, str):
                page.cell(number, at).data_type = "s"


def sorted_without_ids(w: Any) -> None:
    in_order(w["Accounts"], [3, 4, 2])


def test_it_is_asked_which_rows_they_are_and_nobody_is_renamed_by_it(there: Book, sheet: Path) -> None:
    before = content(there)
    (question,) = planned(there, edited(sheet, sorted_without_ids)).open
    assert (question.key, [c.value for c in question.choices]) == ("ids:Accounts", ["names", "ids"])
    assert question.text == "3 rows stand beside the IDs of others. Which rows are they?"
    assert question.evidence == "Row 2 says what Yen & Söhne, GmbH said, and has the ID of Corvid Analytics."
    plan = merged(there, sheet, {"ids:Accounts": "names"})
    assert (plan.changes_nothing, content(there)) == (True, before)


def test_what_was_typed_beside_is_taken_for_the_row_that_the_cells_name(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        sorted_without_ids(w)
        page = w["Accounts"]
        row = next(r for r in range(2, 5) if page.cell(r, place(page, "Account")).value == "Orchard Lane")
        page.cell(row, place(page, "Tags")).value = "new"

    merged(there, edited(sheet, edit), {"ids:Accounts": "names"})
    assert {a.id: a.tags for a in there.all(Account)} == {CORVID: None, YEN: "3-4", ORCHARD: "new"}


def test_or_their_ids_hold_and_all_cells_are_taken(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: in_order(w["Accounts"], [4, 3, 2]))
    merged(there, sheet, {"ids:Accounts": "ids"})
    assert {a.id: (a.account, a.segment) for a in there.all(Account)} == {
        CORVID: ("Orchard Lane", "B"),
        YEN: ("Yen & Söhne, GmbH", None),
        ORCHARD: ("Corvid Analytics", "A"),
    }


@pytest.mark.parametrize("header", ["Account", "Segment"])
def test_names_that_are_exchanged_are_not_asked_about(there: Book, sheet: Path, header: str) -> None:
    def edit(w: Any) -> None:
        page = w["Accounts"]
        here, other = page.cell(2, place(page, header)), page.cell(4, place(page, header))
        here.value, other.value = other.value, here.value

    assert planned(there, edited(sheet, edit)).open == ()


def test_one_row_that_was_typed_over_is_what_it_says(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: write(w["Accounts"], ORCHARD, "Account", "Orchard Lane Homes"))
    assert planned(there, sheet).open == ()


def test_a_total_that_nobody_calculated_is_left_out_too(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: add(w["Steps"], ID="Total", Amount="=SUM(F2:F2)"))
    plan = planned(there, sheet)
    assert ([r.what for s in plan.sheets for r in s.rows], plan.changes_nothing) == (["total"], True)
