"""Processes of this machine: another one by its number, and how this one ends when it is asked to."""

import contextlib
import functools
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from signal import Signals
    from sys import UnraisableHookArgs

_SOON = 0.01
"""Seconds until this process is asked again to end."""


def running(pid: int) -> bool:
    """Whether a process of that number runs. Windows is asked by psutil: there a signal of 0 is Ctrl+C."""
    if pid == os.getpid():
        return True
    if sys.platform == "win32":
        import psutil

        return bool(psutil.pid_exists(pid))
    else:  # noqa: RET505 - a branch for each system, as mypy understands it
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except OSError:
            return True
        return True


def work_folder(place: Path, purpose: str) -> Path:
    """A new folder for what this process works on; those of processes that were killed go first. Raises: OSError."""
    import tempfile

    sweep(place, purpose)
    return Path(tempfile.mkdtemp(prefix=f"{purpose}{os.getpid()}-", dir=place))


def sweep(place: Path, purpose: str) -> None:
    """Remove the folders of processes that ended without doing so."""
    import shutil

    for left in place.glob(f"{purpose}*"):
        number = left.name.removeprefix(purpose).partition("-")[0]
        if number.isdigit() and not running(int(number)) and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)


def memory_of(pid: int) -> int:
    """How many bytes of memory a process has; 0 when it is over. It needs psutil, which Linux is spared."""
    import psutil

    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


@contextlib.contextmanager
def ending_cleanly() -> Iterator[None]:
    """A request to end is an exit like any other: what was begun is rolled back, and nothing is left behind.

    Whatever Python makes of it on its way, such as a class that could not be made, is not a fault of ours.
    """
    import signal

    asked: list[int] = []

    def end(number: int, _frame: object) -> None:
        asked.append(number)
        sys.exit(128 + number)

    heard = [one for one in _requests() if signal.getsignal(one) is not signal.SIG_IGN]
    before = {one: signal.signal(one, end) for one in heard}
    try:
        with _asked_again(asked):
            yield
    except (Exception, SystemExit):
        if asked:
            sys.exit(128 + asked[0])
        raise
    finally:
        for one, earlier in before.items():
            signal.signal(one, earlier)


def end_undisturbed() -> None:
    """All is done, and this process ends in a moment: what asks it to end makes no failure of that."""
    import signal

    for one in _requests():
        signal.signal(one, signal.SIG_IGN)


def _requests() -> "list[Signals]":
    import signal

    return [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextlib.contextmanager
def _asked_again(asked: list[int]) -> Iterator[None]:
    """Where Python lets no exit through, as in what it calls when a value goes, it is asked for again soon after."""
    import _thread
    import signal
    import threading

    if sys.platform == "win32":
        ask = _thread.interrupt_main
    else:  # a signal of the system's own, which ends a wait too
        ask = functools.partial(signal.pthread_kill, threading.get_ident())
    told = sys.unraisablehook

    def hear(lost: "UnraisableHookArgs") -> None:
        if asked and isinstance(lost.exc_value, SystemExit):
            threading.Timer(_SOON, ask, [asked[0]]).start()
        else:
            told(lost)

    sys.unraisablehook = hear
    try:
        yield
    finally:
        sys.unraisablehook = told
