"""A day without a year, or one told from today on: 1 Nov, 03/11, yesterday, next Monday; it is read against another."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from csdesk.domain.imports.cells.amounts import plain_text
from csdesk.domain.imports.cells.days import BESIDE, Order, TypedDay, month_of
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.spans import FIRST, LAST, month_span, span_of
from csdesk.domain.imports.cells.worded import Worded, worded
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.time_words import DAYS, MONTHS, OF_THE_WEEK, SIDES, WEEKDAYS, WEEKS
from csdesk.domain.periods import add_months
from csdesk.domain.values import dataclass

AHEAD, BEHIND, NEAREST = "ahead", "behind", "nearest"
_LEAP = 2000
_NUMERIC = re.compile(r"(\d{1,2})\s*([./])\s*(\d{1,2})\s*\.?")
_SHORT_MONTH = re.compile(r"(0?[1-9]|1[0-2])\s*/\s*([23]\d)")
_MONTH_AND_YEAR = re.compile(r"[^\W\d_]+\.?\s*[-/'’]\s*\d\d")
"""Nov-25, Nov '25: nobody writes a day so."""
_DAY_FIRST = re.compile(r"\d{1,2}\W*[^\W\d_]+\.?")
_NAMED_DAYS = {
    "today heute hoy hoje aujourdhui": 0,
    "yesterday gestern ayer hier ontem": -1,
    "tomorrow morgen manana demain amanha": 1,
    "vorgestern anteayer antier anteontem avanthier daybeforeyesterday": -2,
    "ubermorgen uebermorgen pasadomanana apresdemain depoisdeamanha dayaftertomorrow": 2,
}
_BY_WORD = {word: days for words, days in _NAMED_DAYS.items() for word in words.split()}
_AGO = frozenset("ago vor hace ha atras zuruck".split())
_IN = frozenset("in en em dans".split())
_FILL = frozenset("the el la le l los na no am on a o il y que der die den dem feira".split())
_ONES = frozenset("a an one ein eine einem einer un una une um uma".split())


@dataclass(frozen=True, slots=True)
class Undated:
    """A day that is none without another: so many days or months from it, a weekday, or a day of any year."""

    days: int = 0
    months: int = 0
    weekday: int | None = None
    side: str | None = None
    """On which side of the other day a weekday lies, where the words say it."""
    worded: Worded | None = None
    """A month, quarter or week of any year, or one from the other day on."""
    edge: str | None = None
    """Which of its days is meant."""
    typed: TypedDay | None = None
    """The day and month, in a year that stands for all; they may be two, by the order."""

    @property
    def sided(self) -> bool:
        """Whether a person must say on which side of the other day it lies."""
        if self.worded:
            return self.worded.side is None
        return self.typed is not None or (self.weekday is not None and self.side is None)

    def read(self, day: date, side: str | None, order: Order | None) -> date | None:
        """The day, counted from another; None where no year beside it has it, or the order is not known."""
        if self.worded:
            return self._of_span(self.worded, day, side)
        if self.weekday is not None:
            return _weekday(self.weekday, day, self.side, side)
        if self.typed is None:
            return add_months(day, self.months) + timedelta(days=self.days)
        found = self.typed.read(order)
        return _beside(found.month, found.day, day, side) if found else None

    def _of_span(self, told: Worded, day: date, side: str | None) -> date | None:
        years = [day.year] if told.side is not None else _years_beside(day)
        spans = [told.span(day) if told.side is not None else replace(told, year=y).span(day) for y in years]
        found = [s[1] if self.edge == LAST else s[0] for s in spans if s]
        return found[0] if told.side is not None else _on_side(found, day, side)


def _years_beside(day: date) -> list[int]:
    return [day.year - 1, day.year, day.year + 1]


def _weekday(weekday: int, day: date, said: str | None, side: str | None) -> date:
    """The nearest such day on a side; that day itself only where no words say the side."""
    ahead = (weekday - day.weekday()) % 7
    if said is None and side == NEAREST:
        return day + timedelta(days=ahead if ahead < 4 else ahead - 7)
    if said == AHEAD or (said is None and side == AHEAD):
        return day + timedelta(days=ahead or (7 if said else 0))
    return day - timedelta(days=(7 - ahead) % 7 or (7 if said else 0))


def _beside(month: int, number: int, day: date, side: str | None) -> date | None:
    years = [y for y in _years_beside(day) if number <= monthrange(y, month)[1]]
    return _on_side([date(y, month, number) for y in years], day, side)


def _on_side(found: list[date], day: date, side: str | None) -> date | None:
    if side == NEAREST:
        return min(found, key=lambda d: abs(d - day), default=None)
    if side == AHEAD:
        return min((d for d in found if d >= day), default=None)
    return max((d for d in found if d <= day), default=None)


def undated(cell: Value, edge: str | None = None) -> Undated | None:
    """What a cell tells of a day without saying its year; None where it does not.

    `edge`: which day of a month, quarter or week the field means; else its first, and *next quarter* is none.
    """
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return None
    said, found = worded(cell), _undated(cell)
    if said is None or said.year or (found and said.side is None):
        return found
    which = said.edge or edge or (FIRST if said.side is None else None)
    return Undated(worded=said, edge=which) if which else found


_LONGEST = 32


@lru_cache(maxsize=1 << 12)
def _undated(text: str) -> Undated | None:
    typed = _yearless(text)
    return Undated(typed=typed) if typed else _told(fold(text).split())


def _yearless(text: str) -> TypedDay | None:
    bare = " ".join(plain_text(text).replace(",", " ").split())
    first, _, rest = bare.partition(" ")
    if fold(first) in WEEKDAYS and rest and not month_of(first):
        bare = rest
    if match := _NUMERIC.fullmatch(bare):
        return _numeric(text, *match.groups())
    return None if _MONTH_AND_YEAR.fullmatch(bare) else _named(text, bare)


def _numeric(text: str, first: str, separator: str, second: str) -> TypedDay | None:
    a, b = int(first), int(second)
    orders = [(Order.DMY, b, a), *([(Order.MDY, a, b)] if separator == "/" else [])]
    found = tuple((o, date(_LEAP, m, d)) for o, m, d in orders if _is_day(m, d))
    return TypedDay(text, found, yearless=True) if found else None


def _is_day(month: int, number: int) -> bool:
    return 1 <= month <= 12 and 1 <= number <= monthrange(_LEAP, month)[1]


def _named(text: str, bare: str) -> TypedDay | None:
    words = re.findall(r"[^\W\d_]+|\d+", bare)
    letters = [fold(w) for w in words if not w.isdecimal()]
    numbers = [w for w in words if w.isdecimal()]
    months = [m for w in letters if (m := month_of(w))]
    others = {w for w in letters if not month_of(w)} - BESIDE - WEEKDAYS
    if len(months) != 1 or len(numbers) != 1 or others or not _is_day(months[0], int(numbers[0][:3])):
        return None
    found = date(_LEAP, months[0], int(numbers[0]))
    return TypedDay(text, ((Order.DMY, found),), named=True, yearless=True)


def _told(words: list[str]) -> Undated | None:
    """What words tell from a day on: yesterday, 3 days ago, last week, next Monday."""
    days = _BY_WORD.get("".join(w for w in words if w != "the"))
    if days is not None:
        return Undated(days=days)
    return _counted(words) or _sided(words)


def _counted(words: list[str]) -> Undated | None:
    marks = set(words)
    ago, ahead = bool(marks & _AGO or {"il", "y"} <= marks), bool(marks & _IN)
    rest = [w for w in words if w not in _AGO | _IN and not (w in {"il", "y"} and ago)]
    if ago == ahead or not 1 < len(rest) <= 3:
        return None
    number, unit = (rest[-2], rest[-1])
    if len(rest) == 3 and rest[0] != "a":
        return None
    if not number.isdecimal() and number not in _ONES:
        return None
    count = (int(number) if number.isdecimal() else 1) * (-1 if ago else 1)
    return _so_many(unit, count) if abs(count) <= _MOST else None


def so_far_ahead(cell: Value, unit: str = "day") -> Undated | None:
    """How far a cell says that something is ahead, or over below 0: *38*, *3 months*; `unit` is of bare numbers."""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return _so_many(unit, cell) if abs(cell) <= _FURTHEST else None
    found = (
        _AHEAD.fullmatch(fold(cell.replace("−", "-").replace("-", "minus ", 1)))
        if isinstance(cell, str)
        else None
    )
    if found is None:
        return None
    count = int(found.group(2)) * (-1 if found.group(1) else 1)
    said = found.group(3) or unit
    return _so_many(_SHORT.get(said, said), count) if abs(count) <= _FURTHEST else None


_AHEAD = re.compile(
    r"(minus )?(?:in |en |em |dans |noch )?(\d{1,4}) ?([a-z]+)?(?: left| to go| remaining| ubrig)?"
)
_SHORT = {"d": "day", "t": "tage", "j": "jours", "w": "week", "wk": "week", "wks": "weeks", "m": "month", "mo": "month",
          "mos": "months", "mon": "month"}  # fmt: skip
_FURTHEST = 4000
_MOST = 999


def _so_many(unit: str, count: int) -> Undated | None:
    if unit in MONTHS:
        return Undated(months=count)
    each = 1 if unit in DAYS else 7 if unit in WEEKS else None
    return Undated(days=count * each) if each else None


def _sided(words: list[str]) -> Undated | None:
    said = [*{SIDES[w] for w in words if w in SIDES}]
    rest = [w for w in words if w not in _FILL and w not in SIDES]
    if len(rest) != 1 or len(said) > 1:
        return None
    weekday = OF_THE_WEEK.get(rest[0])
    if weekday is not None and (not said or said[0]):
        return Undated(weekday=weekday, side={-1: BEHIND, 1: AHEAD}[said[0]] if said else None)
    return _so_many(rest[0], said[0]) if said and rest[0] in WEEKS | MONTHS else None


def cell_span(cell: Value) -> tuple[date, date] | None:
    """The first and the last day of the month, quarter or year of a cell; *06/26* and *Nov 25* may be days as well.

    A number before a month is its day, and no year.
    """
    found = span_of(cell)
    if found and isinstance(cell, str) and _DAY_FIRST.fullmatch(plain_text(cell)):
        return None
    if found or not isinstance(cell, str):
        return found
    if match := _SHORT_MONTH.fullmatch(plain_text(cell)):
        return month_span(2000 + int(match.group(2)), int(match.group(1)))
    said = worded(cell)
    return said.span(date.min) if said and said.year else None


def spans_in(cells: Iterator[Value]) -> tuple[str, ...]:
    """The cells that name a span, as text."""
    return tuple(str(c) for c in cells if c is not None and cell_span(c))
