"""Converting brings an amount into one currency, with the rate in force on its day."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.errors import RateMissing
from csdesk.domain.rates import Rate, wrong_rate
from csdesk.domain.revenue.converting import Rates, rates_into
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.movements import Movement
from csdesk.domain.revenue.retention import grr, nrr
from csdesk.domain.revenue.timeline import lived
from csdesk.domain.revenue.waterfall import Waterfall, shown, waterfall
from csdesk.domain.subscriptions import OrderKind
from tests.domain.revenue.books import DAYS, FIRST, LAST, Drawn, contracts, lines_of
from tests.domain.revenue.contracts import day, line, monthly, step
from tests.trials import trials


def rate(text: str, on: str, of: str = "EUR", to: str = "USD") -> Rate:
    return Rate(id=f"{of}{to}{on}", from_currency=of, to_currency=to, on=day(on), rate=Decimal(text))


RISING = rates_into("USD", [rate("1.00", "2020-01-01"), rate("1.20", "2025-06-01")])
"""A euro is worth a dollar, and from June 2025 1.20."""


def euros(start: str, *steps: tuple[str, int], cancelled: str | None = None, **facts: str) -> Line:
    sub = monthly(start, cancelled=cancelled, currency="EUR", **facts)
    return line(sub, *(step(on, amount, of=facts.get("id", "s1")) for on, amount in steps))


def year(*lines: Line, worth: Rates = RISING) -> Waterfall:
    return waterfall(lived(lines), day("2025-01-01"), day("2025-12-31"), worth)


def moves(*lines: Line) -> dict[Movement, Fraction]:
    found = year(*lines)
    assert found.residual == 0
    return {m.kind: m.amount for a in found.accounts for m in a.moves}


def test_the_last_rate_on_or_before_the_day_holds() -> None:
    days = ("2020-01-01", "2025-05-31", "2025-06-01", "2030-01-01")
    assert [RISING.factor("EUR", day(d)) for d in days] == [1, 1, Fraction(6, 5), Fraction(6, 5)]


def test_before_the_first_rate_there_is_none_and_the_error_names_pair_and_day() -> None:
    with pytest.raises(RateMissing) as refused:
        RISING.factor("EUR", day("2019-12-31"))
    assert refused.value.facts["pair"] == "EUR/USD"
    assert refused.value.facts["day"] == date(2019, 12, 31)


def test_a_pair_told_the_other_way_round_is_turned_and_nothing_leads_over_a_third_currency() -> None:
    rates = rates_into("EUR", [rate("1.25", "2025-01-01"), rate("0.5", "2025-01-01", "CHF", "USD")])
    assert rates.factor("USD", day("2025-01-01")) == Fraction(4, 5)
    with pytest.raises(RateMissing):
        rates.factor("CHF", day("2025-01-01"))


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_rates_of_one_day_the_one_told_in_that_direction_counts(order: int) -> None:
    both = [rate("1.25", "2025-01-01"), rate("0.9", "2025-01-01", "USD", "EUR")]
    assert rates_into("EUR", both[::order]).factor("USD", day("2025-01-01")) == Fraction(9, 10)


def test_minor_units_of_currencies_differ() -> None:
    yen = rates_into("USD", [rate("0.01", "2025-01-01", "JPY")])
    assert 150 * yen.factor("JPY", day("2025-01-01")) == 150  # 150 yen are 1.50 dollars


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"of": "EURO"}, "From currency"),
        ({"to": "usd"}, "To currency"),
        ({"to": "EUR"}, "To currency"),
        ({"text": "0"}, "Rate"),
        ({"text": "-1"}, "Rate"),
        ({"text": "NaN"}, "Rate"),
    ],
)
def test_what_cannot_be_a_rate_is_named(facts: dict[str, str], field: str) -> None:
    wrong = wrong_rate(rate(facts.pop("text", "1"), "2025-01-01", **facts))
    assert wrong is not None
    assert wrong.field == field


def test_what_stayed_moves_by_the_rate_alone_and_is_no_expansion() -> None:
    found = year(euros("2024-01-01", ("2024-01-01", 100)))
    assert [found.opening, found.closing] == [100, 120]
    assert moves(euros("2024-01-01", ("2024-01-01", 100))) == {Movement.FX: 20}
    assert [nrr(found), grr(found)] == [1, 1]


def test_what_a_customer_who_stays_does_counts_at_the_openings_rates() -> None:
    grown = euros("2024-01-01", ("2024-01-01", 100), ("2025-03-01", 150))
    assert moves(grown) == {Movement.UPGRADE_PRICE: 50, Movement.FX: 30}
    assert nrr(year(grown)) == Fraction(150, 100)
    shrunk = euros("2024-01-01", ("2024-01-01", 100), ("2025-03-01", 40))
    assert moves(shrunk) == {Movement.DOWNGRADE_PRICE: 60, Movement.FX: 8}
    assert nrr(year(shrunk)) == Fraction(40, 100)


def test_a_customer_that_came_or_left_has_no_fx() -> None:
    assert moves(euros("2025-02-01", ("2025-02-01", 100))) == {Movement.NEW: 120}
    assert moves(euros("2024-01-01", ("2024-01-01", 100), cancelled="2025-08-01")) == {Movement.CHURN: 100}


def swapped(now: int) -> list[Line]:
    """100 euros for one plan, then `now` euros for another."""
    after = line(
        monthly("2025-07-01", id="s2", product="p2", currency="EUR"), step("2025-07-01", now, of="s2")
    )
    return [euros("2024-01-01", ("2024-01-01", 100), cancelled="2025-07-01"), after]


@pytest.mark.parametrize(("now", "fx"), [(100, 20), (50, 10), (150, 30)])
def test_a_plan_that_is_swapped_gains_and_loses_nothing_by_rates(now: int, fx: int) -> None:
    assert moves(*swapped(now)) == {Movement.ADD_ON: now, Movement.LOST_PRODUCT: 100, Movement.FX: fx}
    found = year(*swapped(now))
    assert (nrr(found), grr(found)) == (Fraction(now, 100), min(Fraction(now, 100), 1))


def test_a_weaker_currency_is_no_loss() -> None:
    falling = rates_into("USD", [rate("1.00", "2020-01-01"), rate("0.50", "2025-06-01")])
    found = year(euros("2024-01-01", ("2024-01-01", 100)), worth=falling)
    assert {m.kind: m.signed for a in found.accounts for m in a.moves} == {Movement.FX: -50}
    assert [nrr(found), grr(found)] == [1, 1]


def test_a_contract_that_changes_its_currency_is_one_product() -> None:
    before = euros("2024-01-01", ("2024-01-01", 100), cancelled="2025-07-01")
    after = line(monthly("2025-07-01", id="s2", currency="USD"), step("2025-07-01", 150, of="s2"))
    assert moves(before, after) == {Movement.UPGRADE_PRICE: 50}


def test_what_became_an_archive_is_told_once_with_its_fx() -> None:
    given_up = euros("2024-01-01", ("2024-01-01", 100), cancelled="2025-07-01")
    kept = line(
        monthly("2024-01-01", id="s2", product="p2", currency="EUR"),
        step("2024-01-01", 100, of="s2"),
        step("2025-07-01", 50, of="s2", kind=OrderKind.ARCHIVE),
    )
    assert moves(given_up, kept) == {Movement.ARCHIVE: 150, Movement.FX: 10}


RATE = st.fractions(Fraction(1, 50), 50, max_denominator=997)


@st.composite
def worths(draw: st.DrawFn, *, moving: bool = True) -> Rates:
    """Rates of two currencies into dollars, from before everything, changing on random days."""
    dated = {}
    for currency in ("EUR", "JPY"):
        days = [FIRST - timedelta(days=9000), *(draw(st.lists(DAYS, max_size=3)) if moving else [])]
        dated[currency] = tuple((d, draw(RATE)) for d in sorted({*days}))
    return Rates("USD", dated)


CURRENCIES = st.lists(st.sampled_from(["USD", "EUR", "JPY"]), min_size=6, max_size=6)


def sold(drawn: Drawn, currencies: list[str]) -> list[Line]:
    return [
        replace(x, subscription=replace(x.subscription, currency=c))
        for x, c in zip(lines_of(drawn), currencies, strict=False)
    ]


@given(drawn=contracts(), currencies=CURRENCIES, worth=worths(), days=st.tuples(DAYS, DAYS))
@trials(60)
def test_with_any_rates_no_revenue_moves_unexplained(
    drawn: Drawn, currencies: list[str], worth: Rates, days: tuple[date, date]
) -> None:
    first, last = sorted(days)
    found = waterfall(lived(sold(drawn, currencies)), first, last, worth)
    if found.unknown:
        return
    assert found.residual == 0
    s = shown(found)
    moved = s.new + s.won_back + s.expansion - s.contraction - s.churn + s.fx
    assert s.opening + moved == s.closing
    kept, net = grr(found), nrr(found)
    if kept is not None and net is not None and all(a.opening.mrr > 0 for a in found.cohort):
        assert 0 <= kept <= 1
        assert kept <= net or any(a.kept < 0 for a in found.cohort)


@given(drawn=contracts(), currencies=CURRENCIES, worth=worths(moving=False), days=st.tuples(DAYS, DAYS))
@trials(60)
def test_while_rates_stand_still_nothing_is_fx(
    drawn: Drawn, currencies: list[str], worth: Rates, days: tuple[date, date]
) -> None:
    first, last = sorted(days)
    found = waterfall(lived(sold(drawn, currencies)), first, last, worth)
    assert found.unknown or found.total([Movement.FX]) == 0


@given(drawn=contracts(), worth=worths(), days=st.tuples(DAYS, DAYS))
@trials(60)
def test_one_other_currency_keeps_its_retention_whatever_its_rates_do(
    drawn: Drawn, worth: Rates, days: tuple[date, date]
) -> None:
    first, last = sorted(days)
    lines = lived(sold(drawn, ["EUR"] * 6))
    converted, plain = waterfall(lines, first, last, worth), waterfall(lines, first, last)
    if plain.unknown or not all(a.opening.mrr > 0 for a in plain.cohort):
        return
    assert (nrr(converted), grr(converted)) == (nrr(plain), grr(plain))


def test_no_rate_is_asked_for_where_nothing_is_sold() -> None:
    later = euros("2026-05-01", ("2026-05-01", 100))
    assert year(later, worth=Rates("USD", {})).accounts == ()
    with pytest.raises(RateMissing):
        year(euros(LAST.replace(year=2024).isoformat(), ("2024-12-31", 1)), worth=Rates("USD", {}))
