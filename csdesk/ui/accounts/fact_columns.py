"""The plain column of a fact: what it says, how it sorts, and what a spreadsheet takes from it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from csdesk import wording
from csdesk.domain.custom import CustomField, CustomKind, custom_text
from csdesk.domain.money import to_minor
from csdesk.domain.plain import Amount, Number, Plain, Share
from csdesk.services.accounts.account_facts import AccountFact, FactKind
from csdesk.services.accounts.accounts import AccountRow
from csdesk.ui.formats import ABSENT, day, money, number
from csdesk.ui.kit.columns import Cell, Column

_WIDE = {
    "required_outcome": 260, "next_step": 220, "csm": 130, "domain": 160, "parent": 140, "sponsor": 130, "tags": 140,
}  # fmt: skip


def plain_of(fact: AccountFact, today: date) -> Callable[[AccountRow], Plain]:
    """What a spreadsheet takes from a cell: a day, a number, an amount; None where it is not known."""

    def value_of(row: AccountRow) -> Plain:
        value = fact.read(row, today)
        if value is None:
            return None
        if fact.kind is FactKind.DAY:
            return date.fromisoformat(value)
        if fact.kind is FactKind.MONEY:
            currency = fact.custom.currency if fact.custom else row.currency
            return Amount(Decimal(value), currency) if currency else Decimal(value)
        if fact.kind is FactKind.NUMBER:
            number: Number = value
            return Share(number) if fact.key == "coverage" else number
        return str(value)

    return value_of


def column_of(fact: AccountFact, today: date) -> Column[AccountRow]:
    """The plain column of a fact."""
    number = fact.kind in (FactKind.NUMBER, FactKind.MONEY)
    cell = Cell.NUMBER if number else Cell.DAY if fact.kind is FactKind.DAY else Cell.SECOND
    return Column(
        fact.key,
        fact.header,
        _shown(fact, today),
        sort_key=(lambda r: _order(fact, r, today)) if cell is not Cell.SECOND else None,
        width=_WIDE.get(fact.key, 84 if number else 104),
        cell=cell,
        ink=(lambda r: "text.secondary") if cell is Cell.DAY else None,
    )


def _shown(fact: AccountFact, today: date) -> Callable[[AccountRow], str]:
    read = fact.read

    def text(row: AccountRow) -> str:
        value = read(row, today)
        if value is None:
            return ABSENT
        if fact.custom is not None and fact.kind in (FactKind.NUMBER, FactKind.MONEY):
            return _own_number(value, fact.custom)
        if fact.key == "mrr":
            return money(row.mrr, row.currency, cents=True)
        if fact.kind is FactKind.DAY:
            return day(date.fromisoformat(value), today=today)
        if fact.kind is FactKind.NUMBER:
            return number(value) if isinstance(value, int) else str(value)
        return wording.choice(value) if fact.kind is FactKind.CHOICE else str(value)

    return text


def _own_number(value: Decimal, field: CustomField) -> str:
    """A custom field's number as others are shown: money with its cents only where it has some."""
    if field.kind is CustomKind.MONEY and field.currency:
        minor = to_minor(value, field.currency)
        return money(minor, field.currency, cents=value != value.to_integral_value())
    return custom_text(str(value), field).replace("-", "−")


def _order(fact: AccountFact, row: AccountRow, today: date) -> Any:
    return row.mrr if fact.key == "mrr" else fact.read(row, today)
