"""Periods: months keep their day, terms end the day before the next begins."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.periods import (
    Days,
    Each,
    add_months,
    each_in,
    fiscal_quarter_start,
    is_workday,
    monday_of,
    months_of_term,
    quarter_name,
    term_end,
    workday_on_or_after,
)

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
        (date(2025, 1, 15), -13, date(2023, 12, 15)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last_of_the_month(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@given(DAYS, st.integers(-600, 600))
def test_adding_months_moves_the_month_by_just_so_many(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@given(DAYS, st.integers(1, 120))
def test_a_term_has_the_months_it_was_made_of(start: date, months: int) -> None:
    assert months_of_term(start, term_end(start, months)) == months


@given(DAYS, st.integers(1, 120), st.integers(-10, 10))
def test_a_term_that_is_a_few_days_off_has_the_nearest_months(start: date, months: int, off: int) -> None:
    assert months_of_term(start, term_end(start, months) + timedelta(days=off)) == months


@given(DAYS)
def test_a_week_begins_on_its_monday(day: date) -> None:
    monday = monday_of(day)
    assert monday.weekday() == 0
    assert day in Days(monday, monday + timedelta(days=6))


@given(DAYS)
def test_the_working_day_on_or_after_is_the_first(day: date) -> None:
    found = workday_on_or_after(day)
    assert is_workday(found)
    assert not any(is_workday(day + timedelta(days=n)) for n in range((found - day).days))


def test_holidays_are_no_working_days() -> None:
    christmas = frozenset({date(2025, 12, 25), date(2025, 12, 26)})
    assert not is_workday(date(2025, 12, 25), christmas)
    assert is_workday(date(2025, 12, 29), christmas)


def test_days_are_counted_with_both_ends() -> None:
    assert Days(date(2025, 11, 24), date(2025, 11, 30)).count == 7
    assert date(2025, 11, 30) in Days(date(2025, 11, 24), date(2025, 11, 30))
    assert date(2025, 12, 1) not in Days(date(2025, 11, 24), date(2025, 11, 30))


@pytest.mark.parametrize(
    ("text", "name", "first"),
    [
        ("2025-01-01", "2025-Q1", "2025-01-01"),
        ("2025-03-31", "2025-Q1", "2025-01-01"),
        ("2025-04-01", "2025-Q2", "2025-04-01"),
        ("2024-12-31", "2024-Q4", "2024-10-01"),
    ],
)
def test_a_quarter_has_a_name_and_a_first_day(text: str, name: str, first: str) -> None:
    day = date.fromisoformat(text)
    assert (quarter_name(day), fiscal_quarter_start(day).isoformat()) == (name, first)


@given(first=DAYS, long=st.integers(0, 900), each=st.sampled_from(list(Each)), begins=st.integers(1, 12))
def test_the_parts_of_a_period_follow_each_other_and_leave_nothing_out(
    first: date, long: int, each: Each, begins: int
) -> None:
    last = first + timedelta(days=long)
    parts = list(each_in(first, last, each, begins))
    assert (parts[0][0], parts[-1][1]) == (first, last)
    for (begin, end), (after, _) in pairwise(parts):
        assert begin <= end == after - timedelta(days=1)
        assert after.day == 1
        assert (after.month - begins) % each.value == 0


def test_quarters_follow_the_fiscal_year() -> None:
    parts = list(each_in(date(2025, 1, 15), date(2025, 5, 2), Each.QUARTER, 2))
    assert [begin for begin, _ in parts] == [date(2025, 1, 15), date(2025, 2, 1), date(2025, 5, 1)]


def test_before_it_begins_a_period_has_no_parts() -> None:
    assert list(each_in(date(2025, 2, 1), date(2025, 1, 31), Each.MONTH)) == []
