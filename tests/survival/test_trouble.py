"""Trouble: whatever call to the disk fails, what is said of a change is so."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import BookDamaged
from csdesk.domain.ids import AccountId
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.store.salvage import salvage
from tests.survival.layer import HOME, USABLE, environment
from tests.survival.trouble import DAY, NOON, Said, looked_at, saved
from tests.survival.witness import Acknowledged


@pytest.mark.slow
@pytest.mark.skipif(not USABLE, reason="the layer beneath SQLite needs Linux and gcc")
def test_when_a_call_to_the_disk_fails_what_is_said_of_a_change_is_so(place: Path) -> None:
    command = [sys.executable, "-m", "tests.survival.trouble", str(place), "9"]
    done = subprocess.run(
        command, env=environment(place), cwd=HOME, capture_output=True, text=True, check=False
    )
    told, *wrong = done.stdout.splitlines()
    assert (wrong, done.stderr) == ([], "")
    counts = json.loads(told)
    assert counts["struck"] > 15
    assert counts["saved"] > counts["faults"]
    assert "NotSaved" in counts["refused"]
    assert "PerhapsSaved" in counts["refused"]


@pytest.mark.slow
@pytest.mark.skipif(not USABLE, reason="the layer beneath SQLite needs Linux and gcc")
def test_when_a_call_to_the_disk_fails_backups_exports_and_restores_are_whole_or_not_there(
    place: Path,
) -> None:
    command = [sys.executable, "-m", "tests.survival.trouble_files", str(place), "17"]
    done = subprocess.run(
        command, env=environment(place), cwd=HOME, capture_output=True, text=True, check=False
    )
    told, *wrong = done.stdout.splitlines()
    assert (wrong, done.stderr) == ([], "")
    counts = json.loads(told)
    assert counts["struck"] > 7
    assert counts["done"] > 7


def test_what_was_said_and_is_not_so_would_be_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.csdesk"
    with Book.create(path) as book:
        before = saved(book, 0)
        first = _one_more(book)
        second = _one_more(book)
    assert looked_at(path, Said(second)) == []
    assert looked_at(path, Said(first)) == ["1 changes are there of which it was said that they are not"]
    assert looked_at(path, Said(first, unsure=True)) == []
    assert looked_at(path, Said(before, unsure=False)) != []
    assert looked_at(path, Said(replace(second, n=second.n + 1, content="other"))) == [
        "what was saved is lost"
    ]


def _one_more(book: Book) -> Acknowledged:
    with book.change(Verb.ADD, label="one", today=DAY) as change:
        book.put(Account(id=AccountId(book.new_id()), account="One"))
    return saved(book, change.done.n)


_CUT_OFF = """
import os, sys
from datetime import date
from pathlib import Path
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.store.book import Book
from tests.survival.layer import fail
book = Book.open(Path(sys.argv[1]))
try:
    with book.change(Verb.SET, label="many", today=date(2025, 11, 24)):
        book.put_all([Account(id=a.id, account=a.account, notes="new " * 200) for a in book.all(Account)])
        fail("write", 5, 12, 0, "a.csdesk")
finally:
    os._exit(0)
"""


@pytest.fixture
def cut_off(place: Path) -> Path:
    """A book whose file was written in part when its process ended, with the journal beside it."""
    path = place / "a.csdesk"
    with Book.create(path) as book, book.change(Verb.ADD, label="many", today=DAY):
        book.put_all(
            Account(id=AccountId(f"a{n}"), account=f"Corvid {n}", notes="old " * 200) for n in range(60)
        )
    subprocess.run([sys.executable, "-c", _CUT_OFF, str(path)], env=environment(place), cwd=HOME, check=True)
    assert Path(f"{path}-journal").stat().st_size > 512
    return path


@pytest.mark.skipif(not USABLE, reason="the layer beneath SQLite needs Linux and gcc")
def test_a_change_that_was_cut_off_in_the_middle_of_the_file_is_rolled_back_in_silence(cut_off: Path) -> None:
    with Book.open(cut_off) as book:
        assert {a.notes for a in book.all(Account)} == {"old " * 200}
        assert problems_of(book, deep=True) == []


@pytest.mark.skipif(not USABLE, reason="the layer beneath SQLite needs Linux and gcc")
def test_where_somebody_removed_the_journal_of_a_change_that_was_cut_off_it_is_found(cut_off: Path) -> None:
    Path(f"{cut_off}-journal").unlink()
    with pytest.raises(BookDamaged):
        _checked(cut_off)
    done = salvage(cut_off, cut_off.with_name("b.csdesk"), now=NOON, today=DAY)
    with Book.view(done.book) as book:
        assert len(book.all(Account)) == 60
        assert {a.notes for a in book.all(Account)} <= {"old " * 200, "new " * 200}


def _checked(path: Path) -> None:
    with Book.view(path) as book:
        if found := problems_of(book, deep=True):
            raise BookDamaged(book=path.name, why=found[0].message)
