"""What a coupon takes off a whole subscription is shared among its items, by what each of them costs."""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from csdesk.domain.imports.cells.amounts import Mark, read_amount
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.sheets.joins import Draft
from csdesk.domain.imports.tables.headers import Header
from csdesk.domain.imports.tables.several import each_of, in_one
from csdesk.domain.imports.tables.tables import Row
from csdesk.domain.imports.vocabulary.exports import plain_header

OFF = "subscription.amount_off"
_WHOLE = ("subscription id", "subscription")


def with_shares(draft: Draft) -> Draft:
    """The table with each item's part of the amount, so that the parts of a subscription add up to it."""
    headers = {draft.target_of(h.text): h for h in draft.table.headers}
    of = next((h for h in draft.table.headers if plain_header(h.text) in _WHOLE), None)
    off, price = headers.get(OFF), headers.get("subscription.unit_price")
    if off is None or of is None or price is None:
        return draft
    items: dict[str, list[Row]] = defaultdict(list)
    for row in draft.table.rows:
        items[shown(row.cell(of.index))].append(row)
    parts: dict[int, Value] = {}
    for rows in items.values():
        amounts = each_of(rows[0].cell(off.index))
        if len(rows) > 1 and any(map(_number, amounts)):
            costs = [_number(r.cell(price.index)) * _quantity(r, headers) for r in rows]
            shares = zip(*(_split(_number(a), costs) for a in amounts), strict=True)
            parts |= {r.number: in_one(share) for r, share in zip(rows, shares, strict=True)}
    rows_out = tuple(_with(r, off, parts[r.number]) if r.number in parts else r for r in draft.table.rows)
    return replace(draft, table=replace(draft.table, rows=rows_out))


def _quantity(row: Row, headers: dict[str | None, Header]) -> Decimal:
    at = headers.get("subscription.quantity")
    return (_number(row.cell(at.index)) if at else Decimal(0)) or Decimal(1)


def _number(cell: Value) -> Decimal:
    amount = read_amount(cell, Mark.POINT)
    return amount.number if amount else Decimal(0)


def _split(amount: Decimal, costs: list[Decimal]) -> list[Decimal]:
    """The amount in whole parts by what each costs; what rounding leaves goes to the first of the dearest."""
    total = sum(costs)
    if not total:
        return [amount, *[Decimal(0)] * (len(costs) - 1)]
    parts = [(amount * cost / total).quantize(amount, "ROUND_DOWN") for cost in costs]
    parts[costs.index(max(costs))] += amount - sum(parts)
    return parts


def _with(row: Row, header: Header, cell: Value) -> Row:
    cells = [*row.cells, *[None] * (header.index + 1 - len(row.cells))]
    cells[header.index] = cell
    return replace(row, cells=tuple(cells))
