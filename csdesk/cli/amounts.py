"""Amounts and days as a terminal shows them: grouped thousands, the typographic minus, the dash of not known."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from csdesk.domain.day_words import spelled
from csdesk.domain.money import digits, half_up

UNKNOWN = "–"


def shown(minor: int | Fraction | None, currency: str) -> str:
    """An amount in minor units for a person: "61,200.00"; a dash where it is not known."""
    if minor is None:
        return UNKNOWN
    places = digits(currency)
    amount = half_up(Fraction(minor)).scaleb(-places)
    return f"{amount:,.{places}f}".replace("-", "−")


def money_cells(minor: int | Fraction | None, currency: str) -> tuple[str, str]:
    """An amount and, beside it, its currency; an amount that is not known has none."""
    return shown(minor, currency), "" if minor is None else currency


def money_text(minor: int | Fraction | None, currency: str) -> str:
    """An amount with its currency: "61,200.00 USD"; a dash alone where it is not known."""
    return " ".join(money_cells(minor, currency)).rstrip()


def totals(amounts: Iterable[tuple[int | Fraction | None, str]]) -> str:
    """The sums of known amounts, one per currency: "1,200.00 EUR, 61,200.00 USD"."""
    sums: dict[str, Fraction] = {}
    for minor, currency in amounts:
        if minor is not None:
            sums[currency] = sums.get(currency, Fraction(0)) + Fraction(minor)
    return ", ".join(money_text(s, c) for c, s in sorted(sums.items())) or UNKNOWN


def day_text(day: date | None) -> str:
    """A day for a person: 24 Nov 2025."""
    return spelled(day) if day else UNKNOWN


def percent(share: Fraction | None) -> str:
    """A share for a person, two places, rounded once: "93.93 %"."""
    return UNKNOWN if share is None else f"{half_up(share * 100, 2)} %".replace("-", "−")
