"""A scope says to whom a measure or a scorecard applies: segment, touch model, stage, product, customer age."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from csdesk.domain.accounts import Stage, TouchModel
from csdesk.domain.health.readings import Subject
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Terms that all hold; a term that is empty leaves everybody in.

    `segments` and `products` are names, whatever their case; an account fits a product if it has a live line of
    one of them. `from_age` and `to_age` are days since it signed, both inclusive.
    """

    segments: tuple[str, ...] = ()
    models: tuple[TouchModel, ...] = ()
    stages: tuple[Stage, ...] = ()
    products: tuple[str, ...] = ()
    from_age: int | None = None
    to_age: int | None = None

    def fits(self, subject: Subject, as_of: date, *, unknown: bool) -> bool:
        """Whether an account fits on a day; `unknown` is what a term says of an account that nobody knows it of."""
        return (
            _among(subject.segment, _folded(self.segments), unknown=unknown)
            and _among(subject.model, self.models, unknown=unknown)
            and _among(subject.stage, self.stages, unknown=unknown)
            and (not self.products or bool(_folded(self.products) & _folded(subject.products)))
            and self._grown(subject.since, as_of, unknown=unknown)
        )

    def _grown(self, since: str | None, as_of: date, *, unknown: bool) -> bool:
        if self.from_age is None and self.to_age is None:
            return True
        if since is None:
            return unknown
        age = (as_of - date.fromisoformat(since)).days
        return (self.from_age or 0) <= age and (self.to_age is None or age <= self.to_age)

    @property
    def words(self) -> str:
        """The scope as a sentence's part, "high touch, from day 365"; empty for everybody."""
        return "; ".join(_words(self))


ANYBODY = Scope()


class Likeness:
    """What of an account decides whether any of some scopes fits: accounts alike in it are judged alike."""

    def __init__(self, scopes: Iterable[Scope], as_of: date) -> None:
        asked = [s for s in scopes if s != ANYBODY]
        self._segment = any(s.segments for s in asked)
        self._stage = any(s.stages for s in asked)
        self.products = any(s.products for s in asked)
        """Whether products must be known of the accounts."""
        firsts = {s.from_age for s in asked if s.from_age}
        firsts |= {s.to_age + 1 for s in asked if s.to_age is not None}
        self._edges = tuple((as_of - timedelta(days=age)).isoformat() for age in sorted(firsts))

    def of(self, subject: Subject) -> tuple[object, ...]:
        """The same for accounts that all the scopes treat alike."""
        since = subject.since
        return (
            subject.model,
            since is None,
            tuple([since is not None and since <= day for day in self._edges]),
            subject.segment if self._segment else None,
            subject.stage if self._stage else None,
            subject.products if self.products else (),
        )


def _among(said: str | None, wanted: Collection[str], *, unknown: bool) -> bool:
    if not wanted:
        return True
    return unknown if said is None else said.casefold() in wanted


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.strip().casefold() for name in names)


def _words(scope: Scope) -> Iterable[str]:
    if scope.segments:
        yield f"segment {_or(scope.segments)}"
    if scope.models:
        yield f"{_or(scope.models)} touch"
    if scope.stages:
        yield f"stage {_or(scope.stages)}"
    if scope.products:
        yield f"product {_or(scope.products)}"
    if scope.from_age is not None and scope.to_age is not None:
        yield f"day {scope.from_age} to {scope.to_age} as a customer"
    elif scope.from_age is not None:
        yield f"from day {scope.from_age} as a customer"
    elif scope.to_age is not None:
        yield f"day 0 to {scope.to_age} as a customer"


def _or(names: Iterable[str]) -> str:
    return " or ".join(names)
