"""A source is one row behind a line of a receipt, as a person knows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from csdesk import wording
from csdesk.domain.custom import CustomValue
from csdesk.domain.health.own_measure import asked_of
from csdesk.domain.health.sources import table_named
from csdesk.domain.health.terms import Measure
from csdesk.domain.nouns import noun_of_table
from csdesk.store.book import Book
from csdesk.store.own_asked import own_fields


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
    "risk": ("severity", "owner"),
    "override": ("score", "expires_on"),
}
"""The fields that a reading was taken from."""


def sources(book: Book, rows: Iterable[str], measure: Measure | None = None) -> list[Source]:
    """The rows named as "usage/<id>", the newest first; those of a measure of one's own say what it asked of them."""
    asked = asked_of(measure.source) if measure is not None and measure.source is not None else ()
    own = _own_says(book, measure, asked) if asked else {}
    found = [source for name in rows if (source := _source(book, name, asked, own)) is not None]
    return sorted(found, key=lambda s: (s.on or date.min, s.word, s.id), reverse=True)


def source_text(source: Source) -> str:
    """A row in one line: "2025-11-12  Ticket: Export stops at 500 rows (severity 3)"."""
    word = wording.choice(source.word)
    day = f"{source.on.isoformat()}  " if source.on else ""
    title = f": {wording.choice(source.title)}" if source.title not in {"", word} else ""
    return f"{day}{word}{title}{f' ({source.says})' if source.says else ''}"


def _own_says(book: Book, measure: Measure | None, asked: Iterable[str]) -> dict[str, list[str]]:
    """What rows say in the custom fields that a measure asked for, by the row's id."""
    said: dict[str, list[str]] = {}
    if measure is None or measure.source is None or table_named(measure.source.table) is None:
        return said
    fields = own_fields(book, measure.source.table)
    for key in asked:
        field = fields[key].custom if key in fields else None
        for value in book.all(CustomValue, field=field.id) if field is not None else ():
            said.setdefault(value.row, []).append(f"{fields[key].header.lower()} {value.value}")
    return said


def _source(book: Book, name: str, asked: Iterable[str], own: Mapping[str, list[str]]) -> Source | None:
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
    keys = [f.key for f in noun.fields if f.key in asked and f.key != noun.day] or _SAYS.get(noun.word, ())
    facts = [(noun.field(key), getattr(value, noun.field(key).name)) for key in keys]
    said = [f"{f.header.lower()} {_plain(v)}" for f, v in facts if v is not None and v != ()]
    says = ", ".join([*said, *own.get(uid, ())])
    return Source(noun.word, uid, on, title, says)


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(v) for v in value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return f"{value:g}" if isinstance(value, float) else "" if value is None else str(value)
