"""A plan is what an import would do, as one value: row by row, field by field; nothing is written yet."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import Any

from csdesk.domain.imports.columns.mapping import Column
from csdesk.domain.imports.reading.record import Problem
from csdesk.domain.imports.tables.questions import Question, question_facts
from csdesk.domain.imports.tables.tables import LeftOut, Skipped
from csdesk.domain.values import dataclass


class Result(StrEnum):
    """What would happen to a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"
    WAITING = "waiting"
    """It waits for an answer: nobody knows yet whose it is, or what becomes of a cell of it."""
    LEFT_OUT = "left out"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, old → new, as a person reads them; None is empty. A conflict keeps the old."""

    noun: str
    id: str
    field: str
    header: str
    old: str | None
    new: str | None
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What would happen to one row, and why."""

    sheet: str
    row: int
    name: str
    result: Result
    what: str
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What one sheet holds and would bring. `day` is the day from which its undated values are known."""

    file: str
    sheet: str
    nouns: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[RowPlan, ...]
    left_out: tuple[LeftOut, ...]
    day: date
    row_noun: str
    """What one row is, by its noun's word: account for a sheet of customers."""
    notes: tuple[str, ...] = ()
    header_row: int = 0
    complete_through: date | None = None
    own: tuple[str, ...] = ()
    """The names of the fields of one's own that its rows may have."""

    def count(self, result: Result) -> int:
        """How many rows have that result; totals and headings count as left out."""
        found = sum(1 for r in self.rows if r.result is result)
        return found + (len(self.left_out) if result is Result.LEFT_OUT else 0)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of the sheet, by row."""
        return tuple(p for r in self.rows for p in r.problems)


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file as it came: its name and its fingerprint."""

    file: str
    sha256: str
    before: date | None = None
    """The day on which the same file was imported already."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that an import of some files would do. `values` are the rows to put, in order, `drops` those to
    remove.

    New rows carry provisional ids that begin with `new:`; they are replaced when the plan is applied.
    """

    files: tuple[Arrived, ...]
    sheets: tuple[SheetPlan, ...]
    questions: tuple[Question, ...]
    values: tuple[Any, ...]
    answers: Mapping[str, str]
    drops: tuple[Any, ...] = ()
    """What rows say no more in fields of a person's own."""
    names: tuple[tuple[str, str, str], ...] = ()
    """Names that a person said are another account's (sheet, name, account id): kept with the file."""
    called: tuple[tuple[str, str, str], ...] = ()
    """Products that were said to be contracts of the book (sheet, product, contract id): kept with the file."""
    left: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By sheet, the accounts that may be missing from it, by id, as was said: kept with the file."""
    operation: int | None = None
    """The number of the book's last operation when the plan was made."""
    skipped: tuple[Skipped, ...] = ()
    """The sheets that are not imported, and why."""

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions that nobody answered yet."""
        return tuple(q for q in self.questions if q.answer is None)

    @property
    def refused(self) -> tuple[RowPlan, ...]:
        """The rows that cannot be imported as they are."""
        return tuple(r for s in self.sheets for r in s.rows if r.result is Result.REFUSED)

    def count(self, result: Result) -> int:
        """How many rows of all sheets have that result."""
        return sum(s.count(result) for s in self.sheets)


def plan_json(plan: Plan, *, applied: bool, undo: int | None = None) -> dict[str, Any]:
    """The plan as its JSON contract (docs: import)."""
    found = {
        "files": [f.file for f in plan.files],
        "sheets": [_sheet(s) for s in plan.sheets],
        "questions": [question_facts(q) for q in plan.questions if q.answer is None],
        "answered": {q.key: q.answer for q in plan.questions if q.answer is not None},
        "applied": applied,
    }
    offered = [question_facts(q) for q in plan.questions if q.offered]
    if offered:
        found["offered"] = offered
    if plan.skipped:
        found["skipped"] = [{"file": s.file, "sheet": s.sheet, "why": s.why} for s in plan.skipped]
    return found if undo is None else found | {"undo": undo}


def _sheet(sheet: SheetPlan) -> dict[str, Any]:
    return {
        "file": sheet.file,
        "sheet": sheet.sheet,
        "nouns": list(sheet.nouns),
        "columns": {c.header: c.sent for c in sheet.columns if c.target},
        "confidence": {c.header: c.confidence for c in sheet.columns if c.target},
        "unmapped": [c.header for c in sheet.columns if not c.target and c.samples],
        "known_from": sheet.day.isoformat(),
        "rows": len(sheet.rows),
        **{
            result.value.replace(" ", "_"): sheet.count(result)
            for result in (
                Result.NEW,
                Result.CHANGED,
                Result.SAME,
                Result.CONFLICT,
                Result.LEFT_OUT,
                Result.REFUSED,
                Result.WAITING,
            )
        },
        "left_out_rows": [{"row": r.row, "text": r.text, "why": r.why} for r in sheet.left_out],
        "problems": [
            {"row": p.row, "column": p.column, "value": p.value, "problem": p.problem, "next": p.next}
            for p in sheet.problems
        ],
        "changes": [
            {"row": r.row, "noun": c.noun, "field": c.field, "old": c.old, "new": c.new}
            for r in sheet.rows
            if r.result in {Result.CHANGED, Result.CONFLICT}
            for c in r.changes
        ],
        "notes": list(sheet.notes),
    }
