"""A file that csdesk writes is there whole or not at all: written beside its place, then moved into it."""

import contextlib
import hashlib
import itertools
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from csdesk.domain.errors import HeldOpen, NoPermission, NotWritten, PathUnusable
from csdesk.exchange.owners import excel_has
from csdesk.folders import on_disk
from csdesk.processes import running
from csdesk.wording.disks import why_not

_count = itertools.count()
_PREFIX, _SUFFIX = ".csdesk-", ".part"


def atomic_write(path: Path, writer: Callable[[BinaryIO], object]) -> None:
    """Let `writer` fill a file that then takes the place of `path`; until then the old one stands.

    Raises: NoPermission, NotWritten, PathUnusable (the old file is as it was); whatever `writer` raises.
    """
    target = _real(path)
    mode = _mode_kept(target)
    sweep(target)
    part = target.with_name(f"{_start(target)}{os.getpid()}-{next(_count)}{_SUFFIX}")
    try:
        _fill(part, writer)
        if mode is not None:
            part.chmod(mode)
        part.replace(target)
        on_disk(target.parent)
    except PermissionError as error:
        held = sys.platform == "win32" and error.filename2 is not None  # it may be written, and not replaced
        raise (HeldOpen(where=str(path)) if held else _forbidden(path)) from error
    except OSError as error:
        kind = PathUnusable if isinstance(error, FileNotFoundError) else NotWritten
        raise kind(where=str(path), why=_why(error)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _real(path: Path) -> Path:
    """The file that a path leads to. Raises: PathUnusable."""
    try:
        return Path(os.path.realpath(path))
    except OSError as nowhere:  # a relative path, and its folder was removed
        raise PathUnusable(where=str(path), why=_why(nowhere)) from nowhere


def make_folder(folder: Path) -> None:
    """Let a folder for files be there, with those above it. Raises: NoPermission, PathUnusable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except PermissionError as error:
        raise NoPermission(what=folder.name, where=str(folder)) from error
    except OSError as error:
        raise PathUnusable(where=str(folder), why="it is no folder, and none can be made there") from error


def _mode_kept(target: Path) -> int | None:
    """The permissions of the file that is there. Raises: NoPermission, PathUnusable."""
    try:
        found = target.stat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise PathUnusable(where=str(target), why="a folder or device of that name is there")
    if not os.access(target, os.W_OK):
        raise _forbidden(target)
    return stat.S_IMODE(found.st_mode)


def _forbidden(file: Path) -> NoPermission:
    """What is said of a file that may not be written."""
    return HeldOpen(where=str(file)) if excel_has(file) else NoPermission(what=file.name, where=str(file))


def _fill(part: Path, writer: Callable[[BinaryIO], object]) -> None:
    with part.open("x+b") as file:
        writer(file)
        file.flush()
        os.fsync(file.fileno())


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "its folder is not there"
    return why_not(error)


def sweep(target: Path) -> None:
    """Remove what killed processes left beside the target; a living one's file stays."""
    with contextlib.suppress(OSError):
        for left in target.parent.glob(f"{_start(target)}*{_SUFFIX}"):
            pid = left.name.removeprefix(_start(target)).partition("-")[0]
            if pid.isdigit() and not running(int(pid)):
                _remove(left)


def _remove(left: Path) -> None:
    if left.is_dir():
        shutil.rmtree(left, ignore_errors=True)
    else:
        left.unlink(missing_ok=True)


@contextlib.contextmanager
def workroom(target: Path) -> Iterator[Path]:
    """A folder beside the target for what a file is put together from; gone afterwards, after a kill by `sweep`.

    Raises: NoPermission, NotWritten, PathUnusable.
    """
    room = target.with_name(f"{_start(target)}{os.getpid()}-{next(_count)}{_SUFFIX}")
    try:
        room.mkdir()
    except PermissionError as error:
        raise _forbidden(target) from error
    except OSError as error:
        kind = PathUnusable if isinstance(error, FileNotFoundError) else NotWritten
        raise kind(where=str(target), why=_why(error)) from error
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _start(target: Path) -> str:
    return f"{_PREFIX}{hashlib.sha256(target.name.encode(errors='surrogatepass')).hexdigest()[:12]}-"
