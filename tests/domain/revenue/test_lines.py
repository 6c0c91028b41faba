"""A line is a subscription with its steps and its decisions: what it costs on a day, exactly."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.money import amount_text
from csdesk.domain.periods import term_end
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.lines import known_by
from csdesk.domain.subscriptions import Period
from tests.domain.revenue.contracts import day, decision, line, step, subscription


@pytest.mark.parametrize(
    ("period", "mrr"),
    [(Period.MONTH, 240000), (Period.QUARTER, 80000), (Period.YEAR, 20000), (Period.TERM, 10000)],
)
def test_an_amount_is_brought_to_a_month(period: Period, mrr: int) -> None:
    two_years = line(subscription("2025-01-01", "2026-12-31", period=period), step("2025-01-01", 240000))
    assert two_years.mrr_on(day("2025-06-01")) == mrr
    assert two_years.arr_on(day("2025-06-01")) == 12 * mrr


def test_financiality_pays_2416_67_a_month() -> None:
    financiality = line(subscription("2025-06-30", None), step("2025-06-30", 2_900_000))
    mrr, arr = financiality.mrr_on(day("2025-09-08")), financiality.arr_on(day("2025-09-08"))
    assert mrr == Fraction(2_900_000, 12)
    assert amount_text(mrr, "USD") == "2416.67"
    assert arr == 2_900_000


def test_two_million_for_two_years_is_an_arr_of_one_million() -> None:
    term = line(subscription("2025-01-01", "2026-12-31", period=Period.TERM), step("2025-01-01", 200_000_000))
    assert term.arr_on(day("2025-01-01")) == 100_000_000


def test_an_amount_is_not_known_before_its_first_step() -> None:
    known_late = line(subscription("2024-01-01"), step("2025-11-24", 1200))
    assert known_late.mrr_on(day("2025-11-23")) is None
    assert known_late.mrr_on(day("2025-11-24")) == 100


def test_of_two_steps_from_one_day_the_later_entered_holds() -> None:
    twice = line(subscription(), step("2025-01-01", 1200), step("2025-01-01", 2400))
    assert twice.mrr_on(day("2025-01-01")) == 200


def test_a_whole_term_of_unknown_length_has_no_monthly_amount() -> None:
    unknown = line(subscription(None, "2025-12-31", period=Period.TERM), step("2025-01-01", 1200))
    assert unknown.mrr_on(day("2025-06-01")) is None


@given(
    start=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    months=st.integers(1, 60),
    amount=st.integers(0, 10**12),
)
def test_the_months_of_a_term_add_up_to_its_price(start: date, months: int, amount: int) -> None:
    sub = subscription(start.isoformat(), term_end(start, months).isoformat(), period=Period.TERM)
    mrr = line(sub, step(start.isoformat(), amount)).mrr_on(start)
    assert mrr is not None
    assert mrr * months == amount


def test_a_term_that_was_renewed_in_place_is_priced_by_the_term_in_which_its_amount_began() -> None:
    renewed = line(
        subscription("2023-01-01", "2025-12-31", period=Period.TERM),
        step("2023-01-01", 240_000),
        step("2025-01-01", 144_000),
        decisions=(decision("2024-12-31", Outcome.RENEWED, "2024-11-01"),),
    )
    assert renewed.mrr_on(day("2024-06-01")) == 10_000
    assert renewed.mrr_on(day("2025-06-01")) == 12_000
    assert renewed.term is not None
    assert (renewed.term.months, renewed.renewed_on) == (12, [day("2024-12-31")])


def test_before_it_was_renewed_in_place_a_term_ended_where_it_ended_then() -> None:
    renewed = line(
        subscription("2024-01-01", "2025-12-31"),
        decisions=(decision("2024-12-31", Outcome.RENEWED, "2024-11-01"),),
    )
    assert known_by(renewed, day("2024-10-31")).subscription.end == day("2024-12-31")
    assert known_by(renewed, day("2024-11-01")).subscription.end == day("2025-12-31")


def test_a_line_renewed_each_year_is_priced_by_its_year() -> None:
    old = line(
        subscription("2019-01-01", "2025-12-31", period=Period.TERM, term_months=12), step("2019-01-01", 1200)
    )
    assert old.mrr_on(day("2025-06-01")) == 100
    assert old.renewed_on[0] == day("2019-12-31")
    assert len(old.renewed_on) == 6
