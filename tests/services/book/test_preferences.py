"""What a book prefers: each in one undoable step, and the week follows it."""

from datetime import timedelta
from typing import Any

import pytest

from csdesk.domain import preferences as p
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import FieldRefused, NoSuchField
from csdesk.domain.ids import AccountId
from csdesk.domain.tasks import Task
from csdesk.domain.touches import Touch, TouchKind
from csdesk.domain.week.candidates import ON_AT_FIRST, Rule
from csdesk.domain.week.capacity import Taken, WorkingTime
from csdesk.services.accounts.touches import TouchDraft, log_touch
from csdesk.services.book.history import undo
from csdesk.services.book.preferences import (
    capacity_sentence,
    keep_calendar,
    prefer,
    prefer_all,
    preferred,
    rules_text,
    upcoming,
)
from csdesk.services.week.week import plan_week
from csdesk.store.book import Book
from tests.conftest import TODAY

ONE = AccountId("a-1")


def put(book: Book, *values: Any) -> None:
    with book.change(Verb.ADD, today=TODAY):
        book.put_all(values)


def test_a_preference_is_one_step_and_undo_takes_it_back(book: Book) -> None:
    done = prefer(book, p.OWNER, " Mary Harrison ", today=TODAY)
    assert done is not None
    assert (done.verb, done.label) == (Verb.PREFER, "Your name")
    assert book.preference(p.OWNER) == "Mary Harrison"
    undo(book, today=TODAY)
    assert book.preference(p.OWNER) is None


def test_what_is_so_already_is_no_step(book: Book) -> None:
    assert prefer(book, p.VENDOR, "", today=TODAY) is None
    prefer(book, p.CURRENCY, "eur", today=TODAY)
    assert prefer(book, p.CURRENCY, "EUR", today=TODAY) is None


def test_an_empty_text_gives_a_preference_up(book: Book) -> None:
    prefer(book, p.HOURS_A_DAY, "6", today=TODAY)
    prefer(book, p.HOURS_A_DAY, "", today=TODAY)
    assert preferred(book, today=TODAY).time == WorkingTime()


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        (p.CURRENCY, "€"),
        (p.HOURS_A_DAY, "0"),
        (p.HOURS_A_DAY, "25"),
        (p.OVERHEAD, "100"),
        (p.KEPT_FREE, "-1"),
        (p.WORKING_DAYS, "never"),
        (p.MINUTES["call"], "2.5"),
        (p.MINUTES["call"], "0"),
        (p.DAYS_OFF, "Christmas"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(book: Book, key: str, wrong: str) -> None:
    with pytest.raises(FieldRefused):
        prefer(book, key, wrong, today=TODAY)
    assert book.preference(key) is None


def test_the_sentence_is_the_arithmetic_of_the_plan(book: Book) -> None:
    for key, text in (
        (p.HOURS_A_DAY, "8"),
        (p.OVERHEAD, "25 %"),
        (p.KEPT_FREE, "10"),
        (p.WORKING_DAYS, "mon wed"),
    ):
        prefer(book, key, text, today=TODAY)
    time = preferred(book, today=TODAY).time
    said = capacity_sentence(time)
    assert said == (
        "8 h × 60 − 25 % other work − 10 % of the rest kept free = 324 min a day, 10:48 h in 2 days"
    )
    plan = plan_week(book, start=TODAY)
    assert [d.capacity for d in plan.days] == [324, 324]
    assert [d.day.weekday() for d in plan.days] == [0, 2]


def test_planned_hours_are_said_as_they_count(book: Book) -> None:
    prefer(book, p.HOURS, "5", today=TODAY)
    said = capacity_sentence(preferred(book, today=TODAY).time)
    assert said == "5 h of planned work × 60 = 300 min a day, 25:00 h in 5 days"
    assert plan_week(book, start=TODAY, hours=2).capacity_minutes == 600


def test_minutes_are_those_chosen_else_the_own_median_else_the_usual(book: Book) -> None:
    put(book, Account(id=ONE, account="Halden Freight"))
    assert preferred(book, today=TODAY).minutes["call"] == 30
    put(book, *(Touch(id=f"t-{n}", account=ONE, on=TODAY, minutes=20, summary="x") for n in range(5)))
    known = preferred(book, today=TODAY)
    assert (known.minutes["call"], known.medians) == (20, {"call": 20})
    prefer(book, p.MINUTES["call"], "45", today=TODAY)
    known = preferred(book, today=TODAY)
    assert (known.minutes["call"], known.medians) == (45, {"call": 20})


def test_the_week_takes_the_chosen_minutes(book: Book) -> None:
    put(
        book,
        Account(id=ONE, account="Halden Freight"),
        Task(id="k", account=ONE, title="Send it", due_on=TODAY),
    )
    prefer(book, p.MINUTES["else"], "15", today=TODAY)
    assert [i.minutes for i in plan_week(book, start=TODAY).plan] == [15]


def test_minutes_that_nobody_gave_are_not_known_whatever_is_usual(book: Book) -> None:
    put(book, Account(id=ONE, account="Halden Freight"))
    prefer(book, p.MINUTES["meeting"], "50", today=TODAY)
    log_touch(book, TouchDraft(ONE, "Talked", TODAY, TouchKind.MEETING), today=TODAY)
    assert [t.minutes for t in book.all(Touch)] == [None]


def test_a_calendar_takes_its_minutes_and_a_day_off_is_empty(book: Book) -> None:
    thursday = TODAY + timedelta(days=3)
    keep_calendar(book, {TODAY: Taken(90), thursday: Taken(off="Thanksgiving")}, today=TODAY)
    plan = plan_week(book, start=TODAY)
    assert [d.capacity for d in plan.days] == [198, 248, 248, 0, 248]
    assert plan.days[3].off == "Thanksgiving"
    taken = preferred(book, today=TODAY).taken
    assert [said for _, said in upcoming(taken, TODAY)] == ["1:30 h busy", "off, Thanksgiving"]
    undo(book, today=TODAY)
    assert plan_week(book, start=TODAY).capacity_minutes == 5 * 248


def test_the_rules_of_the_week_are_switched_and_kept_in_their_order(book: Book) -> None:
    assert preferred(book, today=TODAY).rules == ON_AT_FIRST
    prefer(book, p.RULES, "Severe ticket,notice", today=TODAY)
    assert book.preference(p.RULES) == "notice, severe ticket"
    assert preferred(book, today=TODAY).rules == {Rule.NOTICE, Rule.SEVERE}
    prefer(book, p.RULES, "none", today=TODAY)
    assert preferred(book, today=TODAY).rules == frozenset()
    prefer(book, p.RULES, rules_text(ON_AT_FIRST), today=TODAY)
    assert book.preference(p.RULES) is None
    for wrong in ("noise", "notice, noise", "none, notice"):
        with pytest.raises(FieldRefused):
            prefer(book, p.RULES, wrong, today=TODAY)


def test_several_preferences_are_one_step(book: Book) -> None:
    prefer(book, p.CURRENCY, "EUR", today=TODAY)
    done = prefer_all(book, {p.HOURS_A_DAY: "6", p.RULES: "silence", p.CURRENCY: ""}, today=TODAY)
    assert done is not None
    assert done.label == "Hours a day, What the week proposes, Currency"
    undo(book, today=TODAY)
    assert (book.preference(p.CURRENCY), book.preference(p.RULES)) == ("EUR", None)
    assert prefer_all(book, {p.CURRENCY: "eur"}, today=TODAY) is None
    for key in (p.BUSY, p.CLOCK, "colour"):
        with pytest.raises(NoSuchField):
            prefer_all(book, {key: "x"}, today=TODAY)
