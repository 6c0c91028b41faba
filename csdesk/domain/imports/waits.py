"""A row waits as long as nothing refuses it but a question that nobody answered yet."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from csdesk.domain.imports.plan import Result, RowPlan
from csdesk.domain.imports.questions import Question


def with_waiting(rows: tuple[RowPlan, ...], asked: Iterable[Question]) -> tuple[RowPlan, ...]:
    """The rows of a sheet; a refused one waits where open questions of the sheet decide of all its problems."""
    of: dict[int, list[Question]] = {}
    for question in asked:
        if question.answer is None:
            for row in question.rows:
                of.setdefault(row, []).append(question)
    return tuple(replace(r, result=Result.WAITING) if _waits(r, of.get(r.row, ())) else r for r in rows)


def _waits(row: RowPlan, asked: Sequence[Question]) -> bool:
    """Whether a row is refused for nothing else than what is asked."""
    return row.result is Result.REFUSED and all(any(q.refuses(p.column) for q in asked) for p in row.problems)
