"""The sample book's file: written once, whole or not at all, and found again as long as it is the same sample."""

from contextlib import suppress
from datetime import UTC, date, datetime, time
from pathlib import Path

from csdesk.domain.errors import BookExists, CsdeskError
from csdesk.domain.progress import Progress
from csdesk.folders import is_there
from csdesk.services.sample.dice import HISTORY_FROM, SEED
from csdesk.services.sample.writing import KNOWN, SAMPLE, sample_name, write_sample_as_it_came
from csdesk.store.backups import copy_to, settled
from csdesk.store.book import Book
from csdesk.store.haste import hurry
from csdesk.store.whereabouts import free_place, own_folder


class _Evening:
    """The clock of a book that is written as it came: the hour at which each day was written down."""

    def __init__(self) -> None:
        self._moment = datetime.combine(HISTORY_FROM, _HOUR)

    def __call__(self) -> datetime:
        return self._moment

    def turn_to(self, day: date) -> None:
        """The next day."""
        self._moment = datetime.combine(day, _HOUR)


_IN_MEMORY = 2_000
"""Up to so many accounts a sample is made in memory, where a hundred and fifty commits cost nothing."""
_HOUR = time(8, 0, tzinfo=UTC)


def sample_file(
    path: Path | None = None, *, accounts: int = KNOWN, seed: int = SEED, progress: Progress | None = None
) -> Path:
    """The sample book at a path, by default in the person's data folder; written if it is not there yet.

    A book that is there is kept as it is if it is this very sample, with whatever was changed in it.
    Raises: BookExists if something else is there, NoHome, NoPermission, NotAPlace, SampleStopped.
    """
    place = path or own_folder() / _file_name(accounts, seed)
    if is_there(place):
        if _holds(place, sample_name(accounts, seed)):
            return place
        raise BookExists(book=place.name, where=str(place))
    _write(place, accounts, seed, progress)
    return place


def _file_name(accounts: int, seed: int) -> str:
    if (accounts, seed) == (KNOWN, SEED):
        return "wingtip-mary.csdesk"
    return f"wingtip-{accounts}.csdesk" if seed == SEED else f"wingtip-{accounts}-{seed}.csdesk"


def _holds(place: Path, name: str) -> bool:
    with suppress(CsdeskError), Book.view(place) as book:
        return book.preference(SAMPLE) == name
    return False


def _write(place: Path, accounts: int, seed: int, progress: Progress | None) -> None:
    """Write it whole or not at all: in memory, or, where it is large, beside its place."""
    evening = _Evening()
    if accounts <= _IN_MEMORY:
        with Book.in_memory(clock=evening) as book:
            _fill(book, evening, accounts, seed, progress)
            copy_to(book, free_place(place))
        return
    with settled(free_place(place)) as part, Book.create(part, clock=evening) as book:
        hurry(book)
        _fill(book, evening, accounts, seed, progress)


def _fill(book: Book, evening: _Evening, accounts: int, seed: int, progress: Progress | None) -> None:
    write_sample_as_it_came(book, accounts=accounts, seed=seed, progress=progress, on_day=evening.turn_to)
