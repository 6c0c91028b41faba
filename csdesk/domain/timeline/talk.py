"""What was said: touches, signals, tickets, surveys, and who is away."""

from datetime import date, timedelta

from csdesk.domain.contacts import Contact
from csdesk.domain.signals import Effect, Signal, SignalKind
from csdesk.domain.surveys import Survey, SurveyKind
from csdesk.domain.tickets import Ticket
from csdesk.domain.timeline.entries import Entry, EntryKind, Names, Tone
from csdesk.domain.timeline.words import by, days, joined, listed
from csdesk.domain.touches import Direction, Touch

DETRACTOR = 6
"""The highest NPS answer of a detractor."""
_TONES = {Effect.GOOD: Tone.GOOD, Effect.BAD: Tone.BAD, Effect.NEUTRAL: Tone.PLAIN}


def touch_entries(touch: Touch, names: Names, as_of: date) -> list[Entry]:
    """A touch names its people, and says a direction that is not two-way."""
    del as_of
    people = listed([names[c] for c in touch.contacts if c in names])
    kind = touch.kind.value.capitalize()
    title = f"{kind} with {people}" if people else kind
    if touch.minutes:
        title += f", {touch.minutes} min"
    one_way = "" if touch.direction is Direction.TWO_WAY else touch.direction.value.capitalize()
    detail = "; ".join(part for part in (one_way, touch.summary) if part)
    how = touch.kind.value
    return [Entry(on=touch.on, kind=EntryKind.TOUCH, id=touch.id, title=title, detail=detail, how=how)]


def signal_entries(signal: Signal, names: Names, as_of: date) -> list[Entry]:
    """A signal names whom it is about; its note says the rest."""
    del as_of
    who = names.get(signal.contact or "", "")
    note = signal.note or ""
    other = signal.kind is SignalKind.OTHER and note
    title = note if other else signal.kind.value.capitalize() + (f": {who}" if who else "")
    detail = "Signal" if other else note
    kind, tone = EntryKind.SIGNAL, _TONES[signal.effect]
    how = signal.kind.value
    return [Entry(on=signal.on, kind=kind, id=signal.id, title=title, detail=detail, how=how, tone=tone)]


def ticket_entries(ticket: Ticket, names: Names, as_of: date) -> list[Entry]:
    """A ticket lasts from its opening to its closing."""
    del names
    opened = ticket.opened_at.date()
    closed = by(ticket.closed_at, as_of)
    parts = ["Ticket" if ticket.severity is None else f"Severity {ticket.severity}"]
    parts += ["escalated"] if ticket.escalated else []
    state = f"open {days(as_of - opened)}"
    if closed:
        state = f"closed after {days(closed - opened)}" if closed > opened else "closed the same day"
    return [
        Entry(
            on=opened,
            kind=EntryKind.TICKET,
            id=ticket.id,
            title=ticket.subject or f"Ticket {ticket.external_id or ''}".strip(),
            detail=f"{', '.join(parts)}; {state}",
            tone=Tone.BAD if closed is None and ticket.severity == 1 else Tone.PLAIN,
            until=closed,
            still=closed is None,
        )
    ]


def survey_entries(survey: Survey, names: Names, as_of: date) -> list[Entry]:
    """A survey stands on the day of its answer, else on the day it was sent."""
    answered = survey.answered_on if survey.answered_on and survey.answered_on <= as_of else None
    who = names.get(survey.contact or "", "")
    word = survey.kind.value if survey.kind.value.isupper() else f"{survey.kind.value.capitalize()} survey"
    kind, how = EntryKind.SURVEY, survey.kind.value
    if answered is None:
        detail = joined(who, "not answered yet")
        return [
            Entry(on=survey.sent_on, kind=kind, id=survey.id, title=f"{word} sent", detail=detail, how=how)
        ]
    top = f" of {survey.scale_max:g}" if survey.scale_max is not None else ""
    said = f"{survey.score:g}{top}" if survey.score is not None else "answered"
    weak = survey.kind is SurveyKind.NPS and survey.score is not None and survey.score <= DETRACTOR
    detail = joined(who, "detractor" if weak else "", survey.comment or "")
    tone = Tone.WATCH if weak else Tone.PLAIN
    title = f"{word}: {said}"
    return [Entry(on=answered, kind=kind, id=survey.id, title=title, detail=detail, how=how, tone=tone)]


def absence_entries(contact: Contact, names: Names, as_of: date) -> list[Entry]:
    """Who is away stands there from the first day to the last."""
    del names
    first, last = contact.away_from, contact.away_until
    if first is None:
        return []
    ahead = first > as_of
    over = last is not None and last < as_of
    back = (
        f"for {days(last - first + timedelta(days=1))}"
        if last and last >= first
        else "until nobody knows when"
    )
    return [
        Entry(
            on=first,
            kind=EntryKind.ABSENCE,
            id=contact.id,
            title=f"{contact.name} {'is away' if not over else 'was away'}",
            detail=f"Absence {back}",
            tone=Tone.PLAIN if over else Tone.WATCH,
            planned=ahead,
            until=last,
            still=not over,
            noun="contact",
        )
    ]
