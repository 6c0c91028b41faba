"""A column is one field of all rows of a noun: for questions about many rows that need little of each."""

from collections.abc import Sequence
from typing import Any

from csdesk.store.book import Book
from csdesk.store.rows import mapper


def columns(book: Book, noun: type, *names: str) -> list[Sequence[Any]]:
    """A few fields of all rows, each in order of entry; none of them refers to another table."""
    mapped = mapper(noun)
    cells = book.columns(f"{mapped.some(names)} ORDER BY t.pk")
    return [mapped.read(name, some) for name, some in zip(names, cells, strict=True)]
