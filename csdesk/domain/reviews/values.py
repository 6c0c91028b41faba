"""A review is everything that a business review says of one account, as of a day and for a period."""

from dataclasses import dataclass
from datetime import date

from csdesk.domain.periods import Days
from csdesk.domain.reviews.kinds import ReviewKind


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a review and where it comes from; speaker notes and appendix print it.

    `rows` are the ids of the rows it was counted from.
    """

    what: str
    value: str
    definition: str
    period: str
    source: str
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """Who reviews what with whom."""

    title: str
    subtitle: str
    vendor: str
    period: str
    theirs: str
    """Their person, with the title; empty when nobody is known."""
    ours: str


@dataclass(frozen=True, slots=True)
class Measure:
    """An objective on a day. `progress` and `expected` are ratios of the way from baseline to target."""

    name: str
    unit: str
    baseline: float | None
    now: float | None
    target: float | None
    read_on: date | None
    confirmed_by: str
    progress: float | None
    expected: float | None
    due_on: date | None
    origin: str
    """From where to where, in words."""
    gained: str
    """How far, in words."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What we work for. `asks` are what is not known yet and has to be asked."""

    title: str
    lead: str
    measures: tuple[Measure, ...]
    question: str
    asks: tuple[str, ...]
    foot: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Objectives:
    """All objectives: baseline, now, target, and where the plan expects to be."""

    title: str
    measures: tuple[Measure, ...]
    foot: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: what, a second line in small, whose, when. `strong` is set in bold."""

    what: str
    detail: str = ""
    who: str = ""
    when: str = ""
    group: str = ""
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """A finding with the lines under it. `heads` name the columns group, what, who, when."""

    title: str
    heads: tuple[str, str, str, str]
    lines: tuple[Line, ...]
    after: str = ""
    """One sentence under the lines."""
    foot: str = ""
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Adoption:
    """Active users against the own past and the licences. `points` are (day, active users)."""

    title: str
    lead: str
    points: tuple[tuple[date, float], ...]
    licences: float | None
    foot: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Bucket:
    """The tickets opened in one week or month: how many of them are closed by now, how many open.

    `label` is short, for a place in a row of them.
    """

    start: date
    label: str
    closed: int
    still_open: int


@dataclass(frozen=True, slots=True)
class Support:
    """Tickets opened, closed and open; `open_lines` are the worst and oldest open ones."""

    title: str
    lead: str
    buckets: tuple[Bucket, ...]
    by_week: bool
    opened: int
    closed: int
    open_now: int
    open_words: str
    """The open ones by severity, in words."""
    median_days: float | None
    """Median days from opening to closing of those closed in the period."""
    open_lines: tuple[Line, ...]
    foot: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A whole business review. A part that has nothing to say is None; the outcome is always there."""

    account: str
    as_of: date
    period: Days
    cover: Cover
    outcome: Outcome
    changes: Listing | None
    objectives: Objectives | None
    value: Listing | None
    adoption: Adoption | None
    milestones: Listing | None
    support: Support | None
    voice: Listing | None
    promises: Listing | None
    ahead: Listing | None
    decisions: Listing | None
    appendix: tuple[Figure, ...]
    """Every kind of figure once, with its definition and source."""
    held_back: tuple[str, ...]
    """Titles of promises and of the customer's tasks that were left out because they hold words for inside use."""
    own_steps: tuple[str, ...] = ()
    """Titles of our tasks of the next 90 days: no customer reads them, unless they are promised."""
    kind: ReviewKind = ReviewKind.QBR
