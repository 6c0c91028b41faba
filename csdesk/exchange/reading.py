"""Reading turns one file of a person's into grids, inside limits, and never changes it."""

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

from csdesk.domain.errors import FileMissing, NoPermission, NotAWorkbook, WorkbookTooLarge
from csdesk.domain.imports.grid import Source
from csdesk.exchange import csv_text, workbooks
from csdesk.exchange.child import read_in_child
from csdesk.exchange.kinds import FileKind, is_text, kind_of
from csdesk.exchange.limits import DEFAULT, MIB, Limits


def read(path: Path, *, day: date, limits: Limits = DEFAULT) -> Source:
    """The file's grids; `day` is today, and no file is taken to be saved later than that.

    Raises: FileMissing, NoPermission, NotAWorkbook, OtherKindOfFile, WorkbookProtected, WorkbookTooLarge,
    WorkbookDamaged, WorkbookTooSlow, WorkbookUnsafe, CsvQuoteNotClosed.
    """
    check_reachable(path, limits)
    if is_text(path) and path.stat().st_size <= limits.csv_here:
        return read_here(path, day=day, limits=limits)
    return read_in_child(path, day=day, limits=limits)


def read_here(path: Path, *, day: date, limits: Limits = DEFAULT) -> Source:
    """The same in this process: no limit of time or memory holds. Raises: as `read`."""
    check_reachable(path, limits)
    if kind_of(path) is FileKind.TEXT:
        return _text(path, day, limits)
    grids = tuple(workbooks.grids(path, limits))
    saved = workbooks.saved_day(path) or _changed_on(path)
    return Source(path.name, sha256_of(path), min(saved, day), grids)


def check_reachable(path: Path, limits: Limits) -> None:
    """The path is a file that can be read and is not larger than allowed. Raises: as `read`."""
    try:
        if path.is_dir():
            raise NotAWorkbook(where=str(path), reason="it is a folder")
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileMissing(where=str(path)) from error
    except PermissionError as error:
        raise NoPermission(what=path.name, where=str(path)) from error
    except (OSError, ValueError) as error:
        raise NotAWorkbook(where=str(path)[:300], reason="it cannot be opened") from error
    if not path.is_file():
        raise NotAWorkbook(where=str(path), reason="it is not an ordinary file")
    if size > limits.file:
        raise WorkbookTooLarge(where=path.name, reason=f"it has {size // MIB:,} MB")


def _text(path: Path, day: date, limits: Limits) -> Source:
    data = path.read_bytes()
    grid, encoding, delimiter = csv_text.grid_of(path, data, limits)
    digest = hashlib.sha256(data).hexdigest()
    return Source(path.name, digest, min(_changed_on(path), day), (grid,), encoding, delimiter)


def sha256_of(path: Path) -> str:
    """The file's SHA-256, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _changed_on(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
