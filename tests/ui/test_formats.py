"""Formats: a figure below zero has the minus of the screens."""

import pytest

from csdesk.ui.account.plan import amount
from csdesk.ui.formats import percent, short_money


def test_a_share_below_zero_has_the_minus_of_the_screens() -> None:
    assert percent(-0.04) == "−4 %"
    assert percent(0.04) == "4 %"


def test_a_measured_value_below_zero_has_it_too() -> None:
    assert amount(-1250.5, "%") == "−1,250.5 %"
    assert amount(-3, "days") == "−3"


@pytest.mark.parametrize(
    ("minor", "currency", "said"),
    [
        (99_900, "USD", "$999"),
        (6_120_000, "USD", "$61k"),
        (99_949_900, "USD", "$999k"),
        (99_950_000, "USD", "$1.00M"),
        (99_999_500_000, "USD", "$1.00B"),
        (4_740_740_740_800, "JPY", "¥4.74T"),
        (5_500_000_000_000, "IDR", "55.00B IDR"),
    ],
)
def test_a_short_amount_never_has_more_than_three_digits_before_the_point(
    minor: int, currency: str, said: str
) -> None:
    assert short_money(minor, currency) == said
