"""A query is a condition on fields, read from a person's words into data; it never becomes SQL text."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from csdesk.domain.errors import NoSuchField, NotAQuery
from csdesk.domain.values import dataclass

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'[^']*'|\"[^\"]*\")|(?P<op>!=|<=|>=|=|<|>)|(?P<sign>[(),])|(?P<word>[^\s'\"=<>!(),]+))"
)
_COMPARE: dict[str, Callable[[int], bool]] = {
    "=": lambda c: c == 0,
    "!=": lambda c: c != 0,
    "<": lambda c: c < 0,
    "<=": lambda c: c <= 0,
    ">": lambda c: c > 0,
    ">=": lambda c: c >= 0,
}
COMPARISONS = tuple(_COMPARE)
_DEEPEST = 50


class Condition(Protocol):
    """Something that holds of a row, or does not."""

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether it holds."""


@dataclass(frozen=True, slots=True)
class Compare:
    """`field op value`; a row whose field is not known never satisfies a comparison."""

    field: str
    op: str
    value: str

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether it holds."""
        cell = row[self.field]
        if cell is None:
            return False
        if self.op == "contains":
            return self.value.casefold() in str(cell).casefold()
        order = compared(cell, self.value)
        return self.op == "!=" if order is None else _COMPARE[self.op](order)


@dataclass(frozen=True, slots=True)
class OneOf:
    """`field in (a, b)`."""

    field: str
    values: tuple[str, ...]

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether it holds."""
        return any(Compare(self.field, "=", v).holds(row) for v in self.values)


@dataclass(frozen=True, slots=True)
class IsNull:
    """`field is null`."""

    field: str

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether it holds."""
        return row[self.field] is None


@dataclass(frozen=True, slots=True)
class Not:
    """`not condition`."""

    inner: Condition

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether it holds."""
        return not self.inner.holds(row)


@dataclass(frozen=True, slots=True)
class Joined:
    """Conditions joined by `and` (all) or `or` (any)."""

    every: bool
    parts: tuple[Condition, ...]

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether it holds."""
        return (all if self.every else any)(p.holds(row) for p in self.parts)


def compared(cell: Any, text: str) -> int | None:
    """-1, 0 or 1 for a cell against a text: as numbers where the cell is one, else as words.

    None where the cell is a number and the text is not: neither is before the other.
    """
    number = number_of(cell)
    if number is not None:
        other = number_of(text)
        return None if other is None else (number > other) - (number < other)
    left, right = str(cell).casefold(), text.casefold()
    return (left > right) - (left < right)


def ordered(op: str, order: int) -> bool:
    """Whether -1, 0 or 1 is what an op such as `<=` asks for. Raises: KeyError."""
    return _COMPARE[op](order)


def number_of(value: Any) -> Decimal | None:
    """The number that a cell or a text is; None where it is none."""
    if isinstance(value, bool):
        return None
    try:
        found = Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def field_key(text: str) -> str:
    """A field's key as a person may write it, also by its header: `Health band` is `health_band`."""
    return re.sub(r"[\W_]+", "_", text.casefold()).strip("_")


Value = Callable[[str], str]
"""How a typed value of a field is read, such as `monday`. Raises: ValueError where it cannot be one."""


def parsed(text: str, fields: Sequence[str], values: Mapping[str, Value] | None = None) -> Condition:
    """The condition of a text such as `arr > 20000 and band = 'at risk'`.

    Ops: `= != < <= > >= contains in (…) is null`, joined by and, or, not, parentheses. `values` says how the
    values of some fields are read; `contains` takes any text.
    Raises: NotAQuery with the place, NoSuchField.
    """
    return _Reader(text, fields, values or {}).whole()


def a_number(text: str) -> str:
    """The text, if it is a number. Raises: ValueError."""
    if number_of(text) is None:
        raise ValueError(text)
    return text


def sorted_by(rows: Sequence[dict[str, Any]], field: str, fields: Sequence[str]) -> list[dict[str, Any]]:
    """The rows in order of a field, with `-` before it the largest first; what is not known comes last.

    Raises: NoSuchField.
    """
    rest = field.removeprefix("-")
    name = rest if rest.startswith("-") else field_key(rest)
    if name not in fields:
        raise NoSuchField(field=name, fields=", ".join(fields))
    known = [r for r in rows if r[name] is not None]
    ordered = sorted(known, key=lambda r: _key(r[name]), reverse=field.startswith("-"))
    return ordered + [r for r in rows if r[name] is None]


def _key(cell: Any) -> tuple[int, Decimal, str]:
    number = number_of(cell)
    return (0, number, "") if number is not None else (1, Decimal(0), str(cell).casefold())


class _Reader:
    def __init__(self, text: str, fields: Sequence[str], values: Mapping[str, Value]) -> None:
        self._fields, self._text, self._values_of = fields, text, values
        self._tokens = self._split(text)
        self._at = self._depth = 0

    def _split(self, text: str) -> list[tuple[str, str]]:
        tokens, at = [], 0
        while text[at:].strip():
            found = _TOKEN.match(text, at)
            if found is None:
                raise NotAQuery(query=text, at=text[at:].strip()[:20])
            kind = found.lastgroup or ""
            tokens.append((kind, found[kind][1:-1] if kind == "text" else found[kind]))
            at = found.end()
        return tokens

    def whole(self) -> Condition:
        condition = self._either()
        if self._at < len(self._tokens):
            raise self._wrong()
        return condition

    def _wrong(self) -> NotAQuery:
        at = self._tokens[self._at][1] if self._at < len(self._tokens) else "its end"
        return NotAQuery(query=self._text, at=at)

    def _word(self) -> str:
        if self._at >= len(self._tokens) or self._tokens[self._at][0] == "text":
            return ""
        return self._tokens[self._at][1].lower()

    def _take(self, *wanted: str) -> bool:
        found = self._word() in wanted
        self._at += found
        return found

    def _next(self, *kinds: str) -> str:
        """The next token, which must be of one of the kinds."""
        if self._at >= len(self._tokens) or self._tokens[self._at][0] not in kinds:
            raise self._wrong()
        self._at += 1
        return self._tokens[self._at - 1][1]

    def _value(self) -> str:
        return self._next("text", "word")

    def _value_of(self, field: str) -> str:
        text = self._value()
        try:
            return self._values_of[field](text) if field in self._values_of else text
        except ValueError as unreadable:
            raise NotAQuery(query=self._text, at=text) from unreadable

    def _either(self) -> Condition:
        parts = [self._both()]
        while self._take("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Joined(every=False, parts=tuple(parts))

    def _both(self) -> Condition:
        parts = [self._one()]
        while self._take("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else Joined(every=True, parts=tuple(parts))

    def _one(self) -> Condition:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._wrong()
        try:
            return self._simple()
        finally:
            self._depth -= 1

    def _simple(self) -> Condition:
        if self._take("not"):
            return Not(self._one())
        if self._take("("):
            inner = self._either()
            if not self._take(")"):
                raise self._wrong()
            return inner
        field = field_key(self._value())
        if field not in self._fields:
            raise NoSuchField(field=field, fields=", ".join(self._fields))
        return self._comparison(field)

    def _comparison(self, field: str) -> Condition:
        op = self._next("op", "word").lower()
        if op == "is":
            negated = self._take("not")
            if not self._take("null"):
                raise self._wrong()
            return Not(IsNull(field)) if negated else IsNull(field)
        if op == "in":
            return OneOf(field, self._values(field))
        if op == "contains":
            return Compare(field, op, self._value())
        if op in _COMPARE:
            return Compare(field, op, self._value_of(field))
        self._at -= 1
        raise self._wrong()

    def _values(self, field: str) -> tuple[str, ...]:
        if not self._take("("):
            raise self._wrong()
        values = [self._value_of(field)]
        while self._take(","):
            values.append(self._value_of(field))
        if not self._take(")"):
            raise self._wrong()
        return tuple(values)
