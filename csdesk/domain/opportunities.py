"""An opportunity is more that an account may buy, with what it would bring and by when."""

from datetime import date
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId, ContactId, ProductId


class OpportunityKind(StrEnum):
    """What would be sold."""

    ADD_ON = "add-on"
    UPGRADE = "upgrade"
    SERVICES = "services"
    OTHER = "other"


class OpportunityStage(StrEnum):
    """How far it is; the last three are its end."""

    SEEN = "seen"
    DISCUSSED = "discussed"
    OFFERED = "offered"
    WON = "won"
    LOST = "lost"
    DROPPED = "dropped"


ENDED = frozenset({OpportunityStage.WON, OpportunityStage.LOST, OpportunityStage.DROPPED})
"""The stages after which nothing more is expected."""


@noun(
    "opportunity",
    "opportunities",
    sheet="Opportunities",
    since=3,
    title="opportunity",
    day="expected_on",
    indexes=(("account", "expected_on"),),
)
class Opportunity:
    """More that may be sold. `amount`: minor units of the account's currency, a year for what recurs."""

    id: str = column()
    account: AccountId = column(refers="accounts")
    opportunity: str = column()
    kind: OpportunityKind = column(default=OpportunityKind.UPGRADE)
    stage: OpportunityStage = column(default=OpportunityStage.SEEN)
    amount: int | None = column(default=None, money=True)
    product: ProductId | None = column(default=None, refers="products")
    contact: ContactId | None = column(default=None, refers="contacts")
    seen_on: date | None = column(default=None)
    expected_on: date | None = column(default=None)
    decided_on: date | None = column(default=None)
    note: str | None = column(default=None)
