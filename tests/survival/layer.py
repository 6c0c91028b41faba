"""The layer between a program and its disk: built from `layer.c`, preloaded into a child, its log read here."""

import ctypes
import functools
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_SOURCE = Path(__file__).with_name("layer.c")
_HEAD = struct.Struct("<IIQQII")
_MARK = 0x4C415952
HOME = Path(__file__).parents[2]
USABLE = sys.platform == "linux" and shutil.which("gcc") is not None


class Act(StrEnum):
    """What was done to a file, or in a folder; `MARK` is a word that the child itself left in the log."""

    CREATE = "C"
    WRITE = "W"
    CUT = "T"
    SYNC = "S"
    SYNC_FOLDER = "F"
    RENAME = "R"
    UNLINK = "U"
    LINK = "L"
    FOLDER = "M"
    MARK = "A"


@dataclass(frozen=True, slots=True)
class Record:
    """One act. `at` is the offset of a write or the length of a cut; `data` what was written, or the new name."""

    act: Act
    inode: int
    at: int
    path: str
    data: bytes


@functools.cache
def built() -> Path:
    """The layer, compiled once for a process; the folder goes with the process's temporary files."""
    folder = Path(tempfile.gettempdir()) / f"csdesk-layer-{os.getuid()}-{_SOURCE.stat().st_mtime_ns}"
    library = folder / "layer.so"
    if not library.exists():
        folder.mkdir(mode=0o700, exist_ok=True)
        fresh = folder / f"{os.getpid()}.so"
        flags = ["-O1", "-shared", "-fPIC", "-pthread"]
        subprocess.run(["gcc", *flags, "-o", str(fresh), str(_SOURCE)], check=True)
        fresh.replace(library)
    return library


def environment(folder: Path, log: Path | None = None, fault: str = "") -> dict[str, str]:
    """What a child needs so that the layer lies beneath it; its own folders are in the watched one.

    `fault` is CALL:ERRNO:FIRST:COUNT:ENDING, see `fail`.
    """
    given = {
        "LD_PRELOAD": str(built()),
        "LAYER_FOLDER": os.path.realpath(folder),
        "PYTHONPATH": str(HOME),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    more = {"LAYER_LOG": str(log)} if log else {}
    return {**os.environ, **given, **more, **({"LAYER_FAULT": fault} if fault else {})}


def read_log(log: Path) -> Iterator[Record]:
    """The acts, in the order in which they were done."""
    data, at = log.read_bytes(), 0
    while at < len(data):
        mark, kind, inode, offset, path, length = _HEAD.unpack_from(data, at)
        assert mark == _MARK
        at += _HEAD.size
        name = data[at : at + path].decode("utf-8", "surrogateescape")
        at += path
        yield Record(Act(chr(kind)), inode, offset, name, data[at : at + length])
        at += length


# in the child


def say(text: str) -> None:
    """Leave a word in the log."""
    ctypes.CDLL(None).layer_mark(text.encode())


def fail(call: str, error: int, first: int, count: int, ending: str = "") -> None:
    """From now on let the nth call of a kind fail, so many times (0: ever after), on files whose name ends so.

    Calls: open, write, truncate, sync, rename, unlink, link, mkdir. An error of -1 makes a write short.
    """
    ctypes.CDLL(None).layer_fail(call.encode(), error, first, count, ending.encode())


def fail_by_chance(call: str, error: int, chance: float, seed: int, ending: str = "") -> None:
    """From now on let each call of a kind fail with that chance."""
    layer = ctypes.CDLL(None)
    layer.layer_fail_by_chance.argtypes = [
        ctypes.c_char_p, ctypes.c_int, ctypes.c_double, ctypes.c_ulong, ctypes.c_char_p
    ]  # fmt: skip
    layer.layer_fail_by_chance(call.encode(), error, chance, seed, ending.encode())


def hits() -> int:
    """How many calls have failed since the last `fail`."""
    return int(ctypes.CDLL(None).layer_hits())
