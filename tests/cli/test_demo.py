"""The verbs `new` and `demo`: an empty book, and the sample book."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from csdesk import paths
from csdesk.cli.program import program
from csdesk.domain.accounts import Account, Status
from csdesk.domain.changes import Verb
from csdesk.domain.preferences import CURRENCY
from csdesk.services.accounts.touches import TouchDraft, log_touch
from csdesk.services.book.history import history
from csdesk.services.sample import CLOCK
from csdesk.store.book import Book


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(program, list(arguments))


def _customers(path: Path) -> int:
    with Book.view(path) as book:
        return sum(a.status is Status.CUSTOMER for a in book.all(Account))


def test_new_makes_an_empty_book_with_its_currency(tmp_path: Path) -> None:
    path = tmp_path / "mine.csdesk"
    done = _run("new", str(path), "--currency", "eur", "--json")
    assert json.loads(done.stdout) == {"book": str(path)}
    with Book.view(path) as book:
        assert book.preference(CURRENCY) == "EUR"
        assert book.all(Account) == []
        assert [o.verb for o in history(book)] == [Verb.NEW_BOOK]


def test_new_without_a_currency_leaves_it_open(tmp_path: Path) -> None:
    path = tmp_path / "mine.csdesk"
    assert _run("new", str(path)).exit_code == 0
    with Book.view(path) as book:
        assert book.preference(CURRENCY) is None


def test_undo_in_a_new_book_keeps_its_currency(tmp_path: Path) -> None:
    path = tmp_path / "mine.csdesk"
    _run("new", str(path), "--currency", "eur")
    refused = _run("undo", "--book", str(path), "--json")
    assert json.loads(refused.stdout)["error"]["code"] == "nothing_to_undo"
    with Book.view(path) as book:
        assert book.preference(CURRENCY) == "EUR"


def test_new_refuses_what_is_no_currency(tmp_path: Path) -> None:
    done = _run("new", str(tmp_path / "mine.csdesk"), "--currency", "euros")
    assert done.exit_code == 2
    assert not (tmp_path / "mine.csdesk").exists()


@pytest.mark.parametrize("verb", ["new", "demo"])
def test_nothing_is_ever_overwritten(tmp_path: Path, verb: str) -> None:
    path = tmp_path / "mine.csdesk"
    path.write_bytes(b"precious")
    done = _run(verb, str(path), "--json")
    assert done.exit_code == 2
    assert json.loads(done.stdout)["error"]["code"] == "book_exists"
    assert path.read_bytes() == b"precious"


def test_demo_does_not_take_a_book_of_ones_own_for_a_sample(tmp_path: Path) -> None:
    path = tmp_path / "mine.csdesk"
    Book.create(path).close()
    assert _run("demo", str(path), "--no-open").exit_code == 2
    assert _customers(path) == 0


def test_demo_writes_fifty_customers_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "wingtip.csdesk"
    done = _run("demo", str(path), "--no-open", "--json")
    assert json.loads(done.stdout) == {"book": str(path), "accounts": 50}
    assert _customers(path) == 50
    assert [p.name for p in tmp_path.iterdir()] == ["wingtip.csdesk"]


def test_demo_without_a_file_writes_into_the_data_folder(own_folders: Path) -> None:
    done = _run("demo", "--accounts", "50", "--no-open", "--json")
    path = paths.data_folder() / "wingtip-mary.csdesk"
    assert json.loads(done.stdout)["book"] == str(path)
    assert path.is_relative_to(own_folders)
    assert _customers(path) == 50


def test_a_sample_that_is_there_is_opened_as_it_was_left() -> None:
    path = Path(json.loads(_run("demo", "--accounts", "3", "--no-open", "--json").stdout)["book"])
    with Book.open(path) as book:
        log_touch(book, TouchDraft(book.all(Account)[0].id, "Talked", CLOCK), today=CLOCK)
    assert _run("demo", "--accounts", "3", "--no-open").exit_code == 0
    with Book.view(path) as book:
        assert [o.verb for o in history(book)][:2] == [Verb.LOG_TOUCH, Verb.DEMO]


def test_samples_of_other_sizes_and_seeds_stand_beside_each_other() -> None:
    made = [
        json.loads(_run("demo", "--accounts", n, "--seed", s, "--no-open", "--json").stdout)["book"]
        for n, s in (("2", "1042"), ("3", "1042"), ("2", "5"))
    ]
    assert len(set(made)) == 3


def test_another_size_is_not_written_over_a_sample(tmp_path: Path) -> None:
    path = tmp_path / "small.csdesk"
    assert _run("demo", str(path), "--accounts", "2", "--no-open").exit_code == 0
    assert _run("demo", str(path), "--accounts", "3", "--no-open").exit_code == 2
    assert _customers(path) == 2


def test_demo_asks_for_the_window_where_there_is_a_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    path = tmp_path / "small.csdesk"
    assert _window(str(path), "--accounts", "1") == path
    assert _window(str(path), "--accounts", "1", "--no-open") is None
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert _window(str(path), "--accounts", "1") is None


def test_without_a_screen_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    done = _run("demo", str(tmp_path / "small.csdesk"), "--accounts", "1")
    assert "no screen" in done.stdout


def _window(*arguments: str) -> object:
    with program.make_context("csdesk", ["demo", *arguments]) as context:
        program.invoke(context)
        return context.obj
