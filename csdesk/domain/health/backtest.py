"""A back-test holds what the score said against what became of the accounts: does it deserve trust?"""

from collections.abc import Callable, Sequence
from datetime import date
from statistics import median

from csdesk.domain.health.bands import Band
from csdesk.domain.health.calibration import Calibration, calibrated
from csdesk.domain.health.decisions import Case, Evidence
from csdesk.domain.health.outcomes import Outcome, band_then, judgement_then, outcome, ranked, tenths_then
from csdesk.domain.health.ranking import Ranking
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.suggestion import Suggestion, suggested
from csdesk.domain.health.terms import Measure
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Alarm:
    """*At risk* taken as a warning of a loss: what was lost of those warned of, and warned of those lost."""

    warned: int
    warned_and_lost: int
    lost: int
    decisions: int

    @property
    def precision(self) -> float | None:
        """Lost of those that were warned of."""
        return self.warned_and_lost / self.warned if self.warned else None

    @property
    def recall(self) -> float | None:
        """Warned of among those that were lost."""
        return self.warned_and_lost / self.lost if self.lost else None

    @property
    def lift(self) -> float | None:
        """How much more often those warned of were lost than all were; None without a loss or a warning."""
        if not self.warned or not self.lost:
            return None
        return (self.warned_and_lost / self.warned) / (self.lost / self.decisions)


@dataclass(frozen=True, slots=True)
class OfMeasure:
    """One measure alone against the outcomes."""

    measure: Measure
    ranking: Ranking


@dataclass(frozen=True, slots=True)
class Backtest:
    """What can be said of a scorecard from the book's own past.

    `cases` are all decisions; only scored ones stand in `ranking`, `bands` and `alarm`. `lead_days` is the median of
    how long the losses had been at risk, of those that were; `known` counts the looks by what was recorded then.
    `since` is the first day of the journal: before it, *as it was* is all there is.
    """

    card: Scorecard
    as_of: date
    horizon: int
    since: date | None
    cases: tuple[Case, ...]
    scored: int
    known: int
    ranking: Ranking
    bands: tuple[Outcome, ...]
    alarm: Alarm
    lead_days: int | None
    never_at_risk: int
    judgement: Ranking
    calibration: Calibration
    measures: tuple[OfMeasure, ...]
    horizons: tuple[tuple[int, Ranking], ...]
    suggestion: Suggestion | None

    @property
    def lost(self) -> int:
        """How many decisions were losses."""
        return sum(c.decision.lost for c in self.cases)


def judged(
    card: Scorecard,
    as_of: date,
    since: date | None,
    looks: Sequence[tuple[int, Sequence[Case]]],
    horizon: int,
) -> Backtest:
    """The back-test of a card at one horizon; `looks` are the cases at every horizon, this one's among them."""
    cases = tuple(dict(looks)[horizon])
    scored = [c for c in cases if c.evidence is not None and c.evidence.tenths is not None]
    leads = [c.at_risk_for for c in scored if c.decision.lost and c.at_risk_for is not None]
    return Backtest(
        card, as_of, horizon, since, cases,
        scored=len(scored),
        known=sum(c.evidence is not None and c.evidence.known for c in cases),
        ranking=ranked(cases, tenths_then),
        bands=tuple(outcome(band, scored, band_then) for band in reversed(Band)),
        alarm=_alarm(scored),
        lead_days=round(median(leads)) if leads else None,
        never_at_risk=sum(c.decision.lost and c.at_risk_for is None for c in scored),
        judgement=ranked(cases, judgement_then),
        calibration=calibrated(cases),
        measures=tuple(OfMeasure(m, ranked(cases, _worth(m.key))) for m in card.measures),
        horizons=tuple((days, ranked(some, tenths_then)) for days, some in looks),
        suggestion=suggested(card, scored),
    )  # fmt: skip


def _worth(key: str) -> Callable[[Evidence], int | None]:
    return lambda evidence: evidence.worths.get(key)


def _alarm(scored: Sequence[Case]) -> Alarm:
    warned = [c for c in scored if c.evidence is not None and c.evidence.band is Band.AT_RISK]
    return Alarm(
        len(warned),
        sum(c.decision.lost for c in warned),
        sum(c.decision.lost for c in scored),
        len(scored),
    )
