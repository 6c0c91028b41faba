"""A tally counts, account by account, what makes the waterfalls of one value in periods that follow each other."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from csdesk.domain.revenue.movements import Change, Movement
from csdesk.domain.revenue.standing import Standing
from csdesk.domain.revenue.sums import Share, Sum, joined


class Level:
    """What accounts amount to on a day: all of them, and those that have no revenue, as a credit.

    `there` are the accounts that have a line, `revenue` those with revenue, `unknown` those of which an amount is
    not known.
    """

    def __init__(self) -> None:
        self.whole, self.rest = Sum(), Sum()
        self.there = self.revenue = self.unknown = 0

    def count(self, standing: Standing, times: int = 1) -> None:
        """Count an account in, or out again."""
        above, below = standing.share
        self.whole[below] += times * above
        if standing.there:
            self.count_apart(standing, times)

    def count_apart(self, standing: Standing, times: int = 1) -> None:
        """Count an account in, or out again, but for its amount."""
        self.there += times * standing.there
        self.revenue += times * standing.has_revenue
        self.unknown += times * (standing.unknown > 0)
        if not standing.has_revenue:
            above, below = standing.share
            self.rest[below] += times * above

    def take(self, other: "Level") -> None:
        """Count in what another one counted."""
        self.whole.take(other.whole)
        self.rest.take(other.rest)
        self.there += other.there
        self.revenue += other.revenue
        self.unknown += other.unknown


class Tally:
    """What moves in one period: the movements, by how much they raise the level, and what the cohort keeps.

    `came` and `unknown` are the accounts that have a line, or an unknown amount, at the closing alone; `converted`
    those that have some in another currency at one of the ends.
    """

    def __init__(self) -> None:
        self.moves: dict[Movement, Sum] = defaultdict(Sum)
        self.turns = Counter[Movement]()
        self.raised = Level()
        self.more, self.lost = Sum(), Sum()
        self.came = self.unknown = self.converted = 0

    def count(
        self, opening: Standing, closing: Standing, turn: Movement | None, changes: Sequence[Change]
    ) -> None:
        """Count an account of which something may have moved."""
        moves = self.moves
        for _, kind, above, below in changes:
            moves[kind][below] += above
        (then, below), (now, months) = opening.share, closing.share
        if months == below:
            self.raised.whole[below] += now - then
        else:
            self.raised.whole[below] -= then
            self.raised.whole[months] += now
        if turn or not opening.has_revenue or opening.unknown or closing.unknown:
            self._count_apart(opening, closing, turn)
        if opening.has_revenue:
            self._keep(opening.share, closing.share, changes)

    def _count_apart(self, opening: Standing, closing: Standing, turn: Movement | None) -> None:
        """Count an account that comes or goes, has no revenue, or of which an amount is not known."""
        if turn:
            self.turns[turn] += 1
        self.raised.count_apart(opening, -1)
        self.raised.count_apart(closing)
        self.came += closing.there and not opening.there
        self.unknown += closing.unknown > 0 and not opening.unknown

    def _keep(self, opening: Share, closing: Share, changes: Sequence[Change]) -> None:
        """Count by how much more, or less, an account of the cohort has than at the opening, but for rates."""
        (then, below), (now, months) = opening, closing
        more = now - then
        if months != below or (changes and changes[-1][1] is Movement.FX):
            fx = [(-above, under) for _, kind, above, under in changes if kind is Movement.FX]
            more, common = joined([(now, months), (-then, below), *fx])
            then, below = then * (common // below), common
        self.more[below] += more
        if more < 0:
            self.lost[below] += max(more, -then)

    def take(self, other: "Tally") -> None:
        """Count in what another one counted."""
        for kind, some in other.moves.items():
            self.moves[kind].take(some)
        self.turns += other.turns
        self.raised.take(other.raised)
        self.more.take(other.more)
        self.lost.take(other.lost)
        self.came += other.came
        self.unknown += other.unknown
        self.converted += other.converted
