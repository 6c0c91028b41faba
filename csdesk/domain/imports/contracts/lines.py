"""A line of a sheet is laid on the lines of its account: matched, changed, lost, or new."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.ids import SubscriptionId
from csdesk.domain.imports.bench.bench import PROVISIONAL, Bench, Laid, row_like, row_of
from csdesk.domain.imports.bench.plan import FieldChange
from csdesk.domain.imports.bench.where import NOWHERE, Where
from csdesk.domain.imports.contracts.auto_renewal import Renewing
from csdesk.domain.imports.contracts.loss import Loss
from csdesk.domain.imports.contracts.moved_on import (
    NEW_TERM,
    decisions_of,
    outcome_of,
    renewal_in_place,
    term_begun,
    with_first_start,
)
from csdesk.domain.imports.contracts.paid_by import a_year, paid_as, steps_for, told_for, with_term
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.contracts.sold import PRODUCT, Sold, in_digits, kind_of
from csdesk.domain.imports.contracts.terms import Terms
from csdesk.domain.imports.reading.record import Problem, Record
from csdesk.domain.imports.reading.reduced import Price
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.vocabulary.often import NO_PERIOD, Often
from csdesk.domain.imports.vocabulary.targets import PERIOD
from csdesk.domain.money import amount_text, digits
from csdesk.domain.names import name_key
from csdesk.domain.products import Product
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.subscriptions import NoticeCount, OrderKind, Step, Subscription

CORRECTION, BOOK = "correction", "book"
"""What a difference to the book means: that the book was wrong, or that it stays as it is."""
_DAY = timedelta(days=1)


def lay_line(
    row: int,
    account: Account,
    sold: Sold,
    place: Place,
    bench: Bench,
    laid: Laid,
    *,
    loss: Loss | None,
    told: Subscription | None = None,
    fresh: bool = False,
) -> Subscription:
    """Lay the line of a row. `told` is the line where an earlier row of the sheet told it: this row corrects it.

    An account that is `fresh` has no lines.
    """
    where, terms = place.at(row), place.terms
    if loss is not None:
        terms = replace(terms, renewing=Renewing())
    found = None if fresh else told or matching_line(account.id, sold, where, bench)
    if found is None:
        line = _new(account, sold, terms, bench, laid)
    else:
        sold = _in_its_currency(found, row, account, sold, place, bench, again=bool(told))
        corrects = told is not None or sold.currency != found.currency
        line = _changed(found, paid_as(found, sold), terms, bench, laid)
        sold = told_for(line.period, sold)
        amounts = CORRECTION if corrects or where in place.taken_back else place.amounts
        begins = term_begun(found, line, terms.day)
        _new_amount(line, sold, amounts, where, bench, laid, begins=begins, again=corrects)
    bench.claimed[line.id] = where
    if sold.id:
        bench.alias["subscriptions", sold.id] = line.id
    if loss:
        lose_line(line, loss, terms, bench, laid)
    return line


def matching_line(account: str, sold: Sold, where: Where, bench: Bench) -> Subscription | None:
    """The account's line of that product which no other row of the file speaks of.

    Of several the one of which the row tells nothing else, or with its end, or that ends last; then in order of entry.
    """
    free = [s for s in bench.lines(account) if bench.claimed.get(s.id, where) == where]
    if not free:
        return None
    external = sold.facts.get("external_id")
    by_id = next((s for s in free if sold.id == s.id or (external and s.external_id == external)), None)
    if by_id:
        return by_id
    if sold.product is not None or len(free) != 1:
        key = name_key(sold.product or PRODUCT)
        free = [s for s in free if name_key(product_name(s, bench)) == key]
    if len(free) < 2:
        return free[0] if free else None
    own = [s for s in free if bench.claimed.get(s.id) == where]
    exact = [s for s in free if s.end == sold.facts.get("end")]
    same = [s for s in exact or free if tells_same(s, sold, bench)]
    return max(own or same or exact or free, key=lambda s: s.end or date.max)


def earlier_line(account: str, sold: Sold, sheet: str, row: int, bench: Bench) -> Subscription | None:
    """The line of that product which another row of the same sheet told; the last of them."""
    lines = bench.lines(account)
    key = name_key(sold.product or PRODUCT) if lines else ""
    others = [
        s
        for s in lines
        if (place := bench.claimed.get(s.id, NOWHERE))[0] == sheet
        and place[1] != row
        and s.external_id is None
        and name_key(product_name(s, bench)) == key
    ]
    return others[-1] if others else None


def line_elsewhere(account: str, sold: Sold, where: Where, bench: Bench) -> Subscription | None:
    """The line of that product and end which a row of another sheet told, where none is left for this row."""
    told = [s for s in bench.lines(account) if bench.claimed.get(s.id, where)[0] != where[0]]
    if not told or matching_line(account, sold, where, bench):
        return None
    if sold.product is not None or len(told) != 1:
        key = name_key(sold.product or PRODUCT)
        told = [s for s in told if name_key(product_name(s, bench)) == key]
    end = sold.facts.get("end")
    there = [s for s in told if s.external_id is None and (end is None or s.end in (end, None))]
    alike = (s for s in there if tells_same(s, sold, bench))
    return next(alike, there[-1] if there else None)


def tells_same(line: Subscription, sold: Sold, bench: Bench) -> bool:
    """Whether a row says of a line nothing else than what is known of it."""
    facts = {k: v for k, v in sold.facts.items() if k in {"start", "end", "signed_on"} and v is not None}
    same_days = all(getattr(line, k) in (v, None) for k, v in facts.items())
    same_currency = not sold.currency_said or sold.currency == line.currency
    change = amount_changes(line, sold, bench)
    counts = change and change[0].quantity is None and _costs_as_before(line, change[0], sold)
    return same_days and same_currency and (change is None or bool(counts))


def lines_of_product(account: str, product: str | None, bench: Bench) -> list[Subscription]:
    """The lines of an account of that product, in order of entry."""
    key = name_key(product or PRODUCT)
    return [s for s in bench.lines(account) if name_key(product_name(s, bench)) == key]


def product_name(line: Subscription, bench: Bench) -> str:
    product = bench.find(Product, line.product)
    return product.product if product else ""


def _in_its_currency(
    line: Subscription, row: int, account: Account, sold: Sold, place: Place, bench: Bench, *, again: bool
) -> Sold:
    """What a row says of a line, in the currency of the line where it says none, and without what is left out."""
    if sold.amount is None or sold.currency == line.currency:
        return sold
    if not sold.currency_said:
        return sold.told_in(line.currency)
    if place.terms.own or again:
        return sold
    was = next((amount_text(s.amount, line.currency) for s in reversed(bench.steps(line.id))), "")
    now = f"{amount_text(sold.amount, sold.currency)} {sold.currency}"
    seen = f"{account.account}: {was} {line.currency} in the book, {now} in the sheet"
    bench.exchanged.append((place.sheet, row, seen))
    return replace(sold, amount=None, prices=()) if place.currencies == BOOK else sold


def unlike_its_steps(
    record: Record, account: Account | None, sold: Sold | None, place: Place, bench: Bench
) -> Problem | None:
    """Why a row of the csdesk workbook cannot say so of its line alone, whose amounts stand on another sheet.

    100.00 USD are not 10,000 JPY, and what half a year costs is not what a year does.
    """
    if not place.terms.own or account is None or sold is None or sold.amount is not None:
        return None
    often = record.get(PERIOD)
    if isinstance(often, Often) and often.scale != 1:
        return Problem(record.row, place.headers[PERIOD], often.value, NO_PERIOD, "correct it")
    line = matching_line(account.id, sold, place.at(record.row), bench)
    count = len(bench.steps(line.id)) if line else 0
    if line is None or not count or "currency" not in sold.by_itself:
        return None
    if digits(sold.currency) == digits(line.currency):
        return None
    stand = counted(count, "amount", "stands")
    what = f"this is not a currency with the decimals of {line.currency}, in which {stand}"
    return Problem(record.row, place.headers["subscription.currency"], sold.currency, what, "correct it")


def _new(account: Account, sold: Sold, terms: Terms, bench: Bench, laid: Laid) -> Subscription:
    if account.currency and not sold.currency_said:
        sold = sold.told_in(account.currency)
    product = bench.product(sold.product or PRODUCT, laid)
    fresh = SubscriptionId(bench.new_id())
    facts = sold.facts | {"id": fresh, "account": account.id, "product": product}
    facts |= terms.renewing.over(sold.facts, None)
    if sold.id:
        facts["external_id"] = sold.facts.get("external_id") or sold.id
    line = bench.add(row_of(Subscription, facts), laid)
    _first_steps(line, sold, bench, laid)
    return line


def _first_steps(line: Subscription, sold: Sold, bench: Bench, laid: Laid) -> None:
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


def _changed(line: Subscription, sold: Sold, terms: Terms, bench: Bench, laid: Laid) -> Subscription:
    left_aside = (
        {"period", "currency"} - sold.by_itself if terms.own else {"period", "currency", "term_confirmed"}
    )
    facts = {k: v for k, v in sold.facts.items() if k not in left_aside}
    if sold.amount is not None:
        facts |= {"period": sold.facts["period"], "currency": sold.facts["currency"]}
    facts |= terms.renewing.over(sold.facts, line)
    decisions = decisions_of(line, bench)
    facts = facts if terms.own else with_first_start(facts, line, decisions)
    if sold.by_the_calendar and line.notice_counted_in is NoticeCount.WORKING:
        facts["notice_counted_in"] = NoticeCount.CALENDAR
    end = facts.get("end")
    if end is not None and not line.term_confirmed and facts.get("term_confirmed") is None:
        facts["term_confirmed"] = True
    changed = bench.merge(line, with_term(facts, line), laid, currency=line.currency)
    alone = terms.own and sold.amount is None
    for step in () if alone else steps_for(changed.period, line, bench.steps(line.id)):
        bench.put(step)
    if digits(changed.currency) != digits(line.currency):
        for step in bench.steps(line.id):
            amount = in_digits(step.amount, line.currency, changed.currency)
            bench.merge(step, {"amount": amount}, laid, currency=changed.currency)
    if renewal := renewal_in_place(
        line, changed, terms.day, decisions, start=sold.facts.get("start"), own=terms.own
    ):
        bench.add(replace(renewal, id=bench.new_id()), laid)
    return changed


def amount_changes(line: Subscription, sold: Sold, bench: Bench) -> tuple[Step, int] | None:
    """The step whose amount or quantity a row would change, with the new amount; None where they agree."""
    if sold.amount is None:
        return None
    steps = bench.steps(line.id)
    if not steps:
        return None
    last = next((s for s in reversed(steps) if s.from_ <= sold.day), steps[0])
    quantity = sold.quantity is None or last.quantity == sold.quantity
    if quantity and _costs_as_before(line, last, sold):
        return None
    if steps[-1].from_ > sold.day and _is_ahead(line, steps, sold, bench):
        return None
    return last, sold.amount


def _is_ahead(line: Subscription, steps: list[Step], sold: Sold, bench: Bench) -> bool:
    """Whether a row tells the price of a term ahead that was renewed already."""
    ends = [r.due_on for r in decisions_of(line, bench) if r.outcome.renewed]
    begins = {end + _DAY for end in ends}
    ahead = (s for s in steps if s.from_ > sold.day and (line.auto_renew or s.from_ in begins))
    return any(_costs_as_before(line, s, sold) for s in ahead)


def _costs_as_before(line: Subscription, step: Step, sold: Sold) -> bool:
    return sold.amount is not None and a_year(step.amount, line.period) == a_year(sold.amount, sold.period)


def _new_amount(
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
    if not bench.steps(line.id):
        _first_steps(line, sold, bench, laid)
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


def lose_line(line: Subscription, loss: Loss, terms: Terms, bench: Bench, laid: Laid) -> None:
    """Lay the end of a line that was lost."""
    if line.month_to_month:
        when = loss.on or line.cancelled_on or terms.day
        bench.merge(line, {"cancelled_on": when, "reason": loss.reason}, laid)
        return
    if line.end is None and (loss.on or not line.id.startswith(PROVISIONAL)):
        line = bench.merge(line, {"end": loss.on or terms.day}, laid)
    if line.end is None:  # nothing says when, or somebody left it open by hand
        return
    decided = (
        min(loss.on or line.end, terms.day) if line.end > terms.day else min(loss.on or line.end, line.end)
    )
    facts: dict[str, Any] = {"outcome": Outcome.LOST, "decided_on": decided, "reason": loss.reason}
    found = next((r for r in decisions_of(line, bench) if r.due_on == line.end), None)
    if found:
        since = found.decided_on if found.outcome is Outcome.LOST else None
        if since and (decided == terms.day or (since < decided == line.end)):
            del facts["decided_on"]  # known since an earlier file; this one says no day of its own
        bench.merge(found, facts, laid)
        return
    fresh = bench.new_id()
    bench.add(Renewal(id=fresh, account=line.account, subscription=line.id, due_on=line.end, **facts), laid)
