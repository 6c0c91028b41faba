"""The bench holds what the book would look like while rows are laid on it, one after another."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from operator import attrgetter
from typing import Any, TypeVar

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.custom import CustomField, CustomValue, custom_text
from csdesk.domain.fields import Field, Kind, noun_of
from csdesk.domain.ids import AccountId, ContactId, ProductId
from csdesk.domain.imports.alike import loose_key
from csdesk.domain.imports.known import Known
from csdesk.domain.imports.near import NearNames
from csdesk.domain.imports.plan import FieldChange
from csdesk.domain.imports.values import unless_same
from csdesk.domain.money import amount_text
from csdesk.domain.names import name_key
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.values import dataclass

T = TypeVar("T")
PROVISIONAL = "new:"


@dataclass(slots=True)
class Laid:
    """What laying one row changed: field by field, new rows, and conflicts that were left alone."""

    changes: list[FieldChange] = field(default_factory=list)
    new: list[Any] = field(default_factory=list)
    force: bool = False
    """Whether the sheet wins where the book was changed by hand."""

    @property
    def conflicts(self) -> list[FieldChange]:
        """The fields that both sides changed."""
        return [c for c in self.changes if c.conflict]


class Bench:
    """Known rows with what the files add; looked up by the keys of identity. Nothing here is written."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._numbers = count(1)
        self._rows: dict[type, dict[str, Any]] = defaultdict(dict)
        self._of: dict[type, dict[str, str | list[str]]] = defaultdict(dict)
        """By noun and owner, the rows that belong there: most have one, and it stands for itself."""
        self.by_name: dict[str, tuple[str, ...]] = {}
        self.by_loose_name: dict[str, tuple[str, ...]] = {}
        self.near = NearNames()
        self.by_domain: dict[str, tuple[str, ...]] = {}
        self.by_external: dict[str, tuple[str, ...]] = {}
        self.products: dict[str, str] = {}
        self.claimed: dict[str, str] = {}
        """Line → the place of the row that speaks of it."""
        self.spoken: dict[str, str] = {}
        """Place → the account that its row speaks of."""
        self.repriced: list[tuple[str, str]] = []
        """Rows, by place, whose amount differs from the book's, with what was seen."""
        self.exchanged: list[tuple[str, int, str]] = []
        """Rows (sheet, row, what was seen) whose amount is in another currency than the line of the book."""
        self.doubled: list[tuple[str, int, str]] = []
        """Rows (sheet, row, what was seen) of a customer and product that an earlier row of the sheet names."""
        self.alias: dict[tuple[str, str], str] = {}
        """Table and key in an ID column → the row that it stands for."""
        told = known.answered.get("", {}).items()
        self.known_as = {name_key(k.split(":", 2)[2]): uid for k, uid in told if k.startswith("name:")}
        """Name key → the account that a person once said it is."""
        self.called: dict[str, str] = {}
        """Name key → the account that these files call so."""
        self.came_from: dict[str, tuple[str, int]] = {}
        """Account → the sheet and row of these files that brought it."""
        self._externals: dict[type, dict[tuple[str, str], str]] = defaultdict(dict)
        self.lines_by_external: dict[str, str] = {}
        self.sponsor_in: dict[str, str] = {}
        """Contact → the sheet of these files that names them as sponsor."""
        self._custom: dict[tuple[str, str], CustomValue] = {}
        self._loaded: set[type] = set()
        for noun in (Account, Product):
            self._load(noun)

    def _load(self, noun: type) -> None:
        """Take over the book's rows of a noun, the first time that somebody asks for it."""
        self._loaded.add(noun)
        there = self._rows[noun]
        known = [v for v in self.known.all(noun) if v.id not in there]
        laid, self._rows[noun] = there, {}
        for value in known:
            self._note(value)
        self._rows[noun] |= laid

    def new_id(self) -> str:
        """A provisional id, the same for the same file, answers and book; a later one sorts later."""
        return f"{PROVISIONAL}{next(self._numbers):09}"

    @property
    def touched(self) -> Mapping[type, Mapping[str, Any]]:
        """By noun, the rows that the book has and that were asked for, and those laid."""
        return self._rows

    def all(self, noun: type[T]) -> list[T]:
        """All rows of a noun, as they would be."""
        if noun not in self._loaded:
            self._load(noun)
        return list(self._rows[noun].values())

    def find(self, noun: type[T], uid: str) -> T | None:
        """The row of that id."""
        if noun not in self._loaded:
            self._load(noun)
        return self._rows[noun].get(uid)

    def of(self, noun: type[T], owner: str) -> list[T]:
        """The rows that belong to an account (steps and readings: to their subscription or objective)."""
        if noun not in self._loaded:
            self._load(noun)
        rows = self._rows[noun]
        return [rows[uid] for uid in _listed(self._of[noun].get(owner, ()))]

    def external(self, noun: type, owner: str | None, external_id: str) -> Any | None:
        """The row of that id in another system: of an owner, or of anybody."""
        if noun not in self._loaded:
            self._load(noun)
        uid = self._externals[noun].get((owner or "", external_id))
        return self._rows[noun][uid] if uid else None

    def put(self, value: Any) -> None:
        """Lay a value: it is written when the plan is applied."""
        self._note(value)

    def _note(self, value: Any) -> None:
        noun, uid = type(value), value.id
        owner_of, outside = _OWNERS.get(noun) or _owners(noun)
        rows, owner = self._rows[noun], owner_of(value)
        if owner and uid not in rows:
            _append(self._of[noun], owner, uid)
        rows[uid] = value
        if outside and (external_id := value.external_id):
            known = self._externals[noun]
            known.setdefault(("", external_id), uid)
            known.setdefault((owner or "", external_id), uid)
        if noun is Account:
            self._note_account(value)
        elif noun is Product:
            self.products.setdefault(name_key(value.product), uid)
        elif noun is Subscription and value.external_id:
            self.lines_by_external.setdefault(value.external_id, uid)
        elif noun is CustomValue:
            self._custom[value.field, value.row] = value

    def _note_account(self, account: Account) -> None:
        one = (account.id,)
        _add(self.by_name, name_key(account.account), one)
        loose = loose_key(account.account)
        if loose and loose not in self.by_loose_name:
            self.near.note(loose)
        _add(self.by_loose_name, loose, one)
        if account.domain:
            _add(self.by_domain, unless_same(account.domain.lower(), account.domain), one)
        if account.external_id:
            _add(self.by_external, account.external_id, one)

    def merge(self, value: T, facts: Mapping[str, Any], laid: Laid, *, currency: str | None = None) -> T:
        """Lay facts, by field key, over a known value: empty ones never erase, hand-made changes stay."""
        noun = noun_of(type(value))
        found: dict[str, Any] = {}
        for key, new in facts.items():
            declared = noun.field(key)
            old = getattr(value, declared.name)
            if new is None or new == () or same(old, new):
                continue
            uid = str(getattr(value, "id"))  # noqa: B009
            conflict = (noun.table, uid, key) in self.known.edited
            shown = [field_text(declared, x, currency or self.known.currency) for x in (old, new)]
            laid.changes.append(
                FieldChange(
                    noun.word, uid, key, declared.header, shown[0], shown[1], conflict and not laid.force
                )
            )
            if not conflict or laid.force:
                found[declared.name] = new
        if not found:
            return value
        changed = replace(value, **found)  # type: ignore[type-var]
        self.put(changed)
        return changed

    def add(self, value: T, laid: Laid) -> T:
        """Lay a new row."""
        self._note(value)
        laid.new.append(value)
        return value

    def product(self, name: str, laid: Laid) -> ProductId:
        """The product of that name, made if nobody sold it yet."""
        key = name_key(name)
        if key not in self.products:
            self.add(Product(id=ProductId(self.new_id()), product=" ".join(name.split())), laid)
        return ProductId(self.products[key])

    def contact(self, account: AccountId, *, name: str | None, email: str | None) -> Contact | None:
        """The person of an account, by e-mail, else by name."""
        people = self.of(Contact, account)
        if email:
            found = next((c for c in people if c.email == email), None)
            if found:
                return found
        if not name:
            return None
        same_name = [c for c in people if name_key(c.name) == name_key(name)]
        return next((c for c in same_name if not email or not c.email), None)

    def person(self, account: AccountId, name: str, laid: Laid) -> ContactId:
        """The person of that name at an account; one whom the account lacks is a new contact."""
        found = self.contact(account, name=name, email=None)
        if found is None:
            fresh = ContactId(self.new_id())
            found = self.add(Contact(id=fresh, account=account, name=name), laid)
        return found.id

    def keep(self, field: CustomField, owner: AccountId, row: str, text: str, laid: Laid) -> None:
        """Lay what a row says in a custom field."""
        if CustomValue not in self._loaded:
            self._load(CustomValue)
        found = self._custom.get((field.id, row))
        if found is not None and found.value == text:
            return
        conflict = found is not None and ("custom_values", found.id, "value") in self.known.edited
        shown = custom_text(found.value, field) if found else None
        if not row.startswith(PROVISIONAL):
            laid.changes.append(
                FieldChange(
                    field.of_noun, row, field.name, field.name, shown, custom_text(text, field),
                    conflict and not laid.force,
                )
            )  # fmt: skip
        if found is None:
            fresh = self.new_id()
            self.put(CustomValue(id=fresh, field=field.id, account=owner, row=row, value=text))
        elif not conflict or laid.force:
            self.put(replace(found, value=text))

    def lines(self, account: str) -> list[Subscription]:
        """The lines of an account, in order of entry."""
        return self.of(Subscription, account)

    def line_of(self, external_id: str) -> Subscription | None:
        """The line of that id, or of that id in another system."""
        if Subscription not in self._loaded:
            self._load(Subscription)
        uid = self.lines_by_external.get(external_id, external_id)
        return self.find(Subscription, uid)

    def steps(self, subscription: str) -> list[Step]:
        """The steps of a line by their day."""
        return sorted(self.of(Step, subscription), key=lambda s: s.from_)


_Owner = tuple[Callable[[Any], str | None], bool]
_OWNERS: dict[type, _Owner] = {}


def _owners(noun: type) -> _Owner:
    """What says whom a row belongs to, and whether it may have an id in another system."""
    names = {f.name for f in noun_of(noun).fields}
    wanted = ("subscription" if noun is Step else "account", "objective")
    owned = [attrgetter(n) for n in wanted if n in names and noun is not Account]
    owner = (
        owned[0] if len(owned) == 1 else lambda value: next(filter(None, (of(value) for of in owned)), None)
    )
    _OWNERS[noun] = owner, "external_id" in names
    return _OWNERS[noun]


def _add(index: dict[str, tuple[str, ...]], key: str, one: tuple[str]) -> None:
    """Note a row under a key: most keys have one row, and all of them share its tuple."""
    there = index.get(key)
    if key and (there is None or one[0] not in there):
        index[key] = one if there is None else there + one


def _append(index: dict[str, str | list[str]], key: str, uid: str) -> None:
    """The same for rows that come once, of which there may be many under a key."""
    there = index.get(key)
    if there is None:
        index[key] = uid
    elif isinstance(there, list):
        there.append(uid)
    else:
        index[key] = [there, uid]


def _listed(uids: str | Sequence[str]) -> Sequence[str]:
    return (uids,) if type(uids) is str else uids


def same(old: Any, new: Any) -> bool:
    """Whether two values say the same."""
    if isinstance(old, str) and isinstance(new, str):
        return " ".join(old.split()) == " ".join(new.split())
    if isinstance(old, bool) or isinstance(new, bool):
        return old is new
    if isinstance(old, int | float | Decimal) and isinstance(new, int | float | Decimal):
        return Decimal(str(old)) == Decimal(str(new))
    return bool(old == new)


def field_text(declared: Field, value: Any, currency: str) -> str | None:
    """A field's value as a person reads it in the preview."""
    if value is None or value == ():
        return None
    if declared.kind is Kind.MONEY:
        return f"{amount_text(value, currency)} {currency}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
