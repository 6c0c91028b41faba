"""Reading turns one file of a person's into grids, inside limits, and never changes it."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from csdesk.domain.errors import (
    ChangedWhileRead,
    EncryptionUnknown,
    FileMissing,
    NoPermission,
    NotAWorkbook,
    OpenElsewhere,
    WorkbookTooLarge,
)
from csdesk.domain.imports.cells.grid import Grid, Source
from csdesk.exchange import csv_text, locks, workbooks
from csdesk.exchange.child import read_in_child
from csdesk.exchange.how import How
from csdesk.exchange.kinds import FileKind, is_text, kind_of
from csdesk.exchange.limits import DEFAULT, MIB, Limits
from csdesk.exchange.lines import line_of_block, line_of_file, line_of_sheet, lines_of
from csdesk.exchange.owners import any_has, excel_has
from csdesk.exchange.package import day_here
from csdesk.exchange.whole import Whole

if TYPE_CHECKING:
    from concurrent.futures import Executor


def read(
    path: Path,
    *,
    day: date,
    limits: Limits = DEFAULT,
    how: How | None = None,
    goes: Callable[[], bool] | None = None,
) -> Source:
    """The file's grids; `day` is today, and no file is taken to be saved later than that.

    `goes` says False when the file is not wanted any more; it is asked from another thread.
    Raises: ImportCancelled, FileMissing, NoPermission, OpenElsewhere, StillDownloading, ChangedWhileRead, NotAWorkbook,
    OtherKindOfFile, MarkOfAnOpenFile, WorkbookProtected, WrongPassword, EncryptionUnknown, WorkbookTooLarge,
    WorkbookDamaged, WorkbookTooSlow, WorkbookUnsafe, CsvQuoteNotClosed, NoSuchEncoding, NoSuchDelimiter.
    """
    said = (how or How()).checked()
    before = check_reachable(path, limits)
    limits = limits.of_size(before[0])
    if is_text(path) and before[0] <= limits.csv_here:
        source = read_here(path, day=day, limits=limits, how=said)
    else:
        source = read_in_child(path, day=day, limits=limits, how=said, goes=goes)
    if before != check_reachable(path, limits):
        raise ChangedWhileRead(where=path.name)
    return source


def read_here(path: Path, *, day: date, limits: Limits = DEFAULT, how: How | None = None) -> Source:
    """The same in this process: no limit of time or memory holds. Raises: as `read`."""
    said = (how or How()).checked()
    check_reachable(path, limits)
    whole, text = _opened(path, day, limits, said)
    return text or _source(whole, path, day, tuple(workbooks.grids(whole, limits, said.password)))


def lines_here(
    path: Path, *, day: date, limits: Limits = DEFAULT, how: How | None = None, other: "Executor"
) -> Iterator[str]:
    """The same as lines, a workbook's blocks as they are read, so that no sheet is held whole.

    `other` is a thread that looks at what stands beside the values meanwhile. Raises: as `read`.
    """
    said = (how or How()).checked()
    check_reachable(path, limits)
    whole, text = _opened(path, day, limits, said)
    if text is not None:
        yield from lines_of(text)
        return
    for tab in workbooks.tabs(whole, limits, said.password, other):
        yield from map(line_of_block, tab.blocks())
        yield line_of_sheet(_with_notes((tab.grid(),), path)[0])
    yield line_of_file(_source(whole, path, day, ()))


def _opened(path: Path, day: date, limits: Limits, how: How) -> tuple[Whole, Source | None]:
    """The workbook, out of its lock if need be; or the text table."""
    whole = Whole(path)
    kind = kind_of(whole)
    if kind is FileKind.TEXT:
        return whole, _text(path, day, limits, how)
    if kind is FileKind.LOCKED:
        whole = locks.opened(whole, how.password)
        if kind_of(whole) is not FileKind.WORKBOOK:
            raise EncryptionUnknown(where=path.name)
    return whole, None


def _source(whole: Whole, path: Path, day: date, grids: tuple[Grid, ...]) -> Source:
    saved = workbooks.saved_day(whole) or _changed_on(path)
    return Source(path.name, sha256_of(path), min(saved, day), _with_notes(grids, path))


def _with_notes(grids: tuple[Grid, ...], path: Path) -> tuple[Grid, ...]:
    """The sheets, each with a word on another program that has the file open."""
    if not any_has(path):
        return grids
    note = "the file is open in another program: what is not saved there is not read"
    return tuple(replace(grid, notes=(note, *grid.notes)) for grid in grids)


def check_reachable(path: Path, limits: Limits) -> tuple[int, int]:
    """The path is a file that can be read and is not larger than allowed; its size and when it changed, in ns.

    Raises: as `read`.
    """
    try:
        if path.is_dir():
            raise NotAWorkbook(where=str(path), reason="it is a folder")
        stat = path.stat()
        with path.open("rb"):
            pass
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileMissing(where=str(path)) from error
    except PermissionError as error:
        if excel_has(path):
            raise OpenElsewhere(where=path.name) from error
        raise NoPermission(what=path.name, where=str(path)) from error
    except (OSError, ValueError) as error:
        raise NotAWorkbook(where=str(path)[:300], reason="it cannot be opened") from error
    if not path.is_file():
        raise NotAWorkbook(where=str(path), reason="it is not an ordinary file")
    if stat.st_size > limits.file:
        raise WorkbookTooLarge(where=path.name, reason=f"it has {stat.st_size // MIB:,} MB")
    return stat.st_size, stat.st_mtime_ns


def _text(path: Path, day: date, limits: Limits, how: How) -> Source:
    data = path.read_bytes()
    grid, encoding, delimiter = csv_text.grid_of(path, data, limits, how)
    digest = hashlib.sha256(data).hexdigest()
    return Source(path.name, digest, min(_changed_on(path), day), (grid,), encoding, delimiter)


def sha256_of(path: Path) -> str:
    """The file's SHA-256, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _changed_on(path: Path) -> date:
    return day_here(datetime.fromtimestamp(path.stat().st_mtime, UTC))
