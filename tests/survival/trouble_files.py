"""Trouble with files: a call to the disk fails while a backup, an export or a restore is written.

`python -m tests.survival.trouble_files FOLDER [EVERY]`, with the layer beneath: what was there stays or is replaced
whole, what is listed is good, nothing is left over, and whatever fails is said in words.
"""

import errno
import itertools
import json
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from csdesk.domain.errors import CsdeskError
from csdesk.services.book.keeping import backup
from csdesk.services.sample import write_sample
from csdesk.services.spreadsheets.exports import export_book
from csdesk.store.backups import backups_in, manifest_of
from csdesk.store.book import Book
from csdesk.store.restore import restore
from tests.survival.keeper import edit, held_by
from tests.survival.layer import fail, hits
from tests.survival.trouble import DAY, NOON, SHORT


@dataclass
class Counts:
    """What the faults did."""

    faults: int = 0
    struck: int = 0
    done: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


Fault = tuple[str, int, int, int]


def faults() -> Iterator[Fault]:
    """Call, error, from which on, how often."""
    for call, error, first, count in itertools.product(
        ("write", "sync", "rename", "open", "unlink", "link"),
        (errno.EIO, errno.ENOSPC, SHORT),
        (1, 2, 3, 4, 6, 9, 14),
        (1, 0),
    ):
        if error != SHORT or call == "write":
            yield call, error, first, count


def go(folder: Path, every: int) -> Counts:
    """Each fault in each work, on a copy of its own."""
    counts, whole = Counts(), folder / "whole"
    _prepare(whole)
    works = (_backing_up, _exporting, _restoring)
    for number, (fault, work) in enumerate(
        itertools.islice(itertools.product(faults(), works), 0, None, every)
    ):
        place = folder / f"{number}"
        shutil.copytree(whole, place)
        counts.faults += 1
        found = work(place, partial(_struck, fault=fault, counts=counts))
        left = [p.name for p in place.rglob("*") if p.name.endswith(("-part", ".part", "-journal", ".lock"))]
        found += [f"left over: {name}" for name in left if fault[0] != "unlink"]
        counts.wrong += [f"{work.__name__} {fault}: {what}" for what in found]
        shutil.rmtree(place)
    return counts


def _prepare(place: Path) -> None:
    place.mkdir()
    with Book.create(place / "book.csdesk") as book:
        write_sample(book, accounts=1, seed=5)
        backup(book, place / "safe", now=NOON)
        export_book(book, place / "all.json", today=DAY)
    edit(place / "book.csdesk")


Strike = Callable[[Callable[[], object]], bool]


def _struck(do: Callable[[], object], fault: Fault, counts: Counts) -> bool:
    """Whether it was done in spite of the fault."""
    fail(*fault)
    try:
        do()
    except CsdeskError as refused:
        counts.refused[type(refused).__name__] += 1
        return False
    except Exception as broken:
        counts.wrong.append(f"{fault}: not said in words: {broken!r}")
        return False
    finally:
        counts.struck += hits() > 0
        fail("", 0, 1, 1)
    counts.done += 1
    return True


def _backing_up(place: Path, strike: Strike) -> list[str]:
    with Book.open(place / "book.csdesk") as book:
        done = strike(lambda: backup(book, place / "safe", now=NOON))
    good, listed = backups_in(place / "safe"), manifest_of(place / "safe")
    wrong = [] if len(good) == len(listed) else ["what is listed is not good"]
    there = {p.name for p in (place / "safe").glob("*.csdesk")}
    return wrong + ([] if len(there) >= len(good) == 1 + done else [f"{len(good)} backups after {done}"])


def _exporting(place: Path, strike: Strike) -> list[str]:
    target = place / "all.json"
    old = target.read_bytes()
    with Book.view(place / "book.csdesk") as book:
        done = strike(lambda: export_book(book, target, today=DAY))
        there = target.read_bytes()
        export_book(book, target, today=DAY)
        new = target.read_bytes()
    return [] if there == new or (there == old and not done) else ["the export is another"]


def _restoring(place: Path, strike: Strike) -> list[str]:
    path, chosen = place / "book.csdesk", place / "safe" / backups_in(place / "safe")[0].file
    old, new = held_by(path), held_by(chosen)
    done = strike(lambda: restore(chosen, path, now=NOON))
    kept = [held_by(p) for p in place.glob("* before restore *.csdesk")]
    there = held_by(path)
    if there not in {old, new} or (done and there != new):
        return ["the book is another"]
    return [] if old in {there, *kept} else ["the old book is gone"]


def main(folder: Path, every: int) -> None:
    """Run, print, and fail where anything was wrong."""
    counts = go(folder, every)
    refused = ", ".join(f"{n} {code}" for code, n in sorted(counts.refused.items()))
    told = {"faults": counts.faults, "struck": counts.struck, "done": counts.done, "refused": refused}
    sys.stdout.write("\n".join([json.dumps(told), *counts.wrong]) + "\n")
    sys.exit(1 if counts.wrong else 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
