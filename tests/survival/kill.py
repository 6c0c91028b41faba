"""The killing: SIGKILL at random moments, the book opened again, and counts of what was lost.

`python -m tests.survival.kill --rounds 200` prints the counts; exit code 1 if anything was lost or half.
"""

import argparse
import csv
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import IO

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.store.backups import backups_in
from csdesk.store.book import Book
from csdesk.store.lock import lock_path
from tests.survival.witness import Acknowledged, content_of, halves, losses, past_of

HOME = Path(__file__).parents[2]
ROWS, ROUNDS_PER_BOOK = 150, 20
TODAY = date(2025, 11, 24)


@dataclass
class Counts:
    """What a run of rounds saw. `inside` are kills between `begin` and its acknowledgement."""

    rounds: int = 0
    acknowledged: int = 0
    inside: Counter[str] = field(default_factory=Counter)
    hot_journals: int = 0
    locks_left: int = 0
    one_more: int = 0
    backups: int = 0
    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The counts, as they are reported."""
        inside = ", ".join(f"{count} in {verb}" for verb, count in sorted(self.inside.items()))
        return [
            f"{self.rounds} kills, {sum(self.inside.values())} inside an operation ({inside})",
            f"{self.acknowledged} operations acknowledged, {len(self.lost)} lost, {len(self.half)} half",
            f"{self.hot_journals} journals rolled back, {self.locks_left} locks taken over without a question",
            f"{self.one_more} operations saved but not yet acknowledged",
            f"{self.backups} backups were listed, each of them whole",
            *[f"LOST {what}" for what in self.lost],
            *[f"HALF {what}" for what in self.half],
        ]


def run(rounds: int, folder: Path, seed: int) -> Counts:
    """Kill so many times; a new book every twenty."""
    counts, rng = Counts(), Random(seed)
    sheet = write_sheet(folder / "customers.csv")
    for number in range(rounds):
        if number % ROUNDS_PER_BOOK == 0:
            book = new_book(folder / f"book {number}.csdesk")
            before: list[Acknowledged] = []
        before = [_round(book, sheet, rng, counts, before)]
    return counts


def write_sheet(path: Path) -> Path:
    """A sheet of customers to import."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["Customer", "Notes", "Domain", "Contact", "Email", "MRR"])
        for at in range(ROWS):
            rows.writerow(
                [f"Customer {at:04}", "", f"c{at}.example", f"Ana {at}", f"ana@c{at}.example", 100 + at]
            )
    return path


def new_book(path: Path) -> Path:
    with Book.create(path) as book, book.change(Verb.ADD, label="First", today=TODAY):
        book.put(Account(id=AccountId(book.new_id()), account="First"))
    return path


def _round(path: Path, sheet: Path, rng: Random, counts: Counts, before: list[Acknowledged]) -> Acknowledged:
    """One kill; what the book holds after it."""
    said = killed(path, sheet, rng)
    counts.rounds += 1
    counts.hot_journals += _is_hot(path)
    counts.locks_left += lock_path(path).exists()
    acknowledged = acknowledged_in(said)
    counts.acknowledged += len(acknowledged)
    if said and said[-1].startswith("begin "):
        counts.inside[said[-1][6:]] += 1
    with Book.open(path) as book:
        counts.lost += losses(book, [*before, *acknowledged])
        counts.half += halves(book)
        n, verb = book.rows("SELECT n, verb FROM operations ORDER BY n DESC LIMIT 1")[0]
        counts.one_more += n > max(a.n for a in [*before, *acknowledged, Acknowledged(1, "", "", "")])
        after = Acknowledged(n, verb, past_of(book, n), content_of(book))
    _look_at_backups(path, counts)
    return after


def acknowledged_in(said: list[str]) -> list[Acknowledged]:
    """What a worker said that it saved."""
    return [Acknowledged(**json.loads(line[5:])) for line in said if line.startswith("done ")]


def _look_at_backups(path: Path, counts: Counts) -> None:
    folder = path.parent / "backups" / path.stem
    for backup in backups_in(folder)[:1]:
        counts.backups += 1
        with Book.view(folder / backup.file) as book:
            counts.half += [f"{what} in backup {backup.number}" for what in halves(book)]


def _is_hot(path: Path) -> bool:
    journal = path.with_name(path.name + "-journal")
    return journal.exists() and journal.stat().st_size > 0


def killed(path: Path, sheet: Path, rng: Random, *more: str) -> list[str]:
    """The whole lines that a worker said before it was killed at a random moment."""
    given = [str(path), str(sheet), str(rng.random()), *more]
    command = [sys.executable, "-m", "tests.survival.worker", *given]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=HOME, env=_environment()) as worker:
        assert worker.stdout is not None
        lines: queue.Queue[bytes | None] = queue.Queue()
        reader = threading.Thread(target=_read, args=(worker.stdout, lines))
        reader.start()
        said = [_next(lines) for _ in range(rng.randint(1, 25))]
        time.sleep(rng.expovariate(1 / 0.02))
        worker.kill()
        reader.join()
    while (line := lines.get()) is not None:
        said.append(line.decode())
    return [line.rstrip("\n") for line in said if line.endswith("\n")]


def _read(pipe: IO[bytes], lines: "queue.Queue[bytes | None]") -> None:
    for line in pipe:
        lines.put(line)
    lines.put(None)


def _next(lines: "queue.Queue[bytes | None]") -> str:
    line = lines.get(timeout=60)
    assert line is not None, "the worker ended by itself"
    return line.decode()


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(HOME)}


def main() -> None:
    """Run, print the counts, and fail if anything is missing."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--rounds", type=int, default=200)
    wanted.add_argument("--seed", type=int, default=1)
    given = wanted.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counts = run(given.rounds, Path(folder), given.seed)
    sys.stdout.write("\n".join(counts.lines()) + "\n")
    sys.exit(1 if counts.lost or counts.half else 0)


if __name__ == "__main__":
    main()
