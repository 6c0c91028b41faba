"""Thousands: amounts that stand in thousands or millions, as their header says, or a title; else asked."""

import re
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.values import Mark, as_written, read_amount
from csdesk.domain.imports.columns.content import samples
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.columns.needs import needs_money
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import Asking, Choice, Question
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.scales import MILLION, THOUSAND, scale_of

SCALED, WHOLE = "scaled", "whole"
_IN_A_TITLE = re.compile(
    r"\b(?:in|en|em|amounts|figures|values|all|angaben|betrage|werte)\s+(?:in |en |em )?"
    r"(?:(?:usd|eur|gbp|chf|euro?s?|dollars?) )?(?P<unit>(?:1 )?[a-z0-9]+)\b"
)
_WITH_A_SIGN = re.compile(
    r"(?<![^\W_])(?P<before>[tkm]) ?[€$£]|[€$£] ?(?P<behind>[tkm])(?![^\W_])", re.IGNORECASE
)
"""A letter beside the sign of a currency: *T€*, *$k*."""
_LETTERS = frozenset("tm")
"""Too little to say so in a title."""
TOO_LARGE = {THOUSAND: 10_000, MILLION: 1_000}
"""From which amount on a cell is likely to stand in whole units all the same."""
WORD = {THOUSAND: "thousands", MILLION: "millions"}


def title_scale(table: Table) -> tuple[int, str]:
    """By what the amounts below a title are multiplied, and the title: *all figures in TEUR*."""
    for title in table.titles:
        if sign := _WITH_A_SIGN.search(title):
            return scale_of(f"in {sign.group('before') or sign.group('behind')}"), title
        for match in _IN_A_TITLE.finditer(fold(title).replace("1 000", "1000")):
            unit = match.group("unit")
            if unit not in _LETTERS and (scale := scale_of(f"in {unit}")) > 1:
                return scale, title
    return 1, ""


def with_thousands(mapping: SheetMapping, table: Table, asking: Asking) -> tuple[SheetMapping, list[str]]:
    """The mapping with its columns in thousands or millions marked, and what to tell of them; months are one column.

    It is asked where a title says so, which not every column need follow, or the cells are large.
    """
    money = [] if mapping.own else [c for c in mapping.columns if needs_money(c) and not c.minor]
    months = [c for c in money if c.month]
    groups = [*([c] for c in money if not c.month), *([months] if months else [])]
    told = [(group, _times(group, table, asking)) for group in groups]
    times = {c.index: scale for group, (scale, _) in told for c in group}
    columns = (replace(c, times=times.get(c.index, 1)) for c in mapping.columns)
    return replace(mapping, columns=tuple(columns)), [note for _, (_, note) in told if note]


def _times(group: list[Column], table: Table, asking: Asking) -> tuple[int, str]:
    """By what the amounts of columns are multiplied, and what to tell of it."""
    first = group[0]
    above, title = title_scale(table)
    said = scale_of(f"in {table.sheet}" if first.month else first.header)
    scale = max(said, above)
    cells = [c for column in group for c in table.cells(column.index)] if scale > 1 else []
    bare = {c: a.number for c in cells if not blank(c) and (a := read_amount(c, Mark.POINT)) and not a.scaled}
    if not bare:
        return 1, ""
    large = [c for c, number in bare.items() if abs(number) >= TOO_LARGE[scale]]
    if said > 1 and not large:
        return said, f"“{first.header}” is in {WORD[said]}: {_example(next(iter(bare)), said)}."
    why = (
        f"{samples(large)[0]} would be very much in {WORD[scale]}." if large else f"The sheet says “{title}”."
    )
    return asked_scale(first, table, scale, next(iter(bare)), why, asking, likely=not large)


def asked_scale(
    column: Column, table: Table, scale: int, sample: Value, why: str, asking: Asking, *, likely: bool
) -> tuple[int, str]:
    """By what the amounts of a column are multiplied, as a person says; `why` one may think that they are scaled."""
    answer = asking.ask(
        Question(
            key=f"thousands:{table.sheet}:{column.header}",
            sheet=table.sheet,
            rows=(),
            seen=samples(table.cells(column.index)),
            choices=(
                Choice(SCALED, f"In {WORD[scale]}: {_example(sample, scale)}"),
                Choice(WHOLE, f"Whole units: {sample} is {sample}"),
            ),
            default=SCALED if likely else None,
            text=f"Are the amounts in “{column.header}” in {WORD[scale]}, or whole units?",
            evidence=why,
        )
    )
    return (scale if answer == SCALED else 1), ""


def _example(cell: Value, scale: int) -> str:
    amount = read_amount(cell, Mark.POINT)
    return (
        f"{cell} is {as_written((amount.number * scale).normalize(), None, parted=True)}"
        if amount
        else str(cell)
    )
