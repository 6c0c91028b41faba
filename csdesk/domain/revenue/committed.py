"""CMRR is live MRR with what is agreed already: signed and not yet live, less the losses that are known of."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction

from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.converting import Conversion, brought
from csdesk.domain.revenue.ledger import Dimension, Ledger, Lives
from csdesk.domain.revenue.live import decision_at
from csdesk.domain.revenue.standing import Lived
from csdesk.domain.revenue.sums import Sum
from csdesk.domain.values import dataclass


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


class Agreed:
    """What is agreed on a day, besides what is live; not known where an amount of what is signed is not."""

    def __init__(self) -> None:
        self.known = True
        self.ahead, self.loss = Sum(), Sum()

    def count(self, kind: "_Kind", amount: Fraction | None) -> None:
        """Count a line: what is signed raises CMRR, a known loss lowers it, as what is followed does."""
        if amount is None:
            self.known = False
            return
        above, below = amount.as_integer_ratio()
        if kind is _Kind.LOST:
            self.loss[below] += above
        else:
            self.ahead[below] += above if kind is _Kind.SIGNED else -above

    def beside(self, live: Fraction) -> Committed | None:
        """With what is live; None where an amount is not known."""
        return Committed(live, self.ahead.told(), self.loss.told()) if self.known else None


def agreed(
    lines: Lives, days: Sequence[date], dimensions: Sequence[Dimension], worth: Conversion | None = None
) -> Ledger[Agreed]:
    """What is agreed on each of some days, at its rates. Raises: RateMissing.

    A line that follows another counts its difference. A loss of which nobody says since when it is known, such as a
    cancellation by the month, is notified while it lies ahead; once it happened, no earlier day is said to have known.
    """
    found = Ledger(dimensions, Agreed)
    for account, timeline in lines.items():
        for x in timeline:
            signed, told = x.line.subscription.signed_on, x.line.subscription.currency
            if x.life.last is None and (signed is None or signed >= x.life.first):
                continue
            for at, kind, amount in _Pending(x).on(days):
                for some in found.of(account, at):
                    some.count(kind, None if amount is None else brought(amount, told, days[at], worth))
    return found


class _Kind(Enum):
    """What is agreed of a line on a day."""

    SIGNED = "signed, not yet live"
    FOLLOWED = "followed by another line that is signed"
    LOST = "known to end"


class _Pending:
    """What is agreed of a line that is not live yet, or that ends."""

    def __init__(self, x: Lived) -> None:
        self._line, self._first, self._last = x.line, x.life.first, x.life.last
        self._decision = decision_at(x.line, x.life.last) if x.life.last else None

    def on(self, days: Sequence[date]) -> Iterator[tuple[int, _Kind, Fraction | None]]:
        """By the place of the day: what is agreed on it, and of how much, if that is known."""
        for at, day in enumerate(days):
            kind = self._kind(day)
            if kind:
                yield at, kind, self._line.mrr_on(max(day, self._first))

    def _kind(self, day: date) -> _Kind | None:
        if day < self._first:
            signed = self._line.subscription.signed_on
            return _Kind.SIGNED if signed and signed <= day else None
        if self._last is None or self._decision is None or day > self._last:
            return None
        lost = self._decision.outcome is Outcome.LOST
        if not lost and self._followed(self._last, day):
            return _Kind.FOLLOWED
        if not (lost or self._line.subscription.month_to_month):
            return None
        told, seen = self._decision.decided_on, self._line.known_on or date.min
        return _Kind.LOST if (told <= day if told else self._last >= seen) else None

    def _followed(self, last: date, day: date) -> bool:
        after = (*self._line.successors, *(self._line.new_products if self._line.term else ()))
        follows = [s for s in after if (s.start - last).days in {0, 1}]
        return any(s.start > day and s.signed_on and s.signed_on <= day for s in follows)
