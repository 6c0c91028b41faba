from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.imports.cells.days import Order, cell_day, day_said, order_evidence, typed_day

DAYS = st.dates(min_value=date(2001, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-10", date(2026, 6, 10)),
        ("2026/6/1", date(2026, 6, 1)),
        ("05.12.2024", date(2024, 12, 5)),
        ("May 06, 2027", date(2027, 5, 6)),
        ("6 May 2027", date(2027, 5, 6)),
        ("6-May-27", date(2027, 5, 6)),
        ("3rd of Mar 2026", date(2026, 3, 3)),
        ("31/12/26", date(2026, 12, 31)),
        ("12/31/2026", date(2026, 12, 31)),
        ("05/05/2026", date(2026, 5, 5)),
        ("2025-08-28T05:20:00Z", date(2025, 8, 28)),
        ("1. März 2026", date(2026, 3, 1)),
        ("1 août 2026", date(2026, 8, 1)),
        ("Mon 24 Nov 2025", date(2025, 11, 24)),
    ],
)
def test_what_people_type_is_a_day(text: str, day: date) -> None:
    typed = typed_day(text)
    assert typed is not None
    assert typed.certain == day


@pytest.mark.parametrize(
    "text", ["", "monthly", "29/02/2027", "31/04/2026", "13/13/2026", "Q1 2026", "1.5", "soon"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert typed_day(text) is None


def test_a_slash_date_with_two_small_numbers_needs_an_order() -> None:
    typed = typed_day("10/06/2026")
    assert typed is not None
    assert typed.certain is None
    assert typed.read(Order.DMY) == date(2026, 6, 10)
    assert typed.read(Order.MDY) == date(2026, 10, 6)


@given(DAYS)
def test_every_day_is_read_back_in_the_order_it_was_written_in(day: date) -> None:
    for order, form in ((Order.DMY, "%d/%m/%Y"), (Order.MDY, "%m/%d/%Y"), (Order.YMD, "%Y/%m/%d")):
        typed = typed_day(day.strftime(form))
        assert typed is not None
        assert typed.read(order) == day
    assert typed_day(day.strftime("%d %B %Y")).certain == day  # type: ignore[union-attr]


@given(st.lists(DAYS, min_size=1, max_size=30))
def test_an_order_is_decided_only_by_texts_that_allow_no_other(days: list[date]) -> None:
    evidence = order_evidence([d.strftime("%d/%m/%Y") for d in days])
    assert evidence.decided in {None, Order.DMY}
    assert (evidence.decided is Order.DMY) == any(d.day > 12 for d in days)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_days(text: str) -> None:
    typed_day(text)


def test_texts_that_contradict_each_other_decide_nothing() -> None:
    assert order_evidence(["31/01/2026", "01/31/2026", "02/03/2026"]).decided is None


def test_dots_say_nothing_of_days_with_slashes_where_those_say_it_themselves() -> None:
    assert order_evidence(["31.01.2026", "01/31/2026", "02/03/2026"]).decided is Order.MDY
    assert order_evidence(["31.01.2026", "02/03/2026"]).decided is Order.DMY
    assert order_evidence(["31.01.2026", "31/01/2026", "01/31/2026"]).decided is None


def test_date_cells_and_serial_numbers_are_days() -> None:
    assert cell_day(datetime(2026, 3, 31, 12)) == date(2026, 3, 31)
    assert cell_day(46112) == date(2026, 3, 31)
    assert cell_day(12) is None
    assert cell_day(True) is None


def test_a_title_says_the_day_of_the_sheet() -> None:
    said = day_said(["Customers", "Customer list – updated 14 Nov 2025 (Dana)"])
    assert said is not None
    assert said[0] == date(2025, 11, 14)
    assert day_said(["Stand: 01.10.2025"])[0] == date(2025, 10, 1)  # type: ignore[index]
    assert day_said(["Renewals per region"]) is None
