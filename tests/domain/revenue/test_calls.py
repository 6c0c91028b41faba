"""Calls: a decision counts by what its renewal had been called, however the book learnt of it."""

from collections.abc import Mapping

import pytest

from csdesk.domain.renewals import Category, Outcome
from csdesk.domain.revenue.calls import Call, calls_of
from csdesk.domain.revenue.lines import Line
from tests.domain.revenue.contracts import day, decision, line, monthly, subscription

AS_OF = day("2026-06-01")
NOTHING: Mapping[str, Category] = {}


def told(of: Line, before: Mapping[str, Category] = NOTHING) -> list[tuple[Category | None, bool]]:
    return [(c.category, c.lost) for c in calls_of(of, before, AS_OF)]


def test_a_recorded_decision_counts_by_its_own_category() -> None:
    kept = decision("2025-12-31", Outcome.RENEWED, "2025-11-01", category=Category.LIKELY)
    assert list(calls_of(line(subscription(), decisions=(kept,)), {}, AS_OF)) == [
        Call(kept.account, day("2025-11-01"), Category.LIKELY, lost=False)
    ]


def test_what_renewed_itself_and_what_left_by_notice_counts_too() -> None:
    called = decision("2025-12-31", Outcome.OPEN, category=Category.COMMITTED)
    assert told(line(subscription(auto_renew=True), decisions=(called,))) == [(Category.COMMITTED, False)]
    gone = subscription(auto_renew=True, cancelled="2025-09-01")
    assert told(line(gone, decisions=(called,))) == [(Category.COMMITTED, True)]
    assert told(line(gone)) == [(None, True)]


def test_a_line_that_followed_is_the_decision_on_what_had_been_called() -> None:
    called = decision("2025-12-31", Outcome.OPEN, category=Category.AT_RISK)
    assert told(line(subscription(), decisions=(called,), followed=("2026-01-01",))) == [
        (Category.AT_RISK, False)
    ]


def test_a_plain_loss_is_what_it_had_been_called_before_by_the_history_or_nothing() -> None:
    lost = decision("2025-12-31", Outcome.LOST, "2025-11-01", category=Category.LOST)
    of = line(subscription(), decisions=(lost,))
    assert told(of) == [(None, True)]
    assert told(of, {lost.id: Category.LIKELY}) == [(Category.LIKELY, True)]


@pytest.mark.parametrize("category", [Category.UNKNOWN, Category.LIKELY])
def test_what_is_open_decided_later_or_renewed_uncalled_is_no_call(category: Category) -> None:
    open_ = decision("2026-12-31", Outcome.OPEN, category=category)
    later = decision("2026-12-31", Outcome.RENEWED, "2026-06-02", category=category)
    for row in (open_, later):
        assert told(line(subscription("2026-01-01", "2026-12-31"), decisions=(row,))) == []
    kept = decision("2025-12-31", Outcome.RENEWED, "2025-11-01", category=Category.UNKNOWN)
    assert told(line(subscription(), decisions=(kept,))) == []


def test_what_runs_by_the_month_has_no_renewal_to_call() -> None:
    assert told(line(monthly(cancelled="2025-05-01"))) == []
