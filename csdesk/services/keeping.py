"""Keeping: backups of the book, and its check."""

from datetime import datetime
from pathlib import Path

from csdesk.store.backups import Backup, back_up, folder_for
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


def check(book: Book, *, deep: bool = False) -> list[Problem]:
    """What is wrong with the book; an empty list is a good book."""
    return problems_of(book, deep=deep)
