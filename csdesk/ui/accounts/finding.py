"""Finding: what the Accounts page filters and adds up, prepared once for all rows, so that a letter costs no pause."""

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat

from csdesk.domain.ids import AccountId
from csdesk.domain.names import search_key
from csdesk.services.accounts import AccountRow
from csdesk.ui.formats import money


class Finding:
    """The words, the band, the status and the amount of every account, by its id."""

    def __init__(self, rows: Iterable[AccountRow] = ()) -> None:
        self._rows = list(rows)
        self._said: list[tuple[AccountId, str]] = []
        self._amounts: dict[str, dict[AccountId, int]] = {}
        for row in self._rows:
            arr, currency = row.arr, row.currency
            if arr is not None and currency is not None:
                self._amounts.setdefault(currency, {})[row.line.id] = arr

    def passing(
        self, words: Sequence[str], band: str, *, customers_only: bool
    ) -> Callable[[AccountRow], bool]:
        """Whether a row has all the words, the band (*none*: not scored; empty: any), and is a customer's."""
        ids = self._saying(words) if words else None
        if customers_only:
            customers = {r.line.id for r in self._rows if r.line.status == "customer"}
            ids = customers if ids is None else ids & customers
        if band:
            scored = {r.line.id for r in self._rows if _band(r) == band}
            ids = scored if ids is None else ids & scored
        found = ids
        return (lambda _: True) if found is None else lambda row: row.line.id in found

    def _saying(self, words: Sequence[str]) -> set[AccountId]:
        if not self._said:
            self._said = [(r.line.id, _said(r)) for r in self._rows]
        found = self._said
        for word in words:
            found = [pair for pair in found if word in pair[1]]
        return {id_ for id_, _ in found}

    def total(self, rows: Iterable[AccountRow]) -> str:
        """The ARR of some rows, for each currency."""
        ids = [row.line.id for row in rows]
        sums = {c: sum(map(known.get, ids, repeat(0))) for c, known in sorted(self._amounts.items())}
        shown = {c for c, known in self._amounts.items() if not known.keys().isdisjoint(ids)}
        return " + ".join(money(amount, currency) for currency, amount in sums.items() if currency in shown)


def _band(row: AccountRow) -> str:
    band = (row.score.band or row.score.yours) if row.score else None
    return band.value if band else "none"


def _said(row: AccountRow) -> str:
    line = row.line
    return search_key(" ".join(x for x in (line.account, line.segment, line.stage, line.csm) if x))
