"""A term is the run of days that a line is sold for; at its last day a renewal is due."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.periods import add_months, term_end
from csdesk.domain.revenue.notice import notice_of
from csdesk.domain.revenue.terms import term_between, term_of
from csdesk.domain.subscriptions import Period
from tests.domain.revenue.contracts import day, monthly, subscription

DAYS = st.dates(date(1990, 1, 1), date(2150, 12, 31))


def test_a_written_end_is_the_last_day_of_the_term() -> None:
    term = term_of(subscription("2025-01-01", "2025-12-31"))
    assert term is not None
    assert (term.end, term.months, term.assumed) == (day("2025-12-31"), 12, False)


@pytest.mark.parametrize(
    ("period", "end"),
    [(Period.QUARTER, "2025-03-31"), (Period.YEAR, "2025-12-31"), (Period.TERM, "2025-12-31")],
)
def test_a_missing_end_is_one_period_and_said_to_be_assumed(period: Period, end: str) -> None:
    term = term_of(subscription("2025-01-01", None, period=period))
    assert term is not None
    assert (term.end, term.assumed) == (day(end), True)


def test_month_to_month_has_no_term() -> None:
    assert term_of(monthly()) is None


def test_a_line_without_start_and_end_has_no_term() -> None:
    assert term_of(subscription(None, None)) is None


def test_an_unconfirmed_term_is_assumed() -> None:
    term = term_of(subscription(term_confirmed=False))
    assert term is not None
    assert term.assumed


def test_a_term_from_the_31st_keeps_its_anchor_day_through_short_months() -> None:
    term = term_between(day("2025-01-31"), day("2025-02-27"))
    assert [term.nth_end(n) for n in range(4)] == [
        day("2025-02-27"),
        day("2025-03-30"),
        day("2025-04-29"),
        day("2025-05-30"),
    ]


def test_a_term_from_a_leap_day_ends_on_the_27th_and_comes_back() -> None:
    term = term_between(day("2024-02-29"), day("2025-02-27"))
    assert term.months == 12
    assert term.nth_end(3) == day("2028-02-28")


def test_a_crooked_term_rolls_from_its_own_end() -> None:
    term = term_between(day("2024-03-10"), day("2025-03-31"))
    assert [term.nth_end(n) for n in range(3)] == [day("2025-03-31"), day("2026-03-31"), day("2027-03-31")]


@pytest.mark.parametrize(("months", "years"), [(10, 1), (17, 1), (18, 1), (19, 2), (30, 2), (31, 3), (42, 3)])
def test_a_crooked_term_renews_by_the_nearest_years_and_by_the_fewer_of_two_as_near(
    months: int, years: int
) -> None:
    start = day("2024-03-10")
    term = term_between(start, term_end(start, months) + timedelta(days=2))
    assert (term.months, term.terms, term.every) == (months, 0, 12 * years)
    assert term_between(start, term_end(start, months)).every == months


def test_for_ever_is_an_end_that_is_never_reached() -> None:
    term = term_between(day("2024-01-01"), date.max)
    assert term.end_on_or_after(day("2025-11-24")) == date.max


@given(start=DAYS, months=st.integers(1, 60), on=DAYS)
def test_every_day_falls_into_one_term_whatever_its_length(start: date, months: int, on: date) -> None:
    term = term_between(start, term_end(start, months))
    assert term.months == months
    found = term.end_on_or_after(on)
    assert found >= on or found == term.end
    if found > term.end:
        n = next(n for n in range(1, 2000) if term.nth_end(n) == found)
        assert term.nth_end(n - 1) < on


@given(start=DAYS, months=st.integers(1, 60))
def test_terms_follow_each_other_without_gap(start: date, months: int) -> None:
    term = term_between(start, term_end(start, months))
    ends = list(term.ends(start, add_months(start, months * 4)))
    assert ends[0] == term.end
    assert len(ends) == 4
    for one, two in pairwise(ends):
        assert two == term_end(start, months * (ends.index(two) + 1))
        assert one + timedelta(days=1) == add_months(start, months * (ends.index(one) + 1))


def test_notice_counts_calendar_days_back_from_the_due_day_which_is_not_counted() -> None:
    notice = notice_of(day("2026-01-31"), 60)
    assert (notice.theirs, notice.on, notice.moved) == (day("2025-12-02"), day("2025-12-02"), 0)


def test_at_a_weekend_we_act_on_the_friday_and_they_still_have_until_the_day_itself() -> None:
    notice = notice_of(day("2025-12-31"), 60)
    assert notice.theirs == day("2025-11-01")  # a Saturday
    assert notice.on == day("2025-10-31")
    assert (notice.due_on, notice.days, notice.moved) == (day("2025-12-31"), 60, 1)


def test_without_days_of_notice_the_due_day_is_the_deadline() -> None:
    assert notice_of(day("2025-12-31"), 0).theirs == day("2025-12-31")


@given(due=DAYS, days=st.integers(0, 400))
def test_the_day_to_act_is_a_working_day_and_never_after_the_deadline(due: date, days: int) -> None:
    notice = notice_of(due, days)
    assert notice.on.weekday() < 5
    assert 0 <= notice.moved <= 2
    assert (due - notice.theirs).days == days


def test_a_line_renewed_each_year_since_long_ago_renews_by_the_length_that_was_said() -> None:
    term = term_between(day("2019-03-15"), day("2025-12-31"), months=18)
    assert term.nth_end(1) == day("2027-06-30")
    yearly = term_between(day("2019-03-15"), day("2021-12-31"), months=12)
    assert yearly.earlier_ends(day("2019-03-15")) == [day("2019-12-31"), day("2020-12-31")]


def test_terms_from_the_31st_that_were_written_as_one_span_end_where_each_of_them_does() -> None:
    start = day("2022-12-31")
    one, two = (term_between(start, day(end), months=3) for end in ("2023-03-30", "2023-06-29"))
    ends = [day(d) for d in ("2023-09-29", "2023-12-30", "2024-03-30", "2024-06-29")]
    assert [two.nth_end(n) for n in range(1, 5)] == ends
    assert [one.nth_end(n) for n in range(2, 6)] == ends
    assert two.earlier_ends(start) == [day("2023-03-30")]


def test_a_leap_day_comes_back_in_terms_that_were_written_as_one_span() -> None:
    four = term_between(day("2024-02-29"), day("2028-02-28"), months=12)
    assert four.earlier_ends(day("2024-02-29")) == [day(f"{y}-02-27") for y in (2025, 2026, 2027)]
    assert four.nth_end(1) == day("2029-02-27")
    assert four.nth_end(4) == day("2032-02-28")
