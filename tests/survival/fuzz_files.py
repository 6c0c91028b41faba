"""Fuzzing: many mutants of valid files are brought into a book; none may crash, hang, or leave half of itself there.

`python -m tests.survival.fuzz_files --count 100000` tries so many in processes of their own, inside the limits that
csdesk gives to its reading process, and prints what became of them; exit code 1 where something may never be.
`--only N` tries one again and says what happens; `--keep FOLDER` writes the files of what went wrong there.
"""

import argparse
import contextlib
import json
import mmap
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.exchange.limits import DEFAULT
from csdesk.exchange.reading import read
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.store.book import Book
from tests.survival.mutant_seeds import real_folder, seeds, with_real
from tests.survival.mutants import Mutant, Seed, mutant
from tests.survival.power import room
from tests.survival.trial import Told, tried

DAY = date(2025, 11, 24)
SECONDS = 20
"""How long a processor may work for one file in all: what csdesk gives to reading alone."""
BATCH = 1_000
"""Files tried by one process; it holds one book, whose history grows with each."""
_PATIENCE = 160
"""How much longer, by the clock on the wall, the parent waits for a process that neither ends nor moves."""


class TooLong(BaseException):
    """The alarm: nothing between here and the trial may swallow it."""


def _alarm(_: int, frame: FrameType | None) -> None:
    where = "".join(traceback.format_stack(frame, limit=4)) if frame else ""
    raise TooLong(where)


def confine() -> None:
    """The limits of csdesk's reading process, and no dumps of memory."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (DEFAULT.memory, DEFAULT.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def base_book(folder: Path) -> Book:
    """A book that knows some of the customers already."""
    path = folder / "base.csv"
    path.write_text(
        "Customer,Domain,MRR,Renewal date\nAcme Inc,acme.com,1000,2026-03-31\nCorvid,corvid.io,5,2025-12-01\n"
    )
    book = Book.in_memory()
    sources = read_files([path], day=DAY)
    plan = plan_import(book, sources, {}, today=DAY)
    answers = {q.key: q.default or q.choices[0].value for q in plan.open}
    apply_import(book, plan_import(book, sources, answers, today=DAY), today=DAY)
    return book


def try_all(numbers: range, folder: Path, files: tuple[Seed, ...], start: int) -> Iterator[Told]:
    """Try these mutants here, one after another; each says what became of it."""
    book = base_book(folder)
    signal.signal(signal.SIGPROF, _alarm)
    for n in numbers:
        one = mutant(n, files, start)
        path = folder / one.name
        path.write_bytes(one.body)
        told = Told()
        told.counts["tried"] += 1
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            tried(n, path, book, told)
        except BaseException as fault:  # what Rust panics with is no Exception
            if isinstance(fault, KeyboardInterrupt):
                raise
            what = f"HANG {fault}" if isinstance(fault, TooLong) else f"CRASH {_told(fault)}"
            told.wrong.append((n, f"{what} in {one.seed}, {one.kind}"))
            book.close()
            book = base_book(folder)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        yield told
    book.close()


def _told(fault: BaseException) -> str:
    steps = traceback.extract_tb(fault.__traceback__)[-3:]
    way = " < ".join(f"{Path(s.filename).name}:{s.lineno}" for s in reversed(steps))
    return f"{type(fault).__name__}: {str(fault)[:160]} ({way})"


def _work(first: int, last: int, start: int, real: bool, folder: Path) -> None:
    """The body of a working process: a line of JSON for each mutant, and the next one's number in a file."""
    confine()
    with (folder / "at").open("r+b") as file, mmap.mmap(file.fileno(), 8) as at:
        for n, told in enumerate(try_all(range(first, last), folder, chosen(real), start), first):
            sys.stdout.write(json.dumps([told.counts, told.reasons, told.wrong]) + "\n")
            sys.stdout.flush()
            at[:8] = struct.pack("<q", n + 1)


def chosen(real: bool) -> tuple[Seed, ...]:
    """The valid files: ours, and those of other programs where they are wanted and there."""
    folder = real_folder() if real else None
    return with_real(folder) if folder else seeds()


class Run:
    """A run over many mutants: batches in processes of their own, each started anew behind what it died of."""

    def __init__(self, start: int, real: bool, keep: Path | None) -> None:
        self._start, self._real, self._keep = start, real, keep
        self._files = chosen(real)
        self.told = Told()
        self.deaths: Counter[str] = Counter()

    def go(self, first: int, count: int, jobs: int) -> None:
        """Try so many."""
        todo = [(n, min(n + BATCH, first + count)) for n in reversed(range(first, first + count, BATCH))]
        running: list[_Worker] = []
        while todo or running:
            while todo and len(running) < jobs:
                running.append(_Worker(*todo.pop(), self._start, self._real))
            time.sleep(0.05)
            for worker in [w for w in running if w.over()]:
                running.remove(worker)
                todo += self._ended(worker)

    def _ended(self, worker: "_Worker") -> Iterator[tuple[int, int]]:
        """Take what a process said; one that died is looked into, and what it left undone is to do."""
        for counts, reasons, wrong in worker.said():
            self.told.counts.update(counts)
            self.told.reasons.update(reasons)
            self.told.wrong += [(n, what) for n, what in wrong]
            sys.stderr.writelines(f"WRONG {n}: {what[:400]}\n" for n, what in wrong)
        n = worker.at
        worker.close()
        if n < worker.last:
            self.told.counts["tried"] += 1
            self._died(mutant(n, self._files, self._start), worker.code)
            if n + 1 < worker.last:
                yield n + 1, worker.last
        self._show(min(n, worker.last))

    def _died(self, one: Mutant, code: int) -> None:
        """A process that reads may die, where csdesk itself says one sentence of it, or reads it: its own reading
        process holds no book. Then the rest is tried without the limits.
        """
        what: str | None = None
        with tempfile.TemporaryDirectory(dir=room()) as folder:
            path = Path(folder) / one.name
            path.write_bytes(one.body)
            began = time.monotonic()
            try:
                read(path, day=DAY)
                with base_book(Path(folder)) as book:
                    tried(one.n, path, book, self.told)
                became = "read in a process of its own"
            except CsdeskError as error:
                said = wording.line(error)
                became = f"said: {said.partition(': ')[2].partition(': ')[2][:120]}"
                if len(said.splitlines()) > 1 or time.monotonic() - began > SECONDS + _PATIENCE:
                    what = type(error).__name__
            except BaseException as fault:
                became = what = _told(fault)
        self.deaths[f"ended by {code}, {became}"] += 1
        if what is not None:
            self.told.wrong.append((one.n, f"DEATH {code} {one.seed}, {one.kind}: {what}"))

    def _show(self, last: int) -> None:
        now = time.strftime("%H:%M:%S")
        sys.stderr.write(
            f"{now} {self.told.counts['tried']} tried, up to {last}, {len(self.told.wrong)} wrong\n"
        )
        sys.stderr.flush()

    def lines(self) -> Iterator[str]:
        """What became of all."""
        told = self.told
        kinds = Counter(what.partition(" ")[0] for _, what in told.wrong)
        yield from (f"{count:>8,}  {what}" for what, count in self.told.counts.most_common())
        yield from (f"{count:>8,}  {what}" for what, count in self.deaths.most_common())
        yield "reasons of the reader:"
        yield from (f"{count:>8,}  {what}" for what, count in self.told.reasons.most_common(60))
        yield f"{kinds['CRASH']} crashes, {kinds['HANG']} hangs, {kinds['DEATH']} deaths without a sentence"
        yield f"{len(told.wrong)} wrong in all"
        for n, what in sorted(self.told.wrong)[:200]:
            yield f"WRONG {n}: {what}"
            if self._keep:
                self._keep.mkdir(parents=True, exist_ok=True)
                one = mutant(n, self._files, self._start)
                (self._keep / f"{n}-{one.name}").write_bytes(one.body)


class _Worker:
    """One process at work on a batch, and the number it is at."""

    def __init__(self, first: int, last: int, start: int, real: bool) -> None:
        self.first, self.last, self.code = first, last, 0
        self._folder = tempfile.TemporaryDirectory(dir=room())
        self._at = Path(self._folder.name) / "at"
        self._at.write_bytes(struct.pack("<q", first))
        words = [
            "--work",
            str(first),
            str(last),
            self._folder.name,
            "--start",
            str(start),
            *(["--real"] if real else []),
        ]
        self._out = tempfile.TemporaryFile(dir=room())  # noqa: SIM115 (lives as long as its process)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.survival.fuzz_files", *words],
            stdout=self._out,
            stderr=subprocess.DEVNULL,
        )
        self._seen, self._since = first, time.monotonic()

    @property
    def at(self) -> int:
        """The number of the mutant that it tries, or died of."""
        number: int = struct.unpack("<q", self._at.read_bytes()[:8])[0]
        return number

    def over(self) -> bool:
        """Whether it has ended; one that no longer moves is ended."""
        code = self._process.poll()
        if code is None:
            if self.at != self._seen:
                self._seen, self._since = self.at, time.monotonic()
            if time.monotonic() - self._since < SECONDS + _PATIENCE:
                return False
            self._process.kill()
            code = self._process.wait()
        self.code = code
        return True

    def said(self) -> Iterator[Any]:
        """What became of each mutant so far."""
        self._out.seek(0)
        for line in self._out.read().splitlines():
            with contextlib.suppress(ValueError):
                yield json.loads(line)

    def close(self) -> None:
        """Let go of its files."""
        self._out.close()
        self._folder.cleanup()


def main() -> None:
    """Run, print, and fail where something went wrong."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--count", type=int, default=1000)
    wanted.add_argument("--first", type=int, default=0)
    wanted.add_argument("--start", type=int, default=1)
    wanted.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    wanted.add_argument(
        "--real", action="store_true", help="also small files of other programs, where they are"
    )
    wanted.add_argument("--only", type=int)
    wanted.add_argument("--keep", type=Path)
    wanted.add_argument("--work", nargs=3)
    given = wanted.parse_args()
    if given.work:
        _work(int(given.work[0]), int(given.work[1]), given.start, given.real, Path(given.work[2]))
        return
    if given.only is not None:
        given.first, given.count = given.only, 1
    run = Run(given.start, given.real, given.keep)
    run.go(given.first, given.count, given.jobs)
    sys.stdout.write("\n".join(run.lines()) + "\n")
    sys.exit(1 if run.told.wrong else 0)


if __name__ == "__main__":
    main()
