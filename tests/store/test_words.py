"""A word that a vocabulary has not is never written: nobody could read its noun any more."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.imports.vocabulary.often import Often
from csdesk.store.book import Book

ACME = Account(id=AccountId("a"), account="Acme")
ANN = Contact(id=ContactId("c"), account=AccountId("a"), name="Ann", roles=(Role.SPONSOR,))


def written(book: Book, *rows: Any) -> None:
    with book.change(Verb.ADD, label="rows", today=date(2025, 11, 24)) as change:
        book.put_all([*rows])
    assert change.done.n > 0


@pytest.mark.parametrize("wrong", ["nonsense", Often.HALF_YEAR, Role.SPONSOR, "customer"])
def test_a_row_with_a_word_of_another_vocabulary_is_not_written(book: Book, wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"Status cannot hold .* one of customer, prospect, lost, archived"):
        written(book, replace(ACME, status=wrong))
    assert book.all(Account) == []
    written(book, replace(ACME, status=Status.LOST))
    assert [a.status for a in book.all(Account)] == [Status.LOST]


def test_one_wrong_word_of_several_refuses_all_of_them(book: Book) -> None:
    wrong: Any = (Role.SPONSOR, "boss")
    with pytest.raises(TypeError, match="Roles cannot hold 'boss'"):
        written(book, ACME, replace(ANN, roles=wrong))
    assert book.all(Account) == []
