"""A day as people type it: read in every order it allows, and decided by what stands beside it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from csdesk.domain.imports.grid import Value
from csdesk.domain.imports.words import fold


class Order(StrEnum):
    """Which way round the parts of a numeric date stand."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janner enero ene janvier janv janeiro gennaio januari",
            "february feb februar febrero fevrier fev fevereiro febbraio februari",
            "march mar marz maerz mrz marzo mars marco maart",
            "april apr abril abr avril avr aprile",
            "may mai mayo maio maggio mei",
            "june jun juni junio juin junho giugno",
            "july jul juli julio juillet juil julho luglio",
            "august aug agosto ago aout augustus",
            "september sep sept septiembre septembre setembro set settembre",
            "october oct oktober okt octubre octobre outubro out ottobre",
            "november nov noviembre novembre novembro",
            "december dec dezember dez diciembre dic decembre dezembro dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMERIC = re.compile(r"(\d{1,4})\s*([./\-\s])\s*(\d{1,2})\s*[./\-\s]\s*(\d{1,4})")
_TIME = re.compile(
    r"[T\s]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(am|pm)?\s*(z|utc|[+-]\d{2}:?\d{2})?$", re.IGNORECASE
)
_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 18264, 73415
"""Serial numbers of 1950-01-01 and 2100-12-31: others are no day of a business."""


@dataclass(frozen=True, slots=True)
class TypedDay:
    """The days a text may mean, by order; one entry, or equal ones, and it is certain."""

    text: str
    by_order: tuple[tuple[Order, date], ...]
    named: bool = False
    """Whether the month stands in letters: then it says nothing about the order of others."""

    @property
    def certain(self) -> date | None:
        """The day, where every order gives the same one."""
        days = {d for _, d in self.by_order}
        return next(iter(days)) if len(days) == 1 else None

    def read(self, order: Order | None) -> date | None:
        """The day in that order; the certain one where the order does not matter."""
        return self.certain or next((d for o, d in self.by_order if o == order), None)


@lru_cache(maxsize=1 << 14)
def typed_day(text: str) -> TypedDay | None:
    """What a text means as a day; None where it is no day."""
    bare = _TIME.sub("", " ".join(text.replace(",", " ").split()))
    bare = re.sub(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\s+", "", bare, flags=re.IGNORECASE)
    named = _named(bare)
    if named:
        return TypedDay(text, ((Order.DMY, named),), named=True)
    match = _NUMERIC.fullmatch(bare.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")))
    if not match:
        return None
    first, separator, second, third = match.groups()
    options = _orders(first, separator, second, third)
    return TypedDay(text, options) if options else None


def _orders(first: str, separator: str, second: str, third: str) -> tuple[tuple[Order, date], ...]:
    a, b, c = int(first), int(second), int(third)
    if len(first) == 4:
        return _valid([(Order.YMD, a, b, c)])
    if len(first) > 2 or len(third) == 3:
        return ()
    year = c if len(third) == 4 else 2000 + c
    choices = [(Order.DMY, year, b, a)]
    if separator != ".":
        choices.append((Order.MDY, year, a, b))
    return _valid(choices)


def _valid(choices: Iterable[tuple[Order, int, int, int]]) -> tuple[tuple[Order, date], ...]:
    found = []
    for order, year, month, day in choices:
        try:
            found.append((order, date(year, month, day)))
        except ValueError:
            continue
    return tuple(found)


def _named(text: str) -> date | None:
    words = re.findall(r"[^\W\d_]+|\d+", text)
    months = [_MONTHS[fold(w)] for w in words if fold(w) in _MONTHS]
    numbers = [w for w in words if w.isdigit()]
    others = [w for w in words if not w.isdigit() and fold(w) not in _MONTHS]
    if (
        len(months) != 1
        or len(numbers) != 2
        or not set(map(fold, others)) <= {"st", "nd", "rd", "th", "de", "of"}
    ):
        return None
    day, year = (numbers[1], numbers[0]) if len(numbers[0]) == 4 else (numbers[0], numbers[1])
    found = _valid([(Order.DMY, int(year) if len(year) == 4 else 2000 + int(year), months[0], int(day))])
    return found[0][1] if found else None


def cell_day(value: Value) -> date | None:
    """The day of a real date cell, or of a serial number; None for text and everything else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return _EPOCH + timedelta(days=value)
    return None


@dataclass(frozen=True, slots=True)
class OrderEvidence:
    """What a column's texts say about their order: rows that only work one way, and those that work both."""

    certain: tuple[tuple[Order, int, str], ...]
    """Order, how many texts only work so, the first of them."""
    open: tuple[TypedDay, ...]

    @property
    def decided(self) -> Order | None:
        """The order, where all texts that decide agree."""
        return self.certain[0][0] if len(self.certain) == 1 else None


def order_evidence(values: Iterable[Value]) -> OrderEvidence:
    """Weigh the texts of one column."""
    votes: dict[Order, list[str]] = {}
    undecided = []
    for value in values:
        typed = typed_day(value) if isinstance(value, str) else None
        if typed is None:
            continue
        if typed.certain is None:
            undecided.append(typed)
        elif not typed.named and len(typed.by_order) == 1:
            order = typed.by_order[0][0]
            if order is not Order.YMD:
                votes.setdefault(order, []).append(typed.text)
    return OrderEvidence(tuple((o, len(t), t[0]) for o, t in sorted(votes.items())), tuple(undecided))


_SAID = re.compile(
    r"\b(?:updated?|as of|as at|status|stand|state|exported?|generated|per|au|le|a fecha de|em|vom|on|from)\b[\s:]*"
    r"(.{6,20})",
    re.IGNORECASE,
)


def day_said(titles: Iterable[str]) -> tuple[date, str] | None:
    """The day that a title above the table says it was updated on, with that title."""
    for title in titles:
        for match in _SAID.finditer(title):
            words = match.group(1).replace("(", " ").replace(",", " ").split()
            for count in range(min(3, len(words)), 0, -1):
                typed = typed_day(" ".join(words[:count]))
                if typed and typed.certain:
                    return typed.certain, title
    return None
