"""What was decided where a list and the book differed holds while both say the same: told, and not asked again."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import FieldChange
from csdesk.domain.kept_answers import KeptAnswer
from csdesk.domain.phrases import count

BOOK = "book"
_KIND = "conflict"
_About = tuple[str, str, str, str | None]


class Decided:
    """The conflicts of earlier imports and merges in which the book's value was kept."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._kept: dict[_About, KeptAnswer] | None = None
        self._held: dict[str, int] = {}

    def holds(self, conflict: FieldChange) -> bool:
        """Whether it was decided so, and both sides say what they said then."""
        kept = self._before(conflict)
        return kept is not None and kept.in_book == conflict.old

    def hold(self, sheet: str, conflicts: Sequence[FieldChange]) -> None:
        """Note that they were decided before."""
        self._held[sheet] = self._held.get(sheet, 0) + len(conflicts)

    def news(
        self, conflicts: Sequence[FieldChange], file: str, today: date, new_id: Callable[[], str]
    ) -> Iterator[KeptAnswer]:
        """What to keep of conflicts in which it was answered now that the book's value holds."""
        for one in conflicts:
            if self.holds(one):
                continue
            was = self._before(one)
            yield KeptAnswer(
                id=was.id if was else new_id(),
                on=today,
                file=file,
                kind=_KIND,
                of_noun=one.noun,
                row=one.id,
                field=one.field,
                in_sheet=one.new,
                in_book=one.old,
                answer=BOOK,
            )

    def told(self, sheet: str) -> Iterator[str]:
        """What to tell of a sheet."""
        if many := self._held.get(sheet):
            values = count(many, "value that you changed here stays", "values that you changed here stay")
            yield f"{values} as you decided before, though this list says otherwise."

    def _before(self, conflict: FieldChange) -> KeptAnswer | None:
        if self._kept is None:
            kept = [k for k in self._known.all(KeptAnswer) if k.kind == _KIND and k.answer == BOOK]
            self._kept = {(k.of_noun, k.row, k.field, k.in_sheet): k for k in kept}
        return self._kept.get((conflict.noun, conflict.id, conflict.field, conflict.new))
