"""Two colleagues take the book home on different days, both edit it, and both come back while the owner goes on."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.rounds.plan import MergePlan, Side
from csdesk.domain.touches import Touch
from csdesk.services.book.editing import set_fields
from csdesk.services.book.history import undo
from csdesk.store.book import Book
from tests.services.round_trip import (
    CORVID,
    DAY,
    ORCHARD,
    YEN,
    add,
    content,
    edited,
    fill,
    merged,
    planned,
    row_of,
    sent,
    write,
)

MET, REMOVED = "conflict:Touches:3", "removed:Touches:t-2"
"""The touch that one of them changed and the other took out: asked of whoever comes second."""


@dataclass(frozen=True)
class Two:
    """The book, and the workbooks of both."""

    book: Book
    ada: Path
    bo: Path

    def says(self) -> dict[str, Any]:
        """What the book says where somebody changed something."""
        rows = {a.id: a for a in self.book.all(Account)}
        met = self.book.find(Touch, "t-2")
        return {
            "segments": (rows[CORVID].segment, rows[ORCHARD].segment),
            "employees": rows[CORVID].employees,
            "industry": rows[YEN].industry,
            "met": met.summary if met else None,
            "kit": [c.title for c in self.book.all(Contact, account=ORCHARD)],
            "new": sorted(a.account for a in self.book.all(Account) if a.id not in {CORVID, YEN, ORCHARD}),
        }


@pytest.fixture
def two(book: Book, tmp_path: Path) -> Two:
    """Ada's workbook goes out, the owner edits, Bo's goes out, the owner edits again; then both have edited theirs."""
    fill(book)
    ada = sent(book, tmp_path / "customers ada.xlsx")
    set_fields(book, "account", CORVID, {"segment": "C"}, today=DAY)
    bo = sent(book, tmp_path / "customers bo.xlsx")
    set_fields(book, "account", ORCHARD, {"segment": "E"}, today=DAY)
    return Two(book, edited(ada, by_ada), edited(bo, by_bo))


def by_ada(w: Any) -> None:
    write(w["Accounts"], CORVID, "Segment", "D")
    write(w["Accounts"], CORVID, "Employees", 50)
    write(w["Touches"], "t-2", "Summary", "Called twice")
    add(w["Contacts"], Account="Orchard Lane", Name="Kit Moss")
    add(w["Accounts"], Account="Vireo")


def by_bo(w: Any) -> None:
    write(w["Accounts"], CORVID, "Segment", "F")
    write(w["Accounts"], CORVID, "Employees", 60)
    write(w["Accounts"], ORCHARD, "Segment", "G")
    write(w["Accounts"], YEN, "Industry", "Freight")
    w["Touches"].delete_rows(row_of(w["Touches"], "t-2"))
    add(w["Contacts"], Account="Orchard Lane", Name="Kit Moss", Title="CFO")


def differ(plan: MergePlan) -> dict[str, tuple[str | None, ...]]:
    """The conflicts by account and field: as it went out, on the sheet, in the book. Who changed it is always known."""
    assert all(c.since is not None for c in plan.conflicts)
    return {f"{c.name}, {c.header}": (c.baseline, c.in_sheet, c.in_book) for c in plan.conflicts}


def come_back(two: Two, file: Path, answers: dict[str, str], side: Side) -> dict[str, tuple[str | None, ...]]:
    """Merge what came back, once what is asked is as it should be. Nothing is written while it is open."""
    before = content(two.book)
    plan = planned(two.book, file, answers)
    assert bool(plan.open) == bool(plan.conflicts)
    assert content(two.book) == before
    merged(two.book, file, answers, side)
    return differ(plan)


@pytest.mark.parametrize(
    ("side", "corvid", "says"),
    [
        (Side.SHEET, ("C", "F", "D"), {"segments": ("F", "G"), "employees": 60}),
        (Side.BOOK, None, {"segments": ("F", "E"), "employees": 50}),
    ],
)
def test_ada_comes_first(two: Two, side: Side, corvid: tuple[str, ...] | None, says: dict[str, Any]) -> None:
    assert come_back(two, two.ada, {}, side) == {"Corvid Analytics, Segment": ("A", "D", "C")}
    (gone,) = planned(two.book, two.bo).removed
    assert (gone.key, gone.changed) == (REMOVED, True)
    found = come_back(two, two.bo, {REMOVED: "keep"}, side)
    assert found == {
        "Corvid Analytics, Employees": ("40", "60", "50"),
        "Orchard Lane, Segment": ("B", "G", "E"),
        **({"Corvid Analytics, Segment": corvid} if corvid else {}),
    }
    rest = {"industry": "Freight", "met": "Called twice", "kit": ["CFO"], "new": ["Vireo"]}
    assert two.says() == says | rest


@pytest.mark.parametrize(
    ("side", "says"),
    [
        (Side.SHEET, {"segments": ("D", "G"), "employees": 50, "met": "Called twice"}),
        (Side.BOOK, {"segments": ("F", "E"), "employees": 60, "met": None}),
    ],
)
def test_bo_comes_first(two: Two, side: Side, says: dict[str, Any]) -> None:
    assert come_back(two, two.bo, {REMOVED: "remove"}, side) == {"Orchard Lane, Segment": ("B", "G", "E")}
    assert [q.key for q in planned(two.book, two.ada).open if q.key == MET] == [MET]
    assert come_back(two, two.ada, {}, side) == {
        "Corvid Analytics, Segment": ("A", "D", "F"),
        "Corvid Analytics, Employees": ("40", "50", "60"),
    }
    assert two.says() == says | {"industry": "Freight", "kit": ["CFO"], "new": ["Vireo"]}


@pytest.mark.parametrize("first", ["ada", "bo"])
def test_both_again_bring_nothing_that_was_not_chosen_and_both_are_undone(two: Two, first: str) -> None:
    before = content(two.book)
    files = [two.ada, two.bo] if first == "ada" else [two.bo, two.ada]
    kept = {REMOVED: "keep"}
    for file in files:
        merged(two.book, file, kept if file == two.bo else {}, Side.SHEET)
    after = content(two.book)
    again = [merged(two.book, file, kept if file == two.bo else {}, Side.BOOK) for file in files]
    assert [(p.changes_nothing, p.count(Result.NEW)) for p in again] == [(True, 0)] * 2
    assert content(two.book) | {"KeptAnswer": []} == after | {"KeptAnswer": []}
    for _ in [*files, *(p for p in again if not p.writes_nothing)]:
        undo(two.book, today=DAY)
    assert content(two.book) == before
