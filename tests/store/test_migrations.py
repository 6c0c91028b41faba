"""Migrations: a book of every version that ever was opens, and a new noun or field costs its declaration."""

import dataclasses
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from csdesk.domain import fields
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.custom import CustomValue
from csdesk.domain.fields import column, noun, noun_of
from csdesk.domain.nouns import NOUNS
from csdesk.domain.products import Product
from csdesk.services.book.history import undo
from csdesk.store import book as books
from csdesk.store import check, fingerprint, header, migrations, rows, schema
from csdesk.store.backups import backups_in, folder_for
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.store.migrations import migrate
from csdesk.store.version import VERSION
from tests.store.old_books import DAY, kept, one_of_each


@noun("wish", "wishes", title="wish", since=2, indexes=(("account",),))
class Wish:
    """Something that a customer would like; only this test knows it."""

    id: str = column()
    account: str = column(refers="accounts")
    wish: str = column()


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_book_of_every_version_opens_and_is_whole(version: int, tmp_path: Path) -> None:
    path = kept(version, tmp_path)
    with Book.open(path) as book:
        assert problems_of(book, deep=True) == []
        assert [n.__name__ for n in NOUNS if noun_of(n).since <= version and not book.all(n)] == []
        assert book.rows("PRAGMA user_version") == [(VERSION,)]


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_an_old_book_has_the_same_tables_as_a_new_one(version: int, tmp_path: Path) -> None:
    with Book.open(kept(version, tmp_path)) as old, Book.in_memory() as new:
        assert _columns(old) == _columns(new)


def test_what_a_book_of_version_6_says_in_fields_of_ones_own_stays_and_nobodys_rows_may_say_it(
    tmp_path: Path,
) -> None:
    path = kept(6, tmp_path)
    before = next(v for v in one_of_each() if isinstance(v, CustomValue))
    with Book.open(path) as book:
        assert book.all(CustomValue) == [before]
        with book.change(Verb.ADD, label="test", today=DAY):
            book.put(dataclasses.replace(before, id="v-2", account=None, row=book.all(Product)[0].id))
        assert problems_of(book, deep=True) == []
        undo(book, today=DAY)
        assert book.all(CustomValue) == [before]


def _columns(book: Book) -> dict[str, set[tuple[Any, ...]]]:
    tables = book.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    return {name: {row[1:4] for row in book.rows(f'PRAGMA table_info("{name}")')} for (name,) in tables}


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The program one version on: it keeps wishes, and a nickname of every account."""
    spec = fields.noun_of(Account)
    nickname = dataclasses.replace(
        spec.fields[-1], name="nickname", key="nickname", header="Nickname", kind=fields.Kind.TEXT,
        required=False, choices=None, refers=None, since=VERSION + 1,
    )  # fmt: skip
    wider = dataclasses.replace(
        spec, fields=(*spec.fields, nickname), indexes=(*spec.indexes, ("segment", "nickname"))
    )
    declared = {**fields._DECLARED, Wish: {**fields._DECLARED[Wish], "since": VERSION + 1}}
    monkeypatch.setattr(fields, "_DECLARED", declared)
    monkeypatch.delitem(fields._NOUNS, Wish, raising=False)
    nouns = (*NOUNS, Wish)
    monkeypatch.setattr(schema, "noun_of", lambda cls: wider if cls is Account else fields.noun_of(cls))
    for room in (schema, check):
        monkeypatch.setattr(room, "NOUNS", nouns)
    for room in (books, header, migrations):
        monkeypatch.setattr(room, "VERSION", VERSION + 1)
    monkeypatch.setattr(migrate, "__kwdefaults__", {"to": VERSION + 1})
    _forget_what_a_book_is_made_of()
    yield VERSION + 1
    _forget_what_a_book_is_made_of()
    rows._MAPPERS.pop(Wish, None)
    fields._NOUNS.pop(Wish, None)


def _forget_what_a_book_is_made_of() -> None:
    for known in (fingerprint._made_here, migrations._blank):
        known.cache_clear()


def test_a_new_noun_and_a_new_field_come_into_an_older_book(next_version: int, tmp_path: Path) -> None:
    path = kept(VERSION, tmp_path)
    with Book.open(path) as book:
        assert book.all(Wish) == []
        assert ("nickname", "TEXT", 0) in _columns(book)["accounts"]
        indexes = {name for (name,) in book.rows("SELECT name FROM sqlite_master WHERE type = 'index'")}
        assert {"wishes_by_account", "accounts_by_segment_nickname"} <= indexes
        assert book.rows("PRAGMA user_version") == [(next_version,)]
        assert problems_of(book, deep=True) == []
    assert [b.reason for b in backups_in(folder_for(path))] == ["before a new version"]
    with Book.open(path):
        pass
    assert len(backups_in(folder_for(path))) == 1


def test_a_new_book_has_what_every_version_brought(next_version: int) -> None:
    with Book.in_memory() as book:
        assert ("nickname", "TEXT", 0) in _columns(book)["accounts"]
        assert book.all(Wish) == []


def test_an_older_book_that_cannot_be_written_is_read_all_the_same(
    next_version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept(VERSION, tmp_path)
    before = path.read_bytes()
    monkeypatch.setattr(
        os, "access", lambda path, mode: mode != os.W_OK
    )  # of root a folder would hold nothing back
    with Book.view(path) as view:
        assert view.all(Wish) == []
        assert view.all(Account)
        assert not view.writable
    assert path.read_bytes() == before


def test_a_migration_that_fails_leaves_the_book_as_it_was(
    next_version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept(VERSION, tmp_path)
    before = path.read_bytes()
    broken = [*schema.steps_of(next_version), "CREATE TABLE broken ("]
    monkeypatch.setattr(migrations, "steps_of", lambda version: broken)
    with pytest.raises(Exception, match="incomplete input"):
        Book.open(path)
    assert path.read_bytes() == before


def test_migrating_twice_does_nothing_twice(book: Book) -> None:
    assert migrate(book._connection) == []


def test_the_book_that_is_kept_of_this_version_is_the_one_this_program_writes(tmp_path: Path) -> None:
    with Book.open(kept(VERSION, tmp_path)) as book:
        assert [book.all(type(value)) for value in one_of_each()] == [[value] for value in one_of_each()]
