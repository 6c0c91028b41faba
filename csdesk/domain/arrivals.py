"""An arrival is one file that was imported: its day, what it held, and what was answered for it."""

from datetime import date, datetime

from csdesk.domain.fields import column, noun
from csdesk.domain.values import dataclass


@noun("arrival", "arrivals", title="file", day="on", indexes=(("sha256",),))
class Arrival:
    """One sheet of one imported file. `on` is the day from which its undated values are known.

    `nouns` are the tables it fed; each is complete through `complete_through`, its newest row's day.
    `mapping` and `answers` are JSON, offered again for a file with the same columns.
    """

    id: str = column()
    file: str = column()
    tab: str = column()
    sha256: str = column()
    on: date = column()
    nouns: str = column(default="")
    rows: int = column(default=0)
    complete_through: date | None = column(default=None)
    headers: str = column(default="[]")
    mapping: str = column(default="{}")
    answers: str = column(default="{}")
    new: int | None = column(default=None, since=2)
    changed: int | None = column(default=None, since=2)
    left_out: int | None = column(default=None, since=2)
    refused: int | None = column(default=None, since=2)


@dataclass(frozen=True, slots=True)
class PastImport:
    """One import that was made: `n` is its number in the history, `files` its sheets as they arrived then."""

    n: int
    at: datetime
    files: tuple[Arrival, ...]
    undone: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The files, each once."""
        return tuple(dict.fromkeys(a.file for a in self.files))

    def count(self, what: str) -> int | None:
        """How many rows of all its sheets were `rows`, `new`, `changed`, `left_out`, `refused`; None: not known."""
        found = [getattr(a, what) for a in self.files]
        return None if None in found else sum(found)
