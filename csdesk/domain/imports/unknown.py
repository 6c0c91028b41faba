"""What becomes of columns that nobody has a place for: kept as custom fields, as notes, or left out."""

from collections.abc import Iterable

from csdesk.domain.imports.mapping import LINES_COME, Column, SheetMapping
from csdesk.domain.imports.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.targets import CUSTOM, OMIT

NOTES = "notes"
_NAMED = 6
_BY_ITSELF = " Each column can also be sent elsewhere by itself."


def unknown_columns(sheet: str, mapping: SheetMapping, before: Iterable[str] | None, asking: Asking) -> str:
    """Ask once per sheet what becomes of its unknown columns: `custom`, `notes` or `omit`, as while it is open.

    `before`: the headers that the sheet had when it last came; a new one is asked about whatever was said then.
    """
    columns = mapping.undecided
    if not columns:
        return OMIT
    few = columns if len(columns) <= _NAMED else columns[:3]
    more = f" and {counted(len(columns) - len(few), 'other')}" if len(few) < len(columns) else ""
    named = ", ".join(f"“{c.header}”" for c in few) + more
    customers = mapping.noun == "account"
    choices = [Choice(CUSTOM, "Keep them as custom fields")]
    choices += [Choice(NOTES, "Keep them in the account's notes")] if customers else []
    answer = asking.said(
        Question(
            key=f"columns:{sheet}:unknown",
            sheet=sheet,
            rows=(),
            seen=tuple(f"{c.header}: {', '.join(c.samples)}" for c in columns[:6]),
            choices=(*choices, Choice(OMIT, "Leave them out")),
            default=CUSTOM if customers else OMIT,
            text=f"What becomes of {named}?",
            evidence=_why(columns) + _gone(mapping, before) + _BY_ITSELF,
        ),
        afresh=before is not None and not {c.header for c in columns} <= set(before),
    )
    return answer or OMIT


def _gone(mapping: SheetMapping, before: Iterable[str] | None) -> str:
    """Which columns the sheet had when it last came, and has no more: one of these may be one of them."""
    there = {c.header for c in mapping.columns}
    gone = [header for header in before or () if header not in there]
    if not gone or len(gone) > _NAMED:
        return ""
    named = ", ".join(f"“{header}”" for header in gone)
    under = "where one of these is that under a new name, give it the old name in the file"
    return f" When this sheet last came it had {named}: {under}."


def _why(columns: Iterable[Column]) -> str:
    """Why nothing becomes of them by itself."""
    told = {c.because for c in columns}
    if len(told) == 1 and (why := told.pop()).startswith(LINES_COME):
        return f"{why[:1].upper()}{why[1:]}: here these would be second ones."
    return "No field fits."
