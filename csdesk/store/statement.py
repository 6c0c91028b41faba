"""A statement reads one measure, or a few from one scan, for a whole book or for one account, as of a day."""

import re
from collections.abc import Callable, Collection
from dataclasses import field
from datetime import date, timedelta
from typing import Any

from csdesk.domain.health.readings import Column, Reading
from csdesk.domain.values import dataclass
from csdesk.store.book import Book

Row = tuple[Any, ...]
Whom = int | Collection[int] | None
"""The key of one account, those of some, or None for the whole book."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The day that is read, and up to which day each table speaks. Days are ISO text.

    `through` is the last day of a table that came by file; the others are kept by hand and speak up to `day`.
    """

    as_of: date
    through: dict[str, str] = field(default_factory=dict)
    _ordinals: dict[str, int] = field(default_factory=dict)

    @property
    def day(self) -> str:
        """The day itself."""
        return self.as_of.isoformat()

    def until(self, table: str | None) -> str:
        """The last day that a table speaks about."""
        return self.through.get(table, self.day) if table else self.day

    def ordinal(self, day: str) -> int:
        """The number of a day, or of a moment's day; days repeat, so they are remembered."""
        found = self._ordinals.get(day)
        if found is None:
            found = self._ordinals[day] = date.fromisoformat(day[:10]).toordinal()
        return found

    def days_since(self, day: str, until: str | None = None) -> int:
        """How many days lie between a day and `until`, or the day that is read."""
        return (self.ordinal(until) if until else self.as_of.toordinal()) - self.ordinal(day)


Fold = Callable[["Statement", list[Row], Moment, bool], dict[str, Column]]


@dataclass(frozen=True, slots=True)
class Turn:
    """Days on which a reading may become another: of every row a day, and so many days `after` it.

    `rows` are tables, joined, `where` which of them; the accounts are those of the alias `of`.
    """

    rows: str
    day: str
    of: str
    where: str = "1 = 1"
    after: tuple[int, ...] = (0,)

    def later(self, book: Book, day: str, account: Whom = None) -> list[tuple[str, int]]:
        """The days of the rows that turn anything after a day, rising, each with its account."""
        sql = f"""SELECT {self.day} AS turned, {self.of}.account FROM {self.rows}
            WHERE {self.day} > :ago_{max(self.after)} AND {self.where} {{{self.of}}} ORDER BY turned"""
        return select(book, sql, day, account)


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with `:day`, `:next` (the day after), `:ago_30`, and `{t}` where a filter on accounts goes.

    Every row begins with the key of its account, whose rows become others on the days of `turns` alone. `table` is
    the one whose last day bounds the window. `kept` selects a row if the book holds any fact of this noun by then:
    then accounts without one have none, and that is zero.
    """

    key: str
    sql: str
    fold: Fold
    turns: tuple[Turn, ...]
    table: str | None = None
    kept: str | None = None

    def rows(self, book: Book, moment: Moment, account: Whom = None) -> list[Row]:
        """What the statement gives."""
        return select(book, self.sql, moment.until(self.table), account)

    def is_kept(self, book: Book, moment: Moment) -> bool:
        """Whether the book holds any fact of this noun by that day."""
        return bool(self.kept and select(book, self.kept, moment.until(self.table)))

    def columns(self, book: Book, moment: Moment, account: Whom = None) -> dict[str, Column]:
        """The columns that the statement feeds, by measure."""
        return self.fold(self, self.rows(book, moment, account), moment, self.is_kept(book, moment))


def select(book: Book, sql: str, day: str = "", account: Whom = None) -> list[Row]:
    """Run a statement with its days."""
    of = (
        ""
        if account is None
        else "= :account"
        if isinstance(account, int)
        else f"IN ({listed_keys(account)})"
    )

    def filtered(match: re.Match[str]) -> str:
        alias = match[1]
        return of and f" AND {alias}.{'pk' if alias == 'a' else 'account'} {of}"

    text = re.sub(r"\{(\w+)\}", filtered, sql)
    facts: dict[str, object] = {"account": account} if isinstance(account, int) else {}
    facts |= {name: _shifted(day, name) for name in set(re.findall(r":(day|next|ago_\d+)", sql))}
    return book.rows(text, facts)


def listed_keys(accounts: Collection[int]) -> str:
    """Keys as SQL lists them: whole numbers of the book's own."""
    return ",".join(map(str, sorted(accounts)))


def _shifted(day: str, name: str) -> str:
    step = {"day": 0, "next": 1}.get(name)
    return days_after(day, -int(name.removeprefix("ago_")) if step is None else step)


def days_after(day: str, days: int) -> str:
    """The day so many days after another, both as ISO text."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def signals_turn(kinds: str, *after: int) -> Turn:
    """Signals of these kinds, from their day to the one on which they are too old."""
    return Turn("signals s", 's."on"', "s", f"s.kind IN ({kinds})", (0, *after))


def signals_ended(kinds: str) -> Turn:
    """Signals of these kinds, on the day after the last on which they hold."""
    return Turn("signals s", "s.expires_on", "s", f"s.kind IN ({kinds})", (1,))


def signals_kept(kinds: str) -> str:
    """SQL for a row if the book holds a signal of these kinds: one of another kind says nothing of them."""
    return f'SELECT 1 FROM signals WHERE kind IN ({kinds}) AND "on" <= :day LIMIT 1'


def as_read(statement: Statement, rows: list[Row], moment: Moment, kept: bool) -> dict[str, Column]:
    """Rows of (account, value, day, rows) as they are; without a value there is no reading."""
    return {statement.key: Column({row[0]: row[1:] for row in rows if row[1] is not None})}


def as_counted(statement: Statement, rows: list[Row], moment: Moment, kept: bool) -> dict[str, Column]:
    """Rows of (account, count): observed up to the last day of the table; none is zero where facts are kept."""
    until = moment.until(statement.table)
    values: dict[int, Reading] = {pk: (count, until, count) for pk, count in rows if count}
    return {statement.key: Column(values, (0, until, 0) if kept else None)}


def as_days_since(statement: Statement, rows: list[Row], moment: Moment, kept: bool) -> dict[str, Column]:
    """Rows of (account, day): the days since."""
    return {statement.key: Column({pk: (moment.days_since(day), day, 1) for pk, day in rows if day})}
