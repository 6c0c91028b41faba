"""A former person is one that a person merged into another of the account: who names them speaks of that one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from csdesk.domain.contacts import Contact
from csdesk.domain.day_words import spelled
from csdesk.domain.ids import ContactId
from csdesk.domain.imports.cells.values import same
from csdesk.domain.names import name_key
from csdesk.domain.values import dataclass

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class FormerPerson:
    """Somebody as they were when they were merged, and who that is now; of both, also of the one that stayed."""

    person: Contact
    into: ContactId
    on: date

    def says(self, name: str | None, email: str | None) -> bool:
        """Whether a row that names somebody so names them: what it tells is as it was."""
        if not name and not email:
            return False
        return (not name or name_key(name) == name_key(self.person.name)) and (
            not email or email == (self.person.email or "").lower()
        )


class FormerPeople:
    """The former people of a book, by what rows call them. Whoever they became is there."""

    def __init__(self, merged: Iterable[FormerPerson], find: Callable[[str], Contact | None]) -> None:
        self._find = find
        self._by: dict[tuple[str, str], list[FormerPerson]] = {}
        self._named: dict[tuple[str, ContactId], FormerPerson] = {}
        merged = tuple(merged)
        self._became = {f.person.id: f.into for f in merged if f.person.id != f.into}
        for former in reversed(merged):
            person = former.person
            keys = (("email", (person.email or "").lower()), ("name", name_key(person.name)))
            ids = (("id", person.id), ("id", person.external_id or ""))
            for key in {*keys, *ids, ("into", self._last(former.into))}:
                if key[1]:
                    self._by.setdefault(key, []).append(former)

    def _last(self, uid: ContactId) -> ContactId:
        seen = set[str]()
        while uid in self._became and uid not in seen:
            seen.add(uid)
            uid = self._became[uid]
        return uid

    def known(self, account: str, name: str | None, email: str | None) -> Contact | None:
        """Who somebody of that address, else of that name, is now at an account."""
        by_name = self._by.get(("name", name_key(name)), []) if name else []
        for former in (
            *self._by.get(("email", email or ""), []),
            *(f for f in by_name if not (email and f.person.email)),
        ):
            now = self._find(self._last(former.into))
            if now is not None and now.account == account:
                return now
        return None

    def by_id(self, account: str | None, key: str) -> Contact | None:
        """Who the one of that id, or id in another system, is now at an account."""
        formers = self._by.get(("id", key), [])
        found = (self._find(self._last(f.into)) for f in formers)
        return next((now for now in found if now is not None and now.account == account), None)

    def news(self, now: Contact, name: str | None, facts: Mapping[str, Any], sheet: str) -> dict[str, Any]:
        """What a row says otherwise than before somebody was merged: all else was decided then."""
        formers = self._by.get(("into", now.id), ())
        former = next((f for f in formers if f.says(name, facts.get("email"))), None)
        if former is None:
            return dict(facts)
        if former.person.id != now.id:
            self._named[sheet, former.person.id] = former
        found = {k: v for k, v in facts.items() if not same(v, getattr(former.person, k))}
        if set(found.get("roles") or ()) <= set(former.person.roles):
            found.pop("roles", None)
        found.pop("external_id", None)
        return found

    def are_told(self, now: Contact) -> bool:
        """Whether rows named somebody who was merged into this one."""
        return any(self._last(f.into) == now.id for f in self._named.values())

    def told(self, sheet: str) -> Iterator[str]:
        """What to tell of those that the rows of a sheet name."""
        named = [f for (where, _), f in self._named.items() if where == sheet]
        people = [(f, now) for f in named if (now := self._find(self._last(f.into)))]
        if people:
            said = [f"{f.person.name} was merged into {p.name} on {spelled(f.on)}" for f, p in people]
            more = f" and {len(said) - _SHOWN:,} more" if len(said) > _SHOWN else ""
            yield (
                f"{'; '.join(said[:_SHOWN])}{more}. What the sheet says of them goes there; what it says as "
                "before the merge is no news."
            )
