"""The search index holds the words that people wrote, by SQLite's FTS5. It is derived from the rows, never a fact.

A noun that is searched has a table of its own beside it, `touches_words` beside `touches`, which keeps no text: its
`rowid` is the fact's day times 2³² plus the `pk` of the row, so that the newest facts come first without sorting, and
those up to a day are a range. An index that is damaged is made again: nothing but the rows is needed for it.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from functools import cache
from operator import attrgetter
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.advocacy import Advocacy
from csdesk.domain.churn import Churn
from csdesk.domain.contacts import Contact
from csdesk.domain.custom import CustomValue
from csdesk.domain.feedback import Feedback
from csdesk.domain.fields import Noun, noun_of
from csdesk.domain.files import File
from csdesk.domain.gaps import Gap
from csdesk.domain.opportunities import Opportunity
from csdesk.domain.promises import Promise
from csdesk.domain.signals import Signal
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from csdesk.domain.values import dataclass

ROOM = 1 << 32
"""So many keys there are for one day."""
_SETTINGS = "content='', columnsize=0, prefix='1 2 3', tokenize='unicode61 remove_diacritics 2'"
_SHADOWS = ("", "_config", "_data", "_idx")
_FIRST = 2
"""The version that brought the search index."""
_BROKEN = ("malformed", "no such table", "no such module", "vtable constructor", "fts5")


@dataclass(frozen=True, slots=True)
class Words:
    """What is searched of a noun: the fields that name a row, those in which something is told, and its days.

    The first of `days` that is known dates a row; without any, its day is none and a search of any day finds it.
    `whose` and `kind` are SQL of a row `t`: what a text belongs to, besides its account, and what kind of fact it is.
    """

    noun: type
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    whose: str = "NULL"
    kind: str = "NULL"

    @property
    def spec(self) -> Noun:
        """The noun's declaration."""
        return noun_of(self.noun)

    @property
    def since(self) -> int:
        """The version that brought its index."""
        return max(_FIRST, self.spec.since)

    @property
    def table(self) -> str:
        """The index's own table."""
        return f"{self.spec.table}_words"

    @property
    def fields(self) -> tuple[str, ...]:
        """Everything that is searched, in the order of the index's columns."""
        return (*self.names, *self.texts)

    @property
    def needed(self) -> tuple[str, ...]:
        """What a row must have to be found besides words: its account, where it can be without one."""
        return tuple(f.key for f in self.spec.fields if f.owns and not f.required)

    @property
    def day(self) -> str:
        """SQL of the day that dates a row `t`, as ISO text, or NULL."""
        known = ", ".join(f't."{key}"' for key in self.days)
        return f"substr(coalesce({known}, NULL), 1, 10)" if known else "NULL"

    @property
    def source(self) -> str:
        """SELECT of the rows that have words: key and texts."""
        listed = ", ".join(f't."{key}"' for key in self.fields)
        some = " AND ".join(
            [f"coalesce({listed}, NULL) IS NOT NULL", *(f't."{k}" IS NOT NULL' for k in self.needed)]
        )
        key = f"coalesce(CAST(julianday({self.day}) AS INTEGER), 0) * {ROOM} + t.pk"
        return f'SELECT {key} AS key, {listed} FROM "{self.spec.table}" t WHERE {some}'

    def facts(self, value: Any) -> tuple[object, ...]:
        """What of a value the index depends on."""
        return _facts_of(self.noun)(value)


SEARCHED = (
    Words(
        Account,
        ("account", "domain", "external_id"),
        ("required_outcome", "appropriate_experience", "tags", "notes", "judgement_reason", "lost_reason"),
    ),
    Words(Contact, ("name", "email", "phone", "external_id", "title"), ("notes",), whose="t.name"),
    Words(Ticket, (), ("subject", "external_id"), ("opened_at",)),
    Words(Survey, (), ("comment",), ("answered_on", "sent_on")),
    Words(Touch, (), ("summary",), ("on",), kind="t.kind"),
    Words(Task, (), ("title",)),
    Words(Signal, (), ("note",), ("on",)),
    Words(Promise, (), ("promise", "note"), ("promised_on",)),
    Words(Gap, (), ("gap", "note"), ("found_on",)),
    Words(Opportunity, (), ("opportunity", "note"), ("seen_on",)),
    Words(Advocacy, (), ("note",), ("asked_on", "given_on")),
    Words(Feedback, (), ("feedback", "area"), ("on",)),
    Words(Churn, (), ("detail", "evidence", "criterion", "learned"), ("known_on", "lost_on")),
    Words(File, (), ("title", "note"), ("added_on",)),
    Words(CustomValue, (), ("value",), whose="(SELECT f.name FROM custom_fields f WHERE f.pk = t.field)"),
)
"""The nouns whose words are found, and by which fields."""
_WORDS = {words.noun: words for words in SEARCHED}


@cache
def _facts_of(noun: type) -> Callable[[Any], tuple[object, ...]]:
    words = _WORDS[noun]
    names = {f.key: f.name for f in words.spec.fields}
    listed = [names[key] for key in (*words.fields, *words.days, *words.needed)]
    one = attrgetter(listed[0])
    return attrgetter(*listed) if len(listed) > 1 else lambda value: (one(value),)


def index_tables() -> frozenset[str]:
    """Every table of the index, with those that FTS5 keeps for itself: a book may hold them."""
    return frozenset(f"{words.table}{shadow}" for words in SEARCHED for shadow in _SHADOWS)


def words_of(noun: type) -> Words:
    """What is searched of a noun. Raises: KeyError where nothing is."""
    return _WORDS[noun]


def build(connection: sqlite3.Connection, words: Iterable[Words] = SEARCHED) -> None:
    """Make the index anew from the rows, inside the transaction that is open."""
    for each in words:
        _clear(connection, each)
        connection.execute(_creation(each))
        connection.execute(f"{_insertion(each)} {each.source} ORDER BY key")


def _clear(connection: sqlite3.Connection, words: Words) -> None:
    """Remove the index of a noun, whatever state it is in.

    SQLite removes no index that it cannot read, so a broken one is emptied by hand first, as a new one is.
    """
    try:
        connection.execute(f'DROP TABLE IF EXISTS "{words.table}"')
    except sqlite3.DatabaseError:
        _empty_by_hand(connection, words)
        connection.execute(f'DROP TABLE IF EXISTS "{words.table}"')
    for shadow in _SHADOWS[1:]:
        connection.execute(f'DROP TABLE IF EXISTS "{words.table}{shadow}"')


def _empty_by_hand(connection: sqlite3.Connection, words: Words) -> None:
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.execute(_creation(words))
        for shadow in _SHADOWS[1:]:
            name = f"{words.table}{shadow}"
            ((sql,),) = fresh.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchall()
            connection.execute(f'DROP TABLE IF EXISTS "{name}"')
            connection.execute(sql)
            for row in fresh.execute(f'SELECT * FROM "{name}"'):
                connection.execute(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(row))})', row)


def _creation(words: Words, table: str = "") -> str:
    columns = ", ".join(f'"{key}"' for key in words.fields)
    return f'CREATE VIRTUAL TABLE "{table or words.table}" USING fts5({columns}, {_SETTINGS})'


def _insertion(words: Words, table: str = "") -> str:
    columns = ", ".join(f'"{key}"' for key in words.fields)
    return f'INSERT INTO "{table or words.table}" (rowid, {columns})'


class Upkeep:
    """Keeps the index with the rows while a change is written; rows come back into it when the change is whole."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._out: dict[Words, set[str]] = {}
        """The rows that are not in the index at this moment, besides those that were added."""
        self._first: dict[Words, int] = {}
        """From which `pk` on no row is in the index at this moment."""
        self._broken: set[Words] = set()

    def before_write(self, noun: type, before: Mapping[str, Any], values: Iterable[Any]) -> None:
        """Take the rows out whose words are about to change; it must be called while they are as they were."""
        words = _WORDS.get(noun)
        if words is None:
            return
        known = {uid: words.facts(value) for uid, value in before.items()}
        changed = {v.id for v in values if v.id not in known or known[v.id] != words.facts(v)}
        self._take_out(words, changed, before)

    def after_adding(self, noun: type, first: int) -> None:
        """Know of rows that are new, from a `pk` on."""
        if words := _WORDS.get(noun):
            self._first[words] = min(first, self._first.get(words, first))

    def before_drop(self, noun: type, uids: Iterable[str]) -> None:
        """Take rows out that are about to be removed."""
        if noun in _WORDS:
            self._take_out(_WORDS[noun], set(uids), uids)

    def _take_out(self, words: Words, uids: set[str], there: Iterable[str]) -> None:
        out = self._out.setdefault(words, set())
        leaving = sorted((uids & set(there)) - out)
        out |= uids
        if leaving:
            columns = ", ".join(f'"{key}"' for key in words.fields)
            self._write(
                words,
                f'INSERT INTO "{words.table}" ("{words.table}", rowid, {columns}) '
                f"SELECT 'delete', * FROM ({words.source} AND t.pk < :first AND {_AMONG}) ORDER BY key",
                leaving,
            )

    def finish(self) -> None:
        """Take in again what was left out and is there; where the index is broken, make it anew."""
        for words in SEARCHED:
            out = self._out.get(words)
            if out or words in self._first:
                back = f"{words.source} AND (t.pk >= :first OR {_AMONG}) ORDER BY key"
                self._write(words, f"{_insertion(words)} {back}", sorted(out or ()))
        build(self._connection, sorted(self._broken, key=SEARCHED.index))
        self._out, self._first, self._broken = {}, {}, set()

    def _write(self, words: Words, sql: str, uids: list[str]) -> None:
        if words in self._broken:
            return
        try:
            self._connection.execute(sql, {"uids": json.dumps(uids), "first": self._first.get(words, _NEVER)})
        except sqlite3.DatabaseError as fault:
            if not any(sign in str(fault) for sign in _BROKEN):
                raise
            self._broken.add(words)


_AMONG = "t.uid IN (SELECT value FROM json_each(:uids))"
_NEVER = (1 << 63) - 1
"""A `pk` that no row has."""


def warm(connection: sqlite3.Connection) -> None:
    """Let FTS5 open its tables, which it does at the first question, and not where only reading is allowed."""
    for words in SEARCHED:
        with suppress(sqlite3.DatabaseError):
            connection.execute(
                f'SELECT rowid FROM "{words.table}" WHERE "{words.table}" MATCH ? LIMIT 1', ('"a"',)
            ).fetchall()


def differing(copy: sqlite3.Connection) -> list[Words]:
    """The nouns whose index is not what their rows say; asked of a copy, in which indexes are made to compare."""
    return [words for words in SEARCHED if _differs(copy, words)]


def _differs(copy: sqlite3.Connection, words: Words) -> bool:
    """Compare every word's places with those in an index made for it. A broken index differs."""
    made = f"{words.table}_made"
    copy.execute(_creation(words, made))
    copy.execute(f"{_insertion(words, made)} {words.source} ORDER BY key")
    expected = _places(copy, made)
    copy.execute(f'DROP TABLE "{made}"')
    try:
        copy.execute(f'INSERT INTO "{words.table}" ("{words.table}") VALUES (\'integrity-check\')')
        return _places(copy, words.table) != expected
    except sqlite3.DatabaseError:
        return True


def _places(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    """Every word with how often it stands, and a sum over all of its places."""
    connection.execute("DROP TABLE IF EXISTS temp.places")
    connection.execute(f"CREATE VIRTUAL TABLE temp.places USING fts5vocab(main, '{table}', instance)")
    place = '(doc % 2147483629) * (2 * "offset" + 1) % 2147483629 + length(col)'
    return connection.execute(
        f"SELECT term, count(*), sum({place}), min(doc), max(doc) FROM temp.places GROUP BY term"
    ).fetchall()
