"""Making an own measure: what may be asked of a table, and the words that a receipt says it in."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from csdesk.domain.health.curve import Points
from csdesk.domain.health.own import Against, Source
from csdesk.domain.health.terms import Measure, ReadingKind, Unit
from csdesk.domain.query import field_key

OWN = "own_"
"""How the keys of own measures begin; no shipped one does."""
UNITS = {
    ReadingKind.LAST: (Unit.NUMBER, Unit.SHARE, Unit.COUNT, Unit.DAYS),
    ReadingKind.COUNT: (Unit.COUNT,),
    ReadingKind.SUM: (Unit.NUMBER, Unit.COUNT, Unit.DAYS),
    ReadingKind.SHARE: (Unit.SHARE,),
    ReadingKind.DAYS_SINCE: (Unit.DAYS,),
    ReadingKind.OLDEST_OPEN: (Unit.DAYS,),
    ReadingKind.TREND: (Unit.RATIO,),
}
"""What a reading of each kind may be counted in, the usual one first."""


def own_key(name: str, taken: Iterable[str] = ()) -> str:
    """A key for an own measure of this name that no other has; it stays when the name changes."""
    bare = OWN + (field_key(name) or "measure")
    used, key, number = set(taken), bare, 2
    while key in used:
        key, number = f"{bare}_{number}", number + 1
    return key


def with_words(measure: Measure) -> Measure:
    """The measure with how it is read in one sentence, and what of a workbook would bring it."""
    source = measure.source
    if source is None:
        return measure
    return replace(measure, noun=source.table, rule=rule_of(measure, source), brings=_brings(source))


def rule_of(measure: Measure, source: Source) -> str:
    """How it is read, in one sentence."""
    rows = f"{source.table} “{source.usage}”" if source.usage else source.table
    those = f" where {source.where}" if source.where else ""
    window = f" of {measure.window} days" if measure.window else ""
    match measure.kind:
        case ReadingKind.LAST:
            return f"the last {source.field} of {rows}{those}{window}"
        case ReadingKind.COUNT:
            return f"how many {rows}{those}{window}"
        case ReadingKind.SUM:
            return f"the sum of {source.field} of {rows}{those}{window}"
        case ReadingKind.SHARE:
            return f"the share with {source.that} of {rows}{those}{window}"
        case ReadingKind.DAYS_SINCE:
            return f"days since the last {source.field or source.dated} of {rows}{those}"
        case ReadingKind.OLDEST_OPEN:
            return f"days that the oldest of {rows}{those} is open, until its {source.field}"
        case ReadingKind.TREND:
            what = f"mean {source.field} of {rows}{those}" if source.field else f"how many {rows}{those}"
            other = (
                "the same a year before"
                if source.against is Against.YEAR
                else f"the {measure.window} days before"
            )
            return f"{what} in {measure.window} days ÷ {other}"


def asked_of(source: Source) -> tuple[str, ...]:
    """The keys that a source may ask for: what it reads, and the words of its conditions that can be keys."""
    words = re.findall(r"[^\W\d]\w*", f"{source.where} {source.that}")
    return tuple(dict.fromkeys(filter(None, (source.field, *map(field_key, words)))))


def _brings(source: Source) -> str:
    sheet = source.table.capitalize()
    if source.usage:
        return f"Usage: Measure “{source.usage}”, On, Value"
    columns = [key.replace("_", " ").capitalize() for key in (source.dated, source.field) if key]
    return f"{sheet}: {', '.join(dict.fromkeys(columns))}" if columns else sheet


def first_points(readings: Sequence[float], *, more_is_better: bool) -> Points:
    """A straight line to begin with, over what the book reads: from the lowest twentieth to the highest."""
    low, high = (_place(readings, share) for share in (0.05, 0.95)) if readings else (0.0, 1.0)
    if high <= low:
        low, high = min(low, 0.0), max(high, low + 1.0)
    return ((low, 0.0), (high, 100.0)) if more_is_better else ((low, 100.0), (high, 0.0))


def _place(readings: Sequence[float], share: float) -> float:
    """The reading at a share of the sorted ones, to two digits that count."""
    found = readings[min(len(readings) - 1, int(share * len(readings)))]
    return float(f"{found:.2g}")
