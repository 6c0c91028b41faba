"""What was changed: each field with its day, who, and the value before; what was undone is not told."""

from datetime import date

from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.milestones import Milestone
from csdesk.domain.touches import Touch
from csdesk.services.accounts.merging import merge
from csdesk.services.book.editing import remove_row, set_fields
from csdesk.services.book.history import redo, undo
from csdesk.services.book.traces import changes_of, row_history
from csdesk.store.book import Book
from tests.services.health_books import DAY, add_account, milestone, objective, put, ticket, touch

LATER = date(2025, 12, 1)


def titles(book: Book, account: AccountId, day: date = LATER) -> list[str]:
    return [e.title for e in changes_of(book, account, as_of=day)]


def test_a_field_that_was_set_is_told_with_both_values(book: Book, corvid: AccountId) -> None:
    set_fields(book, "account", corvid, {"region": "North"}, today=DAY)
    set_fields(book, "account", corvid, {"region": "South"}, today=LATER)
    first, second, *_ = row_history(book, "account", corvid)
    assert (first.header, first.before, first.after, first.today) == ("Region", "North", "South", LATER)
    assert (second.before, second.after, second.verb) == ("", "North", Verb.SET)
    assert titles(book, corvid) == ["Region: North → South", "Region: not known → North"]


def test_nothing_is_told_before_its_day(book: Book, corvid: AccountId) -> None:
    set_fields(book, "account", corvid, {"region": "South"}, today=LATER)
    assert titles(book, corvid, DAY) == []


def test_an_undone_change_is_not_told_and_a_redone_one_is(book: Book, corvid: AccountId) -> None:
    set_fields(book, "account", corvid, {"region": "North"}, today=DAY)
    undo(book, today=DAY)
    assert titles(book, corvid) == []
    redo(book, today=DAY)
    assert titles(book, corvid) == ["Region: not known → North"]


def test_what_was_added_is_a_fact_and_no_change(book: Book, corvid: AccountId) -> None:
    put(book, ticket(corvid, DAY))
    assert titles(book, corvid) == []
    assert all(c.added for c in row_history(book, "account", corvid))


def test_rows_of_the_account_and_rows_of_those_rows_are_told_by_name(book: Book, corvid: AccountId) -> None:
    other = add_account(book, "Other")
    goal, reading = objective(corvid, 5.0)
    put(book, goal, reading, milestone(other, DAY, None))
    set_fields(book, "reading", reading.id, {"value": "7"}, today=DAY)
    (one,) = changes_of(book, corvid, as_of=DAY)
    assert one.title == "Value: 5 → 7"
    assert one.detail.startswith("Reading “")
    assert (one.noun, one.id) == ("reading", reading.id)


def test_several_fields_stand_in_one_line(book: Book, corvid: AccountId) -> None:
    set_fields(book, "account", corvid, {"region": "North", "stage": "loyalty"}, today=DAY)
    (one,) = changes_of(book, corvid, as_of=DAY)
    assert one.title == "Account: Region, Stage"
    assert "Stage: not known → Loyalty" in one.detail


def test_a_removed_row_is_told_without_leading_to_it(book: Book, corvid: AccountId) -> None:
    step = milestone(corvid, DAY, None)
    put(book, step)
    remove_row(book, "milestone", step.id, today=DAY)
    (one,) = changes_of(book, corvid, as_of=DAY)
    assert one.title == f"Milestone “{step.milestone}” removed"
    assert one.noun == ""
    assert book.find(Milestone, step.id) is None


def test_a_reference_is_called_by_its_name_and_days_by_their_month(book: Book, corvid: AccountId) -> None:
    ana = Contact(id=ContactId("ana"), account=corvid, name="Ana Duarte", away_until=DAY)
    said: Touch = touch(corvid, DAY)
    put(book, ana, said)
    set_fields(book, "touch", said.id, {"contacts": "ana"}, today=DAY)
    set_fields(book, "contact", "ana", {"away_until": "2025-12-01"}, today=DAY)
    assert titles(book, corvid) == [
        "Away until: 24 Nov 2025 → 1 Dec 2025",
        "Contacts: not known → Ana Duarte",
    ]


def test_long_values_are_short_in_the_stream_and_whole_in_the_history(book: Book, corvid: AccountId) -> None:
    set_fields(book, "account", corvid, {"notes": "word " * 60}, today=DAY)
    assert len(titles(book, corvid)[0]) < 80
    assert row_history(book, "account", corvid)[0].after == ("word " * 60).strip()


def test_a_merge_tells_what_it_changed(book: Book, corvid: AccountId) -> None:
    other = add_account(book, "Corvid Ltd")
    put(book, ticket(other, DAY))
    merge(book, "account", corvid, other, {}, today=DAY)
    assert any("Account:" in t for t in titles(book, corvid))


def test_a_row_nobody_touched_has_no_history(book: Book) -> None:
    assert row_history(book, "account", "nobody") == []
