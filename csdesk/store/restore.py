"""To restore is to put a checked copy of a backup in the place of the book, which is kept beside it."""

import hashlib
import itertools
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from csdesk.domain.errors import BackupDamaged, BookBusy, BookDamaged, NoPermission, NotABook, NotRestored
from csdesk.folders import made, on_disk
from csdesk.store.address import address
from csdesk.store.backups import listed, settled
from csdesk.store.book import UNFINISHED
from csdesk.store.faults import BUSY, code
from csdesk.store.header import read_header
from csdesk.store.lock import alone
from csdesk.store.whereabouts import found_place, shortened
from csdesk.wording.disks import why_not

_PIECE = 1 << 20
_STEM = 180
"""Bytes of the name of a book that the copy of the old one has in its name."""
WAIT = 5.0
"""Seconds to wait for another program to let go of the book."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands where after a restore; `kept_as` is None where there was no book to keep."""

    book: Path
    kept_as: Path | None


def restore(backup: Path, book: Path, *, now: datetime) -> Restored:
    """Put a backup in the place of a book; killed at any moment, the book is the old or the restored one.

    The book must not be open in this process. `now` names the copy of the old book, in local time.
    Raises: BookNotFound, NotABook, OtherPrograms, BookTooNew, BackupDamaged (of the backup); BookInUse and
    BookBusy (of the book); NoPermission, NotRestored.
    """
    backup, book = found_place(backup), found_place(book)
    with _saying_why(book):
        if book.exists() and not book.is_file():
            raise NotABook(book=book.name, where=str(book))
    if backup == book:
        raise BackupDamaged(backup=backup.name, why="it is the book itself", where=str(backup))
    _check_header(backup)
    with _saying_why(book):
        made(book.parent)
        with alone(book, now):
            return _swapped(backup, book, now)


def _swapped(backup: Path, book: Path, now: datetime) -> Restored:
    with settled(book) as fresh:
        _copy_checked(backup, fresh)
        kept: Path | None = None
        if book.exists():
            if not os.access(book, os.W_OK):
                raise NoPermission(what=book.name, where=str(book))
            _rolled_back(book)
            shutil.copymode(book, fresh)
            kept = _kept(book, now)
        _put_aside_journal(book, kept, now)
        on_disk(book.parent)
    return Restored(book, kept)


def _check_header(backup: Path) -> None:
    try:
        read_header(backup)
    except BookDamaged as broken:
        raise BackupDamaged(backup=backup.name, why=broken.facts["why"], where=str(backup)) from broken
    if _journal(backup).exists():
        why = "a program stopped in the middle of it; open it once, and close it"
        raise BackupDamaged(backup=backup.name, why=why, where=str(backup))


def _copy_checked(backup: Path, fresh: Path) -> None:
    """A copy on the disk, read back; where a manifest lists the backup, it is byte by byte what was written."""
    known = listed(backup)
    if _copied(backup, fresh) != (known.sha256 if known else _hash(fresh)):
        why = "it is not what was written then"
        raise BackupDamaged(backup=backup.name, why=why, where=str(backup))
    why = _wrong_in(fresh)
    if why:
        raise BackupDamaged(backup=backup.name, why=why, where=str(backup))


def _copied(source: Path, target: Path) -> str:
    digest = hashlib.sha256()
    with source.open("rb") as read, target.open("wb") as write:
        while piece := read.read(_PIECE):
            digest.update(piece)
            write.write(piece)
        write.flush()
        os.fsync(write.fileno())
    return digest.hexdigest()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _wrong_in(copy: Path) -> str:
    """What is wrong with a copy, in a few words; nothing where it is a whole book."""
    try:
        with closing(sqlite3.connect(address(copy, "mode=ro&immutable=1"), uri=True)) as written:
            ((said,), *_) = written.execute("PRAGMA quick_check(1)").fetchall()
            if said == "ok" and written.execute("PRAGMA foreign_key_check").fetchone():
                said = "rows in it refer to rows that are not there"
            written.execute("SELECT count(*) FROM operations").fetchone()
    except sqlite3.Error as fault:
        return str(fault)
    return "" if said == "ok" else str(said).replace("\n", " ")


def _rolled_back(book: Path) -> None:
    """Let SQLite take back what a stopped program left half done, and make sure that nobody writes right now.

    A book that SQLite cannot open at all is left as it is. Raises: BookBusy.
    """
    with suppress(sqlite3.DatabaseError), closing(_opened(book)) as old:
        try:
            old.execute("BEGIN EXCLUSIVE")
            old.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as fault:
            if code(fault) in BUSY:
                raise BookBusy(book=book.name, where=str(book)) from fault
            raise


def _opened(book: Path) -> sqlite3.Connection:
    return sqlite3.connect(address(book, "mode=rw"), uri=True, isolation_level=None, timeout=WAIT)


def _kept(book: Path, now: datetime) -> Path:
    """A whole copy of the old book under a name that nothing had."""
    temporary = book.with_name(f"{book.name}{UNFINISHED[1]}")
    try:
        _copied(book, temporary)
        shutil.copystat(book, temporary)
        for kept in _names(book, now):
            with suppress(FileExistsError):
                _placed(temporary, kept)
                return kept
    finally:
        temporary.unlink(missing_ok=True)
    raise AssertionError


def _names(book: Path, now: datetime) -> Iterator[Path]:
    stem = f"{shortened(book.stem, _STEM)} before restore {now.astimezone():%Y-%m-%d %H%M}"
    for n in itertools.count(1):
        kept = book.with_name(f"{stem}{f' ({n})' if n > 1 else ''}{book.suffix}")
        if not kept.exists() and not _journal(kept).exists():
            yield kept


def _placed(temporary: Path, kept: Path) -> None:
    """Give a file its name, never over another. Raises: FileExistsError."""
    if os.name == "posix":
        try:
            os.link(temporary, kept)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            temporary.rename(kept)
    else:
        temporary.rename(kept)


def _put_aside_journal(book: Path, kept: Path | None, now: datetime) -> None:
    """A journal that SQLite did not roll back belongs to the old book: in the new one it would do harm."""
    journal = _journal(book)
    if journal.exists():
        journal.rename(_journal(kept or next(_names(book, now))))


def _journal(book: Path) -> Path:
    return book.with_name(f"{book.name}-journal")


@contextmanager
def _saying_why(book: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as refused:
        if (
            sys.platform == "win32" and refused.filename2 is not None
        ):  # whoever reads it lets nobody replace it
            raise BookBusy(book=book.name, where=str(book)) from refused
        raise NoPermission(what=book.parent.name, where=str(book.parent)) from refused
    except OSError as fault:
        raise NotRestored(book=book.name, why=why_not(fault), where=str(book)) from fault
