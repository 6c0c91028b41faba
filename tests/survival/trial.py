"""A trial brings one file into a book as a person would, and says what became of it; what may never be is `wrong`."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

from csdesk import wording
from csdesk.domain.errors import CsdeskError, ImportCancelled
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Source
from csdesk.domain.imports.sheets.around import Options
from csdesk.exchange.lines import lines_of, source_of
from csdesk.exchange.reading import read_here
from csdesk.services.book.history import undo
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.survival.witness import rows_of

DAY = date(2025, 11, 24)
_MANY = 100_000
"""From how many rows on, which a far cell makes, only every eighth file is planned: that takes a second."""
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_ROUNDS = 6
"""How often questions are answered before a file counts as one that asks for ever."""


@dataclass
class Told:
    """What became of many files; `wrong` holds (number, what) of what may never be."""

    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[int, str]] = field(default_factory=list)


def tried(n: int, path: Path, book: Book, told: Told) -> None:
    """Read a file, plan it, answer what is asked, apply it, look at the book, undo it, and look again."""
    rng = Random(n)
    try:
        source = read_here(path, day=DAY)
    except CsdeskError as error:
        told.counts["refused by the reader"] += 1
        told.reasons[f"{type(error).__name__} {error.facts.get('reason', '')}"[:90]] += 1
        told.wrong += [(n, what) for what in unsaid(error)]
        return
    told.wrong += [(n, what) for what in odd(source)]
    if n % 16 == 0 and source_of("".join(lines_of(source)).encode().splitlines(), path.name) != source:
        told.wrong.append((n, "another source came out of the reading process"))
    if n % 8 and any(len(grid.rows) > _MANY for grid in source.grids):
        told.counts["read, too long to be planned each time"] += 1
        return
    try:
        plan = _planned(source, book, rng, told)
    except CsdeskError as error:
        told.counts[f"the planner says {type(error).__name__}"] += 1
        told.wrong += [(n, what) for what in unsaid(error)]
        return
    if plan is not None:
        told.wrong += [(n, what) for what in _applied(plan, book, rng, told)]


def unsaid(error: CsdeskError) -> Iterator[str]:
    """What is wrong with how a refusal is said: it is one line that can be printed."""
    line = wording.line(error)
    if not line.strip() or len(line.splitlines()) != 1 or _unwritable(line) or _CONTROL.search(line):
        yield f"no sentence: {line[:200]!r}"
    if len(line) > 700:
        yield f"a sentence that nobody reads: {line[:200]!r}"


def odd(source: Source) -> Iterator[str]:
    """What no reader may give: values beyond measure, text that cannot be written."""
    for grid in source.grids:
        for number, row in enumerate(grid.rows, 1):
            for value in row:
                if isinstance(value, str) and _unwritable(value):
                    yield f"row {number} holds {value[:40]!r}"
                if isinstance(value, Decimal) and not value.is_finite():
                    yield f"row {number} holds {value}"


def _unwritable(text: str) -> bool:
    return "\0" in text or any("\ud800" <= c <= "\udfff" for c in text) or not text.strip()


def _planned(source: Source, book: Book, rng: Random, told: Told) -> Plan | None:
    options = Options(decide=rng.choice(("ask", "new", "new", "skip")))
    answers: dict[str, str] = {}
    for _ in range(_ROUNDS):
        plan = plan_import(book, [source], answers, today=DAY, options=options)
        if not plan.open:
            return plan
        for question in plan.open:
            free = [c.value for c in question.choices]
            wanted = question.default if rng.random() < 0.7 else None
            answers[question.key] = wanted or rng.choice(free)
    told.counts["still asks"] += 1
    return None


def _applied(plan: Plan, book: Book, rng: Random, told: Told) -> Iterator[str]:
    before = rows_of(book)
    stop = rng.random() < 0.1
    try:
        done = apply_import(
            book,
            plan,
            today=DAY,
            valid_only=rng.random() < 0.8,
            progress=lambda at, of: not (stop and at == of),
        )
    except CsdeskError as error:
        told.counts["cancelled" if isinstance(error, ImportCancelled) else "refused whole"] += 1
        yield from unsaid(error)
        if rows_of(book) != before:
            yield f"partly written, then {error!r}"
        return
    told.counts["imported" if done else "nothing new"] += 1
    if done is None:
        return
    yield from _undone(book, done.n, before)


def _undone(book: Book, n: int, before: str) -> Iterator[str]:
    """Undoing takes back every row; only the history has become longer."""
    (rows,) = book.rows(
        "SELECT rows, (SELECT count(*) FROM changes WHERE operation = n) FROM operations WHERE n = ?", [n]
    )
    if rows[0] != rows[1]:
        yield f"{rows[0]} rows were promised and {rows[1]} written"
    undo(book, n, today=DAY)
    if rows_of(book) != before:
        yield "undoing left something"
