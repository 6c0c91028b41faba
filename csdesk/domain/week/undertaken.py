"""What was undertaken: promises of ours that are due, and promises of theirs that are late."""

from datetime import timedelta

from csdesk.domain.ids import ContactId
from csdesk.domain.periods import Days
from csdesk.domain.promises import Promise
from csdesk.domain.tasks import Party
from csdesk.domain.touches import TouchKind
from csdesk.domain.week.candidates import PROMISE, PROMISED_US, Candidate
from csdesk.domain.week.facts import Person, Standing
from csdesk.domain.week.rules import LEAD, Desk, Proposals, before
from csdesk.domain.week.sentences import day_text, days_text, weekday_text


def promises(desk: Desk) -> Proposals:
    """What we promised comes before its day, and once due in this week it is mandatory; what was promised to us
    is asked for after its day."""
    for promise in desk.facts.promises:
        standing = desk.accounts.get(promise.account)
        if standing is None or promise.due_on is None:
            continue
        if promise.promised_by is Party.US:
            yield _keep(desk, standing, promise)
        elif promise.due_on < desk.last:
            yield _ask(desk, standing, promise)


def _keep(desk: Desk, standing: Standing, promise: Promise) -> Candidate:
    assert promise.due_on is not None
    return desk.candidate(
        standing,
        promise.promise,
        _promised(promise, desk),
        before(promise.due_on),
        source=PROMISE,
        cause=f"{PROMISE}:{promise.id}",
        mandatory=promise.due_on <= desk.last,
    )


def _promised(promise: Promise, desk: Desk) -> str:
    assert promise.due_on is not None
    to = f" to {name}" if (name := _named(desk, promise.contact)) else ""
    late = (desk.today - promise.due_on).days
    if late > 0:
        return f"Promised{to}, {days_text(late)} late"
    return f"Promised{to} for {'today' if late == 0 else weekday_text(promise.due_on)}"


def _ask(desk: Desk, standing: Standing, promise: Promise) -> Candidate:
    assert promise.due_on is not None
    after = promise.due_on + timedelta(days=1)
    person = next((p for p in standing.people if p.id == promise.contact), None) or desk.person(standing)
    return desk.candidate(
        standing,
        f"Ask{_whom(promise, person)} for “{promise.promise}”",
        f"Promised to us for {day_text(promise.due_on, desk.today)}",
        Days(after, after + timedelta(days=LEAD)),
        source=PROMISED_US,
        cause=f"{PROMISED_US}:{promise.id}",
        kind=TouchKind.MAIL,
        person=person,
    )


def _whom(promise: Promise, person: Person | None) -> str:
    if promise.promised_by is Party.PARTNER:
        return " the partner"
    return f" {person.name}" if person else ""


def _named(desk: Desk, contact: ContactId | None) -> str:
    return desk.names.get(contact, "") if contact else ""
