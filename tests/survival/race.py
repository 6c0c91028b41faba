"""Races: processes that are started for one book at the same moment; one of them writes, the others are told who does.

`python -m tests.survival.race --races 200 --racers 5` prints the counts; exit code 1 if ever another number wrote.
"""

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import BookInUse
from csdesk.domain.ids import AccountId
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.store.lock import lock_path
from tests.survival.power import room

HOME = Path(__file__).parents[2]
DAY = date(2025, 11, 24)


@dataclass
class Counts:
    """How many races had how many writers; `told` are starts that were told who writes."""

    races: int = 0
    starts: int = 0
    writers: Counter[int] = field(default_factory=Counter)
    told: int = 0
    wrong: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The counts, as they are reported."""
        writers = ", ".join(f"{n} with {k} writers" for k, n in sorted(self.writers.items()))
        return [
            f"{self.races} races of {self.starts} starts: {writers}; {self.told} were told who writes",
            *self.wrong,
        ]


def run(races: int, racers: int, folder: Path) -> Counts:
    """Race so many times for one book, into which each winner puts one account."""
    counts, path = Counts(), folder / "a.csdesk"
    Book.create(path).close()
    for _ in range(races):
        said = _race(path, racers)
        counts.races += 1
        counts.starts += racers
        counts.writers[said.count("open")] += 1
        counts.told += said.count("busy")
        if sorted(said) != ["busy"] * (racers - 1) + ["open"]:
            counts.wrong.append(f"race {counts.races}: {said}")
    with Book.view(path) as book:
        if len(book.all(Account)) != races or problems_of(book, deep=True) or lock_path(path).exists():
            counts.wrong.append(f"{len(book.all(Account))} accounts came of {races} races")
    return counts


def _race(path: Path, racers: int) -> list[str]:
    command = [sys.executable, "-m", "tests.survival.race", "--racer", str(path)]
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HOME)
        for _ in range(racers)
    ]
    for each in running:
        _hear(each)
    for each in running:
        _tell(each)
    said = [_hear(each) for each in running]
    for each in running:
        each.communicate("\n")
    return said


def _tell(racer: "subprocess.Popen[str]") -> None:
    assert racer.stdin is not None
    racer.stdin.write("\n")
    racer.stdin.flush()


def _hear(racer: "subprocess.Popen[str]") -> str:
    assert racer.stdout is not None
    return racer.stdout.readline().strip()


def racer(path: Path) -> None:
    """Be ready; at a word open the book, write in it, and at a further word let it go."""
    _say("ready")
    sys.stdin.readline()
    try:
        book = Book.open(path)
    except BookInUse:
        _say("busy")
        return
    with book:
        with book.change(Verb.ADD, today=DAY):
            book.put(Account(id=AccountId(book.new_id()), account="Winner"))
        _say("open")
        sys.stdin.readline()


def _say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def main() -> None:
    """Run, print the counts, and fail if ever another number than one wrote."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--races", type=int, default=20)
    wanted.add_argument("--racers", type=int, default=5)
    wanted.add_argument("--racer", type=Path)
    given = wanted.parse_args()
    if given.racer:
        racer(given.racer)
        return
    with tempfile.TemporaryDirectory(dir=room()) as folder:
        counts = run(given.races, given.racers, Path(folder))
    sys.stdout.write("\n".join(counts.lines()) + "\n")
    sys.exit(1 if counts.wrong else 0)


if __name__ == "__main__":
    main()
