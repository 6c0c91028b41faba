"""A priority is what is at stake × weight × urgency ÷ minutes."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from csdesk.domain.health.bands import Band
from csdesk.domain.week.priority import Factors, Stake, factors_of, urgency_of, weight_of
from tests.domain.week.making import MONDAY, ago, ahead


def test_the_picture_adds_up() -> None:
    stake = Stake(Fraction(6_120_000), "USD", Band.AT_RISK)
    factors = factors_of(stake, edge=ahead(8), minutes=60, today=MONDAY)
    assert (factors.weight, factors.urgency) == (Decimal("0.42"), Decimal("1.6"))
    assert factors.priority == Decimal("685.4")


def test_the_example_of_the_contract_adds_up() -> None:
    factors = Factors(Fraction(2_900_000), "USD", Decimal("0.35"), Decimal("1.6"), 30)
    assert factors.priority == Decimal("541.3")


def test_a_priority_is_rounded_half_up() -> None:
    assert Factors(Fraction(100), "USD", Decimal("0.25"), Decimal(1), 1).priority == Decimal("0.3")


def test_a_currency_without_cents_counts_whole_units() -> None:
    assert Factors(Fraction(3000), "JPY", Decimal("0.10"), Decimal(1), 30).priority == Decimal("10.0")


def test_what_nobody_knows_has_no_priority() -> None:
    assert factors_of(Stake(), edge=MONDAY, minutes=30, today=MONDAY).priority is None


@pytest.mark.parametrize(
    ("band", "weight"), [(Band.AT_RISK, "0.42"), (Band.WATCH, "0.35"), (Band.HEALTHY, "0.10"), (None, "0.25")]
)
def test_each_band_has_its_weight_and_the_first_year_adds_a_tenth(band: Band | None, weight: str) -> None:
    assert weight_of(band, first_year=False) == Decimal(weight)
    assert weight_of(band, first_year=True) == Decimal(weight) + Decimal("0.10")


@pytest.mark.parametrize(
    ("edge", "urgency"),
    [
        (ahead(14), "1.0"),
        (ahead(8), "1.6"),
        (MONDAY, "2.4"),
        (ago(1), "2.5"),
        (ago(26), "5.0"),
        (ago(400), "5.0"),
        (ahead(19), "0.5"),
        (ahead(400), "0.5"),
    ],
)
def test_urgency_grows_a_tenth_a_day_between_a_half_and_five(edge: date, urgency: str) -> None:
    assert urgency_of(edge, MONDAY) == Decimal(urgency)
