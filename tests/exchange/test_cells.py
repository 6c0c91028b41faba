"""Cells: a value is what a person typed, and what nobody can have typed says so."""

import math
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.imports.cells.grid import Fault, Value
from csdesk.exchange.blocks import Block
from csdesk.exchange.cells import value_of
from csdesk.exchange.lines import block_of_line, line_of_block


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (3.0, 3),
        (0.1, Decimal("0.1")),
        (-12.5, Decimal("-12.5")),
        (1e21, 10**21),
        (math.nan, Fault("not a number")),
        (math.inf, Fault("not a number")),
        (True, True),
        ("", None),
        (" \t\n", None),
        ("\ufeff", None),
        ("0", "0"),
        (" a\x00b\x1f ", " ab "),
        ("two\r\nlines", "two\nlines"),
        (timedelta(hours=26, minutes=30), "26:30:00"),
        (timedelta(seconds=-90), "-0:01:30"),
        (datetime.fromisoformat("2023-03-15T23:59:59.991"), date(2023, 3, 16)),
        (datetime.fromisoformat("2023-03-15T12:00:00.4"), datetime.fromisoformat("2023-03-15T12:00:00")),
        (datetime.fromisoformat("2023-03-15T00:00"), date(2023, 3, 15)),
        (datetime.fromisoformat("1899-12-30T00:00"), Fault("not a day")),
    ],
)
def test_a_value_is_what_was_typed(raw: object, value: Value) -> None:
    got = value_of(raw)
    assert got == value
    assert type(got) is type(value)


@given(st.integers(-(10**15), 10**15).map(lambda n: Decimal(n).scaleb(-2)))
def test_an_amount_of_money_survives_the_binary_number_it_was_kept_as(amount: Decimal) -> None:
    got = value_of(float(amount))
    assert isinstance(got, int | Decimal)
    assert Decimal(got).quantize(Decimal("0.01")) == amount


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.builds(Fault, st.text()),
)


@given(VALUES)
def test_a_value_crosses_between_processes_unchanged(value: Value) -> None:
    block = block_of_line(line_of_block(Block(1, [[value]])).encode())
    ((got,),) = block.columns
    assert got == value
    assert type(got) is type(value)
