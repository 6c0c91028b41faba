"""The calendar folder: rewritten when something changed, left alone when nothing did, never in the way."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import PathUnusable
from csdesk.domain.ids import AccountId
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.services.correspondence.calendar_folder import keep_calendars, kept_or_why
from csdesk.store.book import Book

DAY = date(2025, 11, 24)
ONE = AccountId("one")


@pytest.fixture
def one(book: Book) -> Book:
    """A customer with a review that was agreed."""
    with book.change(Verb.ADD, label="x", today=DAY):
        book.put(Account(id=ONE, account="Corvid, Analytics"))
        book.put(Task(id="t", account=ONE, title="QBR with Ana", due_on=date(2025, 12, 9)))
        book.put(Task(id="u", account=ONE, title="Preview the plan", due_on=date(2025, 12, 9)))
        book.put(Task(id="v", account=ONE, title="Review", due_on=date(2025, 12, 1), status=TaskStatus.DONE))
    return book


def read(path: Path) -> Any:
    """The calendar in a file."""
    return Calendar.from_ical(path.read_bytes())


def titles(calendar: Any) -> list[str]:
    """What stands in it."""
    return [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]


def test_reviews_stand_in_the_calendar_and_ring_three_days_before(one: Book, tmp_path: Path) -> None:
    keep_calendars(one, tmp_path, "book", today=DAY)
    read = Calendar.from_ical((tmp_path / "book renewals.ics").read_bytes())
    events: list[Any] = read.walk("VEVENT")
    (event,) = events
    assert (str(event["SUMMARY"]), event["DTSTART"].dt, str(event["UID"])) == (
        "Review: Corvid, Analytics", date(2025, 12, 9), "task-t@csdesk",
    )  # fmt: skip
    assert [a["TRIGGER"].dt.days for a in event.walk("VALARM")] == [-3]


def test_what_says_the_same_is_left_as_it_is(one: Book, tmp_path: Path) -> None:
    first = keep_calendars(one, tmp_path, "book", today=DAY)
    assert [p.name for p in first] == ["book renewals.ics", "book week.ics"]
    assert keep_calendars(one, tmp_path, "book", today=DAY) == ()
    with one.change(Verb.ADD, label="x", today=DAY):
        one.put(Task(id="w", account=ONE, title="EBR", due_on=date(2026, 3, 1)))
    assert [p.name for p in keep_calendars(one, tmp_path, "book", today=DAY)] == ["book renewals.ics"]


def test_the_week_is_that_of_the_chosen_csm_and_the_deadlines_are_those_of_all(
    one: Book, tmp_path: Path
) -> None:
    with one.change(Verb.ADD, label="x", today=DAY):
        one.put(Account(id=AccountId("two"), account="Pinewood", csm="Ann Poe"))
        one.put(Task(id="x", account=AccountId("two"), title="Send the quote", due_on=date(2025, 11, 26)))
        one.put(Task(id="y", account=AccountId("two"), title="QBR with Jo", due_on=date(2025, 12, 16)))
    keep_calendars(one, tmp_path, "book", today=DAY)
    whole = read(tmp_path / "book week.ics")
    deadlines = read(tmp_path / "book renewals.ics")
    keep_calendars(one, tmp_path, "book", today=DAY, csm="Ann Poe")
    hers = read(tmp_path / "book week.ics")
    assert str(hers["X-WR-CALNAME"]) == "book: week, Ann Poe"
    assert titles(hers) == [t for t in titles(whole) if t.startswith("Pinewood: ")] != titles(whole)
    assert titles(read(tmp_path / "book renewals.ics")) == titles(deadlines)
    keep_calendars(one, tmp_path, "book", today=DAY, csm="Tom Gone")
    assert titles(read(tmp_path / "book week.ics")) == titles(whole)


def test_a_folder_that_is_gone_is_a_reason_and_no_fault(one: Book, tmp_path: Path) -> None:
    why = kept_or_why(one, tmp_path / "gone", "book", today=DAY)
    assert isinstance(why, PathUnusable)
    assert not (tmp_path / "gone").exists()
    assert kept_or_why(one, tmp_path, "a/b:c", today=DAY) is None
    assert all(p.parent == tmp_path for p in tmp_path.rglob("*"))
