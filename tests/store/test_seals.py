"""Seals: whatever changes in the history without being written by csdesk is found, and salvaging knows what is true."""

import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import BookDamaged
from csdesk.domain.ids import AccountId
from csdesk.services.book.history import redo, undo
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.store.rows import mapper
from csdesk.store.salvage import salvage
from csdesk.store.seals import seal_of, seals_new
from tests.store.old_books import kept

DAY, NOON = date(2025, 11, 24), datetime(2025, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book whose second change was undone and brought back."""
    with Book.create(tmp_path / "a.csdesk") as book:
        for name in ("Corvid", "Halden"):
            with book.change(Verb.ADD, label=name, today=DAY):
                book.put(Account(id=AccountId(f"a-{name}"), account=name, notes=f"{name} says much"))
        undo(book, today=DAY)
        redo(book, today=DAY)
    return tmp_path / "a.csdesk"


def spoilt(path: Path, sql: str) -> Path:
    plain = sqlite3.connect(path)
    plain.execute(sql)
    plain.commit()
    plain.close()
    return path


def codes(path: Path) -> set[str]:
    with Book.view(path) as book:
        return {p.code for p in problems_of(book, deep=True)}


def test_what_csdesk_writes_is_sealed(path: Path) -> None:
    assert codes(path) == set()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE operations SET label = 'Corvix' WHERE n = 1",
        "UPDATE operations SET undone = 1 WHERE n = 1",
        "UPDATE operations SET today = '2025-11-25' WHERE n = 2",
        "UPDATE operations SET seal = seal + 1 WHERE n = 2",
        "UPDATE changes SET before = replace(before, 'much', 'more') WHERE pk = 3",
        "UPDATE changes SET operation = 1 WHERE pk = 2",
        "UPDATE changes SET seal = NULL WHERE pk = 2",
        "UPDATE meta SET value = 'another' WHERE key = 'uid'",
        "DELETE FROM meta WHERE key = 'seal'",
    ],
)
def test_whatever_is_changed_in_the_history_is_found(sql: str, path: Path) -> None:
    assert "altered_history" in codes(spoilt(path, sql))


def test_a_book_from_before_there_were_seals_is_sealed_when_it_is_migrated(tmp_path: Path) -> None:
    old = kept(1, tmp_path)
    Book.open(old).close()
    assert codes(old) == set()
    assert codes(spoilt(old, "UPDATE changes SET uid = uid || 'x' WHERE pk = 2")) >= {"altered_history"}


def test_of_a_row_and_its_last_image_the_sealed_one_is_true(path: Path, tmp_path: Path) -> None:
    spoilt(path, "UPDATE accounts SET notes = 'Corvid says luch' WHERE uid = 'a-Corvid'")
    spoilt(path, "UPDATE accounts SET uid = 'a-Ialden' WHERE uid = 'a-Halden'")
    done = salvage(path, tmp_path / "b.csdesk", now=NOON, today=DAY)
    with Book.view(done.book) as book:
        assert {a.id: a.notes for a in book.all(Account)} == {
            "a-Corvid": "Corvid says much",
            "a-Halden": "Halden says much",
        }
    assert done.from_journal == 2


def test_where_the_history_is_not_whole_the_row_is_believed(path: Path, tmp_path: Path) -> None:
    spoilt(path, "UPDATE accounts SET notes = 'Corvid says luch' WHERE uid = 'a-Corvid'")
    spoilt(path, "UPDATE changes SET seal = 0 WHERE uid = 'a-Halden'")
    done = salvage(path, tmp_path / "b.csdesk", now=NOON, today=DAY)
    with Book.view(done.book) as book:
        notes = {a.id: a.notes for a in book.all(Account)}
    assert notes == {"a-Corvid": "Corvid says luch", "a-Halden": "Halden says much"}


def test_a_row_that_was_written_past_the_journal_is_not_thrown_away(path: Path, tmp_path: Path) -> None:
    sql = "INSERT INTO accounts (uid, account, status, name_key) VALUES ('zz', 'By hand', 'customer', 'by hand')"
    done = salvage(spoilt(path, sql), tmp_path / "b.csdesk", now=NOON, today=DAY)
    with Book.view(done.book) as book:
        assert "By hand" in {a.account for a in book.all(Account)}


def reshaped(path: Path, old: str, new: str) -> Path:
    """The book, with a word of its schema changed as a turned bit changes it."""
    body = path.read_bytes()
    assert len(old) == len(new)
    assert old.encode() in body
    path.write_bytes(body.replace(old.encode(), new.encode()))
    return path


def test_a_column_whose_name_has_rotted_is_damage_and_not_our_fault(path: Path) -> None:
    reshaped(path, '"external_id"', '"axternal_id"')
    with Book.view(path) as book:
        with pytest.raises(BookDamaged):
            book.all(Account)
        assert "damaged" in {p.code for p in problems_of(book, deep=True)}


def test_a_rule_of_the_schema_that_has_rotted_is_found(path: Path) -> None:
    assert codes(reshaped(path, 'REFERENCES "accounts"', 'REFERENCES "accountr"')) >= {"altered_shape"}


def test_a_statement_that_is_wrong_stays_our_fault(path: Path) -> None:
    with Book.view(path) as book, pytest.raises(sqlite3.OperationalError):
        book.rows("SELECT nothing FROM accounts")


def test_rows_that_are_new_are_sealed_as_every_row_is() -> None:
    texts = ["plain", 'He said "yes"', "C:\\new\\", "two\nlines\tand\x01", "Ümit 🟢", "\ud800"]
    images = [*filter(None, mapper(Account).image_texts([*map(_called, texts)]))]
    ids = [f'a-{n}"\\' for n in range(len(texts))]
    each = [seal_of((7, "accounts", uid, None, image)) for uid, image in zip(ids, images, strict=True)]
    assert seals_new(7, "accounts", ids, images) == each
    assert len(set(each)) == len(texts)


def _called(text: str) -> Account:
    return Account(id=AccountId("a-1"), account=text)
