"""A calendar file coming in (.ics): which minutes of which days it takes, and which days are off."""

import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from pathlib import Path
from typing import BinaryIO

from csdesk.domain.errors import CalendarUnreadable, FileMissing, NoPermission
from csdesk.domain.periods import Days
from csdesk.domain.week.capacity import Taken
from csdesk.exchange.happenings import Happening, happenings_of

MOST_BYTES = 512 * 2**20
MOST_EVENTS = 20_000
"""How many events may touch the days that are asked for; all others are passed over as they are read."""
SECONDS = 15.0
"""How long the recurrences of one file may take."""
FROM, TO = 7 * 60, 19 * 60
"""Minutes of the day between which a meeting takes working time."""
_LINE, _BLOCK = 2**16, 2**18
_DAY = re.compile(rb"^(DTSTART|DTEND)[^:\r\n]*:(\d{8})", re.MULTILINE | re.IGNORECASE)
_LASTING = re.compile(rb"^(RRULE|RDATE|DURATION|RECURRENCE-ID)[;:]", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """What a file takes of the days asked for. `events` took part; `left_out` could not be read, or never end."""

    taken: dict[date, Taken]
    events: int
    left_out: int


def read_busy(
    path: Path, days: Days, *, own: frozenset[str] = frozenset(), zone: tzinfo | None = None
) -> ReadCalendar:
    """What the calendar at a path takes of those days; times are those of `zone`, by default this computer's.

    What one of the addresses in `own` declined takes nothing.

    Raises: FileMissing, NoPermission, CalendarUnreadable.
    """
    head, blocks, broken = parts_of(path, days)
    found, left_out = happenings_of(
        head, blocks, days, own=own, zone=zone, deadline=time.monotonic() + SECONDS
    )
    return ReadCalendar(_taken(found, days), len({h.uid for h in found}), left_out + broken)


def parts_of(path: Path, days: Days) -> tuple[bytes, list[bytes], int]:
    """What of a calendar file is no event, the events that may touch the days, and how many were too long.

    Raises: FileMissing, NoPermission, CalendarUnreadable.
    """
    try:
        if not path.is_file():
            raise FileMissing(where=str(path))
        if path.stat().st_size > MOST_BYTES:
            raise _unreadable(path, "it is larger than 512 MB")
        with path.open("rb") as file:
            return _parts(file, days, path)
    except PermissionError as refused:
        raise NoPermission(what=path.name, where=str(path)) from refused
    except (OSError, ValueError) as wrong:  # a name that no file can have
        raise FileMissing(where=str(path)) from wrong


def _unreadable(path: Path, reason: str) -> CalendarUnreadable:
    return CalendarUnreadable(reason=reason, where=str(path))


def _parts(file: BinaryIO, days: Days, path: Path) -> tuple[bytes, list[bytes], int]:
    """What is no event (names, time zones), the events that may touch the days, and how many were too long."""
    head, blocks, block, broken, depth = bytearray(), list[bytes](), bytearray(), 0, 0
    for line in _lines(file, path):
        mark = line.strip().upper()
        if mark == b"BEGIN:VEVENT":
            block, depth = bytearray(), 1
        if depth and len(block) <= _BLOCK:
            block += line
        elif not depth and len(head) <= _BLOCK:
            head += line
        if depth and mark == b"END:VEVENT":
            depth = 0
            if len(block) > _BLOCK:
                broken += 1
            elif _may_touch(bytes(block), days):
                blocks.append(bytes(block))
        if len(blocks) > MOST_EVENTS:
            raise _unreadable(path, f"more than {MOST_EVENTS:,} of its events touch these days")
    return bytes(head), blocks, broken + (1 if depth else 0)


def _lines(file: BinaryIO, path: Path) -> Iterator[bytes]:
    first = file.readline(_LINE).removeprefix(b"\xef\xbb\xbf")
    if first.startswith(b"PK"):
        raise _unreadable(path, "it is a zip archive: take the .ics file out of it")
    if first.strip().upper() != b"BEGIN:VCALENDAR":
        raise _unreadable(path, "it does not begin as a calendar")
    yield b"BEGIN:VCALENDAR\r\n"
    while line := file.readline(_LINE):
        yield line


def _may_touch(block: bytes, days: Days) -> bool:
    """Whether an event can fall on the days: what recurs may, and what lies a day beside them in some zone."""
    if _LASTING.search(block):
        return True
    written = {name.upper(): text for name, text in _DAY.findall(block)}
    start = written.get(b"DTSTART")
    end = written.get(b"DTEND", start)
    if start is None or end is None:
        return True
    near = timedelta(days=2)
    begins, ends = _digits(days.first - near), _digits(days.last + near)
    return begins <= bytes(end) and bytes(start) <= ends


def _digits(day: date) -> bytes:
    return f"{day:%Y%m%d}".encode()


def _taken(found: Iterable[Happening], days: Days) -> dict[date, Taken]:
    spans: dict[date, list[tuple[int, int]]] = defaultdict(list)
    off: dict[date, str] = {}
    for one in found:
        if one.day not in days:
            continue
        if one.whole:
            off[one.day] = min(off.get(one.day, one.title), one.title)
        else:
            spans[one.day].append((max(one.first, FROM), min(one.last, TO)))
    busy = {day: _covered(some) for day, some in spans.items()}
    all_days = sorted({*off, *(day for day, minutes in busy.items() if minutes)})
    return {day: Taken(0 if day in off else busy[day], off.get(day, "")) for day in all_days}


def _covered(spans: list[tuple[int, int]]) -> int:
    """Minutes that lie in any of the spans: two meetings at once take their time once."""
    covered, reached = 0, 0
    for first, last in sorted(spans):
        begin = max(first, reached)
        if last > begin:
            covered += last - begin
            reached = last
    return covered
