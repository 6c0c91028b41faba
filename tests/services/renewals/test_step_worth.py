"""What a step is worth while it is typed."""

from collections.abc import Iterator

import pytest

from csdesk.services.renewals.step_worth import step_worth
from csdesk.store.book import Book
from tests.domain.revenue.contracts import day, step, subscription
from tests.services.numbers.test_numbers import fill

TODAY = day("2025-11-24")
NEW = {"subscription": "s1", "from": "2026-01-01", "amount": "6,300"}


@pytest.fixture
def book() -> Iterator[Book]:
    with Book.in_memory() as made:
        yield fill(made, subscription("2025-01-01", "2026-12-31"), step("2025-01-01", 600_000))


def test_it_says_what_was_what_is_and_the_whole_term(book: Book) -> None:
    said = step_worth(book, None, NEW, today=TODAY)
    assert said == "From 1 Jan 2026: MRR 525.00, ARR 6300.00 (was 500.00, 6000.00); TCV 12300.00 USD."


def test_of_one_that_is_there_its_own_amount_is_left_out(book: Book) -> None:
    texts = NEW | {"from": "2025-01-01", "amount": "9,000"}
    said = step_worth(book, "s1-2025-01-01", texts, today=TODAY)
    assert said == "From 1 Jan 2025: MRR 750.00, ARR 9000.00; TCV 18000.00 USD."


@pytest.mark.parametrize(
    "texts", [{}, NEW | {"amount": ""}, NEW | {"amount": "x"}, NEW | {"subscription": "none"}]
)
def test_while_it_cannot_be_said_nothing_is(book: Book, texts: dict[str, str]) -> None:
    assert step_worth(book, None, texts, today=TODAY) == ""
