"""To search is to ask the index for the rows that have every word, the likeliest first, and never for more than a page.

Only what FTS5 answers without reading on is asked: the newest rows of a match, up to a limit. So a word of one letter
that stands in every row is found as fast as one that stands in a single row. The order is by nearness, then by day:
near are the words as typed, one after the other; of a single word, the whole word.
"""

import sqlite3
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from csdesk.domain.errors import BookDamaged, SearchDamaged
from csdesk.domain.values import dataclass
from csdesk.store.book import Book
from csdesk.store.search_index import ROOM, Words, words_of

_JULIAN = 1_721_424
"""What to add to the number of a Python day for the Julian day that its midnight lies in."""

COUNTED = 250
"""So many rows are counted; of more it is only said that there are more."""


_OFTEN = 3
"""More words than these are hardly ever together in more rows than are counted."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed, as words; with `open_end` the last one is the beginning of a word."""

    words: tuple[str, ...]
    open_end: bool = True

    @property
    def nearest(self) -> str:
        """What is asked first: the words one after the other; a single word whole."""
        quoted = self._quoted
        return " + ".join(quoted) + (self._end if len(quoted) > 1 else "")

    @property
    def all(self) -> str:
        """What every row that is found has: all words, in any order."""
        return " AND ".join(self._quoted) + self._end

    @property
    def whole(self) -> "Typed":
        """The same without a beginning: its last word is whole."""
        return Typed(self.words, open_end=False)

    @property
    def _quoted(self) -> list[str]:
        return ['"' + word.replace('"', '""') + '"' for word in self.words]

    @property
    def _end(self) -> str:
        return "*" if self.open_end else ""


def typed(text: str) -> Typed:
    """The words of a text: whatever stands between spaces and has a letter or a digit. No sign has a meaning."""
    plain = unicodedata.normalize("NFC", "".join(c if c.isprintable() else _unseen(c) for c in text))
    words = tuple(w for w in plain.split() if any(c.isalnum() for c in w))
    return Typed(words, not plain.endswith(" "))


def _unseen(letter: str) -> str:
    """What stands for a letter that is not seen: nothing where it only says how others are written, as RTL marks do."""
    return "" if unicodedata.category(letter) == "Cf" else " "


@dataclass(frozen=True, slots=True)
class Place:
    """Where words were found: the row's `pk`, the day that dates it, if one does, and whether they are near."""

    pk: int
    day: date | None
    near: bool


@dataclass(frozen=True, slots=True)
class Places:
    """The likeliest places, and how many there are; `more`: there are more than were counted."""

    first: list[Place]
    count: int
    more: bool


def places(
    book: Book, noun: type, asked: Typed, *, fields: Sequence[str], most: int, until: date | None = None
) -> Places:
    """The rows of a noun that have every word in these fields: the near ones first, then the newest.

    Where whole words alone are found more often than is counted, beginnings are not asked for: FTS5 reads the rows of
    all of them before it gives the first. `until`: only rows dated up to that day; those without a day are always
    among them. Raises: SearchDamaged.
    """
    words = words_of(noun)
    if not asked.words or not fields:
        return Places([], 0, more=False)
    among = _among(words, fields)
    many, near = max(most, COUNTED), list[int]()
    found = list[int]()
    if len(asked.words) <= _OFTEN:
        found = _keys(book, words, f"{among}({asked.whole.all})", many + 1, until)
    if len(found) > many:
        asked = asked.whole
    elif asked.open_end or not found:
        found = _keys(book, words, f"{among}({asked.all})", many + 1, until)
    if len(found) > 1 and asked.nearest != asked.all:
        near = _keys(book, words, f"{among}({asked.nearest})", most, until)
    known = set(near)
    ordered = [*near, *(key for key in found if key not in known)]
    first = [_place(key, near=n < len(near)) for n, key in enumerate(ordered[:most])]
    return Places(first, min(len(found), COUNTED), more=len(found) > COUNTED)


def _among(words: Words, fields: Sequence[str]) -> str:
    """The part of a query that names its columns; none where it is all of them."""
    return "" if tuple(fields) == words.fields else f"{{{' '.join(fields)}}} : "


def _keys(book: Book, words: Words, match: str, most: int, until: date | None) -> list[int]:
    beyond = (until.toordinal() + _JULIAN + 1) * ROOM if until else 1 << 62
    table = words.table
    sql = f'SELECT rowid FROM "{table}" WHERE "{table}" MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT {most:d}'
    try:
        return [key for (key,) in book.rows(sql, (match, beyond))]
    except (BookDamaged, sqlite3.OperationalError) as broken:
        raise SearchDamaged(book=book.path.name if book.path else "the book") from broken


def _place(key: int, *, near: bool) -> Place:
    day, pk = divmod(key, ROOM)
    return Place(pk, date.fromordinal(day - _JULIAN) if day > _JULIAN else None, near)


def said_at(book: Book, noun: type, pks: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    """Of each row: its id, its account's id and name, whose it is and its kind, and the texts of all fields that are
    searched.
    """
    words, own = words_of(noun), noun.__name__ == "Account"
    texts = ", ".join(f't."{key}"' for key in words.fields)
    above = "" if own else " JOIN accounts a ON a.pk = t.account"
    of = "t.uid, t.account" if own else "a.uid, a.account"
    said = f"t.pk, t.uid, {of}, {words.whose}, {words.kind}, {texts}"
    sql = f'SELECT {said} FROM "{words.spec.table}" t{above} WHERE t.pk IN ({_marks(pks)})'
    return {row[0]: row[1:] for row in book.rows(sql, list(pks))}


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
