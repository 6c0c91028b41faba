"""Custom fields: what an account and its rows say in the fields of a person's own."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.custom import CustomField, CustomKind, CustomValue, YesNo, custom_text, typed
from csdesk.domain.fields import Field, Kind
from csdesk.domain.values import dataclass
from csdesk.store.accounts import custom_cells
from csdesk.store.book import Book


@dataclass(frozen=True, slots=True)
class Custom:
    """One custom field of a row: its field, its plain value, and the text that a person reads."""

    field: CustomField
    value: str
    text: str


def custom_fields(book: Book, noun: str = "account") -> list[CustomField]:
    """The custom fields of a noun, by name."""
    return sorted(book.all(CustomField, of_noun=noun), key=lambda f: (f.name.casefold(), f.id))


def custom_of(book: Book, row: str) -> list[Custom]:
    """What a row, such as an account, says in custom fields, by name; fields it says nothing in are left out."""
    fields = {f.id: f for f in book.all(CustomField)}
    found = [(fields[v.field], v.value) for v in book.all(CustomValue, row=row)]
    shown = [Custom(f, value, custom_text(value, f)) for f, value in found]
    return sorted(shown, key=lambda c: (c.field.name.casefold(), c.field.id))


def custom_values(book: Book, noun: str) -> dict[str, dict[str, str]]:
    """What all rows of a noun say: field name → row → plain value; fields by name."""
    names = {f.id: f.name for f in custom_fields(book, noun)}
    found: dict[str, dict[str, str]] = {name: {} for name in names.values()}
    for value in book.all(CustomValue) if names else ():
        if value.field in names:
            found[names[value.field]][value.row] = value.value
    return found


def own_cells(book: Book) -> dict[str, dict[str, Any]]:
    """What each account says in custom fields, by its id and the field's: numbers as numbers, days as ISO texts.

    What cannot be read as its field's kind is as good as not known.
    """
    kinds = {field.id: field.kind for field in book.all(CustomField, of_noun="account")}
    found: dict[str, dict[str, Any]] = {}
    for field, account, value in custom_cells(book) if kinds else ():
        found.setdefault(account, {})[field] = cell(value, kinds[field])
    return found


def cell(value: str, kind: CustomKind) -> Any:
    """A kept value as a list compares and shows it; None where it is not what its field says."""
    known = typed(value, kind)
    if kind in {CustomKind.NUMBER, CustomKind.MONEY}:
        return known if isinstance(known, Decimal) and known.is_finite() else None
    if kind is CustomKind.DAY:
        return value if isinstance(known, date) else None
    return value or None


def as_field(key: str, field: CustomField) -> Field:
    """A custom field by its key, as forms and bulk edits offer fields."""
    choices = YesNo if field.kind is CustomKind.YES_NO else None
    kind = _KINDS.get(field.kind, Kind.TEXT)
    return Field(key, key, field.name, kind, required=False, choices=choices, refers=None, since=0)


_KINDS = {CustomKind.NUMBER: Kind.NUMBER, CustomKind.MONEY: Kind.EXACT, CustomKind.DAY: Kind.DAY,
          CustomKind.YES_NO: Kind.CHOICE}  # fmt: skip


def carried(book: Book, kept: Any, gone: Any) -> tuple[list[CustomValue], list[CustomValue]]:
    """When two rows become one: the values of the one that goes, on the one that stays; and those to drop.

    Where both say something, the one that stays is believed.
    """
    said = {v.field for v in book.all(CustomValue, row=kept.id)}
    theirs = book.all(CustomValue, row=gone.id)
    owner = kept.id if isinstance(kept, Account) else kept.account
    moved = [
        CustomValue(id=v.id, field=v.field, account=owner, row=kept.id, value=v.value)
        for v in theirs
        if v.field not in said
    ]
    return moved, [v for v in theirs if v.field in said]


def values_of(book: Book, rows: Iterable[str]) -> list[CustomValue]:
    """All values of some rows: they go with them."""
    return [value for row in rows for value in book.all(CustomValue, row=row)]
