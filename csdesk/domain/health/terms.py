"""A measure is one input of health: how it is read from facts, and how a reading becomes 0 to 100."""

from enum import StrEnum

from csdesk.domain.accounts import TouchModel
from csdesk.domain.health.curve import Points
from csdesk.domain.health.own import Source
from csdesk.domain.health.scope import ANYBODY, Scope
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
    SUM = "sum"
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
    NUMBER = "number"
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
    `scope` says to whom it applies; an account of which a term of it is not known is measured.
    `source` is where an own measure is read; the shipped ones have statements of their own.
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
    scope: Scope = ANYBODY
    rule: str
    """How it is read, in one sentence."""
    brings: str
    """The sheet and columns of a workbook that would bring it."""
    source: Source | None = None

    def points_for(self, model: TouchModel | None) -> Points:
        """The points of an account with this touch model."""
        return dict(self.paces).get(model, self.points)
