"""A reading says how the cells of a sheet's columns are read, as its rows tell or a person said."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Any

from csdesk.domain.imports.cells.amounts import Mark
from csdesk.domain.imports.cells.days import Order
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """How the columns of a sheet are read: by header, the order of days and the decimal mark."""

    orders: Mapping[str, Order] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    spans: Mapping[str, str] = field(default_factory=dict)
    """By header, which day of a month or quarter is meant: the first or the last."""
    undated: Mapping[str, str] = field(default_factory=dict)
    """By header, on which side of the sheet's day days without a year lie; absent where they are none."""
    day: date = date.min
    """The day of the sheet."""
    words: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By header, what words mean that no vocabulary has, folded: a person said it; None means nothing."""
    credits: frozenset[str] = frozenset()
    """The headers whose negative amounts are credits, and are kept."""
    hundredths: frozenset[str] = frozenset()
    """The headers of shares of which one is above one."""
    taxes: Mapping[str, Decimal] = field(default_factory=dict)
    """By header, how much tax, in hundredths, is in amounts of which their cells say no more than that."""

    signs: frozenset[str] = frozenset()
    """What signs mean that several currencies share."""

    def mark_of(self, header: str) -> Mark | None:
        """The decimal mark of a column, else the one that all others of the sheet have."""
        others = set(self.marks.values())
        return self.marks.get(header) or (others.pop() if len(others) == 1 else None)
