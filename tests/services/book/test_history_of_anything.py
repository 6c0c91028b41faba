"""History of anything: whatever was put, moved and removed, undo and redo walk along the same states."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import NothingToRedo, NothingToUndo, RefersToNothing, StillReferred
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.signals import Signal, SignalKind
from csdesk.services.book.history import redo, undo
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from tests.trials import trials

DAY = date(2025, 11, 24)
NOUNS: tuple[type[Any], ...] = (Account, Contact, Signal)

FEW = st.integers(0, 2)
ACCOUNTS = st.builds(
    lambda n, name, parent: Account(
        id=AccountId(f"a{n}"), account=name, parent=AccountId(f"a{parent}") if parent < n else None
    ),
    FEW, st.sampled_from(["Corvid", "Halden", "Yarrow"]), FEW,
)  # fmt: skip
CONTACTS = st.builds(
    lambda n, of: Contact(id=ContactId(f"c{n}"), account=AccountId(f"a{of}"), name=f"Ana {of}"), FEW, FEW
)
SIGNALS = st.builds(
    lambda n, of, who: Signal(
        id=f"s{n}", account=AccountId(f"a{of}"), kind=SignalKind.BOUNCE, on=DAY,
        contact=ContactId(f"c{who}") if who < 2 else None,
    ),
    FEW, FEW, FEW,
)  # fmt: skip
STEPS = st.tuples(st.booleans(), st.one_of(ACCOUNTS, CONTACTS, SIGNALS))
FAMILIES = FEW.map(
    lambda n: [
        (False, Account(id=AccountId(f"a{n}"), account="Quince")),
        (False, Contact(id=ContactId(f"c{n}"), account=AccountId(f"a{n}"), name="Ana")),
    ]
)
CALLS = st.one_of(FAMILIES, st.just("undo"), st.just("redo"), st.lists(STEPS, min_size=1, max_size=4))


def content(book: Book) -> list[dict[str, object]]:
    return [{row.id: row for row in book.all(noun)} for noun in NOUNS]


def done(book: Book, steps: list[tuple[bool, Account | Contact | Signal]]) -> bool:
    try:
        with book.change(Verb.SET, today=DAY):
            for removing, value in steps:
                if removing:
                    book.drop(value)
                else:
                    book.put(value)
    except (StillReferred, RefersToNothing):
        return False
    return True


@given(st.lists(CALLS, max_size=25))
@trials(50)
def test_undo_and_redo_walk_along_the_same_states(calls: list[object]) -> None:
    with Book.in_memory() as book:
        states, at = [content(book)], 0
        for call in calls:
            if call == "undo":
                at -= _stepped(book, "undo", possible=at > 0)
            elif call == "redo":
                at += _stepped(book, "redo", possible=at < len(states) - 1)
            elif isinstance(call, list) and done(book, call):
                states[at + 1 :] = [content(book)]
                at += 1
            assert content(book) == states[at]
        assert problems_of(book, deep=True) == []


def _stepped(book: Book, way: str, *, possible: bool) -> bool:
    try:
        undo(book, today=DAY) if way == "undo" else redo(book, today=DAY)
    except (NothingToUndo, NothingToRedo):
        assert not possible
        return False
    assert possible
    return True
