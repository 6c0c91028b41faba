"""Comparing a cell with what was sent: whether a person edited it, or a program only wrote it in another form."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from csdesk.domain.imports.cells.days import typed_day
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.rounds.words import Holds, fitting

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff]")
_PAIR = re.compile(r"(\d{1,2})[-/.](\d{1,2})\.?")
_YES, _NO = frozenset({"yes", "true"}), frozenset({"no", "false"})
_SECOND = timedelta(seconds=1)
_KEPT = Decimal("1e-15")
"""Programs keep fifteen digits of a number at least; of more, one that only saves the file may write others."""


class Outcome(StrEnum):
    """What becomes of one field of a row that is in the book, the workbook and what was sent."""

    SAME = "same"
    TAKE = "take"
    """Only the sheet changed it."""
    KEEP = "keep"
    """Only the book changed it, or both did alike."""
    CONFLICT = "conflict"


def outcome(sent: Any, in_sheet: Any, in_book: Any) -> Outcome:
    """The three-way rule, on the values of one field."""
    if in_sheet == sent:
        return Outcome.SAME if in_book == sent else Outcome.KEEP
    if in_book == in_sheet:
        return Outcome.KEEP
    return Outcome.TAKE if in_book == sent else Outcome.CONFLICT


def unedited(words: str | None, holds: Holds, cell: Value) -> bool:
    """Whether a cell says what was sent in it, in whatever form a program may have written it since."""
    if words is None or cell is None or blank(cell):
        return (words is None or not _bare(words)) and (cell is None or blank(cell))
    if isinstance(cell, str):
        if cell == words or _bare(cell) == _bare(fitting(words)):
            return True
    elif type(cell) is not bool and str(cell) == words:
        return True
    return _UNEDITED[holds](words, cell)


def _bare(text: str) -> str:
    """The text without what nobody sees: spaces at the ends of lines, empty lines, the escapes of workbooks."""
    plain = _UNSEEN.sub("", _ESCAPED.sub(_unescaped, text))
    lines = (" ".join(line.split()) for line in plain.splitlines())
    return "\n".join(line for line in lines if line)


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found.group(1), 16))


def _text(words: str, cell: Value) -> bool:
    """A text that a program took for a number, a day or a truth; `yes` in other letters."""
    if isinstance(cell, bool):
        return words.casefold() in (_YES if cell else _NO)
    if isinstance(cell, int | Decimal):
        return _decimal(words) == cell
    if isinstance(cell, date):
        typed = typed_day(words)
        if typed is None:
            return {(cell.month, cell.day), (cell.day, cell.month)} & {_two(words)} != set()
        return _day(cell) in {day for _, day in typed.by_order}
    return isinstance(cell, str) and cell.strip().casefold() == words.strip().casefold() in _YES | _NO


def _two(words: str) -> tuple[int, ...]:
    """The two numbers of a text such as 3-4, which a program takes for a day of this year."""
    found = _PAIR.fullmatch(words.strip())
    return tuple(map(int, found.groups())) if found else ()


def _number(words: str, cell: Value) -> bool:
    if isinstance(cell, bool) or not isinstance(cell, int | Decimal):
        return isinstance(cell, str) and _decimal(words) == _decimal(cell.strip()) is not None
    sent = _decimal(words)
    return sent is not None and (sent == cell or abs(sent - cell) <= abs(sent) * _KEPT)


def _days(words: str, cell: Value) -> bool:
    return isinstance(cell, date) and _day(cell) is not None and str(_day(cell)) == words


def _moment(words: str, cell: Value) -> bool:
    if not isinstance(cell, date):
        return False
    sent = datetime.fromisoformat(words).replace(tzinfo=None)
    told = cell if isinstance(cell, datetime) else datetime.combine(cell, time())
    return abs(told.replace(tzinfo=None) - sent) <= _SECOND


def _day(cell: date) -> date | None:
    """The day of a cell; None where it also says a time."""
    if not isinstance(cell, datetime):
        return cell
    return cell.date() if cell.time() == time() else None


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


_UNEDITED = {Holds.TEXT: _text, Holds.NUMBER: _number, Holds.DAY: _days, Holds.MOMENT: _moment}
