"""A merge plan is what bringing a workbook back would do: field by field, row by row; nothing is written yet."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from csdesk.domain.imports.bench.plan import FieldChange, Result, RowPlan
from csdesk.domain.imports.reading.record import Problem
from csdesk.domain.imports.tables.questions import Question, question_facts
from csdesk.domain.kept_answers import KeptAnswer
from csdesk.domain.values import dataclass

CONFLICT, REMOVED, COPY, COLUMN, DATES, MERGED = "conflict", "removed", "copy", "column", "dates", "merged"
SAME, ASTRAY = "same", "ids"
"""What the questions of a merge are about: the first part of their keys."""
KEEP = "keep"
"""The answer by which a row that was taken out of a sheet stays in the book."""
KINDS = frozenset({CONFLICT, REMOVED, COPY, COLUMN, DATES, MERGED, SAME, ASTRAY})


class Side(StrEnum):
    """Whose value holds where both changed it."""

    SHEET = "sheet"
    BOOK = "book"


@dataclass(frozen=True, slots=True)
class Since:
    """Who last changed the book's side of a field after the workbook went out: the change's number, moment, verb."""

    n: int
    at: datetime
    who: str
    verb: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that both sides changed, in the words of the sheet; None is empty.

    `key` is the question that it asks; `taken` the side that was chosen, None while nobody chose. `since` says
    who changed it in the book, where the history still knows; `before` on which day an earlier merge decided the same.
    """

    key: str
    sheet: str
    row: int
    noun: str
    id: str
    name: str
    field: str
    header: str
    baseline: str | None
    in_sheet: str | None
    in_book: str | None
    since: Since | None = None
    taken: Side | None = None
    before: date | None = None
    kept_as: str | None = None
    """What the sheet says, as an answer is kept by it."""


@dataclass(frozen=True, slots=True)
class Removed:
    """One row that was taken out of a sheet: what becomes of it, None while nobody said.

    `changed` says that the book changed it after the workbook went out; `held` that it stays all the same, because
    other rows belong to it; `before` that an earlier merge decided so.
    """

    key: str
    sheet: str
    noun: str
    id: str
    name: str
    changed: bool
    answer: str | None = None
    held: bool = False
    before: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell of a worked out column that somebody wrote: it changes nothing.

    `cell` is its place (D12); `id` and `sent` are None in a new row, `sent` also where the cell was empty.
    """

    row: int
    cell: str
    id: str | None
    name: str
    header: str
    sent: str | None
    in_sheet: str


@dataclass(frozen=True, slots=True)
class MergedSheet:
    """One sheet of the workbook that came back. `rows` are those in which something happens; `same` counts the others.

    `columns` lead from the headers to `noun.field`; `unmapped` are columns that were added and are left out.
    """

    file: str
    sheet: str
    noun: str
    columns: Mapping[str, str]
    unmapped: tuple[str, ...]
    rows: tuple[RowPlan, ...]
    same: int
    conflicts: tuple[Conflict, ...]
    removed: tuple[Removed, ...]
    notes: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()

    def count(self, result: Result) -> int:
        """How many rows have that result."""
        found = sum(1 for r in self.rows if r.result is result)
        return found + (self.same if result is Result.SAME else 0)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of the sheet, by row."""
        return tuple(p for r in self.rows for p in r.problems)


@dataclass(frozen=True, slots=True)
class MergePlan:
    """Everything that merging a workbook would do. `values` are the rows to put, `drops` those to remove.

    It went out on `sent_on`. New rows carry provisional ids that begin with `new:`; they are replaced when the
    plan is applied.
    """

    file: str
    sha256: str
    sent_on: date
    sheets: tuple[MergedSheet, ...]
    questions: tuple[Question, ...]
    values: tuple[Any, ...]
    drops: tuple[Any, ...]
    answers: Mapping[str, str]
    notes: tuple[str, ...] = ()
    kept: tuple[KeptAnswer, ...] = ()
    """The answers that the next merge need not ask for."""
    forgotten: tuple[KeptAnswer, ...] = ()
    """The answers of earlier merges that no longer hold."""
    decided_before: int = 0
    """How many answers of earlier merges hold again, and were not asked for."""
    beside: int = 0
    """The newest change in the history of the book that it was planned beside."""

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions that nobody answered yet."""
        return tuple(q for q in self.questions if q.answer is None)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The fields that both sides changed, sheet by sheet."""
        return tuple(c for s in self.sheets for c in s.conflicts)

    @property
    def removed(self) -> tuple[Removed, ...]:
        """The rows that were taken out of the sheets."""
        return tuple(r for s in self.sheets for r in s.removed)

    @property
    def refused(self) -> tuple[RowPlan, ...]:
        """The rows that cannot be used as they are: they hold the whole merge back, or stay as the book has them."""
        return tuple(r for s in self.sheets for r in s.rows if r.result is Result.REFUSED)

    @property
    def taken_out(self) -> tuple[Removed, ...]:
        """The rows that leave, are lost or archived, because they were taken out of the sheets."""
        return tuple(r for r in self.removed if r.answer not in {None, KEEP} and not r.held)

    @property
    def changes_nothing(self) -> bool:
        """Whether the book says all of it already."""
        return not self.values and not self.drops

    @property
    def writes_nothing(self) -> bool:
        """Whether neither the book changes nor is an answer to be kept for the next merge."""
        return self.changes_nothing and not self.kept and not self.forgotten

    def count(self, result: Result) -> int:
        """How many rows of all sheets have that result."""
        return sum(s.count(result) for s in self.sheets)


def merge_json(plan: MergePlan, *, applied: bool, undo: int | None = None) -> dict[str, Any]:
    """The plan as its JSON contract (docs: merge)."""
    found = {
        "files": [plan.file],
        "sent_on": plan.sent_on.isoformat(),
        "sheets": [_sheet(s) for s in plan.sheets],
        "questions": [question_facts(q) for q in plan.open],
        "answered": {q.key: q.answer for q in plan.questions if q.answer is not None},
        "notes": list(plan.notes),
        "decided_before": plan.decided_before,
        "applied": applied,
    }
    return found if undo is None else found | {"undo": undo}


def _sheet(sheet: MergedSheet) -> dict[str, Any]:
    results = (
        Result.NEW, Result.CHANGED, Result.SAME, Result.CONFLICT, Result.LEFT_OUT, Result.REFUSED, Result.WAITING,
    )  # fmt: skip
    return {
        "file": sheet.file,
        "sheet": sheet.sheet,
        "nouns": [sheet.noun],
        "columns": dict(sheet.columns),
        "unmapped": list(sheet.unmapped),
        "rows": sheet.same + len(sheet.rows),
        **{result.value.replace(" ", "_"): sheet.count(result) for result in results},
        "removed": len(sheet.removed),
        "removed_rows": [
            {
                "id": r.id, "name": r.name, "changed": r.changed, "answer": r.answer, "held": r.held,
                "decided_before": r.before,
            }
            for r in sheet.removed
        ],
        "conflicts": [_conflict(c) for c in sheet.conflicts],
        "problems": [
            {"row": p.row, "column": p.column, "value": p.value, "problem": p.problem, "next": p.next}
            for p in sheet.problems
        ],
        "changes": [_change(r.row, c) for r in sheet.rows for c in r.changes],
        "new_rows": [
            {"row": r.row, "name": r.name, "what": r.what} for r in sheet.rows if r.result is Result.NEW
        ],
        "unread": [
            {
                "row": u.row, "cell": u.cell, "id": u.id, "name": u.name, "header": u.header,
                "baseline": u.sent, "sheet": u.in_sheet,
            }
            for u in sheet.unread
        ],
        "notes": list(sheet.notes),
    }  # fmt: skip


def _change(row: int, change: FieldChange) -> dict[str, Any]:
    return {
        "row": row, "noun": change.noun, "id": change.id, "field": change.field,
        "old": change.old, "new": change.new,
    }  # fmt: skip


def _conflict(conflict: Conflict) -> dict[str, Any]:
    since = conflict.since
    return {
        "key": conflict.key,
        "row": conflict.row,
        "id": conflict.id,
        "name": conflict.name,
        "field": conflict.field,
        "baseline": conflict.baseline,
        "sheet": conflict.in_sheet,
        "book": conflict.in_book,
        "taken": conflict.taken,
        "decided_before": conflict.before.isoformat() if conflict.before else None,
        "changed_at": since.at.isoformat() if since else None,
        "changed_by": since.who or None if since else None,
    }
