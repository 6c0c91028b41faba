"""A column of one's own on rows that have no account: it is kept as on all others."""

from pathlib import Path
from typing import Any

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.custom import CustomValue
from csdesk.domain.files import File
from csdesk.domain.products import Product
from csdesk.domain.rounds.plan import Side
from csdesk.services.book.editing import add_row, set_fields
from csdesk.services.book.history import undo
from csdesk.store.book import Book
from tests.services.round_trip import CORVID, DAY, add, edited, merged, place, planned, row_of, sent, write

ADDED = {"column:Files:Colour": "custom"}


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


def test_on_a_sheet_whose_rows_are_nobodys_it_is_kept_and_the_rest_comes(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        coloured(w["Products"], row_of(w["Products"], "p-1"))
        write(w["Accounts"], CORVID, "Segment", "B")

    assert [q.key for q in planned(there, edited(sheet, edit)).open] == ["column:Products:Colour"]
    merged(there, sheet, {"column:Products:Colour": "custom"})
    assert [(v.account, v.value) for v in there.all(CustomValue, row="p-1")] == [(None, "red")]
    assert [a.segment for a in there.all(Account) if a.id == CORVID] == ["B"]
    assert planned(there, sent(there, sheet)).values == ()


def test_rows_without_an_account_say_it_beside_those_of_one(there: Book, pack: Path) -> None:
    def edit(w: Any) -> None:
        coloured(w["Files"], row_of(w["Files"], "pack"))
        coloured(w["Files"], add(w["Files"], Title="Plan", Place="/plan.pptx"))
        coloured(w["Files"], add(w["Files"], Title="Deck", Place="/deck.pptx", Account="Orchard Lane"))

    plan = merged(there, edited(pack, edit), ADDED)
    assert plan.refused == ()
    titles = {f.id: f.title for f in there.all(File)}
    said = {titles[v.row]: v.account for v in there.all(CustomValue) if v.value == "red"}
    assert said == {"Board": None, "Plan": None, "Deck": "a-3"}
    undo(there, today=DAY)
    assert [v for v in there.all(CustomValue) if v.value == "red"] == []


def test_what_it_says_is_changed_emptied_and_disputed_as_anywhere(there: Book, sheet: Path) -> None:
    merged(there, edited(sheet, lambda w: coloured(w["Products"], 2)), {"column:Products:Colour": "custom"})
    out = sent(there, sheet)
    set_fields(there, "product", "p-1", {"colour": "green"}, today=DAY)
    blue = edited(out, lambda w: write(w["Products"], "p-1", "Colour (custom)", "blue"))
    (conflict,) = planned(there, blue).conflicts
    assert (conflict.in_book, conflict.in_sheet) == ("green", "blue")
    assert conflict.since is not None
    merged(there, blue, take=Side.SHEET)
    assert [v.value for v in there.all(CustomValue, row="p-1")] == ["blue"]
    merged(there, edited(sent(there, sheet), lambda w: write(w["Products"], "p-1", "Colour (custom)", None)))
    assert there.all(CustomValue, row="p-1") == []


def test_a_row_that_is_taken_out_takes_it_along(there: Book, sheet: Path) -> None:
    add_row(there, "product", {"product": "Alone"}, today=DAY)
    out = edited(sent(there, sheet), lambda w: coloured(w["Products"], 3))
    merged(there, out, {"column:Products:Colour": "custom"})
    gone = edited(sent(there, sheet), lambda w: w["Products"].delete_rows(3))
    (row,) = planned(there, gone).removed
    merged(there, gone, {row.key: "remove"})
    assert [p.product for p in there.all(Product)] == ["Team"]
    assert [v for v in there.all(CustomValue) if v.value == "red"] == []


def test_a_row_that_gets_an_account_and_a_value_at_once_has_both(there: Book, pack: Path) -> None:
    def edit(w: Any) -> None:
        coloured(w["Files"], row_of(w["Files"], "pack"))
        write(w["Files"], "pack", "Account", "Orchard Lane")

    merged(there, edited(pack, edit), ADDED)
    assert [(v.account, v.value) for v in there.all(CustomValue, row="pack")] == [("a-3", "red")]


def test_a_row_that_becomes_nobodys_takes_its_values_along(there: Book, pack: Path) -> None:
    def edit(w: Any) -> None:
        coloured(w["Files"], row_of(w["Files"], "pack"))
        write(w["Files"], "pack", "Account", "Orchard Lane")

    merged(there, edited(pack, edit), ADDED)
    merged(there, edited(sent(there, pack), lambda w: write(w["Files"], "pack", "Account", None)))
    assert [(v.account, v.value) for v in there.all(CustomValue, row="pack")] == [(None, "red")]
