"""Keeping: backups of the book, the way back to one, and its check."""

import itertools
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from csdesk import settings
from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet
from csdesk.domain.errors import BookExists, CsdeskError, NoSuchBackup
from csdesk.domain.preferences import CLOCK
from csdesk.folders import is_folder, is_there
from csdesk.store.backups import (
    Backup,
    Since,
    back_up,
    backups_in,
    copy_to,
    folder_for,
    manifest_of,
    newest_in,
    since,
)
from csdesk.store.book import Book
from csdesk.store.check import Problem, problems_of
from csdesk.store.identity import born_at
from csdesk.store.lock import break_lock as break_lock_of
from csdesk.store.place import Place, place_of
from csdesk.store.restore import Restored
from csdesk.store.restore import restore as restore_from
from csdesk.store.salvage import Salvaged
from csdesk.store.salvage import salvage as salvage_into
from csdesk.store.whereabouts import free_place, own_folder

if TYPE_CHECKING:
    from csdesk.store.foreign import TakenIn
    from csdesk.store.repair import Repaired

__all__ = ["Backup", "Overview", "Place", "Problem", "Restored", "Salvaged", "Since"]
_LARGE = 300_000_000
"""Bytes of a book that is no longer copied into memory only to be checked."""
PATIENCE = timedelta(days=3)
"""How long a book may be on one disk only before the status line says so."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup with its path; its copy in the second place where one is set, or why there is none."""

    made: Backup
    path: Path
    second: Path | None = None
    fault: CsdeskError | None = None


def backup(
    book: Book, folder: Path | None = None, *, now: datetime, reason: str = "asked for"
) -> tuple[Backup, Path]:
    """A verified backup in a folder, by default the book's own; the backup and its path.

    Raises: BackupFailed, NoPermission.
    """
    assert book.path is not None
    where = folder or folder_for(book.path)
    made = back_up(book, where, reason=reason, now=now)
    return made, where / made.file


def keep(book: Book, *, now: datetime, reason: str) -> Kept:
    """A verified backup in the book's own folder, and another in the second place where one is set.

    A second place that is not there takes nothing away from the first: `fault` says why.
    Raises: BackupFailed, NoPermission.
    """
    assert book.path is not None
    made, path = backup(book, now=now, reason=reason)
    place = second_place()
    if place is None:
        return Kept(made, path)
    where = place / folder_for(book.path).name
    try:
        second, at = backup(book, where, now=now, reason=reason)
    except CsdeskError as fault:
        return Kept(made, path, fault=fault)
    del second
    return Kept(made, path, at)


def keep_before(book: Book, what: str) -> None:
    """A verified copy of a book that holds something, before much of it is changed at once.

    Raises: BackupFailed, NoPermission.
    """
    if book.path is not None and book.all(Account):
        keep(book, now=book.clock(), reason=f"before {what}")


def second_place() -> Path | None:
    """The folder that takes a copy of every backup; None where none was chosen, or none is wanted."""
    chosen = settings.load().second_place
    return None if chosen in {"", settings.DECLINED} else Path(chosen).expanduser()


@dataclass(frozen=True, slots=True)
class Safety:
    """How safe a book is: its newest backup, and whether it is on this computer only without anybody's consent."""

    last_backup: datetime | None
    only_here: bool


def safety(book: Book, *, now: datetime) -> Safety:
    """How safe the book is now. No copy is read."""
    return Safety(last_backup(book), only_here(book, now=now))


def only_here(book: Book, *, now: datetime) -> bool:
    """Whether the book has been on this computer only for more than three days, and nobody has said that it may.

    A sample book may.
    """
    born = born_at(book)
    if born is None or now - born <= PATIENCE or book.preference(CLOCK):
        return False
    return not settings.load().second_place


def last_backup(book: Book) -> datetime | None:
    """When the newest backup was made, as its manifest says; None where there is none. No copy is read."""
    assert book.path is not None
    newest = newest_in(folder_for(book.path))
    return datetime.fromisoformat(newest.made_at) if newest else None


def backups(book_path: Path, folder: Path | None = None) -> tuple[Path, list[Backup], list[Backup]]:
    """The folder; the good backups in it, newest first; and those listed whose file is gone or altered.

    The book itself need not be there. Every file is read. Raises: NoHome.
    """
    where = folder or folder_for(book_path)
    good = backups_in(where)
    return where, good, [b for b in manifest_of(where) if b not in good]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that a person needs to choose a backup: the good ones, newest first, with what the book has that
    each has not (None where the book cannot be read), how many are not offered, and where all of it lies.

    `second`: the newest backup in the second place; `missing`: a second place is set, and is not there.
    """

    folder: Path
    good: tuple[tuple[Backup, Since | None], ...]
    bad: int
    place: Place
    second_place: Path | None
    second: Backup | None
    missing: bool


def overview(book_path: Path) -> Overview:
    """The backups of a book that need not be readable. Every file is read. Raises: NoHome."""
    folder, good, bad = backups(book_path)
    differences: list[Since | None] = [None] * len(good)
    with suppress(CsdeskError), Book.view(book_path) as book:
        differences = [*compared(book, good)]
    second = second_place()
    where = second / folder.name if second else None
    return Overview(
        folder,
        tuple(zip(good, differences, strict=True)),
        len(bad),
        place_of(book_path),
        second,
        newest_in(where) if where else None,
        second is not None and not is_folder(second),
    )


def compared(book: Book, among: list[Backup]) -> list[Since]:
    """What the book has that each of these backups has not."""
    return [since(book, one) for one in among]


def restore(backup: str, book_path: Path, *, now: datetime) -> Restored:
    """Put a backup in the place of the book, which is kept beside it; `backup` is a path, or a name or number
    in the book's own folder of backups. The book must not be open in this process.

    A book that can still be read is backed up first, unless one of its backups has all of it.
    Raises: NoSuchBackup; as `csdesk.store.restore.restore`.
    """
    file = _file_of(backup, book_path)
    _keep_before(book_path, now)
    return restore_from(file, book_path, now=now)


def _keep_before(book_path: Path, now: datetime) -> None:
    with suppress(CsdeskError), Book.view(book_path) as book:
        nothing = Since(0, 0, apart=False)
        if all(since(book, one) != nothing for one in manifest_of(folder_for(book_path))):
            keep(book, now=now, reason="before a restore")


def _file_of(backup: str, book_path: Path) -> Path:
    with suppress(OSError, ValueError, RuntimeError):  # no name that a file could have
        named = Path(backup).expanduser()
        if is_there(named):
            return named
    folder = folder_for(book_path)
    for known in manifest_of(folder):
        if backup in {str(known.number), known.file}:
            return folder / known.file
    raise NoSuchBackup(name=backup)


def save_copy(book: Book, target: Path) -> Path:
    """All that an open book holds, as a verified book of its own; also where its file is gone or replaced.

    Raises: NotWritten, BackupFailed, NoPermission, BookExists.
    """
    if is_there(target):
        raise BookExists(book=target.name, where=str(target))
    copy_to(book, target)
    return target


def check(book: Book, *, deep: bool = False) -> list[Problem]:
    """What is wrong with the book; an empty list is a good book."""
    return problems_of(book, deep=deep)


def repair(book: Book, *, now: datetime, today: date) -> "tuple[Kept | None, Repaired]":
    """Repair what a deep check finds, after a verified backup; a whole book is left alone, without one.

    Raises: BackupFailed; as `csdesk.store.repair.repair`.
    """
    from csdesk.store.repair import Repaired
    from csdesk.store.repair import repair as repaired

    if not problems_of(book, deep=True):
        return None, Repaired((), ())
    kept = keep(book, now=now, reason="before a repair")
    return kept, repaired(book, today=today)


def mend(book: Book, *, today: date) -> ChangeSet | None:
    """Repair from the window; the change that can be undone, if facts were mended. Raises: as `repair`."""
    _, done = repair(book, now=book.clock(), today=today)
    return done.change


def rotten(book: Book) -> list[Problem]:
    """What a deep check finds, on a copy in memory: no commit waits for it. A very large book is checked as it is."""
    assert book.path is not None
    if book.path.stat().st_size > _LARGE:
        return problems_of(book, deep=True)
    with book.copy() as copy:
        return problems_of(copy, deep=True)


def move_here(book_path: Path) -> Path:
    """A verified copy of a book in the person's own folder, under a name that nothing has; the book stays.

    Raises: NoHome, NoPermission, NotAPlace, NotWritten, BackupFailed.
    """
    place = free_place(_unused(own_folder(), book_path.stem))
    with Book.view(book_path) as book:
        return save_copy(book, place)


def _unused(folder: Path, stem: str) -> Path:
    names = (f"{stem}{f' ({n})' if n > 1 else ''}.csdesk" for n in itertools.count(1))
    return next(p for p in (folder / name for name in names) if not is_there(p))


def salvage(book_path: Path, into: Path, *, now: datetime, today: date) -> Salvaged:
    """What can still be read of a damaged book, in a new one; the damaged file stays as it is.

    Raises: as `csdesk.store.salvage.salvage`.
    """
    return salvage_into(book_path, into, now=now, today=today)


def keep_salvaged(salvaged: Path, book_path: Path) -> Path:
    """Put a salvaged book beside the damaged one, under a name that nothing has; nothing is replaced.

    Raises: BackupFailed, NoPermission, and as opening a book.
    """
    with Book.view(salvaged) as book:
        return save_copy(book, _unused(book_path.parent, f"{book_path.stem} salvaged"))


def choose_second_place(folder: Path | None) -> None:
    """Copy every backup to this folder from now on; None: the person wants no second place."""
    chosen = str(folder) if folder else settings.DECLINED
    settings.save(replace(settings.load(), second_place=chosen))


def read_as_data(source: Path, into: Path, *, now: datetime, today: date) -> "TakenIn":
    """A book from somebody else as data in a new one: known tables and columns only, every value checked.

    Raises: as `csdesk.store.foreign.read_as_data`.
    """
    from csdesk.store.foreign import read_as_data as taken_in

    return taken_in(source, into, now=now, today=today)


def place(book_path: Path) -> Place:
    """Where a book lies, and what can harm it there: to be told once, not to be refused."""
    return place_of(book_path)


def break_lock(book_path: Path) -> None:
    """Take away the lock of another computer; the person was warned. Raises: NoPermission."""
    break_lock_of(book_path)
