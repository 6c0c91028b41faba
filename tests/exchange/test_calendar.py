"""A calendar file: whole days with a text and alarms, the same bytes for the same days."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component

from csdesk.exchange.calendar import Entry, calendar_bytes, plain

AS_OF = date(2025, 11, 24)
DAY = date(2025, 12, 2)


def events(*entries: Entry) -> list[Component]:
    data = calendar_bytes(entries, name="Renewals", as_of=AS_OF)
    return list(Calendar.from_ical(data).walk("VEVENT"))


def one(**facts: Any) -> Entry:
    return Entry(**{"uid": "u1@csdesk", "on": DAY, "title": "Notice", **facts})


def test_an_entry_is_a_whole_day_that_blocks_nothing() -> None:
    (event,) = events(one())
    assert event.decoded("dtstart") == DAY
    assert event.decoded("dtend") == DAY + timedelta(days=1)
    assert str(event["transp"]) == "TRANSPARENT"


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2025, 12, 31), date(2026, 3, 29), date.max])
def test_leap_days_ends_of_years_and_days_of_changing_clocks_stay_the_day_they_are(day: date) -> None:
    (event,) = events(one(on=day))
    assert event.decoded("dtstart") == day
    data = calendar_bytes([one(on=day)], name="", as_of=AS_OF)
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}".encode() in data
    assert b"TZID" not in data


def test_alarms_ring_so_many_days_before() -> None:
    (event,) = events(one(alarms=(14, 3)))
    alarms = event.walk("VALARM")
    assert [a.decoded("trigger") for a in alarms] == [timedelta(days=-14), timedelta(days=-3)]
    assert {str(a["action"]) for a in alarms} == {"DISPLAY"}
    assert {str(a["description"]) for a in alarms} == {"Notice"}


def test_the_order_of_the_entries_makes_no_difference_to_the_bytes() -> None:
    entries = [one(uid=f"u{n}", on=DAY + timedelta(days=n % 3), title=f"T{n % 2}") for n in range(12)]
    there = calendar_bytes(entries, name="Renewals", as_of=AS_OF)
    assert calendar_bytes(entries[::-1], name="Renewals", as_of=AS_OF) == there
    days = [e.decoded("dtstart") for e in Calendar.from_ical(there).walk("VEVENT")]
    assert days == sorted(days)


@pytest.mark.parametrize(
    "text",
    [
        "Müller; Söhne, \\ “GmbH”",
        "a\nEND:VEVENT\nBEGIN:VEVENT",
        "x" * 300,
        "Żółw 🐢" * 30,
        '=cmd|"calc"!A0',
        "one\ntwo",
    ],
)
def test_a_text_comes_back_as_it_was_and_starts_no_line_of_its_own(text: str) -> None:
    (event,) = events(one(title=text, text=text))
    assert str(event["summary"]) == text
    assert str(event["description"]) == text


def test_what_a_calendar_may_not_hold_is_left_out() -> None:
    (event,) = events(one(title="a\x00b\x1bc\u202ed\ud800e\r\nf"))
    assert str(event["summary"]) == "a b c d e\nf"


@given(st.text(max_size=200))
def test_no_text_breaks_the_file(text: str) -> None:
    data = calendar_bytes([one(title=text, text=text)], name=text, as_of=AS_OF)
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert len(re.findall(rb"^BEGIN:VEVENT\r$", data, re.MULTILINE)) == 1
    assert read_back(data, "SUMMARY") == plain(text)


@pytest.mark.parametrize("text", ["C:\\New\\notes", "\\N", "\\n", "\\\\n", "a\\;b\\,c", "\\"])
def test_a_backslash_is_no_line_break(text: str) -> None:
    data = calendar_bytes([one(title=text)], name="", as_of=AS_OF)
    assert read_back(data, "SUMMARY") == text


def read_back(data: bytes, name: str) -> str:
    """The value of the first property of that name, as RFC 5545 reads it."""
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    value = next(line.removeprefix(f"{name}:") for line in lines if line.startswith(f"{name}:"))
    return re.sub(r"\\(.)", lambda mark: "\n" if mark[1] in "nN" else mark[1], value)
