"""Formats: how days, amounts and figures below zero are written on the screens."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtCore import QLocale, Qt

from csdesk.domain.revenue.definitions import Unit
from csdesk.ui.account.plan import amount
from csdesk.ui.app import marks_of
from csdesk.ui.formats import figure, long_span, money, month_title, percent, short_money, weekday_day
from csdesk.ui.kit.days import DayField
from csdesk.ui.numbers.words import value_text
from tests.ui.hands import click as press_on


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


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("german")
def test_on_a_german_computer_days_are_named_as_in_the_sentences_and_numbers_parted_as_there() -> None:
    wednesday = date(2025, 10, 8)
    assert weekday_day(wednesday, today=wednesday) == "Wed 8 Oct"
    assert long_span(date(2025, 3, 31), date(2025, 5, 4)) == "31 March to 4 May 2025"
    assert month_title(wednesday, today=wednesday) == "October"
    assert money(2_900_050, "USD", cents=True) == "$29.000,50"


@pytest.mark.usefixtures("german", "qapp")
def test_a_field_for_a_day_shows_the_same_words_and_its_week_begins_as_on_that_computer() -> None:
    field = DayField(date(2025, 10, 8), today=date(2025, 10, 8), name="Day")
    assert field.text() == "8 Oct 2025"
    press_on(field)
    assert field.calendarWidget().firstDayOfWeek() == Qt.DayOfWeek.Monday


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("country", ["en_GB", "en_AU", "de_DE"])
def test_september_and_june_are_short_in_a_field_as_everywhere_else(country: str) -> None:
    QLocale.setDefault(QLocale(country))
    assert DayField(date(2025, 9, 1), today=date(2025, 10, 8), name="Day").text() == "1 Sep 2025"
    assert DayField(date(2025, 6, 1), today=date(2025, 10, 8), name="Day").text() == "1 Jun 2025"


@pytest.mark.usefixtures("german")
def test_a_share_and_a_score_stand_below_an_amount_with_its_marks() -> None:
    assert value_text(Fraction(21, 20), Unit.SHARE, "USD") == "105,00 %"
    assert value_text(Fraction(-1, 20), Unit.SCORE, "USD") == "−0,1"
    assert value_text(12_345, Unit.COUNT, "USD") == "12.345"
    assert figure("2,822.4") == "2.822,4"


@pytest.mark.parametrize(
    ("system", "said"), [("ar_EG", "$29,000"), ("fa_IR", "$29,000"), ("de_DE", "$29.000"), ("C", "$29,000")]
)
def test_an_amount_has_the_digits_of_every_other_number_of_the_window(system: str, said: str) -> None:
    QLocale.setDefault(marks_of(QLocale(system)))
    assert money(2_900_000, "USD") == said
