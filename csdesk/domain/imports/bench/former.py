"""A former account is one that a person merged into another: who names it speaks of the one that it became."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.day_words import spelled
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.where import Where
from csdesk.domain.imports.cells.alike import loose_key
from csdesk.domain.imports.cells.custom import Custom
from csdesk.domain.imports.cells.values import same
from csdesk.domain.names import name_key
from csdesk.domain.values import dataclass

_OWN = frozenset("account external_id domain status lost_on lost_reason".split())
"""What a former account says of itself alone: who it was, and that it is gone."""
_SHOWN = 3
_MERGED = "{} was merged into {} on {}"


@dataclass(frozen=True, slots=True)
class Former:
    """An account as it was when it was merged, and what it became. One that stayed may have got another name then."""

    account: Account
    into: AccountId
    on: date
    custom: Mapping[str, str] = field(default_factory=dict)
    """What it said in custom fields, by their ids."""

    def told(self, now: str) -> str:
        """What became of it, in a sentence without its end."""
        what = "{} has been called {} since a merge on {}" if self.account.id == self.into else _MERGED
        return what.format(self.account.account, now, spelled(self.on))

    def news(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """What a row says otherwise than it did: all else was decided when it was merged."""
        found = {k: v for k, v in facts.items() if k not in _OWN and not same(v, getattr(self.account, k))}
        if found.get("judgement") is None:
            found.pop("judged_on", None)
        return found

    def told_otherwise(
        self, custom: Sequence[tuple[Custom, str | None]]
    ) -> tuple[tuple[Custom, str | None], ...]:
        """The same of what a row says in custom fields."""
        return tuple((told, text) for told, text in custom if self.custom.get(told.field.id) != text)


class Formers:
    """The former accounts of a book, by what rows call them. Whatever they became is an account that is there."""

    def __init__(self, merged: Iterable[Former], find: Callable[[str], Account | None]) -> None:
        merged = tuple(merged)
        self._became = {f.account.id: f.into for f in merged if f.account.id != f.into}
        self._find = find
        self._by: dict[tuple[str, str], tuple[Former, ...]] = {}
        self.named: dict[Where, Former] = {}
        """Place → the former account that its row names."""
        for former in merged:
            now = self.now(former.account.id if former.account.id in self._became else former.into)
            if now and not (former.account.id in self._became and find(former.account.id)):
                self._note(replace(former, into=now) if former.into != now else former)

    def __bool__(self) -> bool:
        return bool(self._by)

    def _note(self, former: Former) -> None:
        account = former.account
        keys = {
            ("id", account.id),
            ("id", account.external_id or ""),
            ("domain", (account.domain or "").lower()),
            ("name", name_key(account.account)),
            ("loose", loose_key(account.account)),
            ("into", former.into),
        }
        for kind, key in keys:
            if key:
                others = (f for f in self._by.get((kind, key), ()) if kind == "into" or f.into != former.into)
                self._by[kind, key] = (former, *others)

    def now(self, uid: str) -> AccountId | None:
        """What an account is now: itself, or what it became; None where that is gone."""
        at, seen = AccountId(uid), set[str]()
        while self._find(at) is None and at in self._became and at not in seen:
            seen.add(at)
            at = self._became[at]
        return at if self._find(at) else None

    def by_id(self, key: str | None) -> Former | None:
        """The one of that id, or id in another system, if it is sure which."""
        found = self._by.get(("id", key or ""), ())
        return found[0] if len(found) == 1 else None

    def by_name(self, key: str) -> tuple[Former, ...]:
        """Those of a name key, one for each account that they became."""
        return self._by.get(("name", key), ())

    def by_domain(self, domain: str) -> tuple[Former, ...]:
        """Those of a domain, one for each account that they became."""
        return self._by.get(("domain", domain), ())

    def called(self, said: str) -> Former | None:
        """The one of that id, id in another system, or name, if it is sure which."""
        named = self.by_name(name_key(said))
        return self.by_id(said) or (named[0] if len(named) == 1 else None)

    def of(self, account: str) -> tuple[Former, ...]:
        """All that became an account, the last one first."""
        return self._by.get(("into", account), ())

    def loose_names(self) -> Iterator[tuple[str, AccountId]]:
        """Their loose names, with what they became."""
        for (kind, key), formers in self._by.items():
            if kind == "loose":
                yield from ((key, f.into) for f in formers)

    def told(self, sheet: str) -> Iterator[str]:
        """What to tell of those that the rows of a sheet name."""
        named = {f.account.id: f for place, f in self.named.items() if place[0] == sheet}
        if named:
            said = [f.told(a.account) for f in named.values() if (a := self._find(f.into))]
            more = f" and {len(said) - _SHOWN:,} more" if len(said) > _SHOWN else ""
            yield (
                f"{'; '.join(said[:_SHOWN])}{more}. What the sheet says of it goes there; "
                "name, domain, ID and status stay, and what it says as before the merge is no news."
            )
