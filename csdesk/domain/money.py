"""Money is an integer of a currency's minor units; inside a computation it is an exact fraction."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import lcm

DIGITS = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0,
    "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}  # fmt: skip
"""Currencies whose minor unit is not a hundredth (ISO 4217)."""

SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "CHF": "CHF", "R$": "BRL"}


def digits(currency: str) -> int:
    """How many decimal digits an amount of this currency has."""
    return DIGITS.get(currency, 2)


def is_code(text: str) -> bool:
    """Whether a text has the form of a currency's code: three capital letters."""
    return len(text) == 3 and text.isascii() and text.isalpha() and text.isupper()


def to_minor(amount: Decimal, currency: str) -> int:
    """The minor units of a decimal amount, half up."""
    return int(amount.scaleb(digits(currency)).to_integral_value(ROUND_HALF_UP))


def half_up(value: Fraction | Decimal | int, places: int = 0) -> Decimal:
    """A number rounded once, half away from zero, to so many decimal places."""
    above, below = value.as_integer_ratio()
    whole = (abs(above) * 10**places * 2 + below) // (2 * below)
    return Decimal(whole if above >= 0 else -whole).scaleb(-places)


def amount_text(minor: int | Fraction, currency: str) -> str:
    """The amount as contracts print it in JSON: a plain decimal with the currency's digits, "75000.00"."""
    whole, places = int(half_up(minor)) if isinstance(minor, Fraction) else minor, digits(currency)
    units, rest = divmod(abs(whole), 10**places)
    return f"{'-' if whole < 0 else ''}{units}" + (f".{rest:0{places}}" if places else "")


def whole_text(minor: int | Fraction, currency: str) -> str:
    """The amount in whole units as a sentence says it: "$29,000", "29,000 SEK"."""
    sign = next((sign for sign, code in SYMBOLS.items() if code == currency and len(sign) == 1), "")
    units = half_up(Fraction(minor) / 10 ** digits(currency))
    said = f"{sign}{abs(units):,}" + ("" if sign else f" {currency}")
    return f"−{said}" if units < 0 else said


def split_to_total(parts: list[Fraction], places: int) -> list[Decimal]:
    """The parts rounded so that they add up exactly to the rounded total (largest remainder)."""
    below = lcm(*(p.denominator for p in parts))
    numerators = [p.numerator * (below // p.denominator) * 10**places for p in parts]
    return [Decimal(n).scaleb(-places) for n in split_whole(numerators, below)]


def split_whole(parts: Sequence[int], unit: int) -> list[int]:
    """The same for parts that are counted in so many a unit: whole units that add up to the rounded total."""
    found = [part // unit for part in parts]
    short = int(half_up(Fraction(sum(parts), unit))) - sum(found)
    order = sorted(range(len(parts)), key=lambda i: (-(parts[i] % unit), i))
    for i in order[:short]:
        found[i] += 1
    return found
