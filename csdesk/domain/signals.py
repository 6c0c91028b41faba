"""A signal is a dated fact that changes what we should do."""

from datetime import date
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId, ContactId


class SignalKind(StrEnum):
    """What happened."""

    SPONSOR_LEFT = "sponsor left"
    CHAMPION_LEFT = "champion left"
    NEW_LEADERSHIP = "new leadership"
    COMPETITOR = "competitor seen"
    ACQUISITION = "acquisition"
    LAYOFFS = "layoffs"
    OPT_OUT = "opt-out"
    BOUNCE = "bounce"
    OUTAGE = "outage"
    RFP = "invitation to an RFP"
    REFERENCE = "reference given"
    VALUE_CONFIRMED = "value confirmed"
    PAYMENT_FAILED = "payment failed"
    CARD_EXPIRING = "card expiring"
    OTHER = "other"


class Effect(StrEnum):
    """Which way it points."""

    GOOD = "good"
    BAD = "bad"
    NEUTRAL = "neutral"


@noun("signal", "signals", sheet="Signals", title="kind", day="on", indexes=(("account", "on"),))
class Signal:
    """A dated fact that changes what we should do; it counts until `expires_on`, if that is set."""

    id: str = column()
    account: AccountId = column(refers="accounts")
    contact: ContactId | None = column(default=None, refers="contacts")
    on: date = column()
    kind: SignalKind = column(default=SignalKind.OTHER)
    effect: Effect = column(default=Effect.NEUTRAL)
    note: str | None = column(default=None)
    expires_on: date | None = column(default=None)
