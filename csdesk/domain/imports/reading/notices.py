"""A notice in a cell is how long it is, and sometimes which of its days count; or the last day to give it."""

import re
from datetime import date
from typing import Any

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.special import Unreadable
from csdesk.domain.imports.columns.content import tells_a_day
from csdesk.domain.imports.columns.mapping import Column
from csdesk.domain.imports.reading.day_cells import read_day
from csdesk.domain.imports.reading.reading import Reading
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.targets import NOTICE_BY, Target
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.periods import add_months
from csdesk.domain.revenue.notice import LONGEST_NOTICE
from csdesk.domain.subscriptions import NoticeCount
from csdesk.domain.values import dataclass

_UNIT = re.compile(
    r"(?P<years>\b(?:kalender)?(?:year|jahr|ano\b|anos\b|annee|yrs?\b|ans?\b))"
    r"|(?P<halves>\b(?:half ?years?|halbjahr\w*|semest\w*))"
    r"|(?P<quarters>\b(?:quarter|quartal|trimest|qtrs?\b))"
    r"|(?P<months>\b(?:kalender)?(?:month|monat|mes|mois|mos?\b|mths?\b|mon\b|m\b))"
    r"|(?P<weeks>\b(?:kalender)?(?:week|woche|semana|semaine|wks?\b|wo\b|wch\b|w\b))"
    r"|day|tag|\b(?:dag|dia|jour|giorn|d\b|bd\b)"
)
"""The unit of a number; days may stand at the end of a longer word, as in Werktage."""
_EVERY = {
    "monthly": 1, "monatlich": 1, "mensual": 1, "mensuel": 1, "mensuelle": 1, "mensal": 1, "mensile": 1,
    "quarterly": 3, "vierteljahrlich": 3, "quartalsweise": 3, "trimestral": 3, "trimestriel": 3,
}  # fmt: skip
"""The months of a notice that is said by how often one can leave."""
_OTHER = re.compile(
    r"\d+ (?:school |billing |contract )?(?:terms?|periods?|cycles?|seasons?|laufzeit\w*|perioden?|zeitr\w+"
    r"|periodos?|ciclos?)\b"
)
"""Lengths that are no lengths of time."""
_MONTHS = {"months": 1, "quarters": 3, "halves": 6, "years": 12}
"""The months of a unit."""
_UNSURE = re.compile(
    r"\d\s*(?:[-–/]|to|or|bis|oder|a|o|à|ou)\s*\d|^\D*\d+[.,][1-9]|^\s*[-−–]\s*\d", re.IGNORECASE
)
"""Two numbers, of which nobody says which counts, a part of one, and one below nothing."""
_WORKING = re.compile(
    r"\b(?:working|business|work ?days?|bd|biz|werktag\w*|arbeitstag\w*|banktag\w*|habil\w*|laborable\w*"
    r"|ouvre\w*|ouvrable\w*|uteis|util|lavorativ\w*|feriali|werkdag\w*)\b"
)
_CALENDAR = re.compile(r"\b(?:calendar|kalendertag\w*|naturales?|corridos?|calendaires?|corridi)\b")
_TO_AN_END = re.compile(
    r"\bzum (?:\d+|monat|quartal|halbjahr|jahr)\b"
    r"|\b(?:monats|quartals|halbjahres|jahres|kalenderjahres|kalendermonats|geschaftsjahres)ende\b"
    r"|\bende (?:des|eines|jedes) (?:monats|quartals|jahres|halbjahres|kalenderjahres|geschaftsjahres)\b"
    r"|\b(?:month|quarter|year) ?end\b|\beo[mqy]\b"
    r"|\bend of (?:the |a |each )?(?:calendar |fiscal )?(?:month|quarter|year)\b"
    r"|\bfin (?:de |du |d un |del |de l )?(?:mes|trimestre|semestre|ano|mois|annee|an)\b"
    r"|\b(?:fim|final|fines) (?:de |do |del |da )?(?:mes|trimestre|semestre|ano)\b"
)
"""The end of a month, quarter or year, to which alone one can leave, in folded words."""


@dataclass(frozen=True, slots=True)
class SaidNotice:
    """What a cell says of a notice beside its length: which days count, or to which day one can leave."""

    days: int
    counted: NoticeCount | None = None
    longer: bool = False
    """Whether it is weeks or months: those are the calendar's, whatever a column says of days."""
    to_an_end: str = ""
    """The words, where one can leave only at the end of a month, quarter or year: no book has a field for that."""


def read_notice(text: str, header: str = "") -> SaidNotice | int:
    """The notice that a text says, in days; a plain number where it says no more than that.

    The header may say the unit, and how it counts, where the text does not.

    Weeks and months of working days are read as the calendar's: nobody counts them otherwise. What can be left
    *monthly* is read as a notice of one month, at its longest. Raises: Unreadable.
    """
    if tells_a_day(text):
        raise Unreadable(
            "this is a day, and no number of days",
            "write how long the notice is, such as 30, or empty the cell",
        )
    said = fold(text)
    if every := _EVERY.get(said):
        return SaidNotice(_longest(every), longer=True)
    number = next(iter(re.findall(r"\d+", said)), None)
    if number is None or _UNSURE.search(text):
        raise Unreadable(
            "this is not a number of days",
            "write only the number, such as 30, or empty the cell if it is not known",
        )
    if _OTHER.search(said):
        raise Unreadable("this is not a length of time", "write it in days, such as 30, or empty the cell")
    end = " ".join(text.split()) if to_an_end(said) else ""
    unit = " ".join(re.findall(r"[^\W\d]+", _TO_AN_END.sub(" ", said)))
    counts = _unit_of(unit, fold(header))
    if counts in _MONTHS:
        months = min(int(number), LONGEST_NOTICE) * _MONTHS[counts]
        return SaidNotice(_believed(_longest(months)), longer=True, to_an_end=end)
    if counts == "weeks":
        return SaidNotice(_believed(int(number) * 7), longer=True, to_an_end=end)
    days, counted = _believed(int(number)), counted_in(unit) or counted_in(fold(header))
    return SaidNotice(days, counted, to_an_end=end) if counted or end else days


def to_an_end(said: str) -> bool:
    """Whether folded words of a notice name the end of a month, quarter or year."""
    return _TO_AN_END.search(said) is not None


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


def read_notice_by(
    cell: Value, target: Target, column: Column, reading: Reading, synonyms: Synonyms
) -> date | SaidNotice | int:
    """The last day to give notice, or how long it is where a cell says that with its unit. Raises: Unreadable."""
    try:
        return read_day(cell, target, column, reading, synonyms)  # type: ignore[no-any-return]
    except Unreadable:
        if isinstance(cell, str) and not tells_a_day(cell) and _UNIT.search(fold(cell)):
            return read_notice(cell, column.header)
        raise


def notice_until(day: date, end: date | None) -> int | None:
    """How many days of notice make a day the last one to give it; None where it does not go with that end."""
    return (end - day).days if end and day <= end <= add_months(day, _A_YEAR) else None


_A_YEAR = 12
"""How many months before the end a deadline may be: one further away is that of another term."""


def notice_facts(record: Record, end: date | None) -> dict[str, Any]:
    """How long the notice is, and which days count: as its own column says, else as its words do; months are the
    calendar's. The last day to give it stands over its length."""
    found = {key: record.values[target] for key, target in _NOTICE if target in record.values}
    by = record.values.get(NOTICE_BY)
    if isinstance(by, date) and (days := notice_until(by, end)) is not None:
        working = found.get("notice_counted_in") is NoticeCount.WORKING
        return {"notice_days": days, **({"notice_counted_in": NoticeCount.CALENDAR} if working else {})}
    if by is not None and not isinstance(by, date):
        found.setdefault("notice_days", by)
    said = found.get("notice_days")
    if isinstance(said, SaidNotice):
        counted = found.get("notice_counted_in") or said.counted
        working = said.longer and counted is NoticeCount.WORKING
        found |= {
            "notice_days": said.days,
            "notice_counted_in": NoticeCount.CALENDAR if working else counted,
        }
    return found


def in_months(record: Record) -> bool:
    """Whether a row's notice is weeks or months, or until a day: those are the calendar's."""
    said = record.values.get("subscription.notice_days")
    return isinstance(record.values.get(NOTICE_BY), date) or (isinstance(said, SaidNotice) and said.longer)


_NOTICE = tuple((key, f"subscription.{key}") for key in ("notice_days", "notice_counted_in"))
