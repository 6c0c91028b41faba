"""Finding: what the Accounts page filters and adds up, prepared once for all rows, so that a letter costs no pause."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from functools import partial
from itertools import compress, repeat

from csdesk.domain.ids import AccountId
from csdesk.domain.names import search_key
from csdesk.domain.query import Condition
from csdesk.domain.query_tree import read_with
from csdesk.domain.sieve import Sieve
from csdesk.services.accounts.account_facts import STANDARD, Facts
from csdesk.services.accounts.accounts import AccountRow
from csdesk.ui.formats import money


class Finding:
    """The words, the facts and the amount of every account, by its id."""

    def __init__(
        self, rows: Iterable[AccountRow] = (), today: date = date.min, facts: Facts = STANDARD
    ) -> None:
        self.facts, self.today = facts, today
        self._rows = rows if isinstance(rows, list) else list(rows)
        self._ids = [row.line.id for row in self._rows]
        self._said: list[str] = []
        # not a method of its own: a circle would keep every row of every reading until it is looked for
        self._sieve: Sieve[AccountRow] = Sieve(self._rows, partial(_cell, facts, today))
        self._held: dict[Condition, list[bool]] = {}
        self._amounts: dict[str, dict[Hashable, int]] = {}
        for row in self._rows:
            arr, currency = row.arr, row.currency
            if arr is not None and currency is not None:
                self._amounts.setdefault(currency, {})[row.line.id] = arr

    def passing(self, words: Sequence[str], filters: Sequence[Condition] = ()) -> set[AccountId] | None:
        """The accounts that have all the words, and of which every filter holds; None where nothing is asked.

        Raises: NotAQuery, NotADay for a filter whose value cannot be read.
        """
        ids = self._saying(words) if words else None
        for held in map(self._holding, filters):
            kept = set(compress(self._ids, held))
            ids = kept if ids is None else ids & kept
        return ids

    @property
    def rows(self) -> list[AccountRow]:
        """The rows. Do not change it."""
        return self._rows

    def prepare(self, fields: Sequence[str]) -> None:
        """Read some fields, so that the first chip costs no pause; another thread does so."""
        self._say_all()
        self._sieve.prepare([f for f in fields if f in self.facts])

    def values(self, field: str) -> list[str]:
        """The values that a field has among the rows, the most frequent first."""
        read = self.facts.of(field).read
        counted = Counter(str(v) for v in (read(row, self.today) for row in self._rows) if v is not None)
        return [value for value, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]

    def _holding(self, condition: Condition) -> list[bool]:
        if condition not in self._held:
            if len(self._held) > _KEPT:
                self._held.clear()
            self._held[condition] = self._sieve.places(read_with(condition, self.facts.values_on(self.today)))
        return self._held[condition]

    def _saying(self, words: Sequence[str]) -> set[AccountId]:
        self._say_all()
        first, *others = words
        found = [place for place, said in enumerate(self._said) if first in said]
        for word in others:
            found = [place for place in found if word in self._said[place]]
        return {self._ids[place] for place in found}

    def _say_all(self) -> None:
        if not self._said:
            self._said = [_said(r) for r in self._rows]

    def total(self, accounts: Iterable[Hashable]) -> str:
        """The ARR of some accounts, for each currency."""
        ids = list(accounts)
        sums = {}
        for currency, known in sorted(self._amounts.items()):
            if not known.keys().isdisjoint(ids):
                sums[currency] = sum(map(known.get, ids, repeat(0)))
        return " + ".join(money(amount, currency) for currency, amount in sums.items())


FIRST = ("status",)
"""What the view asks that the page begins with."""
USUAL = ("standing", "arr", "renewal_on", "renews_in", "notice_in", "silent_for", "stage", "segment")
"""What is asked most besides."""
_KEPT = 24
"""Answers of filters that are kept for the rows as they are."""


def _cell(facts: Facts, today: date, row: AccountRow, field: str) -> object:
    return facts.of(field).read(row, today)


def _said(row: AccountRow) -> str:
    line = row.line
    kept = line.search_key or search_key(line.account)
    others = [search_key(x) for x in (line.segment, line.stage, line.csm) if x]
    return " ".join([kept, line.account.casefold(), *others])
