"""How it is used: the readings of a month in one entry, so that they do not drown the rest."""

from datetime import date

from csdesk.domain.timeline.entries import Entry, EntryKind, Names
from csdesk.domain.usage import KNOWN_MEASURES
from csdesk.domain.values import dataclass

_SHOWN = 4
"""So many measures are told of a month, and how many more there are."""


@dataclass(frozen=True, slots=True)
class MonthOfUse:
    """What was read of one account in one month; `last` is the newest reading of each measure: day and value.

    `id` is the newest reading's; `people` are contacts with readings of their own, which `last` leaves out.
    """

    on: date
    id: str
    readings: int
    people: int
    last: tuple[tuple[str, date, float], ...]


def use_entries(month: MonthOfUse, names: Names, as_of: date) -> list[Entry]:
    """One entry on the last day with a reading: each measure's newest value in the month."""
    del names, as_of
    ordered = sorted(month.last, key=lambda reading: _rank(reading[0]))
    said = [f"{measure} {value:,.10g}" for measure, _, value in ordered[:_SHOWN]]
    more = len(ordered) - _SHOWN
    said += [f"{more:,} more"] if more > 0 else []
    said += [f"{month.people} {'person' if month.people == 1 else 'people'}"] if month.people else []
    one = month.readings == 1
    return [
        Entry(
            on=month.on,
            kind=EntryKind.USAGE,
            id=month.id,
            title=f"Use: {', '.join(said)}".replace("-", "−"),
            detail="" if one else f"The last of {month.readings} readings of the month",
            how="month",
        )
    ]


def _rank(measure: str) -> tuple[int, str]:
    known = KNOWN_MEASURES.index(measure) if measure in KNOWN_MEASURES else len(KNOWN_MEASURES)
    return known, measure
