"""An invoice is an amount asked of an account by a day."""

from datetime import date

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId


@noun(
    "invoice",
    "invoices",
    sheet="Invoices",
    title="number",
    day="issued_on",
    indexes=(("account", "issued_on"), ("account", "due_on")),
)
class Invoice:
    """An invoice; `amount` is minor units of `currency`; unpaid while `paid_on` is None."""

    id: str = column()
    account: AccountId = column(refers="accounts")
    number: str | None = column(default=None)
    issued_on: date = column()
    due_on: date | None = column(default=None)
    amount: int = column(money=True)
    currency: str = column(default="USD")
    paid_on: date | None = column(default=None)
    failed_on: date | None = column(default=None)
