"""A span is a month, a quarter or a year that stands where a day is needed; a person says which of its days it is."""

import re
from datetime import date, timedelta
from functools import lru_cache

from csdesk.domain.imports.cells.amounts import plain_text
from csdesk.domain.imports.cells.days import month_of, year_of
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.periods import add_months

FIRST, LAST = "first", "last"
_ENDS = frozenset(
    {"subscription.end", "subscription.renewal_date", "account.lost_on", "subscription.cancelled_on"}
)
_BEGINS = frozenset(
    {"subscription.start", "subscription.signed_on", "account.signed_on", "subscription.live_on"}
)
_DUE = frozenset({"notice_by", "due_on", "expected_on", "target_on", "forecast_on", "expires_on"})
_QUARTER = re.compile(
    r"(?:q|qtr|quarter|quartal|trimestre|trim|t)\.?\s*([1-4])\s*[-/ ]?\s*'?((?:20)?\d\d)"
    r"|(20\d\d)\s*[-/ ]?\s*(?:q|t)\s*([1-4])"
    r"|([1-4])\s*(?:q|t|º trimestre|° trimestre|\.? quartal|er trimestre|e trimestre)\s*[-/ ]?\s*'?((?:20)?\d\d)",
    re.IGNORECASE,
)
_HALF = re.compile(r"h\s*([12])\s*[-/ ]?\s*((?:20)?\d\d)", re.IGNORECASE)
_NUMBERED = re.compile(r"(0?[1-9]|1[0-2])\s*[./-]\s*(20\d\d)|(20\d\d)\s*[./-]\s*(0?[1-9]|1[0-2])")
_YEAR = re.compile(r"(19[89]|20\d)\d")


def edge_of(target: str | None) -> str | None:
    """Which day of a span a field means: where something ends its last, where it begins its first; else None."""
    name = target or ""
    if name in _ENDS or name.split(".", maxsplit=1)[-1] in _DUE:
        return LAST
    return FIRST if name in _BEGINS else None


def span_of(value: Value) -> tuple[date, date] | None:
    """The first and the last day of what a cell names; None where it names a day, or nothing."""
    if isinstance(value, int) and not isinstance(value, bool):
        return _years(value) if _YEAR.fullmatch(str(value)) else None
    return _typed(value) if isinstance(value, str) else None


@lru_cache(maxsize=1 << 12)
def _typed(text: str) -> tuple[date, date] | None:
    bare = " ".join(plain_text(text).replace(",", " ").split())
    if _YEAR.fullmatch(bare):
        return _years(int(bare))
    if match := _QUARTER.fullmatch(bare):
        a, b, c, d, e, f = match.groups()
        return _months(year_of(b or c or f), 3 * int(a or d or e) - 2, 3)
    if match := _HALF.fullmatch(bare):
        return _months(year_of(match.group(2)), 6 * int(match.group(1)) - 5, 6)
    if match := _NUMBERED.fullmatch(bare):
        a, b, c, d = match.groups()
        return _months(int(b or c), int(a or d), 1)
    return _named(bare)


def _named(text: str) -> tuple[date, date] | None:
    words = re.findall(r"[^\W\d_]+|\d+", text)
    months = [m for w in words if not w.isdecimal() and (m := month_of(w))]
    numbers = [w for w in words if w.isdecimal()]
    others = [
        w for w in words if not w.isdecimal() and not month_of(w) and w.lower() not in {"de", "of", "del"}
    ]
    if len(months) != 1 or len(numbers) != 1 or others or len(numbers[0]) not in {2, 4}:
        return None
    return _months(year_of(numbers[0]), months[0], 1)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    first = date(year, month, 1)
    return first, add_months(first, count) - timedelta(days=1)


def _years(year: int) -> tuple[date, date]:
    return _months(year, 1, 12)


def month_span(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return _months(year, month, 1)
