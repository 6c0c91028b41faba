"""How long `csdesk accounts --json` takes at 1,600 accounts, beside sqlite3, click and the same SQL."""

import contextlib
import io
import json
import sqlite3
from pathlib import Path

import pytest

from csdesk.__main__ import main
from csdesk.services.sample import write_sample
from csdesk.store.book import Book
from tests.benchmarks.races import ended, race, told

ROUNDS, TARGET, ACCOUNTS = 11, 1.5, 1_600


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("big") / "wingtip.csdesk"
    with Book.create(path) as book:
        write_sample(book, accounts=ACCOUNTS)
    return path


def statements_of(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> list[str]:
    """The SELECT statements that a verb runs, with their values."""
    heard: list[str] = []
    real = sqlite3.connect

    def listening(*given: object, **named: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = real(*given, **named)  # type: ignore[call-overload]
        connection.set_trace_callback(heard.append)
        return connection

    with monkeypatch.context() as patched, contextlib.redirect_stdout(io.StringIO()):
        patched.setattr(sqlite3, "connect", listening)
        main(list(arguments))
    return [sql for sql in heard if sql.lstrip().upper().startswith(("SELECT", "WITH"))]


def test_accounts_as_json(big: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    statements = statements_of(monkeypatch, "accounts", "--json", "--book", str(big))
    (tmp_path / "statements.json").write_text(json.dumps(statements), encoding="utf-8")
    print(f"\n{ACCOUNTS} accounts, {len(statements)} statements")
    medians = race(
        lambda: ended(
            "-m", "tests.benchmarks.bare_sql", str(big), str(tmp_path / "statements.json"), folder=tmp_path
        ),
        lambda: ended("-m", "csdesk", "accounts", "--json", "--book", str(big), folder=tmp_path),
        ROUNDS,
    )
    print(told(f"csdesk accounts --json, {ACCOUNTS} accounts", medians, TARGET))
