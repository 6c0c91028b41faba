"""A mail becomes a touch: whose it is, which way it went, on which day, who took part, and what it says."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from pathlib import Path

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.csms import addresses_in
from csdesk.domain.day_words import spelled
from csdesk.domain.ids import AccountId
from csdesk.domain.preferences import OWN_ADDRESSES
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.exchange.mail_in import A_MAIL, Mail, Person, read_mail
from csdesk.exchange.mail_text import first_lines
from csdesk.services.accounts.touches import TouchDraft, logged_before
from csdesk.services.outgoing.leak_secrets import FREE_MAIL
from csdesk.store.book import Book
from csdesk.wording import count

_LONGEST = 600
"""Characters of a mail's text that a touch keeps; the mail itself stays where it is."""
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class MailTouch:
    """A touch as a mail proposes it; nothing is in the book yet.

    `accounts` are those that its people belong to: one, when it is clear whose the mail is. `direction` is None
    where nobody can tell. `newcomers` are people of the account whom the book lacks. `seen` is the touch of
    the same mail, if it was logged. `cautions` are sentences for the person.
    """

    file: str
    accounts: tuple[Account, ...]
    direction: Direction | None
    on: date | None
    summary: str
    external_id: str
    people: tuple[Contact, ...] = ()
    newcomers: tuple[Person, ...] = ()
    seen: Touch | None = None
    addresses: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()

    @property
    def account(self) -> Account | None:
        """The account, where it is clear."""
        return self.accounts[0] if len(self.accounts) == 1 else None

    def draft(
        self, account: AccountId, direction: Direction, *, today: date, adding: bool = False
    ) -> TouchDraft:
        """The touch as it would be logged; `adding` puts the newcomers among the account's people."""
        return TouchDraft(
            account=account,
            summary=self.summary,
            on=self.on or today,
            kind=TouchKind.MAIL,
            direction=direction,
            people=[c.name for c in self.people if c.account == account],
            external_id=self.external_id,
            newcomers=[(p.name, p.address) for p in self.newcomers] if adding else [],
        )


def touch_from_mail(
    book: Book, path: Path, *, account: AccountId | None = None, today: date, zone: tzinfo | None = None
) -> MailTouch:
    """Read an .eml file as a touch to be logged, with an account if that was said.

    The day is that of the head's date in `zone`, by default this computer's; a day after today is not taken.
    Raises: FileMissing, NoPermission, MailUnreadable.
    """
    return touch_of(book, read_mail(path), path.name, account=account, today=today, zone=zone)


def touch_of(
    book: Book, mail: Mail, file: str, *, account: AccountId | None, today: date, zone: tzinfo | None = None
) -> MailTouch:
    """The touch that a mail which was read proposes."""
    own = own_addresses(book)
    outer, mail = mail, _meant(book, mail, own)
    others = _others(mail, own)
    contacts = _contacts(book, others)
    accounts = _accounts(book, others, contacts, account)
    meant = accounts[0].id if len(accounts) == 1 else None
    people = tuple(c for c in contacts if meant is None or c.account == meant)
    on, late = _day(mail, today, zone)
    key = mail.key or outer.key  # a mail that stands in the words of another has none
    return MailTouch(
        file=file,
        accounts=accounts,
        direction=_direction(mail, own, {c.email.casefold() for c in people if c.email}),
        on=on,
        summary=_summary(mail, outer),
        external_id=key,
        people=people,
        newcomers=_newcomers(others, contacts, accounts),
        seen=logged_before(book, key, meant) if meant else None,
        addresses=tuple(p.address for p in others),
        cautions=(*_forwarded(mail, outer), *outer.cautions, *late),
    )


def _others(mail: Mail, own: frozenset[str]) -> list[Person]:
    """Everybody in the head of a mail but its owner."""
    return [p for p in dict.fromkeys(filter(None, (mail.sender, *mail.receivers))) if p.address not in own]


def _meant(book: Book, mail: Mail, own: frozenset[str]) -> Mail:
    """The mail that somebody forwarded, where no customer is in the head of the one around it."""
    others = _others(mail, own)
    if mail.inside is None or _accounts(book, others, _contacts(book, others), None):
        return mail
    theirs = _others(mail.inside, own)
    told = bool(_accounts(book, theirs, _contacts(book, theirs), None)) or not others
    if not told:
        return mail
    return (
        mail.inside
        if mail.inside.sent_at or mail.inside.sent_on
        else replace(mail.inside, sent_at=mail.sent_at)
    )


def _forwarded(mail: Mail, outer: Mail) -> tuple[str, ...]:
    """What to tell of a mail that stands in another."""
    if mail is outer or mail.sender is None:
        return ()
    who = f"{mail.sender.name} <{mail.sender.address}>".strip()
    return (f"Forwarded: it is taken for the mail inside, from {who}.",)


def own_addresses(book: Book) -> frozenset[str]:
    """The owner's own addresses, in lower case."""
    return addresses_in(book.preference(OWN_ADDRESSES))


def _contacts(book: Book, people: Iterable[Person]) -> tuple[Contact, ...]:
    """The contacts of these addresses, in the order of the mail."""
    wanted = {p.address: at for at, p in reversed(list(enumerate(people)))}
    found = [c for c in book.all(Contact) if c.email and c.email.strip().casefold() in wanted]
    return tuple(sorted(found, key=lambda c: (wanted[str(c.email).strip().casefold()], c.name, c.id)))


def _accounts(
    book: Book, people: list[Person], contacts: tuple[Contact, ...], account: AccountId | None
) -> tuple[Account, ...]:
    """Whose mail it is: as was said, by its people, else by the domains of their addresses."""
    every = {a.id: a for a in book.all(Account)}
    if account is not None:
        return (every[account],) if account in every else ()
    known = [every[c.account] for c in contacts if c.account in every]
    if not known:
        domains = {d for p in people if (d := p.address.partition("@")[2]) not in FREE_MAIL}
        known = [a for a in every.values() if a.domain and _is_of(a.domain, domains)]
    return tuple(sorted(dict.fromkeys(known), key=lambda a: (a.account, a.id)))


def _is_of(domain: str, found: set[str]) -> bool:
    own = domain.strip().casefold().removeprefix("www.")
    return any(d == own or d.endswith(f".{own}") for d in found)


def _direction(mail: Mail, own: frozenset[str], theirs: set[str]) -> Direction | None:
    """Which way it went: from our address out, from one of theirs in; else nobody can tell."""
    if mail.sender is None:
        return None
    if mail.sender.address in own:
        return Direction.OUTBOUND
    if mail.sender.address in theirs or own & {p.address for p in mail.receivers}:
        return Direction.INBOUND
    return None


def _day(mail: Mail, today: date, zone: tzinfo | None) -> tuple[date | None, tuple[str, ...]]:
    if mail.sent_on is not None and mail.sent_on <= today:
        return mail.sent_on, ()
    if mail.sent_at is None:
        return None, ("The mail does not say when it was sent.",)
    try:
        on = mail.sent_at.astimezone(zone).date()
    except (OverflowError, ValueError):
        return None, ("The mail does not say when it was sent.",)
    if on > today:
        return None, (f"The mail is dated {spelled(on)}, after today.",)
    return on, ()


def _summary(mail: Mail, outer: Mail) -> str:
    """The subject, the first lines, and the names of what is attached to it or to the mail around it."""
    parts = [mail.subject or outer.subject, first_lines(mail.text, _LONGEST)]
    around = tuple(name for name in outer.attachments if mail is outer or name != A_MAIL)
    if names := mail.attachments or around:
        more = len(names) - _MOST_NAMED
        rest = f" and {count(more, 'more file')}" if more > 0 else ""
        parts.append(f"Attached: {', '.join(names[:_MOST_NAMED])}{rest}")
    return "\n\n".join(part for part in parts if part) or "A mail without words"


def _newcomers(
    people: list[Person], contacts: tuple[Contact, ...], accounts: tuple[Account, ...]
) -> tuple[Person, ...]:
    """People of the mail at the account's domain whom the book lacks; without a domain, whoever wrote."""
    known = {str(c.email).strip().casefold() for c in contacts}
    if len(accounts) != 1:
        return ()
    domain = accounts[0].domain
    lacking = [p for p in people if p.address not in known]
    if domain:
        return tuple(p for p in lacking if _is_of(domain, {p.address.partition("@")[2]}))
    return tuple(lacking[:1])
