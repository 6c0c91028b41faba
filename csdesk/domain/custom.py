"""A custom field is a fact of a person's own that csdesk has no field for; its values stand beside their rows."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId
from csdesk.domain.query import field_key


class CustomKind(StrEnum):
    """What the values of a custom field are; decided from its column, and widened to text where one is not so."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    YES_NO = "yes or no"


class YesNo(StrEnum):
    """What a custom field of yes or no says."""

    YES = "yes"
    NO = "no"


@noun("custom field", "custom_fields", since=2, title="name", indexes=(("of_noun", "name"),))
class CustomField:
    """A column that a person keeps for all rows of a noun, by the noun's word; money says its currency."""

    id: str = column()
    of_noun: str = column()
    name: str = column()
    kind: CustomKind = column(default=CustomKind.TEXT)
    currency: str | None = column(default=None)


@noun("custom value", "custom_values", since=2, title="value", indexes=(("account", "field"), ("row",)))
class CustomValue:
    """What a row says in a custom field: `row` is its ID, `account` whose row it is, empty where it is nobody's.

    `value` is plain text: a decimal number, a day in ISO, yes or no, or words.
    """

    id: str = column()
    field: str = column(refers="custom_fields")
    account: AccountId | None = column(default=None, refers="accounts", empty_since=7)
    row: str = column()
    value: str = column()


def moved(values: Iterable[CustomValue], account: str | None) -> list[CustomValue]:
    """What a row says, as an account's whose it became, or as nobody's; those that are already are left out."""
    owner = AccountId(account) if account else None
    return [replace(value, account=owner) for value in values if value.account != owner]


def typed(value: str, kind: CustomKind) -> Decimal | date | bool | str:
    """The value as what its field's kind says; the text itself where it cannot be read so."""
    try:
        if kind in {CustomKind.NUMBER, CustomKind.MONEY}:
            return Decimal(value)
        if kind is CustomKind.DAY:
            return date.fromisoformat(value)
    except (ArithmeticError, ValueError):
        return value
    return value == "yes" if kind is CustomKind.YES_NO else value


def custom_text(value: str, field: CustomField) -> str:
    """The value as a person reads it: numbers with their thousands parted, money with its currency."""
    known = typed(value, field.kind)
    if not isinstance(known, Decimal):
        return value
    return f"{known:,f} {field.currency}" if field.currency else f"{known:,f}"


def custom_key(name: str) -> str:
    """A custom field's name as commands and queries write it: lower case, with underscores; maybe empty."""
    return field_key(name)


def custom_keys(fields: Iterable[CustomField], taken: Collection[str] = ()) -> dict[str, CustomField]:
    """The custom fields by their keys, in order of names; one whose key is another's has a number after it.

    `taken`: keys that csdesk's own fields have.
    """
    found: dict[str, CustomField] = {}
    for field in sorted(fields, key=lambda f: (f.name.casefold(), f.id)):
        key = custom_key(field.name) or "own"
        number = 2
        while (free := key if number == 2 else f"{key}_{number - 1}") in found or free in taken:
            number += 1
        found[free] = field
    return found
