"""Fixtures of a round trip: a small book, and the workbook that went out of it."""

from pathlib import Path

import pytest

from csdesk.store.book import Book
from tests.services.round_trip import fill, sent


@pytest.fixture
def there(book: Book) -> Book:
    """A book with something in every sheet."""
    fill(book)
    return book


@pytest.fixture
def sheet(there: Book, tmp_path: Path) -> Path:
    """Its workbook, as it went out."""
    return sent(there, tmp_path / "book.xlsx")
