"""The killing of a scribe: SIGKILL at random moments of everything that csdesk writes, migrations among it.

`python -m tests.survival.kill_scribe --rounds 400` prints the counts; exit code 1 if anything was lost or half.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.survival.kill import write_sheet
from tests.survival.layer import HOME, Record, environment, read_log
from tests.survival.power import room
from tests.survival.promises import Findings, look, moment_of, old_book
from tests.survival.scribe import Promise

MIGRATION, SESSION = 0.06, 1.6
"""Seconds, at most, from the first act to the kill: inside a migration, and inside a session of twelve steps."""


@dataclass
class Counts:
    """What a run of rounds saw. `inside` are kills between the beginning and the end of a step."""

    kills: int = 0
    inside: Counter[str] = field(default_factory=Counter)
    found: Findings = field(default_factory=Findings)

    def lines(self) -> list[str]:
        """The counts, as they are reported."""
        inside = ", ".join(f"{count} in {step}" for step, count in sorted(self.inside.items()))
        return [
            f"{self.kills} kills, {sum(self.inside.values())} inside a step ({inside})",
            *self.found.lines(),
        ]


def run(rounds: int, place: Path, seed: int) -> Counts:
    """Kill so many times, each time on a book of its own; every third is one that has to be migrated."""
    counts = Counts()
    for number in range(rounds):
        folder, rng, old = place / f"round {number}", Random(f"{seed}-{number}"), number % 3 == 2
        records, before = _killed(folder, rng, old=old)
        moment = moment_of(records, len(records), before)
        counts.kills += 1
        if moment.step:
            counts.inside["migration" if old and moment.step == "open" else moment.step] += 1
        look(folder / "work", moment, counts.found, f"round {number} in {moment.step or 'rest'}")
        shutil.rmtree(folder)
    return counts


def _killed(folder: Path, rng: Random, *, old: bool) -> tuple[list[Record], Promise | None]:
    work, log = folder / "work", folder / "log"
    work.mkdir(parents=True)
    before = old_book(work)[1] if old else None
    if not old:
        write_sheet(work / "customers.csv")
    command = [sys.executable, "-m", "tests.survival.scribe", str(work), str(rng.random()), "12"]
    with subprocess.Popen(command, cwd=HOME, env=environment(work, log)) as scribe:
        while not log.exists() or not log.stat().st_size:
            time.sleep(0.001)
        time.sleep(rng.uniform(0, MIGRATION if old else SESSION))
        scribe.kill()
    return list(read_log(log)), before


def main() -> None:
    """Run, print the counts, and fail if anything is missing."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--rounds", type=int, default=60)
    wanted.add_argument("--seed", type=int, default=1)
    given = wanted.parse_args()
    with tempfile.TemporaryDirectory(dir=room()) as folder:
        counts = run(given.rounds, Path(folder), given.seed)
    sys.stdout.write("\n".join(counts.lines()) + "\n")
    sys.exit(1 if counts.found.lost or counts.found.half else 0)


if __name__ == "__main__":
    main()
