"""The verb `sql`: it answers, and nothing but reading is possible."""

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import SqlTooLong
from csdesk.domain.ids import AccountId
from csdesk.store.book import Book
from csdesk.store.sql import ask

DAY = date(2025, 11, 24)
NAMES = ("Corvid", "Halden\nFreight", "Zoë 株式会社")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with three accounts."""
    made = tmp_path / "mine.csdesk"
    with Book.create(made) as book, book.change(Verb.ADD, today=DAY):
        book.put_all([Account(id=AccountId(f"a-{n}"), account=name) for n, name in enumerate(NAMES)])
    return made


def run(path: Path, *arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(program, ["sql", "--book", str(path), *arguments], input=given)


def answer(path: Path, *arguments: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(run(path, "--json", *arguments).stdout)
    return facts


def test_rows_come_by_column(path: Path) -> None:
    asked = "SELECT uid, account, domain FROM accounts ORDER BY uid LIMIT 1"
    assert answer(path, asked) == {
        "columns": ["uid", "account", "domain"],
        "rows": [{"uid": "a-0", "account": "Corvid", "domain": None}],
        "more": False,
    }


def test_two_columns_of_one_name_are_both_shown(path: Path) -> None:
    said = answer(
        path, "SELECT a.uid, b.uid FROM accounts a JOIN accounts b ON b.pk = a.pk + 1 ORDER BY 1 LIMIT 1"
    )
    assert said["rows"] == [{"uid": "a-0", "uid 2": "a-1"}]


def test_text_is_aligned_and_no_line_is_broken(path: Path) -> None:
    said = run(path, "SELECT account, pk FROM accounts ORDER BY pk").stdout.splitlines()
    assert said[0].split() == ["account", "pk"]
    assert said[3].rstrip().startswith("Halden Freight")
    assert len(said) == 5


def test_without_rows_the_columns_are_there(path: Path) -> None:
    assert answer(path, "SELECT pk FROM accounts WHERE 1 = 0") == {
        "columns": ["pk"],
        "rows": [],
        "more": False,
    }
    assert run(path, "SELECT pk FROM accounts WHERE 1 = 0").stdout.split()[0] == "pk"


def test_what_is_beyond_the_limit_is_said(path: Path) -> None:
    said = answer(path, "SELECT pk FROM accounts", "--limit", "2")
    assert (len(said["rows"]), said["more"]) == (2, True)
    assert not answer(path, "SELECT pk FROM accounts", "--limit", "3")["more"]
    told = run(path, "SELECT pk FROM accounts", "--limit", "2")
    assert "more rows than 2" in told.stderr
    assert "more rows" not in told.stdout


def test_a_query_may_come_by_the_input(path: Path) -> None:
    assert "Corvid" in run(path, "-", given="SELECT account FROM accounts").stdout


def test_what_json_cannot_hold_is_said_in_words(path: Path) -> None:
    said = answer(
        path, "SELECT x'00ff' AS bytes, 9e999 AS much, 1.5 AS number, CAST(x'ff41' AS TEXT) AS torn"
    )
    assert said["rows"] == [{"bytes": "00ff", "much": "inf", "number": 1.5, "torn": "\ufffdA"}]


WRITES = [
    "DELETE FROM accounts",
    "UPDATE accounts SET account = 'x'",
    "INSERT INTO preferences (uid, value) VALUES ('a', 'b')",
    "WITH a AS (SELECT 1) DELETE FROM accounts",
    "DROP TABLE accounts",
    "CREATE TABLE mine (a)",
    "CREATE TEMP TABLE mine (a)",
    "CREATE TEMP VIEW mine AS SELECT 1",
    "PRAGMA user_version = 9",
    "PRAGMA query_only = OFF",
    "SELECT * FROM pragma_table_info('accounts')",
    "ATTACH 'FILE' AS other",
    "VACUUM",
    "VACUUM INTO 'FILE'",
    "BEGIN",
    "SAVEPOINT a",
    "REINDEX",
    "ANALYZE",
    "SELECT load_extension('FILE')",
]


@pytest.mark.parametrize("query", WRITES)
def test_nothing_but_reading_is_possible(path: Path, tmp_path: Path, query: str) -> None:
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    refused = run(path, query.replace("FILE", str(tmp_path / "other.db")), "--json")
    assert refused.exit_code == 2
    assert json.loads(refused.stdout)["error"]["code"] == "sql_only_reads"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("SELEC 1", "syntax error"),
        ("SELECT colour FROM accounts", "no such column: colour"),
        ("SELECT * FROM customers", "no such table: customers"),
        ("SELECT 1; SELECT 2", "one statement"),
        ("", "asks nothing"),
        ("/* only a word */", "asks nothing"),
        ("SELECT ?", "binding"),
        ("SELECT zeroblob(500000000)", "too big"),
        ("SELECT '\0'", "null"),
    ],
)
def test_a_wrong_query_is_one_sentence(path: Path, query: str, why: str) -> None:
    refused = run(path, query)
    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert refused.stderr.count("\n") == 1
    assert why in refused.stderr


def test_a_query_without_end_is_stopped(path: Path) -> None:
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with Book.view(path) as book, pytest.raises(SqlTooLong) as stopped:
        ask(book, endless, limit=1, seconds=0.05)
    assert stopped.value.facts == {"seconds": "0.05"}


def test_a_window_beside_it_is_not_held_up(path: Path) -> None:
    with Book.open(path) as writer, Book.view(path) as view:
        with writer.change(Verb.ADD, today=DAY):
            writer.put(Account(id=AccountId("a-9"), account="New"))
        assert ask(view, "SELECT count(*) FROM accounts", limit=1).rows == [(4,)]


def test_the_documented_query_runs(path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "schema.md").read_text(encoding="utf-8")
    for query in re.findall(r"```sql\n(.*?)```", page, re.DOTALL):
        assert answer(path, query)["rows"] == []


def test_the_search_index_can_be_asked_and_never_written(path: Path) -> None:
    words = "SELECT count(*) FROM accounts_words WHERE accounts_words MATCH 'a*'"
    assert answer(path, words)["rows"]
    for writing in ("'delete-all'", "'rebuild'", "'optimize'"):
        refused = run(path, f"INSERT INTO accounts_words (accounts_words) VALUES ({writing})")
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "only reads" in refused.stderr


def test_more_rows_than_can_be_shown_are_not_asked_for(path: Path) -> None:
    refused = run(path, "SELECT 1", "--limit", "9" * 20)
    assert (refused.exit_code, refused.stdout) == (2, "")
