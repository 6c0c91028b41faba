"""The names that a book holds and a scope or a measure asks for: usage measures, segments, products."""

from csdesk.store.book import Book


def usage_measures(book: Book) -> tuple[str, ...]:
    """The names of what was measured of use, in order."""
    return _named(book, "SELECT DISTINCT measure FROM usage ORDER BY measure")


def segments(book: Book) -> tuple[str, ...]:
    """The segments of accounts, in order."""
    return _named(book, "SELECT DISTINCT segment FROM accounts WHERE segment IS NOT NULL ORDER BY segment")


def product_names(book: Book) -> tuple[str, ...]:
    """The names of products, in order."""
    return _named(book, "SELECT DISTINCT product FROM products ORDER BY product")


def _named(book: Book, sql: str) -> tuple[str, ...]:
    return tuple(name for (name,) in book.rows(sql))
