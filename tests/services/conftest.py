"""Fixtures of services: a customer, a small book, and the workbook that went out of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from csdesk.domain.ids import AccountId
from csdesk.store.book import Book
from tests.conftest import Samples
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


@pytest.fixture(scope="module")
def sample(samples: Samples) -> Iterator[Book]:
    """Mary Harrison's book; no test changes it."""
    with Book.view(samples()) as book:
        yield book
