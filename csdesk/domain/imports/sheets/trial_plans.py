"""A plan may say that a customer only tries: *trial* among *Pro* and *Team* is how things stand, and no product."""

from collections.abc import Iterator
from dataclasses import replace

from csdesk.domain.accounts import Status
from csdesk.domain.imports.cells.amounts import Mark, read_amount
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.columns.needs import needs_money
from csdesk.domain.imports.sheets.made import with_made
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import Row, Table
from csdesk.domain.imports.vocabulary.deals import UNPAID
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.values import dataclass

_PRODUCT, _STATUS = "subscription.product", "account.status"
_SAYS_IT = frozenset(
    {_STATUS, "account.churned", "subscription.status", "subscription.trial", "account.stage"}
)


@dataclass(frozen=True, slots=True)
class _Trials:
    """The rows of a table whose plan is a trial, and where nothing is paid."""

    plan: Column
    rows: frozenset[int]


def with_trials(
    table: Table, mapping: SheetMapping, synonyms: Synonyms
) -> tuple[Table, SheetMapping, list[str]]:
    """The table with a column that says who only tries, where a plan does; its mapping; what to tell of it."""
    found = _trials(table, mapping, synonyms)
    if found is None:
        return table, mapping, []
    plan, rows = found.plan, found.rows
    said: list[Value] = [Status.PROSPECT.value if row.number in rows else None for row in table.rows]
    first = next(row for row in table.rows if row.number in rows)
    note = (
        f"“{plan.header}”: {counted(len(rows), 'cell', 'tells')} that nobody bought yet, such as row {first.number}: "
        f"{shown(first.cell(plan.index))}. It is no product."
    )
    header = f"{plan.header} (status)"
    table, mapping = with_made(table, mapping, header, _STATUS, said, f"as “{plan.header}” says")
    return _without(table, plan, rows), mapping, [note]


def _trials(table: Table, mapping: SheetMapping, synonyms: Synonyms) -> _Trials | None:
    plan = mapping.at(_PRODUCT)
    told = any(c.target in _SAYS_IT for c in mapping.columns)
    if plan is None or told or mapping.own or mapping.noun not in {"account", "subscription"}:
        return None
    words = {c for c in set(table.cells(plan.index)) if not blank(c)}
    tries = {c for c in words if synonyms.value("deal", shown(c)) == UNPAID}
    if not tries or tries == words:
        return None
    paid = [c for c in mapping.columns if needs_money(c)]
    rows = frozenset(
        row.number for row in table.rows if row.cell(plan.index) in tries and not _pays(row, paid)
    )
    return _Trials(plan, rows) if rows else None


def _pays(row: Row, paid: list[Column]) -> bool:
    """Whether an amount stands in a row that is not nothing."""
    cells: Iterator[Value] = (row.cell(c.index) for c in paid)
    return any(not blank(c) and ((a := read_amount(c, Mark.POINT)) is None or a.number != 0) for c in cells)


def _without(table: Table, plan: Column, rows: frozenset[int]) -> Table:
    kept = (row.with_cell(plan.index, None) if row.number in rows else row for row in table.rows)
    return replace(table, rows=tuple(kept))
