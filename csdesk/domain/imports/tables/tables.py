"""A table is what a sheet holds between its titles and its totals: one header, rows, and headings among them."""

from collections.abc import Iterable, Iterator
from dataclasses import field, replace

from csdesk.domain.imports.cells.grid import Colours, Shown, Value
from csdesk.domain.imports.tables.headers import Header
from csdesk.domain.imports.tables.questions import Question
from csdesk.domain.phrases import first_of
from csdesk.domain.values import dataclass

_NAMED = 3
"""How many sheets are named of those that are left out for one reason."""

HEADING, SHEET_NAME = "heading", "the name of a sheet"
"""Why a row is left out that says on which sheet those below it stand."""


@dataclass(frozen=True, slots=True)
class Row:
    """One data row, by its number on the sheet; `heading` is the row of the heading it stands under."""

    number: int
    cells: tuple[Value, ...]
    heading: int | None = None

    def cell(self, index: int) -> Value:
        """The cell of a column, None past the row's end."""
        return self.cells[index] if index < len(self.cells) else None

    def with_cell(self, index: int, value: Value) -> "Row":
        """The row with another cell in that column."""
        cells = (*self.cells, *[None] * (index - len(self.cells)))
        return replace(self, cells=(*cells[:index], value, *cells[index + 1 :]))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no customer and no fact: a title, a total, a heading, a remark."""

    row: int
    text: str
    why: str


BY_PERSON = "you left it out"
HIDDEN = "it is hidden; choose it by its name to import it"
NAMELESS = "no column names the customer"
LEGEND = "it only says what the columns of the others are"
"""Why sheets are left out that a person can take all the same."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sheet that is not imported, and why."""

    file: str
    sheet: str
    why: str
    hidden: bool = False


def whys(skipped: Iterable[Skipped]) -> str:
    """Why sheets are no tables, each reason once, with the first sheets that have it."""
    sheets: dict[str, list[str]] = {}
    for one in skipped:
        sheets.setdefault(one.why, []).append(f"“{one.sheet}”")
    said = "; ".join(f"{first_of(names[:_NAMED], len(names))}: {why}" for why, names in sheets.items())
    return said or "it has no sheet with cells"


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet understood. `header_row` is 0 where no header was found: then there are no rows."""

    sheet: str
    header_row: int
    headers: tuple[Header, ...]
    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...] = ()
    headings: tuple[LeftOut, ...] = ()
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())
    asks: tuple[Question, ...] = ()
    """What is to be asked of its rows if the table is imported."""
    shown: tuple[Shown, ...] = ()
    """Amounts that are shown with a currency, or in thousands or millions, which their cells do not hold."""
    sums: tuple[Row, ...] = ()
    """The rows that became headings though they say amounts: the sums of the rows under them."""
    measure: str = ""
    """What the months of its columns measure, where their headers said it."""
    colours: Colours = Colours()
    partial: bool = False
    """Whether it is of a workbook of refused rows: the other rows of its sheet came before."""

    def column(self, index: int) -> list[Value]:
        """All cells of a column, top down."""
        try:
            return [row.cells[index] for row in self.rows]
        except IndexError:  # some rows end before it
            return [*self.cells(index)]

    def cells(self, index: int) -> Iterator[Value]:
        """The cells of a column, top down, one after another: for who needs the first ones only."""
        return (row.cells[index] if index < len(row.cells) else None for row in self.rows)

    def numbered(self, index: int) -> Iterator[tuple[int, Value]]:
        """The cells of a column, top down, each with the number of its row."""
        return zip((row.number for row in self.rows), self.cells(index), strict=True)

    def texts(self, index: int) -> str:
        """All texts of a column in one: what none of them holds is told at a glance, without asking each cell."""
        cells = self.column(index)
        return "\0".join([c for c in cells if isinstance(c, str)]) if str in set(map(type, cells)) else ""
