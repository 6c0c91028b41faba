"""A happening is one event of a calendar on one day, as far as it takes time: once for each time it recurs."""

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as clock
from itertools import islice
from typing import Any

from csdesk.domain.periods import Days
from csdesk.exchange.calendar import plain

Event = Any
"""An event as `icalendar` gives it: its properties are of many types, and what is not as expected is left out."""

ODD = (ValueError, TypeError, AttributeError, KeyError, OverflowError, IndexError, OSError)
"""What values raise that no calendar program writes; a zone that is called like a folder of zones is an OSError."""
MOST_TIMES = 2_000
"""How often one event may recur on the days asked for."""
_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_FREE = frozenset({"FREE", "WORKINGELSEWHERE"})
_HOLIDAY = ("holiday", "feiertag", "jours fériés", "festivos", "festivi", "helgdagar", "feestdagen")
_CALLED_OFF = re.compile(
    r"\s*(?:cancell?ed|abgesagt|cancelad[oa]|annulée?|annullato|geannuleerd)\s?:", re.IGNORECASE
)
"""What Outlook writes before the name of a meeting that was called off, and then counts as free."""
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Happening:
    """`first` to `last` are minutes of its day; `whole` takes all of it."""

    uid: str
    day: date
    first: int = 0
    last: int = 1440
    whole: bool = False
    title: str = ""


def happenings_of(
    head: bytes,
    blocks: Sequence[bytes],
    days: Days,
    *,
    own: frozenset[str],
    zone: tzinfo | None,
    deadline: float,
) -> tuple[list[Happening], int]:
    """What happens on the days, and how many events were left out: unreadable, endless, or past the deadline.

    What somebody of the addresses in `own` declined does not happen.
    """
    events, named, broken = events_of(head, blocks)
    changed = changed_of(events)
    made, left_out = list[Happening](), broken
    for event in events:
        if time.monotonic() > deadline:
            left_out += 1
            continue
        try:
            if not declined_by(event) & own:
                made += _of(event, days, zone, named, changed)
        except ODD:
            left_out += 1
    return made, left_out


def changed_of(events: Sequence[Event]) -> set[tuple[str, datetime]]:
    """Which times of which events are told by an event of their own; what says so oddly says nothing."""
    found = set[tuple[str, datetime]]()
    for event in events:
        with suppress(*ODD):
            if "RECURRENCE-ID" in event:
                found.add((str(event.get("UID", "")), moment_of(event["RECURRENCE-ID"].dt)))
    return found


def events_of(head: bytes, blocks: Sequence[bytes]) -> tuple[list[Event], str, int]:
    """The events with their time zones, the calendar's name, and how many could not be parsed."""
    from icalendar import Calendar

    opening = head.rpartition(b"END:VCALENDAR")[0] or head
    try:
        bare = Calendar.from_ical(opening + b"END:VCALENDAR\r\n")
    except ODD:
        opening, bare = b"BEGIN:VCALENDAR\r\n", Calendar()
    named = str(bare.get("X-WR-CALNAME", ""))
    events, broken = list[Event](), 0
    for some in _parsed(opening, blocks):
        if some is None:
            broken += 1
        else:
            events += some
    return events, named, broken


def _parsed(opening: bytes, blocks: Sequence[bytes]) -> Iterator[list[Event] | None]:
    """All at once where they are sound, else one by one: None for each that is not."""
    from icalendar import Calendar

    try:
        whole = Calendar.from_ical(b"".join([opening, *blocks, b"END:VCALENDAR\r\n"]))
    except ODD:
        if len(blocks) <= 1:
            yield from (None for _ in blocks)
            return
        half = len(blocks) // 2
        yield from _parsed(opening, blocks[:half])
        yield from _parsed(opening, blocks[half:])
        return
    yield list(whole.walk("VEVENT"))


def _of(
    event: Event, days: Days, zone: tzinfo | None, named: str, changed: set[tuple[str, datetime]]
) -> Iterator[Happening]:
    start = event["DTSTART"].dt
    if is_called_off(event):
        return
    uid, length = str(event.get("UID", "")), length_of(event, start)
    whole = is_whole(event, start, length)
    if not (_is_day_off(event, named) if whole else _is_busy(event)):
        return
    title = " ".join(plain(str(event.get("SUMMARY", ""))).split())[:_LONGEST] or "Day off"
    for begin in times_of(event, start, days, length):
        if "RECURRENCE-ID" not in event and (uid, moment_of(begin)) in changed:
            continue
        if whole:
            yield from _whole_days(uid, begin, length, days, title)
        else:
            yield from _parts_of_days(uid, begin, length, days, zone)


def length_of(event: Event, start: date) -> timedelta:
    """How long an event lasts."""
    if "DTEND" in event:
        end = event["DTEND"].dt
        if isinstance(end, datetime) and isinstance(start, datetime):
            return moment_of(end) - moment_of(start)
        return timedelta(days=(end - start).days)
    if "DURATION" in event:
        length: timedelta = event["DURATION"].dt
        return length
    return timedelta(0) if isinstance(start, datetime) else timedelta(days=1)


def moment_of(value: date) -> datetime:
    """A point in time to compare by; a time without a zone, and a day, as if they were in UTC."""
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def is_whole(event: Event, start: date, length: timedelta) -> bool:
    """Whether it is about days: Outlook writes some of those as midnight to midnight."""
    if not isinstance(start, datetime):
        return True
    midnight = (start.hour, start.minute) == (0, 0) and length >= timedelta(days=1) and not length.seconds
    return midnight or str(event.get("X-MICROSOFT-CDO-ALLDAYEVENT", "")).upper() == "TRUE"


def is_called_off(event: Event) -> bool:
    """Whether it was cancelled, be it by its name alone."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return True
    return not _is_busy(event) and bool(_CALLED_OFF.match(str(event.get("SUMMARY", ""))))


def people_of(event: Event) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The organiser and who was asked to come: their addresses in lower case, each with what is said of it."""
    for one in (*_listed(event.get("ORGANIZER")), *_listed(event.get("ATTENDEE"))):
        yield re.sub(r"(?i)^mailto:", "", str(one)).strip().lower(), getattr(one, "params", {})


def declined_by(event: Event) -> frozenset[str]:
    """The addresses of those who said that they would not come."""
    found = people_of(event)
    return frozenset(
        address for address, said in found if str(said.get("PARTSTAT", "")).upper() == "DECLINED"
    )


def _is_busy(event: Event) -> bool:
    status = str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper()
    return str(event.get("TRANSP", "OPAQUE")).upper() != "TRANSPARENT" and status not in _FREE


def _is_day_off(event: Event, named: str) -> bool:
    """A public holiday is one though calendars write it as free; an observance is not."""
    told = " ".join((named, str(event.get("CATEGORIES", "") and event["CATEGORIES"].to_ical().decode())))
    about = str(event.get("DESCRIPTION", "")).casefold()
    if any(word in told.casefold() for word in _HOLIDAY):
        return not about.startswith("observance")
    status = str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper()
    return str(event.get("TRANSP", "OPAQUE")).upper() != "TRANSPARENT" and status not in {*_FREE, "TENTATIVE"}


def times_of(event: Event, start: Any, days: Days, length: timedelta) -> Iterator[Any]:
    """When it begins, once for each recurrence near the days; its own clock, so a zone's summer time holds."""
    zone = start.tzinfo if isinstance(start, datetime) else None
    left_out = _written(event, "EXDATE")
    gone = {moment_of(v) for v in left_out if isinstance(v, datetime)}
    seen = set[Any]()
    for begin in (*_recurring(event, start, days, length), *_written(event, "RDATE")):
        same_day = begin.date() if isinstance(begin, datetime) else begin
        if moment_of(begin) in gone or any(v == same_day for v in left_out if not isinstance(v, datetime)):
            continue
        if begin not in seen:
            seen.add(begin)
            yield begin if zone is None or begin.tzinfo else begin.replace(tzinfo=zone)


def _written(event: Event, name: str) -> list[Any]:
    """The days or times that a property lists, over all of its lines."""
    given = event.get(name, [])
    lists = given if isinstance(given, list) else [given]
    values = [entry.dt for one in lists for entry in one.dts]
    return [v[0] if isinstance(v, tuple) else v for v in values]


def _recurring(event: Event, start: Any, days: Days, length: timedelta) -> Iterator[Any]:
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    if "RRULE" not in event:
        yield start
        return
    given = event["RRULE"]
    rule = dict(given[0] if isinstance(given, list) else given)
    if _endless(rule):
        raise ValueError(rule)
    plain_start = (
        start.replace(tzinfo=None) if isinstance(start, datetime) else datetime.combine(start, clock())
    )
    until = rule.pop("UNTIL", [None])[0]
    written = ";".join(f"{k}={','.join(_word(v) for v in _listed(vs))}" for k, vs in rule.items())
    if until is not None:
        written += f";UNTIL={_clock(until, start):%Y%m%dT%H%M%S}"
    first = datetime.combine(days.first, clock()) - length - timedelta(days=2)
    last = datetime.combine(days.last, clock()) + timedelta(days=2)
    found = rrulestr(written, dtstart=plain_start).xafter(first, inc=True)
    for begin in islice(found, MOST_TIMES):
        if begin > last:
            return
        yield begin.replace(tzinfo=start.tzinfo) if isinstance(start, datetime) else begin.date()


def _endless(rule: dict[str, Any]) -> bool:
    """Whether a rule recurs so often, or so oddly, that no diary of a person holds it."""
    often = {str(v).upper() for v in _listed(rule.get("FREQ"))} & _OFTEN
    lists = sum(len(_listed(rule.get(part))) for part in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    still = any(int(v) < 1 for v in _listed(rule.get("INTERVAL")))
    odd = still or any(part in rule for part in ("BYSECOND", "BYEASTER")) or lists > 8
    return bool(often) or odd or _never(rule)


def _never(rule: dict[str, Any]) -> bool:
    """Whether a rule names days that no month has: looking for one would go on to the end of time."""
    days = [abs(int(v)) for v in _listed(rule.get("BYMONTHDAY"))]
    months = [int(v) for v in _listed(rule.get("BYMONTH"))] or list(range(1, 13))
    longest = max((29 if m == 2 else 30 if m in (4, 6, 9, 11) else 31 for m in months), default=31)
    return bool(days) and min(days) > longest


def _listed(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list | tuple) else [value]


def _word(value: Any) -> str:
    return value.to_ical().decode() if hasattr(value, "to_ical") else str(value)


def _clock(until: date, start: Any) -> datetime:
    """The end of a rule by the clock of its event; a day is over at its end."""
    if not isinstance(until, datetime):
        return datetime.combine(until, clock.max)
    if until.tzinfo and isinstance(start, datetime) and start.tzinfo:
        until = until.astimezone(start.tzinfo)
    return until.replace(tzinfo=None)


def _whole_days(uid: str, begin: date, length: timedelta, days: Days, title: str) -> Iterator[Happening]:
    first = begin.date() if isinstance(begin, datetime) else begin
    last = first + max(timedelta(0), timedelta(days=length.days) - timedelta(days=1))
    day = max(first, days.first)
    while day <= min(last, days.last):
        yield Happening(uid, day, whole=True, title=title)
        day += timedelta(days=1)


def _parts_of_days(
    uid: str, begin: datetime, length: timedelta, days: Days, zone: tzinfo | None
) -> Iterator[Happening]:
    """The part of each day that it takes, by the clock on the wall here."""
    start, end = here(begin, zone), here(later(begin, length), zone)
    day = max(start.date(), days.first)
    while day <= min(end.date(), days.last):
        first = start.hour * 60 + start.minute if day == start.date() else 0
        last = end.hour * 60 + end.minute if day == end.date() else 1440
        if last > first:
            yield Happening(uid, day, first, last)
        day += timedelta(days=1)


def later(begin: datetime, length: timedelta) -> datetime:
    """The end of what begins then and lasts so long."""
    return (begin.astimezone(UTC) + length).astimezone(begin.tzinfo) if begin.tzinfo else begin + length


def here(moment: datetime, zone: tzinfo | None) -> datetime:
    """The wall clock here; a time that names no zone is meant so already."""
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment
