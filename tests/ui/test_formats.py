"""Formats: a figure below zero has the minus of the screens."""

from csdesk.ui.account.plan import amount
from csdesk.ui.formats import percent


def test_a_share_below_zero_has_the_minus_of_the_screens() -> None:
    assert percent(-0.04) == "−4 %"
    assert percent(0.04) == "4 %"


def test_a_measured_value_below_zero_has_it_too() -> None:
    assert amount(-1250.5, "%") == "−1,250.5 %"
    assert amount(-3, "days") == "−3"
