"""Churn is why a customer, or one of its contracts, was lost: a reason, its evidence, what could have been known."""

from datetime import date, timedelta
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId, SubscriptionId


class Root(StrEnum):
    """Where the reason of a loss lies."""

    ADOPTION = "adoption"
    FIT = "product fit or gap"
    OUTSIDE = "outside our control"


class Reason(StrEnum):
    """Why it was lost; each of the first three is a root of which no more is known."""

    ADOPTION = "adoption"
    FIT = "product fit or gap"
    OUTSIDE = "outside our control"
    NEVER_LIVE = "never went live"
    LOW_USE = "low use"
    NO_VALUE = "no value seen"
    PEOPLE_LEFT = "sponsor or champion left"
    SERVICE = "poor service"
    WRONG_FIT = "wrong fit at the sale"
    MISSING_FEATURES = "missing features"
    QUALITY = "product quality"
    PRICE = "price"
    COMPETITOR = "competitor"
    ACQUIRED = "company acquired"
    CLOSED = "company closed"
    BUDGET = "budget cut"
    STRATEGY = "change of strategy"
    NOT_PAID = "payment failed"
    NOT_KNOWN = "not known yet"


ROOTS: dict[Reason, Root] = {
    Reason.ADOPTION: Root.ADOPTION,
    Reason.NEVER_LIVE: Root.ADOPTION,
    Reason.LOW_USE: Root.ADOPTION,
    Reason.NO_VALUE: Root.ADOPTION,
    Reason.PEOPLE_LEFT: Root.ADOPTION,
    Reason.SERVICE: Root.ADOPTION,
    Reason.FIT: Root.FIT,
    Reason.WRONG_FIT: Root.FIT,
    Reason.MISSING_FEATURES: Root.FIT,
    Reason.QUALITY: Root.FIT,
    Reason.PRICE: Root.FIT,
    Reason.COMPETITOR: Root.FIT,
    Reason.OUTSIDE: Root.OUTSIDE,
    Reason.ACQUIRED: Root.OUTSIDE,
    Reason.CLOSED: Root.OUTSIDE,
    Reason.BUDGET: Root.OUTSIDE,
    Reason.STRATEGY: Root.OUTSIDE,
    Reason.NOT_PAID: Root.OUTSIDE,
}
"""The tree of reasons; what is not known yet has no root."""


class Ground(StrEnum):
    """How the reason is known."""

    STATED = "stated"
    CONFIRMED = "confirmed"
    INFERRED = "inferred"


CALL_FROM, CALL_DEFAULT, CALL_TO = timedelta(days=2), timedelta(days=10), timedelta(days=21)
"""The window, after the loss, of the call that asks for the reason: no mail, and no survey."""


def call_window(lost_on: date) -> tuple[date, date, date]:
    """The first day, the usual day and the last day for the call after a loss on a day."""
    return lost_on + CALL_FROM, lost_on + CALL_DEFAULT, lost_on + CALL_TO


_WORDS: tuple[tuple[Reason, tuple[str, ...]], ...] = (
    (Reason.ACQUIRED, ("acquired", "acquisition", "merger", "took over by")),
    (Reason.CLOSED, ("closing", "closed down", "bankrupt", "insolven", "out of business")),
    (Reason.NOT_PAID, ("payment failed", "card expired", "not paid", "non-payment")),
    (Reason.PEOPLE_LEFT, ("sponsor left", "champion left", "nobody took over")),
    (Reason.NEVER_LIVE, ("never went live", "never live", "never implemented")),
    (Reason.NO_VALUE, ("no value", "value not reached")),
    (Reason.LOW_USE, ("low use", "low usage", "not used", "no usage", "adoption")),
    (Reason.MISSING_FEATURES, ("gap", "missing feature", "feature", "no reports")),
    (Reason.COMPETITOR, ("competitor", "switched to", "moved to another")),
    (Reason.QUALITY, ("bug", "outage", "quality", "unreliable")),
    (Reason.SERVICE, ("support", "service")),
    (Reason.BUDGET, ("budget", "cost cutting", "savings")),
    (Reason.STRATEGY, ("strategy", "reorganis", "reorganiz")),
    (Reason.PRICE, ("price", "pricing", "expensive", "cheaper")),
)


def reason_in(words: str) -> Reason | None:
    """The reason that a person's words speak of, to be proposed; None where they speak of none."""
    said = words.casefold()
    return next((reason for reason, some in _WORDS if any(word in said for word in some)), None)


@noun(
    "churn", "churn", sheet="Churn", since=3, title="reason", day="lost_on", indexes=(("account", "lost_on"),)
)
class Churn:
    """The record of one loss; it explains revenue figures, which are computed from the contracts alone.

    Without `subscription` it is the whole account. `amount` is the yearly revenue lost, in minor units of the
    account's currency. `known_on` is when we were told; `avoidable` False needs `evidence`; `criterion` is what
    of it could have been known at the sale. `called_on` is the call after the loss, `learned` what it told.
    """

    id: str = column()
    account: AccountId = column(refers="accounts")
    subscription: SubscriptionId | None = column(default=None, refers="subscriptions")
    lost_on: date = column()
    known_on: date | None = column(default=None)
    amount: int | None = column(default=None, money=True)
    reason: Reason = column(default=Reason.NOT_KNOWN)
    detail: str | None = column(default=None)
    ground: Ground | None = column(default=None)
    evidence: str | None = column(default=None)
    avoidable: bool | None = column(default=None)
    involuntary: bool | None = column(default=None)
    knowable_at_sale: bool | None = column(default=None)
    criterion: str | None = column(default=None)
    call_on: date | None = column(default=None)
    called_on: date | None = column(default=None)
    learned: str | None = column(default=None)

    @property
    def root(self) -> Root | None:
        """Where the reason lies; None while it is not known."""
        return ROOTS.get(self.reason)

    @property
    def call_window(self) -> tuple[date, date, date]:
        """The first day, the usual day and the last day for the call after the loss."""
        return call_window(self.lost_on)
