"""What became of accounts, by what was said of them before: how many decisions were losses, and how they rank."""

from collections.abc import Callable, Iterable

from csdesk.domain.health.bands import Band
from csdesk.domain.health.decisions import Case, Evidence
from csdesk.domain.health.ranking import Ranking, ranking, share_interval
from csdesk.domain.values import dataclass

FEW = 5
"""Of fewer decisions no share is drawn: one more would move it by a fifth or more."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of so many decisions, how many were losses; `of` names them: a band, a judgement, or *not scored*."""

    of: Band | int | None
    decisions: int
    lost: int

    @property
    def rate(self) -> float | None:
        """The share that was lost; None of nothing."""
        return self.lost / self.decisions if self.decisions else None

    @property
    def few(self) -> bool:
        """Whether these are too few for a share."""
        return self.decisions < FEW

    @property
    def interval(self) -> tuple[float, float]:
        """Between what the share lies, 95 %."""
        return share_interval(self.lost, self.decisions)


def outcome(of: Band | int, cases: Iterable[Case], value: Callable[[Evidence], Band | int | None]) -> Outcome:
    """Those cases of which this was said."""
    mine = [c for c in cases if c.evidence is not None and value(c.evidence) == of]
    return Outcome(of, len(mine), sum(c.decision.lost for c in mine))


def ranked(cases: Iterable[Case], value: Callable[[Evidence], int | None]) -> Ranking:
    """How the values of those cases that have one part the lost from the kept."""
    found: tuple[list[int], list[int]] = ([], [])
    for case in cases:
        if case.evidence is not None and (seen := value(case.evidence)) is not None:
            found[not case.decision.lost].append(seen)
    return ranking(*found)


def tenths_then(evidence: Evidence) -> int | None:
    """The score."""
    return evidence.tenths


def band_then(evidence: Evidence) -> Band | None:
    """The score's band."""
    return evidence.band


def judgement_then(evidence: Evidence) -> int | None:
    """The person's own judgement, 1 to 5."""
    return evidence.judgement
