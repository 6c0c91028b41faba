"""Books: making a new one."""

from pathlib import Path

from csdesk.domain.preferences import OWNER
from csdesk.store.book import Book


def owner_of(book: Book) -> str:
    """Whose book it is; empty where it does not say."""
    return book.preference(OWNER) or ""


def new_book(path: Path) -> Path:
    """An empty book at a path. Raises: BookExists, NoPermission."""
    Book.create(path).close()
    return path
