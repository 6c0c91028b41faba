"""A series tells of each period what a waterfall of it alone tells."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.ledger import Values
from csdesk.domain.revenue.movements import Movement
from csdesk.domain.revenue.retention import grr, nrr
from csdesk.domain.revenue.series import series
from csdesk.domain.revenue.timeline import lived
from csdesk.domain.revenue.waterfall import waterfall
from csdesk.domain.subscriptions import OrderKind, Period
from tests.domain.revenue.books import DAYS, Drawn, contracts, lines_of
from tests.domain.revenue.contracts import day, decision, line, monthly, step, subscription
from tests.trials import trials


@trials(40)
@given(drawn=contracts(), days=st.sets(DAYS, min_size=2, max_size=6))
def test_a_series_is_its_waterfalls(drawn: Drawn, days: set[date]) -> None:
    ends = sorted(days)
    periods = [(a + timedelta(days=1), b) for a, b in pairwise(ends)]
    lines = lived(lines_of(drawn))
    nobody: Values = {}
    (told,) = series(lines, periods, [[nobody] * len(periods)])
    for (first, last), made in zip(periods, told, strict=True):
        w = waterfall(lived(lines_of(drawn)), first, last)
        whole = made.get(None)
        assert (whole is None) == (not lines)
        if whole:
            assert (whole.opening, whole.closing, whole.unknown) == (w.opening, w.closing, w.unknown)
            assert {k: whole.total([k]) for k in Movement} == {k: w.total([k]) for k in Movement}
            assert (whole.nrr, whole.grr) == (nrr(w), grr(w))


def test_what_turns_into_a_credit_is_lost_no_more_than_once() -> None:
    sold = line(monthly("2024-01-01"), step("2024-01-01", 100), step("2025-01-10", -20))
    period = (date(2025, 1, 1), date(2025, 1, 31))
    everybody: Values = {}
    ((told,),) = series(lived([sold]), [period], [[everybody]])
    assert told[None].grr == grr(waterfall(lived([sold]), *period)) == 0


def test_an_account_left_with_credits_once_an_unknown_line_ended_is_no_longer_in_the_cohort() -> None:
    unknown, credit = monthly(cancelled="2025-02-15"), monthly(id="s2")
    lines = lived([line(unknown, step("2025-06-01", 900)), line(credit, step("2025-01-01", -300, of="s2"))])
    months = [(day("2025-02-01"), day("2025-02-28")), (day("2025-03-01"), day("2025-03-31"))]
    nobody: Values = {}
    (told,) = series(lines, months, [[nobody] * 2])
    for (first, last), made in zip(months, told, strict=True):
        w = waterfall(lines, first, last)
        assert (made[None].cohort, made[None].nrr) == (sum(a.opening.mrr for a in w.cohort), nrr(w))


def test_a_customer_that_keeps_its_one_product_is_kept_at_what_it_pays_now() -> None:
    sold = line(monthly("2024-01-01"), step("2024-01-01", 100, "10"), step("2025-01-10", 90, "8"))
    ((told,),) = series(lived([sold]), [(day("2025-01-01"), day("2025-01-31"))], [[{}]])
    bars = told[None]
    assert (bars.nrr, bars.grr) == (Fraction(9, 10), Fraction(9, 10))
    assert bars.closing == 90
    assert bars.residual == 0
    assert bars.movements == {Movement.DOWNGRADE_QUANTITY: 20, Movement.UPGRADE_PRICE: 10}


def test_a_customer_that_moves_to_another_product_loses_the_one_and_adds_the_other() -> None:
    old = line(monthly("2024-01-01", cancelled="2025-01-10"), step("2024-01-01", 100))
    new = line(monthly("2025-01-10", id="s2", product="p2"), step("2025-01-10", 150, of="s2"))
    ((told,),) = series(lived([old, new]), [(day("2025-01-01"), day("2025-01-31"))], [[{}]])
    assert told[None].movements == {Movement.LOST_PRODUCT: 100, Movement.ADD_ON: 150}


def test_the_same_amount_for_a_longer_term_is_less_a_month() -> None:
    """1,200 for the twelve months of 2024 are 100 a month, 1,200 for the 24 months after them 50."""
    term = subscription("2024-01-01", "2026-12-31", period=Period.TERM)
    renewed = decision("2024-12-31", Outcome.RENEWED, "2024-12-01")
    sold = line(term, step("2024-01-01", 1200), step("2025-01-01", 1200), decisions=(renewed,))
    ((told,),) = series(lived([sold]), [(day("2025-01-01"), day("2025-01-31"))], [[{}]])
    assert told[None].opening == 100
    assert told[None].closing == 50
    assert told[None].movements == {Movement.DOWNGRADE_PRICE: 50}


def test_what_becomes_read_only_is_an_archive() -> None:
    sold = line(
        monthly("2024-01-01"), step("2024-01-01", 100), step("2025-01-10", 30, kind=OrderKind.ARCHIVE)
    )
    ((told,),) = series(lived([sold]), [(day("2025-01-01"), day("2025-01-31"))], [[{}]])
    assert told[None].movements == {Movement.ARCHIVE: 70}


def test_an_amount_that_is_known_only_later_is_unknown_before() -> None:
    sold = line(monthly("2024-01-01"), step("2025-01-10", 100))
    ((told,),) = series(lived([sold]), [(day("2025-01-01"), day("2025-01-31"))], [[{}]])
    assert told[None].known_opening is None
    assert told[None].known_closing == 100
    assert told[None].unknown == 1


def test_what_costs_nothing_at_first_comes_when_it_is_paid_for() -> None:
    sold = line(monthly("2024-01-01"), step("2024-01-01", 0), step("2025-01-10", 100))
    ((told,),) = series(lived([sold]), [(day("2025-01-01"), day("2025-01-31"))], [[{}]])
    assert told[None].movements == {Movement.NEW: 100}
    assert (told[None].accounts, told[None].opening_accounts, told[None].closing_accounts) == (1, 0, 1)


def test_a_quantity_below_0_that_falls_further_sells_more() -> None:
    """Minus 10 for 100 are minus 20 for 200 at the old price; that the price is 100 still makes it 100 cheaper."""
    sold = line(monthly("2024-01-01"), step("2024-01-01", 100, "-10"), step("2025-01-10", 100, "-20"))
    ((told,),) = series(lived([sold]), [(day("2025-01-01"), day("2025-01-31"))], [[{}]])
    assert told[None].movements == {Movement.UPGRADE_QUANTITY: 100, Movement.DOWNGRADE_PRICE: 100}
