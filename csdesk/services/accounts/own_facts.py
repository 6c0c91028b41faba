"""Own facts: the custom fields of a book's accounts, as a list of accounts is filtered, sorted and shown by them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from csdesk.domain.custom import CustomField, CustomKind, YesNo, custom_keys
from csdesk.services.accounts.account_facts import FIELDS, AccountFact, FactKind, Facts
from csdesk.services.accounts.accounts import AccountRow
from csdesk.services.book.custom import custom_fields
from csdesk.store.book import Book

_KINDS = {
    CustomKind.TEXT: FactKind.TEXT,
    CustomKind.NUMBER: FactKind.NUMBER,
    CustomKind.MONEY: FactKind.MONEY,
    CustomKind.DAY: FactKind.DAY,
    CustomKind.YES_NO: FactKind.CHOICE,
}


def facts_of(book: Book) -> Facts:
    """Every fact by which the accounts of a book are listed."""
    return Facts([_fact(key, field) for key, field in own_keys(book).items()])


def own_keys(book: Book) -> dict[str, CustomField]:
    """The custom fields of accounts by the keys that queries and commands write."""
    return custom_keys(custom_fields(book), _TAKEN)


_TAKEN = frozenset(FIELDS) | {"query"}


def _fact(key: str, field: CustomField) -> AccountFact:
    choices = YesNo if field.kind is CustomKind.YES_NO else None
    return AccountFact(key, field.name, _KINDS[field.kind], _read(field.id), choices, True, field)


def _read(field: str) -> Callable[[AccountRow, date], Any]:
    return lambda row, _: row.own.get(field)
