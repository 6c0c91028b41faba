"""Money: rounded once, half up, and parts that are shown add up to the total that is shown."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.money import amount_text, half_up, split_to_total, to_minor, whole_text

AMOUNTS = st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=10**6)
PLACES = st.integers(0, 4)


@given(st.lists(AMOUNTS, max_size=12), PLACES)
def test_parts_add_up_to_the_rounded_total_and_none_moves_by_a_unit(
    parts: list[Fraction], places: int
) -> None:
    shown = split_to_total(parts, places)
    assert sum(shown, Decimal(0)) == half_up(sum(parts, Fraction(0)), places)
    unit = Fraction(1, 10**places)
    assert all(abs(Fraction(s) - p) < unit for s, p in zip(shown, parts, strict=True))


@given(AMOUNTS, PLACES)
def test_rounding_is_symmetric_and_never_off_by_more_than_a_half(value: Fraction, places: int) -> None:
    rounded = half_up(value, places)
    assert half_up(-value, places) == -rounded
    assert abs(Fraction(rounded) - value) <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [("0.5", 0, "1"), ("-0.5", 0, "-1"), ("1.005", 2, "1.01"), ("2.4999", 1, "2.5"), ("-2.45", 1, "-2.5")],
)
def test_a_half_goes_away_from_zero(value: str, places: int, rounded: str) -> None:
    assert half_up(Decimal(value), places) == Decimal(rounded)
    assert half_up(Fraction(value), places) == Decimal(rounded)


@given(st.integers(-(2**62), 2**62), st.sampled_from(["USD", "JPY", "KWD"]))
def test_an_amount_comes_back_from_its_text(minor: int, currency: str) -> None:
    text = amount_text(minor, currency)
    assert to_minor(Decimal(text), currency) == minor
    assert "E" not in text


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [(7_500_000, "USD", "75000.00"), (75_000, "JPY", "75000"), (75_000, "BHD", "75.000"), (0, "EUR", "0.00"),
     (-5, "EUR", "-0.05"), (Fraction(1, 2), "USD", "0.01")],
)  # fmt: skip
def test_an_amount_has_the_digits_of_its_currency(minor: int | Fraction, currency: str, text: str) -> None:
    assert amount_text(minor, currency) == text


def test_a_sentence_says_an_amount_as_the_screens_do() -> None:
    said = [
        whole_text(minor, code)
        for minor, code in ((2_290_050, "USD"), (100, "SEK"), (-500, "JPY"), (0, "EUR"))
    ]
    assert said == ["$22,901", "1 SEK", "−¥500", "€0"]
