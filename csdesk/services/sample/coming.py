"""How a sample came to be known: each row as it was first recorded, and again when something happened to it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.fields import Kind, Noun, noun_of
from csdesk.domain.hindsight import as_it_was, began_on, happened_on
from csdesk.domain.nouns import NOUNS
from csdesk.domain.objectives import Objective
from csdesk.domain.renewals import Renewal
from csdesk.domain.subscriptions import OrderKind, Step, Subscription
from csdesk.domain.tasks import Task
from csdesk.services.sample.dice import CLOCK, HISTORY_FROM
from csdesk.services.sample.source import Facts

_FRIDAY = 4
_DUE_AHEAD, _TASK_AHEAD = timedelta(days=90), timedelta(days=14)
_WITH_THE_LINE = {None, OrderKind.NEW, OrderKind.RENEWAL, OrderKind.ADD_ON}
_REFERRED = {f.refers for noun in NOUNS for f in noun_of(noun).fields if f.kind is Kind.REFERENCE}
_ORDER = {noun: place for place, noun in enumerate(NOUNS)}


class Coming:
    """Takes the rows of a sample, each after those it refers to, and says what was recorded on which day.

    Most is written down on Fridays; what belongs to an account whose story is told, on the day itself. `told`
    says of rows when they were first recorded (`first`), or what they said until a day (`until`, `said`) or
    did not say yet (`unknown`).
    """

    def __init__(self, told: Iterable[Facts]) -> None:
        self._told = list(told)
        self._daily = {t["name"] for t in self._told if t["noun"] == "account"}
        """The names of accounts whose story is told, and then the ids of their rows."""
        self._first: dict[str, date] = {}
        """The days of rows that others refer to."""
        self._new: dict[date, list[Any]] = {}
        self._again: dict[date, list[Any]] = {}

    def add(self, rows: Iterable[Any]) -> None:
        """Take rows."""
        for row in rows:
            above = _above(row)
            if self._daily.intersection(above) or (isinstance(row, Account) and row.account in self._daily):
                self._daily.add(row.id)
            floor = max((self._first[uid] for uid in above), default=HISTORY_FROM)
            told = [t for t in self._told if _speaks_of(t, row)] if row.id in self._daily else []
            wanted = [t["first"] for t in told if "first" in t] or [_recorded(row) or floor]
            first = self._written(row, min(CLOCK, max(floor, *wanted)))
            if noun_of(type(row)).table in _REFERRED:
                self._first[row.id] = first
            said = {self._written(row, day): value for day, value in _versions(row, first, told)}
            for day, value in said.items():
                (self._new if day == first else self._again).setdefault(day, []).append(value)

    def _written(self, row: Any, day: date) -> date:
        """The day itself, or the next Friday."""
        if row.id in self._daily or day == HISTORY_FROM:
            return day
        return min(CLOCK, day + timedelta(days=(_FRIDAY - day.weekday()) % 7))

    def days(self) -> Iterator[tuple[date, list[Any], list[Any]]]:
        """Each day with the rows that were new on it and those that became others, in order; once only, as the rows
        are let go."""
        for day in sorted({*self._new, *self._again}):
            new, again = self._new.pop(day, []), self._again.pop(day, [])
            yield day, sorted(new, key=_place), sorted(again, key=_place)


def _place(row: Any) -> int:
    return _ORDER[type(row)]


def _versions(row: Any, first: date, told: list[Facts]) -> Iterator[tuple[date, Any]]:
    """A row from its first day on, and from each day on which it became another one."""
    days = {
        first,
        *(d for d in [*happened_on(row), *(t.get("until", first) for t in told)] if first < d <= CLOCK),
    }
    for day in sorted(days):
        before: Facts = {}
        for earlier in (t for t in told if "until" in t and day < t["until"]):
            before |= dict.fromkeys(earlier.get("unknown", ()))
            before |= {name: _meant(row, name, said) for name, said in earlier.get("said", {}).items()}
        then = as_it_was(row, day)
        yield day, replace(then, **before) if before else then


def _above(row: Any) -> list[str]:
    """The ids of the rows that a row refers to."""
    return [uid for name in _references(noun_of(type(row))) if (uid := getattr(row, name)) is not None]


@cache
def _references(noun: Noun) -> tuple[str, ...]:
    return tuple(f.name for f in noun.fields if f.kind is Kind.REFERENCE)


def _recorded(row: Any) -> date | None:
    """The day on which a row could be written down first; None is with what it belongs to."""
    if isinstance(row, Account | Subscription):
        return row.signed_on
    if isinstance(row, Renewal):
        return row.due_on - _DUE_AHEAD
    if isinstance(row, Step):
        return None if row.order_kind in _WITH_THE_LINE else row.from_
    if isinstance(row, Task) and row.created_on is None:
        ahead = row.due_on - _TASK_AHEAD if row.due_on else None
        return min((d for d in (ahead, row.done_on, row.not_before) if d), default=None)
    return row.agreed_on if isinstance(row, Objective) else began_on(row)


def _speaks_of(told: Facts, row: Any) -> bool:
    noun = noun_of(type(row))
    return bool(noun.word == told["noun"] and getattr(row, noun.title) == told["name"])


def _meant(row: Any, name: str, said: Any) -> Any:
    choices = noun_of(type(row)).field(name).choices
    return choices(said) if choices else said
