"""Bulk editing: one field of many accounts changes in one step, after it said what would happen."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account, Stage, Status
from csdesk.domain.changes import Verb
from csdesk.domain.custom import CustomField, CustomKind
from csdesk.domain.errors import FieldRefused, NoSuchField
from csdesk.domain.ids import AccountId
from csdesk.services.accounts.bulk import ONE_BY_ONE, Bulk, Way, bulk_custom, bulk_fields, bulk_of, edit_many
from csdesk.services.book.custom import custom_values
from csdesk.services.book.history import undo
from csdesk.store.book import Book

NAMES = ("Corvid", "Halden", "Opal")


@pytest.fixture
def ids(book: Book, today: date) -> list[AccountId]:
    made = [
        Account(id=AccountId(name[0]), account=name, segment="Small" if name == "Opal" else None)
        for name in NAMES
    ]
    with book.change(Verb.ADD, today=today):
        book.put_all(made)
    return [a.id for a in made]


def column(book: Book, field: str) -> list[object]:
    return [getattr(a, field) for a in book.all(Account)]


def counts(bulk: Bulk) -> tuple[int, int, int]:
    return len(bulk.changed), bulk.same, len(bulk.refused)


def test_it_says_before_how_many_change_and_writes_nothing(
    book: Book, ids: list[AccountId], today: date
) -> None:
    assert counts(bulk_of(book, ids, "segment", "Small", today=today)) == (2, 1, 0)
    assert column(book, "segment") == [None, None, "Small"]


def test_many_accounts_are_one_change_with_one_undo(book: Book, ids: list[AccountId], today: date) -> None:
    done = edit_many(book, ids, "segment", "Small", today=today)
    assert done is not None
    assert (done.verb, done.label, len(done.rows)) == (Verb.SET, "Segment of 2 accounts", 2)
    assert column(book, "segment") == ["Small"] * 3
    undo(book, today=today)
    assert column(book, "segment") == [None, None, "Small"]


def test_only_the_chosen_accounts_change(book: Book, ids: list[AccountId], today: date) -> None:
    edit_many(book, ids[:1], "stage", "Loyalty", today=today)
    assert column(book, "stage") == [Stage.LOYALTY, None, None]


def test_nothing_is_written_where_all_have_it_already(book: Book, ids: list[AccountId], today: date) -> None:
    assert edit_many(book, ids[2:], "segment", "Small", today=today) is None


def test_an_empty_text_makes_a_field_not_known_and_a_status_its_default(
    book: Book, ids: list[AccountId], today: date
) -> None:
    edit_many(book, ids, "segment", "", today=today)
    assert column(book, "segment") == [None] * 3
    edit_many(book, ids, "status", "lost", today=today)
    edit_many(book, ids[:2], "status", "", today=today)
    assert column(book, "status") == [Status.CUSTOMER, Status.CUSTOMER, Status.LOST]


def test_what_follows_from_a_field_follows_for_each(book: Book, ids: list[AccountId], today: date) -> None:
    edit_many(book, ids[:2], "judgement", "2", today=today)
    assert column(book, "judged_on") == [today, today, None]


def test_who_refuses_is_named_and_stays_as_it_is(book: Book, ids: list[AccountId], today: date) -> None:
    bulk = bulk_of(book, ids, "parent", "Corvid", today=today)
    assert counts(bulk) == (2, 0, 1)
    assert bulk.refused[0][0] == "Corvid"
    edit_many(book, ids, "parent", "Corvid", today=today)
    assert column(book, "parent") == [None, "C", "C"]


def test_where_all_refuse_it_says_why(book: Book, ids: list[AccountId], today: date) -> None:
    with pytest.raises(FieldRefused):
        edit_many(book, ids[:1], "parent", "Corvid", today=today)


@pytest.mark.parametrize(
    ("field", "text"), [("stage", "sideways"), ("judgement", "9"), ("signed_on", "soon")]
)
def test_a_text_that_no_account_can_have_is_refused(
    book: Book, ids: list[AccountId], today: date, field: str, text: str
) -> None:
    with pytest.raises(FieldRefused):
        bulk_of(book, ids, field, text, today=today)


def test_what_says_which_account_it_is_cannot_be_that_of_many(
    book: Book, ids: list[AccountId], today: date
) -> None:
    for field in ONE_BY_ONE:
        with pytest.raises(NoSuchField):
            bulk_of(book, ids, field, "x", today=today)
    assert not ONE_BY_ONE & {f.key for f in bulk_fields()}


def test_a_tag_is_added_and_taken_away_beside_the_others(
    book: Book, ids: list[AccountId], today: date
) -> None:
    edit_many(book, ids[:1], "tags", "beta, north", today=today)
    edit_many(book, ids, "tags", "beta, Beta", way=Way.ADD, today=today)
    assert column(book, "tags") == ["beta, north", "Beta", "Beta"]
    assert counts(bulk_of(book, ids, "tags", "north", way=Way.TAKE, today=today)) == (1, 2, 0)
    edit_many(book, ids, "tags", "BETA", way=Way.TAKE, today=today)
    assert column(book, "tags") == ["north", None, None]


def test_a_custom_field_of_many_accounts_is_one_change(book: Book, ids: list[AccountId], today: date) -> None:
    field = CustomField(id="f", of_noun="account", name="Trained", kind=CustomKind.YES_NO)
    with book.change(Verb.ADD, today=today):
        book.put(field)
    assert [f.header for f in bulk_custom({"trained": field})] == ["Trained"]
    edit_many(book, ids[:1], "trained", "yes", today=today)
    assert counts(bulk_of(book, ids, "trained", "yes", today=today)) == (2, 1, 0)
    done = edit_many(book, ids, "trained", "yes", today=today)
    assert done is not None
    assert done.label == "Trained of 2 accounts"
    assert set(custom_values(book, "account")["Trained"]) == set(ids)
    edit_many(book, ids, "trained", "", today=today)
    assert custom_values(book, "account")["Trained"] == {}
    with pytest.raises(FieldRefused):
        bulk_of(book, ids, "trained", "perhaps", today=today)
