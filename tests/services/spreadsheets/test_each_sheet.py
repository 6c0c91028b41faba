"""A workbook with a sheet for each customer, brought in, brought again, changed, mended and taken back."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Source
from csdesk.domain.tasks import Task
from csdesk.services.book.history import undo
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.services.spreadsheets.refused import write_refused
from csdesk.store.book import Book
from tests.services.answering import with_defaults
from tests.services.spreadsheets.test_imports import TODAY

HEAD = ["Task", "Due", "Status"]
OFFER = ["Send offer", date(2025, 12, 1), "open"]
CALL = ["Call the CFO", date(2025, 12, 2), "open"]
REVIEW = ["Plan QBR", date(2025, 12, 5), "open"]


def saved(path: Path, acme: Sequence[object], borel: Sequence[object] = REVIEW) -> list[Source]:
    made = Workbook(write_only=True)
    for name, rows in {"Acme GmbH": [HEAD, acme, CALL], "Borel AG": [HEAD, borel]}.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    made.save(path)
    return list(read_files([path], day=TODAY))


def brought(book: Book, sources: list[Source]) -> Plan:
    plan = plan_import(book, sources, {}, today=TODAY)
    while plan.open:
        plan = plan_import(book, sources, with_defaults(plan), today=TODAY)
    apply_import(book, plan, today=TODAY, valid_only=True)
    return plan


def test_the_same_workbook_asks_nothing_again_one_cell_is_one_change_and_undo_takes_all_back(
    book: Book, tmp_path: Path
) -> None:
    first = saved(tmp_path / "plans.xlsx", OFFER)
    brought(book, first)
    assert {a.account for a in book.all(Account)} == {"Acme GmbH", "Borel AG"}
    again = plan_import(book, first, {}, today=TODAY)
    assert (again.values, again.open) == ((), ())
    changed = plan_import(book, saved(tmp_path / "later.xlsx", [*OFFER[:2], "done"]), {}, today=TODAY)
    assert changed.open == ()
    rows = [r for s in changed.sheets for r in s.rows if r.result is not Result.SAME]
    assert [(r.result, [(c.old, c.new) for c in r.changes]) for r in rows] == [
        (Result.CHANGED, [("open", "done")])
    ]
    undo(book, today=TODAY)
    assert (book.all(Account), book.all(Task)) == ([], [])


def test_a_new_customers_sheet_in_the_next_workbook_needs_no_answer_about_whose_it_is(
    book: Book, tmp_path: Path
) -> None:
    brought(book, saved(tmp_path / "plans.xlsx", OFFER))
    path = tmp_path / "later.xlsx"
    made = Workbook(write_only=True)
    for name, row in {"Acme GmbH": OFFER, "Corvid": REVIEW, "Borel AG": REVIEW}.items():
        sheet = made.create_sheet(name)
        sheet.append(HEAD)
        sheet.append(row)
    made.save(path)
    plan = plan_import(book, read_files([path], day=TODAY), {}, today=TODAY)
    assert [q.key for q in plan.open] == ["strangers:Sheets:accounts"]


def test_a_refused_row_names_its_customer_in_the_workbook_in_which_it_is_mended(
    book: Book, tmp_path: Path
) -> None:
    sources = saved(tmp_path / "plans.xlsx", OFFER, [None, date(2025, 12, 5), "open"])
    plan = brought(book, sources)
    assert [r.problems[0].problem for r in plan.refused] == ["Title is missing"]
    written = tmp_path / "refused.xlsx"
    write_refused(sources, plan, written)
    (grid,) = read_files([written], day=TODAY)[0].grids
    assert grid.rows[0][:4] == ("Task", "Due", "Status", "Customer")
    assert grid.rows[1][3] == "Borel AG"
