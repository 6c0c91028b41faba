"""Books: making a new one."""

from pathlib import Path

from csdesk.store.book import Book


def new_book(path: Path) -> Path:
    """An empty book at a path. Raises: BookExists, NoPermission."""
    Book.create(path).close()
    return path
