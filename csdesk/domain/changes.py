"""A change is one undoable operation on the book: a verb, and the rows before and after it."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any

from csdesk.domain.values import dataclass


class Verb(StrEnum):
    """What a person did; each has a wording."""

    NEW_BOOK = "new book"
    IMPORT = "import"
    LOG_TOUCH = "log touch"
    ADD = "add"
    SET = "set"
    REMOVE = "remove"
    MERGE = "merge"
    MERGE_FILE = "merge file"
    PLAN = "plan"
    DONE = "done"
    SNOOZE = "snooze"
    DROP = "drop"
    DECIDE_RENEWAL = "decide renewal"
    RECORD_LOSS = "record loss"
    PREFER = "prefer"
    WRITE_FILE = "write file"
    LET_PASS = "let pass"  # noqa: S105 (a verb, no secret)
    DEMO = "demo"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after; None before is a new row, None after a removed one."""

    noun: type
    id: str
    before: Any | None
    after: Any | None


_NOUN = attrgetter("noun")


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """A committed change: its number in the history, its verb, what it is called, and its rows.

    Rows that came many at once, as an import brings them, are counted in `added`, by noun.
    """

    n: int
    verb: Verb
    label: str
    today: date
    rows: tuple[RowChange, ...]
    kept: tuple[str, ...] = ()
    """Rows that an undo left alone, by name."""
    added: Mapping[type, int] = field(default_factory=dict)
    undoes: int | None = None
    """The number of the change that an undo takes back, or a redo brings again."""

    @property
    def nouns(self) -> frozenset[type]:
        """The nouns that changed: what a screen asks before it reloads."""
        return frozenset(map(_NOUN, self.rows)) | self.added.keys()

    @property
    def count(self) -> int:
        """How many rows changed."""
        return len(self.rows) + sum(self.added.values())


@dataclass(frozen=True, slots=True)
class Operation:
    """One entry of the history."""

    n: int
    at: datetime
    verb: Verb
    label: str
    rows: int
    undone: bool
    undoes: int | None
