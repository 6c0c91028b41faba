"""The promises of a review: what we, they or a partner undertook to do, and what became of it."""

from datetime import date

from csdesk.domain.periods import Days
from csdesk.domain.phrases import upper
from csdesk.domain.reviews.facts import Facts
from csdesk.domain.reviews.undertakings import Undertaking, shared, whose
from csdesk.domain.reviews.values import Figure, Line, Listing
from csdesk.domain.reviews.words import counted, customer_words, day, day_of, plain, short_day, small, span
from csdesk.domain.tasks import Party


def promises_part(facts: Facts, period: Days, as_of: date) -> Listing | None:
    """What was done in the period or was due by its end; None where there is nothing.

    A task that they have to do is theirs, unless it is open from before the period: old work on a list. An open
    promise stays one.
    """
    due = [t for t in shared(facts) if _belongs(t, period, as_of)]
    if not due:
        return None
    order = {Party.US: 0, Party.CUSTOMER: 1, Party.PARTNER: 2}
    due.sort(
        key=lambda t: (order[t.party], t.done_on or date.max, t.due_on or date.max, plain(t.title), t.row)
    )
    return Listing(
        title=_title(due),
        heads=("", "Promise", "Who", "Due"),
        lines=tuple(_line(facts, t, as_of) for t in due),
        foot=f"Done in the period, or due by {day(as_of)}. Source: tasks and promises, {span(period)}",
        figures=tuple(_figure(due, party, period) for party in Party if any(t.party is party for t in due)),
    )


def _belongs(one: Undertaking, period: Days, as_of: date) -> bool:
    if settled_on := one.done_on or one.broken_on:
        return settled_on in period
    if not one.is_open or one.due_on is None:
        return False
    return one.due_on <= as_of and (one.promised or one.due_on >= period.first)


def _line(facts: Facts, one: Undertaking, as_of: date) -> Line:
    return Line(
        group={Party.US: "Ours", Party.CUSTOMER: "Yours", Party.PARTNER: "Partner"}[one.party],
        what=customer_words(one.title),
        detail=_state(one, as_of),
        who=whose(facts, one.party),
        when=short_day(one.due_on) if one.due_on else "",
    )


def _state(one: Undertaking, as_of: date) -> str:
    if one.broken_on:
        return f"Not kept, as of {day_of(one.broken_on, as_of)}"
    if one.done_on is None:
        late = (as_of - one.due_on).days if one.due_on else 0
        return f"Open, {counted(late, 'day')} over its day" if late else "Open, due today"
    if one.due_on and one.done_on > one.due_on:
        return f"Done on {day_of(one.done_on, as_of)}, {counted((one.done_on - one.due_on).days, 'day')} late"
    return f"Done on {day_of(one.done_on, as_of)}"


def _title(due: list[Undertaking]) -> str:
    ours, yours = ([t for t in due if t.party is p] for p in (Party.US, Party.CUSTOMER))
    parts = []
    if ours:
        late = sum(bool(t.done_on and t.due_on and t.done_on > t.due_on) for t in ours)
        tail = f", {small(late)} of them late" if late and len(ours) > 1 else ", but late" if late else ""
        parts.append(_kept(len(ours), sum(t.done_on is not None for t in ours)) + tail)
    if yours:
        parts.append(_yours(yours))
    if not parts:
        done = sum(t.done_on is not None for t in due)
        return f"The partner did {done} of {counted(len(due), 'thing')} that were due"
    text = "; ".join(parts)
    return upper(text)


def _kept(total: int, done: int) -> str:
    if done == total:
        all_of_them = "both" if total == 2 else f"all {small(total)}"
        return "we did what we promised" if total == 1 else f"we did {all_of_them} things we promised"
    if not done:
        return (
            "what we promised is not done"
            if total == 1
            else f"none of the {total} things we promised is done"
        )
    return f"we did {done} of the {counted(total, 'thing')} we promised"


def _yours(yours: list[Undertaking]) -> str:
    left = [one for one in yours if one.done_on is None]
    if not left:
        return "yours are all done" if len(yours) > 1 else "yours is done"
    state = "open" if all(one.is_open for one in left) else "not done"
    return f"{small(len(left))} of yours {'is' if len(left) == 1 else 'are'} {state}"


def _figure(due: list[Undertaking], party: Party, period: Days) -> Figure:
    own = [t for t in due if t.party is party]
    words = {
        Party.US: "Our promises",
        Party.CUSTOMER: "Your promises",
        Party.PARTNER: "The partner's promises",
    }
    return Figure(
        what=words[party],
        value=f"{sum(t.done_on is not None for t in own)} done of {len(own)}",
        definition="Settled in the period, or still open and due by its end"
        if party is Party.US
        else "Done or settled in the period, or still open: tasks due in it, promises due by its end",
        period=span(period),
        source=f"Tasks and promises, {counted(len(own), 'row')}",
        rows=tuple(t.row for t in own),
    )
