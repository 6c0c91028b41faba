"""Days as they are typed, and text that stands under each other."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.cli.tables import aligned, width_of
from csdesk.domain.days import day_of
from csdesk.domain.errors import NotADay

TODAY = date(2025, 11, 26)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-11-24", date(2025, 11, 24)),
        ("today", TODAY),
        (" Monday ", date(2025, 11, 24)),
        ("sunday", date(2025, 11, 30)),
        ("-30d", date(2025, 10, 27)),
        ("+2w", date(2025, 12, 10)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_a_day_is_read_as_it_is_meant(text: str, day: date) -> None:
    assert day_of(text, today=TODAY) == day


@pytest.mark.parametrize(
    "text", ["", "30d", "2025-02-29", "24.11.2025", "soon", "-99999w", "1899-12-31", "2201-01-01", "+d"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(NotADay):
        day_of(text, today=TODAY)


@given(st.one_of(st.text(), st.from_regex(r"[+-]\d{1,6}[dw]", fullmatch=True)))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    try:
        assert 1900 <= day_of(text, today=TODAY).year <= 2200
    except NotADay:
        return


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8), st.just("|")), min_size=1))
def test_every_column_begins_in_the_same_place(rows: list[tuple[str, str, str]]) -> None:
    lines = aligned(rows, right={1}, header=("a", "b", "|"))
    assert len({width_of(line[: line.rindex("|")]) for line in [lines[0], *lines[2:]]}) == 1
    assert len(lines) == len(rows) + 2


def test_wide_and_combining_signs_are_counted_as_they_are_shown() -> None:
    assert [width_of(t) for t in ("ab", "日本", "e\u0301", "\u200b")] == [2, 4, 1, 0]
