"""A tally counts, account by account, what makes the waterfalls of one value in periods that follow each other."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from csdesk.domain.revenue.movements import BY_PRICE, BY_QUANTITY, Change, Movement, split
from csdesk.domain.revenue.prices import Paid
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

    def come(self, paid: Paid, months: int, times: int = 1) -> None:
        """Count an account with one product in, or out again."""
        self.whole[months] += times * paid[0]
        self.there += times
        self.revenue += times

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

    def turn(self, turn: Movement, paid: Paid, months: int) -> None:
        """Count an account that comes with one product, comes back, or leaves with it."""
        amount, _ = paid
        self.moves[turn][months] += amount
        self.turns[turn] += 1
        if turn is Movement.CHURN:
            self.raised.come(paid, months, -1)
            self.more[months] -= amount
            self.lost[months] -= amount
        else:
            self.raised.come(paid, months)
            self.came += 1

    def stay(self, opening: Paid, closing: Paid, months: int) -> None:
        """Count a customer that keeps its one product."""
        (then, held), (amount, holds) = opening, closing
        by_quantity, by_price, below = split(then, held, amount, holds, months)
        if by_quantity:
            self.moves[BY_QUANTITY[by_quantity > 0]][below] += abs(by_quantity)
        if by_price:
            self.moves[BY_PRICE[by_price > 0]][below] += abs(by_price)
        more = amount - then
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
