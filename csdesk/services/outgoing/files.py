"""Files that go out: written for a reader once they were searched, and kept in the book's export log."""

import hashlib
import os
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.custom import moved
from csdesk.domain.files import File, FileKind
from csdesk.domain.ids import AccountId
from csdesk.domain.leaks.profiles import Profile
from csdesk.services.book.custom import values_of
from csdesk.store.book import Book


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was written: its path as it was named, what it was, for whom, of which account and day."""

    file: str
    sha256: str
    kind: FileKind
    profile: Profile
    account: AccountId | None
    about_on: date

    @property
    def place(self) -> str:
        """Its path from the root, as text; bytes of a name that are no text are marked."""
        return os.fsencode(Path(self.file).absolute()).decode("utf-8", "replace")


def write_out(
    book: Book,
    data: bytes,
    path: Path,
    *,
    kind: FileKind,
    profile: Profile | str,
    account: AccountId | None = None,
    as_of: date,
) -> WrittenFile:
    """Write what is for a reader, if the leak guard lets it go out; `keep_written` keeps that it did.

    Raises: LeaksFound, NoPermission, NotWritten, PathUnusable.
    """
    from csdesk.exchange.atomic import atomic_write
    from csdesk.services.outgoing.leak_guard import guard

    guard(book, data, path.name, profile=profile, account=account, as_of=as_of)
    atomic_write(path, lambda file: file.write(data))
    sha256 = hashlib.sha256(data).hexdigest()
    return WrittenFile(str(path), sha256, kind, Profile(profile), account, as_of)


def keep_written(book: Book, written: WrittenFile, *, today: date) -> ChangeSet | None:
    """Keep in the export log what was written; what lay at its place before is not there any more, and its row neither.

    None where the log has all of it. Raises: as `Book.change`, and RefersToNothing where the account is gone.
    """
    there = next(iter(book.all(File, place=written.place)), None)
    title = Path(written.place).stem
    row = replace(
        there or File(id=book.new_id(), title=title, place=written.place),
        account=written.account,
        kind=written.kind,
        added_on=today,
        about_on=written.about_on,
        sha256=written.sha256,
        profile=written.profile,
    )
    if row == there:
        return None
    with book.change(Verb.WRITE_FILE, label=Path(written.place).name, today=today) as change:
        book.put_all([row, *moved(values_of(book, [row.id]), row.account)])
    return change.done


def board_files(book: Book) -> list[File]:
    """What was written for the board, the newest first."""
    kept = book.all(File, profile=Profile.BOARD)
    return sorted(kept, key=lambda f: (f.added_on or date.min, f.id), reverse=True)
