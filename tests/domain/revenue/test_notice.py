"""Notice in working days: counted back from the last day, over weekends, days off, leap days and year ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.periods import is_workday
from csdesk.domain.revenue.arithmetic import Part, deadline_parts, in_words
from csdesk.domain.revenue.notice import LONGEST_NOTICE, notice_of, possible_notice
from csdesk.domain.subscriptions import NoticeCount
from tests.domain.revenue.contracts import day

ONE = timedelta(days=1)
WORKING = NoticeCount.WORKING
CHRISTMAS = {day("2025-12-25"): "Christmas Day", day("2025-12-26"): "Boxing Day"}
DAYS = st.dates(date(2019, 1, 1), date(2033, 12, 31))


@st.composite
def due_and_off(draw: st.DrawFn) -> tuple[date, dict[date, str]]:
    """A last day of a term, and days off around it."""
    due = draw(DAYS)
    back = draw(st.lists(st.integers(-30, 200), max_size=12))
    return due, {due - timedelta(days=n): f"Day {n}" for n in back}


@pytest.mark.parametrize(
    ("due_on", "days", "theirs"),
    [
        ("2025-12-31", 1, "2025-12-30"),  # a Wednesday: the day before it
        ("2025-12-31", 5, "2025-12-24"),
        ("2025-12-31", 30, "2025-11-19"),
        ("2025-11-30", 1, "2025-11-28"),  # a Sunday: the Friday before it
        ("2024-03-01", 1, "2024-02-29"),
        ("2023-03-01", 1, "2023-02-28"),
        ("2026-01-02", 3, "2025-12-30"),  # over a year end
        ("2025-03-31", 1, "2025-03-28"),  # clocks change between
        ("2025-10-27", 1, "2025-10-24"),
        ("2025-12-31", 0, "2025-12-31"),
    ],
)
def test_working_days_are_counted_back_without_weekends(due_on: str, days: int, theirs: str) -> None:
    assert notice_of(day(due_on), days, WORKING).theirs == day(theirs)


def test_days_off_do_not_count_and_nobody_acts_on_them() -> None:
    assert notice_of(day("2025-12-31"), 5, WORKING, CHRISTMAS).theirs == day("2025-12-22")
    calendar = notice_of(day("2025-12-31"), 5, None, CHRISTMAS)
    assert (calendar.theirs, calendar.on, calendar.off) == (
        day("2025-12-26"),
        day("2025-12-24"),
        "Boxing Day",
    )


def test_a_notice_that_nobody_said_the_counting_of_is_counted_in_calendar_days() -> None:
    due = day("2025-12-31")
    assert notice_of(due, 30) == notice_of(due, 30, NoticeCount.CALENDAR)
    assert notice_of(due, 30).theirs == due - timedelta(days=30)


@given(due_and_off(), st.integers(0, 120))
def test_so_many_working_days_lie_between_the_notice_and_the_end(
    given_: tuple[date, dict[date, str]], days: int
) -> None:
    due, off = given_
    notice = notice_of(due, days, WORKING, off)
    between = [notice.theirs + n * ONE for n in range((due - notice.theirs).days)]
    assert sum(is_workday(d, off) for d in between) == days
    assert days == 0 or is_workday(notice.theirs, off)


@given(due_and_off(), st.integers(0, 120))
def test_working_days_never_allow_more_time_than_calendar_days(
    given_: tuple[date, dict[date, str]], days: int
) -> None:
    due, off = given_
    working, calendar = notice_of(due, days, WORKING, off), notice_of(due, days, None, off)
    assert working.theirs <= calendar.theirs
    assert working.on <= calendar.on
    assert notice_of(due, days, WORKING, off).theirs <= notice_of(due, days, WORKING).theirs


@given(due_and_off(), st.integers(0, 120), st.sampled_from(NoticeCount))
def test_the_day_to_act_is_the_last_working_day_up_to_the_deadline(
    given_: tuple[date, dict[date, str]], days: int, counted: NoticeCount
) -> None:
    due, off = given_
    notice = notice_of(due, days, counted, off)
    assert is_workday(notice.on, off)
    later = [notice.on + n * ONE for n in range(1, notice.moved + 1)]
    assert not any(is_workday(d, off) for d in later)


@given(due_and_off(), st.integers(0, 120), st.integers(0, 20))
def test_a_longer_notice_is_never_due_later(
    given_: tuple[date, dict[date, str]], days: int, more: int
) -> None:
    due, off = given_
    shorter, longer = notice_of(due, days, WORKING, off), notice_of(due, days + more, WORKING, off)
    assert longer.theirs <= shorter.theirs
    assert more == 0 or longer.theirs < shorter.theirs


@given(due_and_off(), st.integers(0, 120), st.sampled_from(NoticeCount))
def test_the_arithmetic_leads_from_each_day_to_the_next(
    given_: tuple[date, dict[date, str]], days: int, counted: NoticeCount
) -> None:
    due, off = given_
    notice = notice_of(due, days, counted, off)
    at = None
    for part in deadline_parts(notice):
        if part.days is not None:
            assert at is not None
            at += timedelta(days=part.days)
        else:
            assert at is None or part.day == at
            at = part.day
    assert at == notice.on


def test_the_arithmetic_names_what_did_not_count() -> None:
    notice = notice_of(day("2025-12-31"), 5, WORKING, CHRISTMAS)
    assert deadline_parts(notice) == [
        Part("Last day of the term", day("2025-12-31")),
        Part("Notice, working days", days=-5),
        Part("Weekends between", days=-2),
        Part("Days off: Christmas Day, Boxing Day", days=-2),
        Part("Last day to give notice", day("2025-12-22")),
        Part("Act by", day("2025-12-22")),
    ]
    assert in_words(notice) == (
        "31 Dec 2025 less 5 working days is Monday 22 Dec 2025. "
        "2 days of weekends and 2 days off (Christmas Day, Boxing Day) between them do not count."
    )


def test_the_arithmetic_says_why_a_deadline_is_acted_on_earlier() -> None:
    notice = notice_of(day("2025-12-31"), 6, None, CHRISTMAS)
    assert in_words(notice) == (
        "31 Dec 2025 less 6 calendar days is Thursday 25 Dec 2025, a day off (Christmas Day); "
        "the working day before it is 24 Dec 2025."
    )
    assert Part("Falls on a day off, Christmas Day", days=-1) in deadline_parts(notice)
    saturday = notice_of(day("2025-12-31"), 60)
    assert Part("Falls on a Saturday", days=-1) in deadline_parts(saturday)


@pytest.mark.parametrize(("days", "possible"), [(None, True), (0, True), (LONGEST_NOTICE, True), (-1, False)])
def test_no_notice_is_negative(days: int | None, possible: bool) -> None:
    assert possible_notice(days) is possible
    assert not possible_notice(LONGEST_NOTICE + 1)


def test_a_day_off_on_the_last_day_of_the_term_is_none_that_was_skipped() -> None:
    """Five working days before Thursday 25 December: 24, 23, 22, 19 and 18; two days of the weekend do not count."""
    christmas = {date(2025, 12, 25): "Christmas"}
    found = notice_of(date(2025, 12, 25), 5, NoticeCount.WORKING, christmas)
    assert (found.theirs, found.skipped, found.weekend) == (date(2025, 12, 18), (), 2)
