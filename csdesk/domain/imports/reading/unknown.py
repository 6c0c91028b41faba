"""What becomes of columns that nobody has a place for: kept as custom fields, as notes, or left out."""

import re
from collections.abc import Iterable, Mapping

from csdesk.domain.imports.columns.mapping import LINES_COME, RENAMED, Column, SheetMapping
from csdesk.domain.imports.reading.customs import custom_name
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.vocabulary.targets import CUSTOM, OMIT, joins
from csdesk.domain.imports.vocabulary.words import Synonyms, fold
from csdesk.domain.names import name_key
from csdesk.domain.phrases import upper

NOTES = "notes"
_YEAR = re.compile(r"(?:fy)?(?:19|20)\d\d")
_NAMED = 6
_BY_ITSELF = " Each column can also be sent elsewhere by itself."


def unknown_columns(
    sheet: str,
    mapping: SheetMapping,
    mapped: Mapping[str, Mapping[str, str | None]],
    asking: Asking,
    synonyms: Synonyms,
) -> str:
    """Ask once per sheet what becomes of its unknown columns: `custom`, `notes` or `omit`, as while it is open.

    `mapped`: where the columns of each sheet went when it last came; a new one is asked about whatever was said then,
    as is one that was joined to a field of one's own and is not any more.
    """
    columns, before = mapping.undecided, mapped.get(sheet)
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
            default=_proposed(columns, synonyms) if customers else OMIT,
            text=f"What becomes of {named}?",
            evidence=_why(columns) + _gone(mapping, before) + _BY_ITSELF,
        ),
        afresh=before is not None and not {c.header for c in columns} <= _apart(before),
    )
    return answer or OMIT


def _proposed(columns: Iterable[Column], synonyms: Synonyms) -> str:
    """Notes where each is called notes of another time (*Notes 2025*, *Comments (old)*), else a custom field."""
    return NOTES if all(_is_notes(fold(c.header), synonyms) for c in columns) else CUSTOM


def _is_notes(header: str, synonyms: Synonyms) -> bool:
    words = [w for w in header.split() if not _YEAR.fullmatch(w) and synonyms.value("of_before", w) is None]
    return synonyms.columns.get(" ".join(words)) == "account.notes"


def _apart(before: Mapping[str, str | None]) -> set[str]:
    """The columns that were joined to no other's field."""
    return {header for header, target in before.items() if not joins(target or "")[1]}


def _gone(mapping: SheetMapping, before: Mapping[str, str | None] | None) -> str:
    """Which fields the sheet had when it last came, and has no more: one of these may be one of them.

    Where that is asked of a column by itself, nothing is said.
    """
    there = {c.header for c in mapping.columns}
    told = ((h, sent) for h, sent in (before or {}).items() if sent and h not in there)
    gone = [header for header, sent in told if not _holds(mapping, header, sent)]
    if not gone or len(gone) > _NAMED or any(c.because == RENAMED for c in mapping.columns):
        return ""
    named = ", ".join(f"“{header}”" for header in gone)
    return f" When this sheet last came it had {named}: one of these may be that under a new name."


def _holds(mapping: SheetMapping, header: str, sent: str) -> bool:
    """Whether a column goes where one of that header went the last time."""
    bare, name = joins(sent)
    if not bare.endswith(f".{CUSTOM}"):
        return mapping.at(bare) is not None
    key = name_key(name or custom_name(header))
    return any(c.custom and name_key(c.custom.field.name) == key for c in mapping.columns)


def _why(columns: Iterable[Column]) -> str:
    """Why nothing becomes of them by itself."""
    told = {c.because for c in columns}
    if len(told) == 1 and (why := told.pop()).startswith(LINES_COME):
        return f"{upper(why)}: here these would be second ones."
    return "No field fits."
