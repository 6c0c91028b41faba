"""Mutations: a book whose file was cut off, overwritten or turned bit by bit; what finds it, and what can be salvaged.

`python -m tests.survival.mutate` goes through all of them and prints a table; exit code 1 where damage was not found,
or where salvaging made something up. `--every 40` takes each fortieth.
"""

import argparse
import itertools
import sqlite3
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

from csdesk.domain.errors import CsdeskError, NothingToSalvage
from csdesk.domain.fields import noun_of
from csdesk.domain.nouns import NOUNS
from csdesk.services.book.history import redo, undo
from csdesk.services.sample import write_sample
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.store.salvage import salvage
from tests.survival.power import room

DAY, NOON, PAGE = date(2025, 11, 24), datetime(2025, 11, 24, 12, tzinfo=UTC), 4096
Values = dict[tuple[str, str], Any]


@dataclass(frozen=True, slots=True)
class Mutation:
    """One kind of damage, and the file with it."""

    kind: str
    where: str
    body: bytes


def mutations(whole: bytes, rng: Random) -> Iterator[Mutation]:
    """Cut at every page and at 200 other places, 600 pages spoiled, 1,500 bits turned."""
    pages = len(whole) // PAGE
    for page in range(pages):
        yield Mutation("cut at a page", f"{page}", whole[: page * PAGE])
    for _ in range(200):
        at = rng.randrange(len(whole))
        yield Mutation("cut anywhere", f"{at}", whole[:at])
    for n in range(600):
        page = rng.randrange(pages)
        filling = rng.randbytes(PAGE) if n % 2 else bytes(PAGE)
        body = whole[: page * PAGE] + filling + whole[(page + 1) * PAGE :]
        yield Mutation("page of garbage" if n % 2 else "page of zeros", f"{page}", body)
    for _ in range(1500):
        at, bit = rng.randrange(len(whole)), rng.randrange(8)
        turned = bytearray(whole)
        turned[at] ^= 1 << bit
        yield Mutation("bit turned", f"{at}:{bit}", bytes(turned))


@dataclass
class Counts:
    """What became of the mutations of one kind. `harmless`: every row is what it was, and nothing is complained of."""

    all: int = 0
    found_by: Counter[str] = field(default_factory=Counter)
    salvaged: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def sample(folder: Path) -> Path:
    """A book with a history: customers with everything they have, undone and brought back."""
    path = folder / "whole.csdesk"
    with Book.create(path) as book:
        told = write_sample(book, accounts=2, seed=5)
        undo(book, told.n, today=DAY)
        redo(book, today=DAY)
    return path


def run(folder: Path, seed: int, every: int, salvage_every: int = 1) -> dict[str, Counts]:
    """Each mutation on a copy; of those found, each so-manyth is salvaged."""
    whole = sample(folder)
    truth = _held(whole)
    counts: dict[str, Counts] = defaultdict(Counts)
    chosen = itertools.islice(mutations(whole.read_bytes(), Random(seed)), 0, None, every)
    path = folder / "damaged.csdesk"
    for number, mutation in enumerate(chosen):
        path.write_bytes(mutation.body)
        counted = counts[mutation.kind]
        counted.all += 1
        found = _found_by(path, truth)
        counted.found_by[found] += 1
        if found == "nothing":
            counted.wrong.append(f"{mutation.kind} {mutation.where} was not found")
        if found not in {"harmless", "nothing"} and number % salvage_every == 0:
            _salvage(path, mutation, truth[0], counted)
    return counts


_Held = tuple[Values, list[Any]]


def _held(path: Path) -> _Held:
    """All values by table and uid; and every other row that a book holds."""
    with Book.view(path) as book:
        values = {(noun_of(n).table, str(v.id)): v for n in NOUNS for v in _all(book, n)}
        others = [book.rows(f"SELECT * FROM {t} ORDER BY 1") for t in ("meta", "operations", "changes")]
        return values, others


def _all(book: Book, noun: type[Any]) -> list[Any]:
    return book.all(noun)


def _found_by(path: Path, truth: _Held) -> str:
    """Who noticed: opening, the quick check, the deep one; `harmless` where nothing is otherwise."""
    try:
        with Book.view(path) as book:
            for deep in (False, True):
                if problems_of(book, deep=deep):
                    return "deep check" if deep else "quick check"
    except CsdeskError:
        return "opening"
    try:
        return "harmless" if _held(path) == truth else "nothing"
    except (CsdeskError, sqlite3.Error):
        return "nothing"


def _salvage(path: Path, mutation: Mutation, truth: Values, counted: Counts) -> None:
    """Salvage, and look for what is no row of the whole book."""
    into = path.with_name("rescued.csdesk")
    into.unlink(missing_ok=True)
    try:
        salvage(path, into, now=NOON, today=DAY)
    except NothingToSalvage:
        counted.salvaged.append(0)
        return
    rescued, _ = _held(into)
    counted.salvaged.append(len(rescued) / len(truth))
    made_up = [key for key, value in rescued.items() if not _is_true(value, truth.get(key))]
    counted.wrong += [f"{mutation.kind} {mutation.where}: {key} was made up" for key in made_up[:3]]


def _is_true(value: Any, true: Any) -> bool:
    """Whether it is the row; a reference to a row that was lost may be empty."""
    if true is None:
        return False
    empty = [f.name for f in noun_of(type(value)).fields if f.refers and getattr(value, f.name) is None]
    return bool(value == replace(true, **dict.fromkeys(empty)))


def lines(counts: dict[str, Counts]) -> list[str]:
    """The table."""
    told = ["| damage | all | found by | salvaged: rows, mean (least) |", "|---|---|---|---|"]
    for kind, each in counts.items():
        found = ", ".join(f"{by} {n}" for by, n in each.found_by.most_common())
        shares = each.salvaged or [0.0]
        share = f"{sum(shares) / len(shares):.1%} ({min(shares):.1%}) of {len(each.salvaged)}"
        told.append(f"| {kind} | {each.all} | {found} | {share} |")
    return [*told, *(f"WRONG {what}" for each in counts.values() for what in each.wrong[:20])]


def main() -> None:
    """Run, print the table, and fail where damage was not found."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--every", type=int, default=1)
    wanted.add_argument("--salvage-every", type=int, default=1)
    wanted.add_argument("--seed", type=int, default=1)
    given = wanted.parse_args()
    with tempfile.TemporaryDirectory(dir=room()) as folder:
        counts = run(Path(folder), given.seed, given.every, given.salvage_every)
    sys.stdout.write("\n".join(lines(counts)) + "\n")
    sys.exit(1 if any(c.wrong for c in counts.values()) else 0)


if __name__ == "__main__":
    main()
