"""Finding: the filter of the Accounts page says yes to the right rows, and adds them up by currency."""

from datetime import date

import pytest

from csdesk.domain.names import search_key
from csdesk.services.accounts import AccountRow, account_rows
from csdesk.services.sample import write_sample
from csdesk.store.book import Book
from csdesk.ui.accounts.finding import Finding
from csdesk.ui.formats import money


@pytest.fixture(scope="module")
def rows() -> list[AccountRow]:
    with Book.in_memory() as book:
        write_sample(book, accounts=20)
        return account_rows(book, as_of=date(2025, 11, 24))


def names(rows: list[AccountRow], *words: str, band: str = "", customers_only: bool = False) -> list[str]:
    passes = Finding(rows).passing(words, band, customers_only=customers_only)
    return [r.account for r in rows if passes(r)]


def test_without_a_wish_every_row_passes(rows: list[AccountRow]) -> None:
    assert names(rows) == [r.account for r in rows]


def test_every_word_must_be_said_in_any_order(rows: list[AccountRow]) -> None:
    assert names(rows, "financ") == ["Financiality"]
    first = search_key(rows[0].account).split()
    assert rows[0].account in names(rows, *reversed(first))
    assert names(rows, "financ", "nowhere") == []


def test_a_band_and_customers_narrow_it_further(rows: list[AccountRow]) -> None:
    healthy = [r.account for r in rows if r.score and r.score.band and r.score.band.value == "healthy"]
    assert names(rows, band="healthy") == healthy != []
    assert names(rows, band="none") == [r.account for r in rows if not (r.score and r.score.band)]
    customers = [r.account for r in rows if r.line.status == "customer"]
    assert names(rows, customers_only=True) == customers
    assert set(names(rows, "financ", band="healthy", customers_only=True)) <= set(customers)


def test_the_total_is_that_of_the_rows_it_is_given(rows: list[AccountRow]) -> None:
    some = rows[:7]
    assert Finding(rows).total(some) == money(sum(r.arr or 0 for r in some), "USD")
    assert Finding(rows).total([]) == ""
