"""How long an import of 50,000 × 20 cells takes, end to end, beside the bare reader on the same file.

Beside it, in the same run: what SQLite alone takes to write the rows that the import wrote, and what pandas takes to
read the same file and to put it into one table, without asking what anything means.
"""

import importlib.util
import sqlite3
import statistics
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Source
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.store.book import Book
from csdesk.store.connection import connect
from csdesk.store.search_index import build, index_tables
from tests.benchmarks.races import race, timed, told

ROWS, ROUNDS, TARGET, ACCOUNTS = 50_000, 3, 2.0, 1_000
TOGETHER = 500
"""So many rows SQLite writes by one statement."""
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


def workbook(name: str, rows: int, folder: Path) -> Path:
    """A workbook of so many tickets, or customers."""
    heads, row = (TICKETS, ticket) if name == "tickets" else (CUSTOMERS, customer)
    path = folder / f"{name}.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet(name.capitalize())
        page.write_row(0, 0, heads)
        for n in range(rows):
            page.write_row(n + 1, 0, row(n))
    return path


@pytest.fixture(params=["tickets", "customers"])
def sheet(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return workbook(request.param, ROWS, tmp_path)


def bare(path: Path) -> float:
    import python_calamine

    def read() -> None:
        book = python_calamine.load_workbook(str(path))
        book.get_sheet_by_index(0).to_python(skip_empty_area=False)

    return timed(read)


def prepared(path: Path, name: str) -> Book:
    """A new book that knows the customers whose tickets come."""
    path.unlink(missing_ok=True)
    book = Book.create(path)
    if name == "tickets":
        with book.change(Verb.ADD, label="customers", today=TODAY):
            names = [f"Customer {n}" for n in range(ACCOUNTS)]
            book.put_all([Account(id=AccountId(book.new_id()), account=name) for name in names])
    return book


def ours(path: Path, folder: Path) -> tuple[float, float, float]:
    """Seconds to read, to plan and to apply."""
    with prepared(folder / "speed.csdesk", path.stem) as book:
        made: list[Plan] = []
        sources: list[Source] = []
        read = timed(lambda: sources.extend(read_files([path], day=TODAY)))
        answers = {k: v for k, v in ANSWERS.items() if f":{sources[0].grids[0].name}:" in k}
        planned = timed(lambda: made.append(plan_import(book, sources, answers, today=TODAY)))
        assert (made[0].open, made[0].refused) == ((), ())
        assert len(made[0].sheets[0].rows) == ROWS
        return read, planned, timed(lambda: apply_import(book, made[0], today=TODAY))


def tables_of(path: Path) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """Every row that a book holds, by table, each table after those that it refers to."""
    first = ("operations", "accounts", "products", "contacts", "subscriptions")
    apart = index_tables() | {"meta", "_sqlite_migrations"}
    with closing(sqlite3.connect(path)) as book:
        told = [n for (n,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [n for n in told if n not in apart and not n.startswith("sqlite_")]
        for name in sorted(kept, key=lambda n: (first.index(n) if n in first else len(first), n)):
            yield name, book.execute(f'SELECT * FROM "{name}"').fetchall()


def sqlite_alone(path: Path, folder: Path) -> float:
    """Seconds to write the rows of a book, ready as they are, into an empty one, and to commit; many by a statement."""
    rows = [(name, some) for name, some in tables_of(path) if some]
    Book.create(folder / "again.csdesk").close()
    with closing(connect(folder / "again.csdesk", "rw")) as book:
        book.execute("PRAGMA cache_spill = OFF")

        def write() -> None:
            book.execute("BEGIN IMMEDIATE")
            for name, some in rows:
                row = f"({', '.join('?' * len(some[0]))})"
                for at in range(0, len(some), TOGETHER):
                    piece = some[at : at + TOGETHER]
                    into = f'INSERT INTO "{name}" VALUES {", ".join([row] * len(piece))}'
                    book.execute(into, [*chain.from_iterable(piece)])
            build(book)
            book.execute("COMMIT")

        return timed(write)


def pandas_alone(path: Path, folder: Path) -> str:
    """What pandas takes, in words; it is measured where it is installed."""
    if importlib.util.find_spec("pandas") is None:
        return "pandas is not installed (pip install csdesk[bench]): not compared"
    pandas = importlib.import_module("pandas")
    times = []
    for engine in ("openpyxl", "calamine"):
        with closing(sqlite3.connect(folder / f"{engine}.sqlite")) as book:
            times.append(timed(partial(_by_pandas, pandas, path, engine, book)))
    return f"pandas.read_excel and to_sql: {times[0]:.2f} s (openpyxl), {times[1]:.2f} s (calamine)"


def _by_pandas(pandas: Any, path: Path, engine: str, book: sqlite3.Connection) -> None:
    pandas.read_excel(path, engine=engine).to_sql("sheet", book, index=False)


def test_a_large_workbook(sheet: Path, tmp_path: Path) -> None:
    phases: list[tuple[float, float, float]] = []

    def timed_phases() -> float:
        phases.append(ours(sheet, tmp_path))
        return sum(phases[-1])

    medians = race(lambda: bare(sheet), timed_phases, ROUNDS)
    read, planned, applied = (statistics.median(times) for times in zip(*phases[1:], strict=True))
    print()
    print(told(f"import of {ROWS:,} × 20 {sheet.stem}, end to end", medians, TARGET))
    print(f"  read {read:.2f} s, planned {planned:.2f} s, applied {applied:.2f} s", end="; ")
    print(f"SQLite alone writes the same rows in {sqlite_alone(tmp_path / 'speed.csdesk', tmp_path):.2f} s")
    print(f"  {pandas_alone(sheet, tmp_path)}")
