"""Typing a custom field: a text as it may be written everywhere in csdesk, and the plain value that is kept of it."""

from collections.abc import Mapping
from datetime import date

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.custom import CustomField, CustomKind, CustomValue, typed
from csdesk.domain.errors import DayBothWays, FieldRefused, NoSuchField
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.cells.days import typed_day
from csdesk.domain.imports.cells.values import Mark, read_amount
from csdesk.domain.names import name_key
from csdesk.services.book.custom import custom_fields
from csdesk.store.book import Book


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
