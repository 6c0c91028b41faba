"""The work of a merge that the window does not wait for: planning it, and preparing what is seen of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from csdesk.domain.changes import ChangeSet
from csdesk.domain.errors import MergeStopped
from csdesk.domain.imports.bench.plan import Result, RowPlan
from csdesk.domain.imports.cells.grid import Source
from csdesk.domain.progress import Progress
from csdesk.domain.rounds.plan import Conflict, MergePlan, Side
from csdesk.services.spreadsheets.rounds import apply_merge, plan_merge
from csdesk.services.spreadsheets.rounds_typed import Cell, with_typed
from csdesk.ui.desk import Desk
from csdesk.ui.exchange.work import Turns
from csdesk.ui.garbage import large_work

if TYPE_CHECKING:
    from csdesk.store.book import Book


@dataclass(frozen=True, slots=True)
class MergeWish:
    """The workbook that came back, what was answered, and what was typed in the place of both values.

    `instead` is what the sheet says where something was typed, by the key of the conflict; `afresh` says that what
    earlier merges decided is asked again.
    """

    source: Source
    answers: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[Cell, str] = field(default_factory=dict)
    instead: Mapping[str, str | None] = field(default_factory=dict)
    afresh: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """One field that both sides changed, as the page lists it; `typed`: what the person typed for it."""

    conflict: Conflict
    typed: str | None = None

    @property
    def before(self) -> bool:
        """Whether an earlier merge decided it."""
        return self.conflict.before is not None

    @property
    def side(self) -> str:
        """What holds: `sheet`, `book`, `typed`, or empty while nobody said."""
        if self.conflict.taken is None:
            return ""
        return (
            "typed" if self.typed is not None and self.conflict.taken is Side.SHEET else self.conflict.taken
        )


@dataclass(frozen=True, slots=True)
class MergeSeen:
    """A merge plan with what the page shows of it."""

    turn: int
    plan: MergePlan
    held: tuple[Held, ...]
    rows: tuple[RowPlan, ...]
    of: Mapping[Result, int]


class MergePlanning:
    """Plans against the book as it is now; what nobody waits for any more comes to nothing."""

    def __init__(self, desk: Desk, wish: MergeWish, turns: Turns) -> None:
        self._today, self._wish, self._turn, self._turns = desk.today, wish, turns.now, turns

    def __call__(self, book: "Book", progress: Progress) -> MergeSeen | None:
        self._told = progress
        with large_work():
            try:
                plan = self._plan(book)
            except MergeStopped:
                if self._turns.now != self._turn:
                    return None
                raise
            return self._seen(plan)

    def _plan(self, book: "Book") -> MergePlan:
        wish = self._wish
        source = with_typed(wish.source, wish.typed)
        return plan_merge(
            book, source, wish.answers, today=self._today, ask_again=wish.afresh, typed=wish.instead,
            progress=self._moved,
        )  # fmt: skip

    def _moved(self, done: int, total: int) -> bool:
        return self._told(done, total) and self._turns.now == self._turn

    def _seen(self, plan: MergePlan) -> MergeSeen:
        typed = self._wish.typed
        held = tuple(Held(c, typed.get((c.sheet, c.row, c.header))) for c in plan.conflicts)
        rows = tuple(r for s in plan.sheets for r in s.rows)
        return MergeSeen(self._turn, plan, held, rows, {r: plan.count(r) for r in Result})


def write_merge(book: "Book", plan: MergePlan, *, today: date, progress: Progress) -> ChangeSet | None:
    """Apply a merge; rows that are refused stay as the book has them. Raises: as `apply_merge`."""
    with large_work():
        return apply_merge(book, plan, today=today, progress=progress, valid_only=True)


def in_words(plan: MergePlan) -> str:
    """What a merge did, in counts: `customers.xlsx merged: 12 changed, 3 new, 1 taken out.`"""
    counts = [(plan.count(Result.CHANGED), "changed"), (plan.count(Result.NEW), "new")]
    counts += [(len(plan.taken_out), "taken out"), (len(plan.refused), "refused")]
    counts += [(plan.decided_before, "kept as decided before")]
    said = ", ".join(f"{n:,} {word}" for n, word in counts if n)
    return f"{plan.file} merged: {said}." if said else f"{plan.file} merged."
