"""Readings of own measures: a declared source becomes one statement with parameters, as of a day."""

from collections.abc import Callable
from datetime import date

from csdesk.domain.accounts import Account
from csdesk.domain.errors import NoSuchField, NotAQuery
from csdesk.domain.fields import noun_of
from csdesk.domain.health.readings import Column, Reading
from csdesk.domain.health.sources import table_named
from csdesk.domain.health.terms import Measure, ReadingKind
from csdesk.store.book import Book
from csdesk.store.own_asked import Asked, asked, own_fields, windows
from csdesk.store.own_sql import Rows
from csdesk.store.statement import Moment, Whom

Values = dict[int, Reading]
_NOT_HERE = (NoSuchField, NotAQuery, KeyError)
"""What a measure of another book may ask for, and this one has not."""


def own_column(book: Book, moment: Moment, measure: Measure, account: Whom = None) -> Column:
    """The readings of an own measure for the book, or for some accounts; none where the book lacks what it asks for."""
    try:
        found = asked(book, moment, measure, account)
    except _NOT_HERE:
        return Column({})
    return _READ[measure.kind](book, found, moment)


def own_rows(book: Book, moment: Moment, measure: Measure, account: int) -> tuple[str, ...]:
    """The rows behind a reading of one account, sorted, as "tickets/<id>"."""
    try:
        found = asked(book, moment, measure, account)
    except _NOT_HERE:
        return ()
    if measure.kind in {ReadingKind.LAST, ReadingKind.DAYS_SINCE}:
        ids = [uid for _, _, uid in found.newest(book, "r.uid")]
    else:
        ids = [uid for (uid,) in found.select(book, "r.uid")]
    return tuple(sorted(f"{found.rows.noun.table}/{uid}" for uid in ids))


def accounts_where(book: Book, moment: Moment, where: str) -> frozenset[int]:
    """The keys of the accounts that meet a condition as of a day; none where the book cannot ask it."""
    fields = own_fields(book, "accounts")
    rows = Rows(noun_of(Account), fields, moment.day)
    try:
        met = rows.condition(where)
    except _NOT_HERE:
        return frozenset()
    found = book.rows(f"SELECT r.pk FROM {rows.source} WHERE {met}", rows.parameters)
    return frozenset(pk for (pk,) in found)


def check_condition(book: Book, table: str, where: str, day: date) -> None:
    """Whether a table can be asked a condition. Raises: NotAQuery, NoSuchField, KeyError."""
    noun = table_named(table)
    fields = own_fields(book, table)
    assert noun is not None
    Rows(noun, fields, day.isoformat()).condition(where)


def _last(book: Book, a: Asked, moment: Moment) -> Column:
    found = a.newest(book, a.rows.number(a.source.field))
    return Column({pk: (value, seen, 1) for pk, seen, value in found})


def _counted(book: Book, a: Asked, moment: Moment) -> Column:
    values: Values = {pk: (n, a.observed, n) for pk, n in a.by_account(book, "count(*)")}
    return Column(values, _none(book, a))


def _summed(book: Book, a: Asked, moment: Moment) -> Column:
    """Absent where no row says the field, or where money of several currencies would have to be added."""
    said = a.rows.number(a.source.field)
    currencies = f"count(DISTINCT {a.rows.currency})" if a.money else "1"
    found = a.by_account(book, f"sum({said})", f"count({said})", currencies)
    values: Values = {pk: (s, a.observed, n) for pk, s, n, many in found if n and many <= 1}
    nothing = _none(book, a)
    if nothing is None or len(values) == len(found):
        return Column(values, nothing)
    silent = {pk for pk, *_ in found}
    others = {pk: nothing for (pk,) in book.rows("SELECT pk FROM accounts") if pk not in silent}
    return Column(others | values)


def _shared(book: Book, a: Asked, moment: Moment) -> Column:
    hit = f"sum(CASE WHEN {a.that} THEN 1 ELSE 0 END)"
    found = a.by_account(book, hit, "count(*)", f"max({a.seen})")
    return Column({pk: (hits / n, seen, n) for pk, hits, n, seen in found})


def _days_since(book: Book, a: Asked, moment: Moment) -> Column:
    found = a.by_account(book, f"max({a.seen})")
    return Column({pk: (moment.days_since(seen, a.rows.day), seen, 1) for pk, seen in found})


def _oldest_open(book: Book, a: Asked, moment: Moment) -> Column:
    found = a.by_account(book, f"min({a.seen})", "count(*)")
    days: Values = {pk: (moment.days_since(s, a.rows.day), a.observed, n) for pk, s, n in found}
    return Column(days, _none(book, a))


def _trend(book: Book, a: Asked, moment: Moment) -> Column:
    """Absent where the earlier window has nothing to hold against, or this one nothing that is known."""
    begins, _, _ = windows(a.measure, a.source, a.rows.day)
    now = f"{a.seen} > {a.rows.given(begins)}"
    if a.source.field:
        of, said = "avg", a.rows.number(a.source.field)
    else:
        of, said = "sum", "1"
    nothing = "" if a.source.field else " ELSE 0"
    found = a.by_account(
        book,
        f"{of}(CASE WHEN {now} THEN {said}{nothing} END)",
        f"{of}(CASE WHEN {now} THEN NULL ELSE {said} END)",
        f"max({a.seen})",
        "count(*)",
    )
    return Column(
        {
            pk: (this / before, seen if a.source.field else a.observed, n)
            for pk, this, before, seen, n in found
            if this is not None and before is not None and before > 0
        }
    )


def _none(book: Book, a: Asked) -> Reading | None:
    """Zero where the book holds any row of the table by that day, else absent."""
    return (0, a.observed, 0) if a.kept(book) else None


_READ: dict[ReadingKind, Callable[[Book, Asked, Moment], Column]] = {
    ReadingKind.LAST: _last,
    ReadingKind.COUNT: _counted,
    ReadingKind.SUM: _summed,
    ReadingKind.SHARE: _shared,
    ReadingKind.DAYS_SINCE: _days_since,
    ReadingKind.OLDEST_OPEN: _oldest_open,
    ReadingKind.TREND: _trend,
}
