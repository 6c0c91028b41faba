"""To salvage is to write what can still be read of a damaged book into a new one; the damaged file stays as it is."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from csdesk.domain.changes import Verb
from csdesk.domain.custom import CustomValue
from csdesk.domain.errors import (
    CsdeskError,
    NoPermission,
    NothingToSalvage,
    NotSaved,
    NotWritten,
)
from csdesk.domain.fields import Field, Kind, noun_of
from csdesk.domain.nouns import NOUNS
from csdesk.processes import work_folder
from csdesk.store.backups import settled
from csdesk.store.book import Book
from csdesk.store.leaves import page_size
from csdesk.store.lock import alone
from csdesk.store.remains import Image, Past, Table, images_of, past_of, sound, table_of
from csdesk.store.rows import mapper
from csdesk.store.whereabouts import file_there, free_name, free_place
from csdesk.wording.disks import why_not

_PIECE = 4096
_ABSURD = 1000
"""A file that says it is so many times as long as it is, says nothing that can be believed."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many rows of one noun came through: from its table, from the journal alone; and how many did not."""

    table: str
    rows: int
    from_journal: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The new book, and what came through."""

    book: Path
    shares: tuple[Share, ...]

    @property
    def rows(self) -> int:
        """All rows of the new book."""
        return sum(s.rows for s in self.shares)

    @property
    def from_journal(self) -> int:
        """Those of them that only the journal still had."""
        return sum(s.from_journal for s in self.shares)

    @property
    def left_out(self) -> int:
        """Rows of which something was found that cannot be kept."""
        return sum(s.left_out for s in self.shares)


def salvage(damaged: Path, into: Path, *, now: datetime, today: date) -> Salvaged:
    """Read a damaged book row by row, and its journal page by page, into a new book with a new history.

    A row is taken from its table where it can be read there, else as the journal last knew it; none is made up.
    Raises: BookNotFound, BookExists, NotAPlace, BookInUse (of the damaged book), NothingToSalvage, NoPermission,
    NotWritten.
    """
    damaged, into = file_there(damaged), free_name(into)
    with set_aside(damaged, into, now) as copy:
        found = Found(*_remains(copy))
    shares = tuple(found.take(noun) for noun in NOUNS)
    if not found.values:
        raise NothingToSalvage(book=damaged.name, where=str(damaged))
    write_fresh(found.values, into, f"salvaged from {damaged.name}", today)
    return Salvaged(into, shares)


def write_fresh(values: list[Any], into: Path, label: str, today: date) -> None:
    """A new book of these values, whole or not there. Raises: NotWritten; as `Book.create`."""
    try:
        with (
            settled(free_place(into)) as part,
            Book.create(part) as book,
            book.change(Verb.NEW_BOOK, label=label, today=today),
        ):
            book.put_all(values)
    except (NotSaved, NotWritten) as fault:
        raise NotWritten(why=fault.facts["why"], where=str(into)) from fault
    except OSError as fault:
        raise NotWritten(why=why_not(fault), where=str(into)) from fault


@contextmanager
def set_aside(damaged: Path, into: Path, now: datetime) -> Iterator[Path]:
    """A copy to work on, with the journal that a crash may have left, which SQLite rolls back in the copy."""
    try:
        with _workroom(into.parent) as room:
            copy = room / "copy.csdesk"
            with alone(damaged, now) if os.access(damaged.parent, os.W_OK) else nullcontext():
                for ending in ("", "-journal"):
                    if Path(f"{damaged}{ending}").is_file():
                        _copy_what_the_disk_gives(f"{damaged}{ending}", f"{copy}{ending}")
            _lengthen(copy)
            yield copy
    except PermissionError as refused:
        at = damaged if refused.filename == str(damaged) else into.parent
        raise NoPermission(what=at.name, where=str(at)) from refused
    except OSError as fault:
        why = "its folder is not there" if isinstance(fault, FileNotFoundError) else why_not(fault)
        raise NotWritten(why=why, where=str(into)) from fault


@contextmanager
def _workroom(beside: Path) -> Iterator[Path]:
    """A folder for the copy of a book; one that a kill left is removed by the next."""
    room = work_folder(beside, ".csdesk-salvage-")
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _copy_what_the_disk_gives(source: str, target: str) -> None:
    """Copy piece by piece; a piece that the disk no longer gives becomes zeros."""
    with Path(source).open("rb", buffering=0) as read, Path(target).open("wb") as write:
        size = read.seek(0, os.SEEK_END)
        for at in range(0, size, _PIECE):
            read.seek(at)
            try:
                piece = read.read(_PIECE)
            except OSError:
                piece = b""
            write.write(piece.ljust(min(_PIECE, size - at), b"\0"))


def _lengthen(copy: Path) -> None:
    """Give a copy that is cut off its full length: of a file that is shorter than it says SQLite reads nothing."""
    if copy.with_name(f"{copy.name}-journal").exists():
        return
    with copy.open("rb+") as file:
        head = file.read(100)
        said = page_size(head) * int.from_bytes(head[28:32], "big")
        size = file.seek(0, 2)
        if size < said < _ABSURD * size:
            file.truncate(said)


def _remains(copy: Path) -> tuple[dict[str, Table], Past]:
    names = [noun_of(noun).table for noun in NOUNS]
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.text_factory = bytes
        with suppress(sqlite3.DatabaseError):
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        past = past_of(copy.read_bytes())
        with suppress(sqlite3.DatabaseError):
            past.whole = connection.execute("SELECT sum(rows) FROM operations").fetchone() == (past.sealed,)
        return {name: table_of(connection, name, past.last + 1) for name in names}, past


class Found:
    """The values that come through, each after those that it refers to.

    A row comes from its table, else from the journal; where all of the journal is as it was sealed, from there.
    """

    def __init__(self, tables: dict[str, Table], past: Past) -> None:
        self._tables, self._past = tables, past
        self._kept: dict[str, set[str]] = {name: set() for name in tables}
        self.values: list[Any] = []

    def take(self, cls: type) -> Share:
        """Take what there is of a noun; the nouns that it refers to have been taken before."""
        noun = noun_of(cls)
        live = images_of(noun, self._tables)
        known = {uid: image for (table, uid), image in self._past.images.items() if table == noun.table}
        members = self._tables[noun.table].members
        if self._past.whole:
            members = None
            live = {uid: image for uid, image in live.items() if not _is_rotten(uid, live, known)}
        elif members is not None:
            known = {uid: image for uid, image in known.items() if uid in members}
        first, second = (known, live) if self._past.whole else (live, known)
        values: dict[str, Any] = {}
        for uid in [*live, *(u for u in known if u not in live)]:
            value = _value(cls, first.get(uid)) or _value(cls, second.get(uid))
            if value is not None:
                values[uid] = value
        taken, values = values, self._standing(cls, values)
        taken = {uid: taken[uid] for uid in values}
        self._kept[noun.table] = set(values)
        self.values += values.values()
        wanted = {*live, *(members or ()), *(uid for uid, image in known.items() if image is not None)}
        only = sum(live.get(uid) is None or _value(cls, live[uid]) != value for uid, value in taken.items())
        return Share(noun.table, len(values), only, len(wanted) - len(values))

    def _standing(self, cls: type, values: dict[str, Any]) -> dict[str, Any]:
        """The values that refer to rows which are there; a reference that is not needed is left empty instead.

        What a row says in a custom field needs the row.
        """
        out: dict[str, Any] = {}
        for uid, value in values.items():
            lost = [f for f in noun_of(cls).fields if not self._holds(f, getattr(value, f.name), values)]
            stray = isinstance(value, CustomValue) and not any(value.row in k for k in self._kept.values())
            if not stray and not any(f.required for f in lost):
                out[uid] = replace(value, **{f.name: None for f in lost}) if lost else value
        return out

    def _holds(self, said: Field, uid: Any, own: dict[str, Any]) -> bool:
        if uid is None or said.kind is not Kind.REFERENCE:
            return True
        return uid in self._kept[said.refers or ""] or uid in own


def _is_rotten(uid: str, live: Mapping[str, object], known: Mapping[str, Image | None]) -> bool:
    """Whether an id that the journal does not know is another row's, of which a bit was turned."""
    if uid in known:
        return False
    lost = (u for u, image in known.items() if image is not None and u not in live and len(u) == len(uid))
    return any(_bits_apart(uid, other) == 1 for other in lost)


def _bits_apart(one: str, other: str) -> int:
    pairs = zip(one.encode(), other.encode(), strict=False)
    return sum((a ^ b).bit_count() for a, b in pairs)


def _value(cls: type, image: Image | None) -> Any:
    """The value of an image, or None where it makes none."""
    if image is None or not sound(noun_of(cls), image):
        return None
    try:
        return mapper(cls).from_text(json.dumps(image))
    except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError, CsdeskError):
        return None
