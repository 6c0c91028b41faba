"""The killing of a keeper: SIGKILL at random moments of backups and restores, and what stands there afterwards.

`python -m tests.survival.kill_keeper --rounds 60` prints the counts; exit code 1 if anything was half.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from csdesk.services.sample import write_sample
from csdesk.store.backups import backups_in, manifest_of
from csdesk.store.book import Book
from tests.survival.keeper import held_by
from tests.survival.witness import halves

HOME = Path(__file__).parents[2]


@dataclass
class Counts:
    """What a run of rounds saw. `inside` are kills between `begin` and `done`; `new` are restores that took hold."""

    rounds: int = 0
    inside: Counter[str] = field(default_factory=Counter)
    old: int = 0
    new: int = 0
    listed: int = 0
    kept: int = 0
    parts: int = 0
    unlisted: int = 0
    wrong: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The counts, as they are reported."""
        inside = ", ".join(f"{count} in {work}" for work, count in sorted(self.inside.items()))
        return [
            f"{self.rounds} kills, {sum(self.inside.values())} inside a work ({inside})",
            f"killed in a restore: {self.old} times the old book, {self.new} times the restored one",
            f"{self.listed} backups were listed and {self.kept} old books kept, each of them whole",
            f"left over at the end: {self.parts} unfinished files, {self.unlisted} whole copies that no manifest lists",
            *[f"WRONG {what}" for what in self.wrong],
        ]


def run(rounds: int, room: Path, seed: int, accounts: int = 12) -> Counts:
    """Kill so many times."""
    counts, rng = Counts(), Random(seed)
    path, folder = room / "work" / "book.csdesk", room / "safe"
    path.parent.mkdir()
    with Book.create(path) as book:
        write_sample(book, accounts=accounts, seed=seed)
    for _ in range(rounds):
        said = _killed(path, folder, rng)
        counts.rounds += 1
        _look_at_book(path, said, counts)
        _look_at_copies(path, folder, counts)
    found = [*path.parent.iterdir(), *folder.iterdir()]
    counts.parts = sum(p.name.endswith(("-part", "-part-journal")) for p in found)
    named = {b.file for b in manifest_of(folder)}
    counts.unlisted = sum(p.suffix == ".csdesk" and p.name not in named for p in folder.iterdir())
    return counts


def _look_at_book(path: Path, said: list[str], counts: Counts) -> None:
    """The book is what was said of it last; killed inside a work it may also be what the work makes of it."""
    with Book.open(path) as book:
        counts.wrong += halves(book)
    held, (stage, work, before, *after) = held_by(path), said[-1].split(" ")
    if stage == "done" and held != before:
        counts.wrong.append(f"after {work} the book is another")
    if stage == "begin":
        counts.inside[work] += 1
    if stage == "begin" and work == "restore":
        counts.old += held == before
        counts.new += held == after[0] != before
    if stage == "begin" and work != "edit" and held not in {before, *after}:
        counts.wrong.append(f"in {work} the book became another")


def _look_at_copies(path: Path, folder: Path, counts: Counts) -> None:
    """Whatever is listed is good; whatever was kept under a name is whole."""
    listed, good = manifest_of(folder), backups_in(folder)
    counts.wrong += [f"{b.file} is listed and not good" for b in listed if b not in good]
    counts.listed += len(good)
    kept = sorted(path.parent.glob("* before restore *.csdesk"), key=lambda p: p.stat().st_mtime)
    counts.kept += len(kept)
    newest = [folder / b.file for b in good[:1]]
    for copy in [*newest, *kept[-2:]]:
        with Book.view(copy) as book:
            counts.wrong += [f"{copy.name}: {what}" for what in halves(book)]


def _killed(path: Path, folder: Path, rng: Random) -> list[str]:
    """The whole lines that a keeper said before it was killed, up to a quarter of a second into a work."""
    command = [sys.executable, "-m", "tests.survival.keeper", str(path), str(folder), str(rng.random())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=HOME, text=True) as keeper:
        assert keeper.stdout is not None
        said = [keeper.stdout.readline() for _ in range(1 + 2 * rng.randint(0, 6))]
        time.sleep(rng.uniform(0, 0.12))
        keeper.kill()
        said += keeper.stdout.readlines()
    return [line.rstrip("\n") for line in said if line.endswith("\n")]


def main() -> None:
    """Run, print the counts, and fail if anything is half."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--rounds", type=int, default=60)
    wanted.add_argument("--seed", type=int, default=1)
    given = wanted.parse_args()
    with tempfile.TemporaryDirectory() as room:
        counts = run(given.rounds, Path(room), given.seed)
    sys.stdout.write("\n".join(counts.lines()) + "\n")
    sys.exit(1 if counts.wrong else 0)


if __name__ == "__main__":
    main()
