"""A sheet of risks often has no days: they are open since the day of the sheet, and the next list doubles none."""

from datetime import date

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.risks import Risk
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book

FIRST, LATER, TODAY = date(2025, 11, 14), date(2025, 11, 21), date(2025, 11, 24)
HEAD: tuple[Value, ...] = ("Customer", "Risk", "Impact", "Status")
ROWS: tuple[tuple[Value, ...], ...] = (
    ("Pinder Glass", "Sponsor left", "high", "open"),
    ("Dune Travel", "Price", "low", "open"),
)


def planned(book: Book, *rows: tuple[Value, ...], name: str = "Risks", on: date = FIRST) -> Plan:
    customers = Grid("Customers", (("Customer", "MRR"), ("Pinder Glass", 100), ("Dune Travel", 200)))
    source = Source("list.xlsx", repr((rows, on)), on, (customers, Grid(name, (HEAD, *rows))))
    return plan_import(book, [source], {}, today=TODAY)


def test_risks_without_days_are_open_since_the_day_of_their_sheet_which_is_told(book: Book) -> None:
    plan = planned(book, *ROWS)
    assert plan.open == ()
    assert (
        "2 risks are open since 14 Nov 2025, the day of the sheet: no column says it." in plan.sheets[1].notes
    )
    apply_import(book, plan, today=TODAY)
    assert {r.opened_on for r in book.all(Risk)} == {FIRST}


def test_the_next_list_doubles_none_and_may_close_them(book: Book) -> None:
    apply_import(book, planned(book, *ROWS), today=TODAY)
    again = planned(book, *ROWS, on=LATER)
    assert [r.result for r in again.sheets[1].rows] == [Result.SAME, Result.SAME]
    apply_import(book, planned(book, (*ROWS[0][:3], "closed"), ROWS[1], on=LATER), today=TODAY)
    assert [(r.opened_on, r.closed_on) for r in book.all(Risk)] == [(FIRST, LATER), (FIRST, None)]


def test_a_column_of_risks_in_a_list_of_customers_makes_it_no_list_of_risks(book: Book) -> None:
    plan = planned(book, *ROWS, name="Overview")
    assert plan.sheets[1].row_noun == "account"
    assert not [v for v in plan.values if isinstance(v, Risk)]
    assert {a.account for a in plan.values if isinstance(a, Account)} == {"Pinder Glass", "Dune Travel"}
