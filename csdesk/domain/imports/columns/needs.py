"""What the cells of a column must be for the field that it goes to: a number, money, a day."""

from csdesk.domain.fields import Kind
from csdesk.domain.imports.columns.mapping import Column
from csdesk.domain.imports.vocabulary.targets import TARGETS


def needs_number(column: Column) -> bool:
    """Whether a column's cells are amounts or counts."""
    target = TARGETS.get(column.target or "")
    return target is not None and target.kind in {Kind.MONEY, Kind.EXACT, Kind.WHOLE, Kind.NUMBER}


def needs_money(column: Column) -> bool:
    """Whether a column's cells are amounts of money."""
    target = TARGETS.get(column.target or "")
    return target is not None and target.kind is Kind.MONEY


def needs_day(column: Column) -> bool:
    """Whether a column's cells are days."""
    target = TARGETS.get(column.target or "")
    return target is not None and target.kind in {Kind.DAY, Kind.INSTANT}
