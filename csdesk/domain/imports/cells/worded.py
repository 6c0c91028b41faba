"""A span told in words: KW 12 2026, end of March, EOY, next quarter; its year may be left to the day of the sheet."""

import re
from datetime import date, timedelta
from functools import lru_cache

from csdesk.domain.imports.cells.days import month_of, year_of
from csdesk.domain.imports.cells.spans import FIRST, LAST
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.time_words import (
    HALF,
    MONTH,
    QUARTER,
    SIDES,
    UNITS,
    WEEK,
    WEEKDAYS,
    YEAR,
)
from csdesk.domain.periods import add_months
from csdesk.domain.values import dataclass

Span = tuple[date, date]
_MOST = {WEEK: 53, QUARTER: 4, HALF: 2}
"""The units that are numbered, and how many of them a year has at most."""
_ENDS = frozenset("end ende fin final finales finals fins fim fines".split())
_STARTS = frozenset("start beginning begin beginn inicio".split())
_IN_ONE = {
    "eoy": "end year", "eom": "end month", "eoq": "end quarter", "yearend": "end year", "jahresende": "end year",
    "monatsende": "end month", "quartalsende": "end quarter", "halbjahresende": "end half",
}  # fmt: skip
_ORDINALS = {
    word: str(number)
    for number, words in enumerate(
        (
            "first erstes ersten erste primer primero premier primeiro",
            "second zweites zweiten zweite segundo deuxieme",
            "third drittes dritten dritte tercer tercero troisieme terceiro",
            "fourth viertes vierten vierte cuarto quatrieme quarto",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_FILL = frozenset("of the in im de del der des du d do da le la el l st nd rd th er ere e o a no que".split())
_SHORT = frozenset("jan feb apr may mai jun jul aug sep sept oct okt nov dec dez mrz avr abr".split())
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Worded:
    """A span in words: `number` is which of its year, `side` which from the sheet's day on; `edge` the day it names."""

    unit: int
    number: int | None = None
    year: int | None = None
    side: int | None = None
    edge: str | None = None

    def span(self, day: date) -> Span | None:
        """The first and the last day that are meant, in its year or counted from a day; None where it has none."""
        whole = self._of_side(day) if self.side is not None else self._in(self.year or day.year)
        if whole is None or self.edge is None:
            return whole
        at = whole[1] if self.edge == LAST else whole[0]
        return at, at

    def _of_side(self, day: date) -> Span:
        months = (day.month - 1) // self.unit * self.unit
        return _months(add_months(date(day.year, months + 1, 1), self.unit * (self.side or 0)), self.unit)

    def _in(self, year: int) -> Span | None:
        if self.unit != WEEK:
            return _months(date(year, self.unit * ((self.number or 1) - 1) + 1, 1), self.unit)
        try:
            monday = date.fromisocalendar(year, self.number or 1, 1)
        except ValueError:
            return None
        return monday, monday + timedelta(days=6)


def _months(first: date, count: int) -> Span:
    return first, add_months(first, count) - timedelta(days=1)


@lru_cache(maxsize=1 << 12)
def worded(text: str) -> Worded | None:
    """The span that a text tells in words; None where it tells none, or is not sure of it."""
    if len(text) > _LONGEST or "?" in text:
        return None
    told = [w for word in re.findall(r"[^\W\d_]+|\d+", fold(text)) for w in _IN_ONE.get(word, word).split()]
    words = [_ORDINALS.get(w, w) for w in told if w not in _FILL]
    edge, words = _edge_of(words)
    year, words = _year_of(words)
    if (
        edge
        and year is None
        and len(words) == 2
        and re.fullmatch(r"(?:0?[1-9]|1[0-2]) [2-9]\d", " ".join(words))
    ):
        year, words = year_of(words[1]), words[:1]  # Ende 06/27
    sides = [SIDES[w] for w in words if w in SIDES]
    rest = [w for w in words if w not in SIDES]
    if not sides:
        return _of_a_year(rest, year, edge)
    unit = UNITS.get(rest[0], WEEK) if len(rest) == 1 and len(rest[0]) > 1 else WEEK
    alone = len(sides) == 1 and year is None and unit != WEEK
    return Worded(unit, side=sides[0], edge=edge) if alone else None


def without_lead(text: str, edge: str | None) -> str:
    """A day without the words before it that say that something ends, begins or comes again: *bis 31.12.2026*; a week
    that is told by the day on which it begins (*w/c 30 Nov*) is that day.

    `edge` is that of the field: where something ends nobody reads *since*, and where it begins nobody *until*.
    """
    match = _LEAD.match(text)
    if match is None or (match.lastgroup and edge and match.lastgroup != edge):
        return text
    return text[match.end() :]


_LEAD = re.compile(
    r"\s*(?:(?P<last>bis(?: zum)?|until|till|by|ends?(?: on)?|endet(?: am)?|expires(?: on)?|hasta(?: el)?"
    r"|jusqu['’]au|até)"
    r"|(?P<first>seit(?: dem)?|since|ab(?: dem)?|from|starts?(?: on)?|desde(?: el)?|depuis(?: le)?|à partir du)"
    r"|(?:(?:jährlich|jeweils|immer|annually|yearly|every(?: year)?|each(?: year)?|cada(?: año)?|anualmente"
    r"|chaque année|todos os anos)[ ,]*)?(?:zum|am|per|on|el|le|au|em|a)?"
    r"|w/[cb]|(?:week|wk) (?:commencing|beginning|starting|of)|woche (?:vom|ab)(?: dem)?|semana (?:del?|do|de)"
    r"|semaine du)\s+(?=(?:\S+ ){0,3}\S*\d)",
    re.IGNORECASE,
)


def tells_about(text: str) -> bool:
    """Whether a text says about when something is, and nobody could say of which day: *mid-2026*, *Anfang März*."""
    return worded(text) is not None or (len(text) <= _LONGEST and bool(_ABOUT & set(fold(text).split()[:1])))


_ABOUT = frozenset(
    "mid mitte mi mediados meados early late anfang debut principios comienzos spring summer autumn fall winter "
    "fruhjahr fruhling sommer herbst printemps ete automne hiver primavera verano otono invierno verao outono "
    "inverno".split()
)
"""With what words for a time begin of which no day is the one."""


def _edge_of(words: list[str]) -> tuple[str | None, list[str]]:
    if words[:1] and words[0] in _ENDS | _STARTS:
        return (LAST if words[0] in _ENDS else FIRST), words[1:]
    return (LAST, [words[0], *words[2:]]) if words[1:2] == ["end"] else (None, words)


def _year_of(words: list[str]) -> tuple[int | None, list[str]]:
    """The year of some words, and the others; two digits are one only behind all else."""
    for at, word in enumerate(words):
        if re.fullmatch(r"20\d\d", word):
            return int(word), [*words[:at], *words[at + 1 :]]
    beside = len(words) != 2 or month_of(words[0]) or UNITS.get(words[0]) == YEAR
    last = words[-1] if words and beside else ""
    return (year_of(last), words[:-1]) if re.fullmatch(r"[2-9]\d", last) else (None, words)


def _of_a_year(words: list[str], year: int | None, edge: str | None) -> Worded | None:
    """A month, quarter, half, week or year; one that is told by its unit alone is that of the sheet's day."""
    if not words:
        return Worded(YEAR, year=year, edge=edge) if year and edge else None
    if len(words) == 2:
        return _numbered(words, year, edge)
    word, unit = words[0], UNITS.get(words[0])
    if len(words) > 1 or (unit and len(word) == 1):
        return None
    if edge and year and re.fullmatch(r"0?[1-9]|1[0-2]", word):
        return Worded(MONTH, int(word), year, edge=edge)
    if month := month_of(word):
        sure = year or edge or word in _SHORT or (len(word) > 3 and word not in WEEKDAYS)
        return Worded(MONTH, month, year, edge=edge) if sure else None
    if unit == YEAR and edge:
        return Worded(YEAR, year=year, edge=edge)
    return Worded(unit, side=0, edge=edge) if unit and edge and year is None else None


def _numbered(words: list[str], year: int | None, edge: str | None) -> Worded | None:
    """Q1, KW 12, 2. Halbjahr: a letter alone stands before its number where no year is there."""
    number, word = (words[0], words[1]) if words[0].isdecimal() else (words[1], words[0])
    unit = UNITS.get(word)
    if unit not in _MOST or not number.isdecimal() or not 1 <= int(number) <= _MOST[unit]:
        return None
    short = words[0].isdecimal() and len(word) == 1 and year is None
    return None if short else Worded(unit, int(number), year, edge=edge)
