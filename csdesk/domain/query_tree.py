"""A query's tree is a condition as plain JSON data: how it is kept, and read back without trust."""

from collections.abc import Mapping, Sequence
from typing import Any

from csdesk.domain.errors import NoSuchField, NotAQuery
from csdesk.domain.query import COMPARISONS, Compare, Condition, IsNull, Joined, Not, OneOf, Value

_DEEPEST, _MOST = 20, 500


def tree_of(condition: Condition) -> list[Any]:
    """The condition as nested lists: `["=", "band", "at risk"]`, `["in", "stage", ["loyalty"]]`, `["not", […]]`."""
    match condition:
        case Compare(field, op, value):
            return [op, field, value]
        case OneOf(field, values):
            return ["in", field, list(values)]
        case IsNull(field):
            return ["null", field]
        case Not(inner):
            return ["not", tree_of(inner)]
        case Joined(every, parts):
            return ["and" if every else "or", *(tree_of(p) for p in parts)]
    raise TypeError(condition)


def condition_of(tree: Any, fields: Sequence[str], depth: int = 0) -> Condition:
    """The condition that a tree means. Raises: NotAQuery, NoSuchField."""
    if depth > _DEEPEST or not isinstance(tree, list) or len(tree) < 2 or len(tree) > _MOST:
        raise _wrong(tree)
    op, *rest = tree
    if op in ("and", "or"):
        return Joined(op == "and", tuple(condition_of(t, fields, depth + 1) for t in rest))
    if op == "not" and len(rest) == 1:
        return Not(condition_of(rest[0], fields, depth + 1))
    return _leaf(tree, op, rest, fields)


def _leaf(tree: Any, op: Any, rest: list[Any], fields: Sequence[str]) -> Condition:
    field = rest[0]
    if not isinstance(op, str) or not isinstance(field, str):
        raise _wrong(tree)
    if field not in fields:
        raise NoSuchField(field=field, fields=", ".join(fields))
    if op == "null" and len(rest) == 1:
        return IsNull(field)
    if op == "in" and len(rest) == 2 and _texts(rest[1]):
        return OneOf(field, tuple(rest[1]))
    if (op in COMPARISONS or op == "contains") and len(rest) == 2 and isinstance(rest[1], str):
        return Compare(field, op, rest[1])
    raise _wrong(tree)


def _texts(values: Any) -> bool:
    few = isinstance(values, list) and 0 < len(values) <= _MOST
    return few and all(isinstance(v, str) for v in values)


def _wrong(tree: Any) -> NotAQuery:
    said = str(tree)[:60]
    return NotAQuery(query=said, at="its beginning")


def read_with(condition: Condition, values: Mapping[str, Value]) -> Condition:
    """The condition with the values of some fields read, such as `+90d` into a day. Raises: NotAQuery."""
    match condition:
        case Compare(field, op, value) if op != "contains" and field in values:
            return Compare(field, op, _read(values[field], value))
        case OneOf(field, several) if field in values:
            return OneOf(field, tuple(_read(values[field], v) for v in several))
        case Not(inner):
            return Not(read_with(inner, values))
        case Joined(every, parts):
            return Joined(every, tuple(read_with(p, values) for p in parts))
    return condition


def _read(value: Value, text: str) -> str:
    try:
        return value(text)
    except ValueError as unreadable:
        raise NotAQuery(query=text, at=text) from unreadable


def fields_of(condition: Condition) -> list[str]:
    """The fields that a condition asks about, each once, in their order."""
    match condition:
        case Compare(field) | OneOf(field) | IsNull(field):
            return [field]
        case Not(inner):
            return fields_of(inner)
        case Joined(_, parts):
            return list(dict.fromkeys(f for p in parts for f in fields_of(p)))
    raise TypeError(condition)
