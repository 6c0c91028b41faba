"""What a merge decided is not asked again, while the sheet and the book both say what they said then."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.kept_answers import KeptAnswer
from csdesk.domain.rounds.plan import MergePlan, Side
from csdesk.domain.touches import Touch
from csdesk.exchange.reading import read_here
from csdesk.services.book.editing import remove_row, set_fields
from csdesk.services.book.history import undo
from csdesk.services.spreadsheets.rounds import apply_merge, plan_merge
from csdesk.services.spreadsheets.rounds_typed import with_typed
from csdesk.store.book import Book
from csdesk.store.history import newest_number
from tests.services.round_trip import (
    CORVID,
    DAY,
    ORCHARD,
    YEN,
    edited,
    fill,
    merged,
    place,
    planned,
    row_of,
    sent,
    write,
)

SEGMENT = "conflict:Accounts:2:Segment"
NEXT_WEEK = date(2025, 12, 1)


def segment(uid: str, said: str) -> Callable[[Any], None]:
    return lambda workbook: write(workbook["Accounts"], uid, "Segment", said)


def in_conflict(book: Book, tmp_path: Path) -> Path:
    """A workbook that says B of a segment that was A, of which the book says C since."""
    fill(book)
    path = edited(sent(book, tmp_path / "out.xlsx"), segment(CORVID, "B"))
    set_fields(book, "account", CORVID, {"segment": "C"}, today=DAY)
    return path


def kept(book: Book, path: Path) -> MergePlan:
    return merged(book, path, {SEGMENT: "book"})


def asked(plan: MergePlan) -> list[str]:
    return [q.key for q in plan.open]


def test_a_conflict_that_was_decided_is_not_asked_again_and_is_told(book: Book, tmp_path: Path) -> None:
    path = in_conflict(book, tmp_path)
    kept(book, path)
    again = planned(book, path)
    assert (asked(again), again.decided_before, again.writes_nothing) == ([], 1, True)
    (conflict,) = again.conflicts
    assert (conflict.taken, conflict.before, conflict.in_sheet, conflict.in_book) == (
        Side.BOOK,
        DAY,
        "B",
        "C",
    )
    assert apply_merge(book, again, today=NEXT_WEEK) is None


def test_it_is_asked_if_the_sheet_says_something_else_since(book: Book, tmp_path: Path) -> None:
    path = in_conflict(book, tmp_path)
    kept(book, path)
    assert asked(planned(book, edited(path, segment(CORVID, "D")))) == [SEGMENT]


def test_it_is_asked_if_the_book_says_something_else_since_and_then_that_holds(
    book: Book, tmp_path: Path
) -> None:
    path = in_conflict(book, tmp_path)
    kept(book, path)
    set_fields(book, "account", CORVID, {"segment": "D"}, today=DAY)
    assert asked(planned(book, path)) == [SEGMENT]
    kept(book, path)
    assert asked(planned(book, path)) == []
    assert [k.in_book for k in book.all(KeptAnswer)] == ["D"]


def test_the_answers_of_two_workbooks_stand_beside_each_other(book: Book, tmp_path: Path) -> None:
    path = in_conflict(book, tmp_path)
    other = tmp_path / "other.xlsx"
    other.write_bytes(path.read_bytes())
    edited(other, segment(CORVID, "D"))
    kept(book, path)
    kept(book, other)
    assert asked(planned(book, path)) == asked(planned(book, other)) == []


def test_a_sheet_that_was_sorted_and_saved_by_another_program_asks_nothing_again(
    book: Book, tmp_path: Path
) -> None:
    path = in_conflict(book, tmp_path)
    set_fields(book, "touch", "t-1", {"on": "2025-11-05"}, today=DAY)
    write_day = edited(path, lambda w: write(w["Touches"], "t-1", "On", date(2025, 11, 6)))
    merged(book, write_day, take=Side.BOOK)

    def turned_round(workbook: Any) -> None:
        for name in ("Accounts", "Touches"):
            rows = [[(c.value, c.data_type) for c in row] for row in workbook[name].iter_rows(min_row=2)]
            for number, cells in enumerate(reversed(rows), 2):
                for at, (said, kind) in enumerate(cells, 1):
                    workbook[name].cell(number, at).value = said
                    workbook[name].cell(number, at).data_type = kind
        write(workbook["Touches"], "t-1", "On", "2025-11-06")

    plan = planned(book, edited(path, turned_round))
    assert (asked(plan), plan.decided_before) == ([], 2)


def test_a_reference_is_the_same_also_when_it_is_called_otherwise(book: Book, tmp_path: Path) -> None:
    fill(book)
    path = sent(book, tmp_path / "out.xlsx")
    edited(path, lambda w: write(w["Accounts"], YEN, "Parent", "Orchard Lane"))
    set_fields(book, "account", YEN, {"parent": ""}, today=DAY)
    merged(book, path, take=Side.BOOK)
    set_fields(book, "account", ORCHARD, {"account": "Orchard Group"}, today=DAY)
    assert asked(planned(book, path)) == []


def test_undoing_the_merge_takes_its_decisions_back(book: Book, tmp_path: Path) -> None:
    path = in_conflict(book, tmp_path)
    kept(book, path)
    undo(book, today=DAY)
    assert asked(planned(book, path)) == [SEGMENT]
    assert book.all(KeptAnswer) == []


def test_what_was_decided_can_be_asked_again_and_changed(book: Book, tmp_path: Path) -> None:
    path = in_conflict(book, tmp_path)
    kept(book, path)
    source = read_here(path, day=DAY)
    plan = plan_merge(book, source, {}, today=DAY, ask_again=True)
    assert (asked(plan), plan.decided_before) == ([SEGMENT], 0)
    merged(book, path, {SEGMENT: "sheet"})
    found = book.find(Account, CORVID)
    assert found is not None
    assert (found.segment, book.all(KeptAnswer)) == ("B", [])


def test_taking_all_of_one_side_leaves_what_was_decided_singly(book: Book, tmp_path: Path) -> None:
    path = in_conflict(book, tmp_path)
    kept(book, path)
    edited(path, segment(ORCHARD, "Z"))
    set_fields(book, "account", ORCHARD, {"segment": "Y"}, today=DAY)
    merged(book, path, take=Side.SHEET)
    said = {a.id: a.segment for a in book.all(Account)}
    assert (said[CORVID], said[ORCHARD]) == ("C", "Z")


def test_a_field_of_ones_own_is_not_asked_again(book: Book, tmp_path: Path) -> None:
    fill(book)
    path = sent(book, tmp_path / "out.xlsx")
    edited(path, lambda w: write(w["Accounts"], CORVID, "Sign (custom)", "Virgo"))
    set_fields(book, "account", CORVID, {"sign": "Aries"}, today=DAY)
    assert len(asked(planned(book, path))) == 1
    merged(book, path, take=Side.BOOK)
    assert asked(planned(book, path)) == []


def test_a_row_that_was_taken_out_and_kept_is_not_asked_again(book: Book, tmp_path: Path) -> None:
    fill(book)
    path = sent(book, tmp_path / "out.xlsx")
    edited(path, lambda w: w["Touches"].delete_rows(row_of(w["Touches"], "t-1")))
    merged(book, path, {"removed:Touches:t-1": "keep"})
    set_fields(book, "touch", "t-1", {"summary": "Agreed, twice"}, today=DAY)
    again = planned(book, path)
    assert (asked(again), again.decided_before, [r.before for r in again.removed]) == ([], 1, [True])
    merged(book, path, {"removed:Touches:t-1": "remove"})
    assert (book.find(Touch, "t-1"), book.all(KeptAnswer)) == (None, [])


def test_another_row_that_is_taken_out_is_asked_by_itself(book: Book, tmp_path: Path) -> None:
    fill(book)
    path = sent(book, tmp_path / "out.xlsx")
    edited(path, lambda w: w["Touches"].delete_rows(row_of(w["Touches"], "t-1")))
    merged(book, path, {"removed:Touches:t-1": "keep"})
    edited(path, lambda w: w["Touches"].delete_rows(row_of(w["Touches"], "t-2")))
    assert asked(planned(book, path)) == ["removed:Touches:t-2"]


def test_a_row_that_stays_removed_is_asked_again_only_if_the_sheet_changes_it(
    book: Book, tmp_path: Path
) -> None:
    fill(book)
    path = sent(book, tmp_path / "out.xlsx")
    edited(path, lambda w: write(w["Touches"], "t-2", "Summary", "Called twice"))
    remove_row(book, "touch", "t-2", today=DAY)
    merged(book, path, {"conflict:Touches:3": "book"})
    assert asked(planned(book, path)) == []
    edited(path, lambda w: write(w["Touches"], "t-2", "Summary", "Called three times"))
    assert asked(planned(book, path)) == ["conflict:Touches:3"]


def test_a_column_and_a_copied_row_that_were_left_out_stay_out(book: Book, tmp_path: Path) -> None:
    fill(book)
    path = sent(book, tmp_path / "out.xlsx")

    def edit(workbook: Any) -> None:
        page = workbook["Contacts"]
        row = row_of(page, "c-3")
        for at in range(1, page.max_column + 1):
            page.cell(5, at).value = page.cell(row, at).value
        page.cell(5, place(page, "Title")).value = "Buyer"
        page.cell(1, page.max_column + 1).value = "Mood"
        page.cell(2, page.max_column).value = "sunny"

    edited(path, edit)
    merged(book, path, {"column:Contacts:Mood": "omit", "copy:Contacts:5": "omit"})
    again = planned(book, path)
    assert (asked(again), again.decided_before) == ([], 2)
    assert len(book.all(Contact)) == 3


def test_the_order_of_a_day_is_kept_for_the_cells_that_were_asked_about(book: Book, tmp_path: Path) -> None:
    fill(book)
    path, other = sent(book, tmp_path / "out.xlsx"), tmp_path / "other.xlsx"
    other.write_bytes(path.read_bytes())
    edited(path, lambda w: write(w["Touches"], "t-1", "On", "03/04/2025"))
    merged(book, path, {"dates:Touches:On": "dmy"})
    assert asked(planned(book, path)) == []
    edited(other, lambda w: write(w["Touches"], "t-2", "On", "03/04/2025"))
    assert asked(planned(book, other)) == ["dates:Touches:On"]


def test_a_value_that_was_typed_holds_against_what_the_sheet_says(book: Book, tmp_path: Path) -> None:
    path = in_conflict(book, tmp_path)
    source = read_here(path, day=DAY)
    (conflict,) = plan_merge(book, source, {}, today=DAY).conflicts
    typed = with_typed(source, {("Accounts", 2, "Segment"): "T"})
    answers, instead = {SEGMENT: "sheet"}, {SEGMENT: conflict.kept_as}
    apply_merge(book, plan_merge(book, typed, answers, today=DAY, typed=instead), today=DAY)
    again = planned(book, path)
    assert (asked(again), [c.in_book for c in again.conflicts]) == ([], ["T"])


def test_nothing_is_kept_of_a_workbook_without_a_conflict(book: Book, tmp_path: Path) -> None:
    fill(book)
    path = edited(sent(book, tmp_path / "out.xlsx"), segment(CORVID, "B"))
    merged(book, path)
    n = newest_number(book)
    assert apply_merge(book, planned(book, path), today=DAY) is None
    assert (newest_number(book), book.all(KeptAnswer)) == (n, [])


def test_the_workbook_itself_says_nothing_of_what_was_decided(book: Book, tmp_path: Path) -> None:
    path = in_conflict(book, tmp_path)
    kept(book, path)
    names = openpyxl.load_workbook(sent(book, tmp_path / "next.xlsx")).sheetnames
    assert not [n for n in names if "answer" in n.lower()]
    assert replace(book.all(KeptAnswer)[0], id="") == KeptAnswer(
        id="", on=DAY, file="out.xlsx", kind="conflict", of_noun="account", row=CORVID, field="segment",
        in_sheet="B", in_book="C", answer="book",
    )  # fmt: skip
