"""What the Account page asks the book, and the long work that it starts."""

from pathlib import Path
from typing import TYPE_CHECKING

from csdesk.domain.ids import AccountId
from csdesk.domain.timeline import Entry, EntryKind
from csdesk.ui.desk import Desk

if TYPE_CHECKING:
    from csdesk.services.portrait import Portrait
    from csdesk.store.book import Book

Named = list[tuple[str, str]]
"""Ids with names."""


class PortraitQuestion:
    """Everything of one account on the desk's day."""

    def __init__(self, desk: Desk, account: AccountId) -> None:
        self._today, self._account = desk.today, account

    def __call__(self, book: "Book") -> "Portrait | None":
        from csdesk.services.portrait import portrait_of

        return portrait_of(book, self._account, as_of=self._today)


class WeeksQuestion:
    """The last twelve weekly scores of one account."""

    def __init__(self, desk: Desk, account: AccountId) -> None:
        self._today, self._account = desk.today, account

    def __call__(self, book: "Book") -> tuple[AccountId, tuple[float | None, ...]]:
        from csdesk.services.health import history

        past = history(book, self._account, as_of=self._today)
        scores = [score.tenths if score else None for _, score in past]
        return self._account, tuple(None if s is None else s / 10 for s in scores)


class OthersQuestion:
    """With which others a row can be merged."""

    def __init__(self, noun: str, id_: str) -> None:
        self._noun, self._id = noun, id_

    def __call__(self, book: "Book") -> tuple[str, tuple[str, str], Named]:
        from csdesk.services.merging import others_of

        own, others = others_of(book, self._noun, self._id)
        return self._noun, own, others


class DeckWork:
    """Writes a deck from a view of the book of its own, so that nothing waits for it."""

    def __init__(self, desk: Desk, account: AccountId, path: Path) -> None:
        self._today, self._account, self._path = desk.today, account, path

    def __call__(self, book: "Book", progress: object) -> str:
        del progress
        from csdesk.services.reviews import write_qbr

        written = write_qbr(book, self._account, self._path, as_of=self._today)
        return " ".join([f"{written.slides} slides written: {self._path.name}.", *written.cautions[:1]])


def word_of(entry: Entry) -> str:
    """The noun behind an entry of the timeline."""
    if entry.kind is EntryKind.CONTRACT:
        return "subscription" if entry.how in {"signed", "left"} else "renewal"
    return entry.kind.value
