"""Cohorts count each account from its own first day."""

from collections.abc import Iterator
from fractions import Fraction

import pytest

from csdesk.services.cohorts import MONTHS, cohorts
from csdesk.store.book import Book
from tests.domain.revenue.contracts import day, monthly, step
from tests.services.test_numbers import fill

TODAY = day("2026-06-01")


@pytest.fixture
def book() -> Iterator[Book]:
    with Book.in_memory() as made:
        yield made


def test_what_is_kept_is_counted_from_each_accounts_own_first_day(book: Book) -> None:
    fill(
        book,
        monthly("2025-01-31", id="s1", account="a1"),
        step("2025-01-31", 10_000, of="s1"),
        step("2025-07-31", 15_000, of="s1"),
        monthly("2025-03-01", cancelled="2025-08-01", id="s2", account="a2"),
        step("2025-03-01", 30_000, of="s2"),
        monthly("2026-04-01", id="s3", account="a3"),
        step("2026-04-01", 5_000, of="s3"),
    )
    found = cohorts(book, as_of=TODAY)
    assert [(c.quarter, c.accounts) for c in found.cohorts] == [("2025-Q1", 2), ("2026-Q2", 1)]
    kept = {k.months: k for k in found.cohorts[0].kept}
    assert list(kept) == list(MONTHS)
    assert (kept[3].accounts, kept[3].of, kept[3].mrr) == (2, 2, Fraction(1))
    assert (kept[6].accounts, kept[6].of, kept[6].mrr) == (1, 2, Fraction(15_000, 40_000))
    assert (kept[18].accounts, kept[18].of, kept[18].mrr, kept[18].share) == (0, 0, None, None)
    assert [(p.time, p.watched, p.lost) for p in found.survival.points] == [(4, 2, 1)]


def test_a_book_without_contracts_has_no_cohort(book: Book) -> None:
    fill(book)
    found = cohorts(book, as_of=TODAY)
    assert (found.cohorts, found.survival.count) == ((), 0)
