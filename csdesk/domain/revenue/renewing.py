"""A renewal rate is renewed ÷ due, by the period in which it was due; CMRR looks at what is agreed already."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction

from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.converting import Conversion, brought
from csdesk.domain.revenue.due import Due
from csdesk.domain.revenue.live import decision_at
from csdesk.domain.revenue.standing import Lived
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


@dataclass(frozen=True, slots=True)
class Committed:
    """CMRR on a day: live MRR + signed but not yet live − notified loss. Minor units a month."""

    live: Fraction
    signed_not_live: Fraction
    notified_loss: Fraction

    @property
    def level(self) -> Fraction:
        """What is agreed to come."""
        return self.live + self.signed_not_live - self.notified_loss


def committed(lines: Iterable[Lived], day: date, worth: Conversion | None = None) -> Committed | None:
    """CMRR on a day, at its rates; None where an amount is not known.

    A line that follows another counts its difference.
    """
    live, ahead, loss = list[Fraction](), list[Fraction](), list[Fraction]()
    for x in lines:
        at = max(day, x.life.first)
        signed = x.line.subscription.signed_on
        counts = day in x.life or (x.life.first > day and signed is not None and signed <= day)
        if not counts:
            continue
        mrr = x.line.mrr_on(at)
        if mrr is None:
            return None
        mrr = brought(mrr, x.line.subscription.currency, day, worth)
        if x.life.first > day:
            ahead.append(mrr)
            continue
        live.append(mrr)
        if x.life.last is None:
            continue
        if _followed(x, day):
            ahead.append(-mrr)
        elif _known_loss(x, day):
            loss.append(mrr)
    return Committed(summed(live), summed(ahead), summed(loss))


def _followed(x: Lived, day: date) -> bool:
    assert x.life.last is not None
    follows = [s for s in x.line.successors if (s.start - x.life.last).days in {0, 1}]
    lost = decision_at(x.line, x.life.last).outcome is Outcome.LOST
    return not lost and any(s.start > day and s.signed_on and s.signed_on <= day for s in follows)


def _known_loss(x: Lived, day: date) -> bool:
    assert x.life.last is not None
    if x.line.subscription.month_to_month:
        return True
    decision = decision_at(x.line, x.life.last)
    known = decision.decided_on is None or decision.decided_on <= day
    return decision.outcome is Outcome.LOST and known
