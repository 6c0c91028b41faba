"""The sample book's file: written once, whole or not at all, and found again as long as it is the same sample."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from csdesk import paths
from csdesk.domain.errors import BookExists, CsdeskError
from csdesk.services.sample.dice import SEED
from csdesk.services.sample.writing import KNOWN, SAMPLE, Progress, sample_name, write_sample
from csdesk.store.book import Book

_MADE_AT = datetime(2025, 11, 24, 8, 0, tzinfo=UTC)


def sample_file(
    path: Path | None = None, *, accounts: int = KNOWN, seed: int = SEED, progress: Progress | None = None
) -> Path:
    """The sample book at a path, by default in the person's data folder; written if it is not there yet.

    A book that is there is kept as it is if it is this very sample, with whatever was changed in it.
    Raises: BookExists if something else is there, NoPermission, SampleStopped.
    """
    place = path or paths.data_folder() / _file_name(accounts, seed)
    if place.exists():
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
    """Write beside the place first, so that a half written sample never stands in it."""
    part = place.with_name(f"{place.name}.part")
    part.unlink(missing_ok=True)
    try:
        with Book.create(part, clock=lambda: _MADE_AT) as book:
            write_sample(book, accounts=accounts, seed=seed, progress=progress)
        part.rename(place)
    finally:
        part.unlink(missing_ok=True)
