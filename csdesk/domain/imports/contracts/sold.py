"""What a row says is sold: one line with its term and what it costs, as far as anybody said."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from csdesk.domain.day_words import spelled
from csdesk.domain.imports.cells.currencies import shared_with
from csdesk.domain.imports.cells.term_words import MONTHLY
from csdesk.domain.imports.cells.values import Amount, Mark, as_written
from csdesk.domain.imports.contracts.loss import told_loss
from csdesk.domain.imports.contracts.terms import Backwards, Edge, Held, Length, Terms, goes_on_for_long
from csdesk.domain.imports.reading.billed import billed_dates, billed_facts, paid_period, paid_scale
from csdesk.domain.imports.reading.notices import in_months, notice_facts
from csdesk.domain.imports.reading.record import Problem, Record
from csdesk.domain.imports.reading.reduced import Price, discounts_of, prices_of
from csdesk.domain.imports.vocabulary.targets import PRICED, RAMP, RENEWS_BY
from csdesk.domain.money import digits, to_minor
from csdesk.domain.periods import add_months, term_end
from csdesk.domain.revenue.terms import NEAR, term_between
from csdesk.domain.subscriptions import OrderKind, Period, Step
from csdesk.domain.values import dataclass

PRODUCT = "Subscription"
"""What a line is called where no product is named."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sold:
    """One line as a row tells it. `amount` is minor units a period, None where none was said."""

    product: str | None
    facts: dict[str, Any]
    """Subscription fields by key, without account and product."""
    currency_said: bool
    """Whether anybody says the currency of the amount; else it is that of the line, or of the customer."""
    amount: int | None
    """What holds on the day of the file."""
    quantity: Decimal | None
    discount: Decimal | None
    from_: date
    assumed: bool
    day: date
    """The day of the file."""
    prices: tuple[Price, ...] = ()
    """What it costs from which day on, where a discount begins or ends; the first one from `from_`."""
    id: str | None = None
    """What the ID column says, if the sheet has one."""
    by_itself: frozenset[str] = frozenset()
    """Which of period and currency the row says of the line, in a column of its own."""
    by_the_calendar: bool = False
    """Whether its notice is weeks or months."""
    first_only: bool = False
    """Whether it tells the first amount alone, as in csdesk's workbook, where others stand on a sheet of their own."""

    @property
    def currency(self) -> str:
        """What the amounts are in."""
        return str(self.facts["currency"])

    @property
    def period(self) -> Period:
        """The time that the amounts pay for."""
        return Period(self.facts["period"])

    def told_in(self, currency: str) -> "Sold":
        """The same numbers in another currency."""
        found = replace(self, facts={**self.facts, "currency": currency})
        if digits(currency) == digits(self.currency):
            return found
        amount = None if self.amount is None else in_digits(self.amount, self.currency, currency)
        prices = (replace(p, amount=in_digits(p.amount, self.currency, currency)) for p in self.prices)
        return replace(found, amount=amount, prices=tuple(prices))


def in_digits(minor: int, old: str, new: str) -> int:
    """The minor units of the same number in another currency, half up."""
    return to_minor(Decimal(minor).scaleb(-digits(old)), new)


def sold_of(record: Record, terms: Terms, *, lost: bool = False) -> Sold | Problem | None:
    """The line of a row; None where it speaks of none; a problem where its parts contradict each other."""
    said = record.values.get
    facts = _dates(record, terms, lost=lost)
    if wrong := _wrong_way(facts):
        if terms.backwards is Backwards.REFUSE:
            return _refused(record, wrong)
        facts |= _turned(facts, wrong, terms.backwards)
    currency = (marked := _currency(record, terms)) or terms.currency
    period, amount = _price(record, terms, facts, currency)
    if period is None:
        return _in_two_currencies(record) or _contradiction(record, terms.mark)
    product = said("subscription.product")
    if amount is None and product is None and not any(facts.get(k) for k in ("end", "start")):
        return None
    facts["period"], facts["currency"] = period, currency
    facts |= [(key, record.values[target]) for key, target in _TARGETS if target in record.values]
    facts |= notice_facts(record, facts.get("end")) | billed_facts(record)
    if said("subscription.trial"):
        facts["recurring"] = False
    from_, assumed = _from(facts, terms)
    amount, discount, prices = _lowered(record, amount, currency, facts.get("start"), from_, terms)
    return Sold(
        product=product,
        facts=facts,
        currency_said=marked is not None or terms.currency_said,
        amount=amount,
        quantity=said("subscription.quantity"),
        discount=discount,
        from_=from_,
        assumed=assumed,
        day=terms.day,
        prices=prices,
        id=said("subscription.id"),
        by_itself=frozenset(
            k for k, t in _BY_ITSELF if said(t) is not None and not (k == "period" and terms.paid)
        ),
        by_the_calendar=in_months(record),
        first_only=terms.own,
    )


_BY_ITSELF = tuple((key, f"subscription.{key}") for key in ("period", "currency"))
_LOWERING = ("subscription.percent_off", "subscription.amount_off")
_AS_IT_IS = Fraction(1)


def _lowered(
    record: Record, gross: int | None, currency: str, start: date | None, from_: date, terms: Terms
) -> tuple[int | None, Decimal | None, tuple[Price, ...]]:
    """The amount of a period that holds on a day, its discount, and all amounts where there are several."""
    said = record.values
    by_period = terms.paid is None and "subscription.mrr" not in said and "subscription.arr" not in said
    scale = paid_scale(record) if by_period else _AS_IT_IS
    if gross is None or (scale == 1 and said.keys().isdisjoint(_LOWERING)):
        return gross, said.get("subscription.discount"), ()
    discounts = discounts_of(record, start, currency)
    prices = prices_of(gross, scale, discounts, from_)
    now = max((p for p in prices if p.from_ <= terms.day), key=lambda p: p.from_, default=prices[0])
    share = now.discount if discounts else said.get("subscription.discount")
    return now.amount, share, prices if len(prices) > 1 else ()


def _refused(record: Record, days: tuple[date, date]) -> Problem:
    start, end = days
    what = f"the line ends on {spelled(end)}, before it begins on {spelled(start)}"
    return Problem(record.row, None, spelled(end), what, "correct one of the two days")


def end_of(record: Record, terms: Terms) -> date | None:
    """The last day of the term of a row's line; None where nobody knows it."""
    end: date | None = _dates(record, terms, lost=False).get("end")
    return end


def days_backwards(record: Record, terms: Terms) -> tuple[date, date] | None:
    """The start and the end of a line that ends before it begins; None where it does not."""
    return _wrong_way(_dates(record, terms, lost=False))


def _wrong_way(facts: dict[str, Any]) -> tuple[date, date] | None:
    end, start = facts.get("end"), facts.get("start") or facts.get("signed_on")
    return (start, end) if end and start and end < start else None


def _turned(facts: dict[str, Any], days: tuple[date, date], how: Backwards) -> dict[str, Any]:
    """The days of a line as a person says they are; a day of signing that stood for the start goes with it."""
    start, end = days
    if how is Backwards.OPEN:
        return {"end": None, "term_confirmed": False, "term_months": None}
    signed = facts.get("signed_on")
    return {"start": end, "end": start, "signed_on": end if signed == start else signed}


_PLAIN = ("auto_renew", "live_on", "cancelled_on", "external_id", "recurring", "reason")
_TARGETS = tuple((key, f"subscription.{key}") for key in _PLAIN)


def _contradiction(record: Record, mark: Mark | None) -> Problem:
    """The sentence about an ARR that is not 12 × MRR, with its amounts as the file writes them."""
    arr, mrr = (_said(record.values.get(f"subscription.{key}"), mark) for key in ("arr", "mrr"))
    return Problem(
        record.row, "ARR", arr, f"ARR is not 12 × MRR ({mrr})", "correct one of the two, or empty it"
    )


def _in_two_currencies(record: Record) -> Problem | None:
    """The sentence about an ARR and an MRR that name two currencies, neither of which is more the contract's."""
    arr, mrr = (record.values.get(f"subscription.{key}") for key in ("arr", "mrr"))
    if not (arr and mrr and arr.currency and mrr.currency) or arr.currency == mrr.currency:
        return None
    if (arr.bare or mrr.bare) and arr.currency in shared_with(mrr.currency):
        return None
    what = f"ARR is in {arr.currency} and MRR in {mrr.currency}"
    return Problem(
        record.row, "ARR", f"{arr.currency}, {mrr.currency}", what, "empty the one that is worked out"
    )


def _said(amount: Amount | None, mark: Mark | None) -> str:
    return "" if amount is None else as_written(amount.number, mark)


def _dates(record: Record, terms: Terms, *, lost: bool) -> dict[str, Any]:
    if terms.own:
        return _own_dates(record)
    said = record.values.get
    signed = said("subscription.signed_on")
    start = said("subscription.start") or signed
    renewal, end = _ends(record)
    if said("subscription.period_end"):
        return billed_dates(record, signed, start)
    if renewal == MONTHLY and end is None:
        return {"signed_on": signed, "start": start, "end": None, "_month_to_month": True}
    if isinstance(renewal, date) and end is None:
        end = renewal if lost or terms.edge is Edge.LAST else renewal - _DAY
    if end is None and lost:
        end = told_loss(record, near=None).on
    found: dict[str, Any] = {"signed_on": signed, "start": start, "end": end}
    months = _term(record)
    if end is None and start and months and (until := _runs_until(record, terms, start, months, lost=lost)):
        return found | {"end": until, "term_months": _now(record, start, until, months)}
    if end is None:
        found["start"], found["term_confirmed"] = said("subscription.start"), False
        return found
    if months is None and _is_yearly(start, end, terms):
        months = 12
    found["term_months"] = _now(record, start, end, months) if start and months else months
    return found


def _now(record: Record, start: date, end: date, months: int) -> int:
    """The months of the term that ends then, where further ones are not as long as the first."""
    every: int | None = record.values.get(RENEWS_BY)
    return every if every and end > term_end(start, months) + NEAR else months


def _is_yearly(start: date | None, end: date, terms: Terms) -> bool:
    """Whether the terms between two days are yearly ones."""
    several = start is not None and end > add_months(start, 13)
    return several and terms.length is Length.YEARLY and not goes_on_for_long(start, end, terms.day)


def _runs_until(record: Record, terms: Terms, start: date, months: int, *, lost: bool) -> date | None:
    """The last day of the term that runs now, or ran when notice was given; None where it is not known.

    A first term that is over has been followed by others where the line renews by itself.
    """
    by_itself = record.values.get("subscription.auto_renew", terms.renewing.by_itself)
    now = record.values.get("subscription.cancelled_on") or terms.day
    first = term_end(start, months)
    if lost or by_itself is not True:
        return first if first >= terms.day else None
    if (every := record.values.get(RENEWS_BY)) and first < now:
        start, first = first + _DAY, term_end(first + _DAY, every)
        months = every
    return term_between(start, first, months=months).end_on_or_after(now)


def _own_dates(record: Record) -> dict[str, Any]:
    keys = ("signed_on", "start", "term_confirmed")
    found = {k: record.get(f"subscription.{k}") for k in keys} | {"term_months": _term(record)}
    renewal, found["end"] = _ends(record)
    if isinstance(renewal, date):
        found["end"] = found["end"] or renewal
    elif renewal == MONTHLY:
        found["_month_to_month"] = True
    return found


def _ends(record: Record) -> tuple[Any, date | None]:
    """The renewal and the end that a row tells; an end or a term by the month is a renewal by the month."""
    said = record.values.get
    renewal, end = said("subscription.renewal_date"), said("subscription.end")
    if end == MONTHLY or (end is None and said(_TERM) == MONTHLY):
        return renewal or MONTHLY, None
    return renewal, end


def _term(record: Record) -> int | None:
    """The months of a term that a row tells."""
    months: int | str | None = record.values.get(_TERM)
    return 1 if months == MONTHLY else months if isinstance(months, int) else None


_TERM = "subscription.term_months"


def _currency(record: Record, terms: Terms) -> str | None:
    """What a row says that its amount is in; None where it says nothing."""
    said = record.values.get
    paid: Amount | None = next(filter(None, map(said, (*PRICED, *RAMP) if terms.years else PRICED)), None)
    named = said("subscription.currency") or said("account.currency")
    marked = paid.marked(named) if paid else None
    return marked or (None if terms.of_all_rows else named)


def _price(
    record: Record, terms: Terms, facts: dict[str, Any], currency: str
) -> tuple[Period | None, int | None]:
    said = record.values.get
    mrr, arr, *_ = map(said, PRICED)
    monthly = facts.pop("_month_to_month", False)
    period = paid_period(record)
    monthly = monthly or (facts["end"] is None and period is Period.MONTH)
    unplaced = facts["end"] is None and not monthly and not terms.own
    exact = not (mrr and arr) or (None if _in_two_currencies(record) else _agree(mrr, arr, currency))
    if exact is None:
        return None, None
    if mrr and exact:
        return _monthly(mrr.units(currency), currency, unplaced=unplaced)
    if arr:
        return _yearly(arr.units(currency), currency, facts, monthly=monthly)
    answered = None if terms.own else terms.paid or (None if period else terms.amount)
    period = terms.paid or period or (Period.MONTH if monthly else terms.amount)
    total = _total(record, terms, currency)
    if total is not None and unplaced and answered is Period.MONTH:
        return Period.YEAR, total * 12
    return period, total


def _agree(mrr: Amount, arr: Amount, currency: str) -> bool | None:
    """Whether ARR is 12 × MRR; False where the MRR is a twelfth of it only when rounded, None where it is not."""
    month, year = mrr.units(currency), arr.units(currency)
    if to_minor(month * 12, currency) == to_minor(year, currency):
        return True
    return False if to_minor(year / 12, currency) == to_minor(month, currency) else None


def _total(record: Record, terms: Terms, currency: str) -> int | None:
    """What one period costs, in minor units, where a row says its amount, or what each of its seats costs."""
    said = record.values.get
    _, _, amount, unit = map(said, PRICED)
    if amount:
        return int(amount.minor_units(currency))
    if unit and (terms.whole or said("subscription.quantity")):
        quantity, discount = said("subscription.quantity"), said("subscription.discount")
        many, off = None if terms.of_all else quantity, None if terms.discounted else discount
        return int(unit.of_units(many, off, currency))
    return None


def _monthly(number: Decimal, currency: str, *, unplaced: bool) -> tuple[Period, int]:
    if unplaced:
        return Period.YEAR, to_minor(number * 12, currency)
    return Period.MONTH, to_minor(number, currency)


def _yearly(number: Decimal, currency: str, facts: dict[str, Any], *, monthly: bool) -> tuple[Period, int]:
    """A year's amount; by the month that of a month where it comes out even, so that it stays what was said."""
    amount = to_minor(number, currency)
    if monthly and amount % 12 == 0:
        return Period.MONTH, amount // 12
    if monthly:
        facts["term_months"] = 1
    return Period.YEAR, amount


def _from(facts: dict[str, Any], terms: Terms) -> tuple[date, bool]:
    """From which day the amount is known, and whether that is only assumed."""
    start = facts.get("start") or facts.get("signed_on")
    if terms.own and start:
        return start, False
    ends = [d for d in (facts.get("end"), facts.get("cancelled_on")) if d]
    if start and start >= terms.day:
        return start, False
    if start and terms.held is Held.SINCE:
        return start, True
    if ends and min(ends) < terms.day and facts.get("auto_renew") is not True:
        return min(ends), True
    return terms.day, False


def kind_of(step: Step, sold: Sold) -> OrderKind:
    """What kind of order changes a price so: more or fewer, or another price."""
    before, after = step.quantity or Decimal(0), sold.quantity
    if after is None or after == before:
        return OrderKind.PRICE
    return OrderKind.UPGRADE if after > before else OrderKind.DOWNGRADE
