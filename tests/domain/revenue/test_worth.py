"""What a contract is worth: a month, a year, over its term."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.periods import term_end
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.worth import longer_than_a_year, worth_of
from csdesk.domain.subscriptions import Period, Subscription
from tests.domain.revenue.contracts import day, monthly, step, subscription


def two_years(period: Period) -> Subscription:
    return subscription("2026-01-01", "2027-12-31", period=period)


@pytest.mark.parametrize(
    ("period", "arr", "tcv"),
    [
        (Period.TERM, 1_000_000, 2_000_000),
        (Period.YEAR, 2_000_000, 4_000_000),
        (Period.QUARTER, 8_000_000, 16_000_000),
    ],
)
def test_two_million_for_two_years_is_a_million_a_year_if_it_is_for_the_term(
    period: Period, arr: int, tcv: int
) -> None:
    worth = worth_of(Line(two_years(period), (step("2026-01-01", 2_000_000),)))
    assert worth is not None
    assert [worth.arr, worth.tcv, worth.months] == [arr, tcv, 24]
    assert worth.mrr == Fraction(arr, 12)


def test_only_a_term_longer_than_a_year_is_a_question() -> None:
    assert longer_than_a_year(Line(two_years(Period.YEAR)))
    assert not longer_than_a_year(Line(subscription("2026-01-01", "2026-12-31")))
    assert not longer_than_a_year(Line(monthly("2026-01-01")))


def test_a_step_ahead_counts_from_its_month_on() -> None:
    line = Line(two_years(Period.YEAR), (step("2026-01-01", 600_000), step("2027-01-01", 630_000)))
    worth = worth_of(line)
    assert worth is not None
    assert [worth.arr, worth.tcv] == [600_000, 1_230_000]
    assert worth.changes == ((day("2027-01-01"), Fraction(630_000, 12)),)


def test_by_the_month_there_is_no_total_and_a_fee_has_only_that() -> None:
    worth = worth_of(Line(monthly("2026-01-31"), (step("2026-01-31", 10_000),)))
    assert worth is not None
    assert [worth.mrr, worth.tcv] == [10_000, None]
    fee = worth_of(Line(subscription("2026-01-01", None, recurring=False), (step("2026-01-01", 1_500_000),)))
    assert fee is not None
    assert [fee.mrr, fee.arr, fee.tcv] == [None, None, 1_500_000]


def test_without_an_amount_nothing_is_said() -> None:
    assert worth_of(Line(subscription())) is None


def test_a_month_that_is_cut_off_counts_by_its_days() -> None:
    line = Line(subscription("2026-01-01", "2026-04-15", period=Period.MONTH), (step("2026-01-01", 30_000),))
    worth = worth_of(line)
    assert worth is not None
    assert worth.tcv == 3 * 30_000 + 30_000 * Fraction(15, 30)


@given(
    st.dates(min_value=day("1999-01-01"), max_value=day("2060-12-31")),
    st.integers(1, 60),
    st.integers(0, 10**9),
    st.sampled_from(list(Period)),
)
def test_a_term_of_whole_months_is_worth_so_many_times_its_mrr(
    start: object, months: int, amount: int, period: Period
) -> None:
    first = day(str(start))
    sub = subscription(first.isoformat(), term_end(first, months).isoformat(), period=period)
    worth = worth_of(Line(sub, (step(first.isoformat(), amount),)))
    assert worth is not None
    assert worth.mrr is not None
    assert worth.months == months
    assert worth.tcv == worth.mrr * months


def test_a_term_that_is_a_day_longer_than_its_month_counts_that_day() -> None:
    line = Line(subscription("2026-01-01", "2026-02-01", period=Period.MONTH), (step("2026-01-01", 28_000),))
    worth = worth_of(line)
    assert worth is not None
    assert worth.tcv == 28_000 + Fraction(28_000, 28)


def test_a_price_that_changes_inside_a_month_counts_from_its_day() -> None:
    sub = subscription("2026-01-01", "2026-03-31", period=Period.MONTH)
    line = Line(sub, (step("2026-01-01", 28_000), step("2026-02-15", 56_000)))
    worth = worth_of(line)
    assert worth is not None
    assert worth.tcv == 28_000 + (14_000 + 28_000) + 56_000


@given(st.dates(date(2026, 1, 2), date(2027, 12, 31)), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_step_that_changes_nothing_changes_no_total(on: date, amount: int, more: int) -> None:
    plain = Line(two_years(Period.MONTH), (step("2026-01-01", amount),))
    same = Line(two_years(Period.MONTH), (*plain.steps, step(on.isoformat(), amount)))
    dearer = Line(two_years(Period.MONTH), (*plain.steps, step(on.isoformat(), amount + more)))
    totals = [w.tcv for line in (plain, same, dearer) if (w := worth_of(line)) and w.tcv is not None]
    assert totals[0] == totals[1]
    assert totals[0] <= totals[2] <= totals[0] + 24 * more
