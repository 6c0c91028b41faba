"""A tally counts, account by account, what makes the waterfalls of one value in periods that follow each other."""

from collections import defaultdict
from collections.abc import Sequence

from csdesk.domain.revenue.movements import Change, Movement
from csdesk.domain.revenue.standing import Standing
from csdesk.domain.revenue.sums import Sum, added


class Level:
    """What accounts amount to on a day, and those of them that have revenue: the cohort."""

    def __init__(self) -> None:
        self.whole, self.cohort = Sum(), Sum()

    def count(self, standing: Standing) -> None:
        """Count an account in."""
        above, below = standing.share
        self.whole[below] += above
        if standing.has_revenue:
            self.cohort[below] += above

    def take(self, other: "Level") -> None:
        """Count in what another one counted."""
        self.whole.take(other.whole)
        self.cohort.take(other.cohort)


class Tally:
    """What moves in one period: the movements, by how much they raise the level, and what the cohort keeps."""

    def __init__(self) -> None:
        self.moves: dict[Movement, Sum] = defaultdict(Sum)
        self.raised = Level()
        self.more, self.lost = Sum(), Sum()
        self.unknown = 0

    def count(self, opening: Standing, closing: Standing, changes: Sequence[Change]) -> None:
        """Count an account in that something moves of, or is not known of."""
        if opening.unknown or closing.unknown:
            self.unknown += 1
        if not changes and opening.has_revenue == closing.has_revenue:
            return
        moves = self.moves
        for _, kind, above, below in changes:
            moves[kind][below] += above
        (then, below), (now, months) = opening.share, closing.share
        whole, cohort = self.raised.whole, self.raised.cohort
        whole[below] -= then
        whole[months] += now
        if closing.has_revenue:
            cohort[months] += now
        if opening.has_revenue:
            cohort[below] -= then
            self._keep(opening, closing, changes)

    def _keep(self, opening: Standing, closing: Standing, changes: Sequence[Change]) -> None:
        """Count by how much more, or less, an account of the cohort has than at the opening, but for rates."""
        (then, below), (now, months) = opening.share, closing.share
        more = now - then
        fx = [(-above, under) for _, kind, above, under in changes if kind is Movement.FX]
        if fx or months != below:
            more, months = added([(now, months), (-then, below), *fx]).as_integer_ratio()
            more, then, below = more * below, then * months, below * months
        self.more[below] += more
        if more < 0:
            self.lost[below] += max(more, -then)

    def take(self, other: "Tally") -> None:
        """Count in what another one counted."""
        for kind, some in other.moves.items():
            self.moves[kind].take(some)
        self.raised.take(other.raised)
        self.more.take(other.more)
        self.lost.take(other.lost)
        self.unknown += other.unknown
