"""A sheet that came before is mapped as it was then; a column that changed its name is noticed."""

from collections.abc import Mapping
from dataclasses import replace

from csdesk.domain.imports.content import fit
from csdesk.domain.imports.mapping import RENAMED, Column, SheetMapping
from csdesk.domain.imports.questions import Asking, Choice, Question
from csdesk.domain.imports.tables import Table
from csdesk.domain.imports.targets import CUSTOM, TARGETS

_FITS = 0.8
"""Which share of a column's cells must read as what another column held, to be asked about as its new name."""
YES, NO = "yes", "no"


def as_before(
    mapping: SheetMapping, table: Table, before: Mapping[str, str | None], asking: Asking
) -> SheetMapping:
    """The mapping with what was chosen the last time for columns that nothing else places, and with new names."""
    columns = list(mapping.columns)
    used = {c.target for c in columns}
    for at, column in enumerate(columns):
        target = before.get(column.header)
        free = target not in used and target in TARGETS
        if column in mapping.undecided and target is not None and free and not target.endswith(f".{CUSTOM}"):
            columns[at] = replace(column, target=target, confidence=1.0, because="as last time")
            used.add(target)
    return _renamed(replace(mapping, columns=tuple(columns)), table, before, asking)


def _renamed(
    mapping: SheetMapping, table: Table, before: Mapping[str, str | None], asking: Asking
) -> SheetMapping:
    headers = {c.header for c in mapping.columns}
    columns = list(mapping.columns)
    for old, target in before.items():
        there = target is None or target not in TARGETS or target.endswith(f".{CUSTOM}")
        if old in headers or there or mapping.at(target or ""):
            continue
        fitting = [c for c in mapping.undecided if c.header not in before and _fits(c, table, str(target))]
        if len(fitting) != 1:
            continue
        at, answer = (
            columns.index(fitting[0]),
            asking.said(_question(table.sheet, fitting[0], old, str(target))),
        )
        if answer == YES:
            columns[at] = replace(fitting[0], target=target, confidence=1.0, because=f"was “{old}”")
        elif answer is None:
            columns[at] = replace(fitting[0], because=RENAMED)
    return replace(mapping, columns=tuple(columns))


def _fits(column: Column, table: Table, target: str) -> bool:
    return fit(TARGETS[target], table.column(column.index), None) >= _FITS


def _question(sheet: str, column: Column, old: str, target: str) -> Question:
    return Question(
        key=f"renamed:{sheet}:{column.header}",
        sheet=sheet,
        rows=(),
        seen=column.samples,
        choices=(
            Choice(YES, f"Yes: it goes to {target}, as “{old}” did"),
            Choice(NO, "No, it is another column"),
        ),
        default=None,
        text=f"Is “{column.header}” the column that was called “{old}”?",
        evidence=f"When this sheet last came it had “{old}”; now it has “{column.header}”: "
        f"{', '.join(column.samples)}.",
    )
