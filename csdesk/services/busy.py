"""Busy times: what a calendar file takes of the days of a week, or of the year ahead."""

from datetime import date, timedelta
from pathlib import Path

from csdesk.domain.periods import Days, monday_of
from csdesk.exchange.calendar_in import ReadCalendar, read_busy

AHEAD = 400
"""So many days from the Monday of this week are kept of a calendar."""


def busy_in_week(path: Path, start: date) -> ReadCalendar:
    """What a calendar takes of the week that is planned from a day. Raises: FileMissing, CalendarUnreadable …"""
    monday = monday_of(start)
    return read_busy(path, Days(monday, monday + timedelta(days=13)))  # from a weekend it is the next week


def busy_ahead(path: Path, today: date) -> ReadCalendar:
    """What a calendar takes of the days to come, to be kept. Raises: FileMissing, CalendarUnreadable …"""
    monday = monday_of(today)
    return read_busy(path, Days(monday, monday + timedelta(days=AHEAD)))
