"""A field is one fact that a noun keeps; a noun is declared once, and everything reads that declaration.

The book's table, the row mapping, the workbook's sheet and the generic form are all derived from
the frozen dataclass of a noun through `noun_of`.
"""

import dataclasses
import types
import typing
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from csdesk.domain.values import dataclass


class Kind(StrEnum):
    """What a field holds, from which its column type, its reading and its form follow."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    """A measurement (REAL)."""
    EXACT = "exact"
    """A decimal kept as text: quantities and discounts."""
    MONEY = "money"
    """Integer minor units; the currency stands in another field."""
    DAY = "day"
    INSTANT = "instant"
    YES_NO = "yes or no"
    CHOICE = "choice"
    CHOICES = "choices"
    REFERENCE = "reference"
    REFERENCES = "references"


@dataclass(frozen=True, slots=True)
class Field:
    """One declared field of a noun."""

    name: str
    """The attribute of the dataclass."""
    key: str
    """The name in JSON, SQL, `--sort` and `--where`: the header in lower case with underscores."""
    header: str
    kind: Kind
    required: bool
    choices: type[StrEnum] | None
    refers: str | None
    """The table that a reference points to."""
    since: int
    """The schema version that brought this field."""
    empty_since: int = 1
    """The schema version from which it may be empty, where it had to be filled before."""

    @property
    def owns(self) -> bool:
        """Whether it says whose the row is: what it cannot be without, or its account."""
        return self.kind is Kind.REFERENCE and (self.required or self.key == "account")


@dataclass(frozen=True, slots=True)
class Noun:
    """What the declaration of a noun says about all its rows."""

    type: type
    word: str
    """Singular, as on the command line."""
    table: str
    sheet: str | None
    """The workbook's sheet, or none where the noun stays inside the book."""
    since: int
    title: str
    """The field that names a row to a person."""
    day: str | None
    """The field that dates the fact, if it is one."""
    fields: tuple[Field, ...]
    derived: tuple[tuple[str, Callable[[str], str], str], ...]
    """Columns computed at every write, each from one field, which comes last: search and identity keys."""
    indexes: tuple[tuple[str, ...], ...]

    def field(self, key: str) -> Field:
        """The field of that key. Raises: KeyError."""
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(key)


_DECLARED: dict[type, dict[str, Any]] = {}


@typing.dataclass_transform(frozen_default=True, kw_only_default=True)
def noun(
    word: str,
    table: str,
    *,
    sheet: str | None = None,
    since: int = 1,
    title: str = "id",
    day: str | None = None,
    derived: tuple[tuple[str, Callable[[str], str], str], ...] = (),
    indexes: tuple[tuple[str, ...], ...] = (),
) -> Callable[[type], Any]:
    """Declare a noun: its singular word, its table, its sheet, and which field names and dates a row."""

    def declare(cls: type) -> Any:
        made: Any = dataclass(frozen=True, slots=True, kw_only=True)(cls)
        _DECLARED[made] = {
            "word": word,
            "table": table,
            "sheet": sheet,
            "since": since,
            "title": title,
            "day": day,
            "derived": derived,
            "indexes": indexes,
        }
        return made

    return declare


def column(
    header: str | None = None,
    *,
    default: Any = dataclasses.MISSING,
    refers: str | None = None,
    money: bool = False,
    since: int = 1,
    empty_since: int = 1,
) -> Any:
    """One field of a noun; without a header, the attribute's name says it."""
    facts = {"header": header, "refers": refers, "money": money, "since": since, "empty_since": empty_since}
    return dataclasses.field(default=default, metadata=facts)


_NOUNS: dict[type, Noun] = {}


def noun_of(cls: type) -> Noun:
    """The declaration of a noun's class. Raises: KeyError for a class that is not a noun."""
    if cls not in _NOUNS:
        _NOUNS[cls] = _noun(cls)
    return _NOUNS[cls]


def _noun(cls: type) -> Noun:
    hints = typing.get_type_hints(cls)
    declared = tuple(_field(f, hints[f.name]) for f in dataclasses.fields(cls))
    return Noun(type=cls, fields=declared, **_DECLARED[cls])


def _field(field: dataclasses.Field[Any], hint: Any) -> Field:
    plain, optional = _plain(hint)
    header = field.metadata.get("header") or _header(field.name)
    kind, choices = _kind(plain, field.metadata)
    return Field(
        name=field.name,
        key=header.lower().replace("-", "_").replace(" ", "_"),
        header=header,
        kind=kind,
        required=not optional and field.default is dataclasses.MISSING,
        choices=choices,
        refers=field.metadata.get("refers"),
        since=field.metadata.get("since", 1),
        empty_since=field.metadata.get("empty_since", 1),
    )


def _header(name: str) -> str:
    if name == "id":
        return "ID"
    words = name.rstrip("_").replace("_", " ")
    return words[0].upper() + words[1:]


def _plain(hint: Any) -> tuple[Any, bool]:
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        inner = [a for a in typing.get_args(hint) if a is not type(None)]
        return inner[0], True
    return hint, False


_KINDS: dict[Any, Kind] = {
    str: Kind.TEXT,
    bool: Kind.YES_NO,
    int: Kind.WHOLE,
    float: Kind.NUMBER,
    Decimal: Kind.EXACT,
    date: Kind.DAY,
    datetime: Kind.INSTANT,
}


def _kind(plain: Any, facts: Any) -> tuple[Kind, type[StrEnum] | None]:
    many = typing.get_origin(plain) is tuple
    if many:
        plain = typing.get_args(plain)[0]
    plain = getattr(plain, "__supertype__", plain)
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return (Kind.CHOICES if many else Kind.CHOICE), plain
    if facts.get("refers"):
        return (Kind.REFERENCES if many else Kind.REFERENCE), None
    if facts.get("money"):
        return Kind.MONEY, None
    return _KINDS[plain], None
