"""An account's money is what its live lines add up to on a day, and its next day of decision."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from csdesk.domain.revenue.converting import Rates
from csdesk.domain.revenue.due import Missing
from csdesk.domain.revenue.notice import Notice
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class AccountMoney:
    """What one account brings on a day, and when that has to be decided next.

    `arr` is exact minor units a year of `currency`; None where no live line has a known amount on the day. Live lines
    in several currencies are `converted` into the reporting one at the rates of the day; where one is missing,
    `arr` and `currency` are None and `unrated` names the pairs. `unknown` live lines have no known amount and are
    not in `arr`. `renewal_on` is the next undecided or lost term end of a live line;
    where there is none, that of a line which is signed and begins on `next_from`. `notice` is the deadline of
    that line, None where its notice days are not known, `auto_renew` as that line says. `uncontracted` live lines
    are past their end, the first of them on `ended_on`; `renewed` ones of them were, on terms that nobody entered, and
    of the others nothing is decided. An account whose recurring lines are all
    gone, or still to start, has an `arr` of 0.
    """

    arr: int | Fraction | None = 0
    currency: str | None = None
    renewal_on: date | None = None
    notice: Notice | None = None
    auto_renew: bool | None = None
    lines: int = 0
    unknown: int = 0
    uncontracted: int = 0
    ended_on: date | None = None
    assumed: bool = False
    renewed: int = 0
    next_from: date | None = None
    converted: bool = False
    unrated: tuple[str, ...] = ()

    @property
    def notice_on(self) -> date | None:
        """The working day to act by."""
        return self.notice.on if self.notice else None

    @property
    def mrr(self) -> Fraction | None:
        """Exact minor units a month."""
        return None if self.arr is None else Fraction(self.arr, 12)


@dataclass(frozen=True, slots=True)
class LiveLine:
    """One live line on a day, as far as its account's money needs it; `arr` is minor units a year.

    `ended_on` is the last day of the contract that it goes on without, `assumed` where nobody confirmed that; `renewed`
    where it was, on terms nobody entered.
    """

    currency: str
    arr: int | Fraction | None
    due_on: date | None
    notice: Notice | None
    auto_renew: bool | None
    ended_on: date | None = None
    renewed: bool = False
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Ahead:
    """A line that is signed and begins after the day: its first and last day, and how it can be left."""

    begins: date
    ends: date
    notice: Notice | None
    auto_renew: bool | None


Amount = tuple[int | Fraction | None, str]
"""Minor units, where they are known, and their currency."""


@dataclass(frozen=True, slots=True)
class Told:
    """In which currency amounts of several are told: at these rates, on a day."""

    rates: Rates
    on: date

    def missing(self, currencies: Iterable[str]) -> tuple[str, ...]:
        """The pairs for which there is no rate: EUR/USD."""
        into = self.rates.currency
        return tuple(f"{c}/{into}" for c in sorted(set(currencies)) if not self.rates.known(c, self.on))

    def amount(self, minor: int | Fraction, currency: str) -> Fraction:
        """The amount in the one currency. Raises: RateMissing."""
        return minor * self.rates.factor(currency, self.on)

    def together(self, amounts: Sequence[Amount]) -> Sequence[Amount]:
        """The amounts in the one currency; all as they are where a rate is missing."""
        if self.missing(currency for _, currency in amounts):
            return amounts
        into = self.rates.currency
        return [(None if m is None else self.amount(m, currency), into) for m, currency in amounts]


def several_currencies(lines: Iterable[LiveLine]) -> bool:
    """Whether lines can only be added up by rates."""
    return len({line.currency for line in lines}) > 1


def account_money(
    lines: Iterable[LiveLine], ahead: Sequence[Ahead] = (), told: Told | None = None
) -> AccountMoney:
    """The live lines of one account, added up; those ahead only say when has to be decided next.

    Lines in several currencies are `told` in one; without it their ARR is not known.
    """
    found = _added(list(lines), told)
    if found.renewal_on is not None or not ahead:
        return found
    first = min(ahead, key=lambda a: (a.ends, a.begins, _leaves_by(a.notice, a.ends)))
    return replace(
        found, renewal_on=first.ends, notice=first.notice, auto_renew=first.auto_renew, next_from=first.begins
    )


def _added(kept: list[LiveLine], told: Told | None) -> AccountMoney:
    if len(kept) == 1:
        return _alone(kept[0])
    if not kept:
        return AccountMoney()
    first = min((x for x in kept if x.due_on), key=_soonest, default=None)
    ended = [line.ended_on for line in kept if line.ended_on]
    first_ended = min(ended, default=None)
    return AccountMoney(
        renewal_on=first.due_on if first else None,
        notice=first.notice if first else None,
        auto_renew=first.auto_renew if first else None,
        lines=len(kept),
        unknown=sum(line.arr is None for line in kept),
        uncontracted=len(ended),
        ended_on=first_ended,
        assumed=bool(ended) and all(line.assumed for line in kept if line.ended_on == first_ended),
        renewed=sum(line.renewed for line in kept),
        **_sum(kept, told),
    )


def _sum(kept: list[LiveLine], told: Told | None) -> dict[str, Any]:
    """What live lines bring together, in which currency; or for want of which rate nobody can say so."""
    known = [line for line in kept if line.arr is not None]
    if not several_currencies(kept):
        return {"arr": sum(x.arr for x in known if x.arr) if known else None, "currency": kept[0].currency}
    missing = told.missing(line.currency for line in kept) if told else ()
    if told is None or missing:
        return {"arr": None, "currency": None, "unrated": missing}
    arr = sum((told.amount(x.arr, x.currency) for x in known if x.arr), Fraction(0)) if known else None
    return {"arr": arr, "currency": told.rates.currency, "converted": True}


def _alone(line: LiveLine) -> AccountMoney:
    return AccountMoney(
        line.arr,
        line.currency,
        line.due_on,
        line.notice,
        line.auto_renew if line.due_on else None,
        1,
        int(line.arr is None),
        int(line.ended_on is not None),
        line.ended_on,
        line.assumed,
        int(line.renewed),
    )


def _soonest(line: LiveLine) -> tuple[date, date]:
    assert line.due_on
    return line.due_on, _leaves_by(line.notice, line.due_on)


def _leaves_by(notice: Notice | None, due_on: date) -> date:
    """Until when it can be left; without known notice at most until its end."""
    return notice.theirs if notice else due_on


def ended_text(money: AccountMoney, day: Callable[[date], str]) -> str:
    """Since when the account goes on without a contract, and what it waits for; empty where it has one."""
    return f"ended {ended_day(money, day)}, {waiting_text(money)}" if money.ended_on else ""


def ended_day(money: AccountMoney, day: Callable[[date], str]) -> str:
    """The last day of the contract that an account goes on without; it says so where nobody confirmed that day."""
    if money.ended_on is None:
        return ""
    return f"{day(money.ended_on)}{' (assumed)' if money.assumed else ''}"


def waiting_text(money: AccountMoney) -> str:
    """What an account that goes on without a contract waits for: its decision, else the terms of what was renewed."""
    return Missing.NO_NEXT.value if money.renewed == money.uncontracted else "undecided"


def unrated_text(money: AccountMoney) -> str:
    """For want of which rates the ARR of several currencies is not told: No rate EUR/USD."""
    return f"No rate {', '.join(money.unrated)}"
