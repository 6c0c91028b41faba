"""A day as people type it: read in every order it allows, and decided by what stands beside it."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from csdesk.domain.imports.cells.amounts import plain_text
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.vocabulary.time_words import WEEKDAYS
from csdesk.domain.imports.vocabulary.words import fold
from csdesk.domain.values import dataclass


class Order(StrEnum):
    """Which way round the parts of a numeric date stand."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janner jaenner enero ene janvier janv janeiro gennaio gen januari",
            "february feb februar feber febrero fevrier fevr fev fevereiro febbraio februari",
            "march mar marz maerz mrz marzo mars marco maart mrt",
            "april apr abril abr avril avr aprile",
            "may mai mayo maio mag maggio mei",
            "june jun juni juno junio juin junho giugno giu",
            "july jul juli julio juillet juil julho luglio lug",
            "august aug agosto ago aout augustus",
            "september sep sept septiembre setiembre septembre setembro set settembre",
            "october oct oktober okt octubre octobre outubro out ottobre ott",
            "november nov noviembre novembre novembro",
            "december dec dezember dez diciembre dic decembre dezembro dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMERIC = re.compile(r"(\d{1,4})\s*([./\-\s])\s*(\d{1,2})\s*[./\-\s]\s*(\d{1,4})\.?")
_ZONES = {
    **dict.fromkeys(("z", "utc", "gmt", "wet"), 0), **dict.fromkeys(("cet", "mez", "bst", "west"), 1),
    **dict.fromkeys(("cest", "mesz", "eet"), 2), "eest": 3, "jst": 9, "aest": 10, "aedt": 11, "brt": -3, "edt": -4,
    **dict.fromkeys(("est", "cdt"), -5), **dict.fromkeys(("cst", "mdt"), -6), **dict.fromkeys(("mst", "pdt"), -7),
    "pst": -8,
}  # fmt: skip
"""What letters behind a time say of its zone, in hours."""
_TIME = re.compile(
    r"[T\s]\s*(?:at\s+|um\s+)?(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(am|pm|a\.\s?m\.|p\.\s?m\.)?"
    rf"\s*\(?((?:utc|gmt)?\s?[+-]\d{{1,2}}:?(?:\d{{2}})?|{'|'.join(_ZONES)})?\)?(?:\s\([\w\s]+\))?(?:\s+uhr)?$",
    re.IGNORECASE,
)
_EAST_ASIA = str.maketrans({"年": "-", "月": "-", "日": " ", "년": "-", "월": "-", "일": " "})
"""The words for year, month and day that stand behind their numbers: 2026年3月31日."""
BESIDE = frozenset("st nd rd th de del of er o a do da the le el den vom am at".split())
"""What may stand in a day beside its numbers and its month."""
_SERIAL = re.compile(r"(\d{5})\.(?:0|\d{3,})")
"""The serial number of a sheet as a program of data writes it, or with its time."""
_COMPACT = re.compile(r"(19|20)\d{6}")
_SECONDS, _MILLISECONDS = range(10**9, 4_200_000_000), range(10**12, 4_200_000_000_000)
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
    yearless: bool = False
    """Whether it names no year: then that of its days stands for all."""

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
    bare = _TIME.sub("", " ".join(plain_text(text).replace(",", " ").translate(_EAST_ASIA).split()))
    if bare.isdecimal():
        return _counted(text, bare)
    if match := _SERIAL.fullmatch(bare):
        return _counted(text, match[1])
    named = _named(bare)
    if named:
        return TypedDay(text, ((Order.DMY, named),), named=True)
    match = _NUMERIC.fullmatch(_without_weekday(bare))
    if not match:
        return None
    first, separator, second, third = match.groups()
    options = _orders(first, separator, second, third)
    return TypedDay(text, options) if options else None


def _counted(text: str, digits: str) -> TypedDay | None:
    """A day that is one number: 20260331, the serial number of a sheet, seconds since 1970."""
    day = cell_day(int(digits))
    if _COMPACT.fullmatch(digits):
        options = _valid([(Order.YMD, int(digits[:4]), int(digits[4:6]), int(digits[6:]))])
        return TypedDay(text, options) if options else None
    return TypedDay(text, ((Order.YMD, day),)) if day else None


def _without_weekday(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest.strip() if fold(first) in WEEKDAYS else text


def no_such_day(text: str) -> bool:
    """Whether a text is written as a day that no calendar has: 29/02/2027."""
    match = _NUMERIC.fullmatch(_without_weekday(_TIME.sub("", " ".join(plain_text(text).split()))))
    return match is not None and typed_day(text) is None


def year_of(digits: str) -> int:
    """The year of two or four digits: 69 is 2069, 70 is 1970."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < _PIVOT else 1900)


_PIVOT = 70


def time_of(text: str) -> tuple[time, timezone] | None:
    """The time of day behind a day, with its zone; UTC where none is said."""
    match = _TIME.search(" ".join(text.split()))
    if match is None:
        return None
    hour, minute, second, half, zone = match.groups()
    hours = int(hour) % 12 + (12 if half[0] in "pP" else 0) if half else int(hour)
    try:
        return time(hours, int(minute), int(second or 0)), _zone(zone)
    except ValueError:
        return None


def _zone(said: str | None) -> timezone:
    found = _OFFSET.search(said or "")
    if found is None:
        return timezone(timedelta(hours=_ZONES[said.lower()])) if said else UTC
    sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-offset if sign == "-" else offset)


_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?$")


def _orders(first: str, separator: str, second: str, third: str) -> tuple[tuple[Order, date], ...]:
    a, b, c = int(first), int(second), int(third)
    if len(first) == 4:
        return _valid([(Order.YMD, a, b, c)])
    if len(first) > 2 or len(third) == 3:
        return ()
    year = year_of(third) if len(third) in {2, 4} else 2000 + c
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
    letters = [fold(w) for w in words if not w.isdecimal()]
    numbers = [w for w in words if w.isdecimal()]
    months = [_MONTHS[w] for w in letters if w in _MONTHS]
    if len(months) == 2 and letters[0] in WEEKDAYS:
        months = months[1:]
    others = {w for w in letters if w not in _MONTHS} - BESIDE - WEEKDAYS
    if len(months) != 1 or len(numbers) != 2 or others:
        return None
    day, year = (numbers[1], numbers[0]) if len(numbers[0]) == 4 else (numbers[0], numbers[1])
    if len(day) > 2 or len(year) not in {2, 4}:
        return None
    found = _valid([(Order.DMY, year_of(year), months[0], int(day))])
    return found[0][1] if found else None


def month_of(word: str) -> int | None:
    """The number of a month that a word names, in one of six languages."""
    return _MONTHS.get(fold(word))


def cell_day(value: Value) -> date | None:
    """The day of a real date cell, of a serial number, or of seconds since 1970; None for text and all else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, Decimal):
        return cell_day(int(match[1])) if (match := _SERIAL.fullmatch(str(value))) else None
    if isinstance(value, int) and not isinstance(value, bool) and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return _EPOCH + timedelta(days=value)
    counted = counted_moment(value)
    return counted.date() if counted else None


def sure_day(cell: Value) -> date | None:
    """The day of a cell, typed or real; None also where it can be read both ways."""
    typed = typed_day(cell) if isinstance(cell, str) else None
    return typed.certain if typed else cell_day(cell)


def counted_moment(value: Value) -> datetime | None:
    """The moment of a number of seconds, or of milliseconds, since 1970 (UTC); None for all else."""
    if not isinstance(value, int) or not (value in _SECONDS or value in _MILLISECONDS):
        return None
    return datetime.fromtimestamp(value if value in _SECONDS else value // 1000, UTC)


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


def order_evidence(
    values: Iterable[Value], read: Callable[[str], TypedDay | None] = typed_day
) -> OrderEvidence:
    """Weigh the texts of one column."""
    votes: dict[Order, list[str]] = {}
    undecided = []
    for text in [v for v in values if isinstance(v, str)]:
        typed = read(text)
        if typed is None:
            continue
        if typed.certain is None:
            undecided.append(typed)
        elif not typed.named and len(typed.by_order) == 1:
            order = typed.by_order[0][0]
            if order is not Order.YMD:
                votes.setdefault(order, []).append(typed.text)
    if Order.MDY in votes and all(map(_dotted, votes.get(Order.DMY, ()))):
        votes.pop(Order.DMY, None)
    return OrderEvidence(tuple((o, len(t), t[0]) for o, t in sorted(votes.items())), tuple(undecided))


def _dotted(text: str) -> bool:
    """Whether the parts of a day stand apart by dots: the day is always first, which says nothing of slashes."""
    return "." in text and not set("/-") & set(text)


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
