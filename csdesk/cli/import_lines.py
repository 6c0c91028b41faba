"""What an import understood of a sheet, line by line: its rows, where its columns go, what is left out or refused."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from csdesk.domain.phrases import first_of

if TYPE_CHECKING:
    from csdesk.domain.imports.bench.plan import SheetPlan
    from csdesk.domain.imports.columns.mapping import Column as FileColumn
    from csdesk.domain.imports.reading.record import Problem
    from csdesk.domain.imports.tables.tables import LeftOut

_ALONE = 3


Told = dict[tuple[str, ...], "SheetPlan"]
"""Where columns go, and of which sheet it was said first: the sheets of a workbook are often alike."""


def sheet_lines(sheet: "SheetPlan", before: Told) -> Iterator[str]:
    """A sheet: what it holds, where its columns go where no sheet before said the same, what is to be known of it."""
    yield from counted_line(sheet)
    groups = groupby(sheet.columns, key=_goes)
    goes = tuple(line for (target, why), alike in groups for line in _columns(target, why, [*alike]))
    first = before.setdefault(goes, sheet)
    if first is sheet or len(goes) < 2:
        yield from goes
    else:
        yield f"  columns as in {first.file}, sheet “{first.sheet}”"
    yield from noted_lines(sheet)


def counted_line(sheet: "SheetPlan") -> Iterator[str]:
    """The sheet, and how many of its rows are new, changed, the same."""
    from csdesk import wording
    from csdesk.domain.imports.bench.plan import Result
    from csdesk.wording.results import counts_text

    counted = counts_text({r: sheet.count(r) for r in Result if r is not Result.LEFT_OUT})
    out = sheet.count(Result.LEFT_OUT)
    left = f"{out:,} more left out" if counted else f"{out:,} left out"
    told = [
        f"{wording.count(len(sheet.rows), 'row')}{': ' + counted if counted else ''}",
        *([left] if out else []),
    ]
    yield f"{sheet.file}, sheet “{sheet.sheet}”: {'; '.join(told)}"


def noted_lines(sheet: "SheetPlan") -> Iterator[str]:
    """What of the sheet is left out, what is to be known of it, and what could not be read."""
    from csdesk.domain.imports.bench.plan import Result

    out: dict[str, list[LeftOut]] = {}
    for left in sheet.left_out:
        out.setdefault(left.why, []).append(left)
    for why, some in out.items():
        yield from _left_out(why, some)
    for note in sheet.notes:
        yield f"  {note}"
    yield from _problem_lines(p for r in sheet.rows if r.result is not Result.WAITING for p in r.problems)


def _problem_lines(problems: "Iterable[Problem]") -> Iterator[str]:
    """What is the matter with rows, each thing once, with all rows and with what some of their cells say."""
    alike: dict[tuple[str | None, str, str], list[Problem]] = {}
    for problem in problems:
        alike.setdefault((problem.column, problem.problem, problem.next), []).append(problem)
    for (column, what, next_), some in alike.items():
        place = rows_text([p.row for p in some]) + (f", {column}" if column else "")
        told = some[0].told if len({p.told for p in some}) == 1 else f"{what} ({_values(some)})"
        yield f"  {place}: {told}" + (f"; {next_}" if next_ else "")


def _values(problems: "list[Problem]") -> str:
    values = [*dict.fromkeys(p.value for p in problems if p.value)]
    return first_of(values[:_ALONE], len(values))


def rows_text(rows: Iterable[int]) -> str:
    """Rows by their numbers, those that follow each other as one: `rows 4–18, 22`."""
    runs: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    said = ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in runs)
    return f"row {said}" if len(runs) == 1 and runs[0][0] == runs[0][1] else f"rows {said}"


def _goes(column: "FileColumn") -> tuple[str | None, str]:
    from csdesk.wording.results import because_text

    return column.sent, because_text(column.because, column.confidence)


def _columns(target: str | None, why: str, columns: "list[FileColumn]") -> Iterator[str]:
    """Where columns side by side go, for one reason: one line for many, such as the months of a year."""
    if target is None:
        told = [c for c in columns if c.samples]
        yield from (f"  {c.header} → nowhere  ({'; '.join(c.samples)})" for c in told)
    elif len(columns) <= _ALONE:
        yield from (f"  {c.header} → {target}  ({why})" for c in columns)
    else:
        yield f"  {columns[0].header} to {columns[-1].header}, {len(columns)} columns → {target}  ({why})"


def _left_out(why: str, rows: "list[LeftOut]") -> Iterator[str]:
    """The rows that are left out for one reason: one by one where they are few."""
    if len(rows) <= _ALONE:
        yield from (f"  row {left.row} left out: {left.text} ({why})" for left in rows)
    else:
        texts = [*dict.fromkeys(left.text for left in rows)]
        names = first_of(texts[:_ALONE], len(texts))
        first, last = rows[0].row, rows[-1].row
        where = f"{first} to {last}" if last - first < len(rows) else f"between {first} and {last}"
        yield f"  {len(rows):,} rows, {where}, left out: {names} ({why})"
