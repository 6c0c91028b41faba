"""A tally counts, account by account, what makes the waterfalls of one value in periods that follow each other."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from csdesk.domain.revenue.movements import BY_PRICE, BY_QUANTITY, Change, Movement, split
from csdesk.domain.revenue.standing import Alone, Standing
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
        if not standing.there:
            return
        above, below = standing.share
        self.there += times
        self.whole[below] += times * above
        if standing.has_revenue:
            self.revenue += times
        else:
            self.rest[below] += times * above
        if standing.unknown:
            self.unknown += times

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
        if turn:
            self.turns[turn] += 1
        self.raised.count(opening, -1)
        self.raised.count(closing)
        self.came += closing.there and not opening.there
        self.unknown += closing.unknown > 0 and not opening.unknown
        if opening.has_revenue:
            self._keep(opening.share, closing.share, changes)

    def stay(self, opening: Alone, closing: Alone) -> None:
        """Count a customer that keeps its one product."""
        by_quantity, by_price, below = split(opening, closing)
        if by_quantity:
            self.moves[BY_QUANTITY[by_quantity > 0]][below] += abs(by_quantity)
        if by_price:
            self.moves[BY_PRICE[by_price > 0]][below] += abs(by_price)
        more, months = closing.amount - opening.amount, closing.months
        self.raised.whole[months] += more
        self.more[months] += more
        if more < 0:
            self.lost[months] += more

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
        if other.turns:
            self.turns += other.turns
        self.raised.take(other.raised)
        self.more.take(other.more)
        self.lost.take(other.lost)
        self.came += other.came
        self.unknown += other.unknown
        self.converted += other.converted
