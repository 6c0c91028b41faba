"""Touches: logging what was said with a customer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.contacts import Contact, ContactStatus
from csdesk.domain.errors import AmbiguousContact
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.names import name_key
from csdesk.domain.promises import Promise
from csdesk.domain.tasks import Party, Task
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.store.book import Book


@dataclass(frozen=True, slots=True)
class TouchDraft:
    """What a person typed of a touch. `people` are names, or first names that only one there has; one
    whom the account lacks becomes a contact. `promise_on` is the day by which the promise is to be kept."""

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


def log_touch(book: Book, draft: TouchDraft, *, today: date) -> ChangeSet:
    """Log a touch, with its people, its next step and what was promised, in one change.

    Minutes that were not given are not known; the usual ones of a kind come only from those that were.
    Raises: TouchInFuture, TouchWithoutText, AmbiguousContact.
    """
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
    ).accepted(today=today)
    label = _account_name(book, draft.account)
    with book.change(Verb.LOG_TOUCH, label=label, today=today) as change:
        book.put_all([*people, touch, *_next_step(book, draft, today), *_promise(book, draft, people)])
    return change.done


def _people(book: Book, draft: TouchDraft) -> list[Contact]:
    """Who was there, each once. Raises: AmbiguousContact."""
    there = book.all(Contact, account=draft.account)
    names = {name_key(n): " ".join(n.split()) for n in draft.people if n.strip()}
    found = [_meant(key, name, there) or _newcomer(book, draft, name) for key, name in names.items()]
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
