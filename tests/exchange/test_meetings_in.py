"""Meetings that took place: read as data with limits, told once under a name that stays."""

from datetime import UTC, date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from csdesk.domain.errors import CalendarUnreadable
from csdesk.domain.periods import Days
from csdesk.exchange.meetings_in import Meeting, read_meetings

DAYS = Days(date(2025, 11, 1), date(2025, 11, 24))
ANA = "ATTENDEE;CN=Ana Duarte;PARTSTAT=ACCEPTED:mailto:Ana@corvid.example"


def calendar(folder: Path, *events: str) -> Path:
    path = folder / "a.ics"
    text = "".join(
        f"BEGIN:VEVENT\r\n{e.strip()}\r\nEND:VEVENT\r\n".replace("\n", "\r\n").replace("\r\r", "\r")
        for e in events
    )
    path.write_bytes(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{text}END:VCALENDAR\r\n".encode())
    return path


def read(path: Path, zone: str = "UTC") -> list[Meeting]:
    return read_meetings(path, DAYS, zone=ZoneInfo(zone))[0]


def test_a_meeting_has_its_day_its_length_and_its_people_the_organiser_first(tmp_path: Path) -> None:
    path = calendar(
        tmp_path,
        f"UID:1\nSUMMARY:Plan\\, next\nDTSTART:20251103T100000Z\nDTEND:20251103T104500Z\n{ANA}\n"
        "ORGANIZER;CN=Mary:mailto:mary@wingtip.example\nATTENDEE;CUTYPE=ROOM:mailto:room@wingtip.example\n"
        "ATTENDEE;PARTSTAT=DECLINED:mailto:joe@corvid.example",
    )
    (meeting,) = read(path)
    assert meeting == Meeting(
        "event:1/20251103T1000", date(2025, 11, 3), 45, "Plan, next",
        (("Mary", "mary@wingtip.example"), ("Ana Duarte", "ana@corvid.example"), ("", "joe@corvid.example")),
        frozenset({"joe@corvid.example"}),
    )  # fmt: skip


def test_the_day_is_the_one_here(tmp_path: Path) -> None:
    path = calendar(tmp_path, f"UID:1\nDTSTART:20251103T023000Z\nDURATION:PT1H\n{ANA}")
    assert read(path)[0].on == date(2025, 11, 3)
    assert read(path, "America/New_York")[0].on == date(2025, 11, 2)


@pytest.mark.parametrize("order", [1, -1])
def test_each_time_of_a_series_is_a_meeting_and_a_moved_one_keeps_its_name(
    tmp_path: Path, order: int
) -> None:
    gone = f"{ANA}\nEXDATE:20251117T100000Z"
    told = (
        f"UID:1\nSUMMARY:Weekly\nDTSTART:20251103T100000Z\nDTEND:20251103T103000Z\nRRULE:FREQ=WEEKLY\n{gone}",
        f"UID:1\nSUMMARY:Weekly\nRECURRENCE-ID:20251110T100000Z\nDTSTART:20251111T150000Z\nDTEND:20251111T153000Z\n{ANA}",
    )
    path = calendar(tmp_path, *told[::order])
    assert [(m.on.day, m.key) for m in read(path)] == [
        (3, "event:1/20251103T1000"), (11, "event:1/20251110T1000"), (24, "event:1/20251124T1000"),
    ]  # fmt: skip


def test_what_is_no_meeting_with_others_is_left_alone(tmp_path: Path) -> None:
    path = calendar(
        tmp_path,
        "UID:1\nDTSTART:20251103T100000Z\nDTEND:20251103T110000Z\nSUMMARY:Alone",
        f"UID:2\nDTSTART;VALUE=DATE:20251103\nSUMMARY:Fair\n{ANA}",
        f"UID:3\nDTSTART:20251103T100000Z\nSTATUS:CANCELLED\n{ANA}",
        f"UID:4\nDTSTART:20251203T100000Z\n{ANA}",
        "UID:5\nDTSTART:20251103T100000Z\nATTENDEE:urn:uuid:1\nATTENDEE:mailto:a@b.example?bcc=x@y.example",
    )
    assert read(path) == []


HOSTILE = {
    "a break in the name": f"UID:1\nDTSTART:20251103T100000Z\nSUMMARY:x\\nBEGIN:VEVENT\\nUID:9\n{ANA}",
    "every second": f"UID:1\nDTSTART:20251103T100000Z\nRRULE:FREQ=SECONDLY\n{ANA}",
    "for ever and ever": f"UID:1\nDTSTART:19000101T100000Z\nRRULE:FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2\n{ANA}",
    "a hundred thousand days": f"UID:1\nDTSTART:20251103T100000Z\nDURATION:P99999D\n{ANA}",
    "two of everything": f"UID:1\nUID:2\nDTSTART:20251103T100000Z\nDTSTART:20251104T100000Z\n{ANA}",
    "two ids of a time": f"UID:1\nRECURRENCE-ID:20251103T100000Z\nRECURRENCE-ID:20251104T100000Z\n"
    f"DTSTART:20251103T100000Z\n{ANA}",
    "no start": f"UID:1\n{ANA}",
    "the year nought": f"UID:1\nDTSTART:00000101T000000Z\n{ANA}",
    "a zone that is a folder": f"UID:1\nDTSTART;TZID=Europe:20251103T100000\n{ANA}",
    "a strange zone": f"UID:1\nDTSTART;TZID=Nowhere/At All:20251103T100000\n{ANA}",
}  # fmt: skip


@pytest.mark.parametrize("trick", list(HOSTILE))
def test_tricks_are_read_as_data_or_counted_as_left_out(tmp_path: Path, trick: str) -> None:
    good = f"UID:good\nDTSTART:20251105T100000Z\nDTEND:20251105T110000Z\nSUMMARY:Good\n{ANA}"
    found, left_out = read_meetings(calendar(tmp_path, HOSTILE[trick], good), DAYS, zone=UTC)
    assert [m.title for m in found if m.key.startswith("event:good/")] == ["Good"]
    assert len(found) + left_out >= 1
    assert all("\n" not in m.title and len(m.people) <= 200 for m in found)


def test_a_crowd_and_a_year_of_hours_have_their_limits(tmp_path: Path) -> None:
    crowd = "\n".join(f"ATTENDEE:mailto:p{n}@corvid.example" for n in range(900))
    path = calendar(tmp_path, f"UID:1\nDTSTART:20251103T100000Z\n{crowd}")
    assert len(read(path)[0].people) == 200
    many = [f"UID:{n}\nDTSTART:20251103T100000Z\n{ANA}" for n in range(2_100)]
    found, left_out = read_meetings(calendar(tmp_path, *many), DAYS, zone=UTC)
    assert (len(found), left_out) == (2_000, 100)


def test_what_is_no_calendar_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(CalendarUnreadable):
        read(path)
