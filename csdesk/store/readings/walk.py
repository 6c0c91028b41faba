"""A walk reads the same accounts on one day after another: only those are read again for which something turned."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from csdesk.domain.health.measures import MEASURES
from csdesk.domain.health.readings import Column, Columns
from csdesk.domain.health.terms import Measure
from csdesk.store.book import Book
from csdesk.store.readings.readings import STATEMENTS, Everybody
from csdesk.store.statement import Moment, Row, Statement, Turn, Whom, days_after

_ALSO = {"contacts_in_place": "sponsor"}
"""Measures that are read in the scan of another."""


class _Turned:
    """The accounts that a turn is about, by its days after a first one."""

    def __init__(self, book: Book, turn: Turn, day: str, account: Whom) -> None:
        found = turn.later(book, day, account)
        self._days = [on for on, _ in found]
        self._accounts = [pk for _, pk in found]
        self._passed = {later: bisect_right(self._days, days_after(day, -later)) for later in turn.after}

    def by(self, day: str) -> Iterator[int]:
        """Those whose days have come since the last one that was asked."""
        for later, passed in self._passed.items():
            now = self._passed[later] = bisect_right(self._days, days_after(day, -later), passed)
            yield from self._accounts[passed:now]


class Following:
    """A statement followed from day to day: its rows by account, and what turns them once a second day is asked."""

    def __init__(self, book: Book, statement: Statement, account: Whom = None) -> None:
        self._book, self._statement, self._account = book, statement, account
        self._day, self._kept = "", False
        self._rows: list[Row] = []
        self._of: dict[int, list[Row]] = {}
        self._turned: list[_Turned] | None = None

    def columns(self, moment: Moment) -> dict[str, Column]:
        """The columns that the statement feeds on a day, which is not before the last one."""
        statement, day = self._statement, moment.until(self._statement.table)
        assert self._day <= day, "it goes on only"
        if not self._day:
            self._rows = statement.rows(self._book, moment, self._account)
        elif self._day < day:
            self._go_on(moment, day)
        self._day = day
        self._kept = self._kept or statement.is_kept(self._book, moment)
        return statement.fold(statement, self._rows, moment, self._kept)

    def _go_on(self, moment: Moment, day: str) -> None:
        if self._turned is None:
            self._put(self._rows)
            turns = self._statement.turns
            self._turned = [_Turned(self._book, turn, self._day, self._account) for turn in turns]
        accounts = {account for turned in self._turned for account in turned.by(day)}
        if accounts:
            for account in accounts:
                self._of.pop(account, None)
            self._put(self._statement.rows(self._book, moment, accounts))
            self._rows = [row for rows in self._of.values() for row in rows]

    def _put(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._of.setdefault(row[0], []).append(row)


class Walk:
    """Some accounts of a book, by key, or all: to be asked of days in their order, or of one."""

    def __init__(self, book: Book, *, account: Whom = None) -> None:
        self._book, self._account = book, account
        self._followed: dict[str, Following] = {}

    @cached_property
    def everybody(self) -> Everybody:
        """Who is or was a customer of them."""
        return Everybody(self._book, account=self._account)

    def columns(self, moment: Moment, measures: Iterable[Measure] = MEASURES) -> Columns:
        """The readings of a day by measure."""
        asked = tuple(measures)
        wanted = {_ALSO.get(m.key, m.key) for m in asked}
        found: dict[str, Column] = {}
        for statement in STATEMENTS:
            if statement.key in wanted:
                found |= self._follow(statement).columns(moment)
        return found | self._own(moment, [m for m in asked if m.source is not None])

    def _follow(self, statement: Statement) -> Following:
        if statement.key not in self._followed:
            self._followed[statement.key] = Following(self._book, statement, self._account)
        return self._followed[statement.key]

    def _own(self, moment: Moment, measures: list[Measure]) -> dict[str, Column]:
        if not measures:
            return {}
        from csdesk.store.readings.own import own_column

        return {m.key: own_column(self._book, moment, m, self._account) for m in measures}


def columns(
    book: Book, moment: Moment, *, measures: Iterable[Measure] = MEASURES, account: Whom = None
) -> Columns:
    """The readings of one day by measure."""
    return Walk(book, account=account).columns(moment, measures)
