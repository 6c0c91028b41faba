"""What a book is asked: the values of a noun, or what a SELECT gives. A disk that fails is heard of here."""

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from csdesk.domain.errors import BookDamaged, NotSaved
from csdesk.domain.preferences import Preference
from csdesk.store import journal
from csdesk.store.fetching import Parameters, fetched, fetched_columns
from csdesk.store.patience import Patience
from csdesk.store.rows import UNREADABLE, condition, mapper

T = TypeVar("T")


class Asking:
    """The side of an open book that answers."""

    path: Path | None
    patience: Patience
    """How long a question waits while somebody else's change is written into the file."""
    _connection: sqlite3.Connection
    _doubtful: bool
    """Whether the disk failed: then only a new connection is believed."""

    def find(self, noun: type[T], uid: str) -> T | None:
        """The row of that id, or None."""
        found = self.all(noun, id=uid)
        return found[0] if found else None

    def all(self, noun: type[T], **filters: object) -> list[T]:
        """The rows of a noun whose fields equal the filters, in order of entry. Raises: as `rows`."""
        mapped = mapper(noun)
        where, values = condition(noun, filters)
        rows = self.rows(f"{mapped.select}{where} ORDER BY t.pk", values)
        try:
            return mapped.values(rows)
        except UNREADABLE as wrong:
            name = self.path.name if self.path else "the book"
            raise BookDamaged(book=name, why=f"a row of {mapped.table} holds what cannot be") from wrong

    def rows(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """What a SELECT gives, fetched whole. Only for the rooms of the store. Raises: BookBusy, BookDamaged."""
        return self._read(fetched, sql, parameters)

    def columns(self, sql: str, parameters: Parameters = ()) -> list[list[Any]]:
        """The same column by column, for a great many rows. Raises: as `rows`."""
        return self._read(fetched_columns, sql, parameters)

    def _read(self, fetch: Callable[..., T], sql: str, parameters: Parameters) -> T:
        self._stand()
        try:
            return self.patience.kept(partial(self._fetched, fetch, sql, parameters))
        except (BookDamaged, NotSaved):
            self._doubtful = True
            raise
        except sqlite3.OperationalError as fault:
            self._refuse_another_shape(fault)
            raise

    def _fetched(self, fetch: Callable[..., T], sql: str, parameters: Parameters) -> T:
        with journal.reading(self.path):
            return fetch(self._connection, sql, parameters)

    def _refuse_another_shape(self, fault: sqlite3.OperationalError) -> None:
        """A statement that fails for a table or column which the file has lost is no fault of ours."""
        from csdesk.store.shape import missing

        path = self.path
        lost = missing(self._connection) if "no such" in str(fault) and path else ""
        if lost and path:
            raise BookDamaged(book=path.name, why=f"{lost} is not in it", where=str(path)) from fault

    def seen(self) -> int:
        """A number that is another one after somebody else's change has been committed."""
        return int(self.rows("PRAGMA data_version")[0][0])

    def preference(self, key: str) -> str | None:
        """A choice kept in the book."""
        kept = self.find(Preference, key)
        return kept.value if kept else None

    def _stand(self) -> None:
        """Be sure of the connection."""
        raise NotImplementedError
