"""A reading is one value per account, measure and day; a column holds those of one measure, whole book."""

from collections.abc import Mapping
from dataclasses import field

from csdesk.domain.accounts import Stage, TouchModel
from csdesk.domain.ids import AccountId
from csdesk.domain.risks import RiskCause, Severity
from csdesk.domain.values import dataclass

Reading = tuple[float, str, int]
"""(value, the ISO day it was observed or "" where it has none, how many rows it was read from)."""


@dataclass(frozen=True, slots=True)
class Column:
    """The readings of one measure by the account's key; `otherwise` holds for accounts without one.

    `otherwise` is a zero where the book keeps such facts and this account has none, else None: absent.
    """

    values: Mapping[int, Reading]
    otherwise: Reading | None = None


Columns = Mapping[str, Column]
"""By the measure's key; a measure without a column is absent everywhere."""


@dataclass(frozen=True, slots=True)
class OpenRisk:
    """A risk that is open on the day. `since` is ISO, `id` that of the risk."""

    cause: RiskCause
    severity: Severity
    since: str
    clears_when: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class OpenOverride:
    """A person's score that holds on the day. Days are ISO text, `id` is that of the override."""

    score: int
    reason: str
    by: str | None
    since: str
    until: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a judgement must know of an account besides its readings. All days are ISO text.

    `since` is when it signed, or its first line began; `starts_on` the day from which it is scored. `products` are
    the names of its live lines, where a scope asks for them.
    """

    pk: int
    account: AccountId
    name: str
    model: TouchModel | None = None
    since: str | None = None
    starts_on: str | None = None
    judgement: int | None = None
    judged_on: str | None = None
    risks: tuple[OpenRisk, ...] = field(default=())
    override: OpenOverride | None = None
    segment: str | None = None
    stage: Stage | None = None
    products: tuple[str, ...] = field(default=())
