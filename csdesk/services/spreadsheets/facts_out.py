"""The facts of a row, as JSON gives them: a reference is the name, and beside it the id under `…_id`."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.fields import Field, Kind, Noun, noun_of
from csdesk.domain.money import amount_text
from csdesk.domain.nouns import NOUNS
from csdesk.domain.preferences import CURRENCY
from csdesk.domain.subscriptions import Subscription
from csdesk.store.book import Book


class Facts:
    """The rows of one book as JSON; names and currencies are read once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._nouns = {noun_of(n).table: noun_of(n) for n in NOUNS}
        self._names: dict[str, dict[str, str]] = {}
        self._default = book.preference(CURRENCY) or "USD"
        self._currencies: dict[str, str | None] = {}

    def of(self, noun: Noun, rows: Iterable[Any]) -> list[dict[str, Any]]:
        """The facts of each row by field key."""
        return [self._facts(row, noun) for row in rows]

    def _facts(self, row: Any, noun: Noun) -> dict[str, Any]:
        facts: dict[str, Any] = {}
        for field in noun.fields:
            value = getattr(row, field.name)
            table = str(field.refers)
            if field.kind is Kind.REFERENCE:
                facts[field.key] = None if value is None else self._name(table, str(value))
                facts[f"{field.key}_id"] = None if value is None else str(value)
            elif field.kind is Kind.REFERENCES:
                facts[field.key] = [self._name(table, str(v)) for v in value]
                facts[f"{field.key}_ids"] = list(map(str, value))
            else:
                facts[field.key] = None if value is None else self._fact(row, value, field)
        return facts

    def _fact(self, row: Any, value: Any, field: Field) -> Any:
        """A value as JSON gives it: amounts and exact numbers as text, days and instants ISO."""
        if field.kind is Kind.MONEY:
            return amount_text(value, self._currency(row))
        if field.kind is Kind.CHOICES:
            return list(map(str, value))
        if isinstance(value, Decimal):
            return format(value, "f")
        if isinstance(value, datetime | date):
            return value.isoformat()
        return str(value) if field.kind is Kind.CHOICE else value

    def _name(self, table: str, uid: str) -> str:
        """What the row is called; its id where it has no name of its own."""
        if table not in self._names:
            noun = self._nouns[table]
            title = noun.field(noun.title).name
            rows: list[Any] = self._book.all(noun.type)
            self._names[table] = {str(row.id): str(getattr(row, title)) for row in rows}
        return self._names[table].get(uid, uid)

    def _currency(self, row: Any) -> str:
        """In which currency a row's amounts are: its own, its subscription's, its account's, the book's."""
        own = getattr(row, "currency", None)
        return own or self._referred(row) or self._default

    def _referred(self, row: Any) -> str | None:
        for table in ("subscription", "account"):
            uid = getattr(row, table, None)
            if uid is not None and not self._currencies:
                self._read_currencies()
            if found := self._currencies.get(str(uid)):
                return found
        return None

    def _read_currencies(self) -> None:
        for account in self._book.all(Account):
            self._currencies[str(account.id)] = account.currency
        for line in self._book.all(Subscription):
            self._currencies[str(line.id)] = line.currency
