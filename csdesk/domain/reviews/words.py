"""Words are how a review writes numbers, days and names for a customer."""

import re
import unicodedata
from bisect import bisect_right
from datetime import date
from decimal import Decimal
from itertools import accumulate

from csdesk.domain import phrases
from csdesk.domain.day_words import month, short_month
from csdesk.domain.money import half_up
from csdesk.domain.periods import Days
from csdesk.domain.phrases import upper

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_HIDDEN = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Marks that turn the direction of the text after them: never taken over from data."""
_LEFT_TO_RIGHT = "\u200e"


def plain(text: str | None) -> str:
    """The text of one line: no control characters, no surrogates, no direction marks, single spaces."""
    kept = "".join(_shown(c) for c in text or "" if c not in _HIDDEN)
    return " ".join(kept.split())


def _shown(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Cc" and not char.isspace():
        return "\ufffd"
    return "\ufffd" if kind == "Cs" or char in "\ufffe\uffff" else char


def right_to_left(text: str) -> bool:
    """Whether the text's first letter is written from right to left."""
    kinds = (unicodedata.bidirectional(c) for c in text)
    return next((k in {"R", "AL"} for k in kinds if k in {"L", "R", "AL"}), False)


def name(text: str | None, longest: int = 60) -> str:
    """A name inside a sentence: one line, at most so many characters, and what follows stays in order."""
    line = shorten(plain(text), longest)
    turned = any(unicodedata.bidirectional(c) in {"R", "AL"} for c in line)
    return line + _LEFT_TO_RIGHT if turned else line


def shorten(line: str, longest: int) -> str:
    """The line, cut at a word with … when it has more characters than that; a wide one counts as two."""
    ends = list(accumulate(_columns(c) for c in line))
    if not ends or ends[-1] <= longest:
        return line
    cut = line[: bisect_right(ends, longest - 1)]
    at_word = cut.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > (len(cut) + 1) // 2 else cut).rstrip(" ,;:.") + "…"


def _columns(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def number(value: float) -> str:
    """A number as people write it: thousands apart, at most two digits after the point, tens of millions in short."""
    exact = Decimal(repr(float(value)))
    if abs(exact) >= _MILLIONS:
        return _short(exact)
    places = 0 if abs(exact) >= 1000 else 1 if abs(exact) >= 100 else 2
    rounded = half_up(exact, places).normalize()
    return f"{rounded:,f}".replace("-", "\u2212")


_MILLIONS = 10_000_000


def _short(exact: Decimal) -> str:
    unit, word = (9, "bn") if abs(exact) >= 10**9 else (6, "M")
    if abs(exact) >= 10**15:
        return f"{exact:.1e}".replace("-", "\u2212")
    rounded = half_up(exact.scaleb(-unit), 1).normalize()
    return f"{rounded:,f}\u00a0{word}".replace("-", "\u2212")


def measured(value: float, unit: str | None) -> str:
    """A number with its unit where the unit is a sign: `74 %`; other units stand in words beside it."""
    return f"{number(value)}\u00a0%" if is_share(unit) else number(value)


TIMES = frozenset(("minutes", "hours", "days", "weeks", "months", "points"))
"""Units of which fewer is a gain in everybody's words."""


def unit_of(value: float, unit: str) -> str:
    """The unit beside a number, as a person wrote it; of one, a plain unit of time is one: `1 day`."""
    return unit[:-1] if abs(value) == 1 and unit.casefold() in TIMES else unit


def is_share(unit: str | None) -> bool:
    """Whether the unit is per cent."""
    return plain(unit).casefold() in {"%", "percent", "per cent", "pct"}


def percent(share: float) -> str:
    """A ratio as whole per cent: 0.47 is `47 %`; beyond ten times the way it is only said to be beyond."""
    whole = int(half_up(Decimal(repr(float(share))) * 100))
    if abs(whole) > 999:
        return "over 999\u00a0%" if whole > 0 else "under \u2212999\u00a0%"
    return f"{whole}\u00a0%".replace("-", "\u2212")


def small(count: int) -> str:
    """A count in a sentence: words up to nine, figures from ten."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else f"{count:,}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: `1 ticket`, `3 tickets`."""
    return phrases.count(count, one, many).replace(" ", "\u00a0", 1)


def day(value: date) -> str:
    """`24 November 2025`."""
    return f"{value.day}\u00a0{month(value)} {value.year}"


def day_of(value: date, beside: date) -> str:
    """The day without its year where that is the year of the day beside it: `24 November`."""
    return f"{value.day}\u00a0{month(value)}" if value.year == beside.year else day(value)


def short_day(value: date) -> str:
    """`24 Nov 2025`, for tables."""
    return f"{value.day}\u00a0{short_month(value)}\u00a0{value.year}"


def span(days: Days) -> str:
    """`5 September to 8 December 2025`."""
    return f"{day_of(days.first, days.last)} to {day(days.last)}"


def not_whole(unit: str, *, first: bool, last: bool) -> str:
    """Which weeks or months of a row are cut off: `the first and the last week are not whole`; empty where none is."""
    if first and last:
        return f"the first and the last {unit} are not whole"
    return f"the {'first' if first else 'last'} {unit} is not whole" if first or last else ""


_OURS = (
    (re.compile(r"^first value\s*[:–-]\s*(?=\S)", re.IGNORECASE), ""),
    (re.compile(r"\bfirst value\b", re.IGNORECASE), "first result"),
    (re.compile(r"\bsend-only\b", re.IGNORECASE), "by form"),
)
"""The words of customer success that a customer does not use."""


def customer_words(text: str | None) -> str:
    """A text of the plan, one line, in words that a customer uses."""
    line = plain(text)
    for ours, theirs in _OURS:
        line = ours.sub(theirs, line)
    return upper(line)
