"""The week proposes each thing once, as a person decided about it."""

from datetime import date
from typing import Any

import pytest

from csdesk.domain.contacts import Role
from csdesk.domain.ids import AccountId, SubscriptionId
from csdesk.domain.periods import Days
from csdesk.domain.promises import Promise
from csdesk.domain.signals import Signal, SignalKind
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Party, TaskStatus
from csdesk.domain.touches import TouchKind
from csdesk.domain.week.facts import TermEnd
from csdesk.domain.week.rules import minutes_per_kind
from tests.domain.week.making import (
    FRIDAY,
    LINE,
    MONDAY,
    ONE,
    PRIYA,
    ago,
    ahead,
    none,
    one,
    person,
    standing,
    task,
    term_end,
    week_of,
)

# Tasks, and what a person decided


def test_an_open_task_of_ours_is_in_the_week() -> None:
    found = one(tasks=(task(due_on=ahead(2), minutes=20),))
    assert (found.title, found.reason, found.minutes) == ("Send the offer", "Due Wed 26 Nov", 20)
    assert (found.source, found.edge) == ("task", ahead(2))
    assert one(tasks=(task(),)).reason == "Open task"
    assert none(tasks=(task(due_on=ahead(19)),))
    assert none(tasks=(task(party=Party.CUSTOMER),))
    assert one(standing(customer=False), tasks=(task(),)).title == "Send the offer"


@pytest.mark.parametrize("minutes", [None, 0, -5])
def test_a_task_without_minutes_takes_half_an_hour(minutes: int | None) -> None:
    assert one(tasks=(task(minutes=minutes),)).minutes == 30


def test_a_task_may_have_any_day_of_the_calendar() -> None:
    assert one(tasks=(task(due_on=date.min),)).edge == date.min
    assert none(tasks=(task(due_on=date.max),))


def test_a_task_done_this_week_is_shown_on_its_day() -> None:
    found = week_of(tasks=(task(status=TaskStatus.DONE, done_on=MONDAY),))
    assert not found.open
    assert [(day, c.reason) for day, c in found.done] == [(MONDAY, "Done Mon 24 Nov")]


def test_a_task_done_later_is_still_open_on_the_monday() -> None:
    found = week_of(tasks=(task(status=TaskStatus.DONE, done_on=ahead(1)),))
    assert [c.title for c in found.open] == ["Send the offer"]
    assert not found.done


def signal(on: date) -> Signal:
    return Signal(id="g-1", account=ONE, on=on, kind=SignalKind.SPONSOR_LEFT)


def silent_cause() -> str:
    return one(standing(last_two_way_on=ago(100))).cause


def test_what_a_person_did_is_not_proposed_again_for_a_month() -> None:
    silent = standing(last_two_way_on=ago(100))
    did = task(status=TaskStatus.DONE, done_on=ago(29), cause=silent_cause())
    assert none(silent, tasks=(did,))
    did = task(status=TaskStatus.DONE, done_on=ago(30), cause=silent_cause())
    assert one(silent, tasks=(did,)).reason == "Silent for 100 days"


def test_what_a_person_dropped_stays_dropped() -> None:
    dropped = task(status=TaskStatus.DROPPED, cause=silent_cause())
    assert none(standing(last_two_way_on=ago(100)), tasks=(dropped,))


def test_a_new_touch_makes_a_new_cause() -> None:
    assert one(standing(last_two_way_on=ago(99))).cause != silent_cause()


def test_a_renewal_call_that_was_made_before_notice_spares_the_brief_after_it() -> None:
    before = (term_end(ahead(60), notice_on=ahead(1)),)
    cause = one(term_ends=before).cause
    after = (term_end(ahead(60), notice_on=ago(1)),)
    assert none(term_ends=after, tasks=(task(status=TaskStatus.DONE, done_on=ago(2), cause=cause),))
    long_ago = task(status=TaskStatus.DONE, done_on=ago(40), cause=cause)
    assert one(term_ends=after, tasks=(long_ago,)).title == "Renewal brief"


def test_a_snoozed_proposal_waits() -> None:
    silent = standing(last_two_way_on=ago(100))
    found = week_of(silent, tasks=(task(cause=silent_cause(), not_before=ahead(7)),))
    assert not found.open
    assert [c.reason for c in found.waiting] == ["Silent for 100 days"]
    inside = one(silent, tasks=(task(cause=silent_cause(), not_before=ahead(2)),))
    assert inside.not_before == ahead(2)
    assert one(silent, tasks=(task(cause=silent_cause(), not_before=MONDAY),)).not_before is None


def test_a_moved_proposal_keeps_its_day_and_carries_over_when_it_has_passed() -> None:
    silent = standing(last_two_way_on=ago(100))
    assert one(silent, tasks=(task(cause=silent_cause(), planned_on=ahead(3)),)).planned_on == ahead(3)
    assert one(silent, tasks=(task(cause=silent_cause(), planned_on=ago(3)),)).planned_on is None
    later = week_of(silent, tasks=(task(cause=silent_cause(), planned_on=ahead(8)),))
    assert not later.open
    assert len(later.waiting) == 1


def test_a_moved_proposal_ends_with_its_cause() -> None:
    moved = task(cause=silent_cause(), planned_on=ahead(3))
    assert none(standing(last_two_way_on=ago(1)), tasks=(moved,))


def test_a_task_from_a_rule_that_is_off_stays_a_task() -> None:
    moved = task(cause=silent_cause(), planned_on=ahead(3))
    assert one(tasks=(moved,), rules=()).source == "task"


def test_a_silent_account_is_called_once_when_it_is_called_anyway() -> None:
    silent = standing(last_two_way_on=ago(100), people=(PRIYA,))
    call = one(silent, term_ends=(term_end(ahead(60), notice_on=ahead(7), auto_renew=True),))
    assert call.reason == "Notice in 7 days; silent for 100 days"
    assert call.breaks == "the 90-day cadence is broken since 14 Nov"
    both = week_of(silent, term_ends=(term_end(ahead(60)),)).open
    assert {c.title for c in both} == {"Renewal brief", "Call Priya Nair"}


def test_a_silent_account_is_not_called_again_right_after_the_other_call() -> None:
    silent = standing(last_two_way_on=ago(100))
    ends = (term_end(ahead(60), notice_on=ahead(7)),)
    cause = one(silent, term_ends=ends).cause
    assert none(silent, term_ends=ends, tasks=(task(status=TaskStatus.DONE, done_on=MONDAY, cause=cause),))


# The first import, the person's own minutes, who is asked


def test_what_was_due_before_the_first_import_is_backlog_and_not_mandatory() -> None:
    old = (signal(ago(100)),)
    found = one(signals=old, first_import_on=ago(10))
    assert (found.backlog, found.mandatory) == (True, False)
    assert not one(signals=old, first_import_on=ago(100)).backlog
    assert one(signals=old, first_import_on=ahead(300)).backlog
    today = (signal(MONDAY),)
    assert one(signals=today, first_import_on=ahead(300)).mandatory


def test_answers_as_of_the_first_import_are_backlog_as_nobody_knows_when_they_were_given() -> None:
    listed = (Survey(id="v-1", account=ONE, answered_on=MONDAY, score=4.0),)
    found = one(detractors=listed, first_import_on=MONDAY)
    assert (found.backlog, found.mandatory) == (True, False)
    assert one(detractors=listed, first_import_on=ago(7)).mandatory
    asked = Survey(id="v-1", account=ONE, sent_on=MONDAY, answered_on=MONDAY, score=4.0)
    assert one(detractors=(asked,), first_import_on=MONDAY).mandatory
    assert one(signals=(signal(MONDAY),), first_import_on=MONDAY).mandatory


def test_a_renewal_that_is_still_ahead_is_no_backlog() -> None:
    end = TermEnd(ONE, SubscriptionId("s-1"), ahead(5))
    call = one(term_ends=(end,), first_import_on=MONDAY)
    assert call.edge < MONDAY
    assert not call.backlog
    ended = TermEnd(ONE, SubscriptionId("s-1"), ago(5))
    assert one(term_ends=(ended,), first_import_on=MONDAY).backlog


def test_a_backlog_item_that_a_person_moved_is_no_backlog() -> None:
    silent = standing(last_two_way_on=ago(100))
    moved = task(cause=silent_cause(), planned_on=ahead(3))
    assert not one(silent, tasks=(moved,), first_import_on=MONDAY).backlog


def test_backlog_done_this_week_is_counted() -> None:
    did = task(status=TaskStatus.DONE, done_on=MONDAY, due_on=ago(30), cause=silent_cause())
    assert week_of(tasks=(did,), first_import_on=MONDAY).backlog_done == 1


def test_minutes_are_the_usual_ones_until_five_touches_of_a_kind_are_logged() -> None:
    usual = minutes_per_kind(((TouchKind.CALL, 15, 4),))
    assert (usual[TouchKind.CALL], usual[TouchKind.MEETING], usual[TouchKind.REVIEW]) == (30, 60, 120)
    assert (usual[TouchKind.MAIL], usual[TouchKind.OTHER]) == (10, 30)
    own = minutes_per_kind(((TouchKind.CALL, 15, 3), (TouchKind.CALL, 20, 2), (TouchKind.CALL, 45, 1)))
    assert own[TouchKind.CALL] == 18


def test_who_is_away_all_week_is_not_asked_if_somebody_else_is_there() -> None:
    away = person("Ana Duarte", Role.SPONSOR, away=Days(ago(9), ahead(20)))
    assert one(standing(last_two_way_on=ago(100), people=(away, PRIYA))).contact == "Priya Nair"
    alone = one(standing(last_two_way_on=ago(100), people=(away,)))
    assert (alone.contact, alone.away) == ("Ana Duarte", away.away)
    back = person("Ana Duarte", Role.SPONSOR, away=Days(ago(9), ahead(3)))
    assert one(standing(last_two_way_on=ago(100), people=(PRIYA, back))).contact == "Ana Duarte"


def test_facts_of_an_account_that_is_no_customer_propose_nothing() -> None:
    answer = Survey(id="v-1", account=AccountId("a-9"), answered_on=MONDAY, score=4.0)
    assert none(detractors=(answer,), term_ends=(TermEnd(AccountId("a-9"), LINE, ahead(9)),))


# Promises


def promise(due_on: date | None, **facts: Any) -> Promise:
    return Promise(**{"id": "p-1", "account": ONE, "promise": "Send the export", "due_on": due_on, **facts})


def test_what_we_promised_is_in_the_week_before_its_day_and_mandatory_once_it_is_due_in_it() -> None:
    found = one(promises=(promise(ahead(4), contact=PRIYA.id),), names=((PRIYA.id, "Priya Nair"),))
    assert (found.title, found.source, found.edge) == ("Send the export", "promise", ahead(4))
    assert (found.reason, found.mandatory) == ("Promised to Priya Nair for Fri 28 Nov", True)
    assert one(promises=(promise(MONDAY),)).reason == "Promised for today"
    assert one(promises=(promise(ago(3)),)).reason == "Promised, 3 days late"
    assert not one(promises=(promise(ahead(7)),)).mandatory
    assert none(promises=(promise(ahead(19)),))
    assert none(promises=(promise(None),))


def test_what_was_promised_to_us_is_asked_for_after_its_day_again_after_a_week() -> None:
    theirs = {"promised_by": Party.CUSTOMER, "contact": PRIYA.id}
    found = one(standing(people=(PRIYA,)), promises=(promise(ago(4), **theirs),))
    assert (found.title, found.kind) == ("Ask Priya Nair for “Send the export”", TouchKind.MAIL)
    assert (found.reason, found.mandatory) == ("Promised to us for 20 Nov", False)
    assert found.first == ago(3)
    assert none(promises=(promise(FRIDAY, **theirs),))
    partner = one(promises=(promise(ago(4), promised_by=Party.PARTNER),))
    assert partner.title == "Ask the partner for “Send the export”"
    asked = task(cause=found.cause, status=TaskStatus.DONE, done_on=ago(6))
    assert none(promises=(promise(ago(9), **theirs),), tasks=(asked,))
    asked = task(cause=found.cause, status=TaskStatus.DONE, done_on=ago(7))
    assert one(promises=(promise(ago(9), **theirs),), tasks=(asked,)).cause == found.cause
