"""Salvage: what can still be read comes through, nothing is made up, and the damaged file stays as it is."""

import hashlib
import io
import os
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.custom import CustomField, CustomValue
from csdesk.domain.errors import (
    BookExists,
    BookInUse,
    BookNotFound,
    NoPermission,
    NothingToSalvage,
    NotWritten,
)
from csdesk.domain.fields import noun_of
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.nouns import NOUNS
from csdesk.domain.products import Product
from csdesk.domain.touches import Touch
from csdesk.services.sample import write_sample
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.store.leaves import leaf_rows
from csdesk.store.salvage import Salvaged, salvage
from csdesk.store.seals import seal_of

DAY, NOW, PAGE = date(2025, 11, 24), datetime(2025, 11, 24, 12, tzinfo=UTC), 4096
Values = dict[tuple[str, str], Any]


def values_of(path: Path) -> Values:
    with Book.view(path) as book:
        return {(noun_of(n).table, str(v.id)): v for n in NOUNS for v in _all(book, n)}


def _all(book: Book, noun: type[Any]) -> list[Any]:
    return book.all(noun)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of some customers with everything that they have."""
    path = tmp_path_factory.mktemp("sample") / "book.csdesk"
    with Book.create(path) as book:
        write_sample(book, accounts=4, seed=9)
        account = book.all(Account)[0]
        with book.change(Verb.ADD, today=DAY):
            book.put(Account(id=AccountId("a-gone"), account="Gone"))
            book.put(Account(id=AccountId("a-long"), account="Long", notes="ü" * 30_000, parent=account.id))
        with book.change(Verb.REMOVE, today=DAY):
            book.drop(Account(id=AccountId("a-gone"), account="Gone"))
    return path


def pages_of(sample: Path, name: str) -> list[int]:
    """The pages of a table, from zero."""
    connection = sqlite3.connect(sample)
    try:
        found = connection.execute("SELECT pageno FROM dbstat WHERE name = ?", [name]).fetchall()
    except sqlite3.OperationalError:
        pytest.skip("this SQLite cannot say which page belongs to which table")
    finally:
        connection.close()
    return [n - 1 for (n,) in found]


def damaged(sample: Path, folder: Path, pages: list[int], filling: bytes = bytes(PAGE)) -> Path:
    """A copy whose pages are spoiled."""
    body = bytearray(sample.read_bytes())
    for page in pages:
        body[page * PAGE : (page + 1) * PAGE] = filling
    made = folder / "damaged.csdesk"
    made.write_bytes(bytes(body))
    return made


def salvaged(path: Path) -> tuple[Salvaged, Values]:
    into = path.with_name("rescued.csdesk")
    done = salvage(path, into, now=NOW, today=DAY)
    return done, values_of(into)


def test_all_of_a_whole_book_comes_through(sample: Path, tmp_path: Path) -> None:
    done, found = salvaged(damaged(sample, tmp_path, []))
    assert found == values_of(sample)
    assert (done.rows, done.from_journal, done.left_out) == (len(found), 0, 0)
    with Book.view(done.book) as book:
        assert problems_of(book, deep=True) == []


@pytest.mark.parametrize("filling", [bytes(PAGE), b"\xff" * PAGE, b"\x0d" + b"\x01" * (PAGE - 1)])
def test_rows_of_a_lost_page_come_from_the_journal(sample: Path, tmp_path: Path, filling: bytes) -> None:
    pages = pages_of(sample, "touches")
    done, found = salvaged(damaged(sample, tmp_path, [pages[len(pages) // 2]], filling))
    assert found == values_of(sample)
    assert done.from_journal > 0


def test_without_the_first_page_the_journal_gives_every_row(sample: Path, tmp_path: Path) -> None:
    done, found = salvaged(damaged(sample, tmp_path, [0]))
    assert found == values_of(sample)
    assert done.from_journal == done.rows


def test_without_the_journal_the_tables_give_every_row(sample: Path, tmp_path: Path) -> None:
    done, found = salvaged(damaged(sample, tmp_path, pages_of(sample, "changes")))
    assert found == values_of(sample)
    assert done.from_journal == 0


def test_what_was_removed_stays_removed(sample: Path, tmp_path: Path) -> None:
    everything = pages_of(sample, "accounts")
    _, found = salvaged(damaged(sample, tmp_path, everything))
    assert ("accounts", "a-long") in found
    assert ("accounts", "a-gone") not in found


def test_what_belongs_to_a_lost_row_is_left_out_and_counted(sample: Path, tmp_path: Path) -> None:
    pages = [*pages_of(sample, "accounts"), *pages_of(sample, "changes")]
    with pytest.raises(NothingToSalvage):
        salvage(damaged(sample, tmp_path, [*pages, *pages_of(sample, "preferences"), *pages_of(sample, "products")]),
                tmp_path / "none.csdesk", now=NOW, today=DAY)  # fmt: skip
    assert not (tmp_path / "none.csdesk").exists()
    done, found = salvaged(damaged(sample, tmp_path, pages))
    assert {table for table, _ in found} == {"preferences", "products"}
    assert done.left_out > 100
    touches = next(s for s in done.shares if s.table == "touches")
    with Book.view(sample) as book:
        assert touches.left_out == len(book.all(Touch))


@pytest.mark.parametrize(("lost", "left"), [("accounts", "v-1"), ("products", "v-0")])
def test_what_rows_of_nobody_say_comes_through_and_what_lost_rows_said_does_not(
    tmp_path: Path, lost: str, left: str
) -> None:
    path = tmp_path / "book.csdesk"
    with Book.create(path) as book, book.change(Verb.ADD, today=DAY):
        book.put_all([
            Account(id=AccountId("a-0"), account="Acme"),
            Product(id=ProductId("p-0"), product="Team"),
            *(CustomField(id=f"f-{noun}", of_noun=noun, name="Colour") for noun in ("account", "product")),
            CustomValue(id="v-0", field="f-account", account=AccountId("a-0"), row="a-0", value="red"),
            CustomValue(id="v-1", field="f-product", row="p-0", value="blue"),
        ])  # fmt: skip
    _, whole = salvaged(damaged(path, tmp_path, []))
    assert whole == values_of(path)
    (tmp_path / "rescued.csdesk").unlink()
    done, found = salvaged(damaged(path, tmp_path, [*pages_of(path, lost), *pages_of(path, "changes")]))
    assert {key for key in found if key[0] == "custom_values"} == {("custom_values", left)}
    assert next(s for s in done.shares if s.table == "custom_values").left_out == 1
    with Book.view(done.book) as book:
        assert problems_of(book, deep=True) == []


@pytest.mark.parametrize("seed", range(6))
def test_of_many_spoiled_pages_no_row_is_made_up(sample: Path, tmp_path: Path, seed: int) -> None:
    rng, true = Random(seed), values_of(sample)
    count = sample.stat().st_size // PAGE
    filling = bytes(PAGE) if seed % 2 else rng.randbytes(PAGE)
    done, found = salvaged(damaged(sample, tmp_path, rng.sample(range(1, count), count // 50), filling))
    assert [key for key in found if key not in true] == []
    assert len(found) > 0.9 * len(true)
    other = {key for key, value in found.items() if value != true[key]}
    assert {t for t, _ in other} <= {"surveys", "signals", "tasks"}, (
        "only a reference to what is lost is empty"
    )
    assert done.rows == len(found)


@pytest.mark.parametrize(("share", "at_least"), [(0.4, 5), (0.7, 300), (0.95, 1500)])
def test_a_book_that_is_cut_off_gives_what_is_there(
    sample: Path, tmp_path: Path, share: float, at_least: int
) -> None:
    path, true = damaged(sample, tmp_path, []), values_of(sample)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    _, found = salvaged(path)
    assert [key for key in found if key not in true] == []
    assert len(found) >= at_least


def test_a_turned_bit_that_makes_a_text_unreadable_is_mended_from_the_journal(
    sample: Path, tmp_path: Path
) -> None:
    path = damaged(sample, tmp_path, [])
    with Book.view(sample) as book:
        name = book.all(Account)[0].account
    connection = sqlite3.connect(path)
    connection.execute("UPDATE accounts SET account = CAST(x'ff4142' AS TEXT) WHERE account = ?", [name])
    connection.commit()
    connection.close()
    done, found = salvaged(path)
    assert found == values_of(sample)
    assert done.from_journal == 1


def test_the_damaged_file_stays_as_it_is_and_nothing_is_left_beside_it(sample: Path, tmp_path: Path) -> None:
    path = damaged(sample, tmp_path, [3, 4])
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    salvaged(path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["damaged.csdesk", "rescued.csdesk"]


def test_nothing_is_overwritten_and_nothing_is_read_while_somebody_writes(
    sample: Path, tmp_path: Path
) -> None:
    path = damaged(sample, tmp_path, [])
    with pytest.raises(BookExists):
        salvage(path, path, now=NOW, today=DAY)
    with pytest.raises(BookNotFound):
        salvage(tmp_path / "none", tmp_path / "x", now=NOW, today=DAY)
    with Book.open(path), pytest.raises(BookInUse):
        salvage(path, tmp_path / "x", now=NOW, today=DAY)


def test_of_somebody_elses_book_only_known_tables_and_sound_values_come_in(
    sample: Path, tmp_path: Path
) -> None:
    path = damaged(sample, tmp_path, [])
    connection = sqlite3.connect(path)
    connection.executescript(
        """CREATE TABLE planted (a); INSERT INTO planted VALUES (1);
           CREATE TRIGGER sly AFTER INSERT ON accounts BEGIN DELETE FROM touches; END;
           UPDATE accounts SET status = 'owner of all' WHERE pk = 1;
           DELETE FROM changes WHERE noun = 'accounts';"""
    )
    connection.close()
    done, found = salvaged(path)
    with Book.view(done.book) as book:
        names = {name for (name,) in book.rows("SELECT name FROM sqlite_master")}
    assert {"planted", "sly"} & names == set()
    assert sum(t == "accounts" for t, _ in found) == sum(t == "accounts" for t, _ in values_of(sample)) - 1


def test_an_endless_view_in_the_place_of_a_table_is_not_asked(sample: Path, tmp_path: Path) -> None:
    path = damaged(sample, tmp_path, [])
    connection = sqlite3.connect(path)
    connection.executescript(
        """ALTER TABLE usage RENAME TO other;
           CREATE VIEW usage (pk, uid) AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
           SELECT i, i FROM n;"""
    )
    connection.close()
    _, found = salvaged(path)
    assert found == values_of(sample)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("judgement", str(2**70)),
        ("judgement", "NaN"),
        ("notes", '"\\ud800"'),
        ("notes", "[" * 5000 + "]" * 5000),
        ("notes", "7"),
        ("status", '"owner of all"'),
        ("signed_on", '"2025-02-30"'),
    ],
)
def test_a_value_that_no_book_can_hold_keeps_out_its_row_alone(
    sample: Path, tmp_path: Path, field: str, value: str
) -> None:
    path = damaged(sample, tmp_path, [])
    image = '{"id":"a-sly","account":"Sly","status":"customer"}'
    sly = image.replace('"status":"customer"', f'"{field}":{value}')
    connection = sqlite3.connect(path)
    insert = "INSERT INTO changes (operation, noun, uid, after, seal) VALUES (1, 'accounts', ?, ?, ?)"
    both = [("a-sly", sly), ("a-fine", image.replace("a-sly", "a-fine"))]
    connection.executemany(insert, [(u, i, seal_of((1, "accounts", u, None, i))) for u, i in both])
    connection.commit()
    connection.close()
    body = bytearray(path.read_bytes())
    body[:PAGE] = bytes(PAGE)
    path.write_bytes(bytes(body))
    _, found = salvaged(path)
    assert found.pop(("accounts", "a-fine")).account == "Sly"
    assert found == values_of(sample)


def test_a_leaf_gives_the_rows_that_sqlite_gives(tmp_path: Path) -> None:
    path = tmp_path / "rows.db"
    rng = Random(4)
    rows = [
        (
            n,
            rng.choice(
                [None, 0, 1, -1, 127, -32768, 2**40, -(2**62), 0.5, "", "ü" * rng.randint(0, 9000), b"\0\1"]
            ),
        )
        for n in range(1, 400)
    ]
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (pk INTEGER PRIMARY KEY, a, b)")
    connection.executemany("INSERT INTO t VALUES (?, ?, 'end')", rows)
    connection.commit()
    connection.close()
    found = sorted((pk, row[1]) for pk, row in leaf_rows(path.read_bytes(), 3))
    assert found == rows


def test_without_a_folder_or_the_right_it_says_so(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = damaged(sample, tmp_path, [])
    with pytest.raises(NotWritten) as nowhere:
        salvage(path, tmp_path / "none" / "x.csdesk", now=NOW, today=DAY)
    assert nowhere.value.facts["why"] == "its folder is not there"
    monkeypatch.setattr(os, "mkdir", _refuse)
    with pytest.raises(NoPermission):
        salvage(path, tmp_path / "x.csdesk", now=NOW, today=DAY)


def _refuse(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_a_piece_that_the_disk_no_longer_gives_is_zeros(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, whole = damaged(sample, tmp_path, []), Path.open

    class Torn(io.FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() == 9 * PAGE:
                raise OSError(5, "Input/output error")
            return super().read(-1 if size is None else size)

    def torn(self: Path, mode: str = "r", *given: Any, **named: Any) -> Any:
        return Torn(self, "r") if self == path and mode == "rb" else whole(self, mode, *given, **named)

    with monkeypatch.context() as disk:
        disk.setattr(Path, "open", torn)
        done = salvage(path, tmp_path / "rescued.csdesk", now=NOW, today=DAY)
    assert values_of(done.book) == values_of(sample)
