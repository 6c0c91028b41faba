"""Saying: how a filter of the accounts reads on its chip, and what a field's value is called."""

from datetime import date
from decimal import Decimal, InvalidOperation

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.domain.query import Compare, Condition, IsNull, Joined, Not, OneOf
from csdesk.services.accounts.account_facts import STANDARD, FactKind, Facts
from csdesk.ui.formats import day

_OPS = {"=": "", "!=": "not", "<": "under", "<=": "at most", ">": "over", ">=": "at least", "contains": "has"}
_DAY_OPS = {"=": "on", "!=": "not on", "<": "before", "<=": "until", ">": "after", ">=": "from"}


def chip_words(condition: Condition, today: date, facts: Facts = STANDARD) -> tuple[str, str]:
    """What is filtered, and which values: (`ARR over`, `20,000`), (`Stage`, `Loyalty or Expansion`)."""
    fact_of = facts.of
    match condition:
        case Not(IsNull(field)):
            return fact_of(field).header, "known"
        case IsNull(field):
            return fact_of(field).header, "not known"
        case Not(OneOf(field, values)):
            return f"{fact_of(field).header} not", _several(field, values, today, facts)
        case OneOf(field, values):
            return fact_of(field).header, _several(field, values, today, facts)
        case Compare(field, op, value):
            ops = _DAY_OPS if fact_of(field).kind is FactKind.DAY else _OPS
            return f"{fact_of(field).header} {ops.get(op, op)}".strip(), value_text(
                field, value, today, facts
            )
    return "Where", query_text(condition)


def value_text(field: str, value: str, today: date, facts: Facts = STANDARD) -> str:
    """A query's value as a person reads it."""
    kind = facts.of(field).kind
    if kind is FactKind.CHOICE:
        return wording.choice(value)
    if kind is FactKind.DAY:
        return _day_text(field, value, today, facts)
    if kind in (FactKind.MONEY, FactKind.NUMBER):
        return _number_text(value)
    return value


def _number_text(value: str) -> str:
    try:
        number = Decimal(value.replace(",", ""))
    except InvalidOperation:
        return value
    return f"{number:,f}".replace("-", "−") if number.is_finite() else value


def _day_text(field: str, value: str, today: date, facts: Facts) -> str:
    try:
        found = date.fromisoformat(facts.values_on(today)[field](value))
    except (CsdeskError, ValueError):
        return value
    said = day(found, today=today)
    return said if value[:1].isdigit() else f"{value} ({said})"


def _several(field: str, values: tuple[str, ...], today: date, facts: Facts) -> str:
    said = [value_text(field, value, today, facts) for value in values]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"


def query_text(condition: Condition) -> str:
    """A condition as `--where` takes it."""
    match condition:
        case Compare(field, op, value):
            return f"{field} {op} {_quoted(value)}"
        case OneOf(field, values):
            return f"{field} in ({', '.join(map(_quoted, values))})"
        case IsNull(field):
            return f"{field} is null"
        case Not(IsNull(field)):
            return f"{field} is not null"
        case Not(inner):
            return f"not ({query_text(inner)})"
        case Joined(every, parts):
            return (" and " if every else " or ").join(_part(p) for p in parts)
    raise TypeError(condition)


def _part(condition: Condition) -> str:
    text = query_text(condition)
    return f"({text})" if isinstance(condition, Joined) else text


def _quoted(value: str) -> str:
    return f'"{value}"' if "'" in value else f"'{value}'"
