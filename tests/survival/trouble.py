"""Trouble: the nth call to the disk fails, once or ever after; then what was said of a change must be so.

`python -m tests.survival.trouble FOLDER [EVERY]`, with the layer beneath, goes through every fault of `FAULTS` (or
each so-manyth), each on a copy of one book, and prints what was wrong. Without a layer it fails.
"""

import errno
import itertools
import json
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import CsdeskError
from csdesk.services.accounts.touches import TouchDraft, log_touch
from csdesk.services.book.history import undo
from csdesk.services.sample import write_sample
from csdesk.store.book import Book
from tests.survival.layer import fail, fail_by_chance, hits
from tests.survival.witness import Acknowledged, content_of, halves, past_of

DAY = date(2025, 11, 24)
NOON = datetime(2025, 11, 24, 12, tzinfo=UTC)
SHORT = -1


@dataclass(frozen=True, slots=True)
class Fault:
    """Which call fails, with which error, from which time on, how often (0: ever after), on which files."""

    call: str
    error: int
    first: int
    count: int
    ending: str
    chance: float = 0

    def __str__(self) -> str:
        error = "short" if self.error == SHORT else errno.errorcode[self.error]
        when = f"{self.chance:.0%}" if self.chance else f"{self.first}{'' if self.count else '+'}"
        return f"{self.call} {self.ending or 'any'} {error} {when}"


def faults() -> Iterator[Fault]:
    """Every fault: of the book's file, its journal, their folder."""
    for call, ending, error, first, count in itertools.product(
        ("write", "sync", "truncate", "unlink", "open"),
        ("book.csdesk", "-journal", ""),
        (errno.EIO, errno.ENOSPC, SHORT),
        (1, 2, 3, 4, 6, 9),
        (1, 0),
    ):
        if (error == errno.EIO) or (call == "write"):
            yield Fault(call, error, first, count, ending)
    for seed, error in itertools.product(range(1, 25), (errno.EIO, errno.ENOSPC)):
        yield Fault("write", error, seed, 0, "", chance=0.08)


@dataclass
class Counts:
    """What the faults did: how many struck, what was said of the changes, and what was wrong with that."""

    faults: int = 0
    struck: int = 0
    saved: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def go(folder: Path, every: int) -> Counts:
    """Each fault on a copy of its own."""
    counts = Counts()
    whole = folder / "whole.csdesk"
    with Book.create(whole) as book:
        write_sample(book, accounts=2, seed=5)
    for number, fault in enumerate(itertools.islice(faults(), 0, None, every)):
        place = folder / f"{number}"
        place.mkdir()
        path = Path(shutil.copyfile(whole, place / "book.csdesk"))
        counts.faults += 1
        said = _strike(path, fault, counts)
        counts.wrong += [f"{fault}: {what}" for what in looked_at(path, said)]
        shutil.rmtree(place)
    return counts


@dataclass
class Said:
    """What was said: the last that was saved, and what was refused since. `unsure`: it may be there or not."""

    saved: Acknowledged | None = None
    unsure: bool = False
    broken: list[str] = field(default_factory=list)


def _strike(path: Path, fault: Fault, counts: Counts) -> Said:
    """Change the book again and again, in its trouble and after it."""
    said = Said()
    with Book.open(path) as book:
        account = book.all(Account)[0]
        said.saved = saved(book, 0)
        if fault.chance:
            fail_by_chance(fault.call, fault.error, fault.chance, fault.first, fault.ending)
        else:
            fail(fault.call, fault.error, fault.first, fault.count, fault.ending)
        for turn in range(6):
            if turn == 4:
                counts.struck += hits() > 0
                fail("", 0, 1, 1)
            _try(book, _WORKS[turn % 3], account, said, counts)
    return said


def _edit(book: Book, account: Account) -> int:
    account = book.all(Account, id=account.id)[0]
    with book.change(Verb.SET, label="x", today=DAY) as change:
        book.put(replace(account, notes=f"{account.notes} and more" * 20))
    return change.done.n


def _touch(book: Book, account: Account) -> int:
    return log_touch(book, TouchDraft(account.id, "said", DAY, people=["P"], next_step="x"), today=DAY).n


def _undo(book: Book, _: Account) -> int:
    return undo(book, today=DAY).n


_WORKS: tuple[Callable[[Book, Account], int], ...] = (_edit, _touch, _undo)


def _try(
    book: Book, work: Callable[[Book, Account], int], account: Account, said: Said, counts: Counts
) -> None:
    try:
        n = work(book, account)
        said.saved, said.unsure = saved(book, n), False
        counts.saved += 1
    except CsdeskError as refused:
        code = type(refused).__name__
        counts.refused[code] += 1
        said.unsure = said.unsure or code == "PerhapsSaved"
    except Exception as fault:
        said.broken.append(repr(fault))


def saved(book: Book, n: int) -> Acknowledged:
    """What must be there after a change that was saved."""
    return Acknowledged(n, "", past_of(book, n), content_of(book))


def looked_at(path: Path, said: Said) -> list[str]:
    """What is wrong with the book, seen by the next start."""
    wrong = [f"not said in words: {what}" for what in said.broken]
    assert said.saved is not None
    with Book.open(path) as book:
        wrong += [f"half: {what}" for what in halves(book)]
        if content_of(book) != said.saved.content:
            newer = book.rows("SELECT count(*) FROM operations WHERE n > ?", [said.saved.n])[0][0]
            if newer == 0 or past_of(book, said.saved.n) != said.saved.past:
                wrong.append("what was saved is lost")
            elif not said.unsure:
                wrong.append(f"{newer} changes are there of which it was said that they are not")
    return wrong


def main(folder: Path, every: int) -> None:
    """Run, print, and fail where anything was wrong."""
    counts = go(folder, every)
    refused = ", ".join(f"{n} {code}" for code, n in sorted(counts.refused.items()))
    told = {"faults": counts.faults, "struck": counts.struck, "saved": counts.saved, "refused": refused}
    sys.stdout.write("\n".join([json.dumps(told), *counts.wrong]) + "\n")
    sys.exit(1 if counts.wrong else 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
