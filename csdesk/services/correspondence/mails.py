"""Mails: drafts from templates with facts of the book, to people who may be written to. Nothing is ever sent."""

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from csdesk.domain.accounts import Account, Status
from csdesk.domain.contacts import Contact, ContactStatus, Role
from csdesk.domain.day_words import spelled
from csdesk.domain.errors import (
    ExportKindUnknown,
    NobodyToWriteTo,
    NoSuchAccount,
    NoSuchTemplate,
    OptedOut,
    WrittenTooOften,
)
from csdesk.domain.ids import AccountId
from csdesk.domain.leaks.profiles import Profile
from csdesk.domain.links import is_address
from csdesk.domain.mails import MailFact, MailTemplate, filled
from csdesk.domain.names import name_key
from csdesk.domain.preferences import MAILS_EVERY, OWN_ADDRESSES, OWNER
from csdesk.domain.signals import Signal, SignalKind
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.paths import resource
from csdesk.services.correspondence.mail_facts import facts_for
from csdesk.store.book import Book
from csdesk.wording import count

EVERY_DAYS = 7
"""Days between two mails to the same person, unless the settings say otherwise."""
_WRITTEN = {TouchKind.MAIL, TouchKind.NEWSLETTER}
_ORDER = (Role.CHAMPION, Role.SPONSOR, Role.EXECUTIVE, Role.ADMINISTRATOR, Role.USER, Role.BENEFICIARY)


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A mail that is not written yet: to whom, what it says, and which facts of the book stand in it.

    `cautions` are sentences for the person who writes it.
    """

    account: Account
    to: Contact
    template: MailTemplate
    subject: str
    body: str
    facts: tuple[MailFact, ...]
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenMail:
    """A draft that was written: its path and its checksum."""

    file: str
    sha256: str


@cache
def templates(language: str = "en") -> tuple[MailTemplate, ...]:
    """The shipped templates of a language, those in English where it has none."""
    code = language.strip().casefold().replace("_", "-").partition("-")[0]
    path = resource("mails", f"{code}.toml")
    if not (code.isalpha() and path.is_file()):
        code, path = "en", resource("mails", "en.toml")
    said = tomllib.loads(path.read_text("utf-8"))
    return tuple(MailTemplate(name, code, t["title"], t["subject"], t["body"]) for name, t in said.items())


def template_named(name: str, language: str = "en") -> MailTemplate:
    """The template of a name. Raises: NoSuchTemplate."""
    every = templates(language)
    found = next((t for t in every if t.name == name.strip().casefold()), None)
    if found is None:
        raise NoSuchTemplate(name=name, names=", ".join(t.name for t in every))
    return found


def draft_mail(
    book: Book, account: AccountId, template: str, *, to: str | None = None, today: date
) -> MailDraft:
    """Fill a template for an account, in the person's language where there is one for it.

    Without `to` it goes to the champion, else the sponsor, an executive, or whoever else may be written to; after an
    answer, to whoever gave it. Raises: NoSuchAccount, NoSuchTemplate, NobodyToWriteTo, OptedOut, WrittenTooOften,
    MailFieldMissing.
    """
    found = book.find(Account, account)
    if found is None:
        raise NoSuchAccount(name=account)
    template_named(template)
    person = _receiver(book, found, template, to, today)
    chosen = template_named(template, person.language or "en")
    mail = filled(chosen, facts_for(book, found, person, chosen.language, today=today))
    cautions = (*_cautions(found, person, mail.facts, today), *_written_to_somebody(book, found, today))
    return MailDraft(found, person, chosen, mail.subject, mail.body, mail.facts, cautions)


def write_mail(
    book: Book,
    draft: MailDraft,
    path: Path,
    *,
    subject: str | None = None,
    body: str | None = None,
    today: date,
) -> WrittenMail:
    """Write a draft as an .eml file, with the words as a person left them; the leak guard looks at it first.

    Raises: ExportKindUnknown, OptedOut, WrittenTooOften, MailHeaderRefused, LeaksFound, NoPermission, NotWritten.
    """
    from csdesk.exchange.atomic import atomic_write
    from csdesk.exchange.mail_out import draft_bytes
    from csdesk.services.outgoing.leak_guard import guard

    if path.suffix.lower() != ".eml":
        raise ExportKindUnknown(file=path.name, endings=".eml")
    _check(book, draft.to, today)
    own = [a.strip() for a in (book.preference(OWN_ADDRESSES) or "").split(",") if a.strip()]
    data = draft_bytes(
        to=(draft.to.name, draft.to.email or ""),
        sender=(book.preference(OWNER) or "", own[0] if own else ""),
        subject=draft.subject if subject is None else subject,
        body=draft.body if body is None else body,
    )
    guard(book, data, path.name, profile=Profile.CUSTOMER, account=draft.account.id, as_of=today)
    atomic_write(path, lambda file: file.write(data))
    return WrittenMail(str(path), hashlib.sha256(data).hexdigest())


def people_to_write_to(book: Book, account: AccountId, *, today: date) -> list[Contact]:
    """Who may be written to, the champion first; who left, opted out or has no address is not among them."""
    out = _opted_out(book, account, today)
    there = [
        c
        for c in book.all(Contact, account=account)
        if c.status is ContactStatus.ACTIVE and is_address((c.email or "").strip()) and c.id not in out
    ]
    return sorted(there, key=lambda c: (_is_away(c, today), _rank(c), c.name, c.id))


def _rank(contact: Contact) -> int:
    return min((_ORDER.index(r) for r in contact.roles if r in _ORDER), default=len(_ORDER))


def _receiver(book: Book, account: Account, template: str, to: str | None, today: date) -> Contact:
    """Whom it goes to. Raises: NobodyToWriteTo, OptedOut, WrittenTooOften."""
    if to:
        person = _named(book, account, to)
        _check(book, person, today)
        return person
    may = people_to_write_to(book, account.id, today=today)
    if template == "answer":
        from csdesk.services.correspondence.mail_facts import poor_answer

        answer = poor_answer(book, account.id, None, today)
        may = [c for c in may if answer and c.id == answer.contact] or may
    if not may:
        raise NobodyToWriteTo(account=account.account, why=_why(book, account))
    refused: WrittenTooOften | None = None
    for person in may:
        try:
            _check(book, person, today)
        except WrittenTooOften as often:
            refused = refused or often
        else:
            return person
    assert refused is not None
    raise refused


def _named(book: Book, account: Account, to: str) -> Contact:
    key = name_key(to)
    there = book.all(Contact, account=account.id)
    found = [c for c in there if key in {name_key(c.name), (c.email or "").casefold(), str(c.id)}]
    found = found or [c for c in there if key in name_key(c.name).split()]
    if len(found) != 1:
        why = f"{len(found)} people there are called “{to}”" if found else f"“{to}” is not among its people"
        raise NobodyToWriteTo(account=account.account, why=why)
    person = found[0]
    if not is_address((person.email or "").strip()):
        raise NobodyToWriteTo(account=account.account, why=f"the address of {person.name} is not known")
    if person.status is ContactStatus.LEFT:
        raise NobodyToWriteTo(account=account.account, why=f"{person.name} has left")
    return person


def _why(book: Book, account: Account) -> str:
    people = [c for c in book.all(Contact, account=account.id) if c.status is ContactStatus.ACTIVE]
    if not people:
        return "no person is known there"
    if not any(is_address((c.email or "").strip()) for c in people):
        return "nobody's address is known"
    return "everybody whose address is known asked not to be"


def _opted_out(book: Book, account: AccountId, today: date) -> dict[str, date]:
    """Who asked not to be written to, and since when; an opt-out of the account is everybody's."""
    found = {
        str(c.id): c.opted_out_on
        for c in book.all(Contact, account=account)
        if c.opted_out_on and c.opted_out_on <= today
    }
    for s in book.all(Signal, account=account):
        if s.kind is SignalKind.OPT_OUT and s.on <= today and not (s.expires_on and s.expires_on < today):
            everybody = [c.id for c in book.all(Contact, account=account)]
            for person in everybody if s.contact is None else [s.contact]:
                found.setdefault(str(person), s.on)
    return found


def _check(book: Book, person: Contact, today: date) -> None:
    """Whether a person may be written to today. Raises: OptedOut, WrittenTooOften."""
    since = _opted_out(book, person.account, today).get(str(person.id))
    if since is not None:
        raise OptedOut(name=person.name, day=since)
    every = int(book.preference(MAILS_EVERY) or EVERY_DAYS)
    first = today - timedelta(days=every - 1)
    mails = sorted(
        t.on for t in _sent(book, person.account) if person.id in t.contacts and first <= t.on <= today
    )
    if every and mails:
        raise WrittenTooOften(
            name=person.name,
            count="once" if len(mails) == 1 else count(len(mails), "time"),
            day=first,
            cap=f"one mail in {count(every, 'day')}",
            until=mails[-1] + timedelta(days=every),
        )


def _sent(book: Book, account: AccountId) -> Sequence[Touch]:
    """What was written to an account."""
    touches = book.all(Touch, account=account)
    return [t for t in touches if t.kind in _WRITTEN and t.direction is Direction.OUTBOUND]


def _written_to_somebody(book: Book, account: Account, today: date) -> Iterator[str]:
    """What was written there within the days of the cap, to nobody knows whom: it may have been this person."""
    every = int(book.preference(MAILS_EVERY) or EVERY_DAYS)
    first = today - timedelta(days=every - 1)
    unnamed = [t.on for t in _sent(book, account.id) if not t.contacts and first <= t.on <= today]
    if unnamed:
        yield f"{account.account} was written to on {spelled(max(unnamed))}; to whom was not noted."


def _is_away(person: Contact, today: date) -> bool:
    begun = person.away_from is not None and person.away_from <= today
    return begun and (person.away_until is None or person.away_until >= today)


def _cautions(account: Account, person: Contact, facts: Sequence[MailFact], today: date) -> Iterator[str]:
    """What to know before it goes out."""
    if _is_away(person, today):
        until = f" until {spelled(person.away_until)}" if person.away_until else ""
        yield f"{person.name} is away{until}."
    if account.status is Status.LOST:
        since = f" from {spelled(account.lost_on)} on" if account.lost_on else ""
        yield f"{account.account} is lost{since}: call instead of writing, and send no survey."
    elif account.status is Status.ARCHIVED:
        yield f"{account.account} is archived."
    if any("assumed" in f.source for f in facts):
        yield "The end of the term is assumed: nobody confirmed it yet."
