"""Meetings to log: what a calendar says took place with customers, offered as touches; each is logged once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from pathlib import Path

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import AlreadyLogged
from csdesk.domain.ids import ContactId
from csdesk.domain.periods import Days
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.exchange.meetings_in import Meeting, read_meetings
from csdesk.services.correspondence.mail_in import own_addresses
from csdesk.services.outgoing.leak_secrets import FREE_MAIL
from csdesk.store.book import Book
from csdesk.wording import count

BACK = 30
"""How many days back meetings are offered."""
_KINDS = (
    (re.compile(r"\b(?:qbr|ebr|review)\b", re.IGNORECASE), TouchKind.REVIEW),
    (re.compile(r"\b(?:training|workshop|onboarding)\b", re.IGNORECASE), TouchKind.TRAINING),
    (re.compile(r"\b(?:call|phone)\b", re.IGNORECASE), TouchKind.CALL),
)


@dataclass(frozen=True, slots=True)
class MeetingTouch:
    """One meeting with one customer as a touch. `seen` is the touch that was logged of it; `newcomers` are names and
    addresses of people whom the account lacks."""

    account: Account
    on: date
    minutes: int
    title: str
    kind: TouchKind
    key: str
    people: tuple[Contact, ...]
    newcomers: tuple[tuple[str, str], ...] = ()
    seen: Touch | None = None


@dataclass(frozen=True, slots=True)
class FoundMeetings:
    """What a calendar offers, the newest first; `left_out` events could not be read."""

    meetings: tuple[MeetingTouch, ...]
    left_out: int


def meetings_to_log(
    book: Book, path: Path, *, today: date, back: int = BACK, zone: tzinfo | None = None
) -> FoundMeetings:
    """The meetings of the last days in which somebody of a customer took part, those that were logged among them.

    What was declined by us, or lies ahead, is not offered. Raises: FileMissing, NoPermission, CalendarUnreadable.
    """
    days = Days(today - timedelta(days=back), today)
    found, left_out = read_meetings(path, days, zone=zone)
    known = _Known(book)
    offered = [touch for meeting in found for touch in known.touches(meeting)]
    offered.sort(key=lambda t: (-t.on.toordinal(), t.account.account, t.title, t.key))
    return FoundMeetings(tuple(offered), left_out)


def log_meetings(book: Book, meetings: Sequence[MeetingTouch], *, today: date) -> ChangeSet:
    """Log meetings in one change; newcomers are not added. Raises: AlreadyLogged, TouchInFuture."""
    keys = {(t.account, t.external_id): t for t in book.all(Touch) if t.external_id}
    touches = []
    for m in meetings:
        seen = keys.get((m.account.id, m.key))
        if seen is not None:
            raise AlreadyLogged(summary=m.title, day=seen.on)
        made = Touch(
            id=book.new_id(),
            account=m.account.id,
            on=m.on,
            kind=m.kind,
            direction=Direction.TWO_WAY,
            contacts=tuple(c.id for c in m.people),
            minutes=m.minutes or None,
            summary=m.title,
            external_id=m.key,
        ).accepted(today=today)
        keys[m.account.id, m.key] = made
        touches.append(made)
    names = {m.account.account for m in meetings}
    label = names.pop() if len(names) == 1 else count(len(touches), "meeting")
    with book.change(Verb.LOG_TOUCH, label=label, today=today) as change:
        book.put_all(touches)
    return change.done


class _Known:
    """Whom the book knows, laid out once for all the meetings of a file."""

    def __init__(self, book: Book) -> None:
        self._own = own_addresses(book)
        self._accounts = {a.id: a for a in book.all(Account)}
        self._people: dict[str, list[Contact]] = {}
        for contact in sorted(book.all(Contact), key=lambda c: (c.name, c.id)):
            if contact.email:
                self._people.setdefault(contact.email.strip().casefold(), []).append(contact)
        self._domains: dict[str, list[Account]] = {}
        for account in sorted(self._accounts.values(), key=lambda a: (a.account, a.id)):
            if account.domain:
                own = account.domain.strip().casefold().removeprefix("www.")
                self._domains.setdefault(own, []).append(account)
        self._seen = {(t.account, t.external_id): t for t in book.all(Touch) if t.external_id}

    def touches(self, meeting: Meeting) -> list[MeetingTouch]:
        """The meeting as a touch of each customer who took part."""
        if meeting.declined & self._own:
            return []
        people: dict[Account, dict[ContactId, Contact]] = {}
        lacking: dict[Account, list[tuple[str, str]]] = {}
        for name, address in meeting.people:
            if address in self._own or address in meeting.declined:
                continue
            known = [c for c in self._people.get(address, ()) if c.account in self._accounts]
            for contact in known:
                people.setdefault(self._accounts[contact.account], {})[contact.id] = contact
            for account in () if known else self._of_domain(address):
                lacking.setdefault(account, []).append((name, address))
        accounts = sorted({*people, *lacking}, key=lambda a: (a.account, a.id))
        return [self._touch(meeting, a, people.get(a, {}), lacking.get(a, [])) for a in accounts]

    def _of_domain(self, address: str) -> list[Account]:
        domain = address.partition("@")[2]
        while "." in domain and domain not in FREE_MAIL:
            if domain in self._domains:
                return self._domains[domain]
            domain = domain.partition(".")[2]
        return []

    def _touch(
        self,
        meeting: Meeting,
        account: Account,
        people: dict[ContactId, Contact],
        lacking: list[tuple[str, str]],
    ) -> MeetingTouch:
        kind = next((k for words, k in _KINDS if words.search(meeting.title)), TouchKind.MEETING)
        return MeetingTouch(
            account=account,
            on=meeting.on,
            minutes=meeting.minutes,
            title=meeting.title,
            kind=kind,
            key=meeting.key,
            people=tuple(people.values()),
            newcomers=tuple(lacking),
            seen=self._seen.get((account.id, meeting.key)),
        )
