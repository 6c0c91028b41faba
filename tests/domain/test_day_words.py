"""Days, months and weekdays have one name each, whatever the language of the computer."""

from datetime import date

from csdesk.domain.day_words import long_spelled, month_spelled, short_month, spelled, weekday, yearless

SPRING = date(2025, 5, 3)


def test_a_day_is_spelled_so_that_it_cannot_be_misread() -> None:
    assert spelled(SPRING) == "3 May 2025"
    assert spelled(date(2025, 12, 31)) == "31 Dec 2025"
    assert long_spelled(date(2025, 12, 31)) == "31 December 2025"
    assert month_spelled(date(2025, 9, 1)) == "Sep 2025"
    assert yearless(SPRING) == "3 May"
    assert short_month(date(2026, 2, 1)) == "Feb"


def test_a_day_of_the_week_has_its_name() -> None:
    week = [weekday(date(2025, 11, day)) for day in range(24, 31)]
    assert week == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
