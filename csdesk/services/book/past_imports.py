"""Past imports: what came when, and taking one back while rows that were edited since stay."""

from datetime import date

from csdesk.domain.arrivals import PastImport
from csdesk.domain.changes import ChangeSet
from csdesk.domain.progress import Progress
from csdesk.services.book.history import undo
from csdesk.store.arrivals import imports_made
from csdesk.store.book import Book


def past_imports(book: Book, *, limit: int = 100) -> list[PastImport]:
    """The imports that were made, the newest first, undone ones too."""
    return imports_made(book, limit)


def undo_import(book: Book, n: int, *, today: date, progress: Progress | None = None) -> ChangeSet:
    """Take an import back; rows that changed since stay, and `kept` names them.

    Raises: NoSuchChange where it was undone already; EditStopped.
    """
    return undo(book, n, today=today, keep=True, progress=progress)
