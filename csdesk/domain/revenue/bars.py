"""Bars are what a waterfall amounts to: both ends, the movements between them, and how many accounts they are of."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from csdesk.domain.revenue.movements import LOSSES, Movement
from csdesk.domain.revenue.retention import ratio
from csdesk.domain.revenue.sums import summed
from csdesk.domain.revenue.tally import Level, Tally
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Bars:
    """The waterfall of one value in one period: minor units a month, exact, losses positive.

    Of the `cohort`, the opening of the accounts with revenue, `kept` is what NRR counts and `least` what GRR
    counts. As in a waterfall, nothing of it is known where accounts are `unknown`; `turns` are the accounts that
    came, came back or went as a whole; `converted` says that some lines at its ends are told by a rate.
    """

    opening: Fraction
    closing: Fraction
    movements: Mapping[Movement, Fraction]
    cohort: Fraction
    kept: Fraction
    least: Fraction
    accounts: int
    opening_accounts: int
    closing_accounts: int
    turns: Mapping[Movement, int]
    unknown: int
    unknown_opening: int
    unknown_closing: int
    converted: bool

    def total(self, kinds: Iterable[Movement]) -> Fraction:
        """What the movements of these kinds amount to."""
        found = [self.movements[kind] for kind in {*kinds} & self.movements.keys()]
        return found[0] if len(found) == 1 else summed(found)

    @property
    def known_opening(self) -> Fraction | None:
        """The opening; None where an amount of it is not known."""
        return None if self.unknown_opening else self.opening

    @property
    def known_closing(self) -> Fraction | None:
        """The closing; None where an amount of it is not known."""
        return None if self.unknown_closing else self.closing

    @property
    def residual(self) -> Fraction:
        """What the movements leave unexplained: exactly 0."""
        moved = summed(-amount if kind in LOSSES else amount for kind, amount in self.movements.items())
        return self.closing - self.opening - moved

    @property
    def nrr(self) -> Fraction | None:
        """As `retention.nrr` of the accounts."""
        return None if self.unknown else ratio(self.kept, self.cohort)

    @property
    def grr(self) -> Fraction | None:
        """As `retention.grr` of the accounts."""
        return None if self.unknown else ratio(self.least, self.cohort)

    @property
    def logo_churn(self) -> Fraction | None:
        """As `retention.logo_churn` of the accounts."""
        return ratio(self.turns.get(Movement.CHURN, 0), self.opening_accounts)


def bars_of(opening: Level, tally: Tally, closing: Level) -> Bars:
    """The bars of a period: its ends, and what moved between them."""
    opened = opening.whole.told()
    cohort = opened - opening.rest.told() if opening.rest else opened
    return Bars(
        opening=opened,
        closing=closing.whole.told(),
        movements={kind: some.told() for kind, some in tally.moves.items()},
        cohort=cohort,
        kept=cohort + tally.more.told(),
        least=cohort + tally.lost.told(),
        accounts=opening.there + tally.came,
        opening_accounts=opening.revenue,
        closing_accounts=closing.revenue,
        turns=tally.turns,
        unknown=opening.unknown + tally.unknown,
        unknown_opening=opening.unknown,
        unknown_closing=closing.unknown,
        converted=tally.converted > 0,
    )


NOTHING = bars_of(Level(), Tally(), Level())
"""Where there is no account."""
