"""A row may tell an amount for another time than its line is paid by; both are brought to one, and no cent is lost."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from csdesk.domain.imports.contracts.sold import Sold
from csdesk.domain.money import half_up
from csdesk.domain.periods import months_of_term
from csdesk.domain.subscriptions import Period, Step, Subscription

_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12, Period.TERM: 12}


def a_year(amount: int, period: Period) -> Fraction:
    """What an amount comes to in a year; one of a term stays what it is."""
    return Fraction(amount * 12, _MONTHS[period])


def paid_as(line: Subscription, sold: Sold) -> Sold:
    """What a row says, for the time that the line is paid by, where that comes out even; else as it is said."""
    told = told_for(line.period, sold)
    return told if _amounts(told) == _amounts(sold) else sold


def told_for(period: Period, sold: Sold) -> Sold:
    """What a row says, for another time; rounded half up. An amount of a term is that of no other time."""
    if sold.amount is None or period is sold.period or Period.TERM in {period, sold.period}:
        return sold

    def other(amount: int) -> int:
        return int(half_up(Fraction(amount * _MONTHS[period], _MONTHS[sold.period])))

    prices = tuple(replace(p, amount=other(p.amount)) for p in sold.prices)
    return replace(sold, facts={**sold.facts, "period": period}, amount=other(sold.amount), prices=prices)


def _amounts(sold: Sold) -> list[Fraction]:
    told = [sold.amount, *(p.amount for p in sold.prices)]
    return [a_year(amount, sold.period) for amount in told if amount is not None]


def steps_for(period: Period, line: Subscription, steps: Iterable[Step]) -> Iterator[Step]:
    """The steps of a line that is paid by another time from now on: the same prices, told for that."""
    if period is line.period or Period.TERM in {period, line.period}:
        return
    for step in steps:
        amount = Fraction(step.amount * _MONTHS[period], _MONTHS[line.period])
        yield replace(step, amount=int(half_up(amount)))


def with_term(facts: dict[str, Any], line: Subscription) -> dict[str, Any]:
    """A contract that ran by the month, and is told its end now, has that term and none of a month any more."""
    end = facts.get("end")
    if end is None or not line.month_to_month or line.term_months is None or facts.get("term_months"):
        return facts
    return facts | {"term_months": months_of_term(line.start, end) if line.start else 12}
