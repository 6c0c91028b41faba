"""A region, a segment or a team may stand among the customers with the sums of its rows: no customer, but a heading."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from itertools import pairwise

from csdesk.domain.imports.cells.amounts import Mark, read_amount
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.tables.headers import blank, header_word
from csdesk.domain.imports.tables.headings import DECORATION
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import HEADING, LeftOut, Row, Table
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.names import name_key

_NAME, _PARENT = "account.account", "account.parent"
_NUMBER = re.compile(r"(?!\s*\d+\.\d+\.\d+\s*$)[^\w\s]{0,2}\s*\d[\d.,'’\s]*\s*(?:[^\w\s]|k|[A-Z]{3})?")
_OTHERS = frozenset({bool, date, datetime, time})
_FEWEST, _SHOWN, _CENT = 2, 3, Decimal("0.01")


def with_subtotals(table: Table, synonyms: Synonyms) -> Table:
    """The table of customers in which rows that only add up others are headings of these.

    They say a name and amounts, and the others more than that: all of them, or their words are those of regions and
    segments. Each adds up the rows below it, or all of them those above. A customer who stands over rows of its own,
    which name nobody or the same, keeps its row, without their sums.
    """
    names = [h.index for h in table.headers if synonyms.columns.get(header_word(h.text)) == _NAME]
    bare = _no_parents(table, _bare(table.rows, names[0]), names[0], synonyms) if names else []
    if table.headings or not bare:
        return table
    at = names[0]
    table = _without_own_sums(table, bare, at)
    known = [n for n in bare if synonyms.value("sections", str(table.rows[n].cells[at]).strip(DECORATION))]
    whose = _whose(table.rows, known, at, known=True) if known else {}
    if not whose and len(bare) < len(table.rows):
        whose = _whose(table.rows, bare, at, known=False)
    return _headed(table, whose, at) if whose else table


def _no_parents(table: Table, bare: list[int], at: int, synonyms: Synonyms) -> list[int]:
    """Those of such rows that no column calls the parent of another."""
    over = [h.index for h in table.headers if synonyms.columns.get(header_word(h.text)) == _PARENT]
    named = (
        {name_key(c) for index in over for c in table.cells(index) if isinstance(c, str)} if bare else set()
    )
    return [n for n in bare if name_key(str(table.rows[n].cells[at])) not in named] if named else bare


def _without_own_sums(table: Table, bare: Sequence[int], at: int) -> Table:
    """The table in which the sums of a customer are left out whose rows stand below."""
    rows, told = [*table.rows], []
    for n in bare:
        name = rows[n].cells[at]
        if n and rows[n - 1].cell(at) == name:
            continue  # only the first row of a customer adds up the others
        others = (m for m in range(n + 1, len(rows)) if not blank(cell := rows[m].cell(at)) and cell != name)
        members = range(n + 1, next(others, len(rows)))
        if all(_says_more(rows[m], rows[n]) for m in members) and _adds_up(rows, n, members, at):
            rows[n] = replace(
                rows[n], cells=tuple(c if i == at else None for i, c in enumerate(rows[n].cells))
            )
            told.append(f"{name} in row {rows[n].number}")
    if not told:
        return table
    more = f" and {counted(len(told) - _SHOWN, 'other')}" if len(told) > _SHOWN else ""
    note = f"The amounts beside a name add up the rows below it, and are left out: {', '.join(told[:_SHOWN])}{more}."
    return replace(table, rows=tuple(rows), notes=(*table.notes, note))


def _bare(rows: Sequence[Row], at: int) -> list[int]:
    """Which rows say a name and nothing else but numbers; no function is called for a row, as most are not."""
    return [
        n
        for n, row in enumerate(rows)
        if _OTHERS.isdisjoint(map(type, row.cells))
        and at < len(row.cells)
        and type(row.cells[at]) is str
        and not any(
            type(c) is str and i != at and c and not c.isspace() and _NUMBER.fullmatch(c) is None
            for i, c in enumerate(row.cells)
        )
        and not blank(row.cells[at])
    ]


def _whose(rows: Sequence[Row], sums: Sequence[int], at: int, *, known: bool) -> dict[int, int]:
    """Row → the one that adds it up, by where they stand; empty where that is not sure of all of them."""
    down = {n: [*range(n + 1, end)] for n, end in pairwise((*sums, len(rows)))}
    up = {n: [*range(begin + 1, n)] for begin, n in pairwise((-1, *sums))}
    for blocks in (down, up):
        told = {n: members for n, members in blocks.items() if _adds_up(rows, n, members, at)}
        several = any(len(members) >= _FEWEST for members in told.values())
        named = not any(blank(rows[m].cell(at)) for members in told.values() for m in members)
        if len(told) == len(blocks) and several and named and (known or _covers(blocks, rows)):
            return {member: n for n, members in blocks.items() for member in members}
    apart = all(members and all(_says_more(rows[m], rows[n]) for m in members) for n, members in down.items())
    return {member: n for n, members in down.items() for member in members} if known and apart else {}


def _says_more(row: Row, other: Row) -> bool:
    """Whether a row says something in a column in which another says nothing."""
    return any(not blank(cell) and blank(other.cell(index)) for index, cell in enumerate(row.cells))


def _covers(blocks: dict[int, list[int]], rows: Sequence[Row]) -> bool:
    """Whether every row is one that adds up, or added up."""
    return sum(map(len, blocks.values())) + len(blocks) == len(rows)


def _adds_up(rows: Sequence[Row], number: int, members: Sequence[int], at: int) -> bool:
    """Whether the numbers of a row are the sums of others, or how many they are; one is a sum of something."""
    summed = False
    for index, cell in enumerate(rows[number].cells):
        if index == at or blank(cell):
            continue
        own = _number(cell)
        told = [n for m in members if (n := _number(rows[m].cell(index))) is not None]
        summed |= bool(told)
        if own is None or (abs(sum(told) - own) > _CENT if told else own != len(members)):
            return False
    return summed


def _number(cell: Value) -> Decimal | None:
    found = None if blank(cell) else read_amount(cell, Mark.POINT)
    return found.number if found else None


def _headed(table: Table, whose: dict[int, int], at: int) -> Table:
    """The table with such rows as headings of those that they add up."""
    rows, sums = table.rows, sorted({*whose.values()})
    numbers = {n: rows[n].number for n in sums}
    kept = (replace(r, heading=numbers.get(whose.get(n, -1))) for n, r in enumerate(rows) if n not in numbers)
    headings = [LeftOut(rows[n].number, str(rows[n].cells[at]), HEADING) for n in sums]
    left = sorted((*table.left_out, *headings), key=lambda one: one.row)
    return replace(
        table,
        rows=tuple(kept),
        headings=tuple(headings),
        left_out=tuple(left),
        sums=tuple(rows[n] for n in sums),
    )
