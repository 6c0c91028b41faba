"""An account's money is what its live lines add up to on a day, and its next day of decision."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from csdesk.domain.revenue.notice import Notice
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class AccountMoney:
    """What one account brings on a day, and when that has to be decided next.

    `arr` is exact minor units a year of `currency`; None where no live line has a known amount on the day, or
    where the live lines have several currencies (then `currency` is None too). `unknown` live lines have no
    known amount and are not in `arr`. `renewal_on` is the next undecided or lost term end of a live line;
    where there is none, that of a line which is signed and begins on `next_from`. `notice` is the deadline of
    that line, None where its notice days are not known, `auto_renew` as that line says. `uncontracted` live lines
    are past their end, undecided; the first of them ended on `ended_on`. An account whose recurring lines are all
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
    next_from: date | None = None

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

    `ended_on` is the last day of the contract that it goes on without.
    """

    currency: str
    arr: int | Fraction | None
    due_on: date | None
    notice: Notice | None
    auto_renew: bool | None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """A line that is signed and begins after the day: its first and last day, and how it can be left."""

    begins: date
    ends: date
    notice: Notice | None
    auto_renew: bool | None


def account_money(lines: Iterable[LiveLine], ahead: Sequence[Ahead] = ()) -> AccountMoney:
    """The live lines of one account, added up; those ahead only say when has to be decided next."""
    found = _added(list(lines))
    if found.renewal_on is not None or not ahead:
        return found
    first = min(ahead, key=lambda a: (a.ends, a.begins, _leaves_by(a.notice, a.ends)))
    return replace(
        found, renewal_on=first.ends, notice=first.notice, auto_renew=first.auto_renew, next_from=first.begins
    )


def _added(kept: list[LiveLine]) -> AccountMoney:
    if len(kept) == 1:
        return _alone(kept[0])
    known = [line.arr for line in kept if line.arr is not None]
    currencies = {line.currency for line in kept}
    one = len(currencies) == 1
    if not kept:
        return AccountMoney()
    first = min((x for x in kept if x.due_on), key=_soonest, default=None)
    ended = [line.ended_on for line in kept if line.ended_on]
    return AccountMoney(
        arr=sum(known) if known and one else None,
        currency=currencies.pop() if one else None,
        renewal_on=first.due_on if first else None,
        notice=first.notice if first else None,
        auto_renew=first.auto_renew if first else None,
        lines=len(kept),
        unknown=len(kept) - len(known),
        uncontracted=len(ended),
        ended_on=min(ended, default=None),
    )


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
    )


def _soonest(line: LiveLine) -> tuple[date, date]:
    assert line.due_on
    return line.due_on, _leaves_by(line.notice, line.due_on)


def _leaves_by(notice: Notice | None, due_on: date) -> date:
    """Until when it can be left; without known notice at most until its end."""
    return notice.theirs if notice else due_on
