"""Accounts: finding one by what a person calls it, listing all, and everything about one."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from csdesk.domain.errors import AmbiguousAccount, NoSuchAccount
from csdesk.domain.ids import AccountId
from csdesk.domain.money import half_up
from csdesk.store.accounts import AccountLine, account_lines, accounts_named
from csdesk.store.book import Book

if TYPE_CHECKING:
    from csdesk.domain.accounts import Account


def find_account(book: Book, text: str) -> "Account":
    """The one account that a name, an id, an external id or a part of a name means.

    Raises: NoSuchAccount, AmbiguousAccount with the candidates.
    """
    from csdesk.domain.accounts import Account

    found = accounts_named(book, text)
    if not found:
        raise NoSuchAccount(name=text)
    if len(found) > 1:
        names = [name for _, name in found[:5]]
        more = f" and {len(found) - 5} more" if len(found) > 5 else ""
        raise AmbiguousAccount(name=text, candidates=", ".join(names) + more)
    account = book.find(Account, found[0][0])
    assert account is not None
    return account


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account as the list shows it. Amounts are whole minor units; None is not known."""

    line: AccountLine
    currency: str | None
    arr: int | None
    mrr: int | None
    renewal_on: date | None
    notice_on: date | None
    auto_renew: bool | None
    uncontracted: bool
    health: float | None
    band: str | None
    coverage: float | None
    crosses: bool
    """Whether the bounds of the score cross the edge of a band."""
    weeks: tuple[float | None, ...] = ()
    """The scores of the last weeks, oldest first; None is a gap."""

    @property
    def id(self) -> AccountId:
        """The account's id."""
        return self.line.id

    @property
    def account(self) -> str:
        """The account's name."""
        return self.line.account

    @property
    def last_two_way_on(self) -> date | None:
        """The last time that both sides spoke."""
        day = self.line.last_two_way_on
        return date.fromisoformat(day) if day else None


def account_rows(book: Book, *, as_of: date) -> list[AccountRow]:
    """Every account with its money and its health on a day, in order of names."""
    from csdesk.services.health import scores
    from csdesk.store.revenue import arr_by_account

    money, health = arr_by_account(book, as_of), scores(book, as_of=as_of)
    rows = []
    for line in account_lines(book, as_of):
        rows.append(_row(line, money.get(line.id), health.get(line.id)))
    return rows


def _row(line: AccountLine, money: object, score: object) -> AccountRow:
    raise NotImplementedError


def _whole(amount: int | Fraction | None) -> int | None:
    return None if amount is None else int(half_up(Fraction(amount)))
