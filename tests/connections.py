"""Which connections a test has left open: each holds its file until it is collected, on Windows against everybody."""

import sqlite3
import sys
import time
from typing import Any

_connect = sqlite3.connect
_open: dict[int, str] = {}
"""Where each connection was asked for that is open now, by its identity."""
_SOON = 10.0
"""Seconds for what a thread still does that the test has asked to end."""


class Counted(sqlite3.Connection):
    """A connection that is known until it is closed."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _open[id(self)] = _place()

    def close(self) -> None:
        super().close()
        _open.pop(id(self), None)


def _place() -> str:
    """The line of a test that asked for it, or the last one of ours, in a thread of its own."""
    frame, ours = sys._getframe(3), ""  # below what counts here
    while frame.f_back is not None:
        file = frame.f_code.co_filename
        if "/tests/" in file.replace("\\", "/"):
            return f"{file}:{frame.f_lineno}"
        if not ours and "connection" not in file:
            ours = f"{file}:{frame.f_lineno}"
        frame = frame.f_back
    return ours


def count_connections() -> None:
    """From now on every connection of this process is counted."""

    def connect(*given: Any, **named: Any) -> sqlite3.Connection:
        made: sqlite3.Connection = _connect(*given, **{"factory": Counted, **named})
        return made

    sqlite3.connect = connect  # type: ignore[assignment]


def open_now() -> set[int]:
    """The connections that are open."""
    return set(_open)


def left_open(before: set[int]) -> list[str]:
    """Where those were asked for that have been opened since and are not closed, nor will be in a moment."""
    until = time.monotonic() + _SOON
    while (left := set(_open) - before) and time.monotonic() < until:
        time.sleep(0.01)
    return sorted(_open[one] for one in left if one in _open)
