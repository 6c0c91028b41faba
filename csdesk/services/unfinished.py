"""An unfinished import is one whose program ended in the middle: nothing of it stands, and the next start says so."""

from pathlib import Path

from csdesk.store.book import Book
from csdesk.store.history import operation
from csdesk.store.lock import cut_off


def unfinished(path: Path, book: Book) -> str:
    """The file whose import the writer before was at when it ended; nothing where there is none, or it stands."""
    number, _, label = cut_off(path).partition(" ")
    stands = not number.isdecimal() or operation(book, int(number)) is not None
    return "" if stands else label
