"""The tables that an own measure can read, and their fields: declared nouns of customers, and custom fields."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from csdesk.domain.custom import CustomField, CustomKind, custom_keys
from csdesk.domain.fields import Field, Kind, Noun, noun_of
from csdesk.domain.hindsight import fact_days
from csdesk.domain.nouns import NOUNS, noun_of_table
from csdesk.domain.values import dataclass


class Holds(StrEnum):
    """What the values of a field are to a measure."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True)
class Readable:
    """One field that can be read or asked about: a declared one, or a custom field of the book."""

    key: str
    header: str
    holds: Holds
    declared: Field | None = None
    custom: CustomField | None = None

    @property
    def counts(self) -> bool:
        """Whether it is a number, or yes and no as 1 and 0."""
        return self.holds in {Holds.NUMBER, Holds.MONEY, Holds.YES_NO}


_KINDS = {
    Kind.TEXT: Holds.TEXT,
    Kind.CHOICE: Holds.TEXT,
    Kind.CHOICES: Holds.TEXT,
    Kind.REFERENCE: Holds.TEXT,
    Kind.WHOLE: Holds.NUMBER,
    Kind.NUMBER: Holds.NUMBER,
    Kind.EXACT: Holds.NUMBER,
    Kind.MONEY: Holds.MONEY,
    Kind.DAY: Holds.DAY,
    Kind.INSTANT: Holds.DAY,
    Kind.YES_NO: Holds.YES_NO,
}
_CUSTOM = {
    CustomKind.TEXT: Holds.TEXT,
    CustomKind.NUMBER: Holds.NUMBER,
    CustomKind.MONEY: Holds.NUMBER,
    CustomKind.DAY: Holds.DAY,
    CustomKind.YES_NO: Holds.YES_NO,
}
_DATED = {"milestones": "achieved_on", "objectives": "agreed_on", "renewals": "decided_on"}
"""Where the day that names a row is one ahead: the day on which something happened."""


def way_to_account(noun: Noun) -> tuple[Field, ...] | None:
    """The references that lead from a row to its account: none for the account itself; None where no way leads."""
    if noun.table == "accounts":
        return ()
    refers = [f for f in noun.fields if f.kind is Kind.REFERENCE]
    for field in refers:
        if field.key == "account":
            return (field,)
    for field in refers:
        further = way_to_account(noun_of_table(field.refers)) if field.refers else None
        if further:
            return (field, *further)
    return None


def tables() -> tuple[Noun, ...]:
    """The nouns that a measure can read, accounts first."""
    nouns = [noun_of(n) for n in NOUNS]
    return tuple(n for n in nouns if n.sheet and way_to_account(n) is not None)


def table_named(table: str) -> Noun | None:
    """The noun of a table that a measure can read."""
    return next((n for n in tables() if n.table == table), None)


def day_of_rows(noun: Noun) -> str:
    """The key of the day by which rows are usually dated; empty where they have none."""
    if noun.table in _DATED:
        return _DATED[noun.table]
    days = fact_days(noun.type)
    return days[0] if days else noun.day or ""


def readables(noun: Noun, custom: Iterable[CustomField] = ()) -> Mapping[str, Readable]:
    """The fields of a table by key, the declared ones first; `custom` are the book's custom fields of this noun."""
    found = {f.key: Readable(f.key, f.header, _KINDS[f.kind], f) for f in noun.fields[1:] if _readable(f)}
    own = custom_keys(custom, {f.key for f in noun.fields})
    return found | {key: Readable(key, f.name, _CUSTOM[f.kind], None, f) for key, f in own.items()}


def _readable(field: Field) -> bool:
    if field.kind not in _KINDS or field.refers == "accounts":
        return False
    return field.refers is None or noun_of_table(field.refers).title != "id"
