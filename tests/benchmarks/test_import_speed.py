"""How long an import of 50,000 × 20 cells takes, end to end, beside the bare reader on the same file."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.services.imports import apply_import, plan_import, read_files
from csdesk.store.book import Book
from tests.benchmarks.races import race, timed, told

ROWS, ROUNDS, TARGET, ACCOUNTS = 50_000, 3, 3.0, 1_000
TODAY = date(2025, 11, 24)
ANSWERS = {
    "columns:Tickets:unknown": "omit",
    "terms:Customers:Contract end": "yearly",
    "price:Customers:MRR": "file",
}
TICKETS = (
    "Ticket id", "Organization", "Subject", "Priority", "Status", "Created at", "Solved at", "Escalated",
    "Group", "Brand", "Form", "Via", "Locale", "Replies", "Reopens", "First reply (min)", "On hold (min)",
    "Steps", "Tag", "Product area",
)  # fmt: skip
CUSTOMERS = (
    "Customer", "Domain", "Industry", "Country", "Segment", "CSM", "Plan", "Seats", "MRR", "Signed",
    "Contract end", "Auto-renew", "Notice days", "Contact", "E-mail", "Last call", "Health", "Employees",
    "Status", "Notes",
)  # fmt: skip


def ticket(n: int) -> list[object]:
    opened = TODAY - timedelta(days=n % 900 + 5)
    return [
        f"Z-{n}", f"Customer {n % ACCOUNTS}", f"Question {n} about the export", ("low", "normal", "high")[n % 3],
        "solved", opened, opened + timedelta(days=n % 4), "no", "Support", "Wingtip", "Default", "web", "en",
        n % 9, n % 2, n % 600, n % 45, n % 12, f"tag{n % 40}", f"area {n % 15}",
    ]  # fmt: skip


def customer(n: int) -> list[object]:
    signed = TODAY - timedelta(days=n % 700 + 40)
    return [
        f"Customer {n}", f"customer{n}.example", "Retail", "DE", "A", "Mara", "Team", n % 90 + 1,
        (n % 90 + 1) * 12.5, signed, signed + timedelta(days=1094), "yes", 30, f"Person {n}",
        f"p{n}@customer{n}.example",
        TODAY - timedelta(days=n % 60 + 1), ("green", "amber", "red")[n % 3], n % 4000, "customer", f"note {n}",
    ]  # fmt: skip


@pytest.fixture(params=["tickets", "customers"])
def sheet(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    heads, row = (TICKETS, ticket) if request.param == "tickets" else (CUSTOMERS, customer)
    path = tmp_path / f"{request.param}.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet(request.param.capitalize())
        page.write_row(0, 0, heads)
        for n in range(ROWS):
            page.write_row(n + 1, 0, row(n))
    return path


def bare(path: Path) -> float:
    import python_calamine

    def read() -> None:
        book = python_calamine.load_workbook(str(path))
        book.get_sheet_by_index(0).to_python(skip_empty_area=False)

    return timed(read)


def ours(path: Path, folder: Path) -> float:
    with Book.create(folder / "speed.csdesk") as book:
        if path.stem == "tickets":
            with book.change(Verb.ADD, label="customers", today=TODAY):
                names = [f"Customer {n}" for n in range(ACCOUNTS)]
                book.put_all([Account(id=AccountId(book.new_id()), account=name) for name in names])
        taken = timed(lambda: whole(book, path))
    (folder / "speed.csdesk").unlink()
    return taken


def whole(book: Book, path: Path) -> None:
    sources = read_files([path], day=TODAY)
    told = {k: v for k, v in ANSWERS.items() if f":{sources[0].grids[0].name}:" in k}
    plan = plan_import(book, sources, told, today=TODAY)
    assert (plan.open, plan.refused) == ((), ())
    assert len(plan.sheets[0].rows) == ROWS
    assert apply_import(book, plan, today=TODAY) is not None


def test_a_large_workbook(sheet: Path, tmp_path: Path) -> None:
    medians = race(lambda: bare(sheet), lambda: ours(sheet, tmp_path), ROUNDS)
    print()
    print(told(f"import of {ROWS:,} × 20 {sheet.stem}, end to end", medians, TARGET))
