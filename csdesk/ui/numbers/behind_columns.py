"""The columns of the list behind a figure: those that say something of it."""

from datetime import date

from csdesk.domain.figures.figure import Behind, Figure, Unit
from csdesk.ui.formats import day
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.numbers.words import value_text


def behind_columns(figure: Figure, currency: str, today: date) -> list[Column[Behind]]:
    """The columns that say something of this figure's list."""
    what, value = figure.heads
    columns: list[Column[Behind]] = [
        Column("name", figure.about, lambda b: b.name, width=120,
               cell=Cell.NAME, grow=True)
    ]  # fmt: skip
    if any(b.what for b in figure.behind):
        columns.append(Column("what", what, lambda b: b.what, width=80, cell=Cell.SECOND, grow=True))
    if any(b.on for b in figure.behind):
        columns.append(
            Column(
                "on", figure.when, lambda b: _on(b, today), sort_key=lambda b: b.on, width=100, cell=Cell.DAY
            )
        )
    if value:
        unit = figure.behind_unit
        columns.append(
            Column("value", value, lambda b: value_text(b.value, unit, currency), sort_key=lambda b: b.value,
                   width=112 if unit is Unit.MONEY else 84, cell=Cell.NUMBER)
        )  # fmt: skip
    return columns


def _on(row: Behind, today: date) -> str:
    return day(row.on, today=today, always_year=True) if row.on else ""
