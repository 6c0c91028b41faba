"""Repairs: what the history says is written back, what cannot be is forgotten, and nothing is made up."""

import json
import os
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.custom import CustomField, CustomValue
from csdesk.domain.milestones import Milestone
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from csdesk.services.sample import write_sample
from csdesk.store.backups import backups_in, folder_for
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.store.repair import Repaired, repair

DAY = date(2025, 11, 24)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Book.create(tmp_path / "mine.csdesk") as book:
        write_sample(book, accounts=8)
    return tmp_path / "mine.csdesk"


def past_us(path: Path, *statements: str) -> None:
    """Written by another program, with no care for references."""
    with sqlite3.connect(path, isolation_level=None) as other:
        for statement in statements:
            other.execute(statement)
    other.close()


def repaired(path: Path) -> Repaired:
    with Book.open(path) as book:
        done = repair(book, today=DAY)
        assert list(done.left) == problems_of(book, deep=True)
        return done


def every(path: Path, noun: Any) -> dict[str, object]:
    with Book.view(path) as book:
        return {v.id: v for v in book.all(noun)}


def test_a_whole_book_is_left_as_it_is(path: Path) -> None:
    before = path.read_bytes()
    assert repaired(path) == Repaired((), ())
    assert path.read_bytes() == before


ROTTEN: dict[str, tuple[str, str, type]] = {
    "a letter": ("UPDATE touches SET summary = 'Xaid' || substr(summary, 5) WHERE pk = 7", "altered", Touch),
    "no text": ("UPDATE accounts SET account = CAST(x'4ec3c3c3' AS TEXT) WHERE pk = 2", "altered", Account),
    "no choice": ("UPDATE touches SET kind = 'kall' WHERE pk = 7", "altered", Touch),
    "a figure": ("UPDATE steps SET amount = amount + 1024 WHERE pk = 3", "altered", Step),
    "a lost row": ("DELETE FROM touches WHERE pk = 9", "missing", Touch),
    "an id": ("UPDATE touches SET uid = 'Z' || substr(uid, 2) WHERE pk = 7", "altered", Touch),
}


@pytest.mark.parametrize("what", ROTTEN)
def test_what_rotted_is_as_it_was_last_written_and_the_history_is_not_changed(path: Path, what: str) -> None:
    statement, code, noun = ROTTEN[what]
    before = every(path, noun)
    past_us(path, statement)
    with Book.view(path) as book:
        assert problems_of(book, deep=True) != []
    done = repaired(path)
    assert done.left == ()
    assert code in {m.code for m in done.mended} or what == "an id"
    assert every(path, noun) == before


def test_a_damaged_value_is_told_next_to_the_last_written_one(path: Path) -> None:
    with Book.view(path) as book:
        (name,) = (a.account for a in book.all(Account)[:1])
    past_us(path, "UPDATE accounts SET account = 'Rotten' WHERE pk = 1")
    with Book.view(path) as book:
        found = [p.message for p in problems_of(book, deep=True) if p.code == "altered"]
    assert f"Account is “Rotten”, last written as “{name}”" in found[0]


def test_a_text_with_a_rotten_byte_is_readable_and_marked(path: Path) -> None:
    past_us(path, "UPDATE accounts SET notes = CAST(x'476f6f64c320' AS TEXT) WHERE pk = 2")
    with Book.view(path) as book:
        accounts = book.all(Account)
        assert accounts[1].notes == "Good� "
        assert [p.code for p in problems_of(book, deep=True) if p.code != "search_index"] == ["altered"]


def loop(book: Book) -> None:
    a, b = (x.id for x in book.all(Account)[:2])
    past_us_in(
        book, f"UPDATE accounts SET parent = (SELECT pk FROM accounts WHERE uid = '{b}') WHERE uid = '{a}'"
    )
    past_us_in(
        book, f"UPDATE accounts SET parent = (SELECT pk FROM accounts WHERE uid = '{a}') WHERE uid = '{b}'"
    )


def past_us_in(book: Book, statement: str) -> None:
    """Written through the connection, and taken into the history after: a fault of an older csdesk."""
    book._connection.execute("PRAGMA foreign_keys = OFF")
    book._connection.execute(statement)
    book._connection.execute("PRAGMA foreign_keys = ON")


def of_the_history(path: Path, fault: Callable[[Book], None]) -> None:
    """A value that cannot be, and that the history knows."""
    with Book.open(path) as book:
        fault(book)


def impossible(noun: Any, **changed: object) -> Callable[[Book], None]:
    from dataclasses import replace

    from csdesk.domain.changes import Verb

    def fault(book: Book) -> None:
        value = next(v for v in book.all(noun) if fits(v))
        facts = {k: f(value) if callable(f) else f for k, f in changed.items()}
        with book.change(Verb.SET, today=DAY):
            book.put(replace(value, **facts))

    return fault


def fits(value: object) -> bool:
    if isinstance(value, Ticket):
        return value.closed_at is not None
    if isinstance(value, Subscription):
        return value.start is not None and value.end is not None
    return not (isinstance(value, Milestone) and value.first_value)


def day_before(value: object) -> date:
    from datetime import timedelta

    assert isinstance(value, Subscription)
    assert value.start is not None
    return value.start - timedelta(days=1)


def put_loop(book: Book) -> None:
    from dataclasses import replace

    from csdesk.domain.changes import Verb

    a, b = book.all(Account)[:2]
    with book.change(Verb.SET, today=DAY):
        book.put(replace(a, parent=b.id))
        book.put(replace(b, parent=a.id))


def a_step_too_early(book: Book) -> None:
    from dataclasses import replace
    from datetime import timedelta

    from csdesk.domain.changes import Verb

    step = book.all(Step)[0]
    with book.change(Verb.SET, today=DAY):
        book.put(replace(step, from_=step.from_ - timedelta(days=9000)))


FAULTS: dict[str, Callable[[Book], None]] = {
    "parent_loop": put_loop,
    "end_before_start": impossible(Subscription, end=day_before),
    "closed_before_opened": impossible(
        Ticket, opened_at=lambda t: t.closed_at, closed_at=lambda t: t.opened_at
    ),
    "step_before_start": a_step_too_early,
    "two_first_values": impossible(Milestone, first_value=True),
}


@pytest.mark.parametrize("code", FAULTS)
def test_what_cannot_be_is_repaired_and_undone_by_one_undo(path: Path, code: str) -> None:
    from csdesk.services.book.history import undo

    of_the_history(path, FAULTS[code])
    with Book.view(path) as book:
        assert code in {p.code for p in problems_of(book, deep=True)}
    done = repaired(path)
    assert [m.code for m in done.mended] == [code]
    assert done.left == ()
    with Book.open(path) as book:
        undo(book, today=DAY)
        assert code in {p.code for p in problems_of(book, deep=True)}


def test_a_reference_into_nothing_is_forgotten_or_the_row_goes_and_the_history_keeps_it(path: Path) -> None:
    with Book.view(path) as book:
        ((uid,),) = book.rows("SELECT uid FROM touches WHERE pk = 5")
    past_us(
        path,
        "UPDATE touches SET account = 9999 WHERE pk = 5",
        "UPDATE accounts SET parent = 9999 WHERE pk = 3",
    )
    done = repaired(path)
    assert done.left == ()
    assert uid in every(path, Touch), "the history knew the account of the touch"


def test_what_a_row_says_whose_account_is_lost_goes_with_the_row_and_nobodys_stays(path: Path) -> None:
    with Book.open(path) as book:
        gone, team = book.all(Account)[0].id, book.all(Product)[0].id
        with book.change(Verb.ADD, today=DAY):
            book.put_all([
                *(CustomField(id=f"f-{noun}", of_noun=noun, name="Colour") for noun in ("account", "product")),
                CustomValue(id="v-0", field="f-account", account=gone, row=gone, value="red"),
                CustomValue(id="v-1", field="f-product", row=team, value="blue"),
            ])  # fmt: skip
    past_us(path, f"DELETE FROM accounts WHERE uid = '{gone}'", "DELETE FROM changes WHERE noun = 'accounts'")
    assert "broken_reference" not in {p.code for p in repaired(path).left}
    assert list(every(path, CustomValue)) == ["v-1"]


def test_what_was_written_past_the_history_is_taken_into_it(path: Path) -> None:
    past_us(
        path,
        "CREATE TEMP TABLE t AS SELECT * FROM accounts WHERE pk = 1",
        "UPDATE t SET pk = 900, uid = 'new-one', account = 'Past us', name_key = 'past us'",
        "INSERT INTO accounts SELECT * FROM t",
    )
    done = repaired(path)
    assert "not_in_journal" in {m.code for m in done.mended}
    assert [p for p in done.left if p.code != "search_index"] == []
    assert "new-one" in every(path, Account)


def test_a_damaged_page_is_not_repaired_but_said(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 4096 // 2 * 4096)
        file.write(os.urandom(4096))
    with Book.open(path) as book:
        done = repair(book, today=DAY)
    assert done.mended == ()
    assert {p.code for p in done.left} >= {"damaged"}


def test_the_command_line_backs_up_repairs_and_says_what_is_left(path: Path) -> None:
    past_us(path, "UPDATE touches SET summary = 'rotten' WHERE pk = 7")
    said = CliRunner().invoke(program, ["check", "--repair", "--json", "--book", str(path)])
    assert said.exit_code == 0, said.output
    facts = json.loads(said.stdout)
    assert (facts["ok"], facts["problems"]) == (True, [])
    assert "altered" in {m["code"] for m in facts["repaired"]}
    (made,) = backups_in(folder_for(path))
    assert made.reason == "before a repair"
    assert facts["backup"].endswith(made.file)
