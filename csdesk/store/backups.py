"""A backup is a verified copy of the book, made by SQLite itself, beside a manifest that names it."""

import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from csdesk.domain.errors import BackupFailed, CsdeskError, NoHome, NoPermission, NotWritten
from csdesk.folders import is_folder, on_disk
from csdesk.folders import made as made_folder
from csdesk.store.address import address
from csdesk.store.faults import why
from csdesk.store.header import read_header
from csdesk.store.lock import in_turn, lock_path
from csdesk.store.rows import instant_text
from csdesk.store.whereabouts import found_place, own_folder, shortened
from csdesk.wording.disks import why_not

_Copy = Callable[[sqlite3.Connection], None]
_MANIFEST = "manifest.json"
_TURN = ".csdesk-backing-up"
"""The lock of a folder while a backup is made there: its number, its place in the manifest."""
_ALL = timedelta(days=2)
_TIERS = ((timedelta(days=1), 12), (timedelta(days=7), 10), (timedelta(days=30), 9))
_NEWEST = 3
_UNFINISHED = ".csdesk-part"
_ABANDONED = timedelta(hours=6)
_STEM = 80
"""Bytes of the name of a book that its backups have in theirs."""
_NAME = re.compile(r".+-\d{8}-\d{6}-(\d{5,})\.csdesk", re.DOTALL)


class Copied(Protocol):
    """An open book, as far as a copy of it is made and told apart."""

    path: Path | None

    def backup_to(self, target: sqlite3.Connection) -> None:
        """Copy the whole of it."""

    def rows(self, sql: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """What a SELECT gives."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One verified copy; `number` orders them, never the clock. `book` is the uid of the book it copies."""

    number: int
    file: str
    made_at: str
    reason: str
    sha256: str
    operations: int
    book: str = ""
    accounts: int | None = None
    """None where an older csdesk wrote it; so are the two below."""
    touches: int | None = None
    last_change: str | None = None
    """When the newest change in it was made."""


_FACTS = frozenset(Backup.__slots__)
"""What this csdesk reads of a manifest; a newer one may have written more."""


def folder_for(book_path: Path) -> Path:
    """Where the backups of a book are kept: a folder of the person's data folder, named after the book.

    Raises: NoHome, BookNotFound.
    """
    mark = hashlib.sha256(os.fsencode(found_place(book_path))).hexdigest()[:8]
    return own_folder() / "backups" / f"{book_path.stem}-{mark}"


def back_up(book: Copied, folder: Path, *, reason: str, now: datetime) -> Backup:
    """A verified backup of the open book; older ones are thinned out. Raises: BackupFailed, NoPermission."""
    assert book.path is not None
    return _keep(book.backup_to, book.path.stem, folder, reason=reason, now=now)


def keep_copy(connection: sqlite3.Connection, path: Path, *, reason: str, now: datetime) -> Backup:
    """A verified backup of a book by its own connection, before it is changed as a whole."""
    return _keep(connection.backup, path.stem, folder_for(path), reason=reason, now=now)


def backups_in(folder: Path) -> list[Backup]:
    """The good backups, newest first: a file that is gone, empty or altered is not among them."""
    found = [b for b in manifest_of(folder) if _hash(folder / b.file) == b.sha256]
    return sorted(found, key=lambda b: -b.number)


def listed(file: Path) -> Backup | None:
    """What the manifest beside a file says of it; None where none lists it."""
    return next((b for b in manifest_of(file.parent) if b.file == file.name), None)


@dataclass(frozen=True, slots=True)
class Since:
    """What a book has that a backup of it has not: its changes, and the rows that they touched.

    `apart`: the backup holds changes that the book does not have, as after a restore.
    """

    changes: int
    rows: int
    apart: bool


def since(book: Copied, backup: Backup) -> Since:
    """What was changed in a book after a backup of it was made; by the journal, never by the clock."""
    numbers = [int(n) for (n,) in book.rows("SELECT n FROM operations ORDER BY n")]
    shared = numbers[backup.operations - 1] if 0 < backup.operations <= len(numbers) else 0
    ((rows,),) = book.rows("SELECT count(*) FROM changes WHERE operation > ?", (shared,))
    at = book.rows("SELECT at FROM operations WHERE n = ?", (shared,))
    apart = backup.operations > len(numbers) or bool(
        at and backup.last_change and at[0][0] != backup.last_change
    )
    return Since(max(0, len(numbers) - backup.operations), int(rows), apart)


def newest_in(folder: Path) -> Backup | None:
    """The newest backup by the manifest alone: to be told about, not to be restored from."""
    return max(manifest_of(folder), key=lambda b: b.number, default=None)


def copy_to(book: Copied, target: Path) -> None:
    """A verified copy under any name, in no manifest. Raises: NotWritten, NoPermission; BackupFailed for a bad copy."""
    if is_folder(target.parent) and not os.access(target.parent, os.W_OK):
        raise NoPermission(what=target.parent.name, where=str(target.parent))
    try:
        with settled(target) as temporary:
            _copy(book.backup_to, temporary)
    except PermissionError as refused:
        raise NoPermission(what=target.parent.name, where=str(target.parent)) from refused
    except (OSError, sqlite3.Error) as fault:
        raise NotWritten(why=_why(fault), where=str(target)) from fault


def _why(fault: OSError | sqlite3.Error) -> str:
    if isinstance(fault, OSError):
        return why_not(fault)
    return why(fault)


def _keep(copy_into: _Copy, name: str, folder: Path, *, reason: str, now: datetime) -> Backup:
    try:
        made_folder(folder)
        if not os.access(folder, os.W_OK):
            raise NoPermission(what=folder.name, where=str(folder))
        with in_turn(folder / _TURN):
            return _kept_there(copy_into, name, folder, reason=reason, now=now)
    except TimeoutError:
        raise BackupFailed(why="another backup is being made there", where=str(folder)) from None
    except PermissionError as refused:
        raise NoPermission(what=folder.name, where=str(folder)) from refused
    except (OSError, sqlite3.Error) as fault:
        raise BackupFailed(why=_why(fault), where=str(folder)) from fault


def _kept_there(copy_into: _Copy, name: str, folder: Path, *, reason: str, now: datetime) -> Backup:
    _sweep(folder, now)
    listed = manifest_of(folder)
    earlier = [*listed, *(_found_again(folder, {b.file for b in listed}) if _is_ours(folder) else ())]
    number = max((b.number for b in earlier), default=0) + 1
    file = folder / f"{shortened(name, _STEM)}-{now.astimezone():%Y%m%d-%H%M%S}-{number:05}.csdesk"
    with settled(file) as temporary:
        held = _copy(copy_into, temporary)
    made = Backup(number, file.name, instant_text(now), reason, _hash(file) or "", *held)
    uid = made.book
    others = [b for b in earlier if b.book != uid]
    mine = [b for b in earlier if b.book == uid]
    _write_manifest(folder, [*others, *_thinned([*mine, made], now, folder)])
    return made


def _is_ours(folder: Path) -> bool:
    """Whether nobody but csdesk puts files there: elsewhere a file named as a backup may be somebody's book."""
    with suppress(NoHome):
        return folder.resolve().is_relative_to((own_folder() / "backups").resolve())
    return False


def _found_again(folder: Path, listed: set[str]) -> Iterator[Backup]:
    """Whole backups that no manifest lists: one was cut off before its last step, or the manifest was lost."""
    for file in sorted(folder.glob("*.csdesk")):
        named = _NAME.fullmatch(file.name)
        if named is None or file.name in listed:
            continue
        with suppress(CsdeskError, sqlite3.Error, OSError, TypeError):
            held = _read_back(file)
            moment = instant_text(datetime.fromtimestamp(file.stat().st_mtime, UTC))
            yield Backup(int(named[1]), file.name, moment, "found again", _hash(file) or "", *held)


def _sweep(folder: Path, now: datetime) -> None:
    """Remove what a backup that was cut off left long ago; nothing else of the folder is ours."""
    for left in folder.glob(f"*{_UNFINISHED}*"):
        if now.timestamp() - left.stat().st_mtime > _ABANDONED.total_seconds():
            left.unlink(missing_ok=True)


@contextmanager
def settled(target: Path) -> Iterator[Path]:
    """A file to write instead of the target, which it becomes when it is whole and on the disk."""
    temporary = target.with_name(f"{target.name}{_UNFINISHED}")
    _take_away(temporary)
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        _take_away(temporary)
        raise
    on_disk(target.parent)


def _take_away(temporary: Path) -> None:
    for left in (temporary, temporary.with_name(f"{temporary.name}-journal"), lock_path(temporary)):
        with suppress(OSError):
            left.unlink(missing_ok=True)


_Held = tuple[int, str, int, int, str | None]
"""Of a copy: its operations, the book's uid, its accounts, its touches, when it was changed last."""


def _copy(copy_into: _Copy, temporary: Path) -> _Held:
    """Copy, then read the copy back: its checks must pass."""
    with closing(sqlite3.connect(temporary)) as target:
        copy_into(target)
    return _read_back(temporary)


def _read_back(temporary: Path) -> _Held:
    with closing(sqlite3.connect(address(temporary.resolve(), "mode=ro"), uri=True)) as written:
        said = written.execute("PRAGMA quick_check").fetchall()
        if said != [("ok",)]:
            raise BackupFailed(why=str(said[0][0]), where=str(temporary))
        count = int(written.execute("SELECT count(*) FROM operations").fetchone()[0])
        accounts = int(written.execute("SELECT count(*) FROM accounts").fetchone()[0])
        touches = int(written.execute("SELECT count(*) FROM touches").fetchone()[0])
        last = written.execute("SELECT at FROM operations ORDER BY n DESC LIMIT 1").fetchone()
        uid = str(written.execute("SELECT value FROM meta WHERE key = 'uid'").fetchone()[0])
    read_header(temporary)
    return count, uid, accounts, touches, last[0] if last else None


def manifest_of(folder: Path) -> list[Backup]:
    """What the manifest of a folder lists, good or not, in the order of their numbers."""
    try:
        listed = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        return [Backup(**{k: v for k, v in entry.items() if k in _FACTS}) for entry in listed]
    except (OSError, ValueError, TypeError, AttributeError):
        return []


def _write_manifest(folder: Path, backups: list[Backup]) -> None:
    text = json.dumps([asdict(b) for b in backups], indent=1)
    with settled(folder / _MANIFEST) as temporary:
        temporary.write_text(text, encoding="utf-8")


def _hash(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _thinned(backups: list[Backup], now: datetime, folder: Path) -> list[Backup]:
    keep = _kept(backups, now)
    for gone in backups:
        file = folder / Path(gone.file).name
        if gone not in keep and _hash(file) == gone.sha256:  # an altered one may be somebody's book by now
            file.unlink(missing_ok=True)
    return keep


def _kept(backups: list[Backup], now: datetime) -> list[Backup]:
    """Everything of two days, then 12 daily, 10 weekly, 9 monthly; the newest three always."""
    newest_first = sorted(backups, key=lambda b: -b.number)
    keep = set(newest_first[:_NEWEST])
    keep |= {b for b in backups if now - datetime.fromisoformat(b.made_at) <= _ALL}
    for width, most in _TIERS:
        seen: set[int] = set()
        for backup in newest_first:
            age = now - datetime.fromisoformat(backup.made_at)
            slot = age // width
            if slot not in seen and slot < most:
                seen.add(slot)
                keep.add(backup)
    return sorted(keep, key=lambda b: b.number)
