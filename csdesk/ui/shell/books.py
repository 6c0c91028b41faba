"""Opening, making and sampling books from the window."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from csdesk import settings
from csdesk.domain.errors import CsdeskError
from csdesk.services.book.books import default_book, first_book, found_place
from csdesk.ui.desk import Desk


def opened(path: Path, today: date) -> Desk | CsdeskError:
    """A desk on the book at a path, or why there is none."""
    try:
        desk = Desk(found_place(path), today)
    except CsdeskError as refused:
        return refused
    _remember(desk)
    return desk


def _remember(desk: Desk) -> None:
    """Open the same book next time; a sample is only looked at."""
    if not desk.is_sample:
        settings.save(replace(settings.load(), last_book=str(desk.path)))


def empty_book() -> Path:
    """The default book, made if there is none yet. Raises: NoHome; as `new_book`."""
    return first_book(default_book())


def sample_book() -> Path:
    """The sample book in the person's data folder, written if it is not there. Raises: as `sample_file`."""
    from csdesk.services.sample import sample_file

    return sample_file()
