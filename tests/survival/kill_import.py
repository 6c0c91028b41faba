"""The killing of a large import: SIGKILL at random moments of its reading, planning and writing.

`python -m tests.survival.kill_import --rounds 60` prints the counts; exit code 1 if a book was afterwards neither as
before nor as after, if its check found anything, or if an import that was cut off was not told exactly once.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from csdesk.services.book.unfinished import unfinished
from csdesk.store.book import Book
from tests.benchmarks.test_import_speed import prepared, workbook
from tests.survival.importer import PHASES
from tests.survival.witness import content_of, halves

HOME = Path(__file__).parents[2]
ROWS = 50_000
BEYOND = 1.25
"""How long a phase is waited for at most, by what it took unharmed: some kills come after its end."""


@dataclass(frozen=True)
class Known:
    """What an import that nobody kills does to the book: how long each phase takes, and what is there after it."""

    start: Path
    sheet: Path
    before: str
    seconds: Mapping[str, float]
    after: tuple[int, ...]


@dataclass
class Counts:
    """What a run of rounds saw."""

    kills: Counter[str] = field(default_factory=Counter)
    """By phase."""
    as_before: int = 0
    as_after: int = 0
    told: int = 0
    hot_journals: int = 0
    spilled: int = 0
    """Kills after which pages of the cut-off import stood in the book's file."""
    wrong: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The counts, as they are reported."""
        inside = ", ".join(f"{self.kills[phase]} while it {phase}s" for phase in PHASES)
        return [
            f"{self.kills.total()} kills ({inside})",
            f"{self.as_before} books as before, {self.as_after} as after, {self.told} told of what was cut off, once",
            f"{self.hot_journals} journals rolled back, {self.spilled} of them with rows in the book's file already",
            *[f"WRONG {what}" for what in self.wrong],
        ]


def run(rounds: int, folder: Path, seed: int, *, sheet: str = "tickets", rows: int = ROWS) -> Counts:
    """Kill so many times, each time an import into a copy of the same book."""
    counts, rng, known = Counts(), Random(seed), known_of(folder, sheet, rows)
    for number in range(rounds):
        _round(known, PHASES[number % len(PHASES)], folder / f"round {number}", rng, counts)
    return counts


def known_of(folder: Path, name: str, rows: int) -> Known:
    """Import a sheet of so many tickets or customers once, and remember what that did."""
    sheet, start = workbook(name, rows, folder), folder / "start" / "book.csdesk"
    start.parent.mkdir()
    prepared(start, name).close()
    whole = folder / "whole.csdesk"
    shutil.copy(start, whole)
    with _importer(whole, sheet) as importer:
        times = [_told(importer, word) for word in (*PHASES, "done")]
    with Book.view(start) as book:
        before = content_of(book)
    lasts = {phase: end - begin for phase, begin, end in zip(PHASES, times, times[1:], strict=False)}
    return Known(start, sheet, before, lasts, _sizes(whole))


def _sizes(path: Path) -> tuple[int, ...]:
    with Book.view(path) as book:
        return tuple(n for (n,) in book.rows("SELECT rows FROM operations ORDER BY n"))


def _importer(path: Path, sheet: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.survival.importer", str(path), str(sheet)]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        cwd=HOME,
        env={**os.environ, "PYTHONPATH": str(HOME)},
        text=True,
        start_new_session=True,
    )


def _told(importer: "subprocess.Popen[str]", word: str) -> float:
    """When the importer said a word."""
    assert importer.stdout is not None
    said = importer.stdout.readline().strip()
    assert said == word, f"the importer said {said!r} where {word!r} was expected"
    return time.monotonic()


def _round(known: Known, phase: str, folder: Path, rng: Random, counts: Counts) -> None:
    folder.mkdir()
    path = Path(shutil.copy(known.start, folder))
    with _importer(path, known.sheet) as importer:
        for word in PHASES[: PHASES.index(phase) + 1]:
            _told(importer, word)
        time.sleep(rng.uniform(0, BEYOND * known.seconds[phase]))
        importer.kill()
        at = _now_at(importer, phase)
    counts.kills[at] += 1
    _wait_for_readers(importer.pid)
    journal = path.with_name(path.name + "-journal")
    hot = journal.exists() and journal.stat().st_size > 0
    counts.hot_journals += hot
    counts.spilled += hot and path.stat().st_size > known.start.stat().st_size
    counts.wrong += [f"{folder.name}, {at}: {what}" for what in look(path, known, counts, hot=hot)]
    shutil.rmtree(folder)


def _now_at(importer: "subprocess.Popen[str]", phase: str) -> str:
    """Which phase it had come to when it was killed: the machine may have been quicker than before."""
    assert importer.stdout is not None
    said = [line.strip() for line in importer.stdout]
    return ([phase] + [word for word in said if word in PHASES])[-1]


def _wait_for_readers(group: int) -> None:
    """The reading process that lost its listener ends by itself."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise AssertionError("the reading process goes on though nobody listens")


def look(path: Path, known: Known, counts: Counts, *, hot: bool) -> list[str]:
    """Open the book as the next start does; what is wrong with it."""
    with Book.open(path) as book:
        told, content = unfinished(book), content_of(book)
        wrong = halves(book)
    with Book.open(path) as book:
        again = unfinished(book)
    before, after = content == known.before, _sizes(path) == known.after
    counts.as_before, counts.as_after = counts.as_before + before, counts.as_after + after
    counts.told += bool(told)
    if before == after:
        wrong.append("the book is neither as before nor as after")
    if told and (after or told != known.sheet.name):
        wrong.append(f"told of {told}, though it stands" if after else f"told of {told}")
    if hot and not told:
        wrong.append("cut off, and not told")
    if again:
        wrong.append("told twice")
    return wrong


def main() -> None:
    """Run, print the counts, and fail if anything is wrong."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--rounds", type=int, default=60)
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--sheet", choices=("tickets", "customers"), default="tickets")
    wanted.add_argument("--rows", type=int, default=ROWS)
    given = wanted.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counts = run(given.rounds, Path(folder), given.seed, sheet=given.sheet, rows=given.rows)
    sys.stdout.write("\n".join(counts.lines()) + "\n")
    sys.exit(1 if counts.wrong else 0)


if __name__ == "__main__":
    main()
