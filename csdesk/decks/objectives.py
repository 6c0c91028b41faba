"""The table of objectives with its bars: the way that is done, and where the plan expects to be."""

from collections.abc import Sequence

from csdesk.decks import fitting, graphs, tables
from csdesk.decks.ink import INK, INK2, Box, Run
from csdesk.decks.page import Page
from csdesk.decks.tables import Cell, Column
from csdesk.domain.reviews.values import Measure
from csdesk.domain.reviews.words import measured, percent, short_day

COLUMNS = (
    Column("Objective", 3.45),
    Column("Baseline", 0.95, "r"),
    Column("Now", 0.95, "r"),
    Column("Target", 0.95, "r"),
    Column("", 0.25),
    Column("Way from baseline to target", 3.2),
    Column("", 0.95, "r"),
    Column("Due", 1.4, "r"),
)


def row_of(measure: Measure) -> tuple[Cell, ...]:
    """The cells of one objective; the bars are drawn over its empty cell."""

    def value(number_: float | None, *, bold: bool = False) -> Cell:
        return Cell("–" if number_ is None else measured(number_, measure.unit), bold=bold)

    return (
        Cell(measure.name, _read(measure), bold=True),
        value(measure.baseline),
        value(measure.now, bold=True),
        value(measure.target),
        Cell(""),
        Cell("" if measure.progress is not None else "not measured yet", colour=INK2),
        Cell("" if measure.progress is None else percent(measure.progress)),
        Cell(short_day(measure.due_on) if measure.due_on else "–"),
    )


def _read(measure: Measure) -> str:
    if measure.read_on is None:
        return "No reading yet"
    by = f", confirmed by {measure.confirmed_by}" if measure.confirmed_by else ", not confirmed yet"
    return f"{short_day(measure.read_on)}{by}"


def progress_bars(page: Page, grid: tables.Grid, measures: Sequence[Measure], box: Box) -> None:
    """Bars over the table's empty column, one for each row, and a mark where the plan expects to be."""
    if all(m.progress is None for m in measures):
        return
    wide = tables.widths(grid.columns, box.width)
    left = box.left + sum(wide[:5])
    room, high = wide[5] - 0.1, grid.heights[0]
    middle = grid.padding + fitting.height(1, tables.MAIN * page.metric) / 2 + 0.02
    top = box.top + tables.HEAD_HEIGHT + middle - high / 2
    said = "; ".join(f"{m.name} {percent(m.progress)}" for m in measures if m.progress is not None)
    shares = [m.progress for m in measures]
    names = [m.name for m in measures]
    area = Box(left, top, room, high * len(measures))
    graphs.progress_chart(page, area, names, shares, 0.13, f"Bars of progress: {said}")
    marked = False
    for index, measure in enumerate(measures):
        if measure.expected is None or measure.progress is None:
            continue
        centre = top + high * (index + 0.5)
        mark = Box(left + room * measure.expected - 0.01, centre - 0.125, 0.02, 0.25)
        marked = True
        page.bar(mark, colour=INK, alt=f"{measure.name}: the plan expects {percent(measure.expected)} today")
    if marked:
        note = Box(page.head.left, page.top + 0.1, page.head.width, 0.25)
        page.text(note, [Run("The black mark is where the plan expects to be today.", 12, colour=INK2)])
