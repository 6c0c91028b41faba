"""What csdesk works out is not read back: where a new row says something in such a column, that is told."""

from collections.abc import Iterator, Mapping

from csdesk.domain.imports.questions import counted
from csdesk.domain.imports.tables import COMPUTED
from csdesk.domain.rounds.cells import Edited
from csdesk.domain.rounds.sent import SentSheet

_NAMES = frozenset({"account", "product"})
"""Columns by which a new row may say what it hangs on: these are read."""
_PAID = frozenset({"arr", "mrr", "quantity", "unit price", "discount", "amount"})
_WHERE = " What a customer pays stands on the sheets “Subscriptions” and “Steps”."


def left_aside(row: Edited) -> Iterator[str]:
    """The columns of which a new row says something that is not read, by their bare headers."""
    priced = {"unit price"} if "amount" not in row.texts else frozenset[str]()
    return (key for key in row.context if key not in _NAMES | priced)


def unread(sheet: SentSheet, filled: Mapping[str, int]) -> Iterator[str]:
    """One sentence a column; `filled` counts the new rows that say something in it, by its bare header."""
    for header in sheet.computed:
        key = header.removesuffix(COMPUTED).strip().casefold()
        rows = filled.get(key, 0)
        if rows:
            where = _WHERE if key in _PAID else ""
            yield f"“{header}” is worked out: what stands in it in {counted(rows, 'new row')} is not read.{where}"
