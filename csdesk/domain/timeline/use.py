"""How it is used: the readings of a month in one entry, so that they do not drown the rest."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from csdesk.domain.timeline.entries import Entry, EntryKind
from csdesk.domain.timeline.words import upper
from csdesk.domain.usage import KNOWN_MEASURES, Usage

_SHOWN = 4
"""So many measures are told of a month, and how many more there are."""


def usage_entries(readings: Iterable[Usage], *, as_of: date) -> list[Entry]:
    """One entry for each month that has readings, on its last day with one: each measure's newest value in it."""
    months: dict[tuple[int, int], list[Usage]] = defaultdict(list)
    for reading in readings:
        if reading.on <= as_of:
            months[reading.on.year, reading.on.month].append(reading)
    return [_month(months[month]) for month in sorted(months)]


def _month(readings: Sequence[Usage]) -> Entry:
    last = max(readings, key=lambda r: (r.on, r.id))
    whole: dict[str, Usage] = {}
    for reading in sorted((r for r in readings if r.contact is None), key=lambda r: (r.on, r.id)):
        whole[reading.measure] = reading
    people = {r.contact for r in readings if r.contact is not None}
    measures = sorted(whole, key=_rank)
    said = [f"{measure} {whole[measure].value:,.10g}" for measure in measures[:_SHOWN]]
    more = len(measures) - _SHOWN
    said += [f"{more} more"] if more > 0 else []
    said += [f"{len(people)} {'person' if len(people) == 1 else 'people'}"] if people else []
    count = f"{len(readings)} {'reading' if len(readings) == 1 else 'readings'}"
    return Entry(
        on=last.on,
        kind=EntryKind.USAGE,
        id=last.id,
        title=f"Use: {', '.join(said)}",
        detail=upper(f"{count} in the month, the last of each measure"),
        how="month",
    )


def _rank(measure: str) -> tuple[int, str]:
    known = KNOWN_MEASURES.index(measure) if measure in KNOWN_MEASURES else len(KNOWN_MEASURES)
    return known, measure
