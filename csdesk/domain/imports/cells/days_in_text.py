"""A day within a text: *call by 27 Nov*, *bis Ende März nachfassen*, *QBR 3 Dec*; it is read against another day."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from csdesk.domain.imports.cells.days import typed_day
from csdesk.domain.imports.cells.spans import LAST
from csdesk.domain.imports.cells.undated import AHEAD, BEHIND, Undated, undated
from csdesk.domain.imports.cells.worded import worded
from csdesk.domain.imports.vocabulary.folding import fold

_MOST_WORDS = 5
_LONG_AGO = timedelta(days=45)
"""How long a day without a year may be over and still be that of this year: later it is the next one."""
_UNTIL = re.compile(
    r"(?<!\w)(?:by|before|until|till|due|no later than|w/c|w/b|week of|week commencing|bis(?: zum| zur)?"
    r"|spätestens(?: am| zum)?|vor dem|fällig(?: am)?|antes del?|hasta(?: el)?|a más tardar(?: el)?|avant(?: le)?"
    r"|d['’]ici(?: le| la)?|jusqu['’]au|au plus tard(?: le)?|até(?: o)?|antes de)[:\s]+",
    re.IGNORECASE,
)
"""Words behind which a day is when something is due, wherever they stand."""
_ON = re.compile(
    r"(?<!\w)(?:on|in|at|for|ends?|starts?|expires|am|im|in der|zum|ab|el|para el|en|le|pour le|em|no dia|para)[:\s]+$",
    re.IGNORECASE,
)
"""Words before a day with which a text ends."""
_BEFORE = re.compile(
    r"(?<!\w)(?:on|in|at|for|am|im|in der|zum|ab|el|para el|en|le|pour le|em|no dia|para)[:\s]+$",
    re.IGNORECASE,
)
"""Those of them that say nothing without their day."""
_OTHERWISE = frozenset(
    "of from since about re regarding was vom von seit ueber uber zu der des den del de desde sobre du depuis da do "
    "every each weekly monthly jeden jede jeder jedes cada chaque tous todos todas toda todo last q than "
    "version v".split()
)
"""Words before a day with which a text ends that say something else of it than when it is due."""
_TIMED = re.compile(
    r"[\s,]*(?:(?:at|um|@|a las|à|às)\s*)?\d{1,2}(?:[:.h]\d{2})?\s*(?:am|pm|uhr|h)$"
    r"|[\s,]+(?:at|um|@|à)?\s*\d{1,2}[:h]\d{2}$|[\s,]+(?:eod|cob|eob)$",
    re.IGNORECASE,
)
_END_OF_WEEK = frozenset(
    "eow|end of week|end of the week|end of this week|this week|ende der woche|diese woche|dieser woche".split(
        "|"
    )
)
_FRIDAY = 4
_SHORT_WEEKDAYS = {
    "mon": "monday", "tue": "tuesday", "tues": "tuesday", "wed": "wednesday", "thu": "thursday", "thur": "thursday",
    "thurs": "thursday", "fri": "friday",
}  # fmt: skip
_LETTER_OR_DOTS = re.compile(r"[^\W\d_]|\d\s*[./-]\s*\d")
_BARE_NUMERIC = re.compile(r"\d{1,2}\s*[./]\s*\d{1,2}\.?")


def day_in(text: str, day: date) -> date | None:
    """The day on which a text says that it is due, the first of several; read against `day`, from which it was said.

    A day in which the day and the month cannot be told apart is none, nor is one that only the month is said of.
    """
    found = [on for told, _ in _told(" ".join(text.split())) if (on := _on(told, day))]
    return min(found, default=None)


def without_day(text: str) -> str | None:
    """What a text says beside the one day that it tells; None where it tells none, or several, or nothing else."""
    told = _told(" ".join(text.split()))
    return told[0][1].strip(" ,;:–—-") or None if len(told) == 1 else None


def _on(told: "date | Undated", day: date) -> date | None:
    if isinstance(told, date):
        return told
    order = told.typed.by_order[0][0] if told.typed and told.typed.certain else None
    before = told.read(day, BEHIND, order) if told.sided and told.weekday is None else None
    if before and day - before <= _LONG_AGO:
        return before
    found = told.read(day, AHEAD, order)
    return found if found and found >= day else None


_Told = tuple["date | Undated", str]
"""What a text tells of a day, and the text without that."""


@lru_cache(maxsize=1 << 12)
def _told(text: str) -> tuple[_Told, ...]:
    found: dict[date | Undated, str] = {}
    for told, rest in _found(text):
        found.setdefault(told, rest)
    return tuple(found.items())


def _found(text: str) -> Iterator[_Told]:
    for match in _UNTIL.finditer(text):
        words = text[match.end() :].split()
        for many in range(min(_MOST_WORDS, len(words)), 0, -1):
            if told := _meant(" ".join(words[:many]), sure=True):
                yield told, " ".join([*text[: match.start()].split(), *words[many:]])
                break
    if found := _at_end(_TIMED.sub("", text.rstrip(" .!?)]…") + ("." if _ends_with_a_dot(text) else ""))):
        yield found
    head, parted, rest = text.partition(":") if ":" in text[:_LONGEST_HEAD] else text.partition(" - ")
    if parted and len(head) <= _LONGEST_HEAD and (told := _meant(head, sure=head.endswith("."))):
        yield told, rest


_LONGEST_HEAD = 24


def _ends_with_a_dot(text: str) -> bool:
    """Whether the dot with which a text ends may be that of a day: am 30.11."""
    return re.search(r"\d\.\s?\d{1,2}\.[ !?)\]…]*$", text) is not None


def _at_end(text: str) -> _Told | None:
    words = text.split()
    for many in range(min(_MOST_WORDS, len(words)), 0, -1):
        lead, said = " ".join(words[:-many]), " ".join(words[-many:]).lstrip("(–—@-").strip()
        if {fold(lead).rpartition(" ")[2], fold(said).partition(" ")[0]} & _OTHERWISE:
            continue
        if lead and (told := _meant(said, sure=_ON.search(f"{lead} ") is not None)):
            return told, _BEFORE.sub("", f"{lead} ")
    return None


def _meant(words: str, *, sure: bool) -> "date | Undated | None":
    """What some words mean as a day, all of them; `sure`: words before them say that they are one."""
    said = words.strip(" ,;!?()[]–—-…")
    said = said if re.search(r"\d\.$", said) else said.rstrip(".:")
    if fold(said) in _END_OF_WEEK:
        return Undated(weekday=_FRIDAY)
    if not _LETTER_OR_DOTS.search(said) or (not sure and _BARE_NUMERIC.fullmatch(said)):
        return None
    said = _SHORT_WEEKDAYS.get(fold(said), said) if sure else said
    if typed := typed_day(said):
        return typed.certain
    span = worded(said)
    if span and span.year:
        whole = span.span(date(span.year, 1, 1))
        return whole[1] if whole and (sure or span.edge) else None
    told = undated(said, LAST)
    if told is None or (told.typed and told.typed.certain is None):
        return None
    if told.worded and not (
        sure or told.worded.edge or told.worded.side is not None or told.worded.unit == 0
    ):
        return None
    return told
