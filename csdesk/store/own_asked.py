"""An own measure at a moment: its source as rows, the condition that they meet, and the day that dates them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from csdesk.domain.custom import CustomField
from csdesk.domain.errors import NoSuchField
from csdesk.domain.health.own import Against, Source
from csdesk.domain.health.sources import Holds, Readable, readables, table_named
from csdesk.domain.health.terms import Measure, ReadingKind
from csdesk.domain.hindsight import fact_days
from csdesk.store.book import Book
from csdesk.store.own_sql import Rows
from csdesk.store.statement import Moment, Whom, listed_keys

_YEAR = 365
_UNDATED = "''"


@dataclass(frozen=True)
class Asked:
    """The rows of a measure. `seen` is SQL of their ISO day, `''` if they have none; `that` what a share counts."""

    measure: Measure
    source: Source
    rows: Rows
    where: str
    seen: str
    that: str

    @property
    def dated(self) -> bool:
        """Whether rows have a day."""
        return self.seen != _UNDATED

    @property
    def observed(self) -> str:
        """The day that a reading of the whole table was observed: the last one that it speaks about."""
        return self.rows.day if self.dated else ""

    @property
    def money(self) -> bool:
        """Whether what is read is money."""
        field = self.rows.fields.get(self.source.field)
        return field is not None and field.holds is Holds.MONEY

    def select(self, book: Book, what: str, after: str = "") -> list[tuple[Any, ...]]:
        """Something of the rows."""
        sql = f"SELECT {what} FROM {self.rows.source} WHERE {self.where}{after}"
        return book.rows(sql, self.rows.parameters)

    def by_account(self, book: Book, *what: str) -> list[tuple[Any, ...]]:
        """Sums of the rows of each account, its key first."""
        account = self.rows.account
        return self.select(book, ", ".join((account, *what)), f" GROUP BY {account}")

    def newest(self, book: Book, what: str) -> list[tuple[Any, ...]]:
        """Something of the newest row of each account, its key first, then its day."""
        account = self.rows.account
        placed = f"""SELECT {account} AS account, {self.seen} AS seen, {what} AS said, row_number() OVER (
            PARTITION BY {account} ORDER BY {self.seen} DESC, r.uid DESC) AS place
            FROM {self.rows.source} WHERE {self.where}"""
        return book.rows(
            f"SELECT account, seen, said FROM ({placed}) AS l WHERE place = 1", self.rows.parameters
        )

    def kept(self, book: Book) -> bool:
        """Whether the book holds any row of the table by that day."""
        days = [f'r."{key}" < :next' for key in _there(self.rows)]
        by_then = " OR ".join(days) or "1 = 1"
        sql = f'SELECT 1 FROM "{self.rows.noun.table}" r WHERE {by_then} LIMIT 1'
        return bool(book.rows(sql, self.rows.parameters))


def own_fields(book: Book, table: str) -> Mapping[str, Readable]:
    """The fields of a table that a measure can read in this book. Raises: KeyError."""
    noun = table_named(table)
    if noun is None:
        raise KeyError(table)
    return readables(noun, book.all(CustomField, of_noun=noun.word))


def asked(book: Book, moment: Moment, measure: Measure, account: Whom = None) -> Asked:
    """What an own measure asks at a moment, of all or of some accounts. Raises: NoSuchField, NotAQuery, KeyError."""
    source = measure.source
    assert source is not None, f"{measure.key} has a statement of its own"
    noun, fields = table_named(source.table), own_fields(book, source.table)
    assert noun is not None
    _fitting(measure, source, fields)
    single = measure.kind in {ReadingKind.LAST, ReadingKind.DAYS_SINCE}
    rows = Rows(noun, fields, moment.day if single else moment.until(source.table))
    dated = (source.field or source.dated) if measure.kind is ReadingKind.DAYS_SINCE else source.dated
    seen = rows.text(dated) if dated else _UNDATED
    terms = [
        *_there_by_then(rows),
        *_in_window(measure, source, rows, seen),
        *_of_kind(measure, source, rows),
    ]
    terms.append(rows.condition(source.where))
    if isinstance(account, int):
        terms.append(f"{rows.account} = {rows.given(account)}")
    elif account is not None:
        terms.append(f"{rows.account} IN ({listed_keys(account)})")
    that = rows.condition(source.that)
    return Asked(measure, source, rows, " AND ".join(terms), seen, that)


_FIGURES = frozenset({ReadingKind.LAST, ReadingKind.SUM, ReadingKind.TREND})
_DATED = frozenset({ReadingKind.OLDEST_OPEN, ReadingKind.TREND})
"""What cannot be read of rows without a day."""


def _fitting(measure: Measure, source: Source, fields: Mapping[str, Readable]) -> None:
    """Raises: NoSuchField for a field that is not there, or does not hold what is to be read of it."""
    figures = [key for key, f in fields.items() if f.counts]
    days = [key for key, f in fields.items() if f.holds is Holds.DAY]
    read = figures if measure.kind in _FIGURES else days
    needs = measure.kind in {ReadingKind.LAST, ReadingKind.SUM, ReadingKind.OLDEST_OPEN}
    if (source.field or needs) and source.field not in read:
        raise NoSuchField(field=source.field, fields=", ".join(read))
    dated = source.dated or (source.field if measure.kind is ReadingKind.DAYS_SINCE else "")
    if (dated or measure.kind in _DATED) and dated not in days:
        raise NoSuchField(field=dated, fields=", ".join(days))


def _there(rows: Rows) -> list[str]:
    """The keys of the days of which the earliest is the one from which on a row was there."""
    keys = {f.name: f.key for f in rows.noun.fields}
    return [keys[name] for name in fact_days(rows.noun.type)]


def _there_by_then(rows: Rows) -> list[str]:
    terms = [f"{rows.account} IS NOT NULL"]
    if days := _there(rows):
        begun = [f'r."{key}" < :next' for key in days]
        unsaid = " AND ".join(f'r."{key}" IS NULL' for key in days)
        terms.append(f"({' OR '.join(begun)} OR ({unsaid}))")
    return terms


def _in_window(measure: Measure, source: Source, rows: Rows, seen: str) -> list[str]:
    if seen == _UNDATED:
        return []
    terms = [f"{seen} <= :day"]
    if measure.kind is ReadingKind.TREND:
        now, first, last = windows(measure, source, rows.day)
        early = f"({seen} > {rows.given(first)} AND {seen} <= {rows.given(last)})"
        return [*terms, f"({seen} > {rows.given(now)} OR {early})"]
    if measure.window is not None:
        terms.append(f"{seen} > {rows.given(_before(rows.day, measure.window))}")
    return terms


def _of_kind(measure: Measure, source: Source, rows: Rows) -> list[str]:
    terms = [f'r."measure" = {rows.given(source.usage)}'] if source.usage else []
    if measure.kind is ReadingKind.LAST:
        terms.append(f"{rows.number(source.field)} IS NOT NULL")
    if measure.kind is ReadingKind.OLDEST_OPEN:
        closes = rows.text(source.field)
        terms.append(f"({closes} IS NULL OR {closes} > :day)")
    return terms


def windows(measure: Measure, source: Source, day: str) -> tuple[str, str, str]:
    """Of a trend, the days after which the window begins, the earlier one begins, and with which that one ends."""
    window = measure.window or 1
    back = _YEAR if source.against is Against.YEAR else window
    return _before(day, window), _before(day, window + back), _before(day, back)


def _before(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()
