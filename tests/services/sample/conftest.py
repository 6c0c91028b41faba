"""One sample book for all tests of this room; none of them changes it."""

from collections.abc import Iterator

import pytest

from csdesk.services.sample import write_sample
from csdesk.store.book import Book


@pytest.fixture(scope="package")
def sample() -> Iterator[Book]:
    """Mary Harrison's book."""
    with Book.in_memory() as book:
        write_sample(book)
        yield book
