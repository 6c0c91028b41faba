"""Finding: which accounts and contacts a person means by what was typed so far, the likeliest first."""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any

from csdesk.domain.ids import AccountId
from csdesk.domain.names import name_key, search_key
from csdesk.services.book.views import views_of
from csdesk.store.book import Book
from csdesk.store.finding import findable_accounts, findable_contacts

if TYPE_CHECKING:
    from csdesk.domain.health.score import Score

_CUSTOMER, _ACTIVE = "customer", "active"
_FEW = 10_000
"""So many short texts are looked through one by one."""


@dataclass(frozen=True, slots=True)
class Known:
    """An account or a contact: its own id, its name, its account's id, and the words that tell it apart.

    `others` are what it is found by besides its name: a domain or an e-mail, an external id.
    """

    id: str
    name: str
    account: AccountId
    beside: str = ""
    others: tuple[str, ...] = ()

    def other_with(self, text: str) -> str:
        """The one of `others` that holds a text; empty for none."""
        return next((other for other in self.others if name_key(text) in other.casefold()), "")


class Shelf:
    """Things of one kind in order of names. A text finds them by any part of any of their names."""

    def __init__(
        self, rows: Sequence[Any], known: Callable[[Any], Known], named: Callable[[Any], Iterable[str]]
    ) -> None:
        self._rows, self._known = rows, known
        self._texts = ["\n".join(("", *named(row), "")) for row in rows]
        self._whole = "".join(self._texts)
        self._starts = list(accumulate(map(len, self._texts), initial=0))

    def __len__(self) -> int:
        return len(self._rows)

    def find(self, text: str, most: int) -> tuple[list[Known], int]:
        """The likeliest that a text finds, at most so many, and how many it finds; an empty one finds all."""
        literal, loose = name_key(text), search_key(text)
        found = self._holding(literal, loose)
        return [self._known(self._rows[i]) for i in self._ranked(found, literal, loose, most)], len(found)

    def _holding(self, literal: str, loose: str) -> list[int]:
        texts = self._texts
        as_typed = [] if literal == loose else [i for i, text in enumerate(texts) if literal in text]
        if not loose:
            return as_typed if literal else list(range(len(texts)))
        first, *others = sorted(loose.split(), key=len, reverse=True)
        found = [i for i, text in enumerate(texts) if first in text]
        for word in others:
            found = [i for i in found if word in texts[i]]
        more = set(as_typed).difference(found) if as_typed else None
        return sorted([*found, *more]) if more else found

    def _ranked(self, found: list[int], literal: str, loose: str, most: int) -> list[int]:
        """Exact first, then what begins with the text, then what has it at the beginning of a word."""
        best: dict[int, None] = {}
        for mark in _marks(literal, loose) if literal else ():
            if len(best) < most:
                best.update(dict.fromkeys(self._with(mark, found, most)))
        if len(best) < most:
            best.update(dict.fromkeys(islice((i for i in found if i not in best), most)))
        return list(best)[:most]

    def _with(self, mark: str, found: list[int], most: int) -> list[int]:
        """The first of the found rows with a mark; whatever has a mark was found.

        One long text is searched faster than very many short ones; a mark never lies across two of them.
        """
        if len(found) <= _FEW:
            return [i for i in found if mark in self._texts[i]][:most]
        hits: list[int] = []
        at = self._whole.find(mark)
        while at >= 0 and len(hits) < most:
            hits.append(bisect_right(self._starts, at) - 1)
            at = self._whole.find(mark, self._starts[hits[-1] + 1])
        return hits


def _marks(literal: str, loose: str) -> tuple[str, ...]:
    exact = (f"\n{literal}\n", f"\n {loose}\n")
    return (
        (*exact, f"\n {loose}", f" {loose}", f"\n{literal}", loose) if loose else (exact[0], f"\n{literal}")
    )


@dataclass(frozen=True, slots=True)
class Directory:
    """Everyone that can be found, held in memory until the book changes."""

    accounts: Shelf
    contacts: Shelf
    names: dict[AccountId, str]
    views: tuple[str, ...] = ()
    """The names of the views that the book keeps."""


def directory(book: Book) -> Directory:
    """Every account, contact and kept view of the book."""
    accounts = findable_accounts(book)
    return Directory(
        Shelf(accounts, _account, _named),
        Shelf(findable_contacts(book), _contact, _named),
        {AccountId(row[0]): row[1] for row in accounts},
        tuple(view.name for view in views_of(book)),
    )


def _named(row: Any) -> tuple[str, ...]:
    """The texts by which a row is found; only the first, the loose name, begins with a space."""
    return (f" {row[2]}", row[3], (row[4] or "").casefold(), (row[5] or "").casefold())


def _account(row: Any) -> Known:
    return Known(row[0], row[1], AccountId(row[0]), "" if row[6] == _CUSTOMER else row[6], _others(row))


def _contact(row: Any) -> Known:
    roles = [str(role) for role in json.loads(row[8] or "[]")]
    what = ["left"] if row[10] != _ACTIVE else roles or ([row[9]] if row[9] else [])
    return Known(row[0], row[1], AccountId(row[6]), ", ".join([*what, row[7]]), _others(row))


def _others(row: Any) -> tuple[str, ...]:
    return tuple(other for other in (row[4], row[5]) if other)


@dataclass(frozen=True, slots=True)
class AtAGlance:
    """What is said beside an account: ARR in minor units, its currency, the next renewal, the score."""

    arr: int | Fraction | None
    currency: str | None
    renewal_on: date | None
    score: "Score | None"


def at_a_glance(book: Book, accounts: Iterable[AccountId], *, as_of: date) -> dict[AccountId, AtAGlance]:
    """What is said beside a few accounts; one that is gone is not there."""
    from csdesk.domain.errors import NoSuchAccount
    from csdesk.services.health.health import score_of
    from csdesk.store.revenue import arr_by_account

    found: dict[AccountId, AtAGlance] = {}
    for account in accounts:
        try:
            receipt = score_of(book, account, as_of=as_of)
        except NoSuchAccount:
            continue
        money = arr_by_account(book, as_of, account=account).get(account)
        said = (money.arr, money.currency, money.renewal_on) if money else (None, None, None)
        found[account] = AtAGlance(*said, receipt.score if receipt else None)
    return found
