"""A query means what its words say, and what cannot be read is refused with the place."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.errors import CsdeskError, NoSuchField, NotAQuery
from csdesk.domain.query import parsed, sorted_by

FIELDS = ("account", "arr", "band", "renewal_on")
ROWS: list[dict[str, Any]] = [
    {"account": "Corvid", "arr": "75000.00", "band": "at risk", "renewal_on": "2026-01-31"},
    {"account": "Halden", "arr": "9000.00", "band": "healthy", "renewal_on": None},
    {"account": "42", "arr": None, "band": None, "renewal_on": "2025-12-01"},
]


def fitting(query: str) -> list[str]:
    condition = parsed(query, FIELDS)
    return [row["account"] for row in ROWS if condition.holds(row)]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("arr > 10000", ["Corvid"]),
        ("arr >= 9,000", []),
        ("arr >= '9,000'", ["Corvid", "Halden"]),
        ("ARR <= 9000 or band = 'At Risk'", ["Corvid", "Halden"]),
        ("band != healthy", ["Corvid"]),
        ("account != Corvid", ["Halden", "42"]),
        ("not band = healthy", ["Corvid", "42"]),
        ("band is null", ["42"]),
        ("band is not null and not (arr < 10000)", ["Corvid"]),
        ("account in (corvid, '42')", ["Corvid", "42"]),
        ("account contains 'VI'", ["Corvid"]),
        ("renewal_on < 2026-01-01", ["42"]),
        ("account = '\"42\"'", []),
        ("band = healthy or band = 'at risk' and arr < 1", ["Halden"]),
    ],
)
def test_a_query_finds_what_it_says(query: str, names: list[str]) -> None:
    if query == "arr >= 9,000":
        with pytest.raises(NotAQuery):
            parsed(query, FIELDS)
    else:
        assert fitting(query) == names


@pytest.mark.parametrize(
    "query",
    ["", "arr", "arr >", "arr > )", "arr > (", "= 3", "(arr > 1", "arr > 1 and", "arr is 3", "arr in 3",
     "arr in (", "arr in (1", "arr 'x' 3", "arr > 'open", "arr ~ 3", "not", "(" * 60, "not " * 60],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(query: str) -> None:
    with pytest.raises(NotAQuery):
        parsed(query, FIELDS)


def test_a_field_that_is_not_there_is_named() -> None:
    with pytest.raises(NoSuchField) as refused:
        parsed("size > 3", FIELDS)
    assert refused.value.facts["field"] == "size"


WORDS = st.sampled_from(
    [*FIELDS, "and", "or", "not", "in", "is", "null", "contains", "(", ")", ",", "=", "!=", "<", ">=",
     "'at risk'", '"', "'", "3", "NaN", "1e999999", "-", "ß", "\x00", " "]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(WORDS, max_size=30).map(" ".join), st.lists(WORDS).map("".join)))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    try:
        condition = parsed(text, FIELDS)
    except CsdeskError:
        return
    for row in ROWS:
        assert condition.holds(row) in {True, False}


@given(st.lists(st.one_of(st.none(), st.integers().map(str), st.text(), st.floats()), max_size=8))
def test_rows_are_in_order_both_ways_and_what_is_not_known_comes_last(cells: list[Any]) -> None:
    rows = [{"arr": cell} for cell in cells]
    for field in ("arr", "-arr", "-ARR"):
        ordered = [row["arr"] is None for row in sorted_by(rows, field, FIELDS)]
        assert ordered == sorted(ordered)


def test_the_largest_comes_first_with_a_minus_and_equals_keep_their_order() -> None:
    rows = [{"account": a, "arr": n} for a, n in [("a", "9"), ("b", "10"), ("c", None), ("d", "10.0")]]
    assert [r["account"] for r in sorted_by(rows, "-arr", FIELDS)] == ["b", "d", "a", "c"]
    assert [r["account"] for r in sorted_by(rows, "arr", FIELDS)] == ["a", "b", "d", "c"]
    with pytest.raises(NoSuchField):
        sorted_by(rows, "--arr", FIELDS)
