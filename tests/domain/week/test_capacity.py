"""The minutes of a day: hours, shares, days off, and what a calendar takes."""

from datetime import date
from fractions import Fraction

from csdesk.domain import preferences as p
from csdesk.domain.periods import Days
from csdesk.domain.week.capacity import Taken, WorkingTime, days_of_week, together
from csdesk.domain.week.preferred import (
    busy_of,
    busy_text,
    calendar_of,
    days_off,
    minutes_chosen,
    working_time,
    wrong_line,
)
from csdesk.domain.week.schedule import Frame, schedule
from tests.domain.week.making import MONDAY, ahead, candidate, ranked

SUNDAY_TO_THURSDAY = frozenset({6, 0, 1, 2, 3})


def test_the_shares_are_of_what_a_calendar_leaves() -> None:
    time = WorkingTime()
    assert time.minutes(90) == int((450 - 90) * 0.65 * 0.85) == 198
    assert time.minutes(10_000) == 0


def test_planned_hours_take_the_place_of_the_shares_and_a_calendar_still_counts() -> None:
    time = working_time({p.OVERHEAD: "80"}, hours=5)
    assert (time.minutes(), time.minutes(60)) == (300, 240)


def test_a_week_has_the_days_that_are_worked() -> None:
    assert [d.weekday() for d in days_of_week(MONDAY, weekdays=SUNDAY_TO_THURSDAY)] == [0, 1, 2, 3, 6]
    friday = ahead(4)
    assert days_of_week(friday, weekdays=SUNDAY_TO_THURSDAY)[0] == MONDAY, "Sunday of that week is left"
    assert days_of_week(friday, weekdays=frozenset({0}))[0] == ahead(7)


def test_a_book_that_prefers_nonsense_has_the_usual_day() -> None:
    for nonsense in ("many", "nan", "-1", "1e9", "", "inf"):
        kept = dict.fromkeys((p.HOURS, p.HOURS_A_DAY, p.OVERHEAD, p.KEPT_FREE, p.WORKING_DAYS), nonsense)
        assert working_time(kept) == WorkingTime()


def test_a_comma_is_as_good_as_a_point() -> None:
    assert working_time({p.HOURS_A_DAY: "7,25"}).hours == Fraction(29, 4)


def test_chosen_minutes_of_else_are_for_every_kind_without_its_own() -> None:
    chosen = {
        k.value: m for k, m in minutes_chosen({p.MINUTES["else"]: "20", p.MINUTES["call"]: "15"}).items()
    }
    assert (chosen["call"], chosen["training"], chosen["other"]) == (15, 20, 20)
    assert "meeting" not in chosen


def test_days_off_are_days_or_spans_with_a_word() -> None:
    found = days_off("2025-11-27 Thanksgiving\n2025-12-24..2025-12-26, Away\n2026-01-02")
    assert found[date(2025, 11, 27)].off == "Thanksgiving"
    assert [d.day for d, t in found.items() if t.off == "Away"] == [24, 25, 26]
    assert found[date(2026, 1, 2)].off == "Day off"


def test_a_line_that_is_no_day_is_named_and_not_guessed() -> None:
    assert wrong_line("2025-11-27 Thanksgiving\n\n27 Nov") == "27 Nov"
    for wrong in ("2025-02-30 x", "2025-12-26..2025-12-24", "2025-01-01..2999-01-01", "0000-01-01"):
        assert wrong_line(wrong) == wrong
        assert days_off(wrong) == {}


def test_a_calendar_comes_back_as_it_was_kept() -> None:
    calendar = {MONDAY: Taken(90), ahead(3): Taken(off="Holiday, for\nall")}
    assert busy_of(busy_text(calendar)) == {MONDAY: Taken(90), ahead(3): Taken(off="Holiday, for all")}
    assert busy_of("not a line\n2025-11-24 many\n") == {}


def test_typed_days_off_and_a_calendar_add_up() -> None:
    kept = {p.DAYS_OFF: "2025-11-27 Thanksgiving", p.BUSY: "2025-11-27 60\n2025-11-24 30"}
    assert calendar_of(kept) == {ahead(3): Taken(60, "Thanksgiving"), MONDAY: Taken(30)}
    assert together({MONDAY: Taken(30)}, {MONDAY: Taken(15)}) == {MONDAY: Taken(45)}


def test_nothing_is_planned_on_a_day_off_and_a_busy_day_takes_less() -> None:
    days = days_of_week(MONDAY)
    frame = Frame(MONDAY, days, 60, own={days[0]: 20}, off={days[1]: "Holiday"})
    plan = schedule(frame, [ranked(candidate(str(n), minutes=30)) for n in range(2)])
    assert [(i.day - MONDAY).days for i in plan.plan] == [2, 2]
    assert [d.capacity for d in plan.days] == [20, 0, 60, 60, 60]
    assert plan.days[1].off == "Holiday"
    assert plan.capacity_minutes == 200


def test_what_must_be_done_on_a_day_off_is_done_on_no_day_off() -> None:
    days = days_of_week(MONDAY)
    frame = Frame(MONDAY, days, 60, off={days[1]: "Holiday"})
    must = candidate("must", mandatory=True, first=MONDAY, edge=days[1], minutes=90)
    assert [i.day for i in schedule(frame, [ranked(must)]).plan] == [MONDAY]


def test_in_a_week_off_everything_waits_and_says_so() -> None:
    days = days_of_week(MONDAY)
    frame = Frame(MONDAY, days, 60, off=dict.fromkeys(days, "Away"))
    plan = schedule(frame, [ranked(candidate())])
    assert not plan.plan
    assert plan.not_doing[0].reason.startswith("does not fit: no working day this week")


def test_an_absence_and_a_day_off_leave_the_days_between() -> None:
    days = days_of_week(MONDAY)
    away = candidate("away", contact="Joe Smith", away=Days(MONDAY, days[2]))
    plan = schedule(Frame(MONDAY, days, 60, off={days[3]: "Holiday"}), [ranked(away)])
    assert [i.day for i in plan.plan] == [days[4]]


def test_the_week_over_the_end_of_a_year_of_53_weeks_is_one_week() -> None:
    days = days_of_week(date(2027, 1, 1))
    assert (days[0], days[-1]) == (date(2026, 12, 28), date(2027, 1, 1))
    assert {d.isocalendar()[:2] for d in days} == {(2026, 53)}
    assert days_of_week(date(2026, 12, 28)) == days
    assert days_of_week(date(2028, 2, 29))[1] == date(2028, 2, 29)
