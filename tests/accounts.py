"""Accounts by their names alone, written into a book and read from a file."""

from datetime import date
from pathlib import Path

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.store.book import Book


def add(book: Book, name: str, *, today: date = date(2025, 11, 24)) -> Account:
    """An account more, in a change of its own."""
    account = Account(id=AccountId(book.new_id()), account=name)
    with book.change(Verb.ADD, label=name, today=today):
        book.put(account)
    return account


def names(path: Path) -> list[str]:
    """What the accounts of a book are called."""
    with Book.view(path) as book:
        return [a.account for a in book.all(Account)]
