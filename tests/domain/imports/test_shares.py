"""Discounts as people type them: shares, hundredths and percent in one column, from nothing to the whole."""

from decimal import Decimal

import pytest

from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Step
from tests.domain.imports.sheet import of, plan


def lowered(header: str, *cells: Value) -> Plan:
    """10 × 100.00 a year for each customer, with a discount."""
    head: list[Value] = ["Customer", "Unit price", "Quantity", "Period", header]
    rows: list[list[Value]] = [[f"C{at}", "100.00", 10, "year", cell] for at, cell in enumerate(cells)]
    return plan(head, *rows)


def amounts(made: Plan) -> list[int]:
    return [s.amount for s in of(made, Step)]


def problems(made: Plan) -> list[str]:
    return [p.problem for r in made.sheets[0].rows for p in r.problems]


@pytest.mark.parametrize("header", ["Discount", "Rabatt", "Remise"])
def test_a_share_hundredths_and_percent_in_one_column_are_the_same(header: str) -> None:
    assert amounts(lowered(header, Decimal("0.15"), 15, "15 %", "15%", "15,0 %")) == [85000] * 5


def test_a_one_is_the_whole_among_shares_and_a_hundredth_among_hundredths() -> None:
    assert amounts(lowered("Discount", 1, Decimal("0.5"))) == [0, 50000]
    assert amounts(lowered("Discount", 1, 15)) == [99000, 85000]


@pytest.mark.parametrize("header", ["Discount", "Percent off"])
@pytest.mark.parametrize("cell", ["150 %", 150, "100,01 %"])
def test_more_than_the_whole_is_refused(header: str, cell: Value) -> None:
    made = lowered(header, cell, "10 %")
    assert [r.result for r in made.sheets[0].rows] == [Result.REFUSED, Result.NEW]
    assert problems(made) == ["a discount cannot be more than 100 %"]
    assert amounts(lowered(header, "100 %")) == [0]


@pytest.mark.parametrize("header", ["Discount", "Percent off"])
def test_less_than_nothing_is_refused(header: str) -> None:
    assert problems(lowered(header, "-10 %", 20)) == ["a discount cannot be negative"]


def test_a_negative_amount_off_is_refused_and_never_asked_to_be_a_credit() -> None:
    made = lowered("Amount off", "-20.00", "20.00")
    assert problems(made) == ["what is taken off cannot be negative"]
    assert not [q for q in made.questions if q.kind == "negative"]


def test_percents_below_one_are_shares_unless_others_are_above_it() -> None:
    assert amounts(lowered("Percent off", Decimal("0.15"), Decimal("0.2"))) == [85000, 80000]
    mixed = lowered("Percent off", Decimal("0.15"), 20)
    assert amounts(mixed) == [80000]
    assert problems(mixed) == ["this may be 0.15 % or 15 %"]


def test_an_amount_off_that_is_rounded_is_told() -> None:
    notes = lowered("Amount off", "10.125", "1,000.00").sheets[0].notes
    assert (
        "“Amount off”: 1 amount has more decimals than the currency, rounded: row 2, 10.125 → 10.13 USD."
        in notes
    )


@pytest.mark.parametrize("header", ["Discount %", "Rabatt in Prozent", "Discount (pct)"])
def test_less_than_one_among_hundredths_that_are_called_percent_may_be_two(header: str) -> None:
    mixed = lowered(header, "0.5", 10, 1)
    assert problems(mixed) == ["this may be 0.5 % or 50 %"]
    assert amounts(mixed) == [90000, 99000]
    assert amounts(lowered(header, "0.5 %", 10)) == [99500, 90000]
    assert amounts(lowered(header, Decimal("0.5"), Decimal("0.1"))) == [50000, 90000]
