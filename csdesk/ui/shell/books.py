"""Opening, making and sampling books from the window."""

from datetime import date
from pathlib import Path

from csdesk import paths, wording
from csdesk.domain.errors import CsdeskError
from csdesk.store.book import Book
from csdesk.ui.desk import Desk


def opened(path: Path, today: date) -> Desk | str:
    """A desk on the book at a path, or the sentence that says why not."""
    try:
        return Desk(path.resolve(), today)
    except CsdeskError as refused:
        return f"{wording.sentence(refused)} {wording.next_step(refused)}"


def empty_book() -> Path:
    """The default book, made if there is none yet."""
    path = paths.default_book()
    if not path.exists():
        Book.create(path).close()
    return path


def sample_book() -> Path:
    """The sample book in the person's data folder, written if it is not there."""
    from csdesk.services.sample import sample_file

    return sample_file()
