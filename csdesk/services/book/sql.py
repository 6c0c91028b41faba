"""Asking the book in SQL: reading only."""

from csdesk.store.book import Book
from csdesk.store.sql import Answer
from csdesk.store.sql import ask as ask_copy


def ask(book: Book, query: str, *, limit: int) -> Answer:
    """What one SELECT on the documented schema gives, at most `limit` rows; money is in minor units.

    Raises: SqlWrong, SqlOnlyReads, SqlTooLong.
    """
    return ask_copy(book, query, limit=limit)
