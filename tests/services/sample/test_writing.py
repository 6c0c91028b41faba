"""The sample book is the same every time, whole, and believable."""

from datetime import date, timedelta

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.changes import Verb
from csdesk.domain.nouns import NOUNS
from csdesk.domain.preferences import CLOCK as CLOCK_KEY
from csdesk.domain.preferences import CURRENCY, OWNER, VENDOR
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.usage import Usage
from csdesk.services.book.history import history, undo
from csdesk.services.sample import CLOCK, SampleStopped, write_sample
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.store.revenue import arr_by_account
from tests.figures import numbers


def _content(book: Book) -> dict[type, list[object]]:
    return {noun: book.all(noun) for noun in NOUNS}


def test_the_same_seed_writes_the_same_rows(sample: Book) -> None:
    with Book.in_memory() as again:
        write_sample(again)
        assert _content(again) == _content(sample)


def test_another_seed_draws_another_history_of_the_same_accounts(sample: Book) -> None:
    with Book.in_memory() as other:
        write_sample(other, seed=7)
        assert {a.account for a in other.all(Account)} == {a.account for a in sample.all(Account)}
        assert other.all(Usage) != sample.all(Usage)


def test_it_is_a_book_of_fifty_customers_and_a_few_lost_ones(sample: Book) -> None:
    statuses = [a.status for a in sample.all(Account)]
    assert statuses.count(Status.CUSTOMER) == 50
    assert statuses.count(Status.LOST) == 5
    assert len(statuses) == 55


def test_it_says_whose_book_it_is_and_what_day_it_is_in_it(sample: Book) -> None:
    said = [sample.preference(key) for key in (CLOCK_KEY, CURRENCY, OWNER, VENDOR)]
    assert said == ["2025-11-24", "USD", "Mary Harrison", "Wingtip"]


def test_it_is_one_change_that_can_be_undone() -> None:
    with Book.in_memory() as book:
        done = write_sample(book, accounts=3)
        assert [(o.verb, o.rows) for o in history(book)] == [(Verb.DEMO, len(done.rows))]
        undo(book, done.n, today=CLOCK)
        assert all(book.all(noun) == [] for noun in NOUNS)


def test_the_check_finds_nothing_wrong_with_it(sample: Book) -> None:
    assert problems_of(sample, deep=True) == []


@pytest.mark.parametrize("accounts", [1, 7, 49, 63])
def test_any_number_of_customers_can_be_had(accounts: int) -> None:
    with Book.in_memory() as book:
        write_sample(book, accounts=accounts)
        customers = [a for a in book.all(Account) if a.status is Status.CUSTOMER]
        assert len(customers) == accounts
        assert "Financiality" in {a.account for a in customers}
        assert len({a.account for a in book.all(Account)}) == len(book.all(Account))


def test_a_larger_book_has_the_same_fifty_accounts_in_it(sample: Book) -> None:
    with Book.in_memory() as larger:
        write_sample(larger, accounts=80)
        ours = sample.all(Account)
        assert larger.all(Account)[: len(ours) - 1] == ours[:-1]


def test_progress_counts_customers_and_can_stop_it() -> None:
    seen: list[tuple[int, int]] = []

    def stopped_at_once(done: int, total: int) -> bool:
        seen.append((done, total))
        return done < 60

    with Book.in_memory() as book:
        with pytest.raises(SampleStopped):
            write_sample(book, accounts=130, progress=stopped_at_once)
        assert book.all(Account) == []
        assert history(book) == []
    assert seen[0] == (0, 130)
    assert seen[-1][0] >= 60


def test_the_arr_is_that_of_the_fifty_known_amounts(sample: Book) -> None:
    money = arr_by_account(sample, CLOCK)
    assert sum(m.arr or 0 for m in money.values()) == 219_570_000
    assert all(m.unknown == 0 for m in money.values())


def test_a_year_of_it_keeps_most_of_its_revenue_and_loses_some(sample: Book) -> None:
    year = numbers(sample, date(2024, 11, 1), date(2025, 10, 31), as_of=CLOCK)
    assert year.nrr is not None
    assert year.grr is not None
    assert 0.97 < year.nrr < 1.08
    assert 0.90 < year.grr < 0.97
    assert year.logo_churn is not None
    assert round(year.logo_churn * year.opening_accounts) == 3
    assert year.waterfall.residual == 0


def test_every_term_but_the_last_was_decided(sample: Book) -> None:
    for line in sample.all(Subscription):
        assert line.start is not None
        assert line.end is None or line.start <= line.end
        if line.end and line.end < CLOCK and line.recurring:
            followed = {s.start for s in sample.all(Subscription, account=line.account)}
            assert line.cancelled_on or line.end + timedelta(days=1) in followed
