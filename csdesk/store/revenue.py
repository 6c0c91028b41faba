"""Revenue reads the contract lines of a whole book at once."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from csdesk.domain.ids import AccountId
from csdesk.store.book import Book


@dataclass(frozen=True, slots=True)
class AccountMoney:
    """What one account brings on a day, and when that has to be decided next.

    `arr` is exact minor units a year of `currency`; None where no live line has a known amount on the day, or
    where the live lines have several currencies (then `currency` is None too). `unknown` live lines have no
    known amount and are not in `arr`. `renewal_on` is the next term end of a live line, `notice_on` the day
    to act by for that line, None where the notice is not known. `uncontracted` live lines are past their end,
    undecided. An account whose recurring lines are all gone has an `arr` of 0; an account that never had a
    recurring line is not listed at all.
    """

    arr: int | Fraction | None
    currency: str | None
    renewal_on: date | None
    notice_on: date | None
    auto_renew: bool | None
    lines: int
    unknown: int
    uncontracted: int

    @property
    def mrr(self) -> Fraction | None:
        """Exact minor units a month."""
        return None if self.arr is None else Fraction(self.arr) / 12


def arr_by_account(book: Book, as_of: date) -> dict[AccountId, AccountMoney]:
    """What every account with a recurring line brings on a day: a few statements for the whole book."""
    raise NotImplementedError
