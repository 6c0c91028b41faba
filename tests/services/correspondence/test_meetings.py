"""Meetings to log: offered for each customer who took part, logged once, in one step."""

from datetime import UTC, date
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import AlreadyLogged
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.preferences import OWN_ADDRESSES, Preference
from csdesk.domain.touches import Touch
from csdesk.services.book.history import undo
from csdesk.services.correspondence.meetings import MeetingTouch, log_meetings, meetings_to_log
from csdesk.store.book import Book
from tests.exchange.test_meetings_in import ANA, calendar

DAY = date(2025, 11, 24)
CORVID, HALDEN = AccountId("corvid"), AccountId("halden")


@pytest.fixture
def two(book: Book) -> Book:
    """Two customers, one known by a person and one by its domain."""
    with book.change(Verb.ADD, label="two", today=DAY):
        book.put(Account(id=CORVID, account="Corvid Analytics"))
        book.put(Account(id=HALDEN, account="Halden Freight", domain="halden.example"))
        book.put(Contact(id=ContactId("a"), account=CORVID, name="Ana Duarte", email="ana@corvid.example"))
        book.put(Preference(id=OWN_ADDRESSES, value="mary@wingtip.example"))
    return book


def offered(book: Book, path: Path, back: int = 30) -> tuple[MeetingTouch, ...]:
    return meetings_to_log(book, path, today=DAY, back=back, zone=UTC).meetings


def event(uid: str, day: str, *lines: str) -> str:
    return "\n".join([f"UID:{uid}", f"DTSTART:{day}T100000Z", f"DTEND:{day}T104500Z", *lines])


def test_a_meeting_is_a_touch_of_each_customer_who_took_part(two: Book, tmp_path: Path) -> None:
    both = event("1", "20251103", "SUMMARY:Joint review", ANA, "ATTENDEE;CN=Eve:mailto:eve@eu.halden.example")
    found = offered(two, calendar(tmp_path, both))
    assert [(m.account.id, m.kind, m.minutes, [c.name for c in m.people], m.newcomers) for m in found] == [
        (CORVID, "review", 45, ["Ana Duarte"], ()),
        (HALDEN, "review", 45, [], (("Eve", "eve@eu.halden.example"),)),
    ]


def test_only_meetings_with_customers_that_we_went_to_are_offered_the_newest_first(
    two: Book, tmp_path: Path
) -> None:
    path = calendar(
        tmp_path,
        event("1", "20251103", "SUMMARY:Old", ANA),
        event("2", "20251110", "SUMMARY:New", ANA),
        event("3", "20251110", "SUMMARY:Own", "ATTENDEE:mailto:mary@wingtip.example"),
        event("4", "20251110", "SUMMARY:Friend", "ATTENDEE:mailto:joe@gmail.com"),
        event(
            "5", "20251110", "SUMMARY:Not I", ANA, "ATTENDEE;PARTSTAT=DECLINED:mailto:mary@wingtip.example"
        ),
        event("6", "20251125", "SUMMARY:Tomorrow", ANA),
        event("7", "20251110", "SUMMARY:Not Ana", ANA.replace("ACCEPTED", "DECLINED")),
        event("8", "20251110", "SUMMARY:Abgesagt: Review", "TRANSP:TRANSPARENT", ANA),
    )
    assert [m.title for m in offered(two, path)] == ["New", "Old"]
    assert [m.title for m in offered(two, path, back=15)] == ["New"]


def test_what_was_logged_is_known_again_and_not_logged_twice(two: Book, tmp_path: Path) -> None:
    path = calendar(
        tmp_path, event("1", "20251103", "SUMMARY:One", ANA), event("2", "20251104", "SUMMARY:Two", ANA)
    )
    log_meetings(two, offered(two, path)[:1], today=DAY)
    assert [(m.title, m.seen is not None) for m in offered(two, path)] == [("Two", True), ("One", False)]
    with pytest.raises(AlreadyLogged):
        log_meetings(two, offered(two, path), today=DAY)
    assert len(two.all(Touch)) == 1


def test_several_are_logged_in_one_step_that_undo_takes_back(two: Book, tmp_path: Path) -> None:
    path = calendar(
        tmp_path, event("1", "20251103", "SUMMARY:One", ANA), event("2", "20251104", "SUMMARY:Two", ANA)
    )
    log_meetings(two, offered(two, path), today=DAY)
    kept = [(t.summary, t.on.day, t.minutes, t.kind, t.direction) for t in two.all(Touch)]
    assert kept == [("Two", 4, 45, "meeting", "two-way"), ("One", 3, 45, "meeting", "two-way")]
    undo(two, today=DAY)
    assert two.all(Touch) == []
    with pytest.raises(AlreadyLogged):
        log_meetings(two, offered(two, path)[:1] * 2, today=DAY)
