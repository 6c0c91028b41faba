"""A race is two programs run in turn, so that whatever else the machine does slows both alike."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

HOME = Path(__file__).parents[2]


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of a program that keeps everything in a folder.

    Modules are compiled once and kept there too, as an installed program's are: what runs first does not count.
    """
    homes = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    known = {**os.environ, **homes, "PYTHONPATH": str(HOME), "QT_QPA_PLATFORM": "offscreen"}
    known["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    known.pop("PYTHONDONTWRITEBYTECODE", None)
    return known


def process(*arguments: str, folder: Path) -> float:
    """Seconds from the start of a Python process to its first line, or to its end if it says none."""
    known = surroundings(folder)
    command, quiet = [sys.executable, *arguments], subprocess.DEVNULL
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=quiet, env=known, cwd=folder) as started:
        assert started.stdout is not None
        started.stdout.readline()
        first = time.perf_counter() - begin
        started.stdout.read()
    assert started.returncode == 0, arguments
    return first


def ended(*arguments: str, folder: Path) -> float:
    """Seconds from the start of a Python process to its end."""
    begin = time.perf_counter()
    process(*arguments, folder=folder)
    return time.perf_counter() - begin


def race(floor: Callable[[], float], ours: Callable[[], float], rounds: int) -> tuple[float, float]:
    """The medians of both, run in turn; a first round of each does not count."""
    floor(), ours()
    times = [(floor(), ours()) for _ in range(rounds)]
    return statistics.median(f for f, _ in times), statistics.median(o for _, o in times)


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def told(what: str, medians: Sequence[float], target: float) -> str:
    """The line that a benchmark prints."""
    floor, ours = medians
    verdict = "met" if ours / floor <= target else "MISSED"
    return (
        f"{what}: floor {floor * 1000:.1f} ms, csdesk {ours * 1000:.1f} ms, "
        f"ratio {ours / floor:.2f} (target {target}: {verdict})"
    )
