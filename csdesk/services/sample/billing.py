"""Billing: the invoices of a sample account, some of them paid late, a few not paid yet."""

from collections.abc import Iterator
from datetime import date, timedelta

from csdesk.domain.invoices import Invoice
from csdesk.domain.periods import add_months
from csdesk.domain.subscriptions import Step
from csdesk.services.sample.contracts import step_on
from csdesk.services.sample.dice import CLOCK
from csdesk.services.sample.life import Life

_TERMS = 30
"""Days in which an invoice is to be paid."""


def invoices_of(life: Life, steps: list[Step]) -> Iterator[Invoice]:
    """The invoices of the drawn history: by month, by quarter or by year."""
    monthly = life.portrait.end is None
    every = 1 if monthly else life.dice.weighted((3, 12), (0.75, 0.25))
    parts = 1 if monthly else 12 // every
    number = 0
    while (day := add_months(life.portrait.started, number * every)) <= life.last:
        number += 1
        if day >= life.first:
            yield _invoice(life, day, step_on(steps, day).amount // parts)


def _invoice(life: Life, day: date, amount: int) -> Invoice:
    due = day + timedelta(days=_TERMS)
    return Invoice(
        id=life.dice.new_id(),
        account=life.id,
        number=f"W-{day:%y%m}-{life.number}",
        issued_on=day,
        due_on=due,
        amount=amount,
        paid_on=_paid(life, due),
    )


def _paid(life: Life, due: date) -> date | None:
    fortune = life.fortune.on(due)
    late = life.dice.chance(0.04 + 0.6 * (1 - fortune) ** 1.5)
    paid = due + (life.dice.days(2, 22) if late else -life.dice.days(0, 18))
    return None if paid > CLOCK else paid
