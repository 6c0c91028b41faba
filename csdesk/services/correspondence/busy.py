"""Busy times: what a calendar file takes of the days of a week, or of the year ahead."""

from datetime import date, timedelta
from pathlib import Path

from csdesk.domain.periods import Days, monday_of
from csdesk.exchange.calendar_in import ReadCalendar, read_busy
from csdesk.services.correspondence.mail_in import own_addresses
from csdesk.store.book import Book

AHEAD = 400
"""So many days from the Monday of this week are kept of a calendar."""


def busy_in_week(book: Book, path: Path, start: date) -> ReadCalendar:
    """What a calendar takes of the week that is planned from a day. Raises: FileMissing, CalendarUnreadable …"""
    monday = monday_of(start)
    days = Days(monday, monday + timedelta(days=13))  # from a weekend it is the next week
    return read_busy(path, days, own=own_addresses(book))


def busy_ahead(book: Book, path: Path, today: date) -> ReadCalendar:
    """What a calendar takes of the days to come, to be kept. Raises: FileMissing, CalendarUnreadable …"""
    monday = monday_of(today)
    return read_busy(path, Days(monday, monday + timedelta(days=AHEAD)), own=own_addresses(book))
