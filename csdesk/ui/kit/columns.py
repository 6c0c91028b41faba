"""A column of a table: what it is called, what it says of a row, and how that is ordered and drawn."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import QLocale

from csdesk.domain.plain import Plain, bare, is_number, plain_text
from csdesk.ui.kit.literal import ABSENT
from csdesk.ui.kit.marks import Shape

Row = TypeVar("Row")


class Cell(StrEnum):
    """How a cell is drawn."""

    NAME = "name"  # the row's name: 500
    TEXT = "text"
    SECOND = "second"  # a secondary fact
    NUMBER = "number"  # right, tabular, never cut
    DAY = "day"  # a day: left, never cut
    DAYS = "days"  # a number of days ahead: soon is `watch`
    HEALTH = "health"  # shape, number, twelve weeks
    BADGE = "badge"


@dataclass(frozen=True, slots=True)
class Health:
    """What a health cell draws: the band's shape, the score as text (or *Not scored*), twelve weeks.

    `judged`: no score, but a person's own judgement, whose words stand in the place of the number.
    """

    shape: Shape
    number: str
    line: tuple[float | None, ...] = ()
    hatched: bool = False
    judged: bool = False

    @property
    def scored(self) -> bool:
        """Whether there is a number to show."""
        return self.shape is not Shape.NOT_SCORED and not self.judged


@dataclass(frozen=True)  # not slotted: Column[Row](…) could not be written then
class Column(Generic[Row]):
    """One column of rows of one type.

    `text(row)`: what is shown and copied; `–` is not known. `sort_key(row)`: None is empty and always last;
    without one, the text orders. `value(row)`: for DAYS an int or None, for HEALTH a Health, for BADGE the
    tone (`good`, `watch`, `bad`, `info`, `accent` or empty). `ink(row)`: a role such as `bad.text`, or empty.
    `plain(row)`: what a spreadsheet takes instead of the text, by Ctrl+C or in a file.
    `width`: px at 100 %; `grow`: takes what is left.
    `called`: its header in a file, where that is not the one on the screen.
    `typed`: its cells are there to type in: a double click does not open the row.
    `ground(row)`: a role and how much of it, up to 1, that lies behind the whole cell, or None.
    `draw(painter, box, row)`: draws the cell instead of its text, which is still what is copied and read aloud.
    """

    key: str
    header: str
    text: Callable[[Row], str]
    sort_key: Callable[[Row], Any] | None = None
    align: Literal["left", "right"] | None = None
    width: int = 120
    cell: Cell = Cell.TEXT
    value: Callable[[Row], Any] | None = None
    ink: Callable[[Row], str] | None = None
    tooltip: Callable[[Row], str] | None = None
    plain: Callable[[Row], Plain] | None = None
    called: str = ""
    grow: bool = False
    sortable: bool = True
    draw: Callable[[Any, Any, Row], None] | None = None
    typed: bool = False
    ground: Callable[[Row], tuple[str, float] | None] | None = None

    @property
    def right(self) -> bool:
        """Whether the column and its header stand right."""
        return (self.align or ("right" if self.cell in (Cell.NUMBER, Cell.DAYS) else "left")) == "right"

    def out(self, row: Row) -> Plain:
        """What a spreadsheet takes of the row."""
        if self.plain is not None:
            return self.plain(row)
        text = self.text(row)
        return None if text in ("", ABSENT) else text

    def copied(self, row: Row) -> str:
        """What Ctrl+C takes of the row: numbers as a spreadsheet of the same locale reads them."""
        return self.text(row) if self.plain is None else local_text(self.plain(row))

    def order(self, row: Row) -> Any:
        """What the row is sorted by here; None is empty."""
        return self.sort_key(row) if self.sort_key else text_order(self.text(row))


@dataclass(frozen=True, slots=True)
class SortBy:
    """One column of an order."""

    key: str
    descending: bool = False


def local_text(value: Plain) -> str:
    """A plain value as a spreadsheet of the person's locale reads it: a number without separators, with their mark."""
    text = plain_text(value) or ""
    return bare(text).replace(".", QLocale().decimalPoint()) if is_number(value) else text


def text_order(text: str) -> str | None:
    """The order of a text: case and accents aside; None for an empty one or `–`."""
    if not text or text == ABSENT:
        return None
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def in_days(days: int | None) -> str:
    """Days ahead as a column says them: `in 8 d`, `today`, `3 d ago`, `–`."""
    if days is None:
        return ABSENT
    if days == 0:
        return "today"
    return f"in {days} d" if days > 0 else f"{-days} d ago"
