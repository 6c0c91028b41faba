"""A column of days in a table of the account page."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from csdesk.ui.formats import day
from csdesk.ui.kit.columns import Cell, Column

Row = TypeVar("Row")


def dated(
    key: str,
    header: str,
    on: Callable[[Row], date | None],
    today: date,
    *,
    always_year: bool = False,
    **more: Any,
) -> Column[Row]:
    """The day of each row, which also orders it; `more` is as a column takes it."""
    more = {"width": 100, "cell": Cell.DAY, **more}
    return Column(key, header, lambda row: day(on(row), today=today, always_year=always_year), on, **more)
