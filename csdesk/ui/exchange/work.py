"""The work of an import that the window does not wait for: reading files, planning, and preparing what is seen."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from csdesk.domain.changes import ChangeSet
from csdesk.domain.errors import CsdeskError, ImportCancelled
from csdesk.domain.imports.bench.plan import Plan, Result, RowPlan, SheetPlan
from csdesk.domain.imports.cells.grid import Source
from csdesk.domain.imports.sheets.added import answers_among, sheets_among, with_files
from csdesk.domain.imports.sheets.around import Options
from csdesk.domain.progress import Progress
from csdesk.exchange.how import How
from csdesk.services.accounts.alike import Pair, pairs_of
from csdesk.services.renewals.renewals import not_placed
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.services.spreadsheets.rounds import carries_baseline
from csdesk.ui.desk import Desk
from csdesk.ui.exchange.sheet_lines import SheetLine, lines_of
from csdesk.ui.garbage import large_work

if TYPE_CHECKING:
    from csdesk.store.book import Book

SMALL = 3_000
"""Up to so many rows a plan is made before anybody sees that it is being made."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one sheet in their order, and the names of those of each result."""

    rows: list[RowPlan]
    of: Mapping[Result, frozenset[Hashable]]
    data: frozenset[Hashable] = frozenset()
    """Those that are rows of the table: not its totals and headings, which are left out."""
    again: Mapping[int, int] = field(default_factory=dict)
    """By object, the how manieth line it is of a row that became several, from the second on."""

    def name(self, row: RowPlan) -> Hashable:
        """What tells a line from all others: its number, and which it is of several with that."""
        nth = self.again.get(id(row))
        return row.row if nth is None else (row.row, nth)


@dataclass(frozen=True, slots=True)
class Seen:
    """A plan with what the page shows of it. `turn`: which asking it answers."""

    turn: int
    plan: Plan
    lines: tuple[SheetLine, ...]
    rows: Mapping[str, Rows]
    pairs: Mapping[str, Pair]
    counts: Mapping[Result, int]

    @property
    def moving(self) -> int:
        """How many rows would be written."""
        return self.counts[Result.NEW] + self.counts[Result.CHANGED]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be planned: the files, the answers, which sheets are left out, and which are taken besides."""

    sources: tuple[Source, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    out: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()

    @property
    def small(self) -> bool:
        """Whether it takes no time to speak of."""
        return sum(len(g.rows) for s in self.sources for g in s.grids) <= SMALL

    @property
    def options(self) -> Options:
        """Which sheets are left out, and which are taken besides."""
        return Options(out=self.out, also=self.also)

    def with_files(self, more: tuple[Source, ...]) -> "Wish":
        """These files too: what was answered about the others holds, and which of their sheets are taken."""
        before, after = self.sources, with_files(self.sources, more)
        answers = answers_among(self.answers, before, after)
        return Wish(
            after, answers, sheets_among(self.out, before, after), sheets_among(self.also, before, after)
        )

    def ticked(self, name: str, taken: bool) -> "Wish":
        """The same with a sheet taken, or left out."""
        out, also = self.out, self.also
        return replace(
            self, out=out - {name} if taken else out | {name}, also=also | {name} if taken else also - {name}
        )


class Turns:
    """Which asking is the newest: what answers an older one is not waited for any more."""

    def __init__(self) -> None:
        self.now = 0

    def next(self) -> int:
        """Begin a new one."""
        self.now += 1
        return self.now


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """Files that were read; `comes_back`: the one workbook went out of a book, and can be merged."""

    turn: int
    sources: tuple[Source, ...]
    comes_back: bool = False


class Reading:
    """Reads the files, by what they are called, in their confined process."""

    def __init__(
        self, desk: Desk, files: Mapping[Path, str], turns: Turns, how: Mapping[Path, How] | None = None
    ) -> None:
        self._today, self._files, self._turns = desk.today, dict(files), turns
        self._turn, self._how = turns.now, dict(how or {})
        self._told: Progress | None = None
        self._done = 0

    def __call__(self, book: "Book", progress: Progress) -> "ReadFiles":
        del book
        self._told = progress
        with large_work():
            read = self._read()
            return ReadFiles(self._turn, read, len(read) == 1 and carries_baseline(read[0]))

    def _read(self) -> tuple[Source, ...]:
        found: list[Source] = []
        try:
            for number, path in enumerate(self._files):
                self._done = number
                if not self._goes():
                    raise ImportCancelled
                found += read_files(
                    [path], day=self._today, how=self._how, goes=self._goes, called=self._files
                )
        except CsdeskError:
            if self._turns.now == self._turn:
                raise
        return tuple(found)

    def _goes(self) -> bool:
        wanted = self._told(self._done, len(self._files)) if self._told else True
        return wanted and self._turns.now == self._turn


class Planning:
    """Plans against the book as it is now; what nobody waits for any more is given up and comes to nothing."""

    def __init__(self, desk: Desk, wish: Wish, turns: Turns) -> None:
        self._today, self._wish, self._turn, self._turns = desk.today, wish, turns.now, turns

    def __call__(self, book: "Book", progress: Progress | None = None) -> Seen | None:
        self._told = progress
        with large_work():
            return None if self._late() else self._seen(book)

    def _seen(self, book: "Book") -> Seen | None:
        try:
            plan = plan_import(
                book,
                self._wish.sources,
                self._wish.answers,
                today=self._today,
                options=self._wish.options,
                progress=self._moved,
            )
        except CsdeskError:
            if self._late():
                return None
            raise
        lines = lines_of(self._wish.sources, plan)
        rows = {s.sheet: rows_of(s) for s in plan.sheets}
        counts = {result: plan.count(result) for result in Result}
        return Seen(self._turn, plan, lines, rows, pairs_of(book, self._wish.sources, plan), counts)

    def _late(self) -> bool:
        return self._turns.now != self._turn

    def _moved(self, done: int, total: int) -> bool:
        goes = self._told(done, total) if self._told else True
        return goes and not self._late()


def rows_of(sheet: SheetPlan) -> Rows:
    """The rows of a sheet with what is left out among them, ready to be shown."""
    left = [RowPlan(sheet.sheet, x.row, x.text, Result.LEFT_OUT, x.why) for x in sheet.left_out]
    rows = sorted([*sheet.rows, *left], key=attrgetter("row"))
    named = Rows(rows, {}, again=_again(rows))
    of: dict[Result, list[Hashable]] = {result: [] for result in Result}
    for row in rows:
        of[row.result].append(named.name(row))
    data = frozenset(map(named.name, sheet.rows))
    return replace(named, of={result: frozenset(names) for result, names in of.items()}, data=data)


def _again(rows: list[RowPlan]) -> dict[int, int]:
    """The second and further lines of one number, which stand one after another; most sheets have none."""
    found: dict[int, int] = {}
    for before, row in pairwise(rows):
        if before.row == row.row:
            found[id(row)] = found.get(id(before), 0) + 1
    return found


class Unplaced:
    """How many lines have no place on the board of renewals."""

    def __init__(self, desk: Desk) -> None:
        self._today = desk.today

    def __call__(self, book: "Book") -> int:
        return len(not_placed(book, as_of=self._today))


def write_plan(book: "Book", plan: Plan, *, today: date, progress: Progress) -> ChangeSet | None:
    """Apply a plan; rows that are refused stay out. Raises: as `apply_import`."""
    with large_work():
        return apply_import(book, plan, today=today, progress=progress, valid_only=True)
