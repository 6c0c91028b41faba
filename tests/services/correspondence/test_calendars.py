"""Calendars: the deadlines of the renewals as an .ics file."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from csdesk.domain.changes import Verb
from csdesk.domain.errors import ExportKindUnknown, NotWritten, PeriodBackwards
from csdesk.domain.renewals import Category, Outcome
from csdesk.domain.revenue.arithmetic import deadline_parts, in_words
from csdesk.domain.revenue.notice import notice_of
from csdesk.domain.subscriptions import Subscription
from csdesk.services.correspondence.calendars import calendar_entries, write_calendar
from csdesk.services.renewals.deciding import RenewalKey, set_category
from csdesk.store.book import Book
from tests.domain.revenue.contracts import day, decision, step, subscription
from tests.services.renewals.filling import fill
from tests.services.renewals.test_renewals import LATER, TODAY


def titles(book: Book, *, as_of: date = TODAY) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(e.title, e.on.isoformat(), e.alarms) for e in calendar_entries(book, TODAY, LATER, as_of=as_of)]


def renewing(book: Book) -> Book:
    return fill(book, subscription(notice_days=30, auto_renew=True), step("2025-01-01", 7_500_000))


def test_a_notice_deadline_rings_14_and_3_days_before_and_the_renewal_stands_beside_it(book: Book) -> None:
    assert titles(renewing(book)) == [
        ("Notice deadline: A1", "2025-12-01", (14, 3)),
        ("Renewal: A1", "2025-12-31", ()),
    ]


def test_a_deadline_that_is_over_is_not_in_the_calendar(book: Book) -> None:
    assert titles(renewing(book), as_of=day("2025-12-02")) == [("Renewal: A1", "2025-12-31", ())]


def test_what_ends_unless_it_is_signed_rings_before_it_ends(book: Book) -> None:
    fill(book, subscription(notice_days=30, auto_renew=False), step("2025-01-01", 100))
    (entry,) = calendar_entries(book, TODAY, LATER, as_of=TODAY)
    assert (entry.title, entry.alarms) == ("Renewal: A1", (14, 3))
    assert "Ends on 31 Dec 2025 unless signed." in entry.text


def test_what_is_not_known_is_said_and_not_guessed(book: Book) -> None:
    fill(book, subscription(auto_renew=True))
    (entry,) = calendar_entries(book, TODAY, LATER, as_of=TODAY)
    assert entry.alarms == ()
    assert "not known" in entry.text
    assert "ARR not known" in entry.text


def test_what_is_decided_is_over(book: Book) -> None:
    fill(
        book,
        subscription(notice_days=30, auto_renew=True),
        decision("2025-12-31", Outcome.LOST, "2025-11-01"),
    )
    assert titles(book) == []


def test_the_uid_stays_when_the_renewal_gets_a_row_of_its_own(book: Book) -> None:
    before = {e.uid for e in calendar_entries(renewing(book), TODAY, LATER, as_of=TODAY)}
    key = RenewalKey(subscription().id, day("2025-12-31"))
    set_category(book, key, Category.LIKELY, "Verbal yes", today=TODAY)
    assert {e.uid for e in calendar_entries(book, TODAY, LATER, as_of=TODAY)} == before
    assert before == {"s1-1-notice@csdesk", "s1-1-renewal@csdesk"}


@pytest.mark.parametrize("end", ["2025-11-30", "2026-01-15", "2026-04-30"])
def test_the_uid_stays_when_the_end_is_corrected_so_that_the_entry_moves(book: Book, end: str) -> None:
    before = {e.uid for e in calendar_entries(renewing(book), TODAY, LATER, as_of=TODAY)}
    with book.change(Verb.SET, today=TODAY):
        book.put(replace(book.all(Subscription)[0], end=day(end)))
    after = {e.uid: e.on for e in calendar_entries(book, TODAY, day("2026-06-30"), as_of=TODAY)}
    assert before >= set(after)
    assert after["s1-1-renewal@csdesk"] == day(end)


def test_each_term_of_a_line_has_an_entry_of_its_own(book: Book) -> None:
    ahead = calendar_entries(renewing(book), TODAY, day("2029-12-31"), as_of=TODAY)
    ends = {e.uid: e.on.isoformat() for e in ahead if e.uid.endswith("renewal@csdesk")}
    assert ends == {f"s1-{n}-renewal@csdesk": f"{2024 + n}-12-31" for n in range(1, 6)}


def test_the_file_is_the_same_every_time(book: Book, tmp_path: Path) -> None:
    renewing(book)
    first, second = tmp_path / "a.ics", tmp_path / "b.ICS"
    written = write_calendar(book, first, TODAY, LATER, as_of=TODAY)
    write_calendar(book, second, TODAY, LATER, as_of=TODAY)
    assert first.read_bytes() == second.read_bytes()
    assert (written.file, written.entries) == (str(first), 2)
    assert len(Calendar.from_ical(first.read_bytes()).walk("VALARM")) == 2


def test_another_ending_is_refused_and_an_old_file_stays(book: Book, tmp_path: Path) -> None:
    there = tmp_path / "renewals.ics"
    there.write_text("old")
    with pytest.raises(ExportKindUnknown):
        write_calendar(book, tmp_path / "renewals.txt", TODAY, LATER, as_of=TODAY)
    with pytest.raises(PeriodBackwards):
        write_calendar(book, there, LATER, TODAY, as_of=TODAY)
    with pytest.raises(NotWritten):
        write_calendar(book, tmp_path / "none" / "renewals.ics", TODAY, LATER, as_of=TODAY)
    assert there.read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["renewals.ics"]


@pytest.mark.parametrize(
    ("due_on", "days", "said"),
    [
        ("2025-12-31", 30, "31 Dec 2025 less 30 calendar days is Monday 1 Dec 2025."),
        ("2024-03-31", 31, "31 Mar 2024 less 31 calendar days is Thursday 29 Feb 2024."),
        (
            "2026-01-31",
            62,
            "31 Jan 2026 less 62 calendar days is Sunday 30 Nov 2025; the working day before it is 28 Nov 2025.",
        ),
        ("2025-12-31", 1, "31 Dec 2025 less 1 calendar day is Tuesday 30 Dec 2025."),
    ],
)
def test_the_arithmetic_of_a_deadline_is_said(due_on: str, days: int, said: str) -> None:
    notice = notice_of(day(due_on), days)
    assert in_words(notice) == said


@pytest.mark.parametrize("days", [0, 1, 30, 60, 61, 62, 90])
def test_the_parts_of_a_deadline_lead_from_one_day_to_the_next(days: int) -> None:
    at = None
    for part in deadline_parts(notice_of(day("2026-02-28"), days)):
        if part.days is not None:
            assert at is not None
            at = date.fromordinal(at.toordinal() + part.days)
        else:
            assert at is None or part.day == at
            at = part.day
