"""The week as PDF, workbook and calendar: everything that the plan says, and nothing that runs."""

import io
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import icalendar
import openpyxl
import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import CsdeskError, ExportKindUnknown
from csdesk.domain.ids import AccountId, ProductId, SubscriptionId
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.week.capacity import Taken
from csdesk.printing.pages import Page, write_page
from csdesk.printing.week_page import week_page
from csdesk.services.week.week import move, plan_week
from csdesk.services.week.weeks_out import write_week
from csdesk.store.book import Book
from tests.conftest import TODAY

NAMES = ("Halden <b>Freight</b>", "=cmd|' /C calc'!A0", "Corvid & Sons", "Yarrow")


@pytest.fixture
def busy_book(book: Book) -> Book:
    """Four accounts of 12,000 USD, two long tasks each on the first and one done; little time."""
    rows: list[Any] = [Product(id=ProductId("p"), product="Desk")]
    for n, name in enumerate(NAMES):
        account = AccountId(f"a-{n}")
        line = SubscriptionId(f"s-{n}")
        rows += [
            Account(id=account, account=name),
            Subscription(id=line, account=account, product=ProductId("p"), start=TODAY - timedelta(days=400),
                         end=TODAY + timedelta(days=300)),
            Step(id=f"x-{n}", subscription=line, from_=TODAY - timedelta(days=400), amount=1_200_000),
        ]  # fmt: skip
    rows += [
        Task(id="k-0", account=AccountId("a-0"), title="Write the plan", due_on=TODAY, minutes=60),
        Task(id="k-1", account=AccountId("a-1"), title="@SUM(1)", due_on=TODAY, minutes=240),
        Task(id="k-2", account=AccountId("a-1"), title="Again", due_on=TODAY, minutes=240),
        Task(id="k-3", account=AccountId("a-0"), title="A second one", due_on=TODAY, minutes=240),
        Task(
            id="k-4",
            account=AccountId("a-2"),
            title="Done it",
            minutes=5,
            status=TaskStatus.DONE,
            done_on=TODAY,
        ),
    ]
    with book.change(Verb.ADD, today=TODAY):
        book.put_all(rows)
    return book


def events(path: Path) -> list[Any]:
    return list(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def sheets(path: Path, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()), data_only=values)


def test_the_workbook_has_the_plan_with_its_factors(busy_book: Book, tmp_path: Path) -> None:
    path = tmp_path / "week.xlsx"
    done = write_week(busy_book, path, start=TODAY, hours=2)
    book = sheets(path)
    assert book.sheetnames == ["Week", "Not doing", "Hours", "Leave alone"]
    week = list(book["Week"].values)
    assert week[0][:7] == ("Day", "Minutes", "Must", "Account", "What", "Why", "ARR")
    line = next(row for row in week if row[4] == "Write the plan")
    assert (line[0].date(), line[1], line[3], line[6], line[7]) == (TODAY, 60, NAMES[0], 12000, "USD")
    assert book["Week"].freeze_panes == "A2"
    assert list(book["Week"].tables) == ["Week_table"]
    assert (done.planned, done.not_doing) == (2, 3)


def test_every_priority_is_its_formula_with_its_value(busy_book: Book, tmp_path: Path) -> None:
    path = tmp_path / "week.xlsx"
    write_week(busy_book, path, start=TODAY, hours=2)
    formulas = sheets(path)["Week"]
    values = sheets(path, values=True)["Week"]
    row = next(r for r in range(2, 9) if values.cell(r, 5).value == "Write the plan")
    assert formulas.cell(row, 11).value == f"=ROUND(G{row}*I{row}*J{row}/B{row},1)"
    cells = [values.cell(row, c).value for c in (7, 9, 10, 2, 11)]
    arr, weight, urgency, minutes, priority = cells
    assert round(arr * weight * urgency / minutes, 1) == priority


def test_the_sum_of_what_is_not_done_counts_each_account_once(busy_book: Book, tmp_path: Path) -> None:
    path = tmp_path / "week.xlsx"
    write_week(busy_book, path, start=TODAY, hours=2)
    rows = list(sheets(path, values=True)["Not doing"].values)
    by_title = {row[2]: row[6] for row in rows[1:-1]}
    assert by_title == {"@SUM(1)": 12000, "Again": None, "A second one": None}
    plan = plan_week(busy_book, start=TODAY, hours=2)
    assert rows[-1][6] == sum(plan.arr_not_worked_on.values()) / 100 == 12000


def test_amounts_of_two_currencies_have_no_sum(busy_book: Book, tmp_path: Path) -> None:
    (line,) = busy_book.all(Subscription, account="a-1")
    with busy_book.change(Verb.SET, today=TODAY):
        busy_book.put(replace(line, currency="EUR"))
    write_week(busy_book, tmp_path / "week.xlsx", start=TODAY, hours=0.5)
    rows = list(sheets(tmp_path / "week.xlsx")["Not doing"].values)
    assert {row[5] for row in rows[1:-1] if row[6]} == {"EUR", "USD"}
    assert str(rows[-1][0]).startswith("=SUBTOTAL")
    assert rows[-1][6] is None


def test_nothing_in_a_name_is_a_formula(busy_book: Book, tmp_path: Path) -> None:
    path = tmp_path / "week.xlsx"
    write_week(busy_book, path, start=TODAY, hours=2)
    for sheet in sheets(path):
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                own = cell.data_type == "f" and re.fullmatch(
                    r"=(ROUND\([A-Z0-9*/]+,1\)|SUBTOTAL\(109,[A-Z0-9:]+\))", str(cell.value)
                )
                assert cell.data_type != "f" or own, cell.value


def test_the_same_week_gives_the_same_bytes(busy_book: Book, tmp_path: Path) -> None:
    for ending in (".xlsx", ".ics"):
        one, two = (write_week(busy_book, tmp_path / f"{n}{ending}", start=TODAY).sha256 for n in (1, 2))
        assert one == two


def test_the_sentence_of_the_backlog_stands_once_below_the_list(busy_book: Book) -> None:
    plan = plan_week(busy_book, start=TODAY, hours=2)
    reason = "backlog of the first import: five a week, those at risk first; the 90-day cadence is broken"
    many = tuple(replace(left, reason=reason) for left in plan.not_doing) * 3
    plain = re.sub(r"<[^>]+>", " ", week_page(replace(plan, not_doing=many)).html).replace("\u00a0", " ")
    assert len(many) > 1
    assert plain.count("Backlog of the first import: five a week, those at risk first.") == 1
    assert plain.count("Backlog; the 90-day cadence is broken") == len(many)


@pytest.mark.usefixtures("qapp")
def test_an_empty_week_can_be_written_too(book: Book, tmp_path: Path) -> None:
    for ending in (".xlsx", ".ics", ".pdf"):
        assert write_week(book, tmp_path / f"none{ending}", start=TODAY).planned == 0


def test_the_page_says_days_hours_what_is_not_done_and_who_is_left_alone(busy_book: Book) -> None:
    plan = plan_week(
        busy_book, start=TODAY, hours=2, busy={TODAY + timedelta(days=3): Taken(off="Thanksgiving")}
    )
    page = week_page(plan, owner="Mary Harrison")
    plain = re.sub(r"<[^>]+>", " ", page.html).replace("\u00a0", " ")
    assert page.title == "Week of Mon 24 Nov to Fri 28 Nov 2025"
    assert page.foot == "Week planned from Mon 24 Nov 2025, Mary Harrison"
    assert week_page(plan, of="Ann Poe").title == f"{page.title}, Ann Poe"
    for said in (
        "1:05 of 2:00 h",
        "Thanksgiving",
        "12,000 USD ARR not worked on",
        "Leave alone: 1, nothing due",
        "Yarrow",
    ):
        assert said in plain
    assert "&lt;b&gt;Freight&lt;/b&gt;" in page.html
    assert "Corvid &amp; Sons" in page.html


@pytest.mark.usefixtures("qapp")
def test_the_pdf_is_a4_across_with_as_many_sheets_as_it_takes(busy_book: Book, tmp_path: Path) -> None:
    path = tmp_path / "week.pdf"
    write_week(busy_book, path, start=TODAY)
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    assert b"/MediaBox [0 0 842.000000 595.000000]" in data
    rows = "".join(f"<tr><td>Line {n}</td></tr>" for n in range(200))
    assert write_page(Page(f"<table>{rows}</table>", "Long", landscape=True), path) > 3


def test_the_calendar_has_one_entry_a_line_that_is_open(busy_book: Book, tmp_path: Path) -> None:
    path = tmp_path / "week.ics"
    write_week(busy_book, path, start=TODAY, hours=2)
    found = events(path)
    assert [str(e["SUMMARY"]) for e in found] == [f"{NAMES[0]}: Write the plan"]
    assert found[0]["DTSTART"].dt == TODAY
    assert "ARR $12,000" in str(found[0]["DESCRIPTION"])


def test_a_line_that_was_moved_is_moved_in_the_calendar_and_not_doubled(
    busy_book: Book, tmp_path: Path
) -> None:
    def entries() -> dict[str, Any]:
        path = tmp_path / "week.ics"
        write_week(busy_book, path, start=TODAY)
        return {str(e["UID"]): e["DTSTART"].dt for e in events(path)}

    before = entries()
    item = plan_week(busy_book, start=TODAY).plan[0].item.candidate
    move(busy_book, item, TODAY + timedelta(days=4), today=TODAY)
    after = entries()
    assert [uid for uid in before if before[uid] != after[uid]] != []
    assert before.keys() <= after.keys()


def test_a_name_that_says_no_kind_is_refused_and_no_file_is_made(busy_book: Book, tmp_path: Path) -> None:
    with pytest.raises(ExportKindUnknown):
        write_week(busy_book, tmp_path / "week.docx", start=TODAY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".ics"])
def test_a_folder_that_is_not_there_is_said_so(busy_book: Book, tmp_path: Path, ending: str) -> None:
    with pytest.raises(CsdeskError):
        write_week(busy_book, tmp_path / "none" / f"week{ending}", start=TODAY)


def test_a_name_with_line_breaks_makes_no_entry_of_its_own(book: Book, tmp_path: Path) -> None:
    hostile = "A\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:x; y, z\\n"
    with book.change(Verb.ADD, today=TODAY):
        book.put_all(
            [
                Account(id=AccountId("a-0"), account=hostile),
                Task(id="k-0", account=AccountId("a-0"), title="=1+1\nATTACH:file:///etc", due_on=TODAY),
            ]
        )
    path = tmp_path / "week.ics"
    write_week(book, path, start=TODAY)
    lines = path.read_bytes().decode().replace("\r\n ", "").split("\r\n")
    assert lines.count("BEGIN:VEVENT") == 1
    assert not [line for line in lines if line.startswith("ATTACH")]
    (event,) = events(path)
    assert "x; y, z\\n" in str(event["SUMMARY"])
