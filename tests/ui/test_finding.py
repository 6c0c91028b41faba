"""Finding: the filter of the Accounts page says yes to the right rows, and adds them up by currency."""

import gc
import weakref
from datetime import date

import pytest

from csdesk.domain.names import search_key
from csdesk.domain.query import Compare, Condition, parsed
from csdesk.services.accounts.account_facts import FIELDS
from csdesk.services.accounts.accounts import AccountRow, account_rows
from csdesk.services.sample import write_sample
from csdesk.store.book import Book
from csdesk.ui.accounts.finding import Finding
from csdesk.ui.formats import money

TODAY = date(2025, 11, 24)


@pytest.fixture(scope="module")
def rows() -> list[AccountRow]:
    with Book.in_memory() as book:
        write_sample(book, accounts=20)
        return account_rows(book, as_of=TODAY)


def names(rows: list[AccountRow], *words: str, filters: tuple[Condition, ...] = ()) -> list[str]:
    passes = Finding(rows, TODAY).passing(words, filters)
    return [r.account for r in rows if passes is None or r.id in passes]


def test_without_a_wish_every_row_passes(rows: list[AccountRow]) -> None:
    assert names(rows) == [r.account for r in rows]


def test_every_word_must_be_said_in_any_order(rows: list[AccountRow]) -> None:
    assert names(rows, "financ") == ["Financiality"]
    first = search_key(rows[0].account).split()
    assert rows[0].account in names(rows, *reversed(first))
    assert names(rows, "financ", "nowhere") == []


def test_every_filter_narrows_it_further(rows: list[AccountRow]) -> None:
    well, customer = Compare("standing", "=", "healthy"), Compare("status", "=", "customer")
    healthy = [r.account for r in rows if r.score and r.score.band and r.score.band.value == "healthy"]
    assert names(rows, filters=(well,)) == healthy != []
    customers = [r.account for r in rows if r.line.status == "customer"]
    assert names(rows, filters=(customer,)) == customers
    assert names(rows, "financ", filters=(well, customer)) == [
        n for n in names(rows, "financ") if n in healthy and n in customers
    ]


def test_what_is_compared_is_what_the_command_line_compares(rows: list[AccountRow]) -> None:
    found = names(rows, filters=(parsed("arr >= 40000 and renewal_on <= +90d", FIELDS),))
    until = date(2026, 2, 22)
    assert found == [
        r.account
        for r in rows
        if (r.arr or 0) >= 4_000_000 and r.money and r.money.renewal_on and r.money.renewal_on <= until
    ]
    assert found


def test_the_values_of_a_field_come_the_most_frequent_first(rows: list[AccountRow]) -> None:
    values = Finding(rows, TODAY).values("segment")
    counts = [sum(r.line.segment == v for r in rows) for v in values]
    assert counts == sorted(counts, reverse=True)
    assert Finding(rows, TODAY).values("lost_on") == sorted({r.line.lost_on for r in rows if r.line.lost_on})


def test_the_total_is_that_of_the_rows_it_is_given(rows: list[AccountRow]) -> None:
    some = rows[:7]
    assert Finding(rows).total(r.id for r in some) == money(sum(r.arr or 0 for r in some), "USD")
    assert Finding(rows).total([]) == ""


def test_what_was_read_before_a_change_goes_with_the_next_reading(rows: list[AccountRow]) -> None:
    gc.disable()  # nothing has to look for it
    try:
        finding = Finding(rows, TODAY)
        assert finding.passing(["financ"], (parsed("arr > 0", FIELDS),))
        finding.prepare(["status"])
        gone = weakref.ref(finding)
        del finding
        assert gone() is None
    finally:
        gc.enable()
