"""A saved filter is data, whatever stands in it: nothing in it is run, and reading a book never does more than read."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.domain.looks import Look, filters_text, look_of
from csdesk.domain.query import Compare, Condition, IsNull, Joined, Not, OneOf
from csdesk.domain.query_tree import read_with
from csdesk.domain.sieve import Sieve
from csdesk.domain.touches import Touch
from csdesk.domain.views import View
from csdesk.services.accounts.account_facts import FIELDS, STANDARD, FactKind
from csdesk.services.accounts.accounts import account_rows
from csdesk.services.book.search import search
from csdesk.services.book.views import save_view, views_of
from csdesk.store.book import Book

DAY = date(2025, 11, 24)
HOSTILE = (
    "'; DROP TABLE accounts; --", '" OR 1=1 --', "NEAR(a b, 3)", "a AND NOT b OR c*", "account : x", "^x", "{account}:",
    "(a+)+$", "a" * 27 + "!", ".*" * 50, "%_\\", "\x00", "\u202e", "٣", "𝕏", "=cmd|' /C calc'!A0",
)  # fmt: skip
_READS = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
    sqlite3.SQLITE_TRANSACTION,
}
_TEXTS = [f.key for f in STANDARD.every if f.kind in (FactKind.TEXT, FactKind.CHOICE)]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with an account and a touch of each of these texts."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.csdesk"
    with Book.create(path) as book, book.change(Verb.ADD, today=DAY):
        for number, text in enumerate(HOSTILE):
            name = text.replace("\x00", "") or "none"
            book.put(Account(id=AccountId(str(number)), account=f"{name} {number}", tags=name))
            book.put(Touch(id=f"t{number}", account=AccountId(str(number)), on=DAY, summary=name))
    return path


@pytest.fixture(scope="module")
def reading(path: Path) -> Iterator[Book]:
    """A view of it on which everything but reading is refused."""
    with Book.view(path) as book:
        refused: list[tuple[object, ...]] = []

        def may(action: int, *facts: object) -> int:
            if action in _READS or (action == sqlite3.SQLITE_PRAGMA and facts[:2] == ("data_version", None)):
                return sqlite3.SQLITE_OK
            refused.append((action, *facts))
            return sqlite3.SQLITE_DENY

        search(book, "x", as_of=DAY)  # FTS5 opens its tables at the first question
        book._connection.set_authorizer(may)
        yield book
        book._connection.set_authorizer(None)
        assert refused == []


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_filter_is_kept_as_it_is_and_finds_what_it_says(
    book: Book, reading: Book, text: str
) -> None:
    wanted = (
        Compare("tags", "contains", text),
        Not(OneOf("account", (text,))),
        Compare("segment", "!=", text),
    )
    save_view(book, "Mine", Look(wanted), today=DAY)
    look, lost = look_of(views_of(book)[0], FIELDS)
    assert (look.filters, lost) == (wanted, 0)
    rows = account_rows(reading, as_of=DAY)
    sieve = Sieve(rows, lambda row, field: STANDARD.of(field).read(row, DAY))
    held = [read_with(c, STANDARD.values_on(DAY)) for c in look.filters[:1]]
    found = [row.line.tags for row, fits in zip(rows, sieve.places(held[0]), strict=True) if fits]
    assert all(text.casefold() in (tag or "").casefold() for tag in found)
    assert found or "\x00" in text
    assert len(account_rows(reading, as_of=DAY)) == len(HOSTILE)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_search_only_reads(reading: Book, text: str) -> None:
    for part in search(reading, text, as_of=DAY):
        assert all(hit.account_name for hit in part.first)
    assert len(reading.all(Account)) == len(HOSTILE)


conditions: st.SearchStrategy[Condition] = st.recursive(
    st.builds(Compare, st.sampled_from(_TEXTS), st.sampled_from(["=", "!=", "<", "contains"]), st.text())
    | st.builds(OneOf, st.sampled_from(_TEXTS), st.lists(st.text(), min_size=1, max_size=3).map(tuple))
    | st.builds(IsNull, st.sampled_from(_TEXTS)),
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(Joined, st.booleans(), st.lists(inner, min_size=1, max_size=3).map(tuple))
    ),
    max_leaves=6,
)


@given(conditions)
def test_any_filter_comes_back_from_its_view_as_it_was(condition: Condition) -> None:
    kept = View(id="v", name="x", filters=filters_text((condition,)))
    assert look_of(kept, FIELDS) == (Look((condition,)), 0)


@given(st.text(max_size=60))
def test_any_words_that_are_searched_are_words(reading: Book, text: str) -> None:
    for part in search(reading, text, as_of=DAY):
        assert 0 < len(part.first) <= part.count
