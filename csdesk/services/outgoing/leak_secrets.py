"""What a file for one reader must not hold, as the book and this computer know it."""

import getpass
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.fields import Kind, Noun, noun_of
from csdesk.domain.ids import AccountId
from csdesk.domain.leaks.profiles import Profile
from csdesk.domain.leaks.secrets import Called, Secrets
from csdesk.domain.milestones import Milestone
from csdesk.domain.nouns import NOUNS
from csdesk.domain.objectives import Objective
from csdesk.domain.preferences import OWNER, VENDOR
from csdesk.domain.products import Product
from csdesk.domain.reviews.undertakings import secret, shared
from csdesk.domain.signals import SignalKind
from csdesk.domain.surveys import Survey
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from csdesk.paths import resource
from csdesk.store.book import Book
from csdesk.store.own_texts import own_texts

INTERNAL: dict[str, tuple[str, ...]] = {
    "accounts": ("notes", "judgement_reason", "lost_reason", "tags"),
    "contacts": ("notes",),
    "renewals": ("reason",),
    "touches": ("summary",),
    "signals": ("note",),
    "risks": ("clears_when",),
    "gaps": ("gap", "note"),
    "opportunities": ("opportunity", "note"),
    "churn": ("detail", "evidence", "criterion", "learned"),
    "promises": ("note",),
    "advocacy": ("note",),
    "passes": ("reason",),
}
"""The texts of each table that are written for ourselves."""
OURS = ("note", "notes", "reason", "detail")
"""Fields that are ours in every other table, too: one that is new stays inside until somebody lets it out."""


def internal_fields(noun: Noun) -> tuple[str, ...]:
    """The keys of the texts of a noun that are written for ourselves."""
    keys = {f.key for f in noun.fields if f.kind is Kind.TEXT}
    return tuple(k for k in INTERNAL.get(noun.table, OURS) if k in keys)


FOR_THE_BOARD = frozenset(
    {"lost_reason", "reason", "tags", "detail", "evidence", "opportunity", "gap", "criterion"}
)
"""Texts of ours that a board reads: why customers leave or grow."""
FREE_MAIL = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com me.com gmx.de gmx.net web.de "
    "aol.com proton.me protonmail.com".split()
)


def secrets_of(book: Book, account: AccountId | None, profile: Profile, scores: tuple[str, ...]) -> Secrets:
    """What is searched for in a file for the customer `account`, or for the board."""
    accounts, people = book.all(Account), book.all(Contact)
    group = _group(accounts, account)
    ours = tuple(filter(None, (book.preference(OWNER), book.preference(VENDOR), *_csms(accounts, group))))
    own_people = tuple(c for c in people if c.account in group)
    own = (
        *ours,
        *(name for a in accounts if a.id in group for name in (a.account, a.domain or "")),
        *(name for c in own_people for name in (c.name, c.email or "")),
        *(p.product for p in book.all(Product)),
    )
    board = profile is Profile.BOARD
    return Secrets(
        others=() if board else tuple(_customers(accounts, group)),
        people=() if board else tuple(_people(people, accounts, group)),
        notes=tuple(_notes(book, account, accounts, FOR_THE_BOARD if board else frozenset())),
        of_others=() if board else tuple(_own_fields(book, accounts, group)),
        own=own,
        told=tuple(_told(book, account)),
        scores=scores,
        addresses=tuple(_addresses(people, accounts, frozenset() if board else group)),
        machine=_machine(own),
        authors=(*ours, *(c.name for c in own_people)),
        ordinary=ordinary_words(),
    )


@cache
def ordinary_words() -> frozenset[str]:
    """Words that are no name by themselves."""
    return frozenset(resource("ordinary_words.txt").read_text("utf-8").split())


def _group(accounts: list[Account], account: AccountId | None) -> frozenset[AccountId]:
    """The account with those above and below it: one customer may read of its own companies."""
    above = {a.id: a.parent for a in accounts}
    top = account
    for _ in accounts:
        parent = above.get(top) if top is not None else None
        if parent is None:
            break
        top = parent
    group = {account, top} - {None}
    while more := {a.id for a in accounts if a.parent in group} - group:
        group |= more
    return frozenset(a for a in group if a is not None)


def _csms(accounts: list[Account], group: frozenset[AccountId]) -> Iterator[str]:
    return (a.csm for a in accounts if a.id in group and a.csm)


def _customers(accounts: list[Account], group: frozenset[AccountId]) -> Iterator[Called]:
    for a in sorted(accounts, key=lambda a: (a.account, a.id)):
        if a.id not in group:
            yield Called(a.account, a.account)
            if a.domain and a.domain.casefold() not in FREE_MAIL:
                yield Called(a.domain, a.account, domain=True)
                yield from (Called(short, a.account) for short in _short(a.account, a.domain))


def _short(name: str, domain: str) -> Iterator[str]:
    """What a customer is called for short, as its domain tells: *Granite Peak* of *Granite Peak Insurance*."""
    words, stem = name.split(), domain.casefold().removeprefix("www.").split(".")[0].replace("-", "")
    for n in range(1, len(words)):
        if "".join(c for word in words[:n] for c in word.casefold() if c.isalnum()) == stem:
            yield " ".join(words[:n])


def _people(people: list[Contact], accounts: list[Account], group: frozenset[AccountId]) -> Iterator[Called]:
    """People of other customers by their whole names; a first name alone is nobody's."""
    names = {a.id: a.account for a in accounts}
    for c in sorted(people, key=lambda c: (c.name, c.id)):
        if c.account not in group and " " in c.name.strip():
            yield Called(c.name, names.get(c.account, ""))


def _addresses(
    people: list[Contact], accounts: list[Account], allowed: frozenset[AccountId]
) -> Iterator[Called]:
    names = {a.id: a.account for a in accounts}
    for c in sorted(people, key=lambda c: (c.name, c.id)):
        if c.account not in allowed:
            yield from (Called(a, f"{c.name}, {names.get(c.account, '')}") for a in (c.email, c.phone) if a)


def _notes(
    book: Book, account: AccountId | None, accounts: list[Account], but: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Texts for inside use with what they are: of what was said, only with this customer."""
    names = {str(a.id): a.account for a in accounts}
    if account is not None:
        from csdesk.store.reviews import facts_of

        yield from ((t, "a task for inside use") for t in secret(facts_of(book, account)))
    for cls in NOUNS:
        noun = noun_of(cls)
        known = [f for f in internal_fields(noun) if f not in but]
        wanted: Any = {"account": account} if cls is Touch and account else {}
        rows: list[Any] = book.all(cls, **wanted) if known else []
        for row in rows:
            whose = names.get(str(getattr(row, "account", None) if cls is not Account else row.id), "")
            yield from ((str(t), f"{noun.word}, {whose}") for f in known if (t := getattr(row, f)))


def _own_fields(
    book: Book, accounts: list[Account], group: frozenset[AccountId]
) -> Iterator[tuple[str, str]]:
    """What fields of one's own say of other customers."""
    names = {a.id: a.account for a in accounts}
    for one in own_texts(book):
        if one.account not in group:
            yield one.text, f"{one.field}, {names.get(one.account, '')}"


def _told(book: Book, account: AccountId | None) -> Iterator[str]:
    """What a customer knows or wrote: outcome, objectives, milestones, tickets, answers, and promises."""
    if account is not None:
        from csdesk.store.reviews import facts_of

        facts = facts_of(book, account)
        yield from filter(None, (facts.account.required_outcome, facts.account.appropriate_experience))
        yield from (t.title for t in shared(facts))
        yield from (s.note for s in facts.signals if s.note and s.kind is SignalKind.VALUE_CONFIRMED)
    wanted: list[tuple[type, tuple[str, ...]]] = [
        (Objective, ("objective",)),
        (Milestone, ("milestone", "evidence", "success_criterion")),
        (Ticket, ("subject",)),
        (Survey, ("comment",)),
    ]
    for cls, fields in wanted:
        rows: list[Any] = book.all(cls, account=account) if account else book.all(cls)
        yield from (str(t) for row in rows for f in fields if (t := getattr(row, f, None)))


def _machine(own: tuple[str, ...]) -> tuple[str, ...]:
    """What this computer and its person are called, but for words that stand in our own names."""
    known = {w.casefold() for name in own for w in name.replace("@", " ").replace(".", " ").split()}
    names = {_user(), platform.node(), _full_name()}
    return tuple(sorted(n for n in names if len(n) > 3 and n.casefold() not in known and not n.isdigit()))


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _full_name() -> str:
    """The person's whole name as this computer has it; empty where it says none."""
    if sys.platform != "win32":
        import pwd

        with suppress(KeyError, OSError):
            return pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0]
    return ""
