"""Check: a good book is whole, and what was altered behind its back is found."""

import contextlib
import sqlite3
import threading
from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId, ProductId, SubscriptionId
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Subscription
from csdesk.store.book import Book
from csdesk.store.check import problems_of

DAY = date(2025, 11, 24)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Book.create(tmp_path / "a.csdesk") as book, book.change(Verb.ADD, today=DAY):
        book.put(Account(id=AccountId(book.new_id()), account="Corvid"))
        book.put(Account(id=AccountId(book.new_id()), account="Halden"))
    return tmp_path / "a.csdesk"


def codes(path: Path) -> list[str]:
    with Book.view(path) as book:
        return [p.code for p in problems_of(book, deep=True)]


def test_a_good_book_is_whole(path: Path) -> None:
    assert codes(path) == []


def test_a_contract_whose_amount_is_not_known_is_no_fault(path: Path) -> None:
    with Book.open(path) as book, book.change(Verb.ADD, today=DAY):
        corvid = next(a for a in book.all(Account) if a.account == "Corvid")
        team = Product(id=ProductId(book.new_id()), product="Team")
        book.put(team)
        book.put(
            Subscription(id=SubscriptionId(book.new_id()), account=corvid.id, product=team.id, start=DAY)
        )
    assert codes(path) == []


def test_an_account_that_is_its_own_parent_is_named_once(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("UPDATE accounts SET parent = pk WHERE account = 'Corvid'")
    assert codes(path).count("parent_loop") == 1


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        ("UPDATE accounts SET account = 'Corvix' WHERE account = 'Corvid'", "altered"),
        ("DELETE FROM accounts WHERE account = 'Corvid'", "missing"),
        ("INSERT INTO accounts (uid, account, status) VALUES ('x', 'Planted', 'customer')", "not_in_journal"),
        ("UPDATE operations SET finished = 0", "half_operation"),
        ("UPDATE accounts SET parent = pk", "parent_loop"),
        ("UPDATE accounts SET parent = 99", "broken_reference"),
        ("UPDATE accounts SET status = 'ustomer'", "altered"),
        ("UPDATE changes SET after = '{'", "altered"),
        ("CREATE TRIGGER planted AFTER UPDATE ON accounts BEGIN DELETE FROM touches; END", "planted"),
        ("CREATE VIEW planted AS SELECT * FROM accounts", "planted"),
    ],
)
def test_harm_is_found_and_named(path: Path, harm: str, code: str) -> None:
    plain = sqlite3.connect(path)
    plain.execute(harm)
    plain.commit()
    plain.close()
    assert code in codes(path)


def test_a_book_that_is_written_in_meanwhile_is_whole(path: Path) -> None:
    over = threading.Event()

    def write() -> None:
        with Book.open(path) as book:
            while not over.wait(0.02):  # a writer that never rests lets no reader in
                with book.change(Verb.ADD, today=DAY):
                    book.put(Account(id=AccountId(book.new_id()), account="Another"))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert [codes(path) for _ in range(4)] == [[]] * 4
    finally:
        over.set()
        writer.join()
