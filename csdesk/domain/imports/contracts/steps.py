"""What a line costs, as a row tells it: its first amounts, another one, and those that hold later."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from csdesk.domain.imports.bench.bench import PROVISIONAL, Bench, Laid, row_like
from csdesk.domain.imports.bench.plan import FieldChange
from csdesk.domain.imports.bench.where import Where
from csdesk.domain.imports.contracts.moved_on import NEW_TERM, decisions_of, outcome_of
from csdesk.domain.imports.contracts.paid_by import a_year
from csdesk.domain.imports.contracts.sold import Sold, kind_of
from csdesk.domain.imports.reading.reduced import Price
from csdesk.domain.money import amount_text
from csdesk.domain.subscriptions import OrderKind, Step, Subscription

CORRECTION, BOOK = "correction", "book"
"""What a difference to the book means: that the book was wrong, or that it stays as it is."""
_DAY = timedelta(days=1)


def lay_first_steps(line: Subscription, sold: Sold, bench: Bench, laid: Laid) -> None:
    """The amounts of a line that has none."""
    if sold.prices:
        for price in sold.prices:
            _priced(line, sold, price, bench, laid, assumed=sold.assumed and price is sold.prices[0])
    elif sold.amount is not None:
        _step(line, sold, sold.from_, bench, laid, assumed=sold.assumed, kind=None)


def _priced(
    line: Subscription, sold: Sold, price: Price, bench: Bench, laid: Laid, *, assumed: bool = False
) -> None:
    now = replace(sold, amount=price.amount, discount=price.discount)
    kind = None if price.from_ == sold.from_ else OrderKind.PRICE
    _step(line, now, price.from_, bench, laid, assumed=assumed, kind=kind)


def _prices_ahead(line: Subscription, sold: Sold, bench: Bench, laid: Laid) -> None:
    """The amounts that hold from a day after the file's: a discount that ends then."""
    steps = {s.from_: s for s in bench.steps(line.id)}
    for price in sold.prices:
        if price.from_ <= sold.day:
            continue
        if there := steps.get(price.from_):
            bench.merge(there, {"amount": price.amount}, laid, currency=line.currency)
        else:
            _priced(line, sold, price, bench, laid)


def _step(
    line: Subscription,
    sold: Sold,
    from_: date,
    bench: Bench,
    laid: Laid,
    *,
    assumed: bool,
    kind: OrderKind | None,
) -> None:
    assert sold.amount is not None
    facts = {
        "id": bench.new_id(),
        "subscription": line.id,
        "from": from_,
        "quantity": sold.quantity,
        "amount": sold.amount,
        "discount": sold.discount,
        "order_kind": kind,
        "assumed": assumed,
    }
    bench.add(row_like(Step, facts), laid)


def amount_changes(line: Subscription, sold: Sold, bench: Bench) -> tuple[Step, int] | None:
    """The step whose amount or quantity a row would change, with the new amount; None where they agree."""
    if sold.amount is None:
        return None
    steps = bench.steps(line.id)
    if not steps:
        return None
    day = sold.from_ if sold.first_only else sold.day
    last = next((s for s in reversed(steps) if s.from_ <= day), steps[0])
    quantity = sold.quantity is None or last.quantity == sold.quantity
    if quantity and costs_as_before(line, last, sold):
        return None
    if steps[-1].from_ > day and not sold.first_only and _is_ahead(line, steps, sold, bench):
        return None
    return last, sold.amount


def _is_ahead(line: Subscription, steps: list[Step], sold: Sold, bench: Bench) -> bool:
    """Whether a row tells the price of a term ahead that was renewed already."""
    ends = [r.due_on for r in decisions_of(line, bench) if r.outcome.renewed]
    begins = {end + _DAY for end in ends}
    ahead = (s for s in steps if s.from_ > sold.day and (line.auto_renew or s.from_ in begins))
    return any(costs_as_before(line, s, sold) for s in ahead)


def costs_as_before(line: Subscription, step: Step, sold: Sold) -> bool:
    """Whether a row tells the amount of a step, by whatever period it tells it."""
    return sold.amount is not None and a_year(step.amount, line.period) == a_year(sold.amount, sold.period)


def lay_amount(
    line: Subscription,
    sold: Sold,
    amounts: str | None,
    where: Where,
    bench: Bench,
    laid: Laid,
    *,
    begins: date | None,
    again: bool,
) -> None:
    """The amount that a row tells of a line which the book may have with another one."""
    if not bench.steps(line.id):
        lay_first_steps(line, sold, bench, laid)
        return
    _prices_ahead(line, sold, bench, laid)
    change = amount_changes(line, sold, bench)
    if change is None:
        return
    step, amount = change
    if not again and (first := _renewed_now(line, step, amount, bench)):
        _note_amount(step, sold, line, laid)
        _step(line, sold, first, bench, laid, assumed=False, kind=kind_of(step, sold))
        return
    seen = f"{amount_text(step.amount, line.currency)} → {amount_text(amount, line.currency)} {line.currency}"
    if not again:
        bench.repriced.append((where, seen, line.id, begins))
    day = begins or sold.day if amounts == NEW_TERM else None
    if amounts not in (None, CORRECTION, NEW_TERM):
        day = date.fromisoformat(str(amounts))
    if day is None or day <= step.from_:
        facts: dict[str, Any] = {"amount": amount, "quantity": sold.quantity, "discount": sold.discount}
        bench.merge(step, facts, laid, currency=line.currency)
        return
    _note_amount(step, sold, line, laid)
    _step(line, sold, day, bench, laid, assumed=False, kind=kind_of(step, sold))


def _renewed_now(line: Subscription, step: Step, amount: int, bench: Bench) -> date | None:
    """The first day of the term that a row tells as renewed, from which its other price holds; None where none is."""
    told = (r for r in decisions_of(line, bench) if r.id.startswith(PROVISIONAL) and r.outcome.renewed)
    renewal = next(told, None)
    if renewal is None or renewal.due_on < step.from_:
        return None
    outcome = outcome_of(a_year(step.amount, line.period), a_year(amount, line.period))
    bench.put(replace(renewal, outcome=outcome))
    return renewal.due_on + _DAY


def _note_amount(step: Step, sold: Sold, line: Subscription, laid: Laid) -> None:
    assert sold.amount is not None
    if step.amount != sold.amount:
        old, new = (f"{amount_text(a, line.currency)} {line.currency}" for a in (step.amount, sold.amount))
        laid.changes.append(FieldChange("step", step.id, "amount", "Amount", old, new))
    if sold.quantity is not None and step.quantity != sold.quantity:
        old_quantity = None if step.quantity is None else format(step.quantity, "f")
        laid.changes.append(
            FieldChange("step", step.id, "quantity", "Quantity", old_quantity, format(sold.quantity, "f"))
        )
