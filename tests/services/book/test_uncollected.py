"""While a large file is read nobody looks for cycles, and nobody looks through what it made later."""

import gc
from collections.abc import Iterator
from datetime import date

import pytest

from csdesk.domain.imports.cells.grid import Grid, Source
from csdesk.services.book.uncollected import uncollected
from csdesk.services.spreadsheets.imports import plan_import
from csdesk.store.book import Book

MANY, FEW = 60_000, 100
DAY = date(2025, 11, 24)


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    """Python looks for cycles, as it does on the command line; the window does that by itself."""
    on = gc.isenabled()
    gc.enable()
    yield
    gc.unfreeze()
    if not on:
        gc.disable()


def made(count: int) -> list[list[int]]:
    with uncollected():
        assert not gc.isenabled()
        values = [[n] for n in range(count)]
    assert gc.isenabled()
    return values


def test_a_million_values_are_not_looked_through_once_they_are_made() -> None:
    before = gc.get_freeze_count()
    values = made(MANY)
    assert gc.get_freeze_count() > before + len(values)


def test_a_few_values_are_looked_through_as_ever() -> None:
    gc.unfreeze()
    made(FEW)
    assert gc.get_freeze_count() == 0


def test_who_looks_for_no_cycles_does_not_begin_to() -> None:
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()


def test_a_plan_leaves_no_cycles_behind_that_hold_its_rows(book: Book) -> None:
    rows = [(f"Customer {n}", f"c{n}.example", n) for n in range(FEW)]
    grid = Grid("Customers", (("Customer", "Domain", "MRR"), *rows))
    source = Source("list.xlsx", "a", DAY, (grid,))
    plan_import(book, [source], {}, today=DAY)
    gc.freeze()  # what other tests left is not looked through
    gc.disable()
    plan_import(book, [source], {}, today=DAY)
    assert gc.collect() < FEW
