"""A column of one's own on rows that have no account: said in words, and never a reason to refuse the rest."""

from pathlib import Path
from typing import Any

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.custom import CustomValue
from csdesk.domain.files import File
from csdesk.services.rounds import apply_merge
from csdesk.store.book import Book
from tests.services.round_trip import CORVID, DAY, add, edited, merged, place, planned, row_of, sent, write

ADDED = {"column:Files:Colour": "custom"}
NONE = "a field of your own is kept for an account, and this row has none"


def coloured(page: Any, row: int) -> None:
    at = place(page, "Colour") if any(c.value == "Colour" for c in page[1]) else page.max_column + 1
    page.cell(1, at).value = "Colour"
    page.cell(row, at).value = "red"


@pytest.fixture
def pack(there: Book, tmp_path: Path) -> Path:
    """The workbook of a book with a board pack, which is no account's."""
    with there.change(Verb.ADD, label="test", today=DAY):
        there.put(File(id="pack", account=None, title="Board", place="/board.pptx"))
    return sent(there, tmp_path / "pack.xlsx")


def test_on_a_sheet_whose_rows_are_nobodys_it_is_left_out_and_the_rest_comes(
    there: Book, sheet: Path
) -> None:
    def edit(w: Any) -> None:
        coloured(w["Products"], row_of(w["Products"], "p-1"))
        write(w["Accounts"], CORVID, "Segment", "B")

    plan = merged(there, edited(sheet, edit))
    (found,) = (s for s in plan.sheets if s.sheet == "Products")
    assert found.unmapped == ("Colour",)
    assert found.notes == (
        "The column “Colour” is left out: a field of your own is kept for an account, and these rows have none.",
    )
    assert [a.segment for a in there.all(Account) if a.id == CORVID] == ["B"]


def test_on_a_row_without_an_account_the_row_is_refused_and_the_others_come(there: Book, pack: Path) -> None:
    def edit(w: Any) -> None:
        coloured(w["Files"], row_of(w["Files"], "pack"))
        coloured(w["Files"], add(w["Files"], Title="Plan", Place="/plan.pptx"))
        coloured(w["Files"], add(w["Files"], Title="Deck", Place="/deck.pptx", Account="Orchard Lane"))

    plan = planned(there, edited(pack, edit), ADDED)
    said = [(r.row, p.column, p.value, p.problem) for r in plan.refused for p in r.problems]
    assert said == [(2, "Colour", "red", NONE), (3, "Colour", "red", NONE)]
    apply_merge(there, plan, today=DAY, valid_only=True)
    assert {f.title for f in there.all(File)} == {"Board", "Deck"}
    assert [v.value for v in there.all(CustomValue, account="a-3")] == ["red"]


def test_a_row_that_gets_an_account_and_a_value_at_once_has_both(there: Book, pack: Path) -> None:
    def edit(w: Any) -> None:
        coloured(w["Files"], row_of(w["Files"], "pack"))
        write(w["Files"], "pack", "Account", "Orchard Lane")

    merged(there, edited(pack, edit), ADDED)
    assert [(v.account, v.value) for v in there.all(CustomValue, row="pack")] == [("a-3", "red")]
