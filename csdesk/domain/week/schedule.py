"""A schedule puts what is most pressing into the hours there are, and says what is left out and why."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date, timedelta

from csdesk.domain.ids import AccountId
from csdesk.domain.periods import monday_of
from csdesk.domain.values import dataclass
from csdesk.domain.week.candidates import Candidate
from csdesk.domain.week.plan import DayPlan, NotDoing, Planned, Ranked, WeekPlan
from csdesk.domain.week.sentences import day_text, weekday_text

BACKLOG_A_WEEK, _A_WEEK = 5, "five"
"""How many of what was already due at the first import are proposed a week."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a week is planned into: all its working days, from which one on, and minutes for each.

    `own`: the minutes of days that differ from `capacity`; `off`: days on which nobody works, and why.
    """

    start: date
    days: tuple[date, ...]
    capacity: int
    own: Mapping[date, int] = field(default_factory=dict)
    off: Mapping[date, str] = field(default_factory=dict)

    @property
    def open_days(self) -> tuple[date, ...]:
        """The days that can still be planned."""
        return tuple(d for d in self.days if d >= self.start and d not in self.off)

    def minutes(self, day: date) -> int:
        """The minutes of a day that can be planned."""
        return 0 if day in self.off else self.own.get(day, self.capacity)

    @property
    def longest(self) -> int:
        """The minutes of its longest day that is left; of an ordinary one where none is."""
        return max(map(self.minutes, self.open_days), default=self.capacity)

    def can_wait(self, candidate: Candidate) -> bool:
        """Whether it is still in time in the week after."""
        return not self.days or candidate.edge >= monday_of(self.days[-1]) + timedelta(days=7)


def schedule(
    frame: Frame,
    ranked: list[Ranked],
    *,
    customers: tuple[tuple[AccountId, str], ...] = (),
    done: tuple[Planned, ...] = (),
    waiting: tuple[Candidate, ...] = (),
    backlog_done: int = 0,
) -> WeekPlan:
    """The plan of a week, the same for the same input; every ranked item is planned or not done.

    `customers` are all that could have been left alone, as id and name. `done` takes its minutes from its day.
    """
    filling = _Filling(frame, BACKLOG_A_WEEK - backlog_done)
    filling.put(done)
    placed = [replace(r, place=n) for n, r in enumerate(sorted(ranked, key=lambda r: r.order), 1)]
    for item in sorted(placed, key=lambda r: r.candidate.planned_on is None):
        filling.place(item)
    busy = {r.candidate.account for r in ranked} | {c.account for c in waiting}
    busy |= {d.item.candidate.account for d in done if d.day in frame.days}
    return WeekPlan(
        start=frame.start,
        days=filling.days(),
        not_doing=tuple(sorted(filling.left, key=lambda n: n.item.place)),
        leave_alone=tuple(c for c in customers if c[0] not in busy),
        ranked=len(ranked),
    )


@dataclass(slots=True)
class _Filling:
    """The days while they are filled."""

    frame: Frame
    backlog_left: int
    on: dict[date, list[Planned]] = field(default_factory=dict)
    left: list[NotDoing] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.on = {day: [] for day in self.frame.days}

    def put(self, done: tuple[Planned, ...]) -> None:
        """Count what is done on its day; what was done at a weekend counts on no day."""
        for item in done:
            if item.day in self.on:
                self.on[item.day].append(item)

    def room(self, day: date) -> int:
        """The minutes that are left of a day; below 0 it is over capacity."""
        return self.frame.minutes(day) - sum(i.minutes for i in self.on[day])

    def place(self, item: Ranked) -> None:
        """Put an item on its day, or on the list of what is not done."""
        candidate = item.candidate
        if candidate.planned_on in self.on and candidate.planned_on not in self.frame.off:
            self._add(candidate.planned_on, item)
            return
        days = days_for(candidate, self.frame.open_days)
        if candidate.backlog and self.backlog_left <= 0:
            self.left.append(NotDoing(item, _backlog_reason(item)))
        elif fitting := [d for d in days if self.room(d) >= candidate.minutes]:
            self._add(fitting[0], item)
        elif freed := self._freed(days, item):
            self._add(freed, item)
        elif candidate.mandatory and (days := days or days_for(candidate, self.frame.open_days, away=True)):
            self._add(max(days, key=lambda d: (self.room(d), -d.toordinal())), item)
        else:
            self.left.append(NotDoing(item, _reason(item, days, self.frame)))

    def _freed(self, days: list[date], item: Ranked) -> date | None:
        """The first of days on which there is room, once others go to later days of their own windows.

        Only what cannot wait until next week is made room for. One other that is enough by itself goes before
        several, the last before the first.
        """
        needed = item.candidate.minutes
        for day in () if self.frame.can_wait(item.candidate) else days:
            free = max((self.room(d) for d in self.frame.open_days if d > day), default=0)
            others = [i for i in self.on[day] if i.minutes <= free and self._gives_way(i, item)]
            missing = needed - self.room(day)
            if sum(i.minutes for i in others) < missing:
                continue
            before = {d: [*items] for d, items in self.on.items()}
            for other in sorted(others, key=lambda i: (i.minutes < missing, -i.item.place)):
                if self.room(day) < needed:
                    self._put_off(other)
            if self.room(day) >= needed:
                return day
            self.on = before
        return None

    def _gives_way(self, other: Planned, item: Ranked) -> bool:
        """Whether it may be moved: no class before the item's, not mandatory, not done or put there by a person."""
        held = other.item.candidate
        return not (other.done or held.mandatory or held.planned_on) and other.item.rank >= item.rank

    def _put_off(self, other: Planned) -> None:
        """Put it on a later day of its window, where one has room."""
        for day in days_for(other.item.candidate, self.frame.open_days):
            if day > other.day and self.room(day) >= other.minutes:
                self.on[other.day].remove(other)
                self.on[day].append(Planned(day, other.item))
                return

    def _add(self, day: date, item: Ranked) -> None:
        self.backlog_left -= item.candidate.backlog
        over = self.room(day) < item.candidate.minutes
        self.on[day].append(Planned(day, item, over=over))

    def days(self) -> tuple[DayPlan, ...]:
        """The days as they are now: by place, what is done last."""
        return tuple(
            DayPlan(
                day=day,
                capacity=self.frame.minutes(day),
                items=tuple(sorted(items, key=lambda i: (i.done, i.item.place))),
                past=day < self.frame.start,
                off=self.frame.off.get(day, ""),
            )
            for day, items in self.on.items()
        )


def days_for(candidate: Candidate, days: tuple[date, ...], *, away: bool = False) -> list[date]:
    """The days of its window; any day for what is overdue or snoozed past its edge. `away` counts absences too."""
    begin = max(candidate.first, candidate.not_before or candidate.first)
    reachable = [d for d in days if d >= begin]
    in_time = [d for d in reachable if d <= candidate.edge]
    if not in_time and (not reachable or reachable[0] > candidate.edge):
        in_time = reachable
    if away or candidate.away is None:
        return in_time
    return [d for d in in_time if d not in candidate.away]


def _backlog_reason(item: Ranked) -> str:
    first = "" if item.pressing else ", those at risk first"
    told = f"backlog of the first import: {_A_WEEK} a week{first}"
    return f"{told}; {item.candidate.breaks}" if item.candidate.breaks else told


def _reason(item: Ranked, days: list[date], frame: Frame) -> str:
    """Why it fits no day, and what that breaks or until when it can wait."""
    candidate = item.candidate
    if candidate.away and not days:
        until = candidate.away.last
        back = "" if until == date.max else f" to {day_text(until, frame.start)}"
        why = f"{candidate.contact} is away{back}"
    elif not frame.open_days:
        why = "no working day this week"
    elif candidate.minutes > frame.longest:
        why = f"longer than a day's {frame.longest} minutes"
    else:
        why = f"no {candidate.minutes} minutes left{_when(candidate, days, frame)}"
    return f"does not fit: {why}; {_consequence(candidate, frame)}"


def _when(candidate: Candidate, days: list[date], frame: Frame) -> str:
    """On which days it would have been in time, where that is not the whole week."""
    if not days or days == list(frame.open_days):
        return " this week"
    last = f"{weekday_text(days[-1])}{', its last day' if days[-1] == candidate.edge else ''}"
    return f" on {last}" if len(days) == 1 else f" from {weekday_text(days[0])} to {last}"


def _consequence(candidate: Candidate, frame: Frame) -> str:
    if candidate.breaks:
        return candidate.breaks
    edge = day_text(candidate.edge, frame.start)
    if candidate.edge < frame.start:
        return f"due since {edge}"
    if frame.can_wait(candidate):
        return f"can wait until {edge}"
    return f"due {edge}"
