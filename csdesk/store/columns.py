"""A column is one field of all rows of a noun: for questions about many rows that need little of each."""

from typing import Any

from csdesk.store.book import Book
from csdesk.store.rows import mapper


def columns(book: Book, noun: type, *names: str) -> list[tuple[Any, ...]]:
    """A few fields of all rows, row by row in order of entry; none of them refers to another table."""
    mapped = mapper(noun)
    return mapped.told(names, book.rows(f"{mapped.some(names)} ORDER BY t.pk"))
