"""Which account is meant: the one of a name, an id or a part of a name; and the names of all."""

from typing import TYPE_CHECKING

from csdesk.domain.errors import AmbiguousAccount, NoSuchAccount
from csdesk.domain.ids import AccountId
from csdesk.domain.phrases import first_of
from csdesk.store.accounts import accounts_named, names
from csdesk.store.book import Book

if TYPE_CHECKING:
    from csdesk.domain.accounts import Account

_CANDIDATES = 5


def find_account(book: Book, text: str) -> "Account":
    """The one account that a name, an id, an external id or a part of a name means.

    Raises: NoSuchAccount, AmbiguousAccount with the candidates.
    """
    from csdesk.domain.accounts import Account

    found = accounts_named(book, text)
    if not found:
        raise NoSuchAccount(name=text)
    if len(found) > 1:
        names = [name for _, name in found[:_CANDIDATES]]
        raise AmbiguousAccount(name=text, candidates=first_of(names, len(found)))
    account = book.find(Account, found[0][0])
    assert account is not None
    return account


def named_accounts(book: Book) -> list[tuple[AccountId, str]]:
    """Every account's id and name, in order of names."""
    return names(book)
