"""The book: one SQLite file; every change to it is one transaction, in the journal, and can be undone."""

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from csdesk.domain.changes import Verb
from csdesk.domain.errors import BookReadOnly, CsdeskError, NoPermission, NotSaved, PerhapsSaved
from csdesk.store import journal
from csdesk.store.asking import Asking
from csdesk.store.connection import (
    bring_up_to_date,
    closed_on_fault,
    connect,
    may_write,
    new_file,
    prepare,
    reading_only,
    renewed_copy,
    set_up,
)
from csdesk.store.fingerprint import refuse_foreign
from csdesk.store.header import Header, read_header
from csdesk.store.ids import Clock, machine_clock, many_ids, new_ids
from csdesk.store.journal import Change, next_number
from csdesk.store.patience import Patience
from csdesk.store.rows import instant_text
from csdesk.store.version import VERSION
from csdesk.store.whereabouts import Whereabouts, found_place, free_place

if TYPE_CHECKING:
    from csdesk.store.lock import WriterLock

T = TypeVar("T")

_open_here: dict[Path, int] = {}
"""Books that this process holds open: their file is never touched by anything but SQLite meanwhile."""
_counting = threading.Lock()
UNFINISHED = (".csdesk-part", ".kept.csdesk-part")
"""What `csdesk.store.restore` writes beside a book before it is whole; it holds the writer's lock meanwhile."""


class Book(Asking):
    """One open book. A connection belongs to the thread that opened it.

    Writers change it only inside `change()`; a view refuses every write.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path | None,
        *,
        lock: "WriterLock | None" = None,
        clock: Clock = machine_clock,
        ids: Callable[[], str] | None = None,
        who: str = "",
        again: Callable[[], sqlite3.Connection] | None = None,
    ) -> None:
        self._connection = connection
        self._again = again
        self._doubtful = False
        self._who = who
        self._lock = lock
        self._change: Change | None = None
        self._whereabouts = lock.whereabouts if lock else Whereabouts(path) if path else None
        self.path = path
        self.cut_off = lock.cut_off if lock else ""
        """What the writer before this one was at when it ended in the middle."""
        self.clock = clock
        self.new_id = ids or new_ids(clock)
        self._own_ids = ids is None
        self.patience = Patience()
        if path is not None:
            with _counting:
                _open_here[path] = _open_here.get(path, 0) + 1

    @classmethod
    def create(
        cls, path: Path, *, clock: Clock = machine_clock, ids: Callable[[], str] | None = None
    ) -> "Book":
        """A new, empty book, open for writing; where that fails, no file is left.

        Raises: BookExists, NotAPlace, NoPermission, BookInUse, NotWritten.
        """
        path = free_place(path)
        lock = _locked(path, clock)
        try:
            connection = new_file(path, clock)
        except BaseException:
            lock.release()
            raise
        return cls(connection, path, lock=lock, clock=clock, ids=ids, again=partial(connect, path, "rw"))

    @classmethod
    def open(
        cls, path: Path, *, clock: Clock = machine_clock, ids: Callable[[], str] | None = None
    ) -> "Book":
        """The book at a path, for writing; an older one is backed up and brought to today's schema.

        Raises: BookNotFound, NotABook, OtherPrograms, BookDamaged, BookTooNew, BookInUse, NoPermission,
        BookForeign.
        """
        path = found_place(path)
        header = _header(path)
        if not may_write(path):
            raise NoPermission(what=path.name, where=str(path))
        lock = _locked(path, clock)
        try:
            connection = connect(path, "rw")
            with closed_on_fault(connection):
                refuse_foreign(connection, path)
                if header is not None and header.version < VERSION:
                    bring_up_to_date(connection, path, clock)
        except BaseException:
            lock.release()
            raise
        again = partial(connect, path, "rw")
        return cls(connection, path, lock=lock, clock=clock, ids=ids, who=lock.user, again=again)

    @classmethod
    def view(cls, path: Path, *, clock: Clock = machine_clock, patience: Patience | None = None) -> "Book":
        """The book at a path, for reading only: no lock is taken, and a write raises.

        An older book is brought to today's schema first; where it cannot be written, a copy in memory is. `patience` is
        how long it waits, here and later, for a large change. Raises: as `open`, but BookInUse only for an older book.
        """
        path = found_place(path)
        header = _header(path)
        older = header is not None and header.version < VERSION
        if older and may_write(path):
            cls.open(path, clock=clock).close()
        again: Callable[[], sqlite3.Connection] | None = partial(reading_only, path)
        patience = patience or Patience()
        connection = patience.kept(partial(reading_only, path))
        if older and not may_write(path):
            connection, again = renewed_copy(connection), None
            connection.execute("PRAGMA query_only = ON")
        book = cls(connection, path, clock=clock, again=again)
        book.patience = patience
        return book

    @classmethod
    def in_memory(cls, *, clock: Clock = machine_clock) -> "Book":
        """An empty book that is gone when it is closed."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        with closed_on_fault(connection):
            prepare(connection)
            set_up(connection, clock)
        return cls(connection, None, clock=clock)

    def copy(self, rewritten: Callable[[sqlite3.Connection], None] | None = None) -> "Book":
        """A copy in memory, for long reads: it never holds up a commit. `rewritten` may change it first."""
        copied = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        with closed_on_fault(copied):
            self.backup_to(copied)
            prepare(copied)
            if rewritten is not None:
                rewritten(copied)
            copied.execute("PRAGMA query_only = ON")
        return Book(copied, None, clock=self.clock)

    def close(self) -> None:
        """Let go of the file and of the lock. A second call does nothing."""
        self._connection.close()
        if self.path is not None:
            with _counting:
                _open_here[self.path] -= 1
                if not _open_here[self.path]:
                    del _open_here[self.path]
            self.path = None
        if self._lock:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def new_ids(self, count: int) -> list[str]:
        """So many new ids, in order."""
        return many_ids(self.clock(), count) if self._own_ids else [self.new_id() for _ in range(count)]

    @property
    def writable(self) -> bool:
        """Whether changes can be made through this book."""
        return self._lock is not None or (self.path is None and not self._query_only())

    def look(self) -> int:
        """A number that is another one when somebody else has written. Raises: BookGone, BookReplaced."""
        if self._whereabouts is None:
            return 0
        with journal.reading(self.path):
            return self._whereabouts.look_inside(self._connection, alone=self._lock is not None)

    def _query_only(self) -> bool:
        return bool(self._connection.execute("PRAGMA query_only").fetchone()[0])

    @contextlib.contextmanager
    def change(
        self, verb: Verb, *, label: str = "", today: date, undoes: int | None = None
    ) -> Iterator[Change]:
        """One operation: everything inside is written and journalled together, or not at all.

        After the block `change.done` says what changed. Raises: BookReadOnly, BookBusy, NotSaved,
        PerhapsSaved, BookGone, BookReplaced; whatever the block raises, after rolling back.
        """
        assert self._change is None, "a change stands inside another"
        if not self.writable:
            raise BookReadOnly(book=self.path.name if self.path else "the copy")
        self._stand()
        with self._saving():
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            self.look()
            with self._saving():
                if self._lock and verb is Verb.IMPORT:
                    self._lock.say(f"{next_number(self._connection)} {label}")
                at = instant_text(self.clock())
                self._change = Change(self._connection, verb, label, today, self._who, undoes, at)
                yield self._change
                self._change.finish()
                self._connection.execute("COMMIT")
        except BaseException as fault:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            if self._lock and verb is Verb.IMPORT:
                self._lock.say("")
            n, self._change = self._change.n if self._change else 0, None
            if self._doubtful and isinstance(fault, NotSaved):
                self._make_sure(n, fault)
            raise
        finally:
            self._change = None

    @contextlib.contextmanager
    def _saving(self) -> Iterator[None]:
        try:
            with journal.saving(self.path):
                yield
        except NotSaved:
            self._doubtful = True
            raise

    def _stand(self) -> None:
        """After the disk has failed, believe nothing but a new connection. Raises: as `open`, and BookGone."""
        if self._doubtful and self._change is None and self._again:
            self._connection.close()
            if self._whereabouts:
                self._whereabouts.look()
            self._connection = self._again()
            self._doubtful = False

    def _make_sure(self, n: int, fault: NotSaved) -> None:
        """A change that failed while it was committed may stand in the file all the same. Raises: PerhapsSaved."""
        try:
            perhaps = bool(self.rows("SELECT 1 FROM operations WHERE n = ?", [n]))
        except CsdeskError:
            perhaps = True
        if perhaps:
            raise PerhapsSaved(book=self.path.name if self.path else "", why=fault.facts["why"]) from fault

    def put(self, value: Any) -> None:
        """Write one value, new or changed. Only inside `change()`."""
        self.put_all([value])

    def put_all(self, values: Iterable[Any]) -> None:
        """Write many values of any nouns, each noun after those that it refers to. Only inside `change()`.

        Raises: RefersToNothing; then none of that noun were written.
        """
        self._changing.put_all(list(values))

    def add_all(self, values: Iterable[Any]) -> None:
        """Write many values whose ids are new, each noun after those that it refers to. Only inside `change()`.

        It asks less than `put_all`, and is quicker. Raises: RefersToNothing; then none of that noun were written.
        """
        self._changing.add_all(list(values))

    def add_columns(self, noun: type, columns: Sequence[Sequence[Any]]) -> None:
        """The same of one noun, field by field; a row stands after its parent. Raises: RefersToNothing."""
        self._changing.add_columns(noun, columns)

    def drop(self, value: Any) -> None:
        """Remove one row; its last image stays in the journal. Raises: StillReferred while others belong to it."""
        self.drop_all([value])

    def drop_all(self, values: Iterable[Any]) -> None:
        """Remove rows, each noun before those that it refers to; where one is refused, none of its noun goes."""
        self._changing.drop_all(list(values))

    @property
    def _changing(self) -> Change:
        assert self._change is not None, "put and drop stand inside a change()"
        return self._change

    def index_again(self) -> None:
        """Make the search index anew from the rows; no fact changes. Raises: BookReadOnly, BookBusy, NotSaved."""
        from csdesk.store.search_index import build

        assert self._change is None, "a change is being written"
        if not self.writable:
            raise BookReadOnly(book=self.path.name if self.path else "the copy")
        with journal.saving(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                build(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def backup_to(self, target: sqlite3.Connection) -> None:
        """Copy the whole book into another connection, as it is now."""
        self._stand()
        self._connection.backup(target)


def _locked(path: Path, clock: Clock) -> "WriterLock":
    """The right to write; whatever a restore that was cut off left beside the book is then nobody's."""
    from csdesk.store.lock import WriterLock

    lock = WriterLock(path, clock())
    for ending in UNFINISHED:
        with contextlib.suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    return lock


def _header(path: Path) -> Header | None:
    """The header, unless this process has the file open: then it was read, and stays untouched."""
    return None if path in _open_here else read_header(path)
