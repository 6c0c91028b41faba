"""Keeping: backups of the book, and its check."""

from datetime import datetime
from pathlib import Path

from csdesk.store.backups import Backup, back_up, folder_for, newest_in
from csdesk.store.book import Book
from csdesk.store.check import Problem, problems_of


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


def check(book: Book, *, deep: bool = False) -> list[Problem]:
    """What is wrong with the book; an empty list is a good book."""
    return problems_of(book, deep=deep)
