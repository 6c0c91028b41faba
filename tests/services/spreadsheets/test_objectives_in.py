"""Objectives by spreadsheet: two of one name in one account are two, with their own figures and readings."""

from collections.abc import Sequence
from datetime import date

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.objectives import Objective, Reading
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.services.answering import with_defaults

TODAY = date(2025, 11, 24)
Rows = Sequence[Sequence[Value]]
HEAD: list[Value] = ["Account", "Objective", "Baseline", "Target", "Due", "Current value"]
NORTH: list[Value] = ["Acme", "Cut the waiting time", 10, 5, date(2026, 3, 31), 8]
SOUTH: list[Value] = ["Acme", "Cut the waiting time", 40, 20, date(2026, 6, 30), 31]


def planned(book: Book, rows: Rows, tab: str, answers: dict[str, str] | None = None) -> Plan:
    grid = Grid(tab, tuple(tuple(r) for r in rows))
    return plan_import(book, [Source(f"{tab}.xlsx", repr(rows), TODAY, (grid,))], answers or {}, today=TODAY)


def brought(book: Book, rows: Rows, tab: str = "Objectives") -> Plan:
    plan = planned(book, rows, tab, with_defaults(planned(book, rows, tab)))
    apply_import(book, plan, today=TODAY)
    return plan


def figures(book: Book) -> list[tuple[float | None, float | None, list[float]]]:
    readings = book.all(Reading)
    return [
        (o.baseline, o.target, [r.value for r in readings if r.objective == o.id])
        for o in book.all(Objective)
    ]


def test_two_objectives_of_one_name_stay_two_and_come_again_as_the_same(book: Book) -> None:
    brought(book, [["Customer", "Segment"], ["Acme", "SMB"]], "Customers")
    brought(book, [HEAD, NORTH, SOUTH])
    assert figures(book) == [(10, 5, [8]), (40, 20, [31])]
    assert planned(book, [HEAD, NORTH, SOUTH, NORTH], "Objectives").values == ()
    brought(book, [HEAD, NORTH, [*SOUTH[:3], 25, *SOUTH[4:]]])
    assert figures(book) == [(10, 5, [8]), (40, 25, [31])]


def test_a_reading_that_names_two_objectives_says_so(book: Book) -> None:
    brought(book, [["Customer", "Segment"], ["Acme", "SMB"]], "Customers")
    brought(book, [HEAD, NORTH, SOUTH])
    plan = planned(
        book,
        [["Account", "Objective", "On", "Value"], ["Acme", "Cut the waiting time", TODAY, 7]],
        "Readings",
    )
    assert [p.told for p in plan.refused[0].problems] == ["2 objectives of that name (Cut the waiting time)"]
