"""The day of a last contact is a touch of its day, and of a kind only where the header says one."""

import pytest

from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.store.book import Book
from tests.services.monthly import brought, day

ON = day("2026-05-01")


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Last contacted", TouchKind.OTHER),
        ("Last activity date", TouchKind.OTHER),
        ("Letzter Kontakt", TouchKind.OTHER),
        ("Last call", TouchKind.CALL),
        ("Last meeting", TouchKind.MEETING),
        ("Last QBR", TouchKind.REVIEW),
    ],
)
def test_a_contact_whose_kind_nobody_says_is_no_call(book: Book, header: str, kind: TouchKind) -> None:
    brought(book, "2026-06-05", ["Customer", "ARR", header], [["Acme", 12000, ON]])
    (touch,) = book.all(Touch)
    assert (touch.on, touch.kind, touch.direction) == (ON, kind, Direction.TWO_WAY)


def test_a_call_of_that_day_is_the_last_contact_and_is_not_told_twice(book: Book) -> None:
    brought(book, "2026-06-05", ["Customer", "ARR", "Last call"], [["Acme", 12000, ON]])
    brought(book, "2026-06-06", ["Customer", "ARR", "Last contacted"], [["Acme", 12000, ON]])
    assert [t.kind for t in book.all(Touch)] == [TouchKind.CALL]
