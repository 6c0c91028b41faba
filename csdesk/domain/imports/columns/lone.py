"""What says more of a contract has no place in a list of customers whose columns tell of none: it is not dropped."""

from dataclasses import replace

from csdesk.domain.imports.columns.mapping import DECIDED, Column, SheetMapping

_QUANTITY = "subscription.quantity"
_LONE = frozenset(
    f"subscription.{key}"
    for key in (
        "live_on", "auto_renew", "notice_days", "notice_counted_in", "term_months", "renews_by", "recurring", "period",
        "discount",
    )
) | {_QUANTITY}  # fmt: skip
"""Columns of which no contract is made: no amount, product or day of a term stands in them."""


def without_lone(mapping: SheetMapping) -> SheetMapping:
    """The mapping without these where no other column tells of a contract; a quantity is then that of licences."""
    told = {c.target for c in mapping.columns if (c.target or "").startswith("subscription.")}
    if mapping.noun != "account" or mapping.own or not told <= _LONE:
        return mapping
    return replace(mapping, columns=tuple(map(_alone, mapping.columns)))


def _alone(column: Column) -> Column:
    if column.target not in _LONE or column.because == DECIDED:
        return column
    if column.target == _QUANTITY:
        return replace(column, target="usage.licences")
    return replace(column, target=None, confidence=0.0, because="no column tells of a contract")
