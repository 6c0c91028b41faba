"""Busy times from a calendar: which minutes of which days it takes, whatever program wrote it."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from csdesk.domain.errors import CalendarUnreadable, FileMissing
from csdesk.domain.periods import Days
from csdesk.domain.week.capacity import Taken
from csdesk.exchange import calendar_in
from csdesk.exchange.calendar import Entry, calendar_bytes
from csdesk.exchange.calendar_in import ReadCalendar, read_busy

MONDAY = date(2025, 11, 24)
WEEK = Days(MONDAY, MONDAY + timedelta(days=6))
BERLIN = ZoneInfo("Europe/Berlin")


def day(days: int) -> date:
    return MONDAY + timedelta(days=days)


def event(start: str, end: str = "", *more: str, uid: str = "one", title: str = "Standup") -> str:
    """An event whose start and end are written as `DTSTART` and `DTEND` have them."""
    ends = [f"DTEND{end}"] if end else []
    return "\r\n".join(
        ["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART{start}", *ends, *more, "END:VEVENT", ""]
    )


Read = Callable[..., ReadCalendar]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(
        *events: str,
        head: str = "",
        days: Days = WEEK,
        own: frozenset[str] = frozenset(),
        zone: ZoneInfo = BERLIN,
    ) -> ReadCalendar:
        path = tmp_path / "my.ics"
        text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{''.join(events)}END:VCALENDAR\r\n"
        path.write_bytes(text.encode())
        return read_busy(path, days, own=own, zone=zone)

    return reading


def test_a_meeting_takes_its_minutes_by_the_clock_here(read: Read) -> None:
    assert read(event(":20251124T090000Z", ":20251124T103000Z")).taken == {MONDAY: Taken(90)}
    assert read(event(":20251124T220000Z", ":20251124T233000Z")).taken == {}, "after seven in the evening"
    late = read(event(":20251124T220000Z", ":20251124T233000Z"), zone=ZoneInfo("America/Los_Angeles"))
    assert late.taken == {MONDAY: Taken(90)}


def test_two_meetings_at_once_take_their_time_once(read: Read) -> None:
    first = event(":20251124T090000", ":20251124T100000")
    second = event(":20251124T093000", ":20251124T103000", uid="two")
    assert read(first, second).taken == {MONDAY: Taken(90)}


def test_a_duration_is_as_good_as_an_end(read: Read) -> None:
    assert read(event(":20251124T090000", "", "DURATION:PT45M")).taken == {MONDAY: Taken(45)}
    assert read(event(":20251124T090000")).taken == {}, "an event without either takes no time"


@pytest.mark.parametrize(
    "free", ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"]
)
def test_what_is_free_or_cancelled_takes_nothing(read: Read, free: str) -> None:
    assert read(event(":20251124T090000", ":20251124T100000", free)).taken == {}
    assert read(event(";VALUE=DATE:20251124", ";VALUE=DATE:20251125", free)).taken == {}


def test_what_we_declined_takes_nothing_and_what_others_declined_does(read: Read) -> None:
    asked = "ATTENDEE;PARTSTAT=DECLINED:mailto:Mary@Wingtip.example"
    own = frozenset({"mary@wingtip.example"})
    meeting = event(":20251124T090000", ":20251124T100000", asked)
    assert read(meeting, own=own).taken == {}
    assert read(meeting).taken == {MONDAY: Taken(60)}
    weekly = event(":20251117T090000", ":20251117T100000", "RRULE:FREQ=WEEKLY")
    this_one = event(":20251124T090000", ":20251124T100000", "RECURRENCE-ID:20251124T090000", asked)
    assert read(weekly, this_one, own=own).taken == {}


def test_a_whole_day_is_a_day_off_and_its_end_is_not_in_it(read: Read) -> None:
    away = event(";VALUE=DATE:20251125", ";VALUE=DATE:20251127", title="Away, for once")
    assert read(away).taken == {day(1): Taken(off="Away, for once"), day(2): Taken(off="Away, for once")}


def test_outlook_writes_whole_days_from_midnight_to_midnight(read: Read) -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16011028T030000\r\n"
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n"
        "BEGIN:DAYLIGHT\r\nDTSTART:16010325T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"
        "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
    )
    off = event(
        ";TZID=W. Europe Standard Time:20251127T000000",
        ";TZID=W. Europe Standard Time:20251128T000000",
        "X-MICROSOFT-CDO-BUSYSTATUS:OOF",
        title="Off",
    )
    call = event(
        ";TZID=W. Europe Standard Time:20251124T140000",
        ";TZID=W. Europe Standard Time:20251124T150000",
        uid="two",
    )
    assert read(off, call, head=zone).taken == {MONDAY: Taken(60), day(3): Taken(off="Off")}


def test_google_holidays_are_days_off_though_they_are_free_and_observances_are_not(read: Read) -> None:
    head = "PRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nX-WR-CALNAME:Holidays in United States\r\n"
    public = event(
        ";VALUE=DATE:20251127", ";VALUE=DATE:20251128", "TRANSP:TRANSPARENT", "DESCRIPTION:Public holiday",
        title="Thanksgiving Day",
    )  # fmt: skip
    observed = event(
        ";VALUE=DATE:20251128", ";VALUE=DATE:20251129", "TRANSP:TRANSPARENT",
        "DESCRIPTION:Observance\\nTo hide observances\\, go to Settings", uid="two", title="Black Friday",
    )  # fmt: skip
    assert read(public, observed, head=head).taken == {day(3): Taken(off="Thanksgiving Day")}


def test_a_weekly_meeting_comes_every_week_but_where_it_was_moved_or_left_out(read: Read) -> None:
    series = event(
        ";TZID=Europe/Berlin:20240101T090000", ";TZID=Europe/Berlin:20240101T100000",
        "RRULE:FREQ=DAILY", "EXDATE;TZID=Europe/Berlin:20251126T090000",
    )  # fmt: skip
    moved = event(
        ";TZID=Europe/Berlin:20251125T090000", ";TZID=Europe/Berlin:20251125T093000",
        "RECURRENCE-ID;TZID=Europe/Berlin:20251125T090000",
    )  # fmt: skip
    off = event(
        ";TZID=Europe/Berlin:20251127T090000", ";TZID=Europe/Berlin:20251127T100000",
        "RECURRENCE-ID;TZID=Europe/Berlin:20251127T090000", "STATUS:CANCELLED",
    )  # fmt: skip
    found = read(series, moved, off).taken
    assert [found.get(day(n), Taken()).minutes for n in range(7)] == [60, 30, 0, 0, 60, 60, 60]


def test_a_series_ends_at_its_count_or_its_last_day(read: Read) -> None:
    three = event(":20251124T090000", ":20251124T093000", "RRULE:FREQ=DAILY;COUNT=3")
    assert list(read(three).taken) == [day(0), day(1), day(2)]
    until = event(
        ";TZID=Europe/Berlin:20251124T090000", ";TZID=Europe/Berlin:20251124T093000",
        "RRULE:FREQ=DAILY;UNTIL=20251125T080000Z",
    )  # fmt: skip
    assert list(read(until).taken) == [day(0), day(1)]
    by_day = event(":20251124T090000", ":20251124T093000", "RRULE:FREQ=DAILY;UNTIL=20251125")
    assert list(read(by_day).taken) == [day(0), day(1)]


@pytest.mark.parametrize("first", [date(2026, 3, 27), date(2026, 10, 23)])
def test_nine_o_clock_stays_nine_o_clock_when_the_clocks_change(read: Read, first: date) -> None:
    days = Days(first, first + timedelta(days=4))
    early = event(
        ";TZID=Europe/Berlin:20250101T063000", ";TZID=Europe/Berlin:20250101T073000", "RRULE:FREQ=DAILY"
    )
    assert [t.minutes for t in read(early, days=days).taken.values()] == [30] * 5


def test_a_night_over_the_change_of_the_clocks_is_as_long_as_it_is(read: Read) -> None:
    days = Days(date(2026, 3, 28), date(2026, 3, 30))
    night = event(";TZID=Europe/Berlin:20260328T180000", ";TZID=Europe/Berlin:20260329T080000")
    assert {d.day: t.minutes for d, t in read(night, days=days).taken.items()} == {28: 60, 29: 60}
    gap = event(";TZID=Europe/Berlin:20260329T023000", "", "DURATION:PT6H")
    found = read(gap, days=days)
    assert (found.left_out, {d.day: t.minutes for d, t in found.taken.items()}) == (0, {29: 150})


def test_a_birthday_on_29_february_is_there_in_leap_years(read: Read) -> None:
    off = event(";VALUE=DATE:20240229", "", "RRULE:FREQ=YEARLY", title="Leap")
    assert read(off, days=Days(date(2028, 2, 28), date(2028, 3, 1))).taken == {
        date(2028, 2, 29): Taken(off="Leap")
    }
    assert read(off, days=Days(date(2027, 2, 27), date(2027, 3, 2))).taken == {}


@pytest.mark.parametrize(
    "bomb",
    [
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9;BYMINUTE=1,2,3;BYSECOND=1",
        "RRULE:FREQ=NEVER",
        "RRULE:FREQ=DAILY;INTERVAL=0",
    ],
)
def test_a_recurrence_bomb_is_left_out_and_counted(read: Read, bomb: str) -> None:
    found = read(
        event(":20251124T090000", ":20251124T093000", bomb),
        event(":20251125T090000", ":20251125T093000", uid="two"),
    )
    assert found == ReadCalendar({day(1): Taken(30)}, 1, 1)


@pytest.mark.parametrize(
    "broken",
    [
        event(":not a day"),
        event(":20251124T090000", ":20251124T250000"),
        event(":20251124T090000", "", "DURATION:long"),
        event(";TZID=Nowhere/None:20251399T090000"),
        "BEGIN:VEVENT\r\nUID:x\r\nSUMMARY:nothing more\r\nEND:VEVENT\r\n",
        "BEGIN:VEVENT\r\nthis is no property\r\nDTSTART:20251124T090000\r\nEND:VEVENT\r\n",
    ],
)
def test_a_broken_event_is_left_out_and_the_others_count(read: Read, broken: str) -> None:
    found = read(broken, event(":20251125T090000", ":20251125T093000", uid="two"))
    assert found.taken == {day(1): Taken(30)}
    assert found.left_out <= 1


@pytest.mark.slow
def test_a_hundred_thousand_events_of_other_days_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "big.ics"
    old = event(":20150101T090000", ":20150101T100000").encode()
    with path.open("wb") as file:
        file.write(b"BEGIN:VCALENDAR\r\n")
        for _ in range(10):
            file.write(old * 10_000)
        file.write(event(":20251124T090000", ":20251124T100000").encode() + b"END:VCALENDAR\r\n")
    assert read_busy(path, WEEK, zone=BERLIN) == ReadCalendar({MONDAY: Taken(60)}, 1, 0)


def test_more_events_than_a_person_can_have_are_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_in, "MOST_EVENTS", 3)
    with pytest.raises(CalendarUnreadable, match="events touch these days"):
        read(*(event(":20251124T090000", ":20251124T100000", uid=str(n)) for n in range(4)))


def test_recurrences_that_take_too_long_are_left_out(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_in, "SECONDS", -1.0)
    found = read(event(":20251124T090000", ":20251124T093000", "RRULE:FREQ=DAILY"))
    assert found == ReadCalendar({}, 0, 1)


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04", b"", b"Subject,Start Date\n", b"\x00" * 100, b"BEGIN:VCARD\r\n"]
)
def test_what_is_no_calendar_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "some.ics"
    path.write_bytes(content)
    with pytest.raises(CalendarUnreadable):
        read_busy(path, WEEK)


def test_a_calendar_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    for path in (tmp_path / "none.ics", tmp_path, Path("no\x00name.ics")):
        with pytest.raises(FileMissing):
            read_busy(path, WEEK)


def test_line_breaks_inside_lines_and_a_mark_at_the_beginning_are_read(tmp_path: Path) -> None:
    path = tmp_path / "folded.ics"
    folded = "BEGIN:VEVENT\nUID:1\nSUMMARY:Da\n y\\, off\nDTSTART;VALUE=DATE:20251124\nEND:VEVENT\n"
    path.write_bytes(b"\xef\xbb\xbfBEGIN:VCALENDAR\n" + folded.encode() + b"END:VCALENDAR")
    assert read_busy(path, WEEK).taken == {MONDAY: Taken(off="Day, off")}


def test_the_deadlines_that_csdesk_writes_take_no_time(tmp_path: Path) -> None:
    path = tmp_path / "own.ics"
    path.write_bytes(calendar_bytes([Entry("u", MONDAY, "Renewal: One")], name="Renewals", as_of=MONDAY))
    assert read_busy(path, WEEK).taken == {}
