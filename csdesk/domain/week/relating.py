"""Relationship work: who has gone silent, who left or opted out, who answered as a detractor."""

from dataclasses import replace
from datetime import timedelta

from csdesk.domain.contacts import Role
from csdesk.domain.periods import Days
from csdesk.domain.signals import Signal, SignalKind
from csdesk.domain.surveys import Survey
from csdesk.domain.touches import TouchKind
from csdesk.domain.week.cadences import CADENCES
from csdesk.domain.week.candidates import Candidate, Rule
from csdesk.domain.week.facts import Person, Standing, whom_to_ask
from csdesk.domain.week.rules import LEAD, Desk, Proposals, same_day
from csdesk.domain.week.sentences import day_text, days_text

DETRACTOR_TO = 6
"""An NPS answer up to this is a detractor's."""
SPONSOR_SIGNALS = frozenset(
    {SignalKind.SPONSOR_LEFT, SignalKind.CHAMPION_LEFT, SignalKind.OPT_OUT, SignalKind.RFP}
)
_DECIDING = frozenset({Role.SPONSOR, Role.CHAMPION})


def silence(desk: Desk) -> Proposals:
    """A touch with everyone whose cadence is due; nothing where the book holds no touch at all."""
    if not desk.facts.touches_kept:
        return
    for standing in desk.customers.values():
        since = standing.last_two_way_on or standing.since
        cadence = CADENCES[standing.touch_model]
        if since and since + timedelta(days=cadence.ideal) <= desk.last:
            first, edge = (since + timedelta(days=d) for d in (cadence.ideal, cadence.maximum))
            yield _call(desk, standing, Days(first, edge), cadence.maximum)


def _call(desk: Desk, standing: Standing, window: Days, maximum: int) -> Candidate:
    """The call. Of an account that nobody is known to have spoken with, it cannot be said to be late."""
    told = standing.last_two_way_on is not None or window.last >= desk.today
    if not told:
        window = Days(window.first, desk.today + timedelta(days=LEAD))
    person = desk.person(standing)
    made = desk.candidate(
        standing,
        f"Call {person.name}" if person else "Get in touch again",
        _silent_reason(standing, desk),
        window,
        source=f"rule: {Rule.SILENCE}",
        cause=f"{Rule.SILENCE}:{standing.account}:{standing.last_two_way_on or 'never'}",
        kind=TouchKind.CALL,
        person=person,
    )
    return replace(made, breaks=_breaks(window, maximum, desk) if told else _NOT_TOLD)


_NOT_TOLD = "when the cadence broke is not known"


def _breaks(window: Days, maximum: int, desk: Desk) -> str:
    """Which cadence breaks if a silent account is not called: "breaks the 90-day cadence on 1 Dec"."""
    day = day_text(window.last, desk.today)
    if window.last < desk.today:
        return f"the {maximum}-day cadence is broken since {day}"
    return f"breaks the {maximum}-day cadence on {day}"


def _silent_reason(standing: Standing, desk: Desk) -> str:
    last = standing.last_two_way_on
    if last is None:
        wrote = standing.last_message_on
        return "No conversation on record" + (
            f"; last mail or message {day_text(wrote, desk.today)}" if wrote else ""
        )
    return f"Silent for {days_text((desk.today - last).days)}"


def sponsors(desk: Desk) -> Proposals:
    """A call the same day when a sponsor or champion left or opted out, or an RFP is on its way."""
    for signal in desk.facts.signals:
        standing = desk.customers.get(signal.account)
        if standing and signal.kind in SPONSOR_SIGNALS and _matters(signal, standing):
            yield _same_day_call(desk, standing, signal)
    told = {s.contact for s in desk.facts.signals if s.kind is SignalKind.OPT_OUT}
    for standing in desk.customers.values():
        for person in standing.people:
            if person.opted_out_on and person.id not in told and _DECIDING & set(person.roles):
                yield _opted_out(desk, standing, person)


def _matters(signal: Signal, standing: Standing) -> bool:
    """Whether who opted out decides anything; an opt-out of nobody in particular counts."""
    if signal.kind is not SignalKind.OPT_OUT or signal.contact is None:
        return True
    roles = {p.id: p.roles for p in standing.people}.get(signal.contact, ())
    return bool(_DECIDING & set(roles))


def _same_day_call(desk: Desk, standing: Standing, signal: Signal) -> Candidate:
    gone = desk.names.get(signal.contact) if signal.contact else None
    person = _who_follows(desk, standing, signal)
    day = day_text(signal.on, desk.today)
    return desk.candidate(
        standing,
        _signal_title(signal.kind, gone, person),
        f"{_WHAT_HAPPENED[signal.kind]} {day}",
        same_day(signal.on),
        source=f"rule: {Rule.SPONSOR}",
        cause=f"{Rule.SPONSOR}:{signal.id}",
        kind=TouchKind.CALL,
        person=person,
        mandatory=True,
    )


_WHAT_HAPPENED = {
    SignalKind.SPONSOR_LEFT: "Sponsor left",
    SignalKind.CHAMPION_LEFT: "Champion left",
    SignalKind.OPT_OUT: "Opted out",
    SignalKind.RFP: "Invited to an RFP",
}


def _who_follows(desk: Desk, standing: Standing, signal: Signal) -> Person | None:
    """Whom to call: who opted out, else who is there now, a successor in the same role before all others."""
    if signal.kind is SignalKind.OPT_OUT:
        return next((p for p in standing.people if p.id == signal.contact), None)
    there = [p for p in standing.people if p.id != signal.contact]
    role = Role.CHAMPION if signal.kind is SignalKind.CHAMPION_LEFT else Role.SPONSOR
    return whom_to_ask(there, desk.days, first=role)


def _signal_title(kind: SignalKind, gone: str | None, person: Person | None) -> str:
    if kind is SignalKind.OPT_OUT:
        return f"Call {person.name} about opting out" if person else "Call about the opt-out"
    if kind is SignalKind.RFP:
        return f"Call {person.name} about the RFP" if person else "Call about the RFP"
    role = Role.CHAMPION if kind is SignalKind.CHAMPION_LEFT else Role.SPONSOR
    if person and role in person.roles:
        return f"Call the new {role}, {person.name}"
    who = f" who follows {gone}" if gone else f" for the missing {role}"
    return f"Ask {person.name}{who}" if person else f"Ask{who}"


def _opted_out(desk: Desk, standing: Standing, person: Person) -> Candidate:
    assert person.opted_out_on is not None
    return desk.candidate(
        standing,
        f"Call {person.name} about opting out",
        f"Opted out {day_text(person.opted_out_on, desk.today)}",
        same_day(person.opted_out_on),
        source=f"rule: {Rule.SPONSOR}",
        cause=f"{Rule.SPONSOR}:{person.id}",
        kind=TouchKind.CALL,
        person=person,
        mandatory=True,
    )


def detractors(desk: Desk) -> Proposals:
    """A follow-up the same day for every NPS answer from 0 to 6."""
    for answer in desk.facts.detractors:
        standing = desk.customers.get(answer.account)
        if standing and answer.answered_on:
            yield _follow_up(desk, standing, answer)


def _follow_up(desk: Desk, standing: Standing, answer: Survey) -> Candidate:
    assert answer.answered_on is not None
    assert answer.score is not None
    person = next((p for p in standing.people if p.id == answer.contact), None)
    gone = desk.names.get(answer.contact) if answer.contact else None
    score = f"answer of {answer.score:g}"
    title = f"Follow up {gone}’s {score}" if gone else f"Follow up the {score}"
    return desk.candidate(
        standing,
        f"Follow up the {score} with {person.name}" if person else title,
        _detractor_reason(answer, desk),
        same_day(answer.answered_on),
        source=f"rule: {Rule.DETRACTOR}",
        cause=f"{Rule.DETRACTOR}:{answer.id}",
        kind=TouchKind.CALL,
        person=person,
        mandatory=True,
    )


def _detractor_reason(answer: Survey, desk: Desk) -> str:
    assert answer.answered_on is not None
    if answer.answered_on == desk.today:
        return "Detractor, today"
    return f"Detractor {day_text(answer.answered_on, desk.today)}"
