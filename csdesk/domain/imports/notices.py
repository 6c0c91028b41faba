"""A notice in a cell is how long it is, in days, weeks or months, and sometimes which of those days count."""

import re
from datetime import date

from csdesk.domain.imports.folding import fold
from csdesk.domain.imports.special import Unreadable
from csdesk.domain.periods import add_months
from csdesk.domain.revenue.notice import LONGEST_NOTICE
from csdesk.domain.subscriptions import NoticeCount
from csdesk.domain.values import dataclass

_UNIT = re.compile(
    r"(?P<months>\b(?:kalender)?(?:month|monat|mes|mois))|(?P<weeks>\b(?:kalender)?(?:week|woche|semana|semaine))"
    r"|day|tag|\b(?:dag|dia|jour|giorn|d\b|bd\b)"
)
"""The unit of a number; days may stand at the end of a longer word, as in Werktage."""
_EVERY = {
    "monthly": 1, "monatlich": 1, "mensual": 1, "mensuel": 1, "mensuelle": 1, "mensal": 1, "mensile": 1,
    "quarterly": 3, "vierteljahrlich": 3, "quartalsweise": 3, "trimestral": 3, "trimestriel": 3,
}  # fmt: skip
"""The months of a notice that is said by how often one can leave."""
_WORKING = re.compile(
    r"\b(?:working|business|work ?days?|bd|biz|werktag\w*|arbeitstag\w*|banktag\w*|habil\w*|laborable\w*"
    r"|ouvre\w*|ouvrable\w*|uteis|util|lavorativ\w*|feriali|werkdag\w*)\b"
)
_CALENDAR = re.compile(r"\b(?:calendar|kalendertag\w*|naturales?|corridos?|calendaires?|corridi)\b")


@dataclass(frozen=True, slots=True)
class SaidNotice:
    """What a cell says of a notice that says which days count."""

    days: int
    counted: NoticeCount


def read_notice(text: str, header: str = "") -> SaidNotice | int:
    """The notice that a text says, in days.

    The header may say the unit, and how it counts, where the text does not.

    Weeks and months of working days are read as the calendar's: nobody counts them otherwise. What can be left
    *monthly* is read as a notice of one month, at its longest. Raises: Unreadable.
    """
    said = fold(text)
    if every := _EVERY.get(said):
        return _longest(every)
    words = re.findall(r"\d+|[^\W\d]+", said)
    number = next((int(w) for w in words if w.isdigit()), None)
    if number is None:
        raise Unreadable(
            "this is not a number of days",
            "write only the number, such as 30, or empty the cell if it is not known",
        )
    unit = " ".join(w for w in words if not w.isdigit())
    counts = _unit_of(unit, fold(header))
    if counts == "months":
        return _believed(_longest(min(number, LONGEST_NOTICE)))
    if counts == "weeks":
        return _believed(number * 7)
    counted = counted_in(unit) or counted_in(fold(header))
    return SaidNotice(_believed(number), counted) if counted else _believed(number)


def _unit_of(words: str, header: str) -> str | None:
    """What a number counts, the first unit that folded words name, else the only one of the header; None is days."""
    if named := _UNIT.search(words):
        return named.lastgroup
    units = {named.lastgroup for named in _UNIT.finditer(header)}
    return units.pop() if len(units) == 1 else None


def counted_in(words: str) -> NoticeCount | None:
    """Which days count, as folded words say it; None where they do not."""
    if _WORKING.search(words):
        return NoticeCount.WORKING
    return NoticeCount.CALENDAR if _CALENDAR.search(words) else None


def _believed(days: int) -> int:
    if days > LONGEST_NOTICE:
        raise Unreadable("the notice is too long to be true", "check the number")
    return days


def _longest(months: int) -> int:
    """The days that so many months can have at most: a deadline reckoned with them is never too late."""
    firsts = [date(2027 + i // 12, i % 12 + 1, 1) for i in range(24)]
    return max((add_months(first, months) - first).days for first in firsts)
