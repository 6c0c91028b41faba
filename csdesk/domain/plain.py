"""A plain value is what a cell of a list says to a spreadsheet: a text, a number, a day, an amount or a share."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from csdesk.domain.money import digits, half_up
from csdesk.domain.values import dataclass

_PLACES = 6
Number = int | float | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in a currency, in whole units of it."""

    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part of one, which a spreadsheet shows in percent."""

    value: Number


Plain = str | Number | date | Amount | Share | None
"""None is not known."""


def amount(minor: Fraction | int | None, currency: str | None) -> Amount | None:
    """An amount of minor units, rounded once."""
    if minor is None or currency is None:
        return None
    return Amount(half_up(minor).scaleb(-digits(currency)), currency)


def share(value: Number | None) -> Share | None:
    """A part of one; None where it is not known."""
    return None if value is None else Share(value)


def is_number(value: Plain) -> bool:
    """Whether a spreadsheet can reckon with it."""
    return isinstance(value, Number | Amount | Share)


def plain_text(value: Plain) -> str | None:
    """Its words: a day as 2026-01-31, a number with a point and without separators, an amount with all its digits."""
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Amount):
        return f"{value.value:f}"
    number = value.value if isinstance(value, Share) else value
    return str(number) if isinstance(number, int) else bare(f"{half_up(Fraction(number), _PLACES):f}")


def bare(text: str) -> str:
    """The words of a number without the noughts that end its decimals."""
    return text.rstrip("0").rstrip(".") if "." in text else text
