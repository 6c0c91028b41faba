"""A duration in a cell is how long something is: the minutes of a touch or a task, the months of a term."""

import re
from collections.abc import Callable
from datetime import time
from decimal import Decimal

from csdesk.domain.imports.cells.amounts import Mark, plain_text, read_count
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.time_words import DAYS, MONTHS, WEEKS, YEARS
from csdesk.domain.money import half_up

LONGEST_CLOCK = 5
"""From how many hours on 12:30 may as well be minutes and seconds."""
_AN_HOUR, _A_YEAR = 60, 12
_FEW = 12
"""Below how many a bare number of a term may be years."""
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?:\s*h)?", re.IGNORECASE)
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_HOUR = r"h|hrs?|hours?|std|stdn?|stunden?|horas?|heures?"
_MINUTE = r"m|min|mins|minutes?|minuten?|minutos?|['′’]"
_HOURS = re.compile(rf"{_NUMBER}\s*(?:{_HOUR})\.?(?:\s*(\d{{1,2}})\s*(?:{_MINUTE})?\.?)?", re.IGNORECASE)
_MINUTES = re.compile(rf"{_NUMBER}\s*(?:{_MINUTE})\.?", re.IGNORECASE)
_YEAR = r"y|yrs?|years?|jahre?n?|j|anos?|ans?|annees?"
_MONTH = r"m|mos?|mths?|mon|months?|monate?n?|mes|meses|mois"
_YEARS = re.compile(
    rf"(\d+(?:[.,]\d+)?)\s*(?:{_YEAR})\.?(?:\s*(?:and|und|y|et|e)?\s*(\d+)\s*(?:{_MONTH})\.?)?"
)
_MONTHS = re.compile(rf"{_NUMBER}\s*(?:{_MONTH})\.?")
_PART = rf"(\d+(?:[.,]\d+)?)\s*((?:{_YEAR}|{_MONTH})\.?)?"
_FIRST_AND_MORE = re.compile(rf"{_PART}\s*\+\s*{_PART}(?:\s*\+\s*{_PART})*(?:\s+option\w*)?")
_NUMBERS = (
    "one ein eine einem un une uno um uma", "two zwei dos deux dois", "three drei tres trois",
    "four vier cuatro quatre quatro", "five funf fuenf cinco cinq",
)  # fmt: skip
_IN_WORDS = {word: str(n) for n, words in enumerate(_NUMBERS, 1) for word in words.split()}
_OF_HOURS = frozenset("h hr hrs hour hours std stunden horas heures".split())
_OF_MONTHS = MONTHS | {"mo", "mos", "mths"}
_OF_DAYS = DAYS | {"resttage"}
_OF_WEEKS = WEEKS | {"wk", "wks"}
_OF_YEARS = YEARS | {"yr", "yrs", "y"}
_UNITS = "|".join(sorted(_OF_HOURS | _OF_MONTHS | _OF_YEARS | {"min", "mins", "minutes", "mon", "mth", "m"}))
_UNIT = re.compile(rf"(?<=.)(?: (?:in|en|em))? (?:{_UNITS})$")


def read_minutes(cell: Value, header: str = "", mark: Mark | None = None) -> int | None:
    """The minutes of a cell such as 45, 1h 30, 1:30 or 90'; None where it is none, or might be something else.

    A header such as *Hours* says what bare numbers count.
    """
    if isinstance(cell, time):
        return cell.hour * _AN_HOUR + cell.minute + (cell.second >= _AN_HOUR // 2)
    text = plain_text(cell) if isinstance(cell, str) else ""
    if found := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(n or 0) for n in found.groups())
        return hours * _AN_HOUR + minutes + (seconds >= _AN_HOUR // 2) if hours < LONGEST_CLOCK else None
    if found := _HOURS.fullmatch(text):
        return _whole(_number(found.group(1)) * _AN_HOUR + int(found.group(2) or 0))
    if found := _MINUTES.fullmatch(text):
        return _whole(_number(found.group(1)))
    return _counted(cell, _AN_HOUR if _OF_HOURS & {*fold(header).split()} else 1, mark)


def without_unit(header: str) -> str:
    """A folded header without what its lengths are counted in: *term mo* is *term*."""
    return _UNIT.sub("", header)


def counts_in(header: str) -> str | None:
    """What bare numbers under a folded header count: days, weeks or months; None where it does not say it."""
    words = {*header.split()}
    if words & _OF_MONTHS:
        return "month"
    return "week" if words & _OF_WEEKS else "day" if words & _OF_DAYS else None


def told_by_a_clock(cell: Value) -> bool:
    """Whether a cell tells its minutes as a clock would: 1:30."""
    return isinstance(cell, str) and ":" in cell and read_minutes(cell) is not None


def read_months(cell: Value, header: str = "", mark: Mark | None = None) -> int | None:
    """The months of a cell such as 12 months, 1 Jahr or 24; None where it is none.

    A bare number below 12 may be years as well: then only the header tells, such as *Term (years)*.
    """
    said = _plain(cell).split() if isinstance(cell, str) else []
    text = " ".join([*(_IN_WORDS.get(w, w) for w in said[:1]), *said[1:]])
    if found := _YEARS.fullmatch(text):
        return _whole(_number(found.group(1)) * _A_YEAR + int(found.group(2) or 0))
    if found := _MONTHS.fullmatch(text):
        return _whole(_number(found.group(1)))
    words = {*fold(header).split()}
    if words & _OF_MONTHS:
        return _counted(cell, 1, mark)
    if words & _OF_YEARS:
        return _counted(cell, _A_YEAR, mark)
    months = _counted(cell, 1, mark)
    return months if months is not None and months >= _FEW else None


def is_bare(cell: Value, header: str) -> bool:
    """Whether a cell is a number of which neither it nor its header says whether it counts months or years."""
    if {*fold(header).split()} & (_OF_MONTHS | _OF_YEARS):
        return False
    number = cell.strip().replace(",", ".") if isinstance(cell, str) else cell
    if isinstance(number, str):
        return number.replace(".", "", 1).isdecimal() and 0 < Decimal(number) < _FEW
    return isinstance(number, int | Decimal) and not isinstance(number, bool) and 0 < number < _FEW


def first_and_renewals(cell: Value) -> tuple[str, str] | None:
    """The first term of a cell such as 24 + 12 months, and by how long it renews, each with its unit; else None."""
    found = _FIRST_AND_MORE.fullmatch(_plain(cell, "+")) if isinstance(cell, str) and "+" in cell else None
    if found is None:
        return None
    first, unit, more, other = found.group(1, 2, 3, 4)
    unit, other = unit or other or found.group(6) or "", other or found.group(6) or unit or ""
    return f"{first} {unit}".strip(), f"{more} {other}".strip()


LENGTHS: dict[str, tuple[Callable[[Value, str, Mark | None], int | None], str, str]] = {
    "minutes": (read_minutes, "minutes", "90, 90 min or 1h 30"),
    "term_months": (read_months, "months", "12 months or 1 year"),
    "renews_by": (read_months, "months", "12 months or 1 year"),
}
"""Field → how its cells are read, what it counts, and how to write it."""


def _plain(cell: str, also: str = "") -> str:
    """Lower case, without accents; the signs of a number stay."""
    return "".join(c if c in f".,{also}" else fold(c) or " " for c in plain_text(cell))


def _number(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "."))


def _whole(number: Decimal) -> int | None:
    whole = half_up(number)
    return int(whole) if whole == number else None


def _counted(cell: Value, times: int, mark: Mark | None) -> int | None:
    amount = read_count(cell, mark or Mark.POINT)
    return None if amount is None or amount.percent or amount.currency else _whole(amount.number * times)
