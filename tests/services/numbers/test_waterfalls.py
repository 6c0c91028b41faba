"""Waterfalls of many periods by dimensions tell what each of them alone does."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import NoSuchDimension, PeriodBackwards
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.periods import add_months
from csdesk.domain.products import Product
from csdesk.domain.revenue.movements import Movement
from csdesk.services.numbers.numbers import sold_by
from csdesk.services.numbers.numbers_by import DIMENSIONS
from csdesk.services.numbers.waterfalls import waterfalls_by
from csdesk.store.book import Book
from tests.conftest import Samples
from tests.domain.revenue.contracts import monthly, step
from tests.services.parted import numbers_by

TODAY = date(2025, 11, 24)


def month(year: int, number: int) -> tuple[date, date]:
    first = date(year, number, 1)
    return first, add_months(first, 1) - timedelta(days=1)


PERIODS = [*(month(2025, n) for n in range(7, 12)), month(2024, 12), (date(2024, 12, 1), TODAY)]
"""Five months in a row, one long before them, and a period that overlaps it."""


@pytest.fixture(scope="module")
def book(samples: Samples) -> Iterator[Book]:
    with Book.view(samples(30)) as made:
        yield made


@pytest.mark.parametrize("by", DIMENSIONS)
def test_every_value_of_every_period_is_as_it_is_alone(book: Book, by: str) -> None:
    told = waterfalls_by(book, sold_by(book, as_of=TODAY), PERIODS, [by])[1][by]
    for (first, last), parts in zip(PERIODS, told, strict=True):
        alone = {value: n.waterfall for value, n in numbers_by(book, first, last, by, as_of=TODAY)}
        assert [value for value, _ in parts] == list(alone)
        for value, bars in parts:
            w = alone[value]
            assert (bars.opening, bars.closing, bars.unknown) == (w.opening, w.closing, w.unknown)
            assert {k: bars.total([k]) for k in Movement} == {k: w.total([k]) for k in Movement}


def test_a_period_that_ends_before_it_begins_is_refused(book: Book) -> None:
    with pytest.raises(PeriodBackwards):
        waterfalls_by(book, sold_by(book, as_of=TODAY), [(TODAY, TODAY - timedelta(days=1))], ["segment"])


def test_an_unknown_dimension_is_refused(book: Book) -> None:
    with pytest.raises(NoSuchDimension):
        waterfalls_by(book, sold_by(book, as_of=TODAY), PERIODS, ["weather"])


def test_no_periods_have_no_waterfalls(book: Book) -> None:
    assert waterfalls_by(book, sold_by(book, as_of=TODAY), [], ["segment"]) == ([], {"segment": []})


@pytest.mark.parametrize("by", ["segment", "product"])
def test_a_value_of_which_no_line_ever_is_live_is_told_all_the_same(by: str) -> None:
    rows: list[object] = [Account(id=AccountId(f"a{n}"), account=f"{n}", segment=f"S{n}") for n in (1, 2)]
    rows += [Product(id=ProductId(f"p{n}"), product=f"S{n}") for n in (1, 2)]
    never = monthly("2025-05-01", cancelled="2025-05-01", id="s2", account="a2", product="p2")
    rows += [monthly("2025-01-01"), step("2025-01-01", 100), never, step("2025-05-01", 900, of="s2")]
    with Book.in_memory() as book:
        with book.change(Verb.DEMO, today=TODAY):
            book.put_all(rows)
        whole, parts = waterfalls_by(book, sold_by(book, as_of=TODAY), [month(2025, 6)], [by])
        assert {value: int(bars.closing) for value, bars in parts[by][0]} == {"S1": 100, "S2": 0}
        assert [value for value, _ in numbers_by(book, *month(2025, 6), by, as_of=TODAY)] == ["S1", "S2"]
    assert [bars.closing for bars in whole] == [100]
