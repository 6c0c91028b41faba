"""A renewal despite notice: one row says that a term was renewed, notice for it says that it was not."""

import pytest

from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.despite import renewed_despite_notice
from csdesk.domain.subscriptions import Subscription
from tests.domain.revenue.contracts import day, decision, line, monthly, subscription

YEAR = "2025-12-31"


def ended(given: str, *, end: str = YEAR, rolls: bool | None = False) -> Subscription:
    return subscription(end=end, cancelled=given, auto_renew=rolls)


@pytest.mark.parametrize("outcome", [o for o in Outcome if o.renewed])
def test_whatever_way_it_was_renewed_notice_says_otherwise(outcome: Outcome) -> None:
    told = line(ended("2025-10-01"), decisions=(decision(YEAR, outcome),))
    assert renewed_despite_notice(told) == day(YEAR)


@pytest.mark.parametrize("outcome", [Outcome.OPEN, Outcome.LOST])
def test_what_is_open_or_lost_is_as_notice_says(outcome: Outcome) -> None:
    assert renewed_despite_notice(line(ended("2025-10-01"), decisions=(decision(YEAR, outcome),))) is None


def test_a_row_within_a_week_of_the_end_is_about_it() -> None:
    near, far = decision("2026-01-07", Outcome.RENEWED), decision("2026-01-08", Outcome.RENEWED)
    assert renewed_despite_notice(line(ended("2025-10-01"), decisions=(near,))) == day(YEAR)
    assert renewed_despite_notice(line(ended("2025-10-01"), decisions=(far,))) is None


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("2024-12-30", "2024-12-31"),
        ("2024-12-31", "2024-12-31"),
        ("2025-01-01", None),  # for the end of 2025, of which nothing is said
        ("2025-12-31", None),
    ],
)
def test_of_a_line_that_was_renewed_in_place_it_is_the_first_end_from_the_day_of_notice(
    given: str, found: str | None
) -> None:
    told = subscription("2024-01-01", YEAR, cancelled=given, auto_renew=False)
    renewed = decision("2024-12-31", Outcome.RENEWED)
    assert renewed_despite_notice(line(told, decisions=(renewed,))) == (day(found) if found else None)


def test_of_a_line_that_renews_itself_it_is_the_end_of_the_term_in_which_notice_was_given() -> None:
    rolls = ended("2026-03-01", rolls=True)
    assert renewed_despite_notice(line(rolls, decisions=(decision("2026-12-31", Outcome.AUTO),))) == day(
        "2026-12-31"
    )
    assert renewed_despite_notice(line(rolls, decisions=(decision(YEAR, Outcome.AUTO),))) is None


def test_notice_after_the_term_ends_what_went_on_after_its_renewal() -> None:
    """Renewed at the end of 2025, next term not entered, left in March: nothing contradicts."""
    assert (
        renewed_despite_notice(line(ended("2026-03-01"), decisions=(decision(YEAR, Outcome.RENEWED),)))
        is None
    )


def test_what_runs_by_the_month_or_is_paid_once_renews_nothing() -> None:
    renewed = (decision(YEAR, Outcome.RENEWED),)
    assert renewed_despite_notice(line(monthly(cancelled="2025-10-01"), decisions=renewed)) is None
    once = subscription(cancelled="2025-10-01", recurring=False)
    assert renewed_despite_notice(line(once, decisions=renewed)) is None
