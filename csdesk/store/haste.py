"""Haste: a new book that is thrown away where its writing fails need not survive a power cut meanwhile."""

from csdesk.store.book import Book

_PRAGMAS = ("journal_mode = OFF", "synchronous = OFF")


def hurry(book: Book) -> None:
    """From here on nothing can be taken back, and the file is whole only once it is closed and synced."""
    for pragma in _PRAGMAS:
        book.rows(f"PRAGMA {pragma}")
