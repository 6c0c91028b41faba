"""A migration brings a book from one schema version to the next, in one transaction with its record."""

import sqlite3
from contextlib import closing
from functools import cache
from typing import Any

from csdesk.store import seals
from csdesk.store.schema import APPLICATION_ID, VERSION, steps_of
from csdesk.store.search_index import SEARCHED, build


def migrate(connection: sqlite3.Connection) -> list[str]:
    """Apply every pending migration; the names of those applied.

    What a version adds is read from the declarations (`since`), so a new noun needs no migration of its
    own; one that moves data is a further function here.
    """
    from sqlite_utils import Database, Migrations

    steps = Migrations("csdesk")
    for version in range(1, VERSION + 1):
        steps(name=f"{version:04}")(_step(version))
    db = Database(connection, execute_plugins=False)
    pending = [m.name for m in steps.pending(db)]
    steps.apply(db)
    return pending


def blank() -> sqlite3.Connection:
    """A book of today's schema in memory that nobody's is yet; whoever asks for it closes it."""
    whole = _blank()
    made = sqlite3.connect(":memory:", isolation_level=None)
    made.deserialize(whole)
    return made


@cache
def _blank() -> bytes:
    """It takes two hundred statements; so it is made once."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        made.execute("BEGIN IMMEDIATE")
        migrate(made)
        made.execute("COMMIT")
        return made.serialize()


class _step:  # noqa: N801 - reads as a function: a migration that remembers its version
    def __init__(self, version: int) -> None:
        self._version = version
        self.__name__ = f"{version:04}"

    def __call__(self, db: Any, /) -> None:
        connection: sqlite3.Connection = db.conn
        for statement in steps_of(self._version):
            connection.execute(statement)
        build(connection, [words for words in SEARCHED if words.since == self._version])
        if self._version == seals.SINCE:
            seals.seal_all(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {self._version}")
