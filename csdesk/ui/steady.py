"""A steady answer: a question is several reads, and what is changed between two of them must not be its end."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from csdesk.store.book import Book

T = TypeVar("T")
_TRIES = 5


def steadily(question: "Callable[[Book], T]", book: "Book") -> T:
    """Ask; where it failed and the book was changed meanwhile, ask again. Raises: what the question raises."""
    for _ in range(_TRIES):
        seen = book.seen()
        try:
            return question(book)
        except Exception:
            if book.seen() == seen:
                raise
    return question(book)
