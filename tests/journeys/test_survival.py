"""Survival: a killed process loses nothing that it had acknowledged, and leaves nothing half done."""

import sqlite3
from datetime import date
from pathlib import Path
from random import Random

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.store.book import Book
from tests.survival.kill import acknowledged_in, killed, new_book, run
from tests.survival.witness import Acknowledged, content_of, halves, losses, past_of

DAY = date(2025, 11, 24)


@pytest.mark.slow
def test_after_kills_at_random_moments_nothing_acknowledged_is_lost_and_nothing_is_half(
    tmp_path: Path,
) -> None:
    counts = run(10, tmp_path, seed=7)
    assert (counts.lost, counts.half) == ([], [])
    assert counts.acknowledged > 10
    assert counts.locks_left == 10


@pytest.mark.slow
def test_a_worker_that_says_saved_before_it_is_would_be_caught(tmp_path: Path) -> None:
    path, rng, lost = new_book(tmp_path / "a.csdesk"), Random(3), []
    for _ in range(20):
        said = killed(path, tmp_path / "none", rng, "boast")
        with Book.open(path) as book:
            there = {n for (n,) in book.rows("SELECT n FROM operations")}
        lost += [a.n for a in acknowledged_in(said) if a.n not in there]
        if lost:
            break
    assert lost


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book of two operations."""
    with Book.create(tmp_path / "b.csdesk") as book:
        for name in ("Corvid", "Halden"):
            with book.change(Verb.ADD, label=name, today=DAY):
                book.put_all([Account(id=AccountId(book.new_id()), account=f"{name} {n}") for n in (1, 2)])
    return tmp_path / "b.csdesk"


def last_of(path: Path) -> Acknowledged:
    with Book.view(path) as book:
        return Acknowledged(2, "add", past_of(book, 2), content_of(book))


def test_the_witness_has_nothing_to_say_of_a_whole_book(path: Path) -> None:
    last = last_of(path)
    with Book.view(path) as book:
        assert losses(book, [last]) == []
        assert halves(book) == []


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM changes WHERE pk > 2; DELETE FROM accounts WHERE pk > 2; DELETE FROM operations WHERE n > 1",
        "UPDATE operations SET finished = 0 WHERE n = 2",
        "UPDATE changes SET after = replace(after, 'Corvid', 'Corvix')",
        "UPDATE accounts SET account = 'Corvix' WHERE pk = 1",
        "DELETE FROM accounts WHERE pk = 4",
    ],
)
def test_the_witness_notices_a_lost_operation(path: Path, harm: str) -> None:
    last = last_of(path)
    _harm(path, harm)
    with Book.view(path) as book:
        assert losses(book, [last])


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE operations SET finished = 0 WHERE n = 2",
        "DELETE FROM changes WHERE pk = 4",
        "DELETE FROM accounts WHERE pk = 4",
        "UPDATE accounts SET account = 'Corvix' WHERE pk = 1",
    ],
)
def test_the_witness_notices_half_an_operation(path: Path, harm: str) -> None:
    _harm(path, harm)
    with Book.view(path) as book:
        assert halves(book)


def _harm(path: Path, harm: str) -> None:
    plain = sqlite3.connect(path)
    plain.executescript(harm)
    plain.close()
