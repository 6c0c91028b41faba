"""A story is a list of facts written by hand: rows of any noun that refer to others by their names."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from csdesk.domain.fields import Field, Kind, noun_of
from csdesk.domain.ids import AccountId
from csdesk.domain.money import to_minor
from csdesk.domain.nouns import NOUNS
from csdesk.domain.usage import Usage
from csdesk.services.sample.dice import Dice
from csdesk.services.sample.source import Facts

CURRENCY = "USD"
_STORIED = [n for n in NOUNS if noun_of(n).word not in {"preference", "arrival"}]


class Names:
    """Who is who: the ids of rows that later facts refer to by name, inside one account where they have one."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str, str], str] = {}

    def learn(self, table: str, account: str, name: str, uid: str) -> None:
        """Remember a row."""
        self._ids[table, account, name] = uid

    def of(self, table: str, account: str, name: str) -> str:
        """The id of a row. Raises: KeyError where a fact refers to something that nobody told."""
        return self._ids[table, "" if table in {"accounts", "products"} else account, name]

    def knows(self, account: str) -> bool:
        """Whether the book holds that account."""
        return ("accounts", "", account) in self._ids


def told(facts: Facts, names: Names, ids: Callable[[str], Dice]) -> Iterator[Any]:
    """The values of a story, in an order in which every reference points backwards.

    Facts of accounts that the book does not hold are left out. Raises: KeyError, ValueError for a bad fact.
    """
    for noun in _STORIED:
        for row in facts.get(noun_of(noun).word, []):
            account = row["account"]
            if noun_of(noun).word == "account":
                names.learn("accounts", "", account, ids(account).new_id())
            if names.knows(account):
                yield _value(noun, row, names, ids(account))
    for row in facts.get("weekly", []):
        if names.knows(row["account"]):
            yield from _weekly(row, names, ids(row["account"]))


def _value(noun: type, row: Facts, names: Names, dice: Dice) -> Any:
    declared = noun_of(noun)
    account = row["account"]
    known = declared.word == "account"
    uid = names.of("accounts", "", account) if known else dice.new_id()
    made: dict[str, Any] = {"id": uid}
    for field in declared.fields:
        if field.key in row:
            made[field.name] = _cell(field, row[field.key], names, account)
    title = row.get("key") or row.get(declared.title)
    if title:
        names.learn(declared.table, account, str(title), uid)
    return noun(**made)


def _cell(field: Field, cell: Any, names: Names, account: str) -> Any:
    if field.kind is Kind.REFERENCE:
        return names.of(str(field.refers), account, cell)
    if field.kind is Kind.REFERENCES:
        return tuple(names.of(str(field.refers), account, name) for name in cell)
    if field.kind is Kind.MONEY:
        return to_minor(Decimal(cell), CURRENCY)
    if field.choices and field.kind is Kind.CHOICES:
        return tuple(field.choices(word) for word in cell)
    if field.choices:
        return field.choices(cell)
    plain = {Kind.EXACT: Decimal, Kind.NUMBER: float}.get(field.kind)
    return plain(cell) if plain else cell


def _weekly(row: Facts, names: Names, dice: Dice) -> Iterator[Usage]:
    for week, value in enumerate(row["values"]):
        yield Usage(
            id=dice.new_id(),
            account=AccountId(names.of("accounts", "", row["account"])),
            measure=row["measure"],
            on=row["first"] + timedelta(weeks=week),
            value=float(value),
        )
