"""A fault is an error of ours: what is told of it names places in the code, never what was in the book."""

import logging
import platform
import sys
import traceback
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

import csdesk
from csdesk import paths

_SIZE, _FILES = 1_000_000, 5
_HOME = Path(csdesk.__file__).parent.parent


def report_of(fault: BaseException, *, at: datetime) -> str:
    """What happened and where in the code, as it may be sent to anybody.

    The message of the fault is left out: it may quote a customer. So are the values of variables.
    """
    here = f"Python {platform.python_version()}, {platform.system()} {platform.release()}"
    first = [f"{at:%Y-%m-%d %H:%M:%S %z}", f"csdesk {csdesk.__version__}, {here}"]
    return "\n".join([*first, *_told(fault)])


def _told(fault: BaseException) -> Iterable[str]:
    seen: list[BaseException] = []
    current: BaseException | None = fault
    while current is not None and current not in seen:
        seen.append(current)
        yield f"{type(current).__module__}.{type(current).__qualname__}" + (
            " came after" if len(seen) > 1 else ""
        )
        for frame in traceback.extract_tb(current.__traceback__):
            yield f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"
        current = current.__cause__ or current.__context__


def _place(file: str) -> str:
    """The file as it stands in the program, without the folders of this computer."""
    path = Path(file)
    for home in (_HOME, *map(Path, sys.path)):
        if home.is_absolute() and path.is_relative_to(home):
            return path.relative_to(home).as_posix()
    return path.name


def log_file() -> Path:
    """Where faults are written down."""
    return paths.data_folder() / "log" / "csdesk.log"


def write_down(report: str) -> None:
    """Add a report to the log, which is kept to five files of one megabyte."""
    try:
        file = log_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        keeper = RotatingFileHandler(file, maxBytes=_SIZE, backupCount=_FILES - 1, encoding="utf-8")
    except (OSError, RuntimeError):  # a fault is told on the screen all the same
        return
    with closing(keeper):
        keeper.emit(logging.makeLogRecord({"msg": f"{report}\n"}))
