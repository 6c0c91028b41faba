"""A book's identity: who it is wherever its file lies, and since when there has been one."""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csdesk.store.book import Book


def uid_of(book: "Book") -> str:
    """The id that a book keeps through copies, backups and restores; empty where it has none."""
    return _meta(book, "uid")


def born_at(book: "Book") -> datetime | None:
    """When the book was made; None where it does not say."""
    said = _meta(book, "created_at")
    return datetime.fromisoformat(said) if said else None


def _meta(book: "Book", key: str) -> str:
    found = book.rows("SELECT value FROM meta WHERE key = ?", (key,))
    return str(found[0][0]) if found else ""
