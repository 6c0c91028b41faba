"""A price may say in its cell which time it pays for, and that it is for one seat: then its column does not say it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from csdesk.domain.imports.cells.amounts import Amount
from csdesk.domain.imports.reading.record import Problem
from csdesk.domain.imports.vocabulary.often import Often
from csdesk.domain.imports.vocabulary.targets import PERIOD

_MRR, _ARR, _AMOUNT, _UNIT = (f"subscription.{key}" for key in ("mrr", "arr", "amount", "unit_price"))
TIMED = frozenset({_MRR, _ARR, _AMOUNT, _UNIT})
"""Targets whose cells may say which time they pay for."""
_OF_COLUMN = {_MRR: "month", _ARR: "year"}
_GOES_TO = {"month": _MRR, "year": _ARR}


def is_timed(value: Any) -> bool:
    """Whether an amount says which time it pays for, or that it is for one seat."""
    return type(value) is Amount and (value.per is not None or value.each)


def says_otherwise(target: str, amount: Amount) -> bool:
    """Whether a cell says what its column does not."""
    return amount.each or amount.per not in {None, _OF_COLUMN.get(target)}


def laid_by_time(
    prices: Iterable[tuple[str, str, Amount]], values: dict[str, Any], row: int
) -> Iterator[Problem]:
    """Lay amounts, by target and header, among the values of their row as prices of the time that they say.

    Yields what is wrong with them.
    """
    for target, header, amount in prices:
        yield from _laid(target, header, amount, values, row)


def _laid(target: str, header: str, amount: Amount, values: dict[str, Any], row: int) -> Iterator[Problem]:
    each = amount.each or (target == _UNIT and "subscription.quantity" in values)
    total = _of_all(amount, values) if each else amount
    if total is None:
        what = "this is the price of one seat, and the row does not say how many there are"
        yield Problem(
            row, header, _shown(amount), what, "write what all of them cost, or add a column of seats"
        )
        return
    per = amount.per or _OF_COLUMN.get(target)
    goes_to = _GOES_TO.get(per or "", _AMOUNT)
    there, often = values.get(goes_to), values.get(PERIOD)
    if (there is not None and there.number != total.number) or (per and often and often.value != per):
        what = f"this is said to be what a {per} costs, and the row says otherwise"
        yield Problem(row, header, _shown(amount), what, "correct one of the two, or empty it")
        return
    values[goes_to] = replace(total, per=None, each=False)
    if per == "quarter":
        values[PERIOD] = Often.QUARTER


def _of_all(amount: Amount, values: Mapping[str, Any]) -> Amount | None:
    """What all seats of a row cost; None where it does not say how many there are."""
    seats, discount = values.get("subscription.quantity"), values.get("subscription.discount")
    if seats is None:
        return None
    return replace(amount, number=amount.number * seats * (1 - (discount or Decimal(0))))


def _shown(amount: Amount) -> str:
    return " ".join(
        filter(None, (format(amount.number, "f"), amount.currency, amount.per and f"a {amount.per}"))
    )
