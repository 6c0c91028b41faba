"""A row may tell what each year of its term costs: one contract, with another amount from each anniversary on."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from csdesk.domain.day_words import spelled
from csdesk.domain.imports.cells.amounts import Amount, as_written
from csdesk.domain.imports.cells.term_words import MONTHLY
from csdesk.domain.imports.contracts.sold import Sold, sold_of
from csdesk.domain.imports.contracts.terms import Terms
from csdesk.domain.imports.reading.record import Problem, Record
from csdesk.domain.imports.reading.reduced import Price
from csdesk.domain.imports.vocabulary.targets import RAMP
from csdesk.domain.money import to_minor
from csdesk.domain.periods import add_months, term_end
from csdesk.domain.subscriptions import Period

_PER = {"month": 12, "quarter": 4, "year": 1}
_A_YEAR = 12
_SAID = {"subscription.arr": "ARR", "subscription.amount": "amount of the contract"}
_TERM = "subscription.term_months"
_ENDS = ("subscription.end", "subscription.renewal_date", _TERM)


def ramped(record: Record, terms: Terms, *, lost: bool = False) -> Sold | Problem | None:
    """The line of a row with the amount of each year that the row tells; as without them where it tells none."""
    sold = sold_of(record, terms, lost=lost)
    told = {n: (t, amount) for t, (n, _) in RAMP.items() if (amount := record.values.get(t)) is not None}
    first = _first_day(sold.facts, max(told)) if isinstance(sold, Sold) and told else None
    if not isinstance(sold, Sold) or first is None:
        return sold
    begins = {n: add_months(first, _A_YEAR * (n - 1)) for n in told}
    if problem := _problem(record, sold.facts, {n: a for n, (_, a) in told.items()}, begins, terms):
        return problem
    monthly = all(RAMP[t][1] == _A_YEAR for t, _ in told.values()) and bool(sold.facts.get("end"))
    prices: list[Price] = []
    for n in sorted(told):
        target, amount = told[n]
        times = _PER.get(amount.per or "", RAMP[target][1])
        minor = to_minor(amount.units(sold.currency) * times / (_A_YEAR if monthly else 1), sold.currency)
        if not prices or prices[-1].amount != minor:
            prices.append(Price(begins[n], minor, sold.discount))
    facts = {**sold.facts, **_with_term(record, sold.facts, first, max(told), terms.day)}
    facts["period"] = Period.MONTH if monthly else Period.YEAR
    now = next((p for p in reversed(prices) if p.from_ <= terms.day), prices[0])
    return replace(
        sold, facts=facts, amount=now.amount, from_=prices[0].from_, assumed=False,
        prices=tuple(prices) if prices[1:] else (),
    )  # fmt: skip


def _first_day(facts: dict[str, Any], years: int) -> date | None:
    """The first day of the first year: that of the contract, or so many years before its end."""
    start, end = facts.get("start") or facts.get("signed_on"), facts.get("end")
    if start is None and end is not None:
        return add_months(end + timedelta(days=1), -_A_YEAR * years)
    return start if isinstance(start, date) else None


def _with_term(record: Record, facts: dict[str, Any], first: date, years: int, day: date) -> dict[str, Any]:
    """What a row says of its term, which is that of its years where nothing else says when it ends."""
    said = record.values.get(_TERM)
    if MONTHLY in map(record.values.get, _ENDS):
        return {} if facts.get("end") else {"term_months": 1}
    if facts.get("end") is None and said is None and (last := term_end(first, _A_YEAR * years)) >= day:
        return {"start": first, "end": last, "term_confirmed": True}
    return {"term_months": None} if said is None and years > 1 and facts.get("term_months") == _A_YEAR else {}


def _problem(
    record: Record, facts: dict[str, Any], told: dict[int, Amount], begins: dict[int, date], terms: Terms
) -> Problem | None:
    """What keeps the years of a row from being its contract."""
    headers, last = terms.years, max(told)
    for n, amount in told.items():
        if amount.each:
            what = "this is the price of one seat"
            return Problem(record.row, headers[n], _shown(amount, terms), what, "write what all of them cost")
    if gap := next((n for n in range(min(told), last) if n not in told), 0):
        what = "no amount stands for this year of the term, between others"
        return Problem(record.row, headers[gap], "", what, "write what the year costs")
    end = facts.get("end")
    if end is not None and begins[last] > end:
        what = f"the contract ends on {spelled(end)}, before this year of it begins"
        return Problem(
            record.row, headers[last], _shown(told[last], terms), what, "correct the end, or empty the cell"
        )
    numbers = [a.number for a in told.values()]
    for target, name in _SAID.items():
        said: Amount | None = record.values.get(target)
        if said is not None and said.number not in [*numbers, sum(numbers)]:
            what = f"the {name} is that of no year of the term, nor of all of them"
            return Problem(record.row, None, _shown(said, terms), what, "correct one of them, or empty it")
    return None


def _shown(amount: Amount, terms: Terms) -> str:
    return as_written(amount.number, terms.mark)
