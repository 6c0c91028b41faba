"""The columns of the list behind a figure: those that say something of it."""

from datetime import date

from csdesk.domain.figures.figure import Behind, Figure, Unit
from csdesk.ui.formats import day
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.numbers.words import plain_value, value_text

_SHORT = 10
"""Words of so many letters need no more than their column's width."""


def behind_columns(figure: Figure, currency: str, today: date) -> list[Column[Behind]]:
    """The columns that say something of this figure's list; none has the width that it had in another's."""
    what, value = figure.heads
    columns: list[Column[Behind]] = [
        Column("name", figure.about, lambda b: b.name, width=112, cell=Cell.NAME, grow=True)
    ]
    if longest := max((len(b.what) for b in figure.behind), default=0):
        columns.append(
            Column(
                f"{figure.key}.what",
                what,
                lambda b: b.what,
                width=76,
                cell=Cell.SECOND,
                grow=longest > _SHORT,
            )
        )
    if any(b.on for b in figure.behind):
        columns.append(
            Column(f"{figure.key}.on", figure.when, lambda b: _on(b, today), sort_key=lambda b: b.on, width=100,
                   cell=Cell.DAY, plain=lambda b: b.on)
        )  # fmt: skip
    if value:
        columns.append(_value(figure, value, currency))
    return columns


def _value(figure: Figure, header: str, currency: str) -> Column[Behind]:
    unit = figure.behind_unit
    return Column(f"{figure.key}.value", header, lambda b: value_text(b.value, unit, currency),
                  plain=lambda b: plain_value(b.value, unit, currency), sort_key=lambda b: b.value,
                  width=104 if unit is Unit.MONEY else 84, cell=Cell.NUMBER)  # fmt: skip


def _on(row: Behind, today: date) -> str:
    return day(row.on, today=today, always_year=True) if row.on else ""
