"""Numbers as they are typed: by the locale's marks, and either mark where a text can be read one way only."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale

from csdesk.ui.kit.numbers import NotAFigure, figure_of, typed, whole_of


@pytest.fixture(params=["en_US", "de_DE"])
def locale(request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12.5", "12.5"),
        ("12,5", "12.5"),
        ("6.000,60", "6000.60"),
        ("6,000.60", "6000.60"),
        ("1 234 567", "1234567"),
        ("−3.5 %", "-3.5"),
        ("$29,000.00", "29000"),
    ],
)
def test_what_can_be_read_one_way_only_is_read_so_everywhere(locale: str, text: str, number: str) -> None:
    assert figure_of(text) == Decimal(number)


def test_one_sign_before_three_digits_is_what_the_locale_says(locale: str) -> None:
    german = locale == "de_DE"
    assert figure_of("1.234") == (1234 if german else Decimal("1.234"))
    assert figure_of("1,234") == (Decimal("1.234") if german else 1234)


@pytest.mark.parametrize(
    "number", [Decimal("1.234"), Decimal("0.05"), Decimal("2.50"), 1234, Decimal(10) ** 6]
)
def test_what_is_shown_is_read_back_as_it_was(locale: str, number: Decimal | int) -> None:
    assert figure_of(typed(number)) == number


@pytest.mark.parametrize("text", ["some", "1.2.3,4", "12 seats or so"])
def test_what_is_no_number_is_refused(locale: str, text: str) -> None:
    with pytest.raises(NotAFigure):
        figure_of(text)


def test_days_are_whole(locale: str) -> None:
    assert (whole_of("30"), whole_of(" ")) == (30, None)
    with pytest.raises(NotAFigure):
        whole_of("2.5")
