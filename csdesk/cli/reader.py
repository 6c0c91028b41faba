"""The hidden verb `read-workbook`: csdesk reads one file in a process of its own, inside limits."""

import gc
import math
import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from csdesk.exchange.how import How
    from csdesk.exchange.limits import Limits


@click.command("read-workbook", hidden=True)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), required=True)
@click.option("--limits", "given", required=True)
@click.option("--encoding")
@click.option("--delimiter")
def read_workbook(file: Path, day: datetime, given: str, encoding: str | None, delimiter: str | None) -> None:
    """Read one file and write its rows as JSON lines; csdesk calls this itself.

    Standard input is the password, where there is one.
    """
    from csdesk.exchange.how import How
    from csdesk.exchange.limits import Limits
    from csdesk.exchange.shortage import EXIT_CODE, is_shortage

    secret = sys.stdin.buffer.read(10_000).decode(errors="replace") or None
    how = How(encoding=encoding, delimiter=delimiter, password=secret)
    limits = Limits.of_text(given)
    _confine(limits.seconds, limits.memory)
    try:
        code = _with_another_thread(file, day.date(), limits, how)
    except BaseException as error:
        if is_shortage(error):
            os._exit(EXIT_CODE)  # whatever a process still does as it ends would need memory too
        raise
    sys.exit(code)


def _confine(seconds: float, memory: int) -> None:
    """Give this process so much time and memory, where the system keeps to it; else the parent's watch stands alone."""
    if sys.platform == "linux":
        import resource

        whole = math.ceil(seconds)
        _keep_to(resource.RLIMIT_AS, memory, memory)
        _keep_to(resource.RLIMIT_CPU, whole, whole + 1)
        _keep_to(resource.RLIMIT_CORE, 0, 0)


def _keep_to(kind: int, wanted: int, last: int) -> None:
    """A limit, or the one that the system gave us, where that is less: nobody may lift it."""
    if sys.platform == "linux":
        import resource

        _, given = resource.getrlimit(kind)
        last = last if given == resource.RLIM_INFINITY else min(last, given)
        resource.setrlimit(kind, (min(wanted, last), last))


def _with_another_thread(file: Path, day: date, limits: "Limits", how: "How") -> int:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as other:
        other.submit(int).result()  # now: one that finds no room to begin in is waited for without end
        gc.disable()  # this process ends with its file, and each look for cycles walks every cell
        return _read(file, day, limits, how, other)


def _read(file: Path, day: date, limits: "Limits", how: "How", other: "Executor") -> int:
    from csdesk.domain.errors import CsdeskError, WorkbookDamaged
    from csdesk.exchange.lines import error_line, part_line, within
    from csdesk.exchange.shortage import is_shortage

    try:
        from csdesk.exchange.reading import lines_here

        lines = lines_here(file, day=day, limits=limits, how=how, other=other)
        for line in within(lines, limits.unpacked, file.name):
            sys.stdout.write(line)
    except (
        BaseException
    ) as error:  # a panic of the reading library is no Exception; the parent says it in words
        if is_shortage(error):
            raise
        if isinstance(error, ImportError) and error.name:
            sys.stdout.write(part_line(error.name))
            return 2
        told = error if isinstance(error, CsdeskError) else None
        reason = f"reading it failed ({type(error).__name__})"
        sys.stdout.write(error_line(told or WorkbookDamaged(where=file.name, reason=reason)))
        return 2
    return 0
