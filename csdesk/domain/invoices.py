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
    """An invoice; `amount` is minor units of `currency`, below 0 a credit; unpaid while `paid_on` is None."""

    id: str = column()
    account: AccountId = column(refers="accounts")
    number: str | None = column(default=None)
    issued_on: date = column()
    due_on: date | None = column(default=None)
    amount: int = column(money=True)
    currency: str = column(default="USD")
    paid_on: date | None = column(default=None)
    failed_on: date | None = column(default=None)

    def is_late(self, day: date) -> bool:
        """Whether it is unpaid on a day after it was due; a credit is nothing to pay."""
        unpaid = self.paid_on is None or self.paid_on > day
        return unpaid and self.amount > 0 and self.due_on is not None and self.due_on < day
