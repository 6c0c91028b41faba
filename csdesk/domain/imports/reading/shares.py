"""A discount's share as people type it: 0.15, 15 or 15 %; never below nothing, and never above the whole."""

import re
from collections.abc import Iterable
from decimal import Decimal

from csdesk.domain.imports.cells.amounts import Amount, Mark, read_amount
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.special import Unreadable
from csdesk.domain.imports.tables.several import each_of

PERCENTS = "percent_off"
SHARES = frozenset({"discount", PERCENTS})
"""The fields that hold one."""


def in_hundredths(cells: Iterable[Value], mark: Mark | None) -> bool:
    """Whether a column counts in hundredths: one of its numbers without a sign is above one."""
    told = (read_amount(part, mark or Mark.POINT) for cell in cells for part in each_of(cell))
    return any(a is not None and not a.percent and a.number > 1 for a in told)


def says_percent(header: str) -> bool:
    """Whether a header says that its cells count in hundredths: *Discount %*, *Rabatt in Prozent*."""
    return _PERCENT.search(header) is not None


_PERCENT = re.compile(r"%|\b(?:percent|per cent|pct|prozent|porcentaje|pourcent|porcentagem)", re.IGNORECASE)


def share_of(said: Amount, *, percents: bool, hundredths: bool) -> Decimal:
    """The share, 0 to 1; `percents`: so it is called; `hundredths`: other cells of the column are above one.

    Raises: Unreadable for more than the whole, and for a part of one among hundredths that are called percent.
    """
    number = said.number
    bare = not said.percent
    if bare and percents and hundredths and 0 < number < 1:
        raise Unreadable(
            f"this may be {number} % or {(number * 100).normalize():f} %",
            f"write it with its sign: {number} %",
        )
    whole = said.percent or number > 1 or (number == 1 and (hundredths or percents))
    share = number / 100 if whole else number
    if share > 1:
        raise Unreadable(
            "a discount cannot be more than 100 %",
            "write it as 0.25 or 25 %, or what is taken off as an amount",
            refuses=True,
        )
    return share
