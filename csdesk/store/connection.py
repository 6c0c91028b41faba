"""A connection is how SQLite holds a book's file: opened with everything that makes a commit last."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from csdesk.domain.errors import (
    BookBusy,
    BookDamaged,
    BookExists,
    NoPermission,
    NotSaved,
    NotWritten,
    PathTooLong,
)
from csdesk.store.address import address, too_long
from csdesk.store.faults import BUSY, UNREADABLE, code
from csdesk.store.fingerprint import refuse_shadows
from csdesk.store.ids import Clock, new_ids
from csdesk.store.journal import saving
from csdesk.store.rows import instant_text
from csdesk.store.seals import seal_facts
from csdesk.store.term_days import teach_terms
from csdesk.wording.disks import why_not

_PRAGMAS = (
    "busy_timeout = 5000",
    "foreign_keys = ON",
    "synchronous = EXTRA",
    "fullfsync = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "cache_spill = 16000",
)
"""`busy_timeout` stands first, as those behind it may read the file. `cache_spill`: from so many pages on a change is
written into the file before it is committed, and readers wait.

It must be set outside a transaction, and as a number: SQLite takes no notice of OFF inside one.
"""


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """The file at a path; `mode` is SQLite's: ro, rw, rwc. A change that was cut off is rolled back first.

    Raises: BookBusy, NoPermission, PathTooLong, BookDamaged.
    """
    try:
        connection = sqlite3.connect(
            address(path, f"mode={mode}"), uri=True, isolation_level=None, cached_statements=256
        )
        with closed_on_fault(connection):
            prepare(connection)
            if mode != "ro":
                connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as fault:
        if code(fault) in BUSY:
            raise BookBusy(book=path.name, where=str(path)) from fault
        if code(fault) in UNREADABLE:
            raise BookDamaged(book=path.name, why=str(fault), where=str(path)) from fault
        if too_long(path, "-journal"):
            raise PathTooLong(book=path.name, where=str(path)) from fault
        raise NoPermission(what=path.name, where=str(path)) from fault
    except (sqlite3.DatabaseError, UnicodeDecodeError) as broken:
        raise BookDamaged(book=path.name, why=str(broken), where=str(path)) from broken
    return connection


def reading_only(path: Path) -> sqlite3.Connection:
    """The file at a path, for reading: a write raises. Raises: as `connect`."""
    connection = connect(path, "rw" if may_write(path) else "ro")
    with closed_on_fault(connection):
        refuse_shadows(connection, path)
        connection.execute("PRAGMA query_only = ON")
    return connection


def may_write(path: Path) -> bool:
    """Whether the file and its folder can be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def prepare(connection: sqlite3.Connection) -> None:
    """Set what every connection to a book has."""
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    teach_terms(connection)


@contextlib.contextmanager
def closed_on_fault(connection: sqlite3.Connection) -> Iterator[None]:
    """Leave no connection behind where the block fails."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def set_up(connection: sqlite3.Connection, clock: Clock) -> None:
    """Make a new, empty book in one transaction: a copy of one that this process has made once."""
    from csdesk import __version__
    from csdesk.store.migrations import blank

    now = instant_text(clock())
    facts = {
        "uid": new_ids(clock)(),
        "created_at": now,
        "written_by": __version__,
        "min_reader": "1",
        "min_writer": "1",
    }
    with contextlib.closing(blank()) as made:
        made.execute("UPDATE _sqlite_migrations SET applied_at = ?", [now])
        made.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", list(facts.items()))
        seal_facts(made)
        made.backup(connection)


def new_file(path: Path, clock: Clock) -> sqlite3.Connection:
    """A new file with the schema, whole or not there whenever a kill comes: only we hold its lock.

    Raises: BookExists, NoPermission, NotWritten.
    """
    from csdesk.store.backups import settled

    if path.exists():
        raise BookExists(book=path.name, where=str(path))
    try:
        with settled(path) as part, contextlib.closing(connect(part, "rwc")) as made, saving(path):
            set_up(made, clock)
    except PermissionError as refused:
        raise NoPermission(what=path.parent.name, where=str(path.parent)) from refused
    except NotSaved as fault:
        raise NotWritten(why=fault.facts["why"], where=str(path)) from fault
    except OSError as fault:
        raise NotWritten(why=why_not(fault), where=str(path)) from fault
    return connect(path, "rw")


def bring_up_to_date(connection: sqlite3.Connection, path: Path, clock: Clock) -> None:
    """Migrate an older book, after a backup. Raises: BackupFailed, NoPermission, NotSaved."""
    from csdesk.store.backups import keep_copy
    from csdesk.store.migrations import migrate

    keep_copy(connection, path, reason="before a new version", now=clock())
    with saving(path):
        migrate(connection)


def renewed_copy(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A migrated copy in memory of an older book that cannot be written."""
    from csdesk.store.migrations import migrate

    copied = sqlite3.connect(":memory:", isolation_level=None)
    with closed_on_fault(copied):
        with contextlib.closing(connection):
            connection.backup(copied)
        prepare(copied)
        migrate(copied)
    return copied
