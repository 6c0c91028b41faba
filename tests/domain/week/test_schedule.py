"""Days are filled in order; what fits no day of its window is not done, and it says why."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.health.bands import Band
from csdesk.domain.ids import AccountId
from csdesk.domain.periods import Days
from csdesk.domain.week.candidates import TASK, Candidate
from csdesk.domain.week.capacity import WorkingTime, days_of_week
from csdesk.domain.week.plan import Planned, Ranked, WeekPlan
from tests.domain.week.making import FRIDAY, MONDAY, ONE, ago, ahead, candidate, planned, ranked


def days_by_cause(plan: WeekPlan) -> dict[str, int]:
    """On which day after the Monday each cause stands."""
    return {i.item.candidate.cause: (i.day - MONDAY).days for i in plan.plan}


def test_a_default_day_has_248_minutes() -> None:
    assert WorkingTime().minutes() == int(7.5 * 60 * 0.65 * 0.85) == 248
    assert WorkingTime(planned=Fraction(5)).minutes() == 300


def test_a_week_begins_on_the_first_working_day() -> None:
    assert days_of_week(MONDAY)[0] == MONDAY
    assert days_of_week(ago(1)) == days_of_week(MONDAY) == days_of_week(FRIDAY)


def test_a_week_from_the_wednesday_plans_three_days() -> None:
    from csdesk.domain.week.schedule import Frame, schedule

    plan = schedule(Frame(ahead(2), days_of_week(MONDAY), 60), [ranked(candidate())])
    assert [d.past for d in plan.days] == [True, True, False, False, False]
    assert plan.capacity_minutes == 180
    assert plan.plan[0].day == ahead(2)


def test_mandatory_goes_before_at_risk_and_that_before_the_rest() -> None:
    large = ranked(candidate("large"), 99_000_000, band=Band.HEALTHY)
    small = ranked(candidate("small"), 500_000, band=Band.AT_RISK)
    open_value = ranked(candidate("value"), 400_000, band=Band.HEALTHY, first_value_open=True)
    must = ranked(candidate("must", mandatory=True), 100)
    plan = planned([large, open_value, small, must])
    assert [i.item.candidate.cause for i in plan.plan] == ["must", "small", "value", "large"]
    assert [i.item.place for i in plan.plan] == [1, 2, 3, 4]


def test_a_day_is_shown_with_what_is_for_one_account_side_by_side_and_what_is_done_last() -> None:
    one, two = AccountId("a-1"), AccountId("a-2")
    first = ranked(candidate("first", account=one), 9_000_000)
    other = ranked(candidate("other", account=two), 8_000_000)
    second = ranked(candidate("second", account=one), 7_000_000)
    done = Planned(MONDAY, ranked(candidate("done", account=one)), done=True)
    day = planned([first, other, second], done=(done,)).days[0]
    assert [i.item.candidate.cause for i in day.items] == ["first", "other", "second", "done"]
    assert [i.item.candidate.cause for i in day.by_account] == ["first", "second", "other", "done"]


def test_equal_priorities_are_ordered_by_edge_then_name_then_account() -> None:
    later = candidate("later", edge=ahead(30))
    sooner = candidate("sooner", edge=ahead(25))
    other = candidate("other", edge=ahead(25), name="Zephyr", account=AccountId("a-0"))
    twin = candidate("twin", edge=ahead(25), account=AccountId("a-2"))
    plan = planned([ranked(c) for c in (later, other, twin, sooner)])
    assert [i.item.candidate.cause for i in plan.plan] == ["sooner", "twin", "other", "later"]


def test_an_unknown_stake_comes_after_known_ones_of_its_class() -> None:
    plan = planned([ranked(candidate("unknown"), None), ranked(candidate("little"), 1)])
    assert [i.item.candidate.cause for i in plan.plan] == ["little", "unknown"]


def test_both_edges_of_a_window_are_in_it() -> None:
    only = candidate("only", first=ahead(2), edge=ahead(2))
    assert days_by_cause(planned([ranked(only)])) == {"only": 2}
    last = candidate("last", first=FRIDAY, edge=ahead(20))
    assert days_by_cause(planned([ranked(last)])) == {"last": 4}


def test_an_item_moves_to_the_first_day_with_room_inside_its_window() -> None:
    first = ranked(candidate("first", minutes=200), 90_000_000)
    second = ranked(candidate("second", minutes=60), 9_000)
    assert days_by_cause(planned([first, second])) == {"first": 0, "second": 1}


def test_what_has_time_makes_room_for_what_has_not() -> None:
    wide = [ranked(candidate(f"wide{n}", minutes=120), 90_000_000 - n) for n in range(2)]
    tight = ranked(candidate("tight", edge=MONDAY, minutes=60), 9_000)
    assert days_by_cause(planned([*wide, tight])) == {"wide0": 0, "tight": 0, "wide1": 1}
    at_risk = [ranked(candidate(f"risk{n}", minutes=120), band=Band.AT_RISK) for n in range(2)]
    moved = [ranked(candidate(f"moved{n}", minutes=120, planned_on=MONDAY), 9_000) for n in range(2)]
    bound = [ranked(candidate(f"bound{n}", minutes=120, edge=MONDAY), 90_000_000) for n in range(2)]
    for stay in (at_risk, moved, bound):
        assert [n.item.candidate.cause for n in planned([*stay, tight]).not_doing] == ["tight"]


def test_several_make_room_together_where_none_is_enough_and_none_goes_for_nothing() -> None:
    small = [ranked(candidate(f"small{n}", minutes=30), 90_000_000 - n) for n in range(8)]
    tight = ranked(candidate("tight", edge=MONDAY, minutes=60), 9_000)
    on = days_by_cause(planned([*small, tight]))
    assert on == {f"small{n}": int(n > 5) for n in range(8)} | {"tight": 0}
    bound = ranked(candidate("bound", minutes=210, edge=MONDAY), 99_000_000)
    plan = planned([bound, small[0], tight])
    assert [n.item.candidate.cause for n in plan.not_doing] == ["tight"]
    assert days_by_cause(plan) == {"bound": 0, "small0": 0}


def test_one_that_is_enough_makes_room_before_several() -> None:
    bound = ranked(candidate("bound", minutes=150, edge=MONDAY), 99_000_000)
    large = ranked(candidate("large", minutes=60), 90_000_000)
    small = ranked(candidate("small", minutes=30), 9_000_000)
    tight = ranked(candidate("tight", edge=MONDAY, minutes=60), 9_000)
    on = days_by_cause(planned([bound, large, small, tight]))
    assert on == {"bound": 0, "large": 1, "small": 0, "tight": 0}


def test_what_is_done_makes_no_room() -> None:
    done = Planned(MONDAY, ranked(candidate("done", minutes=240)), done=True)
    tight = ranked(candidate("tight", edge=MONDAY), 9_000)
    assert [n.item.candidate.cause for n in planned([tight], done=(done,)).not_doing] == ["tight"]


def test_nothing_makes_room_for_what_can_wait_until_next_week() -> None:
    taken = [(0, 180), (1, 240), (2, 240), (3, 240), (4, 200)]
    full = [
        ranked(candidate(f"full{n}", minutes=m, first=ahead(n), edge=ahead(n), mandatory=True))
        for n, m in taken
    ]
    small, long = ranked(candidate("small", minutes=40), 90_000_000), candidate("long", minutes=60)
    for edge, left in ((ahead(7), ["long"]), (ahead(6), [])):
        plan = planned([*full, small, ranked(replace(long, edge=edge), 100)])
        assert [n.item.candidate.cause for n in plan.not_doing] == left, edge


def test_what_makes_room_stays_inside_its_window() -> None:
    wide = [ranked(candidate(f"wide{n}", minutes=120, edge=ahead(n)), 90_000_000) for n in (0, 1)]
    full = ranked(candidate("full", minutes=240, first=ahead(1), edge=ahead(1)), 99_000_000)
    tight = ranked(candidate("tight", edge=MONDAY, minutes=60), 9_000)
    plan = planned([*wide, full, tight])
    assert days_by_cause(plan) == {"wide0": 0, "wide1": 0, "full": 1}
    assert [n.item.candidate.cause for n in plan.not_doing] == ["tight"]


def test_what_fits_no_day_of_its_window_is_not_done() -> None:
    full = ranked(candidate("full", minutes=240, edge=MONDAY), 90_000_000)
    tight = ranked(candidate("tight", edge=MONDAY, minutes=60), 9_000)
    plan = planned([full, tight])
    assert [n.item.candidate.cause for n in plan.not_doing] == ["tight"]
    assert (
        plan.not_doing[0].reason == "does not fit: no 60 minutes left on Mon 24 Nov, its last day; due 24 Nov"
    )


def test_what_fits_no_day_says_which_days_were_its_own() -> None:
    full = [ranked(candidate(f"full{n}", minutes=240, edge=ahead(n)), 90_000_000) for n in (0, 1)]
    tight = [
        ranked(candidate("two", edge=ahead(1))),
        ranked(candidate("later", first=ahead(1), edge=ahead(1))),
    ]
    plan = planned([*full, *tight])
    assert [n.reason.partition(";")[0] for n in plan.not_doing] == [
        "does not fit: no 30 minutes left on Tue 25 Nov, its last day",
        "does not fit: no 30 minutes left from Mon 24 Nov to Tue 25 Nov, its last day",
    ]
    all_week = [ranked(candidate(f"m{n}", minutes=240, mandatory=True)) for n in range(5)]
    assert planned([*all_week, ranked(candidate("wide"))]).not_doing[0].reason == (
        "does not fit: no 30 minutes left this week; can wait until 8 Dec"
    )


def test_an_account_that_is_worked_on_is_not_counted_as_not_worked_on() -> None:
    called = ranked(candidate("called", minutes=240, edge=MONDAY, mandatory=True), 90_000_000)
    again = ranked(candidate("again", edge=MONDAY), 90_000_000)
    other = ranked(candidate("other", edge=MONDAY, account=AccountId("a-9")), 500)
    plan = planned([called, again, other])
    assert len(plan.not_doing) == 2
    assert plan.arr_worked_on == {"USD": Fraction(90_000_000)}
    assert plan.arr_not_worked_on == {"USD": Fraction(500)}


def test_a_class_has_a_name_as_it_comes_before_the_priority() -> None:
    items = [ranked(candidate("must", mandatory=True)), ranked(candidate("risk"), band=Band.AT_RISK)]
    assert [i.item.rank_text for i in planned([*items, ranked(candidate("rest"))]).plan] == [
        "must be done this week",
        "health at risk or first value open",
        "all else, by priority",
    ]


def test_old_tasks_stand_after_all_else_and_among_them_those_at_risk_first() -> None:
    old = candidate("old", backlog=True, edge=ago(300), source=TASK)
    items = [
        ranked(replace(old, cause="large"), 9_000_000),
        ranked(replace(old, cause="at risk"), 100, band=Band.AT_RISK),
        ranked(candidate("rest"), 1),
    ]
    plan = planned(items)
    assert [i.item.candidate.cause for i in plan.plan] == ["rest", "at risk", "large"]
    assert {i.item.rank_text for i in plan.plan[1:]} == {"old tasks of the first import"}


def test_what_a_rule_says_of_the_backlog_keeps_its_place() -> None:
    old = candidate("old", backlog=True, edge=ago(300))
    plan = planned([ranked(candidate("rest")), ranked(replace(old, cause="at risk"), band=Band.AT_RISK)])
    assert [i.item.candidate.cause for i in plan.plan] == ["at risk", "rest"]


def test_of_the_backlog_only_tasks_can_be_dropped_at_once() -> None:
    old = [
        ranked(candidate(f"{source} {n}", backlog=True, edge=ago(300), source=source))
        for source in (TASK, "rule: silence")
        for n in range(4)
    ]
    plan = planned([*old, ranked(candidate("own", source=TASK))])
    assert plan.backlog_left == 3
    assert [c.cause for c in plan.old_tasks] == [f"{TASK} {n}" for n in range(4)]


def test_not_doing_says_which_cadence_breaks() -> None:
    silent = candidate("silent", minutes=300, breaks="breaks the 90-day cadence on 1 Dec")
    plan = planned([ranked(silent)])
    wanted = "does not fit: longer than a day's 240 minutes; breaks the 90-day cadence on 1 Dec"
    assert plan.not_doing[0].reason == wanted


def test_overdue_work_may_stand_on_any_day() -> None:
    must = [ranked(candidate(f"m{n}", minutes=240, mandatory=True)) for n in range(2)]
    overdue = ranked(candidate("overdue", first=ago(40), edge=ago(20)))
    assert days_by_cause(planned([*must, overdue]))["overdue"] == 2


def test_mandatory_work_is_placed_over_capacity_and_says_so() -> None:
    must = [ranked(candidate(f"m{n}", minutes=200, mandatory=True, edge=MONDAY)) for n in range(2)]
    plan = planned(must)
    assert [(i.day, i.over) for i in plan.plan] == [(MONDAY, False), (MONDAY, True)]
    assert plan.days[0].over == 160


def test_mandatory_work_takes_the_day_with_the_most_room() -> None:
    must = [ranked(candidate(f"m{n}", minutes=200, mandatory=True, edge=ahead(1))) for n in range(2)]
    third = ranked(candidate("third", minutes=100, mandatory=True, edge=ahead(2)), 5)
    filled = ranked(candidate("filled", minutes=180, mandatory=True, first=ahead(2)), 90_000_000)
    plan = planned([*must, third, filled])
    assert days_by_cause(plan)["third"] == 2
    assert {i.item.candidate.cause for i in plan.plan if i.over} == {"third"}


def test_an_absent_contact_is_met_after_the_absence() -> None:
    away = candidate("away", contact="Priya Nair", away=Days(ago(3), ahead(2)))
    assert days_by_cause(planned([ranked(away)])) == {"away": 3}


def test_a_contact_away_all_week_is_not_met_and_it_says_until_when() -> None:
    away = candidate("away", contact="Priya Nair", away=Days(ago(3), ahead(7)), edge=ahead(9))
    plan = planned([ranked(away)])
    assert plan.not_doing[0].reason == "does not fit: Priya Nair is away to 1 Dec; can wait until 3 Dec"


def test_a_contact_who_is_away_for_good_is_away() -> None:
    away = candidate("away", contact="Priya Nair", away=Days(ago(3), date.max), edge=ahead(9))
    assert planned([ranked(away)]).not_doing[0].reason.startswith("does not fit: Priya Nair is away; ")


def test_mandatory_work_is_done_even_when_the_contact_is_away() -> None:
    away = candidate("away", contact="Priya Nair", away=Days(ago(3), ahead(7)), mandatory=True)
    plan = planned([ranked(away)])
    assert days_by_cause(plan) == {"away": 0}
    assert not plan.plan[0].over


def test_what_a_person_moved_stands_where_they_put_it_and_takes_its_minutes_first() -> None:
    moved = ranked(candidate("moved", minutes=240, planned_on=MONDAY), 1)
    large = ranked(candidate("large", minutes=240), 90_000_000)
    plan = planned([large, moved])
    assert days_by_cause(plan) == {"moved": 0, "large": 1}


def test_a_snooze_inside_the_week_keeps_the_days_before_it_free() -> None:
    assert days_by_cause(planned([ranked(candidate("s", not_before=ahead(3)))])) == {"s": 3}
    late = candidate("s", not_before=ahead(3), edge=ahead(1))
    assert days_by_cause(planned([ranked(late)])) == {"s": 3}


def test_the_backlog_proposes_five_a_week() -> None:
    items = [
        ranked(candidate(f"b{n}", backlog=True, edge=ago(30), account=AccountId(f"a-{n}")), 1000 * (9 - n))
        for n in range(7)
    ]
    plan = planned(items)
    assert len(plan.plan) == 5
    assert [n.reason for n in plan.not_doing] == [
        "backlog of the first import: five a week, those at risk first"
    ] * 2
    assert len(planned(items, backlog_done=3).plan) == 2


def test_what_is_done_takes_its_minutes_and_stands_last() -> None:
    done = Planned(MONDAY, ranked(candidate("done", minutes=230)), done=True)
    plan = planned([ranked(candidate("open", minutes=10)), ranked(candidate("next"), 1)], done=(done,))
    assert [i.item.candidate.cause for i in plan.days[0].items] == ["open", "done"]
    assert days_by_cause(plan)["next"] == 1
    assert plan.planned_minutes == 270


def test_accounts_with_nothing_due_are_left_alone() -> None:
    customers = tuple((AccountId(f"a-{n}"), f"Account {n}") for n in range(5))
    waiting = candidate("w", account=AccountId("a-2"))
    done = Planned(MONDAY, ranked(candidate("d", account=AccountId("a-3"))), done=True)
    sunday = replace(
        done, day=MONDAY - timedelta(days=1), item=ranked(candidate("s", account=AccountId("a-4")))
    )
    plan = planned([ranked(candidate())], customers=customers, waiting=(waiting,), done=(done, sunday))
    assert plan.leave_alone == (customers[0], customers[4])


def test_arr_worked_on_counts_an_account_once() -> None:
    twice = [ranked(candidate(c), 6_120_000) for c in ("one", "two")]
    other = replace(ranked(candidate("three", account=AccountId("a-2")), 2_900_000))
    assert planned([*twice, other]).arr_worked_on == {"USD": 9_020_000}


@st.composite
def _candidates(draw: st.DrawFn) -> list[Ranked]:
    made = []
    for n in range(draw(st.integers(0, 25))):
        first = ahead(draw(st.integers(-40, 4)))
        one = candidate(
            f"c{n}",
            account=AccountId(f"a-{draw(st.integers(0, 5))}"),
            minutes=draw(st.sampled_from([10, 30, 60, 120])),
            first=first,
            edge=first + timedelta(days=draw(st.integers(0, 60))),
            mandatory=draw(st.integers(0, 5)) == 0,
            backlog=draw(st.booleans()),
            planned_on=draw(st.sampled_from([None, None, None, MONDAY, FRIDAY])),
            away=draw(st.sampled_from([None, None, Days(ago(2), ahead(1)), Days(ago(2), ahead(9))])),
            contact="Priya Nair",
        )
        arr = draw(st.sampled_from([None, 0, 100_000, 900_000]))
        made.append(ranked(one, arr, band=draw(st.sampled_from([None, *Band]))))
    return made


def _forced(item: Ranked) -> bool:
    """Whether an item may stand on a full day: it is mandatory, or a person put it there."""
    return item.candidate.mandatory or item.candidate.planned_on is not None


@given(_candidates(), st.sampled_from([0, 45, 120, 248]), st.randoms(use_true_random=False))
def test_every_candidate_is_planned_or_not_done_and_only_what_must_be_exceeds_a_day(
    items: list[Ranked], capacity: int, shuffler: Random
) -> None:
    plan = planned(items, capacity=capacity)
    causes = [i.item.candidate.cause for i in plan.plan] + [n.item.candidate.cause for n in plan.not_doing]
    assert sorted(causes) == sorted(r.candidate.cause for r in items)
    for day in plan.days:
        free = sum(i.minutes for i in day.items if not _forced(i.item))
        assert free <= capacity
        assert day.planned_minutes <= capacity or any(_forced(i.item) for i in day.items)
    shuffled = list(items)
    shuffler.shuffle(shuffled)
    assert planned(shuffled, capacity=capacity) == plan


@given(_candidates())
def test_everything_stands_inside_its_window_unless_it_is_overdue_or_moved(items: list[Ranked]) -> None:
    for planned_item in planned(items).plan:
        made: Candidate = planned_item.item.candidate
        if made.planned_on is None:
            assert planned_item.day >= made.first
            assert planned_item.day <= made.edge or made.edge < MONDAY
            assert made.mandatory or made.away is None or planned_item.day not in made.away


@pytest.mark.parametrize("capacity", [0, 240])
def test_an_empty_week_is_a_plan_too(capacity: int) -> None:
    plan = planned([], capacity=capacity, customers=((ONE, "Halden Freight"),))
    assert not plan.plan
    assert not plan.not_doing
    assert plan.leave_alone == ((ONE, "Halden Freight"),)
    assert plan.capacity_minutes == 5 * capacity
