"""A row waits as long as nothing refuses it but a question that nobody answered yet, or an account whose row waits."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from csdesk.domain.imports.bench.plan import Result, RowPlan, SheetPlan
from csdesk.domain.imports.reading.record import Problem
from csdesk.domain.imports.rows.facts import CALLED_NOTHING
from csdesk.domain.imports.tables.questions import CHANGED_WORDS, Question
from csdesk.domain.names import name_key

_Open = Mapping[tuple[str, int], list[Question]]
"""By sheet and row, the questions about it."""
_NOBODY: frozenset[str] = frozenset()


def with_waiting(sheets: tuple[SheetPlan, ...], asked: Iterable[Question]) -> tuple[SheetPlan, ...]:
    """The sheets; a refused row waits where open questions decide of all its problems.

    So does one whose account is called as a row that waits: it comes when that does.
    """
    open_: dict[tuple[str, int], list[Question]] = {}
    for question in asked:
        if question.answer is None:
            for row in question.rows:
                open_.setdefault((question.sheet, row), []).append(question)
    first = tuple(_waiting(sheet, open_, _NOBODY) for sheet in sheets)
    customers = (s for s in first if s.row_noun in {"account", "subscription"})
    held = {name_key(r.name) for s in customers for r in s.rows if r.result is Result.WAITING}
    return tuple(_waiting(sheet, open_, held) for sheet in first) if held else first


def _waiting(sheet: SheetPlan, open_: _Open, held: Collection[str]) -> SheetPlan:
    rows = tuple(replace(r, result=Result.WAITING) if _waits(r, open_, held) else r for r in sheet.rows)
    return sheet if rows == sheet.rows else replace(sheet, rows=rows)


def _waits(row: RowPlan, open_: _Open, held: Collection[str]) -> bool:
    """Whether a row is refused for nothing else than what is asked, or may be one of the book in other words."""
    asked = open_.get((row.sheet, row.row), [])
    if row.result is not Result.REFUSED:
        return any(q.kind == CHANGED_WORDS for q in asked)
    return all(_is_held(p, held) or any(q.refuses(p.column) for q in asked) for p in row.problems)


def _is_held(problem: Problem, held: Collection[str]) -> bool:
    """Whether a row names an account whose own row waits."""
    return bool(held) and problem.problem == CALLED_NOTHING and name_key(problem.value) in held
