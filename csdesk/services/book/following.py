"""What follows from a change of a row: the day on which a task was done, a promise kept, a gap bridged."""

from dataclasses import replace
from datetime import date
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.advocacy import Advocacy, AdvocacyOutcome
from csdesk.domain.opportunities import ENDED, Opportunity
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.tasks import Task, TaskStatus


def followed(before: Any, after: Any, given: set[str], today: date) -> Any:
    """The row with what follows from its change, where that was not given itself."""
    if isinstance(after, Account):
        return _judged(before, after, given, today)
    over = _OVER.get(type(after))
    if over is None:
        return after
    name, day, ends = over
    said = getattr(after, name)
    if said is getattr(before, name) or day in given:
        return after
    if said not in ends:
        return replace(after, **{day: None})
    return after if getattr(after, day) else replace(after, **{day: today})


_OVER: dict[type, tuple[str, str, frozenset[Any]]] = {
    Task: ("status", "done_on", frozenset({TaskStatus.DONE})),
    Promise: ("status", "settled_on", frozenset(PromiseStatus) - {PromiseStatus.OPEN}),
    Opportunity: ("stage", "decided_on", ENDED),
    Advocacy: ("outcome", "given_on", frozenset({AdvocacyOutcome.GIVEN})),
}
"""By noun: what says how it stands, the day that belongs to it, and how it stands once that day is known."""


def _judged(before: Account, after: Account, given: set[str], today: date) -> Account:
    if after.judgement == before.judgement or "judged_on" in given:
        return after
    return replace(after, judged_on=today if after.judgement else None)
