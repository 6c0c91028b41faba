"""A notice in a cell is how long it is, in days, weeks or months, and sometimes which of those days count."""

import re
from datetime import date

from csdesk.domain.imports.folding import fold
from csdesk.domain.imports.special import Unreadable
from csdesk.domain.periods import add_months
from csdesk.domain.revenue.notice import LONGEST_NOTICE
from csdesk.domain.subscriptions import NoticeCount
from csdesk.domain.values import dataclass

_NOT_KNOWN = {"none", "no", "n a", "na", "unknown", "tbd"}
_MONTHS = ("month", "monat", "mes", "mois")
_WEEKS = ("week", "woche", "semana", "semaine")
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


def read_notice(text: str, header: str = "") -> SaidNotice | int | None:
    """The notice that a text says, in days; None where it says that none is known. The header may say how it counts.

    Weeks and months of working days are read as the calendar's: nobody counts them otherwise. Raises: Unreadable.
    """
    said = fold(text)
    words = re.findall(r"\d+|[^\W\d]+", said)
    number = next((int(w) for w in words if w.isdigit()), None)
    if number is None:
        if said in _NOT_KNOWN:
            return None
        raise Unreadable(
            "this is not a number of days",
            "write only the number, such as 30, or empty the cell if it is not known",
        )
    unit = " ".join(w for w in words if not w.isdigit())
    if unit.startswith(_MONTHS):
        return _believed(_longest(min(number, LONGEST_NOTICE)))
    if unit.startswith(_WEEKS):
        return _believed(number * 7)
    counted = counted_in(unit) or counted_in(fold(header))
    return SaidNotice(_believed(number), counted) if counted else _believed(number)


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
