"""Custom fields: what an account and its rows say in the fields of a person's own, and typing such a value."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.custom import CustomField, CustomKind, CustomValue, YesNo, custom_text, typed
from csdesk.domain.errors import DayBothWays, FieldRefused, NoSuchField
from csdesk.domain.fields import Field, Kind
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.cells.days import typed_day
from csdesk.domain.imports.cells.values import Mark, read_amount
from csdesk.domain.names import name_key
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


def set_custom(book: Book, account: Account, name: str, text: str, *, today: date) -> ChangeSet | None:
    """Type a custom field of an account; an empty text makes it not known. None where it is so already.

    Raises: NoSuchField, FieldRefused.
    """
    field = _named(book, name)
    put, gone = said_otherwise(book, {account.id: account.id}, field, text)
    if not put and not gone:
        return None
    with book.change(Verb.SET, label=account.account, today=today) as change:
        write_custom(book, put, gone)
    return change.done


def said_otherwise(
    book: Book, rows: Mapping[str, AccountId | None], field: CustomField, text: str, mark: Mark = Mark.POINT
) -> tuple[list[CustomValue], list[CustomValue]]:
    """The values to put and those to drop, so that rows say a text in a field; nothing is written.

    `rows`: their ids, each with its account's or None. An empty text makes the field not known.
    Raises: FieldRefused, DayBothWays.
    """
    plain = plain_text(text, field, mark)
    alone = next(iter(rows)) if len(rows) == 1 else None
    known = book.all(CustomValue, row=alone) if alone else book.all(CustomValue, field=field.id)
    there = {v.row: v for v in known if v.field == field.id and v.row in rows}
    if not plain:
        return [], list(there.values())
    put = [
        CustomValue(
            id=there[row].id if row in there else book.new_id(),
            field=field.id,
            account=account,
            row=row,
            value=plain,
        )
        for row, account in rows.items()
        if row not in there or there[row].value != plain
    ]
    return put, []


def as_field(key: str, field: CustomField) -> Field:
    """A custom field by its key, as forms and bulk edits offer fields."""
    choices = YesNo if field.kind is CustomKind.YES_NO else None
    kind = _KINDS.get(field.kind, Kind.TEXT)
    return Field(key, key, field.name, kind, required=False, choices=choices, refers=None, since=0)


_KINDS = {CustomKind.NUMBER: Kind.NUMBER, CustomKind.MONEY: Kind.EXACT, CustomKind.DAY: Kind.DAY,
          CustomKind.YES_NO: Kind.CHOICE}  # fmt: skip


def write_custom(book: Book, put: list[CustomValue], gone: list[CustomValue]) -> None:
    """Write what `said_otherwise` found, inside a change."""
    book.put_all(put)
    for value in gone:
        book.drop(value)


def _named(book: Book, name: str) -> CustomField:
    fields = custom_fields(book)
    for field in fields:
        if name_key(field.name) == name_key(name):
            return field
    raise NoSuchField(field=name, fields=", ".join(f.name for f in fields))


def plain_text(text: str, field: CustomField, mark: Mark = Mark.POINT) -> str:
    """The text as the field keeps it. Raises: FieldRefused, DayBothWays."""
    bare = text.strip()
    if not bare:
        return ""
    if field.kind is CustomKind.YES_NO:
        bare = bare.lower()
    elif field.kind in {CustomKind.NUMBER, CustomKind.MONEY}:
        bare = _amount(bare, field.currency, mark)
    elif field.kind is CustomKind.DAY:
        bare = _day(bare, field)
    refused = field.kind is not CustomKind.TEXT and isinstance(typed(bare, field.kind), str)
    if refused or (field.kind is CustomKind.YES_NO and bare not in {"yes", "no"}):
        raise FieldRefused(field=field.name, text=text, wanted=_HOLDS[field.kind])
    return bare


def _day(text: str, field: CustomField) -> str:
    """The day of a text as everywhere in csdesk: `24 Nov 2025` and `2025-11-24` are read; the text where it is none."""
    said = typed_day(text)
    if said is not None and said.certain is None:
        raise DayBothWays(field=field.name, text=text)
    return said.certain.isoformat() if said and said.certain else text


def _amount(text: str, currency: str | None, mark: Mark) -> str:
    """The number of a text as everywhere in csdesk: `12,5` and `1.234,56` are read; empty where it is none."""
    found = read_amount(text, mark)
    fits = found is not None and not found.percent and found.currency in {None, currency}
    return format(found.number, "f") if found and fits else ""


_HOLDS = {
    CustomKind.NUMBER: "a number",
    CustomKind.MONEY: "an amount",
    CustomKind.DAY: "a day, such as 31 Mar 2026",
    CustomKind.YES_NO: "yes or no",
}


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
