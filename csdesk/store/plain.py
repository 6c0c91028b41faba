"""A plain row is a row as it stands in the file, with the ids of what it refers to: quick to read, and exact."""

from datetime import date
from typing import Any

from csdesk.domain.fields import Noun
from csdesk.domain.hindsight import as_they_were
from csdesk.store.book import Book
from csdesk.store.rows import Plain, mapper

PlainRow = tuple[Plain, ...]
"""The cells of a row by its noun's fields, the id first."""


def plain_rows(book: Book, noun: Noun, *, as_of: date | None = None) -> list[PlainRow]:
    """The rows of a noun in order of entry; with `as_of`, as they were at the end of that day."""
    mapped = mapper(noun.type)
    if as_of is None:
        return book.rows(f"{mapped.select} ORDER BY t.pk")
    rows: list[Any] = book.all(noun.type)
    return [mapped.image(row) for row in as_they_were(rows, as_of)]


def value_of(noun: Noun, cells: PlainRow) -> Any:
    """The value of a plain row. Raises: ValueError, TypeError, ArithmeticError for what no field holds."""
    return mapper(noun.type).value(cells)
