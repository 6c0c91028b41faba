"""What is left of a plan's changes once everything is laid: one row may take back what another changed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from csdesk.domain.fields import noun_of
from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import FieldChange, Result, RowPlan
from csdesk.domain.nouns import NOUNS
from csdesk.domain.subscriptions import Step

_TYPES = {noun_of(n).word: n for n in NOUNS}


class Settled:
    """Tells which changes are left, beside what the book knows."""

    def __init__(self, bench: Bench, known: Known) -> None:
        self._bench, self._known = bench, known
        self._before: dict[type, dict[str, Any]] = {}

    def values(self) -> tuple[Any, ...]:
        """The values to write: those that are not as the book has them."""
        found: list[Any] = []
        for noun, rows in self._bench.touched.items():
            before = self._rows(noun)
            found += [
                v
                for uid, v in rows.items()
                if (old := before.get(uid)) is None or (old is not v and old != v)
            ]
        return tuple(found)

    def rows(self, rows: Iterable[RowPlan]) -> tuple[RowPlan, ...]:
        """The rows; one all of whose changes were taken back is the same as in the book."""
        return tuple(self._row(r) if r.result is Result.CHANGED and r.changes else r for r in rows)

    def _row(self, row: RowPlan) -> RowPlan:
        left = tuple(c for c in row.changes if self._holds(c))
        if left or " new " in f" {row.what}":
            return row if len(left) == len(row.changes) else replace(row, changes=left)
        return replace(row, result=Result.SAME, what="as in the book", changes=())

    def _holds(self, change: FieldChange) -> bool:
        noun = _TYPES.get(change.noun)
        field = next((f for f in noun_of(noun).fields if f.key == change.field), None) if noun else None
        before = self._rows(noun).get(change.id) if noun and field else None
        after: Any = self._bench.find(noun, change.id) if noun and field else None
        if field is None or before is None or after is None:
            return True
        if isinstance(before, Step) and self._bench.priced_anew(before.subscription):
            return True
        return change.conflict or bool(getattr(before, field.name) != getattr(after, field.name))

    def _rows(self, noun: type) -> dict[str, Any]:
        if noun not in self._before:
            self._before[noun] = {v.id: v for v in self._known.all(noun)}
        return self._before[noun]
