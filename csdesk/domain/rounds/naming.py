"""Naming finds the row that a cell means: by its id, a key of a person's own, an id elsewhere, or its name."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from csdesk.domain.fields import Kind, Noun, noun_of
from csdesk.domain.names import name_key
from csdesk.domain.nouns import NOUNS
from csdesk.domain.rounds.sent import Sent
from csdesk.domain.rounds.words import Plain

Rows = Callable[[Noun], Mapping[str, tuple[Plain, ...]]]
"""The book's rows of a noun by id."""


class _Names:
    """The rows of one table as they may be called; each with its account."""

    def __init__(self) -> None:
        self.ids: dict[str, str | None] = {}
        """Id → account."""
        self.elsewhere: set[tuple[str, str | None]] = set()
        """Ids with another account, where the sheet still has them."""
        self.names: dict[str, str] = {}
        self.keys: dict[str, str] = {}
        """A person's own key → provisional id."""
        self.outside: dict[str, list[str]] = defaultdict(list)
        self.called: dict[str, list[str]] = defaultdict(list)
        self.formerly: dict[str, list[str]] = defaultdict(list)

    def is_of(self, uid: str, account: str) -> bool:
        """Whether a row is of an account, in the book or on the sheet, or of none."""
        return self.ids.get(uid) in {None, account} or (uid, account) in self.elsewhere


class Naming:
    """The rows of the book and the new ones of the workbook, by everything that may name them."""

    def __init__(self, rows: Rows, sent: Sent) -> None:
        self._rows, self._sent = rows, sent
        self._nouns = {noun_of(n).table: noun_of(n) for n in NOUNS}
        self._named = {f.refers for noun in self._nouns.values() for f in noun.fields if f.refers}
        self._known: dict[str, _Names] = {}
        self._made: dict[str, Any] = {}

    def make(self, value: Any, account: str | None) -> None:
        """A person or product that a cell names and nobody knows yet."""
        noun = noun_of(type(value))
        self._made[value.id] = value
        self.add(noun, value.id, "", str(getattr(value, noun.title)), account)

    def in_book(self, table: str, uid: str) -> bool:
        """Whether the book has a row of that id."""
        return uid in self._rows(self._nouns[table])

    def made(self, uid: str) -> Any | None:
        """One of them by its provisional id."""
        return self._made.get(uid)

    def made_for(self, value: Any) -> list[Any]:
        """Those of them that a row refers to."""
        said = [getattr(value, f.name) for f in noun_of(type(value)).fields if f.refers]
        uids = [uid for one in said for uid in (one if isinstance(one, tuple) else (one,))]
        return [self._made[uid] for uid in uids if uid in self._made]

    def add(self, noun: Noun, uid: str, key: str, name: str, account: str | None) -> None:
        """A new row; what no other row can name needs none."""
        if noun.table not in self._named:
            return
        known = self._of(noun.table)
        if known.ids.setdefault(uid, account) != account:
            known.elsewhere.add((uid, account))
        if key:
            known.keys[key] = uid
        if name and uid not in known.called[name_key(name)]:
            known.called[name_key(name)].append(uid)
            known.names[uid] = name

    def expect(self, noun: Noun, uid: str, key: str, texts: Mapping[str, str]) -> None:
        """A new row, by what its cells say: what has no name of its own is called by its product."""
        name = texts.get(noun.title) if noun.title != "id" else texts.get("product")
        account = self.find(_ACCOUNTS, texts["account"]) if texts.get("account") else None
        self.add(noun, uid, key, name or "", None if noun.table == _ACCOUNTS else account)

    def rename(self, noun: Noun, uid: str, name: str) -> None:
        """A row of the book that the sheet calls otherwise: its own name may be another's now."""
        if noun.table in self._named:
            known = self._of(noun.table)
            before = name_key(known.names.get(uid, ""))
            if uid in known.called.get(before, ()):
                known.called[before].remove(uid)
                known.formerly[before].append(uid)
            self.add(noun, uid, "", name, self.account_of(noun.table, uid))

    def find(self, table: str, text: str) -> str | None:
        """The one row that a text names; None where none or several do."""
        found = self.those(table, text)
        return next(iter(found)) if len(found) == 1 else None

    def those(self, table: str, text: str, account: str | None = None) -> set[str]:
        """All rows that a text may name, by the surest way that names any."""
        known, bare = self._of(table), text.strip()
        if bare in known.keys:
            return {known.keys[bare]}
        if bare in known.ids:
            return {bare}
        key = name_key(bare)
        for uids in (known.outside.get(bare), known.called.get(key), known.formerly.get(key)):
            mine = {u for u in uids or () if account is None or known.is_of(u, account)}
            if mine:
                return mine
        return set()

    def first_called(self, noun: Noun, name: str) -> str | None:
        """The first row of that name: the book's before new ones, these in their order."""
        return next(iter(self._of(noun.table).called.get(name_key(name), ())), None)

    def missing(self, value: Any) -> str | None:
        """The sheet of a row that a value refers to and that is nowhere; None where all are there."""
        for field in noun_of(type(value)).fields:
            said = getattr(value, field.name) if field.refers else None
            uids = said if isinstance(said, tuple) else (said,) if said else ()
            if any(uid not in self._of(str(field.refers)).ids for uid in uids):
                return self.sheet(str(field.refers))
        return None

    def name(self, table: str, uid: str) -> str:
        """What a person calls a row; its id where it has no name."""
        return self._of(table).names.get(uid) or uid

    def sheet(self, table: str) -> str:
        """The sheet on which the rows of a table stand."""
        return f"“{self._nouns[table].sheet or table}”"

    def account_of(self, table: str, uid: str) -> str | None:
        """Whose a row is."""
        return uid if table == _ACCOUNTS else self._of(table).ids.get(uid)

    def _of(self, table: str) -> _Names:
        if table not in self._known:
            self._known[table] = self._read(self._nouns[table])
        return self._known[table]

    def _read(self, noun: Noun) -> _Names:
        found = _Names()
        keys = [f.key for f in noun.fields]
        account = keys.index("account") if "account" in keys and noun.table != _ACCOUNTS else None
        outside = keys.index("external_id") if "external_id" in keys else None
        called = self._called(noun, keys)
        for uid, row in self._rows(noun).items():
            found.ids[uid] = str(row[account]) if account is not None and row[account] else None
            if outside is not None and row[outside]:
                found.outside[str(row[outside])].append(uid)
            if (name := called(row)) is not None:
                found.called[name_key(name)].append(uid)
                found.names[uid] = name
        for uid, name in self._sent.names.get(noun.table, {}).items():
            if uid in found.ids:
                found.formerly[name_key(name)].append(uid)
        return found

    def _called(self, noun: Noun, keys: list[str]) -> Callable[[tuple[Plain, ...]], str | None]:
        """What tells the name of a row; what has no name of its own is called by its product."""
        if noun.title != "id":
            at = keys.index(noun.title)
            return lambda row: str(row[at] or "")
        if "product" not in keys:
            return lambda _: None
        place = keys.index("product")
        product = self._nouns[str(noun.fields[place].refers)]
        title = [f.key for f in product.fields].index(product.title)
        names = {uid: str(row[title]) for uid, row in self._rows(product).items()}
        return lambda row: names.get(str(row[place]))


def told_apart_by(noun: Noun) -> list[str]:
    """The fields that tell one row of a noun from another, by key: whose it is, its day, its name."""
    keys = [f.key for f in noun.fields if f.owns]
    keys += [f.key for f in noun.fields if f.key in {noun.day, noun.title} and f.key != "id"]
    keys += [f.key for f in noun.fields[1:] if f.required and f.kind is Kind.TEXT]
    return list(dict.fromkeys(keys))


def tells(noun: Noun, said: Mapping[str, Any]) -> bool:
    """Whether what a row says in those fields tells it from others: all of it does, or its name without a day."""
    keys = told_apart_by(noun)
    if noun.title != "id" and noun.field(noun.title).kind is Kind.TEXT:
        keys = [key for key in keys if key == noun.title or noun.field(key).required]
    return all(said.get(key) not in {None, ""} for key in keys)


_ACCOUNTS = "accounts"
