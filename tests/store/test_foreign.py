"""A book from somebody else: only data comes in, value by value, and what stays behind is counted."""

import json
import sqlite3
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.errors import BookExists, CsdeskError, DataTooSlow
from csdesk.domain.touches import Touch
from csdesk.services.sample import write_sample
from csdesk.store import foreign
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.store.foreign import TakenIn, read_as_data

DAY = date(2025, 11, 24)
NOW = datetime(2025, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    with Book.create(tmp_path / "sent" / "sent.csdesk") as book:
        write_sample(book, accounts=20)
    return tmp_path / "sent" / "sent.csdesk"


def plant(path: Path, *statements: str) -> None:
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            other.execute(statement)
    other.close()


def taken(sent: Path) -> TakenIn:
    before = sha256(sent.read_bytes()).digest()
    done = read_as_data(sent, sent.parent / "mine.csdesk", now=NOW, today=DAY)
    assert sha256(sent.read_bytes()).digest() == before
    with Book.open(done.book) as book:
        assert problems_of(book, deep=True) == []
    return done


def count(path: Path, noun: type) -> int:
    with Book.view(path) as book:
        return len(book.all(noun))


def test_all_rows_of_an_honest_book_come_in(sent: Path) -> None:
    done = taken(sent)
    assert (done.dropped, done.left) == (0, ())
    assert count(done.book, Account) == count(sent, Account) >= 20
    assert count(done.book, Touch) == count(sent, Touch)


def test_planted_triggers_and_views_stay_behind_and_do_not_run(sent: Path) -> None:
    plant(
        sent,
        "CREATE TRIGGER t AFTER INSERT ON accounts BEGIN DELETE FROM touches; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE extra (x)",
        "CREATE INDEX extra_index ON accounts (account)",
        "ALTER TABLE accounts ADD COLUMN tracker TEXT",
    )
    done = taken(sent)
    assert done.left == ("index extra_index", "table extra", "trigger t", "view v", "column accounts.tracker")
    assert count(done.book, Touch) == count(sent, Touch)
    with Book.view(done.book) as book:
        assert book.rows("SELECT name FROM sqlite_master WHERE name IN ('t', 'v', 'extra')") == []


def test_values_that_cannot_be_are_dropped_and_counted(sent: Path) -> None:
    plant(
        sent,
        "UPDATE touches SET kind = 'telepathy' WHERE pk = 1",
        "UPDATE touches SET \"on\" = 'soon' WHERE pk = 2",
        "UPDATE touches SET account = 9999 WHERE pk = 3",
    )
    done = taken(sent)
    share = next(s for s in done.shares if s.table == "touches")
    assert share.left_out == 3
    assert share.rows == count(sent.parent / "mine.csdesk", Touch)


ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS pk, 'a' AS uid FROM n"


def test_an_endless_view_in_the_place_of_a_table_is_never_asked(sent: Path) -> None:
    plant(
        sent,
        "PRAGMA legacy_alter_table = ON",
        "ALTER TABLE risks RENAME TO old",
        f"CREATE VIEW risks AS {ENDLESS}",
    )
    done = taken(sent)
    assert "view risks" in done.left
    assert next(s for s in done.shares if s.table == "risks").rows == 0


def test_a_reading_that_takes_too_long_ends(sent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "SECONDS", -1.0)
    monkeypatch.setattr(foreign, "_STEPS", 10)
    with pytest.raises(DataTooSlow):
        read_as_data(sent, sent.parent / "mine.csdesk", now=NOW, today=DAY)
    assert not (sent.parent / "mine.csdesk").exists()


def test_a_value_of_absurd_length_is_refused(sent: Path) -> None:
    plant(sent, "UPDATE accounts SET notes = hex(zeroblob(20000000)) WHERE pk = 1")
    with pytest.raises(CsdeskError):
        read_as_data(sent, sent.parent / "mine.csdesk", now=NOW, today=DAY)
    assert [p.name for p in sent.parent.iterdir()] == ["sent.csdesk"]


def test_a_header_that_names_an_absurd_version_takes_no_time(sent: Path) -> None:
    plant(sent, "PRAGMA user_version = 2147483647")
    assert taken(sent).dropped == 0


def test_nothing_is_overwritten(sent: Path) -> None:
    (sent.parent / "mine.csdesk").write_text("mine")
    with pytest.raises(BookExists):
        read_as_data(sent, sent.parent / "mine.csdesk", now=NOW, today=DAY)
    assert (sent.parent / "mine.csdesk").read_text() == "mine"


def test_the_command_line_says_what_came_in_and_what_stayed_behind(sent: Path) -> None:
    from click.testing import CliRunner

    from csdesk.cli.program import program

    plant(sent, "CREATE VIEW v AS SELECT 1")
    fresh = sent.parent / "mine.csdesk"
    said = CliRunner().invoke(program, ["check", "--book", str(sent), "--as-data", str(fresh), "--json"])
    assert said.exit_code == 0
    facts = json.loads(said.stdout)
    assert (facts["dropped"], facts["left"]) == (0, ["view v"])
    assert facts["tables"]["accounts"] == {"rows": count(sent, Account), "dropped": 0}
