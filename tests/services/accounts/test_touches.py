"""Logging a touch: who was there is found by name, and nobody is made twice."""

from datetime import timedelta
from typing import Any

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact, ContactStatus
from csdesk.domain.errors import AmbiguousContact
from csdesk.domain.hindsight import began_by
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.tasks import Party, Task
from csdesk.domain.touches import Touch
from csdesk.services.accounts.touches import TouchDraft, log_touch, people_there
from csdesk.services.book.editing import add_row
from csdesk.services.book.history import undo
from csdesk.store.book import Book
from tests.conftest import TODAY

ONE, TWO = AccountId("a-1"), AccountId("a-2")


def contact(id_: str, name: str, account: AccountId = ONE, **facts: Any) -> Contact:
    return Contact(id=ContactId(id_), account=account, name=name, **facts)


@pytest.fixture
def people(book: Book) -> Book:
    """Ana Duarte, two Joes and an Eva who left at one account; another Ana at another."""
    with book.change(Verb.ADD, today=TODAY):
        book.put_all(
            [
                Account(id=ONE, account="Quillfeather Press"),
                Account(id=TWO, account="Corvid"),
                contact("c-ana", "Ana Duarte"),
                contact("c-joe", "Joe Smith"),
                contact("c-joe2", "Joe Brown"),
                contact("c-eva", "Eva Long", status=ContactStatus.LEFT),
                contact("c-ana2", "Ana Ilves", TWO),
            ]
        )
    return book


def with_(book: Book, *names: str) -> list[str]:
    """The ids of the contacts of a touch logged with these names."""
    log_touch(book, TouchDraft(ONE, "Talked", TODAY, people=names), today=TODAY)
    return [str(c) for c in book.all(Touch)[-1].contacts]


def test_a_first_name_that_only_one_there_has_is_that_contact(people: Book) -> None:
    assert with_(people, "ana") == ["c-ana"]
    assert len(people.all(Contact)) == 5


def test_a_first_name_and_the_whole_name_are_one_person(people: Book) -> None:
    assert with_(people, "Ana", "Ana Duarte") == ["c-ana"]


def test_a_first_name_of_two_is_asked_about_and_nothing_is_logged(people: Book) -> None:
    with pytest.raises(AmbiguousContact) as asked:
        with_(people, "Joe")
    assert asked.value.facts["candidates"] == "Joe Brown, Joe Smith"
    assert asked.value.exit_code == 3
    assert people.all(Touch) == []


def test_another_surname_is_another_person(people: Book) -> None:
    found = with_(people, "Ana Lund")
    assert found != ["c-ana"]
    assert len(people.all(Contact)) == 6


def test_who_left_is_meant_only_by_the_whole_name(people: Book) -> None:
    assert with_(people, "Eva") != ["c-eva"]
    assert with_(people, "Eva Long") == ["c-eva"]


def test_a_surname_alone_is_no_first_name(people: Book) -> None:
    assert with_(people, "Duarte") != ["c-ana"]


def test_minutes_that_nobody_gave_are_not_known(people: Book) -> None:
    log_touch(people, TouchDraft(ONE, "Talked", TODAY), today=TODAY)
    log_touch(people, TouchDraft(ONE, "Talked again", TODAY, minutes=45), today=TODAY)
    assert [t.minutes for t in people.all(Touch)] == [None, 45]


def test_a_promise_is_kept_with_the_touch_in_which_it_was_made(people: Book) -> None:
    draft = TouchDraft(ONE, "Talked", TODAY, people=["Ana"], promise="Send the guide", promise_on=TODAY)
    done = log_touch(people, draft, today=TODAY)
    (promise,) = people.all(Promise)
    assert (promise.promise, promise.due_on, promise.promised_on) == ("Send the guide", TODAY, TODAY)
    assert (promise.promised_by, promise.contact, promise.status) == (Party.US, "c-ana", PromiseStatus.OPEN)
    undo(people, done.n, today=TODAY)
    assert people.all(Promise) == []


def test_a_promise_made_before_several_people_is_to_none_of_them_alone(people: Book) -> None:
    draft = TouchDraft(ONE, "Talked", TODAY, people=["Ana", "Joe Brown"], promise="A course")
    log_touch(people, draft, today=TODAY)
    assert [p.contact for p in people.all(Promise)] == [None]


def test_a_next_step_is_there_from_the_day_of_its_touch_on(people: Book) -> None:
    day = TODAY - timedelta(days=3)
    log_touch(people, TouchDraft(ONE, "Talked", day, next_step="Call", next_on=TODAY), today=TODAY)
    (task,) = people.all(Task)
    assert [began_by(task, on) for on in (day - timedelta(days=1), day)] == [False, True]


def test_who_is_there_are_the_contacts_of_the_account_who_did_not_leave(people: Book) -> None:
    assert people_there(people, ONE) == ("Ana Duarte", "Joe Brown", "Joe Smith")
    assert people_there(people, TWO) == ("Ana Ilves",)


def test_a_list_of_people_names_one_whose_name_has_a_comma_in_quotes(people: Book) -> None:
    add_row(people, "contact", {"account": "Corvid", "name": "Ito, Ben"}, today=TODAY)
    facts = {
        "account": "Corvid",
        "summary": "Both",
        "on": TODAY.isoformat(),
        "contacts": '"Ito, Ben", Ana Ilves',
    }
    add_row(people, "touch", facts, today=TODAY)
    (touch,) = people.all(Touch)
    names = {c.id: c.name for c in people.all(Contact)}
    assert [names[c] for c in touch.contacts] == ["Ito, Ben", "Ana Ilves"]
