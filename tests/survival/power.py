"""Power cuts: what is left of a book, its backups and its exports when the disk kept only what was synced.

`python -m tests.survival.power --cuts 1000` prints the counts; exit code 1 if anything was lost or half.
`--pragma synchronous=OFF` is the negative control: then something must be lost.
"""

import argparse
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.survival.disk import Disk, write_image
from tests.survival.kill import write_sheet
from tests.survival.layer import HOME, Act, Record, environment, read_log
from tests.survival.promises import Findings, Moment, is_hot, look, moment_of, old_book
from tests.survival.scribe import Promise

CUTS_PER_SESSION, STEPS = 40, 12
_TURNING = frozenset({Act.SYNC, Act.SYNC_FOLDER, Act.UNLINK, Act.RENAME, Act.MARK})


@dataclass
class Counts:
    """What a run of cuts saw. `inside` are cuts between the beginning and the end of a step."""

    cuts: int = 0
    again: int = 0
    inside: Counter[str] = field(default_factory=Counter)
    found: Findings = field(default_factory=Findings)

    def lines(self) -> list[str]:
        """The counts, as they are reported."""
        inside = ", ".join(f"{count} in {step}" for step, count in sorted(self.inside.items()))
        return [
            f"{self.cuts} power cuts, {sum(self.inside.values())} inside a step ({inside})",
            f"{self.again} of them cut again while they were recovered",
            *self.found.lines(),
        ]


def run(cuts: int, room: Path, seed: int, pragmas: Sequence[str] = ()) -> Counts:
    """Cut so many times; a new session of work every forty."""
    counts = Counts()
    for session in itertools.count():
        wanted = min(CUTS_PER_SESSION, cuts - counts.cuts)
        if not wanted:
            return counts
        folder = room / f"session {session}"
        disk, records, before = _session(folder, f"{seed}-{session}", pragmas, old=session % 4 == 3)
        rng = Random(f"{seed}/{session}")
        for at, image in _images(disk, records, wanted, rng):
            _cut(image, moment_of(records, at, before), counts, folder, rng)
        shutil.rmtree(folder)
    raise AssertionError


def _session(
    folder: Path, seed: str, pragmas: Sequence[str], *, old: bool
) -> tuple[Disk, list[Record], Promise | None]:
    """Let a scribe work: the disk before it, all that it did, and what an old book promises before anything is."""
    work, log = folder / "work", folder / "log"
    work.mkdir(parents=True)
    before = old_book(work)[1] if old else None
    if not old:
        write_sheet(work / "customers.csv")
    disk = Disk(work)
    _child("scribe", [str(work), seed, str(STEPS), *pragmas], work, log)
    return disk, list(read_log(log)), before


def _child(module: str, arguments: list[str], folder: Path, log: Path) -> None:
    command = [sys.executable, "-m", f"tests.survival.{module}", *arguments]
    subprocess.run(command, check=True, cwd=HOME, env=environment(folder, log))


def _images(
    disk: Disk, records: list[Record], wanted: int, rng: Random
) -> Iterator[tuple[int, dict[str, bytes | None]]]:
    """What may be on the disk after so many acts."""
    done = 0
    for at in sorted(_moments(records, wanted, rng)):
        for record in records[done:at]:
            disk.do(record)
        done = at
        yield at, disk.after_a_cut(rng)


def _cut(image: dict[str, bytes | None], moment: Moment, counts: Counts, folder: Path, rng: Random) -> None:
    counts.cuts += 1
    if moment.step:
        counts.inside[moment.step] += 1
    root = folder / "image"
    root.mkdir()
    write_image(image, root)
    if is_hot(root) and rng.random() < 0.4:
        _cut_again(root, folder, rng)
        counts.again += 1
    look(root, moment, counts.found, f"cut {counts.cuts} in {moment.step or 'rest'}")
    shutil.rmtree(root)


def _moments(records: list[Record], wanted: int, rng: Random) -> list[int]:
    """Where to cut: half of them anywhere, half of them where something has just become lasting."""
    turning = [n for n, record in enumerate(records) if record.act in _TURNING]
    anywhere = [rng.randint(1, len(records)) for _ in range(wanted // 2)]
    return [*anywhere, *(rng.choice(turning) + rng.randint(0, 2) for _ in range(wanted - wanted // 2))]


def _cut_again(root: Path, folder: Path, rng: Random) -> None:
    """Open the book of an image, and cut the power while that is done: the image is then what is left."""
    disk, log = Disk(root), folder / "log of recovery"
    log.unlink(missing_ok=True)
    _child("scribe", [str(root), "recover"], root, log)
    records = list(read_log(log))
    for record in records[: rng.randint(0, len(records))]:
        disk.do(record)
    image = disk.after_a_cut(rng)
    shutil.rmtree(root)
    root.mkdir()
    write_image(image, root)


def room() -> Path | None:
    """Where the images lie: in memory, where the system has such a folder."""
    memory = Path("/dev/shm")
    return memory if os.access(memory, os.W_OK) else None


def main() -> None:
    """Run, print the counts, and fail if anything is missing."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--cuts", type=int, default=200)
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--pragma", action="append", default=[])
    given = wanted.parse_args()
    with tempfile.TemporaryDirectory(dir=room()) as folder:
        counts = run(given.cuts, Path(folder), given.seed, given.pragma)
    sys.stdout.write("\n".join(counts.lines()) + "\n")
    sys.exit(1 if counts.found.lost or counts.found.half else 0)


if __name__ == "__main__":
    main()
