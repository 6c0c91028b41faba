"""A waterfall leads from the opening to the closing revenue of a period, movement by movement, exactly."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Protocol

from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.money import half_up
from csdesk.domain.revenue.archives import ArchiveAs
from csdesk.domain.revenue.converting import Conversion
from csdesk.domain.revenue.movements import (
    EXPANSION,
    Change,
    Move,
    Movement,
    changes_of,
    moves_of,
)
from csdesk.domain.revenue.standing import Position, Standing
from csdesk.domain.revenue.sums import Share, added, summed
from csdesk.domain.revenue.timeline import Timeline
from csdesk.domain.values import dataclass

_NONE = Fraction(0)


@dataclass(frozen=True)
class AccountMoves:
    """One account at both ends of a period, and what led from one to the other."""

    account: AccountId
    opening: Standing
    closing: Standing
    kind: Movement | None
    """New, won back or churn, where the account as a whole came or went."""
    moves: tuple[Move, ...]

    @property
    def known(self) -> bool:
        """Whether all amounts at both ends are known."""
        return not (self.opening.unknown or self.closing.unknown)

    @cached_property
    def fx(self) -> Fraction:
        """What rates alone did to what stayed."""
        return self.fx_of(self.closing.positions)

    def fx_of(self, products: Container[ProductId]) -> Fraction:
        """What rates alone did to some of its products."""
        found = [m.amount for m in self.moves if m.kind is Movement.FX and m.product in products]
        return summed(found) if found else _NONE

    @property
    def kept(self) -> Fraction:
        """Its closing MRR without what rates did: what NRR counts."""
        return Fraction(*self.kept_share)

    @cached_property
    def kept_share(self) -> Share:
        """What is kept, in minor units over months."""
        fx = self.fx if self.moves else _NONE
        return (self.closing.mrr - fx).as_integer_ratio() if fx else self.closing.share

    @property
    def least_share(self) -> Share:
        """What is kept, at most its opening MRR, and at least nothing: what GRR counts."""
        return _least(self.opening.share, self.kept_share)

    @property
    def least_by_product(self) -> list[Share]:
        """The same product by product, of those that it has at both ends."""
        there, here = self.opening.positions, self.closing.positions
        return [_least(there[p][:2], self._kept_of(p, here[p])) for p in there.keys() & here.keys()]

    def _kept_of(self, product: ProductId, position: Position) -> Share:
        fx = self.fx_of({product}) if self.moves else _NONE
        return (position.mrr - fx).as_integer_ratio() if fx else position[:2]


def _least(opening: Share, kept: Share) -> Share:
    (then, below), (now, months) = opening, kept
    lower = opening if then * months <= now * below else kept
    return lower if lower[0] > 0 else (0, 1)


@dataclass(frozen=True)
class Waterfall:
    """The accounts of a period that had recurring revenue at its opening or its closing, in order of id."""

    accounts: tuple[AccountMoves, ...]

    @cached_property
    def opening(self) -> Fraction:
        """Known MRR on the day before the period."""
        return added(a.opening.share for a in self.accounts)

    @cached_property
    def closing(self) -> Fraction:
        """Known MRR on the last day of the period."""
        return added(a.closing.share for a in self.accounts)

    @cached_property
    def unknown(self) -> int:
        """How many of the accounts have an amount that is not known at one end: then nothing moves."""
        return sum(not a.known for a in self.accounts)

    @cached_property
    def cohort(self) -> tuple[AccountMoves, ...]:
        """The accounts with recurring revenue at the opening."""
        return tuple(a for a in self.accounts if a.opening.has_revenue)

    @cached_property
    def _by_kind(self) -> Mapping[Movement, Fraction]:
        amounts: dict[Movement, list[Fraction]] = defaultdict(list)
        for account in self.accounts:
            for move in account.moves:
                amounts[move.kind].append(move.amount)
        return {kind: summed(some) for kind, some in amounts.items()}

    def total(self, kinds: Iterable[Movement]) -> Fraction:
        """What the movements of these kinds amount to, minor units a month, losses positive."""
        return summed(self._by_kind[kind] for kind in {*kinds} & self._by_kind.keys())

    def count(self, kind: Movement | None) -> int:
        """How many accounts came, came back or went as a whole."""
        return sum(a.kind is kind for a in self.accounts)

    def of(self, accounts: Container[AccountId]) -> "Waterfall":
        """The waterfall of some of the accounts alone."""
        return Waterfall(tuple(a for a in self.accounts if a.account in accounts))

    @property
    def residual(self) -> Fraction:
        """What the movements leave unexplained: exactly 0."""
        moved = summed(m.signed for a in self.accounts for m in a.moves)
        return self.closing - self.opening - moved


def waterfall(
    lines: Mapping[AccountId, Timeline], first: date, last: date, worth: Conversion | None = None
) -> Waterfall:
    """The movements between the day before `first` and `last`, in the currency of `worth`. Raises: RateMissing."""
    before = first - timedelta(days=1)
    accounts = []
    for account in sorted(lines):
        found = account_moves(account, lines[account], before, last, worth)
        if found.opening.there or found.closing.there:
            accounts.append(found)
    return Waterfall(tuple(accounts))


def account_moves(
    account: AccountId, lines: Timeline, before: date, last: date, worth: Conversion | None
) -> AccountMoves:
    """What leads one account from the end of `before` to the end of `last`. Raises: RateMissing."""
    opening, closing = lines.on(before, worth), lines.on(last, worth)
    turn, changes = moved(lines, opening, closing, before, last, worth)
    return AccountMoves(account, opening, closing, turn, moves_of(account, changes))


def moved(
    lines: Timeline,
    opening: Standing,
    closing: Standing,
    before: date,
    last: date,
    worth: Conversion | None = None,
) -> tuple[Movement | None, list[Change]]:
    """What an account as a whole did from what it has on one day to what it has on another, and what leads there.

    Raises: RateMissing.
    """
    if opening is closing:
        return None, []
    turn = constant = None
    if opening.has_revenue != closing.has_revenue:
        turn = _turn(lines, opening, before)
    elif worth is not None and lines.converts(worth):
        constant = lines.on(last, worth, before)
    return turn, changes_of(opening, closing, turn=turn, after=before, constant=constant)


def _turn(lines: Timeline, opening: Standing, before: date) -> Movement:
    if opening.has_revenue:
        return Movement.CHURN
    return came(lines, before)


def came(lines: Timeline, before: date) -> Movement:
    """What an account did that has revenue, and had none on a day: it came, or came back."""
    return Movement.WON_BACK if lines.had_revenue_by(before) else Movement.NEW


@dataclass(frozen=True, slots=True)
class Shown:
    """A waterfall rounded once, in whole minor units: opening, ups less downs, and closing add up exactly.

    `detail` holds the parts of expansion, contraction and churn, an archive's in one of the latter two.
    """

    opening: int
    closing: int
    new: int
    won_back: int
    expansion: int
    contraction: int
    churn: int
    fx: int
    detail: dict[Movement, int]
    archive: ArchiveAs = ArchiveAs.CONTRACTION

    @property
    def archived(self) -> int:
        """What fees fell by where customers moved to a read-only product."""
        return self.detail.get(Movement.ARCHIVE, 0)


class Totals(Protocol):
    """What a waterfall amounts to: both ends, and the movements by their kinds."""

    @property
    def opening(self) -> Fraction: ...
    @property
    def closing(self) -> Fraction: ...
    def total(self, kinds: Iterable[Movement]) -> Fraction: ...


def shown(w: Totals, archive: ArchiveAs = ArchiveAs.CONTRACTION) -> Shown:
    """Both ends are rounded half up; the movements between them so that they add up to the difference."""
    opening, closing = _whole(w.opening), _whole(w.closing)
    parts = [
        w.total([Movement.NEW]),
        w.total([Movement.WON_BACK]),
        w.total(EXPANSION),
        -w.total(archive.contraction),
        -w.total(archive.churn),
        w.total([Movement.FX]),
    ]
    new, won_back, expansion, contraction, churn, fx = shares(parts, closing - opening)
    ups = shares([w.total([k]) for k in EXPANSION], expansion)
    downs = shares([w.total([k]) for k in archive.contraction], -contraction)
    gone = shares([w.total([k]) for k in archive.churn], -churn)
    kinds = (*EXPANSION, *archive.contraction, *archive.churn)
    detail = dict(zip(kinds, (*ups, *downs, *gone), strict=True))
    return Shown(opening, closing, new, won_back, expansion, -contraction, -churn, fx, detail, archive)


def _whole(amount: Fraction) -> int:
    return int(half_up(amount))


def shares(parts: Sequence[Fraction], total: int) -> list[int]:
    """The parts as whole numbers that add up to a total less than 1 from their sum (largest remainder)."""
    below = lcm(*(p.denominator for p in parts))
    cut = [divmod(p.numerator * (below // p.denominator), below) for p in parts]
    order = sorted(range(len(parts)), key=lambda i: (-cut[i][1], i))
    up = frozenset(order[: total - sum(floor for floor, _ in cut)])
    return [floor + (i in up) for i, (floor, _) in enumerate(cut)]
