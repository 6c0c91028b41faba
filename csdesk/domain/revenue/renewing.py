"""A renewal rate is renewed ÷ due, by the period in which it was due."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.converting import Conversion, brought
from csdesk.domain.revenue.due import Due, dues_of
from csdesk.domain.revenue.ledger import Dimension, Ledger, Lives, Periods
from csdesk.domain.revenue.renewed import Yearly, paid_after
from csdesk.domain.revenue.sums import summed
from csdesk.domain.values import dataclass


class Fate(StrEnum):
    """What a renewal counts as in the period in which it was due."""

    RENEWED = "renewed"
    LOST = "lost"
    OPEN = "open"
    MOVED = "moved"


def fate_of(due: Due, last: date) -> Fate:
    """What a renewal counts as; one that was signed after the period's last day has moved."""
    if due.outcome is Outcome.OPEN:
        return Fate.OPEN
    if due.outcome is Outcome.LOST:
        return Fate.LOST
    signed = due.decision.decided_on
    return Fate.MOVED if signed and signed > last else Fate.RENEWED


@dataclass(frozen=True, slots=True)
class RenewalRate:
    """What was due in a period. Amounts are minor units a year, None where one of them is not known."""

    fates: dict[Fate, int]
    due_amount: Fraction | None
    renewed_amount: Fraction | None

    @property
    def due(self) -> int:
        """Renewed + lost + open + moved."""
        return sum(self.fates.values())

    @property
    def rate_count(self) -> Fraction | None:
        """Renewed ÷ due, by count; None where nothing was due."""
        return Fraction(self.fates[Fate.RENEWED], self.due) if self.due else None

    @property
    def rate_amount(self) -> Fraction | None:
        """Renewed ÷ due, by amount."""
        if not self.due_amount or self.renewed_amount is None:
            return None
        return self.renewed_amount / self.due_amount


class Ended(NamedTuple):
    """A term end, and what is paid after it where it was renewed."""

    due: Due
    after: Sequence[Yearly] = ()


def renewal_rate(ends: Sequence[Ended], last: date, worth: Conversion | None = None) -> RenewalRate:
    """What became of the renewals due in a period that ends on `last`; each amount at the rate of its due day."""
    fates = dict.fromkeys(Fate, 0)
    renewed: list[Ended] = []
    for end in ends:
        fate = fate_of(end.due, last)
        fates[fate] += 1
        renewed += [end] if fate is Fate.RENEWED else []
    due_amount = _total(_was_due(end.due, worth) for end in ends)
    return RenewalRate(fates, due_amount, _total(_kept(end, worth) for end in renewed))


def _was_due(due: Due, worth: Conversion | None) -> Fraction | None:
    return _worth(due.amount, due.line.subscription.currency, due.due_on, worth)


def _worth(amount: Fraction | None, currency: str, day: date, worth: Conversion | None) -> Fraction | None:
    return None if amount is None else brought(amount, currency, day, worth)


def _kept(end: Ended, worth: Conversion | None) -> Fraction | None:
    """What of the amount due was renewed: a smaller new amount counts, growth is counted apart."""
    before = _was_due(end.due, worth)
    after = _total(_worth(amount, currency, end.due.due_on, worth) for amount, currency in end.after)
    return None if before is None or after is None else min(before, after)


def _total(amounts: Iterable[Fraction | None]) -> Fraction | None:
    kept = list(amounts)
    known = [a for a in kept if a is not None]
    return summed(known) if len(known) == len(kept) else None


def dues_in(
    lines: Lives, periods: Periods, dimensions: Sequence[Dimension], as_of: date
) -> Ledger[list[Ended]]:
    """The renewals that were due in each period, decided ones too, as known on a day."""
    found = Ledger[list[Ended]](dimensions, list)
    if not periods:
        return found
    begin, end = min(first for first, _ in periods), max(last for _, last in periods)
    for account, timeline in lines.items():
        there = [x.line for x in timeline if x.life.last is None or x.life.last >= begin]
        for due in [due for line in there for due in dues_of(line, begin, end, as_of=as_of)]:
            ended = Ended(due, paid_after(due, timeline) if due.outcome.renewed else ())
            for at in [at for at, (first, last) in enumerate(periods) if first <= due.due_on <= last]:
                for some in found.of(account, at):
                    some.append(ended)
    return found
