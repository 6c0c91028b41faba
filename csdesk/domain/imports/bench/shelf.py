"""A shelf holds the rows of one noun on the bench: by id, by whom they belong to, by their id in another system."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.fields import noun_of
from csdesk.domain.subscriptions import Step


class Shelf:
    """The rows of a noun. Nobody asked for the book's own yet while it is not `loaded`."""

    def __init__(self, noun: type) -> None:
        self.loaded = False
        self.rows: dict[str, Any] = {}
        self._owner_of = _owner_of(noun)
        self._of: dict[str, str | list[str]] = {}
        """By owner, the rows that belong there: most have one, and it stands for itself."""
        self._outside = any(f.name == "external_id" for f in noun_of(noun).fields)
        self._externals: dict[tuple[str, str], str] = {}

    def put(self, value: Any) -> None:
        """Lay a row, new or changed."""
        uid, owner, rows = value.id, self._owner_of(value), self.rows
        if owner and uid not in rows and (there := self._of.setdefault(owner, uid)) is not uid:
            self._belongs(owner, there, uid)
        rows[uid] = value
        if self._outside and (external_id := value.external_id):
            self._externals.setdefault(("", external_id), uid)
            self._externals.setdefault((owner or "", external_id), uid)

    def _belongs(self, owner: str, there: str | list[str], uid: str) -> None:
        """Note one more row of an owner."""
        if isinstance(there, list):
            there.append(uid)
        else:
            self._of[owner] = [there, uid]

    def of(self, owner: str) -> list[Any]:
        """The rows of an owner, in order of entry."""
        uids = self._of.get(owner)
        if uids is None:
            return []
        return [self.rows[uids]] if type(uids) is str else [self.rows[uid] for uid in uids]

    def external(self, owner: str | None, external_id: str) -> Any | None:
        """The row of that id in another system: of an owner, or of anybody."""
        uid = self._externals.get((owner or "", external_id))
        return self.rows[uid] if uid else None


def _owner_of(noun: type) -> Callable[[Any], str | None]:
    """What says whom a row belongs to."""
    names = {f.name for f in noun_of(noun).fields}
    wanted = ("subscription" if noun is Step else "account", "objective")
    owned = [attrgetter(n) for n in wanted if n in names and noun is not Account]
    if len(owned) == 1:
        return owned[0]
    return (lambda value: next(filter(None, (of(value) for of in owned)), None)) if owned else _nobody


def _nobody(value: Any) -> None:
    """Whom a row belongs to that belongs to none."""
