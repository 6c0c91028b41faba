"""A child is the process that reads one file: what goes wrong in it, by fault or by malice, stays in it."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from csdesk.domain.errors import ImportCancelled, WorkbookDamaged, WorkbookTooLarge, WorkbookTooSlow
from csdesk.domain.imports.cells.grid import Source
from csdesk.exchange.how import How
from csdesk.exchange.limits import MIB, Limits
from csdesk.exchange.lines import source_of
from csdesk.exchange.shortage import EXIT_CODE
from csdesk.processes import memory_of

VERB = "read-workbook"
_LIMITED = sys.platform == "linux"
"""Whether the system itself keeps the reading process to its time and memory; elsewhere its parent does."""
_PATIENCE = 4 if _LIMITED else 1
"""How many times longer than it may work the reading process may live, where the system counts its work: a file is not
too slow because other programs are busy."""
_LOOK = 0.1
"""Seconds between two looks at whether a file is still wanted, and at the memory it takes."""


def read_in_child(
    path: Path, *, day: date, limits: Limits, how: How | None = None, goes: Callable[[], bool] | None = None
) -> Source:
    """Read the file by csdesk's own hidden verb, stopped when its time is over.

    A password goes to the child's standard input: arguments and environments can be seen by others.
    `goes` says False when nobody wants the file any more; it is asked from another thread.

    Raises: ImportCancelled, and what the child tells; WorkbookTooSlow, WorkbookTooLarge, WorkbookDamaged when it
    cannot tell.
    """
    options = ["--day", day.isoformat(), "--limits", limits.as_text(), *_said(how)]
    command = [*_program(), VERB, *options, "--", str(path.absolute())]
    if goes is not None and not goes():
        raise ImportCancelled
    with subprocess.Popen(  # noqa: S603 (csdesk itself, and no shell)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:
        memory = None if _LIMITED else limits.memory
        watch = Watch(child, limits.seconds * _PATIENCE, memory=memory, goes=goes)
        try:
            with watch:
                _tell(child, how.password if how and how.password else "")
                return _heard(child, path, limits)
        except BaseException as fault:
            if watch.unwanted:
                raise ImportCancelled from fault
            if watch.late:
                raise WorkbookTooSlow(where=path.name, seconds=f"{limits.seconds:g}") from fault
            if watch.large:
                raise _too_large(path, limits) from fault
            raise


class Watch:
    """Stops a child whose time is over, one that takes too much memory, one whose file nobody wants, and one to which
    nobody listens any more.

    `memory` is in bytes, None where the system itself sets the limit. Afterwards `late`, `large` and `unwanted` say
    why it was stopped.
    """

    def __init__(
        self,
        child: "subprocess.Popen[bytes]",
        seconds: float,
        *,
        memory: int | None = None,
        goes: Callable[[], bool] | None = None,
    ) -> None:
        self._child, self._seconds, self._memory, self._goes = child, seconds, memory, goes
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.late = self.large = self.unwanted = False

    def _watch(self) -> None:
        until, left = time.monotonic() + self._seconds, self._seconds
        looks = self._goes is not None or self._memory is not None
        while not self._ended.wait(min(left, _LOOK) if looks else left):
            left = until - time.monotonic()
            self.unwanted = self._goes is not None and not self._goes()
            self.late = left <= 0 and not self.unwanted
            self.large = (
                not self.unwanted and self._memory is not None and memory_of(self._child.pid) > self._memory
            )
            if self.unwanted or self.late or self.large:
                self._child.kill()
                return

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, fault: type[BaseException] | None, *_: object) -> None:
        self._ended.set()
        if fault:
            self._child.kill()
        self._thread.join()


def _tell(child: "subprocess.Popen[bytes]", secret: str) -> None:
    """Give the child what it reads from its standard input; one that is dead already is noticed later.

    Of a pipe that nobody reads any more Windows says that it is invalid, not that it is broken.
    """
    assert child.stdin is not None
    with contextlib.suppress(OSError), child.stdin as way:
        way.write(secret.encode())


def _heard(child: "subprocess.Popen[bytes]", path: Path, limits: Limits) -> Source:
    """What the child tells, understood while it still speaks."""
    assert child.stdout is not None
    try:
        source = source_of(child.stdout, path.name)
    except Exception:
        child.stdout.close()
        _check_end(child.wait(), path, limits)
        raise
    _check_end(child.wait(), path, limits)
    return source


def _program() -> list[str]:
    """How to start csdesk again; `-P` so that no module lying in the current folder is taken for ours.

    Of the two packaged programs for Windows, only the one for a terminal can answer.
    """
    if getattr(sys, "frozen", False):
        terminal = Path(sys.executable).with_name("csdesk.exe")
        return [str(terminal) if terminal.exists() else sys.executable]
    return [sys.executable, "-P", "-m", "csdesk"]


def _said(how: How | None) -> list[str]:
    given = {"--encoding": how.encoding, "--delimiter": how.delimiter} if how else {}
    return [f"{option}={word}" for option, word in given.items() if word]


def _environment() -> dict[str, str]:
    """This process' own environment, and where this csdesk stands, for a checkout that is not installed."""
    home = str(Path(__file__).parents[2])
    ways = [home, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(ways), "PYTHONUTF8": "1"}


def _check_end(code: int, path: Path, limits: Limits) -> None:
    if code in {0, 2}:
        return
    if hasattr(signal, "SIGXCPU") and code == -signal.SIGXCPU:
        raise WorkbookTooSlow(where=path.name, seconds=f"{limits.seconds:g}")
    if code in {EXIT_CODE, -signal.SIGABRT, -getattr(signal, "SIGKILL", 9)}:
        raise _too_large(path, limits)
    raise WorkbookDamaged(where=path.name, reason="reading it ended without an answer")


def _too_large(path: Path, limits: Limits) -> WorkbookTooLarge:
    return WorkbookTooLarge(
        where=path.name, reason=f"it needs more than {limits.memory // MIB:,} MB of memory"
    )
