"""Weeks and quarters at the turn of a year: by the calendar, one table."""

from datetime import date, timedelta

import pytest

from csdesk.domain.periods import monday_of
from csdesk.ui.numbers import spans as numbers
from csdesk.ui.renewals import spans as renewals


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        ("2020-12-31", "2020-12-28"),  # week 53 of 2020
        ("2021-01-03", "2020-12-28"),
        ("2021-01-04", "2021-01-04"),
        ("2024-12-30", "2024-12-30"),  # week 1 of 2025
        ("2026-12-31", "2026-12-28"),  # week 53 of 2026
        ("2027-01-01", "2026-12-28"),
        ("2028-02-29", "2028-02-28"),
    ],
)
def test_a_week_begins_on_its_monday_also_in_the_year_before(day: str, monday: str) -> None:
    assert monday_of(date.fromisoformat(day)) == date.fromisoformat(monday)


@pytest.mark.parametrize(
    ("today", "this", "following", "last"),
    [
        ("2025-11-24", "2025-10-01..2025-12-31", "2026-01-01..2026-03-31", "2025-07-01..2025-09-30"),
        ("2025-12-31", "2025-10-01..2025-12-31", "2026-01-01..2026-03-31", "2025-07-01..2025-09-30"),
        ("2026-01-01", "2026-01-01..2026-03-31", "2026-04-01..2026-06-30", "2025-10-01..2025-12-31"),
        ("2024-02-29", "2024-01-01..2024-03-31", "2024-04-01..2024-06-30", "2023-10-01..2023-12-31"),
        ("2024-06-30", "2024-04-01..2024-06-30", "2024-07-01..2024-09-30", "2024-01-01..2024-03-31"),
    ],
)
def test_quarters_are_those_of_the_calendar_across_years(
    today: str, this: str, following: str, last: str
) -> None:
    day = date.fromisoformat(today)

    def said(bounds: tuple[date, date]) -> str:
        return f"{bounds[0]}..{bounds[1]}"

    assert said(renewals.days_of(renewals.Span.THIS_QUARTER, day)) == this
    assert said(renewals.days_of(renewals.Span.NEXT_QUARTER, day)) == following
    assert said(numbers.days_of(numbers.Span.LAST_QUARTER, day)) == last
    assert numbers.days_of(numbers.Span.QUARTER, day) == (date.fromisoformat(this[:10]), day)


def test_on_every_day_of_eight_years_both_pages_mean_the_same_quarter_and_quarters_have_no_gap() -> None:
    day = date(2020, 1, 1)
    while day < date(2028, 1, 1):
        first, last = renewals.days_of(renewals.Span.THIS_QUARTER, day)
        after = renewals.days_of(renewals.Span.NEXT_QUARTER, day)[0]
        before = numbers.days_of(numbers.Span.LAST_QUARTER, day)[1]
        assert first <= day <= last
        assert numbers.days_of(numbers.Span.QUARTER, day)[0] == first
        assert (before, after) == (first - timedelta(days=1), last + timedelta(days=1))
        assert 90 <= (last - first).days + 1 <= 92
        day += timedelta(days=1)
