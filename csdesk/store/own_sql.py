"""The SQL of an own measure's fields and conditions: names come from declared nouns, values go as parameters."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from csdesk.domain.days import day_of
from csdesk.domain.errors import NotADay
from csdesk.domain.fields import Field, Kind, Noun
from csdesk.domain.health.sources import Holds, Readable, way_to_account
from csdesk.domain.hindsight import said_later
from csdesk.domain.money import DIGITS
from csdesk.domain.nouns import noun_of_table
from csdesk.domain.query import Compare, Condition, IsNull, Joined, Not, OneOf, a_number, number_of, parsed

_OPS = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_NUMERIC = "({0} <> '' AND rtrim(ltrim({0}, '-'), '0123456789.') = '')"
_YES, _NO = frozenset({"yes", "y", "true", "1"}), frozenset({"no", "n", "false", "0"})


class Rows:
    """Rows `r` of a table as of a day: where they come from, whose they are, and what they say.

    `parameters` fill as expressions are asked for; they go with the SQL. The day is the parameter `day`.
    """

    def __init__(self, noun: Noun, fields: Mapping[str, Readable], day: str) -> None:
        self.noun, self.fields, self.day = noun, fields, day
        after = date.fromisoformat(day) + timedelta(days=1)
        self.parameters: dict[str, object] = {"day": day, "next": after.isoformat()}
        self._keys = {f.name: f.key for f in noun.fields}
        self.source, self.account = _joined(noun)

    def given(self, value: object) -> str:
        """The place of a value in the SQL."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"

    def text(self, key: str) -> str:
        """A field as it is compared: text, a number, or an ISO day; NULL where it is not known by the day."""
        field = self.fields[key]
        if field.custom is not None:
            return self._custom(field)
        assert field.declared is not None
        return self._then(field.declared, self._plain(field.declared))

    def number(self, key: str) -> str:
        """A field as a number: money in whole units of its currency, yes and no as 1 and 0."""
        field, said = self.fields[key], self.text(key)
        if field.holds is Holds.YES_NO and field.custom is not None:
            return f"CASE {said} WHEN 'yes' THEN 1 WHEN 'no' THEN 0 END"
        return said

    @property
    def currency(self) -> str:
        """The currency of a row's money: its own, its line's, its account's."""
        keys = {f.key for f in self.noun.fields}
        said = ['r."currency"'] if "currency" in keys else []
        if "subscription" in keys:
            said.append('(SELECT s."currency" FROM subscriptions s WHERE s.pk = r."subscription")')
        said.append(f'(SELECT c."currency" FROM accounts c WHERE c.pk = {self.account})')
        return f"COALESCE({', '.join(said)})" if len(said) > 1 else said[0]

    def _plain(self, field: Field) -> str:
        column = f'r."{field.key}"'
        if field.kind is Kind.INSTANT:
            return f"substr({column}, 1, 10)"
        if field.kind is Kind.EXACT:
            return f"CAST({column} AS REAL)"
        if field.kind is Kind.MONEY:
            return f"({column} / {self._unit()})"
        if field.kind is Kind.REFERENCE and field.refers:
            noun = noun_of_table(field.refers)
            return f'(SELECT t."{noun.title}" FROM "{noun.table}" t WHERE t.pk = {column})'
        return column

    def _unit(self) -> str:
        odd = " ".join(f"WHEN '{code}' THEN {float(10**places)}" for code, places in DIGITS.items())
        return f"CASE {self.currency} {odd} ELSE 100.0 END"

    def _then(self, field: Field, said: str) -> str:
        """What the field said on the day: what happened to the row only later has not happened yet."""
        if (self.noun.table, field.name) == ("accounts", "status"):
            return f"CASE WHEN r.status = 'lost' AND r.lost_on > :day THEN 'customer' ELSE {said} END"
        for name, before in said_later(self.noun.type).items():
            if field.name in before:
                happened = f'r."{self._keys[name]}" >= :next'
                if (self.noun.table, name) == ("subscriptions", "cancelled_on"):
                    happened += ' AND r."end" IS NOT NULL'  # known ahead where a line has no end
                was = before[field.name]
                then = "NULL" if was is None else self.given(str(was))
                said = f"CASE WHEN {happened} THEN {then} ELSE {said} END"
        return said

    def _custom(self, field: Readable) -> str:
        assert field.custom is not None
        uid = self.given(field.custom.id)
        said = f"""(SELECT v.value FROM custom_values v WHERE v.row = r.uid
            AND v.field = (SELECT f.pk FROM custom_fields f WHERE f.uid = {uid}))"""
        if field.holds is Holds.NUMBER:
            return f"CASE WHEN {_NUMERIC.format(said)} THEN CAST({said} AS REAL) END"
        if field.holds is Holds.DAY:
            return f"CASE WHEN {said} LIKE '____-__-__' THEN {said} END"
        return said

    def condition(self, text: str) -> str:
        """The SQL of a condition in the words of `--where`; 1 = 1 for none. Raises: NotAQuery, NoSuchField."""
        if not text.strip():
            return "1 = 1"
        return self._sql(parsed(text, tuple(self.fields), self._readers()))

    def _readers(self) -> dict[str, Any]:
        """How typed values are read: days may be said from the day that is looked at, such as `-30d`."""
        today = date.fromisoformat(self.day)

        def a_day(text: str) -> str:
            try:
                return day_of(text, today=today).isoformat()
            except NotADay as wrong:
                raise ValueError(text) from wrong

        read = {
            Holds.NUMBER: a_number,
            Holds.MONEY: a_number,
            Holds.DAY: a_day,
            Holds.YES_NO: _yes_or_no,
        }
        return {key: read[f.holds] for key, f in self.fields.items() if f.holds in read}

    def _sql(self, condition: Condition) -> str:
        match condition:
            case Compare(field, op, value):
                return self._compare(self.fields[field], op, value)
            case OneOf(field, values):
                return f"({' OR '.join(self._compare(self.fields[field], '=', v) for v in values)})"
            case IsNull(field):
                return f"({self.text(field)} IS NULL)"
            case Not(inner):
                return f"(NOT {self._sql(inner)})"
            case Joined(every, parts):
                return f"({(' AND ' if every else ' OR ').join(self._sql(p) for p in parts)})"
        raise TypeError(condition)

    def _compare(self, field: Readable, op: str, value: str) -> str:
        """True or false, never unknown: a field that is not known satisfies no comparison."""
        said = self.number(field.key) if field.counts else self.text(field.key)
        if op == "contains":
            asked = " OR ".join(f"instr(lower({said}), {self.given(v)}) > 0" for v in _spelt(value))
        elif field.counts:
            asked = f"{said} {_OPS[op]} {self.given(_number(field, value))}"
        elif field.declared is not None and field.declared.kind is Kind.CHOICES and op in {"=", "!="}:
            held = " OR ".join(
                f"instr(lower({said}), {self.given(f'{chr(34)}{v}{chr(34)}')}) > 0" for v in _spelt(value)
            )
            asked = held if op == "=" else f"NOT ({held})"
        elif field.holds is Holds.DAY:
            asked = f"{said} {_OPS[op]} {self.given(value)}"
        else:
            asked = self._worded(said, op, value)
        return f"({said} IS NOT NULL AND ({asked}))"

    def _worded(self, said: str, op: str, value: str) -> str:
        """Words without case; where the text is a number it is compared as one, as everywhere."""
        number = number_of(value)
        if op in {"=", "!="}:
            spelt = ", ".join(self.given(v) for v in _spelt(value))
            words = f"lower({said}) {'NOT IN' if op == '!=' else 'IN'} ({spelt})"
        else:
            words = f"lower({said}) {_OPS[op]} {self.given(_spelt(value)[0])}"
        if number is not None:
            figure = f"CAST({said} AS REAL) {_OPS[op]} {self.given(float(number))}"
        else:
            figure = "1 = 1" if op == "!=" else "1 = 0"
        return f"CASE WHEN {_NUMERIC.format(said)} THEN {figure} ELSE {words} END"


def _joined(noun: Noun) -> tuple[str, str]:
    """The FROM that reaches a row's account, and the account's key in it."""
    way = way_to_account(noun)
    assert way is not None, noun.table
    source, at = f'"{noun.table}" r', "r"
    for step, field in enumerate(way[:-1]):
        source += f' JOIN "{field.refers}" h{step} ON h{step}.pk = {at}."{field.key}"'
        at = f"h{step}"
    return source, f'{at}."{way[-1].key}"' if way else "r.pk"


def _spelt(value: str) -> tuple[str, ...]:
    """The spellings of a word that SQLite's `lower`, which knows ASCII alone, leaves apart; each once."""
    ways = (value, value.lower(), value.upper(), value.title(), value.capitalize(), value.casefold())
    return tuple(dict.fromkeys(_lower(way) for way in ways))


def _lower(text: str) -> str:
    return "".join(c.lower() if c.isascii() else c for c in text)


def _number(field: Readable, value: str) -> float:
    if field.holds is Holds.YES_NO:
        return 1.0 if value == "yes" else 0.0
    number = number_of(value)
    assert number is not None, "read before"
    return float(number)


def _yes_or_no(text: str) -> str:
    word = text.strip().casefold()
    if word not in _YES | _NO:
        raise ValueError(text)
    return "yes" if word in _YES else "no"
