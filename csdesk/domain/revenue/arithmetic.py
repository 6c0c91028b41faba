"""The arithmetic of a deadline: from the last day of a term, part by part, to the day to act by."""

from collections.abc import Callable
from datetime import date

from csdesk.domain.day_words import spelled, weekday
from csdesk.domain.revenue.notice import Notice
from csdesk.domain.subscriptions import NoticeCount
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the arithmetic: a `day`, or by how many days it moves from the line above."""

    words: str
    day: date | None = None
    days: int | None = None


def deadline_parts(notice: Notice) -> list[Part]:
    """How the day to act by is counted; the moves lead from each day to the next."""
    parts = [
        Part("Last day of the term", notice.due_on),
        Part(f"Notice, {notice.counted}", days=-notice.days),
        Part("Weekends between", days=-notice.weekend),
        Part(f"Days off: {_named(notice)}", days=-len(notice.skipped)),
        Part("Last day to give notice", notice.theirs),
        Part(f"Falls on {_falls_on(notice)}", days=-notice.moved),
        Part("Act by", notice.on),
    ]
    return [p for p in parts if p.days != 0 or p is parts[1]]


def _named(notice: Notice) -> str:
    """The days off that did not count, each kind once, in their order."""
    return ", ".join(dict.fromkeys(what for _, what in reversed(notice.skipped)))


def _falls_on(notice: Notice) -> str:
    return f"a day off, {notice.off}" if notice.off else f"a {weekday(notice.theirs)}"


def in_words(notice: Notice, day: Callable[[date], str] = spelled) -> str:
    """The whole arithmetic in one sentence or two; `day` spells a day."""
    days = counted_text(notice.days, notice.counted)
    said = f"{day(notice.due_on)} less {days} is {weekday(notice.theirs)} {day(notice.theirs)}"
    if notice.moved:
        off = f", a day off ({notice.off})" if notice.off else ""
        said += f"{off}; the working day before it is {day(notice.on)}"
    return f"{said}.{_not_counted(notice)}"


def counted_text(days: int, counted: NoticeCount | None) -> str:
    """So many days of notice, as they are counted: 30 working days."""
    said = (counted or NoticeCount.CALENDAR).value
    return f"{days} {said.removesuffix('s') if days == 1 else said}"


def notice_length(days: int, counted: NoticeCount | None) -> str:
    """The notice of a contract: 60 days' notice, 30 working days' notice."""
    said = "working days" if counted is NoticeCount.WORKING else "days"
    return f"{days} {said}' notice"


def _not_counted(notice: Notice) -> str:
    weekend, off = notice.weekend, len(notice.skipped)
    between = [f"{weekend} {'day' if weekend == 1 else 'days'} of weekends"] if weekend else []
    between += [f"{off} {'day' if off == 1 else 'days'} off ({_named(notice)})"] if off else []
    if not between:
        return ""
    one = weekend + off == 1
    return f" {' and '.join(between)} between them {'does' if one else 'do'} not count."
