"""Touches: logging what was said with a customer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.contacts import Contact, ContactStatus
from csdesk.domain.errors import AlreadyLogged, AmbiguousContact
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.names import name_key
from csdesk.domain.promises import Promise
from csdesk.domain.tasks import Party, Task
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.store.book import Book

if TYPE_CHECKING:
    from csdesk.domain.week.candidates import Candidate


@dataclass(frozen=True, slots=True)
class TouchDraft:
    """What a person typed of a touch. `people` are names, or first names that only one there has; one
    whom the account lacks becomes a contact. `promise_on` is the day by which the promise is to be kept.

    `external_id` names the mail or meeting that it comes from; `newcomers` are names and addresses of people
    in it whom the account lacks, and whom the person wants to add. `done` is the item of the week that is done with it.
    """

    account: AccountId
    summary: str
    on: date
    kind: TouchKind = TouchKind.CALL
    direction: Direction = Direction.TWO_WAY
    people: Sequence[str] = ()
    minutes: int | None = None
    next_step: str = ""
    next_on: date | None = None
    promise: str = ""
    promise_on: date | None = None
    promised_by: Party = Party.US
    external_id: str | None = None
    newcomers: Sequence[tuple[str, str]] = ()
    done: "Candidate | None" = None


def log_touch(book: Book, draft: TouchDraft, *, today: date) -> ChangeSet:
    """Log a touch, with its people, its next step, what was promised and what is done with it, in one change.

    Minutes that were not given are not known; the usual ones of a kind come only from those that were.
    Raises: TouchInFuture, TouchWithoutText, AmbiguousContact, AlreadyLogged.
    """
    if draft.external_id and (seen := logged_before(book, draft.external_id, draft.account)):
        raise AlreadyLogged(summary=first_line(seen.summary), day=seen.on)
    people = _people(book, draft)
    touch = Touch(
        id=book.new_id(),
        account=draft.account,
        on=draft.on,
        kind=draft.kind,
        direction=draft.direction,
        contacts=tuple(p.id for p in people),
        minutes=draft.minutes,
        summary=draft.summary.strip(),
        external_id=draft.external_id,
    ).accepted(today=today)
    label = _account_name(book, draft.account)
    with book.change(Verb.LOG_TOUCH, label=label, today=today) as change:
        beside = (*_next_step(book, draft, today), *_promise(book, draft, people), *_done(book, draft, today))
        book.put_all([*people, touch, *beside])
    return change.done


def _done(book: Book, draft: TouchDraft, today: date) -> Sequence[object]:
    """What says that an item of the account's week is done."""
    if draft.done is None or draft.done.account != draft.account:
        return ()
    from csdesk.services.week.week import finished

    return finished(book, draft.done, today)


def people_there(book: Book, account: AccountId) -> tuple[str, ...]:
    """Whom a touch with an account can be with: the names of its contacts who are still there, in their order."""
    there = [c.name for c in book.all(Contact, account=account) if c.status is ContactStatus.ACTIVE]
    return tuple(sorted(dict.fromkeys(there), key=str.casefold))


def logged_before(book: Book, external_id: str, account: AccountId) -> Touch | None:
    """The touch that was logged of the same mail or meeting, with this account."""
    return next(iter(book.all(Touch, account=account, external_id=external_id)), None)


def first_line(text: str) -> str:
    """The beginning of a summary, to name it."""
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= 60 else f"{line[:59]}…"


def _people(book: Book, draft: TouchDraft) -> list[Contact]:
    """Who was there, each once. Raises: AmbiguousContact."""
    there = book.all(Contact, account=draft.account)
    names = {name_key(n): " ".join(n.split()) for n in draft.people if n.strip()}
    found = [_meant(key, name, there) or _newcomer(book, draft, name) for key, name in names.items()]
    known = {(c.email or "").casefold(): c for c in there if c.email}
    for name, address in draft.newcomers:
        found.append(
            known.get(address.casefold()) or replace(_newcomer(book, draft, name or address), email=address)
        )
    return list({contact.id: contact for contact in found}.values())


def _newcomer(book: Book, draft: TouchDraft, name: str) -> Contact:
    return Contact(id=ContactId(book.new_id()), account=draft.account, name=name)


def _meant(key: str, name: str, there: list[Contact]) -> Contact | None:
    """The contact of a name; a first name alone means the only one of those still there who has it."""
    exact = next((c for c in there if name_key(c.name) == key), None)
    if exact is not None or " " in key:
        return exact
    named = [c for c in there if c.status is ContactStatus.ACTIVE and name_key(c.name).split()[:1] == [key]]
    if len(named) > 1:
        raise AmbiguousContact(name=name, candidates=", ".join(sorted(c.name for c in named)))
    return named[0] if named else None


def _next_step(book: Book, draft: TouchDraft, today: date) -> list[Task]:
    title = draft.next_step.strip()
    if not title:
        return []
    created = min(draft.on, today)
    return [
        Task(id=book.new_id(), account=draft.account, title=title, due_on=draft.next_on, created_on=created)
    ]


def _promise(book: Book, draft: TouchDraft, people: Sequence[Contact]) -> list[Promise]:
    """What was promised in the touch; to whom is only known where one person was there."""
    said = draft.promise.strip()
    if not said:
        return []
    return [
        Promise(
            id=book.new_id(),
            account=draft.account,
            promise=said,
            promised_by=draft.promised_by,
            contact=people[0].id if len(people) == 1 else None,
            promised_on=draft.on,
            due_on=draft.promise_on,
        )
    ]


def _account_name(book: Book, account: AccountId) -> str:
    from csdesk.domain.accounts import Account
    from csdesk.domain.errors import NoSuchAccount

    found = book.find(Account, account)
    if found is None:
        raise NoSuchAccount(name=account)
    return found.account
