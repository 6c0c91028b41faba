"""How days, money and numbers are written on the screen: numbers by the system's locale, days in English words."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import QDate, QLocale

from csdesk.domain import day_words
from csdesk.domain.day_words import long_spelled, month, yearless
from csdesk.domain.money import SYMBOLS, digits, half_up

ABSENT = "–"
_NEAR = 334
_SHORT = (
    (999_995_000_000, 10**12, "T", 2),
    (999_995_000, 10**9, "B", 2),
    (999_500, 10**6, "M", 2),
    (1000, 1000, "k", 0),
)
"""From which amount on it is told in which unit, with how many places; what rounds up to the next is told in it."""
_SIGNS = {code: sign for sign, code in SYMBOLS.items() if len(sign) <= 2}


def day(value: date | None, *, today: date, always_year: bool = False) -> str:
    """A day as tables say it: `15 Dec`, with the year where it is not this one."""
    if value is None:
        return ABSENT
    text = yearless(value)
    return text if value.year == today.year and not always_year else f"{text} {value.year}"


def near_day(value: date, *, today: date) -> str:
    """A day without its year as long as it lies within eleven months: `30 Jan`."""
    near = 0 <= (value - today).days <= _NEAR
    return yearless(value) if near else day(value, today=today)


def weekday_day(value: date, *, today: date) -> str:
    """A day with its weekday: `Mon 24 Nov`."""
    return f"{weekday(value)} {day(value, today=today)}"


def weekday(value: date) -> str:
    """The short name of the day of the week."""
    return day_words.weekday(value)[:3]


def long_span(first: date, last: date) -> str:
    """A span of days as a page's period: `24 to 28 November 2025`."""
    end = long_spelled(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    return f"{long_spelled(first) if first.year != last.year else f'{first.day} {month(first)}'} to {end}"


Said = Callable[[int | Fraction | None, str | None], str]
"""How an amount is told: in full by `money`, or by `short_money` where there is no room."""


def money(minor: int | Fraction | None, currency: str | None, *, cents: bool = False) -> str:
    """An amount with its currency: `$29,000`, or with its digits where it must add up."""
    if minor is None or currency is None:
        return ABSENT
    places = digits(currency) if cents else 0
    amount = half_up(Fraction(minor, 10 ** digits(currency)), places)
    text = QLocale().toString(float(abs(amount)), "f", places)
    sign = "−" if amount < 0 else ""
    symbol = _SIGNS.get(currency)
    return f"{sign}{symbol}{text}" if symbol else f"{sign}{text} {currency}"


def short_money(minor: int | Fraction | None, currency: str | None) -> str:
    """An amount on a card: `$61k`, `$1.12M`, `55.00B IDR`, `¥4.74T`."""
    if minor is None or currency is None:
        return ABSENT
    whole = Fraction(minor, 10 ** digits(currency))
    symbol = _SIGNS.get(currency, "")
    unit = "" if symbol else f" {currency}"
    for least, size, sign, places in _SHORT:
        if abs(whole) >= least:
            return f"{symbol}{_plain(half_up(whole / size, places))}{sign}{unit}"
    return f"{symbol}{_plain(half_up(whole))}{unit}"


def _plain(value: object) -> str:
    text = str(value)
    return text.replace(".", QLocale().decimalPoint())


def figure(plain: str) -> str:
    """A figure that is written as in a sentence, `2,822.4`, with the marks that amounts have beside it."""
    point, group = QLocale().decimalPoint(), QLocale().groupSeparator()
    return plain.translate({ord("."): point, ord(","): group, ord("-"): "−"})


def number(value: float) -> str:
    """A whole number with its separators."""
    return QLocale().toString(round(value))


def duration(minutes: int) -> str:
    """Minutes as hours: `0:45`."""
    return f"{minutes // 60}:{minutes % 60:02}"


def percent(share: float | None) -> str:
    """A share as a whole percentage."""
    if share is None:
        return ABSENT
    return f"{half_up(Fraction(share).limit_denominator(10**9) * 100)} %".replace("-", "−")


def signed(points: Decimal) -> str:
    """A change in points with its sign: `+8.6`, `−2.7`; nothing has none."""
    text = f"{points:+.1f}"
    return text[1:] if not points else text.replace("-", "−")


def month_title(value: date, *, today: date) -> str:
    """A month as the head of a group: `November`, with the year where it is not this one."""
    return month(value) if value.year == today.year else f"{month(value)} {value.year}"


def to_qdate(value: date) -> QDate:
    """A day for a Qt field."""
    return QDate(value.year, value.month, value.day)
