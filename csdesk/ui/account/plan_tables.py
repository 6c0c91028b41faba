"""The tables of what was undertaken: promises of either side, and gaps with their bridges."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from csdesk import wording
from csdesk.domain.gaps import Gap
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.services.accounts.portrait import Portrait
from csdesk.ui.account.dated import dated
from csdesk.ui.formats import ABSENT, near_day
from csdesk.ui.kit.columns import Cell, Column


@dataclass(frozen=True, slots=True)
class Undertaken:
    """A promise or a gap, with the names of what it refers to."""

    row: Promise | Gap
    names: Mapping[str, str]

    @property
    def promise(self) -> Promise:
        """The promise, in a table of promises."""
        assert isinstance(self.row, Promise)
        return self.row

    @property
    def gap(self) -> Gap:
        """The gap, in a table of gaps."""
        assert isinstance(self.row, Gap)
        return self.row


def promises(portrait: Portrait) -> list[Undertaken]:
    """The promises: what is open first, by day; what is settled after it, the newest first."""
    names = portrait.names()
    still = [p for p in portrait.promises if p.status is PromiseStatus.OPEN]
    over = [p for p in portrait.promises if p.status is not PromiseStatus.OPEN]
    over.sort(key=lambda p: (p.settled_on or date.min, p.id), reverse=True)
    return [Undertaken(p, names) for p in [*still, *over]]


def gaps(portrait: Portrait) -> list[Undertaken]:
    """The gaps: those that are there first, then by the day on which they were found."""
    names = portrait.names()
    ordered = sorted(portrait.gaps, key=lambda g: (g.bridged_on is not None, g.found_on or date.min, g.id))
    return [Undertaken(g, names) for g in ordered]


def promise_columns(today: date) -> list[Column[Undertaken]]:
    """Promise, by whom and to whom, by when, how it stands."""
    return [
        Column("promise", "Promise", lambda u: u.promise.promise, width=240, cell=Cell.NAME, grow=True),
        Column("by", "By", lambda u: wording.choice(u.promise.promised_by), width=76),
        Column("with", "With", lambda u: u.names.get(u.promise.contact or "", ABSENT), width=124,
               cell=Cell.SECOND),
        dated("on", "Promised", lambda u: u.promise.promised_on, today, width=84),
        dated("due", "Due", lambda u: u.promise.due_on, today, width=84,
              ink=lambda u: "bad.text" if is_late(u.promise, today) else ""),
        Column("state", "State", lambda u: promise_state(u.promise, today), width=136,
               sort_key=lambda u: (u.promise.status.value, u.promise.settled_on or date.min),
               ink=lambda u: _promise_ink(u.promise, today)),
        Column("note", "Note", lambda u: u.promise.note or ABSENT, width=150, cell=Cell.SECOND),
    ]  # fmt: skip


def is_late(promise: Promise, today: date) -> bool:
    """Whether it should have been kept by now."""
    return promise.status is PromiseStatus.OPEN and promise.due_on is not None and promise.due_on < today


def promise_state(promise: Promise, today: date) -> str:
    """How it stands: `Open`, `3 days overdue`, `Kept 5 Sep`."""
    if is_late(promise, today):
        assert promise.due_on is not None
        return f"{wording.count((today - promise.due_on).days, 'day')} overdue"
    said = wording.choice(promise.status)
    settled = promise.settled_on if promise.status is not PromiseStatus.OPEN else None
    return f"{said} {near_day(settled, today=today)}" if settled else said


def _promise_ink(promise: Promise, today: date) -> str:
    broken = promise.status is PromiseStatus.BROKEN
    return "bad.text" if broken or is_late(promise, today) else ""


def gap_columns(today: date) -> list[Column[Undertaken]]:
    """Gap, between which milestones, its bridge, how it stands."""
    return [
        Column("gap", "Gap", lambda u: u.gap.gap, width=200, cell=Cell.NAME, grow=True),
        Column("after", "After", lambda u: u.names.get(u.gap.after_milestone or "", ABSENT), width=184,
               cell=Cell.SECOND),
        Column("before", "Before", lambda u: u.names.get(u.gap.before_milestone or "", ABSENT), width=236,
               cell=Cell.SECOND),
        Column("bridge", "Bridge", lambda u: wording.choice(u.gap.bridge) if u.gap.bridge else "Not chosen yet",
               width=164, ink=lambda u: "" if u.gap.bridge or u.gap.bridged_on else "watch.text"),
        dated("due", "Due", lambda u: u.gap.due_on, today, width=84,
              ink=lambda u: "bad.text" if gap_is_late(u.gap, today) else ""),
        Column("state", "State", lambda u: gap_state(u.gap, today), width=124,
               sort_key=lambda u: u.gap.bridged_on or date.min,
               ink=lambda u: "" if u.gap.bridged_on else "watch.text"),
    ]  # fmt: skip


def gap_is_late(gap: Gap, today: date) -> bool:
    """Whether it should have been bridged by now."""
    return gap.bridged_on is None and gap.due_on is not None and gap.due_on < today


def gap_state(gap: Gap, today: date) -> str:
    """How it stands: `Since 7 Oct`, `Bridged 22 Aug`."""
    if gap.bridged_on is not None:
        return f"Bridged {near_day(gap.bridged_on, today=today)}"
    return f"Since {near_day(gap.found_on, today=today)}" if gap.found_on else "There"
