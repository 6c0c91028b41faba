"""The columns of a bar's list, and those that say nothing of one bar or the other."""

from datetime import date

from csdesk.domain.plain import amount
from csdesk.services.numbers.numbers_lists import Bar, Listed
from csdesk.ui.formats import day, money
from csdesk.ui.kit.columns import Cell, Column

_ENDS = frozenset({"kind", "on", "reason"})
LEFT_OUT = {
    Bar.OPENING: _ENDS, Bar.CLOSING: _ENDS, Bar.NEW: _ENDS - {"on"}, Bar.WON_BACK: _ENDS,
    Bar.EXPANSION: _ENDS - {"kind"}, Bar.CONTRACTION: frozenset(), Bar.CHURN: frozenset({"kind"}),
    Bar.FX: _ENDS,
}  # fmt: skip
"""The columns that say nothing of a bar."""


def bar_columns(today: date, currency: str) -> list[Column[Listed]]:
    """The columns, amounts in a currency."""

    def on(row: Listed) -> str:
        return day(row.on, today=today, always_year=True) if row.on else ""

    return [
        Column("account", "Account", lambda r: r.name, width=150, cell=Cell.NAME, grow=True),
        Column("product", "Product", lambda r: r.product, width=84, cell=Cell.SECOND),
        Column("kind", "Kind", lambda r: r.kind, width=150, cell=Cell.SECOND),
        Column("on", "Signed or lost", on, sort_key=lambda r: r.on, width=96, cell=Cell.DAY,
               plain=lambda r: r.on),
        Column("reason", "Reason", lambda r: r.reason, width=190, cell=Cell.SECOND, grow=True),
        Column("amount", "MRR", lambda r: money(r.amount, currency, cents=True), sort_key=lambda r: r.amount,
               width=96, cell=Cell.NUMBER, plain=lambda r: amount(r.amount, currency)),
    ]  # fmt: skip
