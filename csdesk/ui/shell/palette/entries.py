"""An entry is one line of the palette: an account, a contact, something to do, a screen to go to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from csdesk.domain.ids import AccountId
from csdesk.domain.names import search_key
from csdesk.domain.spans import spans
from csdesk.services.accounts.finding import Directory, Known
from csdesk.ui.actions.catalogue import action
from csdesk.ui.kit.literal import one_line


class Group(StrEnum):
    """What an entry is, as the palette's headings say it."""

    ACCOUNTS = "Accounts"
    CONTACTS = "Contacts"
    TOUCHES = "Touches"
    TICKETS = "Tickets"
    TASKS = "Tasks"
    NOTES = "Notes"
    MORE = "More"
    DO = "Do"
    GO = "Go to"


SAID = frozenset({Group.TOUCHES, Group.TICKETS, Group.TASKS, Group.NOTES})
"""Facts that are found by what was said in them."""


class Scope(StrEnum):
    """What is looked through; Tab goes to the next one."""

    EVERYTHING = "Everything"
    ACCOUNTS = "Accounts"
    CONTACTS = "Contacts"
    FACTS = "All facts"
    TOUCHES = "Touches"
    TICKETS = "Tickets"
    TASKS = "Tasks"
    NOTES = "Notes"
    ACTIONS = "Actions"
    SCREENS = "Screens"


_IN_SCOPE = {
    Scope.EVERYTHING: frozenset(Group),
    Scope.ACCOUNTS: frozenset({Group.ACCOUNTS}),
    Scope.CONTACTS: frozenset({Group.CONTACTS}),
    Scope.FACTS: frozenset(),
    Scope.TOUCHES: frozenset(),
    Scope.TICKETS: frozenset(),
    Scope.TASKS: frozenset(),
    Scope.NOTES: frozenset(),
    Scope.ACTIONS: frozenset({Group.DO}),
    Scope.SCREENS: frozenset({Group.GO}),
}
_MOST = {Group.ACCOUNTS: 4, Group.CONTACTS: 3, Group.DO: 4, Group.GO: 3}
_MOST_ALONE, _MOST_UNASKED, _SHORT = 50, 8, 2
_FOR_ACCOUNT = (
    ("account.touch", "Log a touch", "phone"),
    ("account.deck", "Write a review deck", "deck"),
    ("account.brief", "Show the call brief", "note"),
)
ONLY_ACTIONS = ">"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `id` is that of the account, the contact, the fact, the action or the screen.

    `account` is the one it is about, if any; `marked` are the letters of its text in one line that were typed, as
    (from, to); `noun` is what a fact is.
    """

    group: Group
    id: str
    text: str
    beside: str = ""
    icon: str = ""
    caps: tuple[str, ...] = ()
    account: AccountId | None = None
    marked: tuple[tuple[int, int], ...] = ()
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What the palette shows: headings with their entries, and how many there are in all."""

    groups: tuple[tuple[str, tuple[Entry, ...]], ...]
    count: int

    @property
    def entries(self) -> list[Entry]:
        """The entries in the order in which they stand."""
        return [entry for _, entries in self.groups for entry in entries]


Part = tuple[str, list[Entry], int]
"""A heading, the entries below it, and how many there are in all."""


class Said(Protocol):
    """The facts that hold the words."""

    def __call__(self, *, beside_names: bool) -> list[Part]:
        """Their parts; beside names there is less room for them."""


def _nothing(*, beside_names: bool) -> list[Part]:
    del beside_names
    return []


def names(directory: Directory | None, typed: str, scope: Scope) -> list[Part]:
    """The accounts and contacts that a text names."""
    return _Asked(typed, scope).people(directory) if directory else []


def found(
    people: list[Part], offered: Sequence[Entry], typed: str, scope: Scope, said: Said = _nothing
) -> Found:
    """What a text means now. `people`: whom it names; `offered`: what can be done and where one can go at this
    moment; `said`: the facts that hold the words."""
    asked = _Asked(typed, scope)
    offers = [asked.offers(offered, group) for group in (Group.DO, Group.GO)]
    facts = said(beside_names=any(some for _, some, _ in people))
    parts = [*people, *facts, offers[0], *_for_first(people, asked), offers[1]]
    return Found(tuple((head, tuple(some)) for head, some, _ in parts if some), sum(n for _, _, n in parts))


def scope_of(typed: str, scope: Scope) -> Scope:
    """What is looked through: `>` leaves actions only."""
    return Scope.ACTIONS if typed.strip().startswith(ONLY_ACTIONS) else scope


class _Asked:
    """What was typed, and where to look for it."""

    def __init__(self, typed: str, scope: Scope) -> None:
        self.text, self.scope = typed.strip().removeprefix(ONLY_ACTIONS).strip(), scope_of(typed, scope)
        self.words = search_key(self.text).split()

    def most(self, group: Group) -> int:
        """How many entries of a group are shown."""
        if self.scope is not Scope.EVERYTHING:
            return _MOST_ALONE
        return _MOST[group] if self.text else _MOST_UNASKED

    def people(self, directory: Directory) -> list[Part]:
        """Accounts and contacts; where everything is looked through, none until something is typed."""
        shelves = ((Group.ACCOUNTS, directory.accounts), (Group.CONTACTS, directory.contacts))
        parts: list[Part] = []
        for group, shelf in shelves:
            if group in _IN_SCOPE[self.scope] and (self.text or self.scope is not Scope.EVERYTHING):
                known, count = shelf.find(self.text, self.most(group))
                parts.append((group.value, [self._person(group, one) for one in known], count))
        return parts

    def _person(self, group: Group, known: Known) -> Entry:
        icon = "accounts" if group is Group.ACCOUNTS else "people"
        marked = spans(one_line(known.name), self.words)
        why = "" if marked or not self.text else known.other_with(self.text)
        beside = ", ".join(words for words in (why, known.beside) if words)
        return Entry(group, known.id, known.name, beside, icon, (), known.account, marked)

    def offers(self, offered: Sequence[Entry], group: Group) -> Part:
        """What can be done, or where one can go, that has every word; what begins with the first one first."""
        if group not in _IN_SCOPE[self.scope]:
            return group.value, [], 0
        mine = [e for e in offered if e.group is group]
        if self.text:
            mine = sorted((e for e in mine if self._fits(e.text)), key=self._place)
        return group.value, [self._marked(e) for e in mine[: self.most(group)]], len(mine)

    def _fits(self, text: str) -> bool:
        """Whether a text has every word; a word of a letter or two has to begin one."""
        key = f" {search_key(text)}"
        return bool(self.words) and all((w if len(w) > _SHORT else f" {w}") in key for w in self.words)

    def _place(self, entry: Entry) -> int:
        """What begins with the first word comes first, then what has it at the beginning of a word."""
        key, word = f" {search_key(entry.text)}", f" {self.words[0]}"
        return 0 if key.startswith(word) else 1 if word in key else 2

    def _marked(self, entry: Entry) -> Entry:
        return replace(entry, marked=spans(entry.text, self.words))


def _for_first(people: list[Part], asked: _Asked) -> list[Part]:
    """What can be done with the account that was found first."""
    firsts = [e for head, entries, _ in people if head == Group.ACCOUNTS for e in entries]
    if not firsts or asked.scope is not Scope.EVERYTHING:
        return []
    first = firsts[0]
    works = [
        Entry(Group.DO, id_, text, "", icon, action(id_).caps, first.account)
        for id_, text, icon in _FOR_ACCOUNT
    ]
    return [(f"Do, for {first.text}", works, len(works))]
