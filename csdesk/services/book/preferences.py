"""Preferences: what the book prefers, said and changed, one undoable step each."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from csdesk.domain import preferences as p
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import FieldRefused, NoSuchField
from csdesk.domain.money import half_up
from csdesk.domain.phrases import count
from csdesk.domain.preferences import Preference
from csdesk.domain.revenue.archives import ArchiveAs
from csdesk.domain.touches import DEFAULT_MINUTES, MINUTES, TouchKind
from csdesk.domain.week.candidates import ON_AT_FIRST, Rule
from csdesk.domain.week.capacity import Calendar, WorkingTime
from csdesk.domain.week.preferred import (
    WEEKDAYS,
    busy_text,
    calendar_of,
    minutes_chosen,
    number,
    rules_of,
    weekdays,
    working_time,
    wrong_line,
)
from csdesk.domain.week.rules import own_median
from csdesk.store.book import Book
from csdesk.store.preferences import preferences
from csdesk.store.week import minutes_spent

NAMES: dict[str, str] = {
    p.OWNER: "Your name",
    p.OWN_ADDRESSES: "Your addresses",
    p.MAILS_EVERY: "Days between mails",
    p.VENDOR: "Your company",
    p.CURRENCY: "Currency",
    p.FISCAL_YEAR: "Fiscal year",
    p.HOURS_A_DAY: "Hours a day",
    p.WORKING_DAYS: "Working days",
    p.OVERHEAD: "Other work",
    p.KEPT_FREE: "Kept free",
    p.HOURS: "Planned hours a day",
    p.DAYS_OFF: "Days off",
    p.BUSY: "Calendar",
    p.RULES: "What the week proposes",
    p.ARCHIVE_AS: "Archive",
    p.GROSS_MARGIN: "Gross margin",
    p.CAC: "Cost of an account",
    **{key: f"Minutes of a {kind}" for kind, key in p.MINUTES.items()},
    p.MINUTES["else"]: "Minutes of anything else",
}
"""What a person calls each preference."""
_AHEAD = 60
"""Days that the settings list of a calendar."""


@dataclass(frozen=True, slots=True)
class Preferred:
    """What a book prefers, with what stands for what it does not say.

    `medians`: the person's own minutes of a kind of work, where the log of touches says enough.
    """

    kept: Mapping[str, str]
    time: WorkingTime
    minutes: Mapping[str, int]
    medians: Mapping[str, int]
    taken: Calendar
    rules: frozenset[Rule] = ON_AT_FIRST

    def said(self, key: str) -> str:
        """The text that the book keeps; empty where it says nothing."""
        return self.kept.get(key, "")


def preferred(book: Book, *, today: date) -> Preferred:
    """Everything that the settings show of a book; medians are those of the year up to `today`."""
    kept = preferences(book)
    spent = minutes_spent(book, today)
    medians = {
        kind: median
        for kind in p.MINUTES
        if kind != "else" and (median := own_median(TouchKind(kind), spent)) is not None
    }
    usual = {kind: MINUTES.get(_kind(kind), DEFAULT_MINUTES) for kind in p.MINUTES}
    chosen = {kind: m for kind in p.MINUTES if (m := minutes_chosen(kept).get(_kind(kind))) is not None}
    return Preferred(
        kept, working_time(kept), usual | medians | chosen, medians, calendar_of(kept), rules_of(kept)
    )


def rules_text(rules: Collection[Rule]) -> str:
    """The rules as the preference keeps them; empty where they are those that are on at first."""
    if frozenset(rules) == ON_AT_FIRST:
        return ""
    return ", ".join(rule.value for rule in Rule if rule in rules) or NO_RULE


NO_RULE = "none"


def _kind(word: str) -> TouchKind:
    return TouchKind.OTHER if word == "else" else TouchKind(word)


def usual_minutes(book: Book) -> dict[TouchKind, int]:
    """The minutes of a touch that nobody gave, by kind: those chosen, else the usual ones."""
    usual = {kind: MINUTES.get(kind, DEFAULT_MINUTES) for kind in TouchKind}
    return usual | minutes_chosen(preferences(book))


def prefer(book: Book, key: str, text: str, *, today: date) -> ChangeSet | None:
    """Keep one preference, as typed; an empty text gives it up. None where it is so already.

    Raises: FieldRefused for what it cannot be.
    """
    value = _accepted(key, text.strip())
    before = book.find(Preference, key)
    if (before.value if before else "") == value:
        return None
    with book.change(Verb.PREFER, label=NAMES.get(key, key), today=today) as change:
        if value:
            book.put(Preference(id=key, value=value))
        elif before:
            book.drop(before)
    return change.done


def prefer_all(book: Book, texts: Mapping[str, str], *, today: date) -> ChangeSet | None:
    """Keep several preferences in one change. None where all are so already.

    Raises: NoSuchField, FieldRefused.
    """
    for key in texts:
        if key not in NAMES or key in _NOT_TYPED:
            raise NoSuchField(field=key, fields=", ".join(k for k in NAMES if k not in _NOT_TYPED))
    wanted = {key: _accepted(key, text.strip()) for key, text in texts.items()}
    kept = {key: book.find(Preference, key) for key in wanted}
    other = {k: v for k, v in wanted.items() if v != (before.value if (before := kept[k]) else "")}
    if not other:
        return None
    with book.change(Verb.PREFER, label=", ".join(NAMES[key] for key in other), today=today) as change:
        book.put_all([Preference(id=key, value=value) for key, value in other.items() if value])
        for key in (key for key, value in other.items() if not value):
            book.drop(kept[key])
    return change.done


_NOT_TYPED = frozenset({p.BUSY})
"""What is read from a file."""


def keep_calendar(book: Book, calendar: Calendar, *, today: date) -> ChangeSet | None:
    """Keep what a calendar takes of each day in place of what an earlier one took. None where it is the same."""
    return prefer(book, p.BUSY, busy_text(calendar), today=today)


def _accepted(key: str, text: str) -> str:
    if not text or key not in _RULES:
        return text
    value = _RULES[key](text)
    if value is None:
        raise FieldRefused(field=NAMES[key], text=text, wanted=_WANTED[key])
    return value


def _between(least: int, most: int) -> Callable[[str], str | None]:
    def read(text: str) -> str | None:
        found = number(text.removesuffix("%").strip(), least, most)
        return None if found is None else _plain(found)

    return read


def _whole_minutes(text: str) -> str | None:
    found = number(text, 1, 1440)
    return str(int(found)) if found is not None and found.denominator == 1 else None


def _positive_hours(text: str) -> str | None:
    found = number(text, 0, 24)
    return _plain(found) if found else None


def _plain(found: Fraction) -> str:
    return format(half_up(found, 4).normalize(), "f")


def _days(text: str) -> str | None:
    found = weekdays(text)
    return ", ".join(WEEKDAYS[n] for n in sorted(found)) or None


def _currency(text: str) -> str | None:
    return text.upper() if re.fullmatch(r"[A-Za-z]{3}", text) else None


def _addresses(text: str) -> str | None:
    found = [one.strip().lower() for one in re.split(r"[,;\s]+", text) if one.strip()]
    good = all(re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", one) for one in found)
    return ", ".join(dict.fromkeys(found)) if good else None


def _whole_days(text: str) -> str | None:
    found = number(text, 0, 365)
    return str(int(found)) if found is not None and found.denominator == 1 else None


def _absences(text: str) -> str | None:
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return None if wrong_line(text) else "\n".join(lines)


def _rules(text: str) -> str | None:
    """The rules of a text, in their order; *none* switches all of them off, those of the beginning are no choice."""
    words = {word.strip().lower() for word in text.split(",") if word.strip()}
    if words == {NO_RULE}:
        return NO_RULE
    known = {rule for rule in Rule if rule.value in words}
    return rules_text(known) if len(known) == len(words) else None


def _margin(text: str) -> str | None:
    found = number(text.removesuffix("%").strip(), 0, 100)
    return _plain(found) if found else None


def _month(text: str) -> str | None:
    found = number(text, 1, 12)
    return _plain(found) if found is not None and found == int(found) else None


def year_begins(book: Book) -> int:
    """The month in which the book's fiscal year begins; 1 where nobody said."""
    return int(book.preference(p.FISCAL_YEAR) or 1)


def _archive(text: str) -> str | None:
    word = text.strip().casefold()
    return word if word in [*ArchiveAs] else None


def _cost(text: str) -> str | None:
    found = number(text, 0, 10**12)
    return _plain(found) if found else None


_RULES: dict[str, Callable[[str], str | None]] = {
    p.CURRENCY: _currency,
    p.FISCAL_YEAR: _month,
    p.HOURS_A_DAY: _positive_hours,
    p.WORKING_DAYS: _days,
    p.OVERHEAD: _between(0, 99),
    p.KEPT_FREE: _between(0, 99),
    p.HOURS: _between(0, 24),
    p.DAYS_OFF: _absences,
    p.RULES: _rules,
    p.ARCHIVE_AS: _archive,
    p.GROSS_MARGIN: _margin,
    p.CAC: _cost,
    p.OWN_ADDRESSES: _addresses,
    p.MAILS_EVERY: _whole_days,
    **dict.fromkeys(p.MINUTES.values(), _whole_minutes),
}
_WANTED: dict[str, str] = {
    p.CURRENCY: "a currency's three letters, such as EUR",
    p.FISCAL_YEAR: "the month in which the fiscal year begins, 1 to 12",
    p.HOURS_A_DAY: "a number of hours up to 24, such as 7.5",
    p.WORKING_DAYS: "days of the week, such as mon, tue",
    p.OVERHEAD: "a percentage from 0 to 99",
    p.KEPT_FREE: "a percentage from 0 to 99",
    p.HOURS: "a number of hours from 0 to 24",
    p.OWN_ADDRESSES: "a list of mail addresses",
    p.MAILS_EVERY: "whole days from 0 to 365",
    p.DAYS_OFF: "a day and what it is, such as 2025-12-24 Christmas Eve",
    p.ARCHIVE_AS: "contraction or churn",
    p.GROSS_MARGIN: "a percentage above 0, up to 100",
    p.CAC: "an amount above 0, such as 4500",
    p.RULES: f"some of: {', '.join(Rule)}; nor {NO_RULE}",
    **dict.fromkeys(p.MINUTES.values(), "whole minutes from 1 to 1440"),
}


def second_written(book: Book) -> datetime | None:
    """When the newest backup of this book in the second place was made; None where there is none."""
    from csdesk.services.book.keeping import second_place
    from csdesk.store.backups import folder_for, newest_in

    place = second_place()
    if place is None or book.path is None:
        return None
    newest = newest_in(place / folder_for(book.path).name)
    return datetime.fromisoformat(newest.made_at) if newest else None


def capacity_sentence(time: WorkingTime) -> str:
    """How the minutes of a day come about: "7.5 h × 60 − 35 % other work − 15 % kept free = 248 min a day"."""
    days = len(time.weekdays)
    minutes, week = time.minutes(), time.minutes() * days
    total = f"= {minutes} min a day, {week // 60}:{week % 60:02d} h in {count(days, 'day')}"
    if time.planned is not None:
        return f"{_plain(time.planned)} h of planned work × 60 {total}"
    overhead, free = _plain(time.overhead * 100), _plain(time.kept_free * 100)
    return f"{_plain(time.hours)} h × 60 − {overhead} % other work − {free} % of the rest kept free {total}"


def upcoming(taken: Calendar, today: date) -> list[tuple[date, str]]:
    """What the calendar takes in the next days, as it is said: "off, Christmas", "1:30 h busy"."""
    last = today + timedelta(days=_AHEAD)
    return [
        (day, f"off, {t.off}" if t.off else f"{t.minutes // 60}:{t.minutes % 60:02d} h busy")
        for day, t in sorted(taken.items())
        if today <= day <= last
    ]
