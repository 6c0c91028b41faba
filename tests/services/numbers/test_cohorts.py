"""Cohorts count each account from its own first day."""

from dataclasses import replace
from fractions import Fraction

import pytest

from csdesk.domain.ids import AccountId, SubscriptionId
from csdesk.domain.preferences import CURRENCY, Preference
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.cohorts import MONTHS
from csdesk.services.numbers.cohorts import cohorts
from csdesk.store.book import Book
from tests.domain.revenue.contracts import day, decision, monthly, step, subscription
from tests.services.numbers.test_numbers import fill

TODAY = day("2026-06-01")


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
    assert [(p.time, p.watched, p.lost) for p in found.survival.points] == [(5, 2, 1)]


def test_survival_says_of_every_month_what_the_cohorts_say(book: Book) -> None:
    """Ten of twenty are lost: five on the day after six months, five in the middle of the seventh."""
    values: list[object] = []
    for i in range(1, 21):
        gone = None if i > 10 else "2023-07-01" if i > 5 else "2023-07-16"
        values += [
            monthly("2023-01-01", cancelled=gone, id=f"s{i}", account=f"a{i}"),
            step("2023-01-01", 1, of=f"s{i}"),
        ]
    fill(book, *values, accounts=20)
    found = cohorts(book, as_of=TODAY)
    kept = {k.months: k.share for k in found.cohorts[0].kept if k.of}
    assert kept == {n: found.survival.at(n) for n in kept}
    assert [found.survival.at(n) for n in (5, 6, 7)] == [1, Fraction(3, 4), Fraction(1, 2)]
    assert found.survival.median == 7


def test_a_contract_of_a_year_that_is_lost_is_not_there_after_a_year(book: Book) -> None:
    fill(
        book,
        *(monthly("2023-01-01", cancelled="2024-02-01"), step("2023-01-01", 1)),
        *(subscription("2023-01-01", "2023-12-31", id="s2", account="a2"), step("2023-01-01", 1, of="s2")),
        replace(
            decision("2023-12-31", Outcome.LOST), account=AccountId("a2"), subscription=SubscriptionId("s2")
        ),
    )
    found = cohorts(book, as_of=TODAY).survival
    assert [(p.time, p.lost) for p in found.points] == [(12, 1), (13, 1)]


def test_who_comes_back_later_is_lost_until_then(book: Book) -> None:
    fill(
        book,
        *(monthly("2025-01-01", cancelled="2025-03-01"), step("2025-01-01", 1)),
        *(monthly("2025-09-01", id="s2"), step("2025-09-01", 1, of="s2")),
    )
    lost = {
        on: cohorts(book, as_of=day(on)).survival.lost for on in ("2025-02-28", "2025-06-30", "2025-09-01")
    }
    assert lost == {"2025-02-28": 0, "2025-06-30": 1, "2025-09-01": 0}


def test_without_a_rate_accounts_are_counted_and_their_mrr_is_not_told(book: Book) -> None:
    fill(
        book,
        *(monthly("2019-01-01", cancelled="2020-01-01", currency="EUR"), step("2019-01-01", 1)),
        *(monthly("2024-01-01", id="s2", account="a2", currency="USD"), step("2024-01-01", 1, of="s2")),
        Preference(id=CURRENCY, value="USD"),
    )
    found = cohorts(book, as_of=TODAY)
    kept = [(c.quarter, c.kept[3].accounts, c.kept[3].mrr) for c in found.cohorts]
    assert kept == [("2019-Q1", 0, None), ("2024-Q1", 1, 1)]
    assert (found.survival.count, found.unrated) == (2, ("EUR",))


def test_a_book_without_contracts_has_no_cohort(book: Book) -> None:
    fill(book)
    found = cohorts(book, as_of=TODAY)
    assert (found.cohorts, found.survival.count) == ((), 0)


@pytest.mark.parametrize(("as_of", "old"), [("2024-04-29", 0), ("2024-04-30", 1)])
def test_an_account_is_three_months_old_from_the_day_on_which_it_is(book: Book, as_of: str, old: int) -> None:
    """Three months from 31 January are over on 30 April."""
    fill(book, monthly("2024-01-31"), step("2024-01-31", 100))
    assert cohorts(book, as_of=day(as_of)).whole[0].of == old


@pytest.mark.parametrize(
    ("as_of", "lost", "months"), [("2024-12-30", 0, None), ("2024-12-31", 0, None), ("2025-01-01", 1, 12)]
)
def test_the_day_after_the_end_is_the_first_on_which_somebody_is_lost(
    book: Book, as_of: str, lost: int, months: int | None
) -> None:
    fill(
        book,
        *(subscription("2024-01-01", "2024-12-31"), step("2024-01-01", 100)),
        decision("2024-12-31", Outcome.LOST, "2024-10-01"),
    )
    stays = cohorts(book, as_of=day(as_of)).survival
    assert (stays.lost, stays.median) == (lost, months)
