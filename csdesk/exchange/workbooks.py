"""A workbook is read for its values only: no formula is evaluated, nothing outside the file is touched."""

import zipfile
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

from csdesk.domain.errors import NotAWorkbook, WorkbookDamaged, WorkbookProtected, WorkbookTooLarge
from csdesk.domain.imports.grid import Grid, Value
from csdesk.exchange import package
from csdesk.exchange.cells import control_characters, number_of, value_of
from csdesk.exchange.inspection import Findings, inspect, letters
from csdesk.exchange.limits import Limits

_SHOWN = 12
"""How many places a note names before it says how many more there are."""


def saved_day(path: Path) -> date | None:
    """The day on which the workbook itself says that it was saved."""
    if not zipfile.is_zipfile(path):
        return None
    with package.opened(path) as parts:
        return package.saved_on(parts)


def grids(path: Path, limits: Limits) -> Iterator[Grid]:
    """The sheets of a workbook in the order of their tabs, one at a time.

    Raises: WorkbookProtected, WorkbookDamaged, WorkbookTooLarge, WorkbookUnsafe, NotAWorkbook.
    """
    zipped = zipfile.is_zipfile(path)
    if zipped:
        package.check_directory(path, limits)
        package.check_parts(path, limits)
    book = _loaded(path)
    parts, notes = _parts(path) if zipped else ({}, _old_format(path))
    for meta in book.sheets_metadata:
        if _is_table(meta):
            yield _grid(path, book, meta, parts.get(meta.name), notes, limits)


def _loaded(path: Path) -> Any:
    import python_calamine as calamine

    try:
        return calamine.load_workbook(str(path))
    except calamine.PasswordError as error:
        raise WorkbookProtected(where=path.name) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        if "assword" in str(error):
            raise WorkbookProtected(where=path.name) from error
        if "Cannot detect file format" in str(error):
            raise NotAWorkbook(where=path.name, reason="it is not a workbook") from error
        raise WorkbookDamaged(where=path.name, reason=_reason(error)) from error


def _reason(error: BaseException) -> str:
    return str(error).strip().splitlines()[0][:120] if str(error).strip() else type(error).__name__


def _is_table(meta: Any) -> bool:
    return str(meta.typ).rpartition(".")[2] == "WorkSheet"


def _parts(path: Path) -> tuple[dict[str, str], tuple[str, ...]]:
    with package.opened(path) as parts:
        names = [n.lower() for n in parts.namelist()]
        notes = []
        if any(n.endswith("vbaproject.bin") for n in names):
            notes.append("macros ignored")
        if any("/externallinks/" in n for n in names):
            notes.append("links to other workbooks ignored")
        if any("/embeddings/" in n for n in names):
            notes.append("embedded files ignored")
        if any(n.endswith("connections.xml") for n in names):
            notes.append("data connections ignored")
        return package.sheet_parts(parts), tuple(notes)


def _old_format(path: Path) -> tuple[str, ...]:
    return (f"in {path.suffix.lower() or 'this kind of'} files, error cells look like blank ones",)


def _grid(path: Path, book: Any, meta: Any, part: str | None, notes: tuple[str, ...], limits: Limits) -> Grid:
    found = Findings()
    if part is not None and part.lower().endswith(".xml"):
        with package.opened(path) as parts:
            found = inspect(parts, part, path.name)
    rows, more = _rows(path, book, meta.name, found, limits)
    hidden = str(meta.visible).rpartition(".")[2] != "Visible"
    return Grid(meta.name, rows, hidden, (*notes, *more, *_hidden(found)))


def _rows(
    path: Path, book: Any, name: str, found: Findings, limits: Limits
) -> tuple[tuple[tuple[Value, ...], ...], list[str]]:
    import python_calamine as calamine

    try:
        sheet = book.get_sheet_by_name(name)
        raw = sheet.to_python(skip_empty_area=False)
        merged = getattr(sheet, "merged_cell_ranges", None) or []
    except (calamine.CalamineError, ValueError, OSError) as error:
        raise WorkbookDamaged(where=f"{path.name}, sheet {name}", reason=_reason(error)) from error
    if len(raw) > limits.rows:
        raise WorkbookTooLarge(where=f"{path.name}, sheet {name}", reason=f"it has {len(raw):,} rows")
    notes = [f"columns after {letters(limits.columns - 1)} left out"] if _width(raw) > limits.columns else []
    notes += _merged(merged)
    known, numbers = _Texts(), _Numbers()
    rows = [
        [
            known[c]
            if (kind := type(c)) is str
            else numbers[c]
            if kind is float
            else c
            if kind in _AS_THEY_ARE
            else value_of(c)
            for c in row[: limits.columns]
        ]
        for row in raw
    ]
    if cleaned := _cleaned(raw, known):
        notes.append(f"{cleaned:,} control characters removed")
    _place(rows, found, limits)
    return tuple(map(_trimmed, _without_tail(rows))), notes


class _Texts(dict[str, Value]):
    """Texts with what they are as a value; a sheet says most of them many times."""

    def __missing__(self, text: str) -> Value:
        found = self[text] = value_of(text)
        return found


class _Numbers(dict[float, Value]):
    """Numbers with what they are as a value, the first of them: counts and prices come again, sums do not."""

    def __missing__(self, number: float) -> Value:
        found = number_of(number)
        if len(self) < _REMEMBERED:
            self[number] = found
        return found


_REMEMBERED = 1 << 16
_AS_THEY_ARE = frozenset({date, time, bool, int, type(None)})
"""What a reader's library gives that is a value already."""


def _cleaned(raw: list[list[Any]], known: _Texts) -> int:
    """How many control characters the sheet had."""
    dirty = {text: count for text in known if not text.isprintable() and (count := control_characters(text))}
    return sum(dirty.get(c, 0) for row in raw for c in row if type(c) is str) if dirty else 0


def _width(raw: list[list[Any]]) -> int:
    return len(raw[0]) if raw else 0


def _place(rows: list[list[Value]], found: Findings, limits: Limits) -> None:
    """Set each fault where it stands, also beyond the last value of the sheet."""
    for (row, column), fault in sorted(found.faults.items()):
        if row >= limits.rows or column >= limits.columns:
            continue
        while len(rows) <= row:
            rows.append([])
        cells = rows[row]
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = fault


def _without_tail(rows: list[list[Value]]) -> list[list[Value]]:
    end = len(rows)
    while end and all(v is None for v in rows[end - 1]):
        end -= 1
    return rows[:end]


def _trimmed(row: list[Value]) -> tuple[Value, ...]:
    if row and row[-1] is not None:
        return tuple(row)
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return tuple(row[:end])


def _merged(ranges: list[Any]) -> list[str]:
    if not ranges:
        return []
    places = [f"{letters(a[1])}{a[0] + 1}:{letters(b[1])}{b[0] + 1}" for a, b in sorted(ranges)[:_SHOWN]]
    return ["merged cells, only the first holds the value: " + _listed(places, len(ranges))]


def _hidden(found: Findings) -> list[str]:
    notes = []
    if found.hidden_rows:
        rows = [str(r + 1) for r in found.hidden_rows[:_SHOWN]]
        notes.append("hidden rows: " + _listed(rows, len(found.hidden_rows)))
    if found.hidden_columns:
        columns = [letters(c) for c in found.hidden_columns[:_SHOWN]]
        notes.append("hidden columns: " + _listed(columns, len(found.hidden_columns)))
    return notes


def _listed(places: list[str], count: int) -> str:
    more = count - len(places)
    return ", ".join(places) + (f" and {more:,} more" if more > 0 else "")
