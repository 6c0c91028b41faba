"""The whole vendor: what is said of Wingtip is so in a book of 1,600 customers."""

from collections import Counter

import pytest

from csdesk.services.sample.dice import SEED
from csdesk.services.sample.portrait import OWNER, Portrait
from csdesk.services.sample.source import source
from csdesk.services.sample.writing import portraits


@pytest.fixture(scope="module")
def customers() -> list[Portrait]:
    return [p for p in portraits(1_600, SEED) if p.lost_on is None]


def test_1600_customers_pay_about_40_million_a_year(customers: list[Portrait]) -> None:
    assert len(customers) == 1_600
    assert 39_000_000 < sum(p.arr for p in customers) < 41_000_000


def test_15_are_above_150000_and_about_200_below_10000(customers: list[Portrait]) -> None:
    assert sum(p.arr > 150_000 for p in customers) == 15
    assert 185 <= sum(p.arr < 10_000 for p in customers) <= 215


def test_two_have_the_largest_eleven_about_fifty_each_four_the_pool_and_one_the_rest(
    customers: list[Portrait],
) -> None:
    with_whom, colleagues = Counter(p.csm for p in customers), source().people["colleagues"]
    assert with_whom[OWNER] == 50
    largest = [p for p in sorted(customers, key=lambda p: -p.arr) if p.csm != OWNER][:25]
    assert {p.csm for p in largest} == set(colleagues["mid_market"][1:3])
    assert all(40 <= with_whom[name] <= 60 for name in colleagues["mid_market"][3:])
    assert 580 <= sum(with_whom[name] for name in colleagues["pooled"]) <= 620
    assert 400 <= with_whom[colleagues["one_to_many"][0]] <= 450


def test_a_larger_book_has_the_same_customers_first_in_whatever_size(customers: list[Portrait]) -> None:
    fewer = [p for p in portraits(80, SEED) if p.lost_on is None]
    assert [p.name for p in customers[: len(fewer)]] == [p.name for p in fewer]
