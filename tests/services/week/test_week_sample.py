"""The sample book's week: a believable one, planned as every week is."""

from datetime import date, timedelta

import pytest

from csdesk.domain.revenue.due import dues_of
from csdesk.domain.week.plan import WeekPlan
from csdesk.services.week.week import plan_week
from csdesk.store.book import Book
from csdesk.store.lines import sold_lines
from csdesk.store.week import lines_ending
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def plan(sample: Book) -> WeekPlan:
    """Its week."""
    return plan_week(sample, start=TODAY)


def test_every_ranked_item_is_planned_or_not_done(plan: WeekPlan) -> None:
    to_do = [i for i in plan.plan if not i.done]
    assert len(to_do) + len(plan.not_doing) == plan.ranked
    places = sorted(i.item.place for i in to_do) + sorted(n.item.place for n in plan.not_doing)
    assert sorted(places) == list(range(1, plan.ranked + 1))


def test_the_three_classes_are_filled_in_their_order(plan: WeekPlan) -> None:
    items = [i.item for i in plan.plan if not i.done] + [n.item for n in plan.not_doing]
    items.sort(key=lambda item: item.place)
    assert [i.rank for i in items] == sorted(i.rank for i in items)
    assert {i.rank for i in items} == {0, 1, 2}


def test_only_mandatory_work_is_over_capacity(plan: WeekPlan) -> None:
    assert all(i.item.candidate.mandatory for i in plan.plan if i.over)


def test_what_is_planned_says_what_is_at_stake(plan: WeekPlan) -> None:
    assert all(i.item.factors.priority is not None for i in plan.plan)
    assert set(plan.arr_worked_on) == {"USD"}


def test_known_accounts_are_where_their_story_puts_them(plan: WeekPlan) -> None:
    halden = [i.item.candidate for i in plan.plan if i.item.candidate.name == "Halden Freight"]
    late, notice = halden[:2]
    assert (late.source, late.mandatory, late.reason) == ("promise", True, "Promised, 3 days late")
    assert notice.mandatory
    assert notice.reason.endswith("silent for 41 days")
    assert [i.item.candidate.name for i in plan.plan if i.done] == ["Corvid Analytics"]


def test_nobody_is_both_left_alone_and_planned(plan: WeekPlan) -> None:
    busy = {i.item.candidate.account for i in plan.plan} | {n.item.candidate.account for n in plan.not_doing}
    assert plan.leave_alone
    assert not busy & {account for account, _ in plan.leave_alone}


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2025, 6, 30), TODAY, date(2026, 2, 1)])
def test_reading_fewer_lines_leaves_out_no_end_that_is_open(sample: Book, day: date) -> None:
    by = day + timedelta(days=180)
    some = {line.subscription.id for line in lines_ending(sample, by=by, as_of=day)}
    lost = {a for (a,) in sample.rows("SELECT uid FROM accounts WHERE status <> 'customer'")}
    for sold in sold_lines(sample, as_of=day):
        due = [d for d in dues_of(sold.line, day - timedelta(days=900), by, as_of=day) if d.outcome == "open"]
        assert not due or sold.subscription.id in some or sold.subscription.account in lost


def test_the_week_of_every_day_can_be_planned(sample: Book) -> None:
    for month in range(1, 13):
        made = plan_week(sample, start=date(2025, month, 3))
        assert made.planned_minutes or made.leave_alone
        assert made == plan_week(sample, start=date(2025, month, 3))
