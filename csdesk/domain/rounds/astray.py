"""Rows gone astray stand beside the IDs of others: somebody sorted their sheet without the column of IDs."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.names import name_key
from csdesk.domain.rounds.compare import unedited
from csdesk.domain.rounds.found import Page
from csdesk.domain.rounds.naming import told_apart_by
from csdesk.domain.rounds.sent import SentSheet
from csdesk.domain.rounds.words import Holds
from csdesk.domain.values import dataclass

_SEVERAL = 2
"""From how many rows on they may have been sorted without their IDs; one was typed over."""
_Row = tuple[Value, ...]
_One = TypeVar("_One")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like the rows of a page are to those that were sent; `told(key, ids)`: what a column said of some."""

    sheet: SentSheet
    page: Page
    told: Callable[[str, Sequence[str]], list[str | None]]
    holds: Callable[[str], Holds]

    def astray(
        self, ids: Sequence[str], rows: Sequence[_Row], changed: Mapping[int, Sequence[str]]
    ) -> dict[int, str]:
        """Rows that say what was sent with another ID than theirs, by their places: the ID of each.

        Two customers that exchange their names keep all else; who went astray took all else along.
        """
        keys = [k for k in told_apart_by(self.sheet.noun) if k in self.page.columns]
        some = [at for at, edited in changed.items() if not {*keys}.isdisjoint(edited)]
        if len(some) < _SEVERAL:
            return {}
        every = [*self.sheet.rows]
        sent = [[name_key(c or "") for c in self.told(key, every)] for key in keys]
        who = once(zip(zip(*sent, strict=True), every, strict=True))
        found = {}
        for at in some:
            row = rows[at]
            uid = who.get(tuple(name_key(shown(self._cell(row, key))) for key in keys), ids[at])
            if uid != ids[at] and self._fits(row, uid, keys) > self._fits(row, ids[at], keys):
                found[at] = uid
        return found if len(found) >= _SEVERAL and len({*found.values()}) == len(found) else {}

    def _fits(self, row: _Row, uid: str, but: Sequence[str]) -> int:
        """In how many other columns that say anything a row says what was sent with an ID."""
        others = [k for k in self.page.columns if k != "id" and k not in but]
        sent = [self.told(k, (uid,))[0] for k in others]
        return sum(
            words is not None and unedited(words, self.holds(k), self._cell(row, k))
            for k, words in zip(others, sent, strict=True)
        )

    def _cell(self, row: _Row, key: str) -> Value:
        at = self.page.columns[key]
        return row[at] if at < len(row) else None


def once(pairs: Iterable[tuple[tuple[str, ...], _One]]) -> dict[tuple[str, ...], _One]:
    """What stands once, by its name."""
    some = list(pairs)
    counts = Counter(name for name, _ in some)
    return {name: one for name, one in some if counts[name] == 1}
