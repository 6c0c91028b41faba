"""A tab is one sheet of a workbook that is open: its rows come in blocks, and what is to be said of it at the end."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from csdesk.domain.errors import WorkbookDamaged
from csdesk.domain.imports.cells.grid import Grid, Value
from csdesk.exchange.blocks import Block
from csdesk.exchange.findings import Findings, notes_of
from csdesk.exchange.reasons import reason_of
from csdesk.exchange.sheet_values import Values


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet, to be read once."""

    name: str
    where: str
    hidden: bool
    notes: tuple[str, ...]
    """What is to be said of the whole file."""
    found: Findings
    values: Values

    def blocks(self) -> Iterator[Block]:
        """The rows. Raises: WorkbookDamaged."""
        with library_errors(self.where):
            yield from self.values.blocks()

    def grid(self, rows: Sequence[tuple[Value, ...]] = ()) -> Grid:
        """The sheet with these rows; what is said of it is known once all rows came."""
        found, values = self.found, self.values
        notes = notes_of(found, values.height, values.width)
        return Grid(
            self.name,
            rows,
            self.hidden,
            (*self.notes, *values.notes, *notes),
            hidden_rows=tuple(values.hidden),
            filtered=found.filtered,
            merged=tuple(sorted(a for a in found.merged if a[0] < values.height and a[1] < values.width)),
            shown=found.shown.within(values.height, values.width),
            coloured=found.coloured.within(values.height, values.width),
        )


@contextmanager
def library_errors(where: str) -> Iterator[None]:
    """What the reader's library raises is one error, and so are its panics, which are no Exceptions.

    Raises: WorkbookDamaged.
    """
    import python_calamine as calamine

    try:
        yield
    except BaseException as error:
        ours = isinstance(error, calamine.CalamineError | OSError | ValueError | OverflowError)
        if not ours and type(error).__module__ != "pyo3_runtime":
            raise
        raise WorkbookDamaged(where=where, reason=reason_of(error)) from error
