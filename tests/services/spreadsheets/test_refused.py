"""Refused rows: a workbook of them, with the reasons, that is mended and imported again."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import NoPermission, NothingRefused, PathUnusable
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Fault, Grid, Source, Value
from csdesk.domain.imports.sheets.around import Options
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.services.spreadsheets.refused import write_refused
from csdesk.store.book import Book
from tests.services.answering import with_defaults
from tests.services.spreadsheets.test_imports import TODAY

HEAD: list[Value] = ["Customer", "ARR", "Renewal", "Notes"]
ROWS: list[list[Value]] = [
    HEAD,
    ["Halden Freight", 1200, date(2026, 3, 31), None],
    ["Tidewell Health", "a lot", date(2026, 4, 30), "=1+1"],
    [None, Decimal("12.5"), date(2026, 5, 31), "who?"],
    ["Corvid", 5, Fault("#REF!"), "+49 30"],
]


def refusing(book: Book, *, name: str = "List") -> tuple[list[Source], Plan]:
    grid = Grid(name, tuple(tuple(r) for r in ROWS))
    sources = [Source("list.xlsx", "a", date(2025, 11, 20), (grid,))]
    refuse = {f"unread:{name}:{header}": "refuse" for header in ("ARR", "Renewal")}
    plan = plan_import(book, sources, refuse, today=TODAY)
    return sources, plan_import(book, sources, with_defaults(plan), today=TODAY)


def read(path: Path) -> Grid:
    return read_files([path], day=TODAY)[0].grids[0]


def test_the_rows_stand_there_as_they_were_with_the_reason_behind(book: Book, tmp_path: Path) -> None:
    sources, plan = refusing(book)
    done = write_refused(sources, plan, tmp_path / "refused.xlsx")
    assert done.rows == 3
    grid = read(tmp_path / "refused.xlsx")
    assert grid.name == "List"
    assert grid.rows[0] == (*HEAD, "Why it was refused")
    assert grid.rows[1][:4] == ("Tidewell Health", "a lot", date(2026, 4, 30), "=1+1")
    assert str(grid.rows[1][4]).startswith("ARR: this is not an amount; write only the number")
    assert grid.rows[2][1] == Decimal("12.5")
    assert grid.rows[3][2] == "#REF!"


def test_mended_it_is_imported_and_the_reason_is_no_column(book: Book, tmp_path: Path) -> None:
    sources, plan = refusing(book)
    apply_import(book, plan, today=TODAY, valid_only=True)
    write_refused(sources, plan, tmp_path / "refused.xlsx")
    read_back = read_files([tmp_path / "refused.xlsx"], day=TODAY)[0]
    rows = [list(r) for r in read_back.grids[0].rows]
    rows[1][1], rows[2][0], rows[3][2] = 2400, "Pinder Glass", date(2026, 6, 30)
    mended = Source("refused.xlsx", "b", read_back.on, (Grid("List", tuple(map(tuple, rows))),))
    assert read_back.on == date(2025, 11, 20)
    again = plan_import(book, [mended], {}, today=TODAY)
    assert "Why it was refused" not in [c.header for c in again.sheets[0].columns]
    apply_import(book, again, today=TODAY)
    names = {a.account for a in book.all(Account)}
    assert names == {"Halden Freight", "Tidewell Health", "Pinder Glass", "Corvid"}


@pytest.mark.parametrize(("width", "asked"), [(5, []), (4, ["complete:List:accounts"])])
def test_mended_it_is_never_taken_for_complete_unless_nothing_says_what_it_is(
    book: Book, tmp_path: Path, width: int, asked: list[str]
) -> None:
    """Most of the book's customers are in it: were it taken for all of them, the others would be lost."""
    write_refused(*refusing(book), tmp_path / "refused.xlsx")
    rows = [list(r) for r in read(tmp_path / "refused.xlsx").rows]
    rows[1][1], rows[2][0], rows[3][2] = 2400, "Pinder Glass", date(2026, 6, 30)
    with book.change(Verb.ADD, label="test", today=TODAY):
        names = ("Tidewell Health", "Corvid", "Halden Freight")
        book.put_all([Account(id=AccountId(name), account=name) for name in names])
    grid = Grid("List", tuple(tuple(row[:width]) for row in rows))
    plan = plan_import(book, [Source("refused.xlsx", "b", TODAY, (grid,))], {}, today=TODAY)
    assert [q.key for q in plan.questions if q.kind == "complete"] == asked


def test_no_cell_is_a_formula(book: Book, tmp_path: Path) -> None:
    import openpyxl

    sources, plan = refusing(book)
    write_refused(sources, plan, tmp_path / "refused.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "refused.xlsx").active
    assert sheet is not None
    assert {c.data_type for row in sheet.iter_rows() for c in row} <= {"s", "n", "d"}


def test_the_same_rows_give_the_same_bytes(book: Book, tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_refused(*refusing(book), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_sheet_name_that_excel_does_not_take_is_cut(book: Book, tmp_path: Path) -> None:
    sources, plan = refusing(book, name="customers [all]: 2025/26 with a long name")
    write_refused(sources, plan, tmp_path / "refused.xlsx")
    assert read(tmp_path / "refused.xlsx").name == "customers _all__ 2025_26 with a"


def test_nothing_refused_is_said_in_words(book: Book, tmp_path: Path) -> None:
    grid = Grid("List", (tuple(HEAD), ("Halden Freight", 1200, None, None)))
    sources = [Source("list.xlsx", "a", date(2025, 11, 20), (grid,))]
    with pytest.raises(NothingRefused):
        write_refused(sources, plan_import(book, sources, {}, today=TODAY), tmp_path / "refused.xlsx")
    assert not (tmp_path / "refused.xlsx").exists()


def test_a_place_that_is_not_there_is_said_in_words(book: Book, tmp_path: Path) -> None:
    with pytest.raises((PathUnusable, NoPermission)):
        write_refused(*refusing(book), tmp_path / "nowhere" / "refused.xlsx")


def test_refused_rows_of_a_table_below_another_are_found_again(tmp_path: Path) -> None:
    rows: tuple[tuple[Value, ...], ...] = (
        ("Customer", "ARR", "Plan"), ("Acme", 5, "Team"), (), ("Contacts",), ("Name", "Email", "Company"),
        ("Ann", "ann@acme.com", "Acme"), ("Bo", "bo@x.com", None),
    )  # fmt: skip
    sources = [Source("list.xlsx", "a", date(2025, 11, 20), (Grid("List", rows),))]
    with Book.in_memory() as book:
        plan = plan_import(book, sources, {}, today=date(2025, 11, 24))
        assert [r.row for r in plan.refused] == [7]
        path = tmp_path / "refused.xlsx"
        write_refused(sources, plan, path)
        again = read_files([path], day=date(2025, 11, 24))
    assert [row[:3] for row in again[0].grids[0].rows] == [
        ("Name", "Email", "Company"),
        ("Bo", "bo@x.com", None),
    ]


def test_forms_can_be_chosen_by_their_sheets_and_refused_ones_come_back_as_a_table(tmp_path: Path) -> None:
    path, day = tmp_path / "forms.xlsx", date(2025, 11, 24)
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, arr in (("Acme", 1200), ("Borel", 2400), ("Corvid", "lots")):
        page = made.create_sheet(name)
        for row in (["Customer", name], ["ARR", arr], ["Owner", "Ann"], ["Seats", 10]):
            page.append(row)
    made.save(path)
    sources = read_files([path], day=day)
    with Book.in_memory() as book:
        one = plan_import(book, sources, {}, today=day, options=Options(sheets=("Borel",)))
        assert [(s.sheet, [r.name for r in s.rows]) for s in one.sheets] == [("Forms", ["Borel"])]
        plan = plan_import(book, sources, {"unread:Forms:ARR": "refuse"}, today=day)
        assert [r.name for r in plan.refused] == ["Corvid"]
        write_refused(sources, plan, tmp_path / "refused.xlsx")
        mended = read_files([tmp_path / "refused.xlsx"], day=day)
        again = plan_import(book, mended, {"cell:Forms:ARR:2": "3600"}, today=day)
    assert [(r.name, r.result) for r in again.sheets[0].rows] == [("Corvid", Result.NEW)]


def test_what_cells_say_by_their_looks_stands_there_too(book: Book, tmp_path: Path) -> None:
    head: list[Value] = ["Customer", "ARR", "Renewal", "Health"]
    rows: list[list[Value]] = [
        head,
        ["Halden Freight", 1200, date(2026, 3, 31), None],
        ["Tidewell Health", 2400, "soon-ish", None],
        ["Corvid", 3600, date(2026, 5, 31), None],
        ["Pinder Glass", "a lot", date(2026, 6, 30), None],
    ]
    looks = ((1, 3, 1, "red"), (2, 3, 3, "amber"), (4, 3, 4, "green"))
    grid = Grid("List", tuple(map(tuple, rows)), shown=((1, 1, 4, "EUR"),), coloured=looks)
    sources = [Source("list.xlsx", "a", date(2025, 11, 20), (grid,))]
    refuse = {f"unread:List:{header}": "refuse" for header in ("ARR", "Renewal")}
    plan = plan_import(book, sources, refuse, today=TODAY)
    plan = plan_import(book, sources, with_defaults(plan), today=TODAY)
    assert [r.row for r in plan.refused] == [3, 5]
    write_refused(sources, plan, tmp_path / "refused.xlsx")
    found = read(tmp_path / "refused.xlsx")
    assert found.coloured == ((1, 3, 1, "amber"), (2, 3, 2, "green"))
    assert found.shown == ((1, 1, 1, "EUR"),)
    assert found.rows[1][:4] == ("Tidewell Health", 2400, "soon-ish", None)
