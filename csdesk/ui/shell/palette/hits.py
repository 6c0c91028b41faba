"""What was said, in the palette: the touches, tickets, tasks and notes that hold the words, as entries."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from csdesk.domain.names import search_key
from csdesk.domain.spans import spans
from csdesk.services.book.search import FACTS, Among, Hit, Hits, search
from csdesk.ui.formats import day
from csdesk.ui.shell.palette.entries import Entry, Group, Part, Scope

if TYPE_CHECKING:
    from csdesk.store.book import Book

_GROUPS = {
    Among.TOUCHES: Group.TOUCHES,
    Among.TICKETS: Group.TICKETS,
    Among.TASKS: Group.TASKS,
    Among.NOTES: Group.NOTES,
}
_ICONS = {
    "touch": "people",
    "call": "phone",
    "mail": "mail",
    "newsletter": "mail",
    "meeting": "meeting",
    "review": "deck",
    "ticket": "ticket",
    "task": "circle",
    "signal": "compass",
    "promise": "promise",
    "gap": "bridge",
    "opportunity": "arrow-up",
    "advocacy": "megaphone",
    "feedback": "speech",
    "churn": "alert",
    "file": "link",
}
"""By the kind of a touch, else by the noun; notes are notes."""
_FIELDS = {
    "required_outcome": "required outcome",
    "appropriate_experience": "appropriate experience",
    "judgement_reason": "judgement",
    "lost_reason": "why it was lost",
    "tags": "tags",
    "notes": "notes",
}
_IN_SCOPE = {
    Scope.EVERYTHING: FACTS,
    Scope.FACTS: FACTS,
    Scope.TOUCHES: (Among.TOUCHES,),
    Scope.TICKETS: (Among.TICKETS,),
    Scope.TASKS: (Among.TASKS,),
    Scope.NOTES: (Among.NOTES,),
}
_LEFT_TO_RIGHT = "\u200e"
"""Keeps the day behind a name that is written from the right."""
SAID_IN = frozenset(_IN_SCOPE)
"""The scopes in which facts are looked through."""
_MOST = {Scope.EVERYTHING: 3, Scope.FACTS: 100}
_MOST_ALONE, _BESIDE_NAMES = 500, 2


@dataclass(frozen=True, slots=True)
class Said:
    """What was found in the facts for a text, and in which scope it was looked for."""

    text: str
    scope: Scope
    hits: tuple[Hits, ...] = ()

    def narrowed(self, text: str) -> "Said":
        """What of it still holds for a text that goes on: it is shown until the answer for that one is there."""
        if not text.startswith(self.text) or not self.text:
            return Said(text, self.scope)
        words = search_key(text).split()
        kept = [(part, tuple(hit for hit in part.first if _has(hit, words))) for part in self.hits]
        return Said(text, self.scope, tuple(_part(part, first, words) for part, first in kept if first))


def _has(hit: Hit, words: list[str]) -> bool:
    key = search_key(hit.text)
    return all(word in key for word in words)


def _part(part: Hits, first: tuple[Hit, ...], words: list[str]) -> Hits:
    marked = tuple(_marked(hit, words) for hit in first)
    whole = len(part.first) == part.count
    return Hits(part.among, marked, len(first) if whole else part.count, part.more)


def _marked(hit: Hit, words: list[str]) -> Hit:
    return replace(hit, marked=spans(hit.text, words))


class SaidQuestion:
    """What was said with these words, known by a day; `then`: it is asked of a copy of that day."""

    def __init__(self, text: str, scope: Scope, as_of: date, *, then: bool = False) -> None:
        self._text, self._scope, self._as_of, self._then = text, scope, as_of, then

    def __call__(self, book: "Book") -> Said:
        among, most = _IN_SCOPE[self._scope], _MOST.get(self._scope, _MOST_ALONE)
        hits = search(book, self._text, as_of=self._as_of, among=among, most=most, then=self._then)
        return Said(self._text, self._scope, hits)


def asks(text: str, scope: Scope) -> bool:
    """Whether facts are looked through for a text."""
    return scope in _IN_SCOPE and bool(text.strip())


class Parts:
    """Headings with entries, and how many there are in all; where more were found, the last line leads to them."""

    def __init__(self, said: Said, today: date) -> None:
        self._said, self._today = said, today

    def __call__(self, *, beside_names: bool) -> list[Part]:
        """The parts; beside names there is less room for them."""
        alone = self._said.scope is not Scope.EVERYTHING
        most = None if alone else _BESIDE_NAMES if beside_names else _MOST[Scope.EVERYTHING]
        made = [self._part(some, most) for some in self._said.hits]
        if not alone and sum(len(some) for _, some, _ in made) < sum(h.count for h in self._said.hits):
            made[-1][1].append(self._to_all())
        return made

    def _part(self, some: Hits, most: int | None) -> Part:
        group = _GROUPS[some.among]
        return group.value, [_entry(group, hit, self._today) for hit in some.first[:most]], some.count

    def _to_all(self) -> Entry:
        count = sum(some.count for some in self._said.hits)
        text = f"Show all {count:,}{'+' if uncounted(self._said) else ''} results"
        return Entry(Group.MORE, "facts", text, "", "search")


def uncounted(said: Said) -> bool:
    """Whether more were found than were counted."""
    return any(some.more for some in said.hits)


def _from_the_right(name: str) -> bool:
    return any(bidirectional(letter) in {"R", "AL"} for letter in name)


def _entry(group: Group, hit: Hit, today: date) -> Entry:
    when = day(hit.day, today=today) if hit.day else _FIELDS.get(hit.field, "")
    comma = f",{_LEFT_TO_RIGHT} " if _from_the_right(hit.account_name) else ", "
    beside = comma.join(part for part in (hit.whose, hit.account_name, when) if part)
    icon = _ICONS.get(hit.kind) or _ICONS.get(hit.noun, "note")
    return Entry(group, hit.id, hit.text, beside, icon, (), hit.account, hit.marked, hit.noun)
