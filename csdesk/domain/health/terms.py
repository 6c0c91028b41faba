"""A measure is one input of health: how it is read from facts, and how a reading becomes 0 to 100."""

from enum import StrEnum

from csdesk.domain.accounts import TouchModel
from csdesk.domain.health.curve import Points
from csdesk.domain.values import dataclass


class Group(StrEnum):
    """What a measure speaks about; a receipt has a subtotal for each."""

    OUTCOME = "outcome"
    ADOPTION = "adoption"
    SUPPORT = "support"
    RELATIONSHIP = "relationship"
    VOICE = "voice"
    MONEY = "money"
    SELF_SUFFICIENCY = "self-sufficiency"


class ReadingKind(StrEnum):
    """How one value is taken from the facts of an account, as of a day."""

    LAST = "last"
    COUNT = "count"
    SHARE = "share"
    DAYS_SINCE = "days since"
    OLDEST_OPEN = "oldest open"
    TREND = "trend"


class Unit(StrEnum):
    """What a reading is counted in."""

    SHARE = "share"
    LEAD = "share ahead of plan"
    DAYS = "days"
    SEVERE_DAYS = "days × severity"
    COUNT = "count"
    RATIO = "ratio"


class Nature(StrEnum):
    """Whether a measure warns of what comes, or says what to do."""

    PREDICTIVE = "predictive"
    ACTIONABLE = "actionable"


class Play(StrEnum):
    """The rule that answers a weak measure."""

    USAGE_DROP = "usage drop"
    LICENCES = "licences filling"
    TICKET_SURGE = "ticket surge"
    SEVERE = "severe and unpaid"
    BILLING = "billing"
    SILENCE = "silence"
    SPONSOR = "sponsor or champion"
    DETRACTOR = "detractor"
    ONBOARDING = "onboarding"
    SURVEYS = "surveys"
    RENEWAL = "renewal"
    REVIEW = "QBR / EBR"
    STUCK = "new user stuck"
    ASK = "ask window"


Paces = tuple[tuple[TouchModel | None, Points], ...]
"""Points per touch model; None where nobody said which it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One declared measure.

    `window` and `shelf` are days: how far back a reading looks, and after how many it has expired; None
    where a reading cannot grow old, because its age is what it says or because it has no day.
    `models` and `from_age` say to whom it applies: touch models, and days since the customer signed.
    """

    key: str
    name: str
    group: Group
    noun: str
    """The tables it is read from, by their words."""
    kind: ReadingKind
    unit: Unit
    window: int | None = None
    points: Points = ()
    paces: Paces = ()
    weight: int
    refresh: int
    """How often a new reading is expected, in days."""
    shelf: int | None = None
    nature: Nature
    play: Play | None
    models: tuple[TouchModel, ...] = ()
    from_age: int = 0
    rule: str
    """How it is read, in one sentence."""
    brings: str
    """The sheet and columns of a workbook that would bring it."""

    def points_for(self, model: TouchModel | None) -> Points:
        """The points of an account with this touch model."""
        return dict(self.paces).get(model, self.points)

    def applies(self, model: TouchModel | None, age: int | None) -> bool:
        """Whether an account of this touch model, so many days a customer, is measured by it."""
        fits = not self.models or model is None or model in self.models
        return fits and (age is None or age >= self.from_age)
