"""Meetings that took place, from a calendar file (.ics): when, how long, called what, and with whom."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Any

from csdesk.domain.links import is_address
from csdesk.domain.periods import Days
from csdesk.exchange.calendar import plain
from csdesk.exchange.calendar_in import SECONDS, parts_of
from csdesk.exchange.happenings import (
    ODD,
    changed_of,
    declined_by,
    events_of,
    here,
    is_called_off,
    is_whole,
    length_of,
    moment_of,
    people_of,
    times_of,
)

MOST_MEETINGS, MOST_PEOPLE = 2_000, 200
_LONGEST, _KEPT = 24 * 60, 200


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting on its day. `people` are names with addresses, the organiser first; names may be empty."""

    key: str
    on: date
    minutes: int
    title: str
    people: tuple[tuple[str, str], ...]
    declined: frozenset[str] = frozenset()
    """The addresses of those who said that they would not come."""


def read_meetings(path: Path, days: Days, *, zone: tzinfo | None = None) -> tuple[list[Meeting], int]:
    """The meetings with other people on those days by day and title, and how many events could not be read.

    Days are those of `zone`, by default this computer's. Raises: FileMissing, NoPermission, CalendarUnreadable.
    """
    head, blocks, broken = parts_of(path, days)
    events, _, unread = events_of(head, blocks)
    changed = changed_of(events)
    deadline, left_out = time.monotonic() + SECONDS, broken + unread
    found: dict[str, Meeting] = {}
    for event in events:
        if time.monotonic() > deadline or len(found) >= MOST_MEETINGS:
            left_out += 1
            continue
        try:
            found |= {m.key: m for m in _meetings(event, days, zone, changed)}
        except ODD:
            left_out += 1
    return sorted(found.values(), key=lambda m: (m.on, m.title, m.key)), left_out


def _meetings(
    event: Any, days: Days, zone: tzinfo | None, changed: set[tuple[str, datetime]]
) -> Iterator[Meeting]:
    start = event["DTSTART"].dt
    length = length_of(event, start)
    if is_called_off(event) or is_whole(event, start, length):
        return
    people = _people(event)
    if not people:
        return
    title = " ".join(plain(str(event.get("SUMMARY", ""))).split())[:_KEPT] or "Meeting"
    uid = " ".join(str(event.get("UID", "")).split())[:300]
    for begin in times_of(event, start, days, length):
        if "RECURRENCE-ID" not in event and (uid, moment_of(begin)) in changed:
            continue
        on = here(begin, zone).date()
        if on in days:
            minutes = min(_LONGEST, max(0, int(length.total_seconds() // 60)))
            yield Meeting(_key(event, uid, title, begin), on, minutes, title, people, declined_by(event))


def _key(event: Any, uid: str, title: str, begin: datetime) -> str:
    """What the meeting is called for ever: its UID and the time for which it was first planned."""
    planned = event["RECURRENCE-ID"].dt if "RECURRENCE-ID" in event else begin
    name = uid or hashlib.sha256(f"{title}\n{begin.isoformat()}".encode("utf-8", "replace")).hexdigest()
    at = moment_of(planned).astimezone(UTC)
    return f"event:{name}/{at:%Y%m%dT%H%M}"


def _people(event: Any) -> tuple[tuple[str, str], ...]:
    """Who was asked to come, each once; rooms and other things are nobody."""
    found: dict[str, str] = {}
    for address, said in people_of(event):
        if not is_address(address) or str(said.get("CUTYPE", "")).upper() in {"ROOM", "RESOURCE"}:
            continue
        name = " ".join(plain(str(said.get("CN", ""))).split())[:_KEPT]
        found[address] = found.get(address) or ("" if "@" in name else name)
    return tuple((name, address) for address, name in list(found.items())[:MOST_PEOPLE])
