"""Fixtures of services: a customer, a small book, and the workbook that went out of it."""

from pathlib import Path

import pytest

from csdesk.domain.ids import AccountId
from csdesk.store.book import Book
from tests.services.health_books import add_account
from tests.services.round_trip import fill, sent


@pytest.fixture
def corvid(book: Book) -> AccountId:
    """A customer of whom nothing is known yet."""
    return add_account(book, "Corvid")


@pytest.fixture
def there(book: Book) -> Book:
    """A book with something in every sheet."""
    fill(book)
    return book


@pytest.fixture
def sheet(there: Book, tmp_path: Path) -> Path:
    """Its workbook, as it went out."""
    return sent(there, tmp_path / "book.xlsx")
