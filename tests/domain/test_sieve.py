"""A sieve says of every row what the condition says of it, and a query's tree comes back as it was."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.errors import CsdeskError, NotAQuery
from csdesk.domain.query import Compare, Condition, IsNull, Joined, Not, OneOf, parsed
from csdesk.domain.query_tree import condition_of, fields_of, read_with, tree_of
from csdesk.domain.sieve import Sieve

FIELDS = ("account", "arr", "band", "renewal_on")
CELLS = st.one_of(
    st.none(),
    st.sampled_from(["at risk", "Watch", "-5", "1,000", "NaN", "", "2025-11-24", "Éclair"]),
    st.integers(-5, 5),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
    st.booleans(),
)
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(FIELDS, CELLS)), max_size=6)
TEXTS = st.one_of(st.sampled_from(["at risk", "WATCH", "0", "1000", "x", "2025-11-25"]), st.text(max_size=4))
FIELD = st.sampled_from(FIELDS)
LEAVES = st.one_of(
    st.builds(Compare, FIELD, st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "contains"]), TEXTS),
    st.builds(OneOf, FIELD, st.lists(TEXTS, min_size=1, max_size=3).map(tuple)),
    st.builds(IsNull, FIELD),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(Joined, st.booleans(), st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@given(ROWS, CONDITIONS)
def test_a_sieve_says_of_every_row_what_the_condition_says_of_it(
    rows: list[dict[str, Any]], condition: Condition
) -> None:
    sieve = Sieve(rows, lambda row, field: row[field])
    assert sieve.places(condition) == [condition.holds(row) for row in rows]


@given(CONDITIONS)
def test_a_tree_is_json_and_means_the_same_condition(condition: Condition) -> None:
    assert condition_of(json.loads(json.dumps(tree_of(condition))), FIELDS) == condition


@given(st.recursive(st.one_of(st.none(), st.integers(), st.text()), lambda s: st.lists(s, max_size=4)))
def test_a_tree_that_somebody_else_wrote_is_a_condition_or_refused(tree: Any) -> None:
    try:
        found = condition_of(tree, FIELDS)
    except CsdeskError:
        return
    assert set(fields_of(found)) <= set(FIELDS)


@pytest.mark.parametrize(
    "tree",
    [
        [],
        "arr > 1",
        ["=", "arr"],
        ["=", "arr", 5],
        ["in", "band", []],
        ["in", "band", [["a"]]],
        ["regex", "account", "(a+)+$"],
        ["not", ["null", "arr"], ["null", "arr"]],
        ["=", "account; drop table accounts", "x"],
        {"=": "arr"},
    ],
)
def test_what_is_no_condition_is_refused(tree: Any) -> None:
    with pytest.raises(CsdeskError):
        condition_of(tree, FIELDS)


def test_a_tree_without_end_is_refused() -> None:
    tree: list[Any] = ["null", "arr"]
    for _ in range(500):
        tree = ["not", tree]
    with pytest.raises(NotAQuery):
        condition_of(tree, FIELDS)


def test_sql_in_a_value_is_a_text_like_any_other() -> None:
    hostile = "'; DROP TABLE accounts; -- NEAR( (a+)+$"
    rows = [{"account": hostile}, {"account": "Halden"}]
    sieve = Sieve(rows, lambda row, field: row[field])
    assert sieve.places(Compare("account", "=", hostile)) == [True, False]
    assert sieve.places(Compare("account", "contains", "a+)+$")) == [True, False]


def test_a_day_in_words_is_read_when_the_query_is_asked_and_not_before() -> None:
    days = {"+90d": "2026-02-22", "today": "2025-11-24"}
    wanted = parsed("renewal_on <= +90d and not renewal_on in (today) and account contains '+90d'", FIELDS)
    read = read_with(wanted, {"renewal_on": days.__getitem__})
    assert fields_of(read) == ["renewal_on", "account"]
    assert tree_of(read)[1:] == [
        ["<=", "renewal_on", "2026-02-22"],
        ["not", ["in", "renewal_on", ["2025-11-24"]]],
        ["contains", "account", "+90d"],
    ]


def test_a_value_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(NotAQuery):
        read_with(Compare("arr", ">", "many"), {"arr": lambda text: str(int(text))})
