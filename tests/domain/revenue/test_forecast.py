"""A forecast says what the renewals of some days will bring."""

from fractions import Fraction

import pytest

from csdesk.domain.ids import AccountId
from csdesk.domain.renewals import Category, Outcome
from csdesk.domain.revenue.calls import Call
from csdesk.domain.revenue.forecast import (
    Expected,
    Rate,
    Standing,
    expected,
    forecast,
    rates_of,
    standing_of,
)
from tests.domain.revenue.contracts import day

AS_OF = day("2025-11-24")


def whole(*amounts: Fraction | int | None) -> tuple[int | None, ...]:
    """Amounts without a fraction of a minor unit."""
    assert all(a is None or a.denominator == 1 for a in amounts)
    return tuple(None if a is None else int(a) for a in amounts)


def each(**amounts: int) -> list[Expected]:
    return [
        expected(Standing[name.upper()], "USD", Fraction(amount), None, Fraction(amount))
        for name, amount in amounts.items()
    ]


ALL = each(unknown=1, at_risk=10, likely=100, committed=1000, lost=10_000, renewed=100_000)


def test_worst_is_committed_likely_adds_the_likely_best_is_all_that_is_not_lost() -> None:
    found = forecast(ALL, "USD")
    assert whole(found.worst, found.likely, found.best) == (101_000, 101_100, 101_111)


def test_every_renewal_stands_in_one_place_and_they_add_up_to_what_is_due() -> None:
    found = forecast(ALL, "USD")
    assert found.due == sum(found.amounts.values()) == 111_111
    assert set(found.counts.values()) == {1}


@pytest.mark.parametrize(
    ("category", "outcome", "standing"),
    [
        (Category.LIKELY, Outcome.OPEN, Standing.LIKELY),
        (Category.LIKELY, Outcome.LOST, Standing.LOST),
        (Category.LOST, Outcome.OPEN, Standing.LOST),
        (Category.UNKNOWN, Outcome.CONTRACTED, Standing.RENEWED),
        (Category.AT_RISK, Outcome.AUTO, Standing.RENEWED),
    ],
)
def test_a_decision_stands_before_a_category(
    category: Category, outcome: Outcome, standing: Standing
) -> None:
    assert standing_of(category, outcome) is standing


def test_what_is_expected_above_the_amount_due_is_counted_apart() -> None:
    more = expected(Standing.LIKELY, "USD", Fraction(100), 130, None)
    less = expected(Standing.LIKELY, "USD", Fraction(100), 70, None)
    assert whole(more.kept, more.more) == (100, 30)
    assert whole(less.kept, less.more) == (70, 0)
    found = forecast([more, less], "USD")
    assert whole(found.due, found.likely, found.more) == (200, 170, 30)


def test_what_was_renewed_counts_at_its_new_amount() -> None:
    assert expected(Standing.RENEWED, "USD", Fraction(100), 100, Fraction(60)).kept == 60


def test_what_was_renewed_at_an_amount_that_nobody_knows_is_not_guessed() -> None:
    found = forecast([expected(Standing.RENEWED, "USD", Fraction(100), 100, None)], "USD")
    assert whole(found.due, found.worst, found.best, found.not_known) == (100, 0, 0, 1)


def test_a_renewal_without_an_amount_is_counted_and_adds_nothing() -> None:
    found = forecast([expected(Standing.LIKELY, "USD", None, None, None), *ALL], "USD")
    assert whole(found.not_known, found.counts[Standing.LIKELY], found.likely) == (1, 2, 101_100)


def test_another_currency_is_left_aside() -> None:
    euros = expected(Standing.COMMITTED, "EUR", Fraction(7), None, None)
    assert forecast([euros, *ALL], "USD").worst == 101_000
    assert forecast([euros, *ALL], "EUR").best == 7


def history(category: Category | None, renewed: int, lost: int) -> list[Call]:
    outcomes = [False] * renewed + [True] * lost
    return [Call(AccountId("a1"), day("2025-01-31"), category, gone) for gone in outcomes]


def test_own_rates_are_used_from_twenty_decisions_of_each_category() -> None:
    rows = [*history(Category.COMMITTED, 20, 0), *history(Category.LIKELY, 15, 5)]
    few = rates_of([*rows, *history(Category.AT_RISK, 9, 10)])
    assert forecast(ALL, "USD", few).by_rates is None
    rates = rates_of([*rows, *history(Category.AT_RISK, 10, 10)])
    assert rates[Category.LIKELY] == Rate(15, 20)
    assert forecast(ALL, "USD", rates).by_rates == 100_000 + 1000 + 75 + 5


def test_losses_that_nobody_had_called_anything_give_no_rates() -> None:
    calls = [*history(Category.COMMITTED, 30, 0), *history(None, 0, 3)]
    assert rates_of(calls) == {}
    assert rates_of([*calls, *history(Category.AT_RISK, 0, 3)])[Category.COMMITTED] == Rate(30, 30)
