"""The lock: one writer, whoever it is, and a stale one is no obstacle here."""

import json
import os
import socket
from pathlib import Path

import pytest

from csdesk import wording
from csdesk.domain.errors import BookHeldElsewhere, BookInUse
from csdesk.store.book import Book
from csdesk.store.lock import lock_path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Book.create(tmp_path / "a.csdesk").close()
    return tmp_path / "a.csdesk"


def left_behind(path: Path, host: str) -> None:
    facts = {"host": host, "pid": os.getpid(), "user": "mary", "since": "2025-11-24 09:00"}
    lock_path(path).write_text(json.dumps(facts))


def test_a_lock_that_a_crash_left_here_is_taken_over(path: Path) -> None:
    left_behind(path, socket.gethostname())
    with Book.open(path) as book:
        assert book.writable
    assert not lock_path(path).exists()


@pytest.mark.parametrize("words", ["", "{", "[]", '{"host": "far"}', "\x00" * 40])
def test_words_that_cannot_be_read_are_no_obstacle(path: Path, words: str) -> None:
    lock_path(path).write_text(words)
    with Book.open(path) as book:
        assert book.writable


def test_the_lock_of_another_computer_is_left_and_its_file_is_named(path: Path) -> None:
    left_behind(path, "far-away")
    with pytest.raises(BookHeldElsewhere) as refused:
        Book.open(path)
    assert isinstance(refused.value, BookInUse)
    assert refused.value.exit_code == 75
    assert "mary on far-away" in wording.line(refused.value)
    assert "a.csdesk.lock" in wording.next_step(refused.value)
    assert lock_path(path).exists()
    with Book.view(path) as view:
        assert not view.writable


def test_the_lock_of_a_living_writer_here_is_not_offered_for_deletion(path: Path) -> None:
    with Book.open(path), pytest.raises(BookInUse) as refused:
        Book.open(path)
    assert "delete" not in wording.line(refused.value)
