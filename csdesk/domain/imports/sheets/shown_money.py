"""Amounts may be shown with a currency that their cells do not hold: it is the currency of their rows."""

import re
from collections import Counter
from collections.abc import Mapping

from csdesk.domain.imports.cells.amounts import Mark, read_amount
from csdesk.domain.imports.cells.currencies import code_of, currency_in, shared_with
from csdesk.domain.imports.cells.grid import Value, shown_parts
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.columns.needs import needs_money
from csdesk.domain.imports.sheets.joins import filled
from csdesk.domain.imports.sheets.made import with_made
from csdesk.domain.imports.sheets.shown_scale import with_shown_scale
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import Asking, counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.targets import CURRENCIES

_OF = {
    "account": "subscription.currency",
    "subscription": "subscription.currency",
    "invoice": "invoice.currency",
    "opportunity": "opportunity.currency",
}
"""By the noun of a sheet: where the currency of a row goes."""


def with_shown_money(
    table: Table, mapping: SheetMapping, asking: Asking
) -> tuple[Table, SheetMapping, list[str]]:
    """The table with its amounts in the currency, and in the thousands, in which they are shown; mapping; notes."""
    table, scaled = with_shown_scale(table, mapping, asking)
    table, mapping, told = _with_currencies(table, mapping)
    return table, mapping, [*scaled, *told]


def _with_currencies(table: Table, mapping: SheetMapping) -> tuple[Table, SheetMapping, list[str]]:
    """The table with a column of the currencies in which its amounts are shown, where no column says them; notes.

    The first column of money counts whose header names no currency. Where half of its amounts and more are shown in
    one, the others are in it too. A column of currencies is filled where it is empty, unless it says another one where
    an amount is shown in one: then nobody chose how amounts are shown.
    """
    target = _OF.get(mapping.noun)
    if not table.shown or target is None or mapping.own:
        return table, mapping, []
    written = [c for c in mapping.columns if c.target in CURRENCIES]
    free = {r.number for r in table.rows if all(blank(r.cell(c.index)) for c in written)}
    columns = [c for c in mapping.columns if _is_paid(c, target) and not _names_one(c.header)]
    found = {c.header: _shown_in(table, c) for c in columns}
    said = {h: of for h, signs in found.items() if (of := {n: s for n, s in signs.items() if n in free})}
    if not said or any(_belied(table, c, signs) for c in written for signs in found.values()):
        return table, mapping, []
    cells = [next((s[r.number] for s in said.values() if r.number in s), None) for r in table.rows]
    if written:
        told = f"Where “{written[0].header}” is empty, {_told(said)}"
        return filled(table, written[0].index, cells), mapping, [told]
    first = next(iter(said))
    table, mapping = with_made(
        table, mapping, f"Currency of {first}", target, [*cells], f"how “{first}” is shown"
    )
    return table, mapping, [_told(said)]


def _belied(table: Table, column: Column, signs: Mapping[int, str]) -> bool:
    """Whether a cell of a column of currencies says another one than that in which an amount of its row is shown."""
    told = (
        (code_of(shown(cell).strip()), signs[n]) for n, cell in table.numbered(column.index) if n in signs
    )
    return any(code and not _may_be(code, sign) for code, sign in told)


def _may_be(code: str, sign: str) -> bool:
    _, own, several = currency_in(f"1000.00{sign}")
    return code == own or (several and code in shared_with(own))


def _is_paid(column: Column, target: str) -> bool:
    """Whether a column holds amounts that the currency is of."""
    of = target.partition(".")[0]
    return bool(column.month) or (needs_money(column) and (column.target or "").startswith(f"{of}."))


def _names_one(header: str) -> bool:
    words = (w for w in re.split(r"[\s()\[\]/]+", header) if w)
    return any((a := read_amount(f"1{w.upper()}") or read_amount(f"{w}1")) and a.currency for w in words)


def _shown_in(table: Table, column: Column) -> dict[int, str]:
    """By row, the currency in which the amount of a column is shown."""
    said = {
        row + 1: sign
        for top, at, bottom, told in table.shown
        if at == column.index and (sign := shown_parts(told)[0])
        for row in range(top, bottom + 1)
    }
    amounts = [n for n, cell in table.numbered(column.index) if _is_bare(cell)]
    found = {n: said[n] for n in amounts if n in said}
    if len(set(found.values())) == 1 and 2 * len(found) >= len(amounts):
        return dict.fromkeys(amounts, next(iter(found.values())))
    return found


def _is_bare(cell: Value) -> bool:
    """Whether a cell is an amount without a currency; a number may be kept as a text."""
    amount = read_amount(cell, Mark.POINT)
    return amount is not None and amount.currency is None


def _told(said: Mapping[str, Mapping[int, str]]) -> str:
    signs = Counter(sign for cells in said.values() for sign in cells.values())
    shown = ", ".join(f"{counted(n, 'amount')} in {sign}" for sign, n in signs.most_common())
    first, more = next(iter(said)), len(said) - 1
    others = f" and {counted(more, 'other column')} are" if more else " is"
    return f"“{first}”{others} shown with a currency by the sheet: {shown}."
