"""Where an account stands among those that began in the same quarter, once there are enough of them."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from csdesk.domain.health.readings import Subject
from csdesk.domain.health.score import Score
from csdesk.domain.periods import quarter_name
from csdesk.domain.values import dataclass

LEAST = 8
"""In a smaller cohort a place says nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """`of` scored accounts began in the `quarter`; `percentile` is the share of the others below it, ties half,
    0 to 100; None in a cohort that is too small, or without a score."""

    quarter: str
    of: int
    percentile: Fraction | None


def place_of(subject: Subject, everybody: Iterable[tuple[Subject, Score]]) -> Place | None:
    """The place of an account among the scored ones of its quarter; None where nobody knows when it began."""
    if subject.since is None:
        return None
    quarter = _quarter(subject.since)
    mine = {s.pk: score.tenths for s, score in everybody if s.since and _quarter(s.since) == quarter}
    scored = {pk: tenths for pk, tenths in mine.items() if tenths is not None}
    own = scored.get(subject.pk)
    if own is None or len(scored) < LEAST:
        return Place(quarter, len(scored), None)
    others = [tenths for pk, tenths in scored.items() if pk != subject.pk]
    below = sum(2 * (t < own) + (t == own) for t in others)
    return Place(quarter, len(scored), Fraction(100 * below, 2 * len(others)))


def _quarter(day: str) -> str:
    return quarter_name(date.fromisoformat(day))
