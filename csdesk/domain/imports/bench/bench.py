"""The bench holds what the book would look like while rows are laid on it, one after another."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import cache
from itertools import count
from typing import Any, ClassVar, TypeVar

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.custom import CustomField, CustomValue, custom_text
from csdesk.domain.fields import Field, noun_of
from csdesk.domain.ids import AccountId, ContactId, ProductId
from csdesk.domain.imports.bench.blanks import Blanks
from csdesk.domain.imports.bench.decided import Decided
from csdesk.domain.imports.bench.field_text import field_text
from csdesk.domain.imports.bench.former import Former, Formers
from csdesk.domain.imports.bench.former_people import FormerPeople, FormerPerson
from csdesk.domain.imports.bench.ids import Ids
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.names import Names
from csdesk.domain.imports.bench.people import called_at, of_address, of_name, short_of
from csdesk.domain.imports.bench.plan import FieldChange
from csdesk.domain.imports.bench.shelf import Shelf
from csdesk.domain.imports.bench.where import Where
from csdesk.domain.imports.cells.alike import loose_key
from csdesk.domain.imports.cells.also_called import also_called
from csdesk.domain.imports.cells.values import same, unless_same
from csdesk.domain.imports.vocabulary.near import NearNames
from csdesk.domain.names import name_key
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.values import dataclass, making

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


_Index = dict[str, tuple[str, ...]]
_Texts = dict[str, str]
_Noted = dict[Where, tuple[str, str, tuple[str, ...]]]
_Keys = frozenset[tuple[str, str]]
_Whether = Callable[[str], bool]
_no: _Whether = frozenset[str]().__contains__


class Bench:
    """Known rows with what the files add; looked up by the keys of identity. Nothing here is written."""

    def __init__(self, known: Known, erased: _Keys = frozenset(), of_nobody: _Whether = _no) -> None:
        self.known, self.blanks, self.ids, self._of_nobody = known, Blanks(erased), Ids(), of_nobody
        self._numbers, self._shelves = count(1), _Shelves()
        self.by_name, self.by_loose_name, self.by_domain, self.by_external = (_Index() for _ in range(4))
        self.near, self.names, self.decided = NearNames(), Names(known.told_products()), Decided(known)
        self.products, self.called, self.lines_by_external, self.sponsor_in = (_Texts() for _ in range(4))
        """Name key → product; name key → the account that these files call so; ID elsewhere → line; contact → the sheet
        that names them as sponsor."""
        self.claimed: dict[str, Where] = {}
        self.spoken: dict[Where, str] = {}
        """Line → the place of the row that speaks of it; place → the account that its row speaks of."""
        self.repriced: list[tuple[Where, str, str, date | None]] = []
        """Rows, by place, whose amount is not the book's: what was seen, the line, the first day of its next term."""
        self.exchanged: list[tuple[str, int, str]] = []
        """Rows (sheet, row, what was seen) whose amount is in another currency than the line of the book."""
        self.rounded: dict[tuple[str, str], dict[int, str]] = {}
        self.foreign: dict[str, dict[int, str]] = {}
        """Sheet and header → rows whose amount is finer than its currency; sheet → rows whose amount is in another."""
        self.doubled: list[tuple[str, int, str]] = []
        self.dayless: list[tuple[str, int]] = []
        self.several: list[tuple[str, int, str, tuple[str, ...]]] = []
        self.otherwise: dict[Where, tuple[str, str]] = {}
        """Rows (sheet, row …) of a product told before; of a dayless loss; of several accounts; place → line, text."""
        self.reworded, self.moved = _Noted(), _Noted()
        """New rows, by place, with their noun and words → the rows of the book that they may tell in other words."""
        self.alias: dict[tuple[str, str], str] = {}
        self.one_person: dict[tuple[str, str], str] = {}
        """Table and key in an ID column → its row; account and e-mail → the contact who that is, as said."""
        self.came_from: dict[str, Where] = {}
        self.people_from: dict[str, Where] = {}
        """Account, and contact → the sheet and row of these files that brought it."""
        self._custom_from: dict[tuple[str, str], Where] = {}
        """Custom field and row → the place that says it."""
        self._custom: dict[tuple[str, str], CustomValue] = {}
        self._shelf(Account)
        self._shelf(Product)
        self.formers = self._with_formers(known.merged)
        self.former_people = self._with_former_people(known.merged_people)
        self.known_as = {name: self.formers.now(uid) or uid for name, uid in known.told_names()}
        """Name key → the account, or contact, that a person once said it is, or what that became."""

    def _with_formers(self, merged: Iterable[Former]) -> Formers:
        """The accounts that were merged; a name that is like theirs is like that of what they became."""
        formers = Formers(merged, self._shelf(Account).rows.get)  # not of the bench, which would hold itself
        for loose, now in formers.loose_names():
            if loose and loose not in self.by_loose_name:
                self.near.note(loose)
            _add(self.by_loose_name, loose, (now,))
        return formers

    def _with_former_people(self, merged: Sequence[FormerPerson]) -> FormerPeople:
        people = self._shelf(Contact).rows if merged else {}
        return FormerPeople(merged, people.get)

    def _shelf(self, noun: type) -> Shelf:
        """The rows of a noun; the book's own are taken over the first time that somebody asks for it."""
        shelf = self._shelves[noun]
        if not shelf.loaded:
            shelf.loaded = True
            laid, shelf.rows = shelf.rows, {}
            for value in self.known.all(noun):
                if value.id not in laid:
                    self.put(value)
            shelf.rows |= laid
        return shelf

    def new_id(self) -> str:
        """A provisional id, the same for the same file, answers and book; a later one sorts later."""
        return f"{PROVISIONAL}{next(self._numbers):09}"

    @property
    def touched(self) -> Mapping[type, Mapping[str, Any]]:
        """By noun, the rows that the book has and that were asked for, and those laid."""
        return {noun: shelf.rows for noun, shelf in self._shelves.items()}

    def all(self, noun: type[T]) -> list[T]:
        """All rows of a noun, as they would be."""
        return list(self._shelf(noun).rows.values())

    def find(self, noun: type[T], uid: str) -> T | None:
        """The row of that id."""
        return self._shelf(noun).rows.get(uid)

    def of(self, noun: type[T], owner: str) -> list[T]:
        """The rows that belong to an account (steps and readings: to their subscription or objective)."""
        return self._shelf(noun).of(owner)

    def external(self, noun: type, owner: str | None, external_id: str) -> Any | None:
        """The row of that id in another system: of an owner, or of anybody; who was merged is what they became."""
        found = self._shelf(noun).external(owner, external_id)
        return self.former_people.by_id(owner, external_id) if found is None and noun is Contact else found

    def put(self, value: Any) -> None:
        """Lay a value: it is written when the plan is applied."""
        noun = type(value)
        self._shelves[noun].put(value)
        if note := self._NOTES.get(noun):
            note(self, value)

    def _note_product(self, product: Product) -> None:
        self.products.setdefault(name_key(product.product), product.id)

    def _note_line(self, line: Subscription) -> None:
        if line.external_id:
            self.lines_by_external.setdefault(line.external_id, line.id)

    def _note_custom(self, value: CustomValue) -> None:
        self._custom[value.field, value.row] = value

    def _note_account(self, account: Account) -> None:
        one = (account.id,)
        _add(self.by_name, name_key(account.account), one)
        loose = loose_key(account.account)
        if loose and loose not in self.by_loose_name:
            self.near.note(loose)
        _add(self.by_loose_name, loose, one)
        for name in also_called(account.account):
            _add(self.names.also, loose_key(name), one)
        if account.domain and not self._of_nobody(account.domain.lower()):
            _add(self.by_domain, unless_same(account.domain.lower(), account.domain), one)
        if account.external_id:
            _add(self.by_external, account.external_id, one)

    def merge(
        self,
        value: T,
        facts: Mapping[str, Any],
        laid: Laid,
        *,
        currency: str | None = None,
        erase: bool = False,
    ) -> T:
        """Lay facts, by field key, over a known value: empty ones do not erase unless said, hand-made changes stay."""
        noun = noun_of(type(value))
        found: dict[str, Any] = {}
        for key, new in facts.items():
            declared = noun.field(key)
            old = getattr(value, declared.name)
            if ((new is None or new == ()) and not erase) or same(old, new):
                continue
            uid = str(getattr(value, "id"))  # noqa: B009
            conflict = (noun.table, uid, key) in self.known.edited
            shown = [self.shown(declared, x, currency or self.known.currency) for x in (old, new)]
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

    def shown(self, declared: Field, value: Any, currency: str) -> str | None:
        """A field's value as a person reads it in the preview; accounts and people by their names."""
        if declared.refers == "contacts" and value:
            people = map(self._shelf(Contact).rows.get, value if isinstance(value, tuple) else (value,))
            return ", ".join(person.name for person in people if person) or None
        account = self.find(Account, value) if declared.refers == "accounts" and value else None
        return account.account if account else field_text(declared, value, currency)

    def add(self, value: T, laid: Laid) -> T:
        """Lay a new row."""
        self.put(value)
        laid.new.append(value)
        return value

    def call(self, account: AccountId, key: str) -> None:
        """Note a key of their own by which other rows of these files name an account."""
        _add(self.by_external, key, (account,))

    def product(self, name: str, laid: Laid) -> ProductId:
        """The product of that name, made if nobody sold it yet."""
        key = name_key(name)
        if key not in self.products:
            self.add(Product(id=ProductId(self.new_id()), product=" ".join(name.split())), laid)
        return ProductId(self.products[key])

    def contact(self, account: AccountId, *, name: str | None, email: str | None) -> Contact | None:
        """The person of an account, by e-mail, as was said, else by name."""
        people = self.of(Contact, account)
        if (self.known_as or self.one_person) and (told := self._told_person(account, name, email)):
            return told
        found = of_address(people, name, email) if email else None
        found = found or (of_name(people, name, email) if name else None)
        return found or self.former_people.known(account, name, email)

    def _told_person(self, account: AccountId, name: str | None, email: str | None) -> Contact | None:
        """The one of whom a person said that a row names them."""
        at = self.find(Account, account) if name else None
        earlier = self.known_as.get(name_key(called_at(name or "", at))) if at else None
        keys = (email, name_key(name or ""))
        told = next((uid for key in keys if key and (uid := self.one_person.get((account, key)))), earlier)
        found = self.find(Contact, told) if told else None
        return found if found and found.account == account else None

    def person(self, account: AccountId, name: str, email: str | None, laid: Laid) -> ContactId:
        """The person of that address or name at an account; one whom the account lacks is a new contact.

        A shorter name is that of the only one for whom it may stand.
        """
        found = self.contact(account, name=None, email=email) or self.contact(account, name=name, email=None)
        if found is None and not email:
            found = short_of(self.of(Contact, account), name, None)
        if found is None:
            fresh = ContactId(self.new_id())
            found = self.add(Contact(id=fresh, account=account, name=name, email=email), laid)
        return found.id

    def keep(
        self, field: CustomField, owner: AccountId | None, row: str, text: str, where: Where, laid: Laid
    ) -> None:
        """Lay what a row says in a custom field; of several rows of these files that say it the first one holds."""
        if self._custom_from.setdefault((field.id, row), where) != where:
            return
        found = self.said(field.id, row)
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

    def said(self, field: str, row: str) -> CustomValue | None:
        """What a row says in a custom field."""
        self._shelf(CustomValue)
        return self._custom.get((field, row))

    def told(self, field: str, row: str) -> bool:
        """Whether a row of these files says something in a custom field of a row."""
        return (field, row) in self._custom_from

    def unsay(self, value: CustomValue, field: CustomField, laid: Laid) -> None:
        """Take back what a row says in a custom field; what was typed by hand stays."""
        conflict = ("custom_values", value.id, "value") in self.known.edited and not laid.force
        shown = custom_text(value.value, field)
        laid.changes.append(
            FieldChange(field.of_noun, value.row, field.name, field.name, shown, None, conflict)
        )
        if not conflict:
            self.blanks.gone[value.id] = self._custom.pop((value.field, value.row))

    def lines(self, account: str) -> list[Subscription]:
        """The lines of an account, in order of entry."""
        return self.of(Subscription, account)

    def line_of(self, external_id: str) -> Subscription | None:
        """The line of that id, or of that id in another system."""
        self._shelf(Subscription)
        uid = self.lines_by_external.get(external_id, external_id)
        return self.find(Subscription, uid)

    def steps(self, subscription: str) -> list[Step]:
        """The steps of a line by their day."""
        return sorted(self.of(Step, subscription), key=lambda s: s.from_)

    def priced_anew(self, subscription: str) -> bool:
        """Whether a line has got a step: what its price is from a day on."""
        return any(s.id.startswith(PROVISIONAL) for s in self.of(Step, subscription))

    _NOTES: ClassVar[dict[type, Callable[[Any, Any], None]]] = {
        Account: _note_account,
        Product: _note_product,
        Subscription: _note_line,
        CustomValue: _note_custom,
    }
    """What notes more of a row than where it stands, by noun."""


def row_of(noun: type[T], facts: Mapping[str, Any]) -> T:
    """The row of a noun that says so, by field key; None stands for what nobody says."""
    make, keys = _maker(noun)  # type: ignore[arg-type]
    row: T = make(*map(facts.get, keys))
    return row


def row_like(noun: type[T], facts: Mapping[str, Any]) -> T:
    """The same, quicker, of facts that have the same keys in the same order for each row of a sheet."""
    row: T = _maker_of(noun, tuple(facts))(*facts.values())  # type: ignore[arg-type]
    return row


@cache
def _maker(noun: type) -> tuple[Callable[..., Any], tuple[str, ...]]:
    keys = tuple(f.key for f in noun_of(noun).fields)
    return _maker_of(noun, keys), keys


@cache
def _maker_of(noun: type, keys: tuple[str, ...]) -> Callable[..., Any]:
    names = {f.key: f.name for f in noun_of(noun).fields}
    return making(noun, tuple(names[key] for key in keys))


class _Shelves(dict[type, Shelf]):
    """By noun; each is made when it is first asked for."""

    def __missing__(self, noun: type) -> Shelf:
        shelf = self[noun] = Shelf(noun)
        return shelf


def _add(index: _Index, key: str, one: tuple[str]) -> None:
    """Note a row under a key: most keys have one row, and all of them share its tuple."""
    there = index.get(key)
    if key and (there is None or one[0] not in there):
        index[key] = one if there is None else there + one
