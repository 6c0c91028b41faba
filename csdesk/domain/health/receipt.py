"""A receipt is the complete explanation of one score: its lines add up exactly to the figure shown."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum

from csdesk.domain.health.curve import POINT
from csdesk.domain.health.score import Score
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.terms import Group, Measure
from csdesk.domain.values import dataclass

HAPPY_NOT_ACHIEVING = "happy, not achieving"


class LineState(StrEnum):
    """Whether a measure counts in this receipt."""

    FRESH = "fresh"
    ABSENT = "absent"
    EXPIRED = "expired"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Line:
    """One measure in a receipt. `sub_score` is exact, 0 to 100; `points` are what the score shows of it.

    An expired line keeps its old reading, and has neither. `rows` are names of rows, "usage/…".
    """

    measure: Measure
    state: LineState
    reading: float | None = None
    observed_on: date | None = None
    age_days: int | None = None
    expired_on: date | None = None
    sub_score: Decimal | None = None
    points: Decimal | None = None
    row_count: int = 0
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """A score with its lines, in the scorecard's order."""

    card: Scorecard
    as_of: date
    score: Score
    lines: tuple[Line, ...]

    def of(self, state: LineState) -> list[Line]:
        """The lines in one state."""
        return [line for line in self.lines if line.state is state]

    def groups(self) -> Iterator[tuple[Group, Decimal | None, list[Line]]]:
        """Each group that has fresh lines, with the exact sum of their points, None where not scored."""
        fresh = self.of(LineState.FRESH)
        for group in Group:
            lines = [line for line in fresh if line.measure.group is group]
            points = [line.points for line in lines if line.points is not None]
            if lines:
                yield group, sum(points, Decimal(0)) if points else None, lines

    @property
    def missing(self) -> list[Line]:
        """Absent and expired lines, the heaviest first: what would raise the coverage."""
        gone = [x for x in self.lines if x.state in {LineState.ABSENT, LineState.EXPIRED}]
        return sorted(gone, key=lambda x: -x.measure.weight)

    @property
    def flags(self) -> tuple[str, ...]:
        """*Happy, not achieving*: a good last answer beside an outcome that falls far behind."""
        happy = self._mean(lambda m: m.key == "last_answer")
        achieved = self._mean(lambda m: m.group is Group.OUTCOME)
        if happy is None or achieved is None:
            return ()
        glad = happy >= self.card.bands.healthy and achieved < self.card.bands.watch
        return (HAPPY_NOT_ACHIEVING,) if glad else ()

    def _mean(self, chosen: Callable[[Measure], bool]) -> Decimal | None:
        lines = [x for x in self.of(LineState.FRESH) if chosen(x.measure) and x.measure.weight]
        weight = sum(x.measure.weight for x in lines)
        total = sum((x.measure.weight * (x.sub_score or Decimal(0)) for x in lines), Decimal(0))
        return total / weight if weight else None


def exact(millionths: int) -> Decimal:
    """A sub-score in points, without trailing zeros beyond what it needs."""
    whole, rest = divmod(millionths, POINT)
    return Decimal(whole) if not rest else Decimal(millionths).scaleb(-6).normalize()
