"""Where an account stands among those that began in its quarter and are scored as it is, once they are enough."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from csdesk.domain.health.readings import Subject
from csdesk.domain.health.score import Score
from csdesk.domain.periods import quarter_called
from csdesk.domain.values import dataclass

LEAST = 8
"""In a smaller cohort a place says nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """`of` accounts that the `card` scores began in the `quarter`, of the fiscal year; `percentile` is the share of the
    others below it, ties half, 0 to 100; None in a cohort that is too small, or without a score."""

    quarter: str
    card: str
    of: int
    percentile: Fraction | None


def place_of(
    subject: Subject, card: str, everybody: Iterable[tuple[Subject, Score]], begins: int = 1
) -> Place | None:
    """The place of an account that a card scores; None where nobody knows when it began. `begins` is the month in which
    the fiscal year does.

    Points of two scorecards are no common measure: who is scored by another one is left out.
    """
    if subject.since is None:
        return None
    quarter = _quarter(subject.since, begins)
    alike = [(s, score.tenths) for s, score in everybody if score.card == card and s.since]
    scored = {
        s.pk: tenths for s, tenths in alike if tenths is not None and _quarter(s.since, begins) == quarter
    }
    own = scored.get(subject.pk)
    if own is None or len(scored) < LEAST:
        return Place(quarter, card, len(scored), None)
    others = [tenths for pk, tenths in scored.items() if pk != subject.pk]
    below = sum(2 * (t < own) + (t == own) for t in others)
    return Place(quarter, card, len(scored), Fraction(100 * below, 2 * len(others)))


def _quarter(day: str | None, begins: int) -> str:
    return "" if day is None else quarter_called(date.fromisoformat(day), begins)
