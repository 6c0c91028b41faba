"""A calendar file (.ics): whole days with a text and alarms, the same bytes for the same days."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event, vText

_PRODUCT = "-//csdesk//Renewals//EN"
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_BREAKS = re.compile(r"\r\n?|\u2028|\u2029")


@dataclass(frozen=True, slots=True)
class Entry:
    """One day in a calendar. `uid` stays the same for ever; `alarms`: how many days before it rings."""

    uid: str
    on: date
    title: str
    text: str = ""
    alarms: tuple[int, ...] = ()


def calendar_bytes(entries: Sequence[Entry], *, name: str, as_of: date) -> bytes:
    """The file, UTF-8 with CRLF; entries stand by day, then title, then uid. `as_of` dates the entries."""
    from icalendar import Calendar

    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", _PRODUCT)
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", " ".join(plain(name).split()))
    stamp = datetime.combine(as_of, time(), UTC)
    for entry in sorted(entries, key=lambda e: (e.on, e.title, e.uid)):
        made.add_component(_event(entry, stamp))
    return bytes(made.to_ical())


def _event(entry: Entry, stamp: datetime) -> "Event":
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", entry.on)
    if entry.on < date.max:
        event.add("dtend", entry.on + timedelta(days=1))
    event.add("summary", _text(entry.title))
    if entry.text:
        event.add("description", _text(entry.text))
    event.add("transp", "TRANSPARENT")
    for days in entry.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _text(entry.title))
        alarm.add("trigger", timedelta(days=-days))
        event.add_component(alarm)
    return event


def _text(words: str) -> "vText":
    """A text as RFC 5545 writes it; the library alone would take a backslash before an N for a line break."""
    from icalendar import vText

    class Exact(vText):
        def to_ical(self) -> bytes:
            return escaped(str(self)).encode()

    return Exact(plain(words))


def escaped(text: str) -> str:
    """Backslashes, semicolons, commas and line breaks as RFC 5545 (3.3.11) writes them in a text."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def plain(text: str) -> str:
    """The text without what a calendar may not hold, or what turns the direction of all that follows."""
    return _CONTROL.sub(" ", _BREAKS.sub("\n", text)).strip()
