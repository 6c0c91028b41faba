"""Search: which accounts, people and facts have the words that a person typed, the likeliest first, and where."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.advocacy import Advocacy
from csdesk.domain.churn import Churn
from csdesk.domain.contacts import Contact
from csdesk.domain.custom import CustomValue
from csdesk.domain.feedback import Feedback
from csdesk.domain.fields import noun_of
from csdesk.domain.files import File
from csdesk.domain.gaps import Gap
from csdesk.domain.ids import AccountId
from csdesk.domain.names import search_key
from csdesk.domain.opportunities import Opportunity
from csdesk.domain.promises import Promise
from csdesk.domain.signals import Signal
from csdesk.domain.spans import spans
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from csdesk.domain.values import dataclass
from csdesk.store.book import Book
from csdesk.store.search import Place, Places, Typed, places, said_at, typed
from csdesk.store.search_index import words_of

SNIPPET = 120
"""So many letters of a text are told, around the first word that was found."""
_BEFORE = 30


class Among(StrEnum):
    """What is searched; notes are all texts but touches, tickets and tasks: of accounts, people, surveys and so on."""

    ACCOUNTS = "accounts"
    CONTACTS = "contacts"
    TOUCHES = "touches"
    TICKETS = "tickets"
    TASKS = "tasks"
    NOTES = "notes"


NAMES = frozenset({Among.ACCOUNTS, Among.CONTACTS})
"""Those that are found by their names."""
FACTS = tuple(among for among in Among if among not in NAMES)
_NOUNS: dict[Among, tuple[type, ...]] = {
    Among.ACCOUNTS: (Account,),
    Among.CONTACTS: (Contact,),
    Among.TOUCHES: (Touch,),
    Among.TICKETS: (Ticket,),
    Among.TASKS: (Task,),
    Among.NOTES: (
        Account, Advocacy, Churn, Contact, CustomValue, Feedback, File, Gap, Opportunity, Promise, Signal, Survey,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """One row that was found: which, of which account, when; `text` is what stands there, or the part of it around
    the words; `marked` are its letters that were typed, as (from, to).

    `field` is the key of the field; `whose` is the contact or the custom field that says it; `kind` that of a touch.
    """

    noun: str
    id: str
    account: AccountId
    account_name: str
    day: date | None
    field: str
    text: str
    marked: tuple[tuple[int, int], ...]
    whose: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found among one of them: the likeliest, and how many there are; `more`: at least so many."""

    among: Among
    first: tuple[Hit, ...]
    count: int
    more: bool


def view_to_search(path: Path) -> Book:
    """A view of a book for a thread that searches it while a person types. Raises: as `Book.view`."""
    return Book.view(path)


def search(
    book: Book,
    text: str,
    *,
    as_of: date,
    among: Iterable[Among] = tuple(Among),
    most: int = 3,
    then: bool = False,
) -> tuple[Hits, ...]:
    """Where every word of a text stands, known by a day; of each, at most so many. Empty ones are left out.

    The last word counts as the beginning of a word, unless a space follows it. Accents and case do not matter, and no
    sign has a meaning. `then`: the book is a copy of an earlier day, whose index is still today's; of what that finds
    only rows count that were there then and had the words. Raises: SearchDamaged.
    """
    asked = typed(text)
    parts = ((_among_then if then else _among)(book, asked, each, as_of, most) for each in among)
    return tuple(part for part in parts if part.count)


_THEN = 500
"""So many rows of a noun are looked at, one by one, from another day."""


def _among_then(book: Book, asked: Typed, among: Among, as_of: date, most: int) -> Hits:
    found = {noun: _places(book, asked, among, noun, as_of, _THEN) for noun in _NOUNS[among]}
    ordered = _in_order(found)
    hits = _hits(book, asked, among, ordered, whole=True)
    return Hits(among, hits[:most], len(hits), any(some.count > _THEN for some in found.values()))


def _among(book: Book, asked: Typed, among: Among, as_of: date, most: int) -> Hits:
    """The near ones first; then those without a day, which hold until they are changed; then the newest."""
    found = {noun: _places(book, asked, among, noun, as_of, most) for noun in _NOUNS[among]}
    ordered = _in_order(found)
    count, more = sum(some.count for some in found.values()), any(some.more for some in found.values())
    return Hits(among, _hits(book, asked, among, ordered[:most]), count, more)


def _in_order(found: dict[type, Places]) -> list[tuple[type, Place]]:
    ordered = [(noun, place) for noun, some in found.items() for place in some.first]
    ordered.sort(key=lambda one: (not one[1].near, one[1].day is not None, _newest(one[1])))
    return ordered


def _newest(place: Place) -> tuple[int, int]:
    return (-place.day.toordinal() if place.day else 0, -place.pk)


def _places(book: Book, asked: Typed, among: Among, noun: type, as_of: date, most: int) -> Places:
    return places(book, noun, asked, fields=_fields(among, noun), most=most, until=as_of)


def _fields(among: Among, noun: type) -> tuple[str, ...]:
    words = words_of(noun)
    return words.names if among in NAMES else words.texts


def _hits(
    book: Book, asked: Typed, among: Among, found: Sequence[tuple[type, Place]], *, whole: bool = False
) -> tuple[Hit, ...]:
    """The rows that are there, as hits; `whole`: only those that have every word."""
    words = [part for word in asked.words for part in search_key(word).split()]
    said: dict[tuple[type, int], tuple[Any, ...]] = {}
    for noun in {noun for noun, _ in found}:
        rows = said_at(book, noun, [place.pk for its, place in found if its is noun])
        said |= {(noun, pk): row for pk, row in rows.items()}
    hits = []
    for noun, place in found:
        row = said.get((noun, place.pk))
        if row is not None and not (whole and not _has_all(among, noun, row, words)):
            hits.append(_hit(among, noun, place, row, words))
    return tuple(hits)


def _has_all(among: Among, noun: type, row: tuple[Any, ...], words: Sequence[str]) -> bool:
    texts = dict(zip(words_of(noun).fields, row[5:], strict=True))
    said = f" {' '.join(search_key(str(texts[key])) for key in _fields(among, noun) if texts[key])}"
    return all(f" {word}" in said for word in words)


def _hit(among: Among, noun: type, place: Place, row: tuple[Any, ...], words: Sequence[str]) -> Hit:
    id_, account, name, whose, kind, *texts = row
    known = dict(zip(words_of(noun).fields, texts, strict=True))
    field, text = _telling(known, _fields(among, noun), words)
    if noun is Ticket and field != "subject" and known["subject"]:
        text = f"{text} {known['subject']}"
    told = snippet(text, words)
    of = AccountId(account)
    marked = spans(told, words)
    return Hit(noun_of(noun).word, id_, of, name, place.day, field, told, marked, whose or "", kind or "")


def _telling(known: dict[str, Any], fields: Sequence[str], words: Sequence[str]) -> tuple[str, str]:
    """The field with the most of the words, and its text; none where it was emptied while it was searched."""
    told = [(key, str(known[key])) for key in fields if known[key]]
    return max(
        told, key=lambda one: sum(word in search_key(one[1]) for word in words), default=(fields[0], "")
    )


def snippet(text: str, words: Sequence[str]) -> str:
    """A text in one line, or the part of it around the first of the words, with … for what is left out."""
    line = " ".join(text.split())
    if len(line) <= SNIPPET:
        return line
    first = next(iter(spans(line, words)), (0, 0))[0]
    start = 0 if first <= _BEFORE else line.rfind(" ", 0, first - _BEFORE + 1) + 1
    end = (
        len(line) if len(line) - start <= SNIPPET else max(line.rfind(" ", start, start + SNIPPET), first + 1)
    )
    return f"{'…' if start else ''}{line[start:end].rstrip()}{'…' if end < len(line) else ''}"
