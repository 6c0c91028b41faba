"""A calibration holds a person's own judgements against what became of the accounts, beside the score's bands."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from csdesk.domain.health.bands import Band
from csdesk.domain.health.decisions import Case
from csdesk.domain.health.outcomes import Outcome, band_then, judgement_then, outcome, ranked, tenths_then
from csdesk.domain.health.ranking import Ranking
from csdesk.domain.health.score import judged_band
from csdesk.domain.values import dataclass

LEVELS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Decisions by the judgement that stood before them, those judged 1 first, and the score's bands on the same ones.

    `judgement` and `score` are the rankings of the decisions that have both, so that they can be compared.
    """

    levels: tuple[Outcome, ...]
    bands: tuple[Outcome, ...]
    judgement: Ranking
    score: Ranking

    @property
    def decisions(self) -> int:
        """How many decisions had been judged."""
        return sum(o.decisions for o in self.levels)

    @property
    def lost(self) -> int:
        """How many of those were losses."""
        return sum(o.lost for o in self.levels)

    def together(self, band: Band) -> Outcome:
        """The levels that a band stands for: 1 and 2, 3, or 4 and 5."""
        mine = [o for o in self.levels if isinstance(o.of, int) and judged_band(o.of) is band]
        return Outcome(band, sum(o.decisions for o in mine), sum(o.lost for o in mine))

    @property
    def better(self) -> str | None:
        """`judgement` or `score`, whichever ranks the same decisions better by more than both intervals allow."""
        one, other = self.judgement, self.score
        if one.low is None or one.high is None or other.low is None or other.high is None:
            return None
        if one.low > other.high:
            return "judgement"
        return "score" if other.low > one.high else None

    @property
    def backwards(self) -> tuple[Outcome, Outcome] | None:
        """The first two levels, of enough decisions each, of which the better one lost a larger share."""
        return _backwards([o for o in self.levels if not o.few])


def calibrated(cases: Iterable[Case]) -> Calibration:
    """The calibration of the judgements in some cases; those without one are left out."""
    mine = [c for c in cases if c.evidence is not None and c.evidence.judgement is not None]
    both = [c for c in mine if c.evidence is not None and c.evidence.tenths is not None]
    return Calibration(
        tuple(outcome(n, mine, judgement_then) for n in LEVELS),
        tuple(outcome(band, both, band_then) for band in reversed(Band)),
        ranked(both, judgement_then),
        ranked(both, tenths_then),
    )


def _backwards(levels: Sequence[Outcome]) -> tuple[Outcome, Outcome] | None:
    for worse, better in pairwise(levels):
        if worse.rate is not None and better.rate is not None and better.rate > worse.rate:
            return worse, better
    return None
