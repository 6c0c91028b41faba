"""Books: making a new one."""

import os
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


def is_held(path: Path) -> bool:
    """Whether a lock lies beside a book: somebody writes in it, or did when a program ended by force."""
    from csdesk.store.lock import lock_path

    return lock_path(Path(os.path.realpath(path))).exists()
