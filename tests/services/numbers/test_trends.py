"""A trend: each month is as it is alone, and its finding is true."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from fractions import Fraction

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.products import Product
from csdesk.domain.revenue.movements import GAINS, LOSSES
from csdesk.services.numbers.boards import Boards
from csdesk.services.numbers.numbers import sold_by
from csdesk.services.numbers.trends import Trended, trend_of
from csdesk.store.book import Book
from tests.conftest import Samples
from tests.domain.revenue.contracts import day, monthly, step
from tests.figures import numbers

TODAY = date(2025, 11, 24)


@pytest.fixture(scope="module")
def sample(samples: Samples) -> Iterator[Book]:
    with Book.view(samples(30)) as made:
        yield made


@contextmanager
def sold(*rows: object) -> Iterator[Book]:
    account, product = Account(id=AccountId("a1"), account="One"), Product(id=ProductId("p1"), product="P")
    with Book.in_memory() as book:
        with book.change(Verb.DEMO, today=TODAY):
            book.put_all([account, product, *rows])
        yield book


def told(book: Book, first: str, last: str) -> Trended:
    return trend_of(sold_by(book, as_of=TODAY), day(first), day(last))


def test_each_month_is_as_it_is_alone(sample: Book) -> None:
    found = told(sample, "2025-01-01", "2025-11-24")
    assert len(found.months) == 12
    for at, month in enumerate(found.months):
        alone = numbers(sample, month.first, month.last, as_of=TODAY)
        assert month.shown == alone.shown
        assert (month.nrr, month.grr) == (alone.nrr, alone.grr)
        assert found.picture.gains[at] == alone.waterfall.total(GAINS)
        assert found.picture.losses[at] == alone.waterfall.total(LOSSES)


def test_a_short_period_is_seen_in_a_year_and_a_long_one_whole(sample: Book) -> None:
    for first, last, begins, months in (
        ("2025-10-01", "2025-10-31", "2024-11-01", 12),
        ("2025-11-01", "2025-11-24", "2024-12-01", 12),
        ("2024-01-15", "2025-10-31", "2024-01-15", 22),
    ):
        found = told(sample, first, last).months
        assert (found[0].first, found[-1].last, len(found)) == (day(begins), day(last), months)


def test_the_finding_says_how_often_growth_made_up_and_where_most_was_lost() -> None:
    steps = step("2024-01-01", 10_000), step("2025-03-10", 9_000), step("2025-06-10", 12_000)
    with sold(monthly("2024-01-01"), *steps) as book:
        found = told(book, "2025-01-01", "2025-12-31")
    assert found.picture.title == (
        "NRR at 100 % or above in 11 of 12 months; most was lost in March 2025: GRR 90.00 %"
    )
    assert found.months[5].nrr == Fraction(12, 9)


def test_where_nothing_was_lost_it_says_so() -> None:
    with sold(monthly("2024-01-01"), step("2024-01-01", 10_000)) as book:
        found = told(book, "2025-01-01", "2025-12-31")
    assert found.picture.title == "NRR at 100 % or above in 12 of 12 months; nothing was lost in any"


def test_a_month_that_is_not_known_tells_nothing() -> None:
    with sold(monthly("2024-01-01"), step("2025-08-15", 10_000)) as book:
        found = told(book, "2025-01-01", "2025-12-31")
    assert [month.known for month in found.months] == [False] * 8 + [True] * 4
    assert found.picture.grr == (None,) * 8 + (Fraction(1),) * 4
    assert found.months[0].shown is None
    assert found.picture.title.startswith("NRR at 100 % or above in 4 of 4 months")


def test_without_contracts_nothing_is_known() -> None:
    with sold() as book:
        found = told(book, "2025-01-01", "2025-12-31")
    assert not any(month.known for month in found.months)
    assert found.picture.title == "What was kept is not known of any of these months"


def test_boards_read_the_book_once_for_all_periods(sample: Book) -> None:
    boards = Boards(TODAY)
    first = boards.board(sample, day("2025-01-01"), day("2025-03-31"))
    with Book.in_memory() as nothing:
        again = boards.board(nothing, day("2025-01-01"), day("2025-03-31"))
    assert again == first
    assert boards.board(sample, day("2025-04-01"), day("2025-06-30")).numbers == numbers(
        sample, day("2025-04-01"), day("2025-06-30"), as_of=TODAY
    )


def test_without_a_rate_the_trend_is_of_one_currency() -> None:
    euros = monthly("2024-01-01", id="s2", currency="EUR", product="p1")
    with sold(
        monthly("2024-01-01"), step("2024-01-01", 10_000), euros, step("2024-01-01", 5_000, of="s2"),
        monthly("2024-01-01", id="s3"), step("2024-01-01", 100, of="s3"),
    ) as book:  # fmt: skip
        found = Boards(TODAY).trend(book, day("2025-01-01"), day("2025-12-31"))
    assert found.picture.currency == "USD"
    assert found.picture.foot.endswith(" USD alone, 1 line left out, this book.")
    bars = found.months[0].bars
    assert bars is not None
    assert bars.opening == 10_100
