"""A place is where a row stands, and what the person said about its sheet."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from csdesk.domain.custom import CustomField
from csdesk.domain.imports.bench.where import Where, where_of
from csdesk.domain.imports.contracts.running import MRR_BY_MONTH, Columns
from csdesk.domain.imports.contracts.terms import Terms
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where the row stands, and what the person said about its sheet."""

    file: str
    sheet: str
    terms: Terms
    today: date
    amounts: str | None = None
    """What a changed amount is: `correction`, or the day it changed on."""
    taken_back: frozenset[Where] = frozenset()
    """Rows whose amount another row takes back, as if they had not said it."""
    currencies: str | None = None
    """What an amount in another currency than its line's means: that the book was wrong, or is right."""
    unknown: str = "omit"
    """What becomes of columns without a place: `notes` or `omit`."""
    measure: str = "active users"
    as_called: frozenset[Where] = frozenset()
    """Rows whose product is one of the book under another name, as was answered."""
    reworded: Mapping[Where, str] = field(default_factory=dict)
    """Rows that tell one of the book in other words, with its ID."""
    one_line: bool = False
    """Whether rows of one customer and product are one line, as was answered."""
    lines_only: bool = False
    """Whether a row is one line of an account: losing it loses no account."""
    months: tuple[date, ...] = ()
    """The months or quarters of amounts that stand as columns, by their day."""
    columns: Columns = MRR_BY_MONTH
    """How many months each of them is, and an amount in it pays for."""
    prorated: bool = False
    """Whether a smaller first month is a part of one."""
    invoiced: bool = False
    """Whether these amounts were invoiced: else they are what was paid in the month."""
    strangers: Mapping[str, str] = field(default_factory=dict)
    """What becomes of accounts that rows of facts name and nobody brings, by how they are called."""
    prospects: frozenset[int] = frozenset()
    """The rows of those who come in as prospects."""
    customs: tuple[tuple[str, CustomField], ...] = ()
    """The columns that fill fields of a person's own: header and field."""
    filled: frozenset[tuple[int, str]] = frozenset()
    """Cells, by row and header, in which something stands that was left aside: they are not empty."""
    left: frozenset[str] = frozenset()
    """The names, as keys, of those of whom a row of these files says that they left."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Target → header, to name a column in a problem."""

    def at(self, row: int) -> Where:
        """The own place of a row of the sheet."""
        return where_of(self.sheet, row)
