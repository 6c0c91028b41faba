"""An unfinished import is one whose program ended in the middle: nothing of it stands, and the next start says so."""

from csdesk.store.book import Book
from csdesk.store.history import operation


def unfinished(book: Book) -> str:
    """The file whose import the writer before was at when it ended; nothing where there is none, or it stands.

    Only the book that writes knows it.
    """
    number, _, label = book.cut_off.partition(" ")
    stands = not number.isdecimal() or operation(book, int(number)) is not None
    return "" if stands else label
