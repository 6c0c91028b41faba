"""A list whose name carries its day, or a number, is the list of before: what was answered for that holds."""

import pytest

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.services.spreadsheets.test_imports import SAVED, TODAY

HEAD: list[Value] = ["Customer", "ARR", "Zodiac"]
FIRST: list[list[Value]] = [HEAD, ["Acme", 5, "Leo"], ["Bolt", 6, "Aries"]]
LATER: list[list[Value]] = [*FIRST, ["Corvid", 7, "Virgo"]]


def planned(book: Book, name: str, rows: list[list[Value]], **answers: str) -> Plan:
    grid = Grid(name, tuple(tuple(r) for r in rows))
    source = Source(f"{name}.csv", f"{hash((name, repr(rows))):x}", SAVED, (grid,))
    return plan_import(book, [source], {f"columns:{name}:{k}": v for k, v in answers.items()}, today=TODAY)


def came(book: Book, name: str) -> None:
    assert apply_import(book, planned(book, name, FIRST, unknown="omit"), today=TODAY)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("customers_2026-11-01", "customers_2026-11-08"),
        ("customers", "customers (1)"),
        ("Customers Nov 2026", "Customers Dec 2026"),
        ("Kunden KW47", "Kunden KW48 - Kopie"),
        ("2026-11-01", "2026-11-08"),
    ],
)
def test_what_was_left_out_of_last_weeks_list_is_left_out_of_this_weeks(
    book: Book, before: str, now: str
) -> None:
    came(book, before)
    plan = planned(book, now, LATER)
    assert [q.key for q in plan.open] == []
    assert {c.header: c.sent for c in plan.sheets[0].columns}["Zodiac"] is None


def test_a_list_of_another_name_is_asked_about(book: Book) -> None:
    came(book, "customers_2026-11-01")
    assert [q.key for q in planned(book, "partners_2026-11-08", LATER).open] == [
        "columns:partners_2026-11-08:unknown"
    ]


def test_a_list_of_that_name_with_other_columns_is_asked_about(book: Book) -> None:
    came(book, "customers_2026-11-01")
    rows: list[list[Value]] = [
        ["Customer", "Phone", "Zodiac"],
        ["Acme", "030 1", "Leo"],
        ["Bolt", "030 2", "Leo"],
    ]
    assert "columns:customers_2026-11-08:unknown" in [
        q.key for q in planned(book, "customers_2026-11-08", rows).open
    ]


def test_of_several_lists_of_before_the_last_one_counts(book: Book) -> None:
    came(book, "customers_2026-11-01")
    later = planned(book, "customers_2026-11-08", LATER)
    assert apply_import(book, later, today=TODAY)
    last = planned(book, "customers_2026-11-15", [*LATER, ["Dune", 8, "Leo"]])
    assert [q.key for q in last.open] == []
    assert apply_import(book, last, today=TODAY)
