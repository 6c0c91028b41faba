"""A line of a sheet is laid on the lines of its account: matched, changed, lost, or new."""

from dataclasses import replace
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.ids import SubscriptionId
from csdesk.domain.imports.bench.bench import PROVISIONAL, Bench, Laid, row_of
from csdesk.domain.imports.contracts.auto_renewal import Renewing
from csdesk.domain.imports.contracts.loss import Loss
from csdesk.domain.imports.contracts.moved_on import (
    decisions_of,
    renewal_in_place,
    term_begun,
    with_first_start,
)
from csdesk.domain.imports.contracts.paid_by import paid_as, steps_for, told_for, with_term
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.contracts.sold import PRODUCT, Sold, in_digits
from csdesk.domain.imports.contracts.steps import BOOK, CORRECTION, lay_amount, lay_first_steps
from csdesk.domain.imports.contracts.terms import Terms
from csdesk.domain.imports.contracts.which_line import matching_line
from csdesk.domain.imports.reading.record import Problem, Record
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.vocabulary.often import NO_PERIOD, Often
from csdesk.domain.imports.vocabulary.targets import PERIOD
from csdesk.domain.money import amount_text, digits
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.subscriptions import NoticeCount, Subscription


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
        lay_amount(line, sold, amounts, where, bench, laid, begins=begins, again=corrects)
    bench.claimed[line.id] = where
    if sold.id:
        bench.alias["subscriptions", sold.id] = line.id
    if loss:
        lose_line(line, loss, terms, bench, laid)
    return line


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
    lay_first_steps(line, sold, bench, laid)
    return line


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
