"""Look-alikes are customers like this one: what became of them at their first and second renewal."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction

from csdesk.domain.health.ranking import share_interval
from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.decided import Decided
from csdesk.domain.values import dataclass

ENOUGH = 8
"""With fewer alike, keys are given up one after the other."""


class Key(StrEnum):
    """By what customers are alike, the most telling first."""

    INDUSTRY = "industry"
    USE_CASE = "use case"
    PRICE = "price point"
    PRODUCT = "product"
    SIZE = "size"
    DISCOUNT = "discount band"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Profile:
    """One account: what it is by each key (None is not known), its renewals in their order, its voice and its health.

    `rating` is 0 to 1 on the scale of its last answer, `health` in tenths of a point; None where there is none.
    """

    account: AccountId
    name: str
    facts: Mapping[Key, str | None]
    renewals: tuple[Decided, ...] = ()
    rating: float | None = None
    health: int | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """One renewal, first or second, of all who are alike: how many were tested, and what became of them."""

    tested: int
    lost: int
    change: Fraction | None

    @property
    def renewed(self) -> int:
        """Those who stayed."""
        return self.tested - self.lost

    @property
    def rate(self) -> Fraction | None:
        """The share that was lost of those who could leave."""
        return Fraction(self.lost, self.tested) if self.tested else None

    @property
    def interval(self) -> tuple[float, float]:
        """Between what it lies, 95 %."""
        return share_interval(self.lost, self.tested)


@dataclass(frozen=True, slots=True)
class Lookalikes:
    """Who is like an account by the keys that are left, and what became of them.

    `without` says how many would be alike with one more key given up; `untested` have not come to a renewal yet.
    """

    me: Profile
    keys: tuple[Key, ...]
    given_up: tuple[Key, ...]
    alike: tuple[Profile, ...]
    without: Mapping[Key, int]
    first: Round
    second: Round

    @property
    def untested(self) -> int:
        """Those whose first renewal is still to come."""
        return sum(not p.renewals and not p.gone for p in self.alike)

    @property
    def early(self) -> int:
        """Those who were lost before they came to a renewal."""
        return sum(not p.renewals and p.gone for p in self.alike)

    @property
    def rating(self) -> float | None:
        """The mean of the last answers, 0 to 1."""
        return _mean([p.rating for p in self.alike if p.rating is not None])

    @property
    def health(self) -> float | None:
        """The mean score in points."""
        known = [p.health / 10 for p in self.alike if p.health is not None]
        return _mean(known)


def lookalikes(me: Profile, others: Sequence[Profile], keys: Sequence[Key] | None = None) -> Lookalikes:
    """Who is like an account.

    Without keys all that are known of it count, and are given up one by one until there are enough: always the one
    that finds most others, of equals the later. Keys that a person chose are never given up; with none chosen
    everybody is alike.
    """
    wanted = [k for k in (tuple(Key) if keys is None else keys) if me.facts.get(k) is not None]
    everybody = [p for p in others if p.account != me.account]
    given_up: list[Key] = []
    alike = _alike(me, everybody, wanted)
    while keys is None and wanted and len(alike) < ENOUGH:
        gone = max(reversed(wanted), key=lambda k: len(_alike(me, everybody, _but(wanted, k))))
        given_up.append(gone)
        wanted = _but(wanted, gone)
        alike = _alike(me, everybody, wanted)
    without = {k: len(_alike(me, everybody, _but(wanted, k))) for k in wanted}
    return Lookalikes(
        me, tuple(wanted), tuple(given_up), tuple(alike), without, _round(alike, 0), _round(alike, 1)
    )


def _but(keys: Sequence[Key], one: Key) -> list[Key]:
    return [key for key in keys if key is not one]


def _alike(me: Profile, others: Sequence[Profile], keys: Sequence[Key]) -> list[Profile]:
    return [p for p in others if all(p.facts.get(k) == me.facts[k] for k in keys)]


def _round(alike: Sequence[Profile], number: int) -> Round:
    tested = [p.renewals[number] for p in alike if len(p.renewals) > number]
    changes = [t.change for t in tested if not t.lost and t.change is not None]
    change = sum(changes, Fraction(0)) / len(changes) if changes else None
    return Round(len(tested), sum(t.lost for t in tested), change)


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
