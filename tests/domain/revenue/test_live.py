"""A line is live on a day when it brings recurring revenue then: from its start until it is lost."""

from dataclasses import replace

import pytest

from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.revenue.due import missing_of, next_due
from csdesk.domain.revenue.lines import Line, Successor, known_by
from csdesk.domain.revenue.live import decision_at, life_of, renewed_without_next
from csdesk.domain.subscriptions import Period
from tests.domain.revenue.contracts import day, decision, line, monthly, step, subscription


def live(a_line: Line, on: str) -> bool:
    life = life_of(a_line)
    return life is not None and day(on) in life


def test_a_line_is_live_from_its_first_day_to_its_last() -> None:
    lost = line(subscription(), decisions=(decision("2025-12-31", Outcome.LOST),))
    assert [live(lost, d) for d in ("2024-12-31", "2025-01-01", "2025-12-31")] == [False, True, True]


def test_the_day_after_the_end_is_the_first_day_of_the_loss() -> None:
    lost = line(subscription(), decisions=(decision("2025-12-31", Outcome.LOST),))
    assert not live(lost, "2026-01-01")


@pytest.mark.parametrize("auto_renew", [None, False])
def test_past_its_end_and_undecided_a_line_goes_on_without_a_contract(auto_renew: bool | None) -> None:
    loose = life_of(line(subscription(auto_renew=auto_renew)))
    assert loose is not None
    assert day("2026-06-01") in loose
    assert loose.without_contract(day("2026-01-01"))
    assert not loose.without_contract(day("2025-12-31"))


def test_a_line_that_renews_itself_goes_on_under_contract() -> None:
    rolling = life_of(line(subscription(auto_renew=True)))
    assert rolling is not None
    assert day("2027-06-01") in rolling
    assert not rolling.without_contract(day("2027-06-01"))


def test_lost_on_a_later_term_end_stops_a_line_that_renews_itself() -> None:
    rolling = line(subscription(auto_renew=True), decisions=(decision("2027-12-31", Outcome.LOST),))
    assert live(rolling, "2027-12-31")
    assert not live(rolling, "2028-01-01")


def test_a_flag_of_loss_beats_auto_renewal() -> None:
    flagged = line(subscription(auto_renew=True), decisions=(decision("2025-12-31", Outcome.LOST),))
    assert not live(flagged, "2026-01-01")


def test_notice_on_a_term_line_never_shortens_the_term() -> None:
    told = line(subscription(auto_renew=True, cancelled="2025-03-15"))
    assert live(told, "2025-12-31")
    assert not live(told, "2026-01-01")


def test_notice_in_a_renewed_term_ends_that_term() -> None:
    told = line(subscription(auto_renew=True, cancelled="2026-03-15"))
    assert live(told, "2026-12-31")
    assert not live(told, "2027-01-01")


@pytest.mark.parametrize(
    ("given", "last"),
    [("2026-01-07", "2025-12-31"), ("2026-01-08", "2026-01-08"), ("2026-03-15", "2026-03-15")],
)
def test_notice_past_the_end_ends_what_went_on_without_a_contract_on_its_day(given: str, last: str) -> None:
    """Within a week it is the late word about the end itself."""
    told = life_of(line(subscription(cancelled=given)))
    assert told is not None
    assert told.last == day(last)


@pytest.mark.parametrize(
    ("lost", "renewed", "live_after"),
    [
        ("2025-12-29", "2025-12-31", True),
        ("2025-12-31", "2026-01-02", False),
        ("2025-12-30", "2026-01-01", True),
    ],
)
def test_of_two_decisions_about_one_end_the_nearer_stands_and_then_the_later(
    lost: str, renewed: str, live_after: bool
) -> None:
    both = line(subscription(), decisions=(decision(lost, Outcome.LOST), decision(renewed, Outcome.RENEWED)))
    assert live(both, "2026-01-03") is live_after
    assert (decision_at(both, day("2025-12-31")).outcome is Outcome.RENEWED) is live_after


def test_a_renewal_that_is_open_still_hides_no_loss() -> None:
    both = line(
        subscription(), decisions=(decision("2025-12-30", Outcome.LOST), decision("2025-12-31", Outcome.OPEN))
    )
    assert not live(both, "2026-01-01")
    assert decision_at(both, day("2025-12-31")).outcome is Outcome.LOST


def test_month_to_month_is_gone_on_the_day_of_its_cancellation() -> None:
    by_month = line(monthly(cancelled="2025-05-10"))
    assert live(by_month, "2025-05-09")
    assert not live(by_month, "2025-05-10")


def test_month_to_month_cancelled_on_its_first_day_never_was_live() -> None:
    assert life_of(line(monthly("2025-05-10", cancelled="2025-05-10"))) is None


def test_a_one_time_fee_is_never_live() -> None:
    assert life_of(line(subscription(recurring=False))) is None


def test_a_line_without_start_is_live_since_nobody_knows_when() -> None:
    unknown = line(subscription(None, None), step("2025-04-01", 100))
    assert live(unknown, "2020-01-01")
    assert unknown.mrr_on(day("2020-01-01")) is None


def test_a_line_without_start_is_not_live_before_it_was_signed() -> None:
    signed = line(subscription(None, None, signed="2025-03-01"), step("2025-04-01", 100))
    assert not live(signed, "2025-02-28")
    assert live(signed, "2025-03-01")


def test_what_was_renewed_goes_on_until_its_next_term_is_entered_or_a_loss_is_told() -> None:
    decided = (decision("2025-12-31", Outcome.RENEWED),)
    renewed = line(subscription(auto_renew=False), decisions=decided)
    assert live(renewed, "2025-12-31")
    assert live(renewed, "2026-01-01")
    assert renewed_without_next(renewed)


@pytest.mark.parametrize("decided", [(), (decision("2025-12-31", Outcome.RENEWED),)])
@pytest.mark.parametrize("auto_renew", [None, False])
def test_a_next_term_that_begins_late_takes_over_on_its_first_day(
    auto_renew: bool | None, decided: tuple[Renewal, ...]
) -> None:
    late = line(subscription(auto_renew=auto_renew), decisions=decided, followed=("2026-02-01",))
    assert [live(late, d) for d in ("2026-01-01", "2026-01-31", "2026-02-01")] == [True, True, False]
    assert not renewed_without_next(late)
    assert missing_of(late, day("2026-01-15")) == ()


def test_a_next_term_that_begins_late_is_the_decision_of_the_day_on_which_it_was_signed() -> None:
    late = line(subscription(auto_renew=False), followed=("2026-02-01",))
    found = decision_at(late, day("2025-12-31"))
    assert (found.outcome, found.decided_on) == (Outcome.RENEWED, day("2026-02-01"))


def test_what_renews_itself_goes_on_beside_a_line_that_begins_in_the_middle_of_its_term() -> None:
    beside = line(subscription(auto_renew=True), followed=("2026-02-01",))
    assert live(beside, "2026-06-01")


@pytest.mark.parametrize("auto_renew", [None, False, True])
def test_a_term_that_was_renewed_into_another_product_ends_where_that_begins(auto_renew: bool | None) -> None:
    new = (Successor(day("2026-01-01")),)
    old = line(subscription(auto_renew=auto_renew), decisions=(decision("2025-12-31", Outcome.RENEWED),))
    moved = replace(old, new_products=new)
    assert [live(moved, d) for d in ("2025-12-31", "2026-01-01")] == [True, False]
    assert not renewed_without_next(moved)
    undecided = replace(moved, decisions=())
    assert live(undecided, "2026-01-01")
    later = replace(old, new_products=(Successor(day("2026-01-15")),))
    assert live(later, "2026-01-01")


def test_a_line_of_the_same_product_that_starts_the_day_after_is_the_renewal() -> None:
    old = line(subscription(auto_renew=True), followed=("2026-01-01",))
    assert not live(old, "2026-01-01")
    assert decision_at(old, day("2025-12-31")).outcome is Outcome.RENEWED


def test_a_line_that_starts_in_the_middle_of_the_term_renews_nothing() -> None:
    beside = line(subscription(), followed=("2025-06-01",))
    assert decision_at(beside, day("2025-12-31")).outcome is Outcome.OPEN
    assert live(beside, "2026-01-01")


@pytest.mark.parametrize("auto_renew", [None, False, True])
@pytest.mark.parametrize("start", ["2023-12-31", "2024-01-01"])
def test_at_the_end_of_an_earlier_term_a_line_went_on_whatever_begins_beside_it(
    auto_renew: bool | None, start: str
) -> None:
    three_years = subscription("2023-01-01", "2025-12-31", auto_renew=auto_renew, term_months=12)
    beside = replace(line(three_years), successors=(Successor(day(start), day("2024-03-01")),))
    found = decision_at(beside, day("2023-12-31"))
    assert found.decided_on == day("2023-12-31")
    assert found.outcome is (Outcome.AUTO if auto_renew else Outcome.RENEWED)
    assert live(beside, "2025-12-31")


def test_a_decision_dated_a_day_beside_the_end_is_about_that_end() -> None:
    lost = line(subscription(), decisions=(decision("2026-01-01", Outcome.LOST),))
    assert live(lost, "2025-12-31")
    assert not live(lost, "2026-01-01")


def test_a_loss_of_another_term_inside_a_longer_one_changes_nothing() -> None:
    long = line(subscription("2024-01-01", "2026-12-31"), decisions=(decision("2024-12-31", Outcome.LOST),))
    assert live(long, "2026-01-01")


def test_a_decision_is_not_known_before_its_day() -> None:
    lost = line(subscription(), decisions=(decision("2025-12-31", Outcome.LOST, "2026-02-01"),))
    assert live(known_by(lost, day("2026-01-15")), "2026-01-15")
    assert not live(known_by(lost, day("2026-02-01")), "2026-01-15")


def test_notice_is_not_known_before_its_day_but_a_monthly_cancellation_ahead_is() -> None:
    told = known_by(line(subscription(cancelled="2025-09-01")), day("2025-08-31"))
    assert told.subscription.cancelled_on is None
    ahead = known_by(line(monthly(cancelled="2025-09-01")), day("2025-08-31"))
    assert ahead.subscription.cancelled_on == day("2025-09-01")


def test_the_next_due_day_of_a_line_that_renews_itself_rolls_on() -> None:
    assert next_due(line(subscription(auto_renew=True)), day("2026-05-01")) == day("2026-12-31")
    assert next_due(line(subscription(auto_renew=False)), day("2026-05-01")) is None
    assert next_due(line(subscription(auto_renew=False)), day("2025-12-31")) == day("2025-12-31")


def test_an_assumed_term_ends_a_period_after_its_start() -> None:
    lost = decision("2025-12-31", Outcome.LOST)
    assumed = line(subscription("2025-01-01", None, period=Period.YEAR), decisions=(lost,))
    assert live(assumed, "2025-12-31")
    assert not live(assumed, "2026-01-01")


def test_a_booking_day_tells_since_when_a_decision_is_known_where_nothing_else_does() -> None:
    booked = decision("2025-12-31", Outcome.LOST, booked_on=day("2026-02-01"))
    assert live(known_by(line(subscription(), decisions=(booked,)), day("2026-01-15")), "2026-01-15")
