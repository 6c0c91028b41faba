"""Days as a person types them into a field."""

from datetime import date

import pytest

from csdesk.domain.days import said_day
from csdesk.domain.errors import NotADay

TODAY = date(2025, 11, 26)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "coming", "gone"),
    [
        ("30 Jun", date(2026, 6, 30), date(2025, 6, 30)),
        ("30.6.", date(2026, 6, 30), date(2025, 6, 30)),
        ("30.6", date(2026, 6, 30), date(2025, 6, 30)),
        ("30 June", date(2026, 6, 30), date(2025, 6, 30)),
        ("Jun 30", date(2026, 6, 30), date(2025, 6, 30)),
        ("26 nov", TODAY, TODAY),
        ("27 November", date(2025, 11, 27), date(2024, 11, 27)),
        ("29 Feb", date(2028, 2, 29), date(2024, 2, 29)),
        ("friday", date(2025, 11, 28), date(2025, 11, 21)),
        ("Monday", date(2025, 12, 1), date(2025, 11, 24)),
        ("wednesday", TODAY, TODAY),
    ],
)
def test_a_day_without_its_year_or_its_week_is_the_nearest_on_the_side_that_is_looked_to(
    text: str, coming: date, gone: date
) -> None:
    assert said_day(text, today=TODAY, ahead=True) == coming
    assert said_day(text, today=TODAY, ahead=False) == gone


@pytest.mark.parametrize("ahead", [True, False, None])
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("next friday", date(2025, 12, 5)),
        ("next Monday", date(2025, 12, 1)),
        ("tomorrow", date(2025, 11, 27)),
        ("yesterday", date(2025, 11, 25)),
        ("-30d", date(2025, 10, 27)),
        ("2024-02-29", date(2024, 2, 29)),
        ("24.11.2025", date(2025, 11, 24)),
        ("Nov 24, 2025", date(2025, 11, 24)),
    ],
)
def test_a_whole_day_is_the_same_wherever_it_is_looked_to(text: str, day: date, ahead: bool | None) -> None:
    assert said_day(text, today=TODAY, ahead=ahead) == day


@pytest.mark.parametrize(
    "text", ["", "soon", "31 Jun", "3/4", "03/04/2025", "June 2026", "30", "next", "next week"]
)
def test_what_can_be_read_two_ways_or_none_is_no_day(text: str) -> None:
    for ahead in (True, False, None):
        with pytest.raises(NotADay):
            said_day(text, today=TODAY, ahead=ahead)


def test_a_field_that_looks_to_neither_side_needs_the_year() -> None:
    with pytest.raises(NotADay):
        said_day("30 Jun", today=TODAY)
