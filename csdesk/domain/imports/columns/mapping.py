"""A mapping says where each column of a sheet goes, how sure that is, and because of what."""

from dataclasses import dataclass, replace
from datetime import date

from csdesk.domain.imports.cells.custom import Custom
from csdesk.domain.imports.cells.days import Order
from csdesk.domain.imports.cells.values import Mark
from csdesk.domain.imports.columns.named import SAME, WHOM
from csdesk.domain.imports.vocabulary.targets import CUSTOM, OMIT

DECIDED = "you decided"
NEEDLESS = "its program's own"
TOTAL = "it adds up the months"
RENAMED = "whether it is an old column under a new name is asked"
COUNTED = "it is counted from a day that another column says"
JOINED = "it is read with the amounts of its row"
APART = "it tells readings apart"
LINES_COME = "the lines come with"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, its target or None, and why. `confidence` is 0 to 1."""

    index: int
    header: str
    target: str | None
    confidence: float
    because: str
    samples: tuple[str, ...]
    month: date | None = None
    """The first day of the month or quarter that its header names, where it is one of several such."""
    every: int = 1
    """How many months its header names."""
    field: str = ""
    """The name of the field of one's own that it is joined to; empty where that is called as its header is."""
    custom: Custom | None = None
    """How it is read as a custom field, where it goes to one."""
    order: Order | None = None
    """Which way round its typed days are read; None where none was typed in numbers."""
    mark: Mark | None = None
    """Which sign marks its typed decimals; None where no number was typed."""
    minor: bool = False
    """Whether its amounts are in the smallest unit of their currency: cents."""
    times: int = 1
    """By what its amounts are multiplied: thousands, millions."""

    @property
    def sent(self) -> str | None:
        """The target, with the field of one's own that it is joined to: `account.custom:Zodiac`."""
        return f"{self.target}:{self.field}" if self.target and self.field else self.target

    @property
    def undecided(self) -> bool:
        """Whether it holds something, has no place, and nobody said anything of it yet."""
        return (
            self.target is None
            and bool(self.samples)
            and self.because not in {DECIDED, NEEDLESS, TOTAL, COUNTED, JOINED, APART, RENAMED}
        )


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """A sheet's noun and columns; `own`: it is the csdesk workbook's; `signs`: which currencies its kr, $ … mean."""

    noun: str
    columns: tuple[Column, ...]
    own: bool = False
    signs: frozenset[str] = frozenset()

    def at(self, target: str) -> Column | None:
        """The column that goes there."""
        return next((c for c in self.columns if c.target == target), None)

    def instead(self, column: Column, new: Column) -> "SheetMapping":
        """The same with another column in the place of one."""
        return replace(self, columns=tuple(new if c is column else c for c in self.columns))

    def sent(self, column: Column, answer: str | None) -> "SheetMapping":
        """The same with a column where a person sent it: to a field, to one of their own, or nowhere."""
        target = {CUSTOM: f"{self.noun}.{CUSTOM}", OMIT: None}.get(answer or OMIT, answer)
        return self.instead(column, replace(column, target=target, confidence=SAME, because=DECIDED))

    @property
    def names_accounts(self) -> bool:
        """Whether any column says whom a row is about."""
        return any(self.at(target) for target in WHOM)

    @property
    def undecided(self) -> tuple[Column, ...]:
        """The columns that nobody has a place for, though they hold something, nor said anything of yet."""
        return tuple(c for c in self.columns if c.undecided)
