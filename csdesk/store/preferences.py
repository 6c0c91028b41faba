"""What a book prefers, as it keeps it."""

from csdesk.domain.preferences import Preference
from csdesk.store.book import Book


def preferences(book: Book) -> dict[str, str]:
    """Everything that the book prefers, by name."""
    return {p.id: p.value for p in book.all(Preference)}
