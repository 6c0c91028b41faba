"""Fiscal years: twelve whole months from the month in which they begin, with quarters that fill them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.periods import add_months, fiscal_quarter_start, year_start
from csdesk.ui.numbers.spans import Span, days_of, words_of

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))


@given(DAYS, st.integers(1, 12))
def test_a_day_lies_in_its_year_and_the_day_before_the_year_in_the_one_before(day: date, month: int) -> None:
    begin = year_start(day, month)
    assert (begin.month, begin.day) == (month, 1)
    assert begin <= day < add_months(begin, 12)
    assert year_start(begin - timedelta(days=1), month) == add_months(begin, -12)


@given(DAYS, st.integers(1, 12))
def test_four_quarters_fill_the_year(day: date, month: int) -> None:
    begin, quarter = year_start(day, month), fiscal_quarter_start(day, month)
    assert quarter in [add_months(begin, n) for n in (0, 3, 6, 9)]
    assert quarter <= day < add_months(quarter, 3)


@given(DAYS)
def test_a_year_that_begins_in_january_is_the_calendar_s(day: date) -> None:
    assert (year_start(day), fiscal_quarter_start(day)) == (
        date(day.year, 1, 1),
        date(day.year, 3 * ((day.month - 1) // 3) + 1, 1),
    )


@given(DAYS, st.integers(1, 12))
def test_last_year_ends_on_the_day_before_this_one(day: date, month: int) -> None:
    first, last = days_of(Span.LAST_YEAR, day, month)
    this, until = days_of(Span.YEAR, day, month)
    assert last + timedelta(days=1) == this <= until == day
    assert add_months(first, 12) == this
    _, before = days_of(Span.LAST_QUARTER, day, month)
    assert before + timedelta(days=1) == days_of(Span.QUARTER, day, month)[0]


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 3, 31), date(2024, 4, 1), date(2025, 3, 31)),
        (date(2026, 4, 1), date(2025, 4, 1), date(2026, 3, 31)),
        (date(2024, 2, 29), date(2022, 4, 1), date(2023, 3, 31)),
    ],
)
def test_a_year_from_april(day: date, first: date, last: date) -> None:
    assert days_of(Span.LAST_YEAR, day, 4) == (first, last)
    assert words_of(Span.LAST_YEAR, 4) == "Last fiscal year"
    assert words_of(Span.QUARTER, 1) == "This quarter so far"
