"""The keeper edits a book, backs it up and restores it, until it is killed.

`python -m tests.survival.keeper BOOK FOLDER SEED`: before each work one line `begin WORK` with a checksum of what the
book holds and, for a restore, one of what it will hold; after it `done WORK` with a checksum of what it holds then.
"""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.services.book.keeping import backup
from csdesk.store.backups import backups_in
from csdesk.store.book import Book
from csdesk.store.restore import restore
from tests.survival.witness import content_of

TODAY = date(2025, 11, 24)
KEPT = 6


def held_by(path: Path) -> str:
    """A checksum of all that a book holds."""
    with Book.view(path) as book:
        return content_of(book)


def edit(path: Path) -> None:
    """Add an account."""
    with Book.open(path) as book, book.change(Verb.ADD, label="one more", today=TODAY):
        book.put(Account(id=AccountId(book.new_id()), account=f"Customer {book.new_id()}"))


def keep(path: Path, folder: Path) -> None:
    """Write a backup."""
    with Book.view(path) as book:
        backup(book, folder, now=datetime.now(UTC))


def go_back(path: Path, chosen: Path) -> None:
    """Restore a backup; of the old books that were kept beside it, the newest few stay."""
    restore(chosen, path, now=datetime.now(UTC))
    kept = sorted(path.parent.glob("* before restore *.csdesk"), key=lambda p: p.stat().st_ino)
    for old in kept[:-KEPT]:
        old.unlink()


def main(arguments: list[str]) -> None:
    """Work until killed."""
    path, folder, rng = Path(arguments[0]), Path(arguments[1]), Random(arguments[2])
    while True:
        _work(path, folder, rng)


def _work(path: Path, folder: Path, rng: Random) -> None:
    good = backups_in(folder)
    work = rng.choice(["edit", "backup", "restore", "restore"] if good else ["edit", "backup"])
    chosen = folder / rng.choice(good).file if good else path
    _say("begin", work, held_by(path), held_by(chosen) if work == "restore" else "")
    if work == "edit":
        edit(path)
    elif work == "backup":
        keep(path, folder)
    else:
        go_back(path, chosen)
    _say("done", work, held_by(path), "")


def _say(*words: str) -> None:
    sys.stdout.write(" ".join(words).rstrip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
