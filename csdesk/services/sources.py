"""A source is one row behind a line of a receipt, as a person knows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from csdesk.domain.nouns import noun_of_table
from csdesk.store.book import Book


@dataclass(frozen=True, slots=True)
class Source:
    """A row: its noun's word, its id, its day, what it is called, and what it says."""

    word: str
    id: str
    on: date | None
    title: str
    says: str


_SAYS = {
    "reading": ("value",),
    "usage": ("value",),
    "survey": ("score", "scale_max"),
    "ticket": ("severity", "closed_at"),
    "invoice": ("due_on", "paid_on"),
    "milestone": ("target_on", "achieved_on", "achieved"),
    "contact": ("roles", "status"),
    "touch": ("kind", "direction"),
    "signal": ("note",),
    "step": ("quantity",),
}
"""The fields that a reading was taken from."""


def sources(book: Book, rows: Iterable[str]) -> list[Source]:
    """The rows named as "usage/<id>", the newest first."""
    found = [source for name in rows if (source := _source(book, name)) is not None]
    return sorted(found, key=lambda s: (s.on or date.min, s.word, s.id), reverse=True)


def _source(book: Book, name: str) -> Source | None:
    table, _, uid = name.partition("/")
    noun = noun_of_table(table)
    value: Any = book.find(noun.type, uid)
    if value is None:
        return None
    day = getattr(value, noun.field(noun.day).name) if noun.day else None
    on = day.date() if isinstance(day, datetime) else day
    title = _plain(getattr(value, noun.field(noun.title).name)) if noun.title != "id" else ""
    if noun.word in {"reading", "step"}:
        title = noun.word.capitalize()
    facts = [(noun.field(key), getattr(value, noun.field(key).name)) for key in _SAYS.get(noun.word, ())]
    says = ", ".join(f"{f.header.lower()} {_plain(v)}" for f, v in facts if v is not None and v != ())
    return Source(noun.word, uid, on, title, says)


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(v) for v in value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return f"{value:g}" if isinstance(value, float) else "" if value is None else str(value)
