"""Keeping: backups of the book, the way back to one, and its check."""

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from csdesk.domain.errors import NoSuchBackup
from csdesk.store.backups import Backup, back_up, backups_in, folder_for, manifest_of, newest_in
from csdesk.store.book import Book
from csdesk.store.check import Problem, problems_of
from csdesk.store.place import Place, place_of
from csdesk.store.restore import Restored
from csdesk.store.restore import restore as restore_from
from csdesk.store.salvage import Salvaged
from csdesk.store.salvage import salvage as salvage_into


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


def restore(backup: str, book_path: Path, *, now: datetime) -> Restored:
    """Put a backup in the place of the book, which is kept beside it; `backup` is a path, or a name or number
    in the book's own folder of backups. The book must not be open in this process.

    Raises: NoSuchBackup; as `csdesk.store.restore.restore`.
    """
    return restore_from(_file_of(backup, book_path), book_path, now=now)


def _file_of(backup: str, book_path: Path) -> Path:
    with suppress(OSError, ValueError, RuntimeError):  # no name that a file could have
        named = Path(backup).expanduser()
        if named.exists():
            return named
    folder = folder_for(book_path)
    for known in manifest_of(folder):
        if backup in {str(known.number), known.file}:
            return folder / known.file
    raise NoSuchBackup(name=backup)


def check(book: Book, *, deep: bool = False) -> list[Problem]:
    """What is wrong with the book; an empty list is a good book."""
    return problems_of(book, deep=deep)


def salvage(book_path: Path, into: Path, *, now: datetime, today: date) -> Salvaged:
    """What can still be read of a damaged book, in a new one; the damaged file stays as it is.

    Raises: as `csdesk.store.salvage.salvage`.
    """
    return salvage_into(book_path, into, now=now, today=today)


def place(book_path: Path) -> Place:
    """Where a book lies, and what can harm it there: to be told once, not to be refused."""
    return place_of(book_path)
