"""CSMs who are written in several ways are offered as one person, and made one in a step that can be undone."""

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.services.accounts.csms import csms_of, make_one
from csdesk.services.book.history import undo
from csdesk.store.book import Book
from tests.conftest import TODAY


def owned(book: Book, *csms: str) -> Book:
    """A book with an account of each of these."""
    with book.change(Verb.ADD, today=TODAY):
        book.put_all(
            [Account(id=AccountId(f"a{n}"), account=f"Account {n}", csm=csm) for n, csm in enumerate(csms)]
        )
    return book


def said(book: Book) -> list[str | None]:
    return [a.csm for a in sorted(book.all(Account), key=lambda a: a.id)]


def test_who_is_written_in_several_ways_is_offered_as_one(book: Book) -> None:
    owned(book, "Tom", "Tom H.", "tom@x.com", "Tom Hughes", "TOM HUGHES", "Hughes, Tom", "Mia Stone", "Tom")
    assert [(s.said, s.full, s.accounts) for s in csms_of(book).same] == [
        ("Hughes, Tom", "Tom Hughes", 1),
        ("TOM HUGHES", "Tom Hughes", 1),
        ("Tom", "Tom Hughes", 2),
        ("Tom H.", "Tom Hughes", 1),
        ("tom@x.com", "Tom Hughes", 1),
    ]


@pytest.mark.parametrize("names", [("Tom", "Mia"), ("Tom Hughes", "Tom Baker", "Tom"), ("Tom Hughes",), ()])
def test_who_may_be_several_or_nobody_else_is_not_offered(book: Book, names: tuple[str, ...]) -> None:
    assert csms_of(owned(book, *names)).same == ()


def test_what_is_made_one_is_one_and_one_undo_takes_it_back(book: Book) -> None:
    before = said(owned(book, "Tom", "Tom H.", "Mia Stone", "tom@x.com"))
    make_one(book, {s.said: s.full for s in csms_of(book).same}, today=TODAY)
    assert said(book) == ["Tom H.", "Tom H.", "Mia Stone", "Tom H."]
    undo(book, today=TODAY)
    assert said(book) == before
