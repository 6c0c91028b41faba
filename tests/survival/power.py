"""Power cuts: what is left of a book, its backups and its exports when the disk kept only what was synced.

`python -m tests.survival.power --cuts 1000` prints the counts; exit code 1 if anything was lost or half.
`--pragma synchronous=OFF` is the negative control: then something must be lost.
"""

import argparse
import hashlib
import itertools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from csdesk.domain.errors import CsdeskError
from csdesk.store.backups import backups_in, manifest_of
from csdesk.store.book import Book
from tests.store.old_books import kept
from tests.survival.disk import Disk, write_image
from tests.survival.kill import write_sheet
from tests.survival.layer import HOME, Act, Record, environment, read_log
from tests.survival.scribe import Promise
from tests.survival.witness import content_of, halves

CUTS_PER_SESSION, STEPS = 40, 12
_TURNING = frozenset({Act.SYNC, Act.SYNC_FOLDER, Act.UNLINK, Act.RENAME, Act.MARK})


@dataclass
class Counts:
    """What a run of cuts saw. `inside` are cuts between the beginning and the end of a step."""

    cuts: int = 0
    again: int = 0
    promised: int = 0
    inside: Counter[str] = field(default_factory=Counter)
    rolled_back: int = 0
    new: int = 0
    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The counts, as they are reported."""
        inside = ", ".join(f"{count} in {step}" for step, count in sorted(self.inside.items()))
        return [
            f"{self.cuts} power cuts, {sum(self.inside.values())} inside a step ({inside})",
            f"{self.again} of them cut again while they were recovered",
            f"{self.rolled_back} journals rolled back, {self.new} times what was not yet acknowledged was there whole",
            f"{self.promised} promises looked at, {len(self.lost)} lost, {len(self.half)} half",
            *[f"LOST {what}" for what in self.lost[:20]],
            *[f"HALF {what}" for what in self.half[:20]],
        ]


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a session: what was promised by then, and what the step under way will promise, if one is."""

    step: str
    last: Promise | None
    following: Promise | None


def run(cuts: int, room: Path, seed: int, pragmas: Sequence[str] = ()) -> Counts:
    """Cut so many times; a new session of work every forty."""
    counts = Counts()
    for session in itertools.count():
        wanted = min(CUTS_PER_SESSION, cuts - counts.cuts)
        if not wanted:
            return counts
        folder = room / f"session {session}"
        before, records = _session(folder, f"{seed}-{session}", pragmas, old=session % 4 == 3)
        _cut_session(before, records, wanted, counts, folder, Random(f"{seed}/{session}"))
        shutil.rmtree(folder)
    raise AssertionError


def _session(folder: Path, seed: str, pragmas: Sequence[str], *, old: bool) -> tuple[Disk, list[Record]]:
    """Let a scribe work: the disk before it, and all that it did."""
    work, log = folder / "work", folder / "log"
    work.mkdir(parents=True)
    if old:
        kept(1, work).rename(work / "book.csdesk")
    else:
        write_sheet(work / "customers.csv")
    disk = Disk(work)
    _child("scribe", [str(work), seed, str(STEPS), *pragmas], work, log)
    return disk, list(read_log(log))


def _child(module: str, arguments: list[str], folder: Path, log: Path) -> None:
    command = [sys.executable, "-m", f"tests.survival.{module}", *arguments]
    subprocess.run(command, check=True, cwd=HOME, env=environment(folder, log))


def _cut_session(
    disk: Disk, records: list[Record], wanted: int, counts: Counts, folder: Path, rng: Random
) -> None:
    done = 0
    for at in sorted(_moments(records, wanted, rng)):
        for record in records[done:at]:
            disk.do(record)
        done = at
        image, moment = disk.after_a_cut(rng), _moment(records, at)
        counts.cuts += 1
        if moment.step:
            counts.inside[moment.step] += 1
        root = folder / "image"
        root.mkdir()
        write_image(image, root)
        if _is_hot(root) and rng.random() < 0.4:
            _cut_again(root, folder, rng)
            counts.again += 1
        _look(root, moment, counts, f"cut at act {at} in {moment.step or 'rest'}")
        shutil.rmtree(root)


def _moments(records: list[Record], wanted: int, rng: Random) -> list[int]:
    """Where to cut: half of them anywhere, half of them where something has just become lasting."""
    turning = [n for n, record in enumerate(records) if record.act in _TURNING]
    anywhere = [rng.randint(1, len(records)) for _ in range(wanted // 2)]
    return [*anywhere, *(rng.choice(turning) + rng.randint(0, 2) for _ in range(wanted - wanted // 2))]


def _moment(records: list[Record], at: int) -> Moment:
    said = [r.data.decode() for r in records[:at] if r.act is Act.MARK]
    later = (r.data.decode() for r in records[at:] if r.act is Act.MARK)
    step = said[-1].removeprefix("begin ") if said and said[-1].startswith("begin ") else ""
    last = next((s for s in reversed(said) if not s.startswith("begin ")), None)
    following = next((s for s in later if not s.startswith("begin ")), None) if step else None
    return Moment(step, _promise(last), _promise(following))


def _promise(said: str | None) -> Promise | None:
    return Promise(**json.loads(said)) if said else None


def _is_hot(root: Path) -> bool:
    journal = root / "book.csdesk-journal"
    return journal.exists() and journal.stat().st_size > 0


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


def _look(root: Path, moment: Moment, counts: Counts, where: str) -> None:
    """Open what is left, as the next start does, and compare it with what was promised."""
    counts.rolled_back += _is_hot(root)
    with _at_home(root):
        _look_at_book(root, moment, counts, where)
        _look_at_files(root, moment, counts, where)


@contextmanager
def _at_home(root: Path) -> Iterator[None]:
    before = os.environ.get("XDG_DATA_HOME")
    os.environ["XDG_DATA_HOME"] = str(root / "data")
    try:
        yield
    finally:
        os.environ.pop("XDG_DATA_HOME")
        if before is not None:
            os.environ["XDG_DATA_HOME"] = before


def _look_at_book(root: Path, moment: Moment, counts: Counts, where: str) -> None:
    last, following = moment.last, moment.following
    counts.promised += last is not None
    try:
        with Book.open(root / "book.csdesk") as book:
            counts.half += [f"{where}: {what}" for what in halves(book)]
            held = content_of(book)
    except (CsdeskError, sqlite3.Error) as refused:
        if last is not None:
            counts.lost.append(f"{where}: {refused!r}")
        return
    if last is not None and held == last.content:
        return
    if following is not None and held == following.content:
        counts.new += 1
    elif last is not None:
        counts.lost.append(f"{where}: the book is another")
    elif held != EMPTY:
        counts.half.append(f"{where}: a book that was never finished holds something")


def _look_at_files(root: Path, moment: Moment, counts: Counts, where: str) -> None:
    """Backups, exports and kept books: those promised are there, and whole; nothing else is listed."""
    last, following = moment.last or Promise(), moment.following or Promise()
    for folder in (root / "safe", *(root / "data" / "csdesk" / "backups").glob("*")):
        good = backups_in(folder)
        counts.half += [
            f"{where}: {b.file} is listed and not good" for b in manifest_of(folder) if b not in good
        ]
    listed = {f"safe/{b.file}": b.sha256 for b in backups_in(root / "safe")}
    counts.promised += len(last.backups) + len(last.exports) + len(last.kept)
    for file, sha in last.backups.items():
        if listed.get(file) != sha:
            counts.lost.append(f"{where}: backup {file}")
    for name, sha in last.exports.items():
        if _hash(root / name) not in {sha, following.exports.get(name, sha)}:
            counts.lost.append(f"{where}: export {name}")
    for name, content in last.kept.items():
        if not (root / name).exists():
            counts.lost.append(f"{where}: {name} is gone")
        else:
            with Book.view(root / name) as book:
                if content_of(book) != content:
                    counts.lost.append(f"{where}: {name} is another")


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


EMPTY = hashlib.sha256().hexdigest()
"""What an empty book holds."""


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
    sys.exit(1 if counts.lost or counts.half else 0)


if __name__ == "__main__":
    main()
