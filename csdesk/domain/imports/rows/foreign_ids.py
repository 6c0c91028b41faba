"""IDs of another list: those of a sheet whose customers, in the book or in these files, are called otherwise."""

from collections.abc import Iterable
from dataclasses import replace

from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.phrases import first_said

SAME, OMIT = "same", "omit"
_ID = "account.external_id"
_ENOUGH, _SHOWN = 3, 4
"""From how many such rows beside none that agrees it is proposed that the IDs are others."""


def foreign_ids(sheets: Iterable[Sheet], bench: Bench, asking: Asking) -> frozenset[str]:
    """The sheets whose IDs a person says are not those of the book."""
    said = {s.name: asking.said(_question(s, bench)) for s in sheets if bench.ids.otherwise(s.name)}
    return frozenset(name for name, answer in said.items() if answer == OMIT)


def without_ids(sheet: Sheet) -> Sheet:
    """The sheet with rows that name their customers by no ID."""
    bare = ({k: v for k, v in r.values.items() if k != _ID} for r in sheet.records)
    records = tuple(replace(r, values=v) for r, v in zip(sheet.records, bare, strict=True))
    return replace(sheet, records=records)


def _question(sheet: Sheet, bench: Bench) -> Question:
    header, rows, alike = sheet.header(_ID), bench.ids.otherwise(sheet.name), bench.ids.alike(sheet.name)
    seen = [f"row {row}: {said}" for row, said in rows.items()]
    agree = f"{counted(alike, 'other row', 'has')}" if alike else "No other row has"
    omit = OMIT if not alike and len(rows) >= _ENOUGH else None
    return Question(
        key=f"whose:{sheet.name}:{header}",
        sheet=sheet.name,
        rows=tuple(rows),
        seen=tuple(rows.values()),
        choices=(
            Choice(SAME, "Yes: the IDs hold, and the names of before stay"),
            Choice(OMIT, f"No: “{header}” is of another list; go by domain and name, and leave it out"),
        ),
        default=SAME if alike > len(rows) else omit,
        text=f"{counted(len(rows), 'customer', 'has')} the ID of one with another name. Are they the same?",
        evidence=f"{first_said(seen[:_SHOWN], len(seen))}. {agree} both ID and name of a customer.",
    )
