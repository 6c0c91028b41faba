"""Trouble: whatever call to the disk fails, what is said of a change is so."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.store.book import Book
from tests.survival.layer import HOME, USABLE, environment
from tests.survival.trouble import DAY, Said, looked_at, saved
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
