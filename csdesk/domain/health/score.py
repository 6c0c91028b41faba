"""A score is one number for an account on a day, with what it rests on; or the reason why there is none."""

from decimal import Decimal
from enum import StrEnum

from csdesk.domain.health.bands import Band
from csdesk.domain.ids import AccountId
from csdesk.domain.values import dataclass

CUT = "Kept within 0 and 100"
"""What the line is called that keeps a score within its bounds."""


SET_BY = "Set by "
"""How the line begins that leads from the computed score to the one that a person set."""


class State(StrEnum):
    """Whether there is a score. Not scored is neither 0 nor green."""

    SCORED = "scored"
    NOT_SCORED = "not scored"
    ONBOARDING = "not scored (onboarding)"


@dataclass(frozen=True, slots=True)
class Modifier:
    """A named line that moves a score, in tenths of a point, while its condition holds."""

    name: str
    tenths: int
    since: str | None = None
    """ISO day."""
    clears_when: str | None = None
    row: str | None = None
    """The name of the row that it comes from, "risks/…"."""

    @property
    def by_hand(self) -> bool:
        """Whether a person set the score, whatever was computed."""
        return self.name.startswith(SET_BY)

    @property
    def points(self) -> Decimal:
        """What it adds, exact."""
        return Decimal(self.tenths).scaleb(-1)


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one account. All amounts are whole tenths of a point; None where it is not scored.

    `without_tenths` is the score without modifiers; `low_tenths` and `high_tenths` are the score if everything
    absent or expired were 0, or 100, modifiers included. `starts_on` (ISO) is the day from which it is scored.
    """

    account: AccountId
    name: str
    state: State
    fresh_weight: int
    applicable_weight: int
    tenths: int | None = None
    band: Band | None = None
    without_tenths: int | None = None
    low_tenths: int | None = None
    high_tenths: int | None = None
    crosses: bool = False
    """Whether the bounds stand in different bands: then the band is shown hatched."""
    modifiers: tuple[Modifier, ...] = ()
    starts_on: str | None = None
    judgement: int | None = None
    judged_on: str | None = None
    card: str = ""
    """The name of the scorecard that scored it."""

    @property
    def score(self) -> Decimal | None:
        """The score as every place shows it, to a tenth: 39.8 is at risk and must not read 40."""
        return _points(self.tenths)

    @property
    def without_modifiers(self) -> Decimal | None:
        """The weighted mean alone."""
        return _points(self.without_tenths)

    @property
    def low(self) -> Decimal | None:
        """The score if everything absent or expired were 0."""
        return _points(self.low_tenths)

    @property
    def high(self) -> Decimal | None:
        """The score if everything absent or expired were 100."""
        return _points(self.high_tenths)

    @property
    def coverage(self) -> float:
        """The share of the applicable weight with a fresh reading, unrounded; 0 where nothing applies."""
        return self.fresh_weight / self.applicable_weight if self.applicable_weight else 0.0

    @property
    def cut_tenths(self) -> int:
        """What keeping the score within 0 and 100 changed."""
        if self.tenths is None or self.without_tenths is None:
            return 0
        return self.tenths - self.without_tenths - sum(m.tenths for m in self.modifiers)

    @property
    def set_by_hand(self) -> Modifier | None:
        """The line of a person's own score, where one holds."""
        return next((m for m in self.modifiers if m.by_hand), None)

    @property
    def computed(self) -> Decimal | None:
        """The score as it would be without a person's own."""
        by = self.set_by_hand
        return self.score if by is None or self.score is None else self.score - by.points

    @property
    def yours(self) -> Band | None:
        """The band of the person's own judgement, 1 to 5, where there is no score to show."""
        if self.band is not None or self.judgement is None:
            return None
        return judged_band(self.judgement)


def judged_band(judgement: int) -> Band:
    """The band of a judgement: 4 and 5 are healthy, 3 is watch, 1 and 2 are at risk."""
    if judgement >= 4:
        return Band.HEALTHY
    return Band.WATCH if judgement == 3 else Band.AT_RISK


def _points(tenths: int | None) -> Decimal | None:
    return None if tenths is None else Decimal(tenths).scaleb(-1)
