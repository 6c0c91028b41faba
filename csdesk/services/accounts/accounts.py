"""Accounts: the rows of their list, each with its health and money."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING, Any

from csdesk.domain.accounts import Status
from csdesk.domain.ids import AccountId
from csdesk.domain.money import half_up
from csdesk.domain.values import dataclass
from csdesk.store.accounts import AccountLine, account_lines
from csdesk.store.book import Book

if TYPE_CHECKING:
    from fractions import Fraction

    from csdesk.domain.health.score import Score
    from csdesk.domain.health.standing import Standing
    from csdesk.domain.revenue.accounts import AccountMoney


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account as a list shows it, on a day; `money` and `score` are None where there is nothing to say."""

    line: AccountLine
    money: "AccountMoney | None"
    score: "Score | None"
    weeks: tuple[float | None, ...] = ()
    """The scores of the last weeks, oldest first; None is a gap."""
    own: Mapping[str, Any] = field(default_factory=dict)
    """What it says in custom fields, by the ids of the fields."""
    standing: "Standing | None" = None
    """Since when it is in its band; None where it has none, or a year of weeks was not read."""

    @property
    def id(self) -> AccountId:
        """The account's id."""
        return self.line.id

    @property
    def account(self) -> str:
        """The account's name."""
        return self.line.account

    @property
    def currency(self) -> str | None:
        """The currency of its amounts."""
        return (self.money.currency if self.money else None) or self.line.currency

    @property
    def arr(self) -> int | None:
        """Whole minor units a year, half up once; None is not known."""
        return _whole(self.money.arr) if self.money else None

    @property
    def unpriced(self) -> bool:
        """Whether it is a customer, and nobody knows what it pays."""
        return self.line.status == Status.CUSTOMER and self.arr is None

    @property
    def mrr(self) -> int | None:
        """Whole minor units a month, half up once; None is not known."""
        return _whole(self.money.mrr) if self.money else None

    @property
    def last_two_way_on(self) -> date | None:
        """The last day on which both sides spoke."""
        day = self.line.last_two_way_on
        return date.fromisoformat(day) if day else None


def account_rows(book: Book, *, as_of: date, in_band: bool = False) -> list[AccountRow]:
    """Every account with its money and its health on a day, in order of names; with `in_band` also since when it is in
    its band, for which a year of weeks is read."""
    from csdesk.services.book.custom import own_cells
    from csdesk.services.health.health import weekly
    from csdesk.services.health.standings import WEEKS, standings
    from csdesk.store.revenue import arr_by_account

    past = weekly(book, as_of=as_of, weeks=WEEKS if in_band else 1)
    money, health, stood = arr_by_account(book, as_of), past[-1], standings(past) if in_band else {}
    lines, own = account_lines(book, as_of), own_cells(book)
    none = dict[str, Any]()
    return [
        AccountRow(li, money.get(li.id), health.get(li.id), (), own.get(li.id, none), stood.get(li.id))
        for li in lines
    ]


def _whole(amount: "Fraction | int | None") -> int | None:
    if amount is None or isinstance(amount, int):
        return amount
    return int(half_up(amount))
