"""Books: making a new one, and bringing an older one up to date."""

from pathlib import Path

from csdesk import paths
from csdesk.domain.errors import BookNotFound, CsdeskError, NoHome
from csdesk.domain.preferences import OWNER
from csdesk.folders import is_there
from csdesk.store.book import Book
from csdesk.store.whereabouts import found_place

__all__ = [
    "default_book",
    "first_book",
    "found_place",
    "is_held",
    "is_older",
    "new_book",
    "owner_of",
    "renew_book",
]


def owner_of(book: Book) -> str:
    """Whose book it is; empty where it does not say."""
    return book.preference(OWNER) or ""


def default_book() -> Path:
    """The book that opens when none is named; it may not be there yet. Raises: NoHome."""
    try:
        return paths.default_book()
    except RuntimeError as nowhere:
        raise NoHome from nowhere


def new_book(path: Path) -> Path:
    """An empty book at a path. Raises: BookExists, NoPermission."""
    Book.create(path).close()
    return path


def first_book(path: Path) -> Path:
    """The book at a path, made if there is none yet. Raises: NoPermission."""
    return path if is_there(path) else new_book(path)


def is_older(path: Path) -> bool:
    """Whether a book is brought up to date, after a backup, before it can be opened; False for what is no book."""
    from csdesk.store.connection import may_write
    from csdesk.store.header import read_header
    from csdesk.store.version import VERSION

    try:
        return read_header(path).version < VERSION and may_write(path)
    except (CsdeskError, OSError):
        return False


def renew_book(path: Path) -> None:
    """Back an older book up, and bring it up to date. Raises: as `Book.open`."""
    Book.open(path).close()


def is_held(path: Path) -> bool:
    """Whether a lock lies beside a book: somebody writes in it, or did when a program ended by force."""
    from csdesk.store.lock import lock_path

    try:
        return is_there(lock_path(found_place(path)))
    except BookNotFound:
        return False
