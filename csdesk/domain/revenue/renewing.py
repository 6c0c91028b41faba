"""A renewal rate is renewed ÷ due, by the period in which it was due."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction

from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.converting import Conversion, brought
from csdesk.domain.revenue.due import Due, dues_of
from csdesk.domain.revenue.ledger import Dimension, Ledger, Lives, Periods
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


def renewal_rate(dues: Sequence[Due], last: date, worth: Conversion | None = None) -> RenewalRate:
    """What became of the renewals due in a period that ends on `last`; each amount at the rate of its due day."""
    fates = dict.fromkeys(Fate, 0)
    renewed: list[Due] = []
    for due in dues:
        fate = fate_of(due, last)
        fates[fate] += 1
        renewed += [due] if fate is Fate.RENEWED else []
    due_amount = _total(_worth(d, d.amount, worth) for d in dues)
    return RenewalRate(fates, due_amount, _total(_worth(d, _kept(d), worth) for d in renewed))


def _worth(due: Due, amount: Fraction | None, worth: Conversion | None) -> Fraction | None:
    if amount is None:
        return None
    return brought(amount, due.line.subscription.currency, due.due_on, worth)


def _kept(due: Due) -> Fraction | None:
    """What of the amount due was renewed: a smaller new amount counts, growth is counted apart."""
    row = due.decision.renewal
    if due.amount is None or row is None or row.new_arr is None:
        return due.amount
    return min(due.amount, Fraction(row.new_arr))


def _total(amounts: Iterable[Fraction | None]) -> Fraction | None:
    kept = list(amounts)
    known = [a for a in kept if a is not None]
    return summed(known) if len(known) == len(kept) else None


def dues_in(
    lines: Lives, periods: Periods, dimensions: Sequence[Dimension], as_of: date
) -> Ledger[list[Due]]:
    """The renewals that were due in each period, decided ones too, as known on a day."""
    found = Ledger[list[Due]](dimensions, list)
    if not periods:
        return found
    begin, end = min(first for first, _ in periods), max(last for _, last in periods)
    for account, timeline in lines.items():
        there = [x.line for x in timeline if x.life.last is None or x.life.last >= begin]
        for due in [due for line in there for due in dues_of(line, begin, end, as_of=as_of)]:
            for at in [at for at, (first, last) in enumerate(periods) if first <= due.due_on <= last]:
                for some in found.of(account, at):
                    some.append(due)
    return found
