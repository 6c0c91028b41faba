"""A parent may stand in a list with the sum of what its subsidiaries pay, each of whom stands there too."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from csdesk.domain.imports.cells.amounts import Mark, read_amount
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.columns.needs import needs_money
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.tables.tables import Row, Table
from csdesk.domain.names import name_key
from csdesk.domain.phrases import together

SUM, BOTH = "sum", "both"
_NAME, _PARENT, _ID = "account.account", "account.parent", "account.external_id"
_OF_CONTRACTS = ("subscription.", "renewal.")
_APART = frozenset({"subscription.unit_price", "subscription.discount"})
"""Money that is no amount of a row."""
_FEWEST, _SHOWN, _CENT = 2, 3, Decimal("0.01")


def with_parent_sums(
    table: Table, mapping: SheetMapping, asking: Asking
) -> tuple[Table, SheetMapping, list[str]]:
    """The table in which a parent's rows say nothing of contracts where that is its subsidiaries' sum; asked once."""
    names, parents = mapping.at(_NAME), mapping.at(_PARENT)
    if mapping.own or names is None or parents is None:
        return table, mapping, []
    over = _called(table, mapping, names, table.column(parents.index))
    found = sums_among(table, mapping, table.column(names.index), over)
    if not found or asking.ask(_question(table, names, found)) != SUM:
        return table, mapping, []
    contract = {c.index for c in mapping.columns if c.month or (c.target or "").startswith(_OF_CONTRACTS)}
    sums = {name_key(name) for name in found}
    rows = tuple(_without(r, contract) if _key(r.cell(names.index)) in sums else r for r in table.rows)
    told = f"The amounts of {_first(list(found))} are the sum of their subsidiaries’, and are left out."
    return replace(table, rows=rows), mapping, [told]


def _called(table: Table, mapping: SheetMapping, names: Column, parents: Sequence[Value]) -> list[Value]:
    """The parents by name, also where a column names them by their IDs."""
    ids = mapping.at(_ID)
    if ids is None:
        return [*parents]
    by_id = {shown(r.cell(ids.index)): r.cell(names.index) for r in table.rows}
    there = {_key(name) for name in by_id.values()}
    return [p if blank(p) or _key(p) in there else by_id.get(shown(p), p) for p in parents]


def sums_among(
    table: Table, mapping: SheetMapping, names: Sequence[Value], parents: Sequence[Value]
) -> Mapping[str, tuple[str, ...]]:
    """Who costs as much as those together whose parent they are, to the cent, and who these are; two at least."""
    columns = [c for c in mapping.columns if _is_amount(c)]
    below: dict[str, dict[str, str]] = {}
    for name, parent in zip(names, parents, strict=True):
        if not blank(parent) and not blank(name) and _key(parent) != _key(name):
            below.setdefault(_key(parent), {})[_key(name)] = shown(name)
    called = {_key(name): shown(name) for name in reversed(names) if _key(name) in below}
    many = {key: called[key] for key in called if len(below[key]) >= _FEWEST}
    if not many or not columns:
        return {}
    for mark in (Mark.POINT, Mark.COMMA):
        paid = [_paid(table, c, names, mark) for c in columns]
        found = {n: tuple(below[key].values()) for key, n in many.items() if _is_sum(key, below, paid)}
        if found:
            return dict(reversed(found.items()))
    return {}


def _is_amount(column: Column) -> bool:
    sold = (column.target or "").startswith("subscription.") and column.target not in _APART
    return bool(column.month) or (sold and needs_money(column))


def _paid(table: Table, column: Column, names: Sequence[Value], mark: Mark) -> dict[str, Decimal]:
    """By name key, what a column says in all rows of that name."""
    found: dict[str, Decimal] = {}
    for row, name in zip(table.rows, names, strict=True):
        cell = row.cell(column.index)
        amount = None if blank(cell) else read_amount(cell, mark)
        if amount is not None:
            found[_key(name)] = found.get(_key(name), Decimal(0)) + amount.number
    return found


def _is_sum(key: str, below: Mapping[str, Mapping[str, str]], paid: Sequence[Mapping[str, Decimal]]) -> bool:
    """Whether every amount of a name is the sum of those below it, and any is one of two."""
    several = False
    for column in paid:
        own = column.get(key)
        if not own:
            continue
        parts = [part for child in below[key] if (part := _whole(child, below, column, frozenset({key})))]
        if abs(sum(parts) - own) >= _CENT:
            return False
        several |= len(parts) >= _FEWEST
    return several


def _whole(
    key: str, below: Mapping[str, Mapping[str, str]], paid: Mapping[str, Decimal], over: frozenset[str]
) -> Decimal:
    """What a name pays: its own amount, else that of those below it, who are nobody of whom it is a part."""
    if key in paid or key in over:
        return paid.get(key, Decimal(0)) if key not in over else Decimal(0)
    return sum((_whole(child, below, paid, over | {key}) for child in below.get(key, ())), Decimal(0))


def _question(table: Table, names: Column, found: Mapping[str, tuple[str, ...]]) -> Question:
    name, others = next(iter(found.items()))
    rows = [r.number for r in table.rows if shown(r.cell(names.index)) in found]
    more = f" So do {counted(len(found) - 1, 'other')}." if len(found) > 1 else ""
    return Question(
        key=f"parents:{table.sheet}:{names.header}",
        sheet=table.sheet,
        rows=tuple(rows),
        seen=tuple(found)[:5],
        choices=(
            Choice(SUM, "No: it is their sum, and is left out; what they pay counts"),
            Choice(BOTH, "Yes: it is a contract of its own, and counts beside theirs"),
        ),
        default=SUM,
        text=f"“{name}” pays as much as its subsidiaries together. Is that beside what they pay?"
        if len(found) == 1
        else f"{len(found):,} parents pay as much as their subsidiaries together. Is that beside what these pay?",
        evidence=f"{name} pays what {_first(others)} pay, to the cent.{more}",
    )


def _first(names: Sequence[str]) -> str:
    more = [counted(len(names) - _SHOWN, "other")] if len(names) > _SHOWN else []
    return together([*names[:_SHOWN], *more])


def _without(row: Row, columns: set[int]) -> Row:
    return replace(row, cells=tuple(None if at in columns else cell for at, cell in enumerate(row.cells)))


def _key(name: Value) -> str:
    return "" if blank(name) else name_key(shown(name))
