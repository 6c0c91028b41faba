"""Attributes: what a row says without a day is as the journal has it at the end of a day."""

from dataclasses import replace
from datetime import date
from typing import Any

from csdesk.domain.accounts import Account, Stage, Status
from csdesk.domain.attributes import _ATTRIBUTES, _DATED, as_of_then, otherwise
from csdesk.domain.fields import Kind, noun_of
from csdesk.domain.ids import AccountId
from csdesk.domain.tasks import Task, TaskStatus

DAY = date(2025, 9, 8)
ACCOUNT = AccountId("a")


def _task(**said: Any) -> Task:
    return replace(Task(id="t", account=ACCOUNT, title="x"), **said)


def test_a_task_that_was_dropped_without_a_day_was_open() -> None:
    dropped = _task(status=TaskStatus.DROPPED)
    assert as_of_then(dropped, _task(), [dropped], DAY).status is TaskStatus.OPEN


def test_a_task_that_was_done_by_then_is_done_whenever_it_was_recorded() -> None:
    done = _task(status=TaskStatus.DONE, done_on=date(2025, 9, 1))
    assert as_of_then(done, _task(), [done], DAY) == done


def test_a_loss_taken_back_is_a_loss_on_the_days_between() -> None:
    now = Account(id=ACCOUNT, account="x", stage=Stage.LOYALTY)
    then = replace(now, status=Status.LOST, lost_on=date(2025, 9, 1), stage=None)
    was = as_of_then(now, then, [now], DAY)
    assert (was.status, was.lost_on, was.stage) == (Status.LOST, date(2025, 9, 1), Stage.LOYALTY)


def test_the_same_row_comes_back_where_nothing_was_otherwise() -> None:
    now = Account(id=ACCOUNT, account="x")
    assert as_of_then(now, now, [], DAY) is now


def test_what_happened_later_alone_makes_no_row_another() -> None:
    assert not otherwise(Task, {"status": "open"}, {"status": "done", "done_on": "2025-10-01"})
    assert otherwise(Task, {"status": "open"}, {"status": "dropped"})
    assert otherwise(Task, {"title": "Call"}, {"title": "Write", "status": "done", "done_on": "2025-10-01"})
    assert otherwise(
        Account, {"judged_on": "2025-01-01", "judgement": 3}, {"judged_on": "2025-10-01", "judgement": 4}
    )


def test_attributes_are_fields_and_no_names_amounts_or_references() -> None:
    for noun, names in _ATTRIBUTES.items():
        fields = {f.name: f for f in noun_of(noun).fields}
        assert set(names) <= set(fields)
        assert {fields[n].kind for n in names} & {Kind.REFERENCE, Kind.REFERENCES} == set()
        assert not noun_of(noun).derived or noun_of(noun).title not in names
    assert set(_DATED) <= set(_ATTRIBUTES)
