"""The first and the last day of a term may stand in one cell: *1/1/2026 - 12/31/2026*, *Jan 2026 – Dec 2026*."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from csdesk.domain.imports.cells.amounts import plain_text
from csdesk.domain.imports.cells.days import Order, TypedDay, typed_day
from csdesk.domain.imports.cells.spans import FIRST, LAST
from csdesk.domain.imports.cells.undated import cell_span
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.values import dataclass

Half = date | TypedDay
"""A day, or one as it was typed, which may be read both ways."""
_UNTIL = "to|until|till|through|thru|up to|bis|bis zum|al|hasta|hasta el|au|jusqu['’]?au|a|à|ao|até|até o|ate"
_BETWEEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\s+(?:{_UNTIL})\s+",
        r"\s*(?:->|=>|→|\.\.+|…)\s*",
        r"\s+[-/|]\s+|\s*\n\s*",
        r"\s*[-/]\s*",
    )
)
"""What stands between the two days, the surest first."""
_FROM = re.compile(
    r"(?:from|since|starting|von|vom|ab|seit|de|del|desde|desde el|a partir de|à partir du|du|depuis|le)\s+",
    re.IGNORECASE,
)
_UP_TO = re.compile(rf"(?:{_UNTIL}|ends|endet|le)\s+", re.IGNORECASE)
_OPEN = frozenset(
    "open;open end;open ended;ongoing;present;today;now;current;further notice;offen;laufend;heute;aktuell;"
    "auf weiteres;unbefristet;abierto;indefinido;actual;hoy;en cours;ce jour;indefini;atual;em curso;hoje;aberto;"
    "indeterminado".split(";")
)
_YEAR_AT_END = re.compile(r"(?:19|20)\d\d$")
_A_YEAR = re.compile(r"(?:19|20)?\d\d")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class BothDays:
    """The two days of a cell, as far as it tells them."""

    start: Half | None
    end: Half | None

    @property
    def halves(self) -> tuple[Half, ...]:
        """Those that it tells."""
        return tuple(h for h in (self.start, self.end) if h is not None)

    def read(self, order: Order | None) -> tuple[date | None, date | None]:
        """The two days; None also where they can be read both ways, and nobody said which."""
        return _read(self.start, order), _read(self.end, order)

    def runs(self, order: Order) -> bool:
        """Whether it begins before it ends, read in an order."""
        start, end = self.read(order)
        return start is not None and end is not None and start <= end


def _read(half: Half | None, order: Order | None) -> date | None:
    return half.read(order) if isinstance(half, TypedDay) else half


@lru_cache(maxsize=1 << 12)
def both_days(text: str) -> BothDays | None:
    """The first and the last day that a text tells, or the one of them that it names as such; else None."""
    bare = " ".join(plain_text(text).strip(" ()[]").split(" "))
    if len(bare) > _LONGEST or typed_day(bare) or cell_span(bare):
        return None
    return next(_told(bare), None) or _one_of_both(bare)


def tells_both_days(text: object) -> bool:
    """Whether a cell tells both days of a term."""
    found = both_days(text) if isinstance(text, str) else None
    return found is not None and len(found.halves) == len(("start", "end"))


def _told(text: str) -> Iterator[BothDays]:
    whole = _FROM.sub("", text, count=1) if _FROM.match(text) else text
    for between in _BETWEEN:
        for found in between.finditer(whole):
            left, right = whole[: found.start()].strip(), whole[found.end() :].strip()
            if _A_YEAR.fullmatch(right):
                continue  # 2025/26 is a season, and nobody says which of its days
            end, start = _half(right, LAST), _half(left, FIRST)
            if end and not start and (year := _YEAR_AT_END.search(right)):
                start = _in_its_year(left, int(year.group()), end)
            if start and (end or fold(right) in _OPEN):
                yield BothDays(start, end)


def _in_its_year(text: str, year: int, end: Half) -> Half | None:
    """The first day of a term that is written without its year: that of the last day, or the one before."""
    found = [_half(f"{text} {y}", FIRST) or _half(f"{text}{y}", FIRST) for y in (year, year - 1)]
    return next((f for f in found if f and any(map(BothDays(f, end).runs, (Order.DMY, Order.MDY)))), found[0])


def _one_of_both(text: str) -> BothDays | None:
    if (lead := _FROM.match(text)) and (start := _half(text[lead.end() :], FIRST)):
        return BothDays(start, None)
    if (lead := _UP_TO.match(text)) and (end := _half(text[lead.end() :], LAST)):
        return BothDays(None, end)
    return None


def _half(text: str, edge: str) -> Half | None:
    typed = typed_day(text)
    if typed:
        return typed
    span = cell_span(text)
    return (span[0] if edge == FIRST else span[1]) if span else None
