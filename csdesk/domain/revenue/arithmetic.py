"""The arithmetic of a deadline: from the last day of a term, part by part, to the day to act by."""

from datetime import date, timedelta

from csdesk.domain.revenue.terms import Notice
from csdesk.domain.values import dataclass

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_DAY = timedelta(days=1)


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
        Part("Notice, calendar days", days=-notice.days),
        Part("Last day to give notice", notice.theirs),
    ]
    if notice.moved:
        parts.append(Part(f"Falls on a {weekday(notice.theirs)}", days=-notice.moved))
    return [*parts, Part("Act by", notice.on)]


def next_term_parts(due_on: date, end: date) -> list[Part]:
    """The first and the last day of the term that follows."""
    return [Part("Next term begins", due_on + _DAY), Part("and ends", end)]


def weekday(day: date) -> str:
    """The name of a day: Monday."""
    return _WEEKDAYS[day.weekday()]


def spelled(day: date) -> str:
    """A day that cannot be misread, whatever the locale: 31 Dec 2025."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def in_words(notice: Notice) -> str:
    """The whole arithmetic as one sentence."""
    days = f"{notice.days} calendar {'day' if notice.days == 1 else 'days'}"
    said = f"{spelled(notice.due_on)} less {days} is {weekday(notice.theirs)} {spelled(notice.theirs)}"
    return f"{said}; the working day before it is {spelled(notice.on)}." if notice.moved else f"{said}."
