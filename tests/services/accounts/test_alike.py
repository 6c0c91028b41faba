"""Two rows that may be one account stand beside each other: from the file, from another sheet, or from the book."""

from datetime import date

from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.services.accounts.alike import Pair, pairs_of, row_of
from csdesk.services.book.editing import add_row
from csdesk.services.spreadsheets.imports import plan_import
from csdesk.store.book import Book
from tests.services.spreadsheets.test_imports import TODAY

HEAD: tuple[Value, ...] = ("Customer", "Website", "ARR")


def source(*rows: tuple[Value, ...], name: str = "List") -> Source:
    return Source(f"{name}.xlsx", name, date(2025, 11, 20), (Grid(name, (HEAD, *rows)),))


def pair(book: Book, *sources: Source) -> Pair:
    plan = plan_import(book, sources, {}, today=TODAY)
    (found,) = pairs_of(book, sources, plan).values()
    return found


def test_a_row_stands_beside_the_account_of_the_book(book: Book) -> None:
    add_row(book, "account", {"account": "Marlow Inc", "domain": "marlow.example"}, today=TODAY)
    found = pair(book, source(("Marlow Ltd", "other.example", 5)))
    assert (found.one, found.other) == ("Row 2", "In the book")
    assert found.lines[:2] == (
        ("Customer", "Marlow Ltd", "Marlow Inc"),
        ("Website", "other.example", "marlow.example"),
    )


def test_a_row_stands_beside_the_row_that_it_is_like(book: Book) -> None:
    found = pair(book, source(("Marlow Inc", None, 5), ("Marlow Ltd", "marlow.example", 7)))
    assert (found.one, found.other) == ("Row 3", "Row 2")
    assert found.lines == (
        ("Customer", "Marlow Ltd", "Marlow Inc"),
        ("Website", "marlow.example", ""),
        ("ARR", "7", "5"),
    )


def test_a_row_past_the_end_of_its_sheet_says_nothing(book: Book) -> None:
    sources = (source(("Marlow Inc", None, 5)),)
    plan = plan_import(book, sources, {}, today=TODAY)
    assert [text for _, text in row_of(sources, plan.sheets[0], 99)] == ["", "", ""]
