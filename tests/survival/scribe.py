"""The scribe does everything that csdesk writes, and leaves in the layer's log what it was promised.

`python -m tests.survival.scribe FOLDER SEED STEPS [PRAGMA …]`, with the layer beneath: `begin` and the name of a step
before it; after it, when the call has returned, a promise as JSON: what the book holds, which backups, exports and
kept books there are. `FOLDER/book.csdesk` is opened, and migrated where it is old; where it is not there it is made.
A sheet
`FOLDER/customers.csv` is imported again and again. A pragma is set on each writing connection, to see what it is worth.
"""

import itertools
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from csdesk.domain.errors import CsdeskError
from csdesk.services.book.keeping import backup
from csdesk.services.spreadsheets.exports import export_book
from csdesk.services.spreadsheets.imports import read_files
from csdesk.store.backups import backups_in
from csdesk.store.book import Book
from csdesk.store.ids import uuid7
from csdesk.store.restore import restore
from tests.survival.keeper import held_by
from tests.survival.layer import say
from tests.survival.witness import content_of, past_of
from tests.survival.worker import Importing, Work, bring_again, edit, take_back, touch

TODAY, NOON = date(2025, 11, 24), datetime(2025, 11, 24, 12, tzinfo=UTC)


@dataclass
class Promise:
    """What must be there after a step that returned. Files are named by their path beneath the folder."""

    step: str = ""
    n: int = 0
    past: str = ""
    content: str = ""
    backups: dict[str, str] = field(default_factory=dict)
    exports: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)


def held_in(book: Book, promise: Promise) -> Promise:
    """A promise that this is in the book: its last operation, the journal up to it, and all that it holds."""
    promise.n = book.rows("SELECT coalesce(max(n), 0) FROM operations")[0][0]
    promise.past, promise.content = past_of(book, promise.n), content_of(book)
    return promise


class Scribe:
    """One session of work on one book."""

    def __init__(self, folder: Path, rng: Random, pragmas: list[str]) -> None:
        self._folder, self._rng, self._pragmas = folder, rng, pragmas
        self._path = folder / "book.csdesk"
        self._promise = Promise()
        self._seconds = itertools.count()

    def _now(self) -> datetime:
        return NOON + timedelta(seconds=next(self._seconds))

    def _id(self) -> str:
        return uuid7(self._now(), self._rng.getrandbits(74))

    @contextmanager
    def _book(self) -> Iterator[Book]:
        with Book.open(self._path, clock=self._now, ids=self._id) as book:
            for pragma in self._pragmas:
                book._connection.execute(f"PRAGMA {pragma}")
            yield book

    def work(self, steps: int) -> None:
        """Do so many things, one after the other."""
        self._done("open", self._open)
        works: dict[str, Work] = {"touch": touch, "edit": edit, "undo": take_back, "redo": bring_again}
        if (self._folder / "customers.csv").exists():
            works["import"] = Importing(read_files([self._folder / "customers.csv"], day=TODAY)[0])
        whole: dict[str, Callable[[], object]] = {
            "backup": self._backup, "restore": self._restore, "export": self._export
        }  # fmt: skip
        names = [*([*works, "edit", "touch"] * 2), *whole, *whole]
        for name in [*list(works)[-1:], *(self._rng.choice(names) for _ in range(steps))]:
            self._done(name, whole[name] if name in whole else partial(self._change, works[name]))

    def _done(self, step: str, work: Callable[[], object]) -> None:
        say(f"begin {step}")
        work()
        self._promise.step = step
        with Book.view(self._path) as book:
            held_in(book, self._promise)
        say(json.dumps(asdict(self._promise)))

    def _open(self) -> None:
        if not self._path.exists():
            Book.create(self._path, clock=self._now, ids=self._id).close()
        with self._book():
            pass

    def _change(self, work: Work) -> None:
        with self._book() as book:
            try:
                work(book, self._rng)
            except CsdeskError:
                return

    def _backup(self) -> None:
        with Book.view(self._path) as book:
            made, _ = backup(book, self._folder / "safe", now=self._now())
        self._promise.backups[f"safe/{made.file}"] = made.sha256

    def _restore(self) -> None:
        good = backups_in(self._folder / "safe")
        if not good:
            return
        held = held_by(self._path)
        done = restore(self._folder / "safe" / self._rng.choice(good).file, self._path, now=self._now())
        if done.kept_as:
            self._promise.kept[done.kept_as.name] = held

    def _export(self) -> None:
        name = f"all{self._rng.choice(['.csv', '.json', '.xlsx'])}"
        with Book.view(self._path) as book:
            self._promise.exports[name] = export_book(book, self._folder / name, today=TODAY).sha256


def recover(folder: Path) -> None:
    """Only open the book, as the next start does."""
    with suppress(CsdeskError):
        Book.open(folder / "book.csdesk").close()


if __name__ == "__main__":
    if sys.argv[2] == "recover":
        recover(Path(sys.argv[1]))
    else:
        Scribe(Path(sys.argv[1]), Random(sys.argv[2]), sys.argv[4:]).work(int(sys.argv[3]))
