"""A blank is an empty cell of a row whose field the book has filled: noted row by row, whatever becomes of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from csdesk.domain.custom import CustomValue
from csdesk.domain.imports.bench.where import Where
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Blank:
    """One empty cell, and what the book has there."""

    where: Where
    header: str
    name: str
    """Whose row it is: the account's name."""
    noun: type
    """`CustomValue` where the field is a person's own."""
    uid: str
    key: str
    field: str
    """The attribute that holds it."""
    old: Any
    text: str
    """What would go, as a person reads it."""

    @property
    def place(self) -> tuple[str, str]:
        """Which field of which row it is."""
        return self.uid, self.key


class Blanks:
    """The blanks of some files, while their rows are laid. `erased` are those that a person said erase, by place.

    Where several rows speak of one row of the book the first one is believed, as of all else that they say; what
    another one says in the field stands over its empty cell.
    """

    def __init__(self, erased: frozenset[tuple[str, str]] = frozenset()) -> None:
        self.erased = erased
        self.headers: dict[str, Mapping[str, str]] = {}
        """Sheet → its targets with their headers."""
        self.columns: dict[str, set[str]] = {}
        """Sheet → the headers of columns whose empty cells can erase."""
        self.gone: dict[str, CustomValue] = {}
        """What rows say no more in fields of a person's own, by its ID."""
        self._first: dict[str, Where] = {}
        self._found: dict[tuple[str, str], Blank] = {}
        self._told: set[tuple[str, str]] = set()

    def first(self, uid: str, where: Where) -> Where:
        """The row of these files that was the first to speak of a row of the book."""
        return self._first.setdefault(uid, where)

    def is_told(self, uid: str) -> bool:
        """Whether a row of these files speaks of a row of the book."""
        return uid in self._first

    def tell(self, uid: str, facts: Mapping[str, Any]) -> None:
        """Note what a further row says of a row of the book, by field key."""
        self._told |= {(uid, key) for key, said in facts.items() if said is not None and said != ()}

    def note(self, blank: Blank) -> bool:
        """Note a blank; whether it erases."""
        self._found.setdefault(blank.place, blank)
        return blank.place in self.erased

    def left(self) -> Iterable[Blank]:
        """The blanks of whose fields no other row of these files speaks, in the order of rows."""
        return (blank for place, blank in self._found.items() if place not in self._told)
