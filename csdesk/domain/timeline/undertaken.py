"""What was undertaken and what stands in the way: promises of either side, and success gaps with their bridges."""

from datetime import date

from csdesk.domain.gaps import Gap
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.tasks import Party
from csdesk.domain.timeline.entries import Entry, EntryKind, Names, Tone
from csdesk.domain.timeline.words import days, joined, late, overdue

_BY = {Party.US: "our promise", Party.CUSTOMER: "their promise", Party.PARTNER: "promise of the partner"}
_TONES = {PromiseStatus.KEPT: Tone.GOOD, PromiseStatus.BROKEN: Tone.BAD}


def promise_entries(promise: Promise, names: Names, as_of: date) -> list[Entry]:
    """An open promise is planned for its day; a settled one stands on the day on which it was settled.

    One that was settled on no known day is not told.
    """
    kind, title, who = EntryKind.PROMISE, promise.promise, _whose(promise, names)
    if promise.status is PromiseStatus.OPEN:
        due = promise.due_on
        past = due is not None and due < as_of
        tone = Tone.WATCH if past else Tone.PLAIN
        detail = "; ".join(part for part in (who, overdue(due, as_of)) if part)
        return [Entry(on=due, kind=kind, id=promise.id, title=title, detail=detail, tone=tone, planned=True)]
    if promise.settled_on is None or promise.settled_on > as_of:
        return []
    how, tone = promise.status.value, _TONES.get(promise.status, Tone.PLAIN)
    when = late(promise.settled_on, promise.due_on) if promise.status is PromiseStatus.KEPT else ""
    detail = joined(who, when, promise.note or "")
    title = f"Promise {how}: {title}"
    return [
        Entry(on=promise.settled_on, kind=kind, id=promise.id, title=title, detail=detail, how=how, tone=tone)
    ]


def _whose(promise: Promise, names: Names) -> str:
    """Whose promise it is: "Our promise to Joe Smith", "Their promise, by Joe Smith"."""
    person = names.get(promise.contact or "", "")
    who = _BY[promise.promised_by]
    said = f"{who} to {person}" if promise.promised_by is Party.US else f"{who}, by {person}"
    return joined(said if person else who)


def gap_entries(gap: Gap, names: Names, as_of: date) -> list[Entry]:
    """A gap lasts from the day on which it was found until it is bridged."""
    over = gap.bridged_on if gap.bridged_on and gap.bridged_on <= as_of else None
    bridge = f"bridge: {gap.bridge.value}" if gap.bridge else "no bridge chosen yet"
    kind = EntryKind.GAP
    made = []
    if gap.found_on is not None:
        made.append(
            Entry(
                on=gap.found_on,
                kind=kind,
                id=gap.id,
                title=f"Gap: {gap.gap}",
                detail=joined(between(gap, names), bridge),
                tone=Tone.PLAIN if over else Tone.WATCH,
                until=over,
                still=over is None,
            )
        )
    if over is not None:
        lasted = f"after {days(over - gap.found_on)}" if gap.found_on else ""
        title, detail = f"Gap bridged: {gap.gap}", joined(bridge if gap.bridge else "", lasted)
        made.append(
            Entry(on=over, kind=kind, id=gap.id, title=title, detail=detail, how="closed", tone=Tone.GOOD)
        )
    return made


def between(gap: Gap, names: Names) -> str:
    """Between which milestones a gap lies."""
    after, before = names.get(gap.after_milestone or "", ""), names.get(gap.before_milestone or "", "")
    if after and before:
        return f"between {after} and {before}"
    return f"after {after}" if after else f"before {before}" if before else ""
