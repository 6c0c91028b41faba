"""Neighbours are the rows that a rule looks at beside its own: those of the book as they will be after one change."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from csdesk.domain.accounts import Account
from csdesk.domain.fields import noun_of
from csdesk.domain.names import name_key
from csdesk.store.accounts import accounts_called
from csdesk.store.book import Book

T = TypeVar("T")


class Neighbours:
    """The rows of a book, and those that come with a change in place of what the book says of them now."""

    def __init__(self, book: Book, coming: Iterable[Any] = ()) -> None:
        self.book = book
        self._coming: dict[type, dict[str, Any]] = defaultdict(dict)
        self._alike: dict[tuple[type, str], dict[Any, list[Any]]] = {}
        self._called: dict[str, list[str]] = defaultdict(list)
        for value in coming:
            self._coming[type(value)][value.id] = value
            if isinstance(value, Account):
                self._called[name_key(value.account)].append(value.id)

    def find(self, noun: type[T], uid: str) -> T | None:
        """The row of that id, or None."""
        return self._coming[noun].get(uid) or self.book.find(noun, uid)

    def of(self, noun: type[T], key: str, uid: str) -> list[T]:
        """The rows of a noun that belong to one row, by the key of the field that says so."""
        stay = self.book.all(noun, **{key: uid})
        return [row for row in stay if not self._comes(noun, row)] + self._that_come(noun, key).get(uid, [])

    def all(self, noun: type[T]) -> list[T]:
        """Every row of a noun."""
        stay = [row for row in self.book.all(noun) if not self._comes(noun, row)]
        return [*stay, *self._coming[noun].values()]

    def called(self, name: str) -> list[str]:
        """The accounts of a name, whatever its case and spaces, by their ids."""
        stay = [uid for uid in accounts_called(self.book, name) if uid not in self._coming[Account]]
        return [*stay, *self._called.get(name_key(name), ())]

    def _comes(self, noun: type, row: Any) -> bool:
        return row.id in self._coming[noun]

    def _that_come(self, noun: type, key: str) -> dict[Any, list[Any]]:
        if (noun, key) not in self._alike:
            found, name = defaultdict(list), noun_of(noun).field(key).name
            for value in self._coming[noun].values():
                found[getattr(value, name)].append(value)
            self._alike[noun, key] = found
        return self._alike[noun, key]
