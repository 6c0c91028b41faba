"""A table is complete through a day: that of its newest row, or the day of its sheet."""

from datetime import date

from csdesk.domain.imports.reading.record import days_of
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.vocabulary.targets import SHEET_NOUNS

_AHEAD = frozenset({
    "subscription", "step", "renewal", "task", "milestone", "objective", "promise", "gap", "opportunity",
    "advocacy", "churn", "file",
})  # fmt: skip
"""Nouns whose rows do not stand for the days on which they were written."""


def complete_through(sheet: Sheet) -> date | None:
    """The newest row's day of a table of facts; a table of customers is complete through its own day."""
    noun = SHEET_NOUNS[sheet.mapping.noun]
    if noun.day is None or noun.word in _AHEAD:
        return sheet.day
    days = set(days_of(sheet.records, f"{noun.word}.{noun.day}"))
    return max((d.date() if hasattr(d, "date") else d for d in days if d), default=sheet.day)
