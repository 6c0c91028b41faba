"""What csdesk works out and a colleague changes all the same is not read, and is told with what to change instead."""

from pathlib import Path
from typing import Any

import pytest

from csdesk.domain.rounds.plan import MergePlan, Unread, merge_json
from csdesk.exchange.baseline import Packer, baseline_cells, baseline_in
from csdesk.exchange.reading import read_here
from csdesk.services.spreadsheets.rounds_refused import write_refused_merge
from csdesk.store.book import Book
from tests.services.round_trip import CORVID, DAY, LINE, YEN, add, edited, planned, row_of, write


def told(plan: MergePlan, sheet: str) -> tuple[tuple[str, ...], tuple[Unread, ...]]:
    """The notes of a sheet, and its cells that are not read."""
    return next((s.notes, s.unread) for s in plan.sheets if s.sheet == sheet)


def test_a_cell_is_named_with_its_place_its_row_and_what_to_change(there: Book, sheet: Path) -> None:
    """Yen pays ¥75,000 a month; its row is the third, its MRR the 34th column: AH."""
    plan = planned(there, edited(sheet, lambda w: write(w["Accounts"], YEN, "MRR (computed)", 500)))
    notes, unread = told(plan, "Accounts")
    assert unread == (Unread(3, "AH3", YEN, "Yen & Söhne, GmbH", "MRR (computed)", "75000", "500"),)
    (note,) = notes
    assert note == (
        "“MRR (computed)” was changed in 1 row: Yen & Söhne, GmbH (AH3) to 500. It is worked out, and not read. "
        "What a customer pays stands on the sheets “Subscriptions” and “Steps”."
    )
    assert plan.changes_nothing


def test_each_column_is_one_sentence_however_many_cells_of_it_were_changed(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        for uid in (CORVID, YEN, "a-3"):
            write(w["Accounts"], uid, "ARR (computed)", "about 9")
            write(w["Accounts"], uid, "Band (computed)", "healthy")

    notes, unread = told(planned(there, edited(sheet, edit)), "Accounts")
    assert len(unread) == 6
    assert [note.partition(":")[0] for note in notes] == [
        "“Band (computed)” was changed in 3 rows",
        "“ARR (computed)” was changed in 3 rows",
    ]


@pytest.mark.parametrize(
    ("page", "uid", "header", "change"),
    [
        ("Subscriptions", LINE, "Amount (computed)", "Change it on the sheet “Steps”."),
        ("Steps", "x-1", "Unit price (computed)", "Change “Amount”."),
        ("Steps", "x-1", "Account (computed)", "It is that of the subscription."),
        ("Readings", "r-1", "Account (computed)", "It is that of the objective."),
        (
            "Accounts",
            YEN,
            "Next renewal (computed)",
            "It follows from the terms on the sheet “Subscriptions”.",
        ),
    ],
)
def test_it_says_where_to_change_what_it_is_worked_out_of(
    there: Book, sheet: Path, page: str, uid: str, header: str, change: str
) -> None:
    notes, unread = told(planned(there, edited(sheet, lambda w: write(w[page], uid, header, 7))), page)
    assert [(u.id, u.header, u.in_sheet) for u in unread] == [(uid, header, "7")]
    assert notes[0].endswith(f"It is worked out, and not read. {change}")


def test_every_computed_column_that_goes_out_says_where_it_is_changed(there: Book, sheet: Path) -> None:

    def edit(w: Any) -> None:
        for page in w:
            for cell in page[1]:
                if str(cell.value).endswith("(computed)") and page.max_row > 1:
                    page.cell(2, cell.column).value = "rewritten"

    plan = planned(there, edited(sheet, edit))
    notes = [note for s in plan.sheets for note in s.notes]
    assert len(notes) == 7 + 4 + 3 + 1
    assert not [note for note in notes if note.endswith("not read.")]
    assert plan.changes_nothing


def test_the_row_is_named_in_whatever_order_the_rows_stand_and_its_other_cells_are_taken(
    there: Book, sheet: Path
) -> None:
    def edit(w: Any) -> None:
        page = w["Accounts"]
        write(page, YEN, "MRR (computed)", 500)
        write(page, YEN, "Segment", "B")
        page.insert_rows(2)
        there = row_of(page, YEN)
        for column in range(1, page.max_column + 1):
            page.cell(2, column).value = page.cell(there, column).value
        page.delete_rows(there)

    plan = planned(there, edited(sheet, edit))
    _, (unread,) = told(plan, "Accounts")
    assert (unread.row, unread.name) == (2, "Yen & Söhne, GmbH")
    assert [r.what for s in plan.sheets for r in s.rows] == ["Segment – → B"]


def test_what_was_emptied_or_stands_there_in_another_form_is_not_told(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        write(w["Accounts"], YEN, "ARR (computed)", None)
        write(w["Accounts"], YEN, "MRR (computed)", "75000.00")
        write(w["Subscriptions"], LINE, "Quantity (computed)", 2.5)

    plan = planned(there, edited(sheet, edit))
    assert [u for s in plan.sheets for u in s.unread] == []


def test_a_new_row_is_listed_too(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: add(w["Accounts"], **{"Account": "Vireo", "ARR (computed)": 12_000}))
    plan = planned(there, sheet)
    facts = next(s for s in merge_json(plan, applied=False)["sheets"] if s["sheet"] == "Accounts")
    assert facts["unread"] == [
        {
            "row": 5, "cell": "AG5", "id": None, "name": "Vireo", "header": "ARR (computed)",
            "baseline": None, "sheet": "12000",
        }
    ]  # fmt: skip


def test_a_workbook_that_went_out_before_what_is_worked_out_was_carried_says_nothing(
    there: Book, sheet: Path
) -> None:
    packer = Packer()
    for fact in baseline_in(read_here(sheet, day=DAY)):
        packer.add(fact if isinstance(fact, list) else {k: v for k, v in fact.items() if k != "worked_out"})

    def edit(w: Any) -> None:
        write(w["Accounts"], YEN, "MRR (computed)", 500)
        del w["csdesk baseline"]
        page = w.create_sheet("csdesk baseline")
        for cells in baseline_cells(packer.packed()):
            page.append(cells)

    plan = planned(there, edited(sheet, edit))
    assert plan.changes_nothing
    assert [u for s in plan.sheets for u in s.unread] == []


def test_the_workbook_of_refused_rows_carries_what_was_worked_out_of_them(
    there: Book, sheet: Path, tmp_path: Path
) -> None:
    def edit(w: Any) -> None:
        write(w["Accounts"], YEN, "Employees", "a good many")
        write(w["Accounts"], YEN, "MRR (computed)", 500)

    edited(sheet, edit)
    path = tmp_path / "refused.xlsx"
    write_refused_merge(read_here(sheet, day=DAY), planned(there, sheet), path)
    _, unread = told(planned(there, path), "Accounts")
    assert [(u.id, u.sent, u.in_sheet) for u in unread] == [(YEN, "75000", "500")]
