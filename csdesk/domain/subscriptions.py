"""A subscription is a product sold to an account for a term; its steps say what it costs from which day."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId, ProductId, SubscriptionId


class Period(StrEnum):
    """The time that one amount pays for."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    TERM = "term"


class OrderKind(StrEnum):
    """Why an amount changed."""

    NEW = "new"
    ADD_ON = "add-on"
    UPGRADE = "upgrade"
    DOWNGRADE = "downgrade"
    PRICE = "price"
    ARCHIVE = "archive"
    RENEWAL = "renewal"


class NoticeCount(StrEnum):
    """Which days of a notice count."""

    CALENDAR = "calendar days"
    WORKING = "working days"


@noun(
    "subscription",
    "subscriptions",
    sheet="Subscriptions",
    day="start",
    indexes=(("account", "start"), ("end",)),
)
class Subscription:
    """A line of a contract. No `end` with period month is month to month; `end` is the last day of the term.

    What is month to month may be paid by the quarter or the year all the same: then `term_months` is 1.

    `notice_days` and `auto_renew` are None where nobody said so: not known is never 30 or no.
    `notice_counted_in` is None where nobody said it: calendar days.
    `term_confirmed` is False where the end was assumed from the period. `term_months` is the length of one
    term where it is not the whole time from `start` to `end`: a line renewed each year keeps its first start.
    """

    id: SubscriptionId = column()
    account: AccountId = column(refers="accounts")
    product: ProductId = column(refers="products")
    external_id: str | None = column("External ID", default=None)
    period: Period = column(default=Period.YEAR)
    recurring: bool = column(default=True)
    currency: str = column(default="USD")
    signed_on: date | None = column(default=None)
    start: date | None = column(default=None)
    end: date | None = column(default=None)
    live_on: date | None = column(default=None)
    auto_renew: bool | None = column("Auto-renew", default=None)
    notice_days: int | None = column(default=None)
    notice_counted_in: NoticeCount | None = column(default=None, since=5)
    cancelled_on: date | None = column(default=None)
    reason: str | None = column(default=None)
    term_confirmed: bool = column(default=True)
    term_months: int | None = column(default=None)

    @property
    def month_to_month(self) -> bool:
        """Whether the line has no term, or terms of a month: it can be left any month, and makes no renewal."""
        return self.end is None and (self.period is Period.MONTH or self.term_months == 1)


@noun("step", "steps", sheet="Steps", day="from", indexes=(("subscription", "from"),))
class Step:
    """From which day a subscription has which quantity and which amount per period.

    `amount` is what one period costs after the discount, in minor units of the subscription's currency.
    `assumed` says that the amount is known only from a later day and is held back to this one.
    """

    id: str = column()
    subscription: SubscriptionId = column(refers="subscriptions")
    from_: date = column("From")
    quantity: Decimal | None = column(default=None)
    amount: int = column(money=True)
    discount: Decimal | None = column(default=None)
    order_kind: OrderKind | None = column(default=None)
    reason: str | None = column(default=None)
    assumed: bool = column(default=False)

    @property
    def unit_price(self) -> Decimal | None:
        """What one unit lists for, minor units: amount ÷ quantity ÷ (1 − discount); None without one."""
        share = self.quantity and self.quantity * (1 - (self.discount or 0))
        return Decimal(self.amount) / share if share else None
