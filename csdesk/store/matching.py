"""Matching reads what an import needs of the book: its rows, and what a person changed since the last one."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from csdesk.domain.arrivals import Arrival
from csdesk.domain.changes import Verb
from csdesk.domain.fields import Noun, noun_of
from csdesk.domain.imports.bench.known import BroughtSteps, Known
from csdesk.domain.imports.vocabulary.targets import REWORDED, SHEET_NOUNS
from csdesk.domain.nouns import NOUNS
from csdesk.domain.preferences import CURRENCY, Preference
from csdesk.store.book import Book
from csdesk.store.history import newest_number
from csdesk.store.merged import merged_accounts, merged_people

_BROUGHT = (Verb.IMPORT.value, Verb.DEMO.value, Verb.NEW_BOOK.value)
_STEPS = (Verb.UNDO.value, Verb.REDO.value)
_LEFT_ASIDE = frozenset({Preference, Arrival})


class _Rows(Mapping[type, tuple[Any, ...]]):
    """The book's rows by noun, each read when it is first asked for."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._read: dict[type, tuple[Any, ...]] = {}

    def __getitem__(self, noun: type) -> tuple[Any, ...]:
        if noun in _LEFT_ASIDE or noun not in NOUNS:
            raise KeyError(noun)
        if noun not in self._read:
            self._read[noun] = tuple(self._book.all(noun))
        return self._read[noun]

    def __iter__(self) -> Iterator[type]:
        return (noun for noun in NOUNS if noun not in _LEFT_ASIDE)

    def __len__(self) -> int:
        return len(NOUNS) - len(_LEFT_ASIDE)


class _Brought(Mapping[str, frozenset[str]]):
    """The ids of the rows that imports brought, by table, each read when it is first asked for."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._read: dict[str, frozenset[str]] = {}

    def __getitem__(self, table: str) -> frozenset[str]:
        if table not in self._read:
            marks = ", ".join("?" * len(_BROUGHT))
            rows = self._book.rows(
                "SELECT DISTINCT c.uid FROM changes c JOIN operations o ON o.n = c.operation"
                f" WHERE c.noun = ? AND o.undone = 0 AND o.verb IN ({marks})",
                (table, *_BROUGHT),
            )
            self._read[table] = frozenset(uid for (uid,) in rows)
        return self._read[table]

    def __iter__(self) -> Iterator[str]:
        return (noun_of(noun).table for noun in NOUNS)

    def __len__(self) -> int:
        return len(NOUNS)


def known_of(book: Book) -> Known:
    """The book as an import sees it; good while the book is open and nobody writes."""
    edited = edited_fields(book)
    return Known(
        rows=_Rows(book),
        currency=book.preference(CURRENCY) or "USD",
        edited=edited,
        worded=_words_that_came(book, edited),
        brought=_Brought(book),
        steps=tuple(_steps_of(book)),
        arrived=arrivals_of(book),
        answered=answers_of(book),
        mapped=mappings_of(book),
        merged=merged_accounts(book),
        merged_people=merged_people(book),
        operation=newest_number(book),
    )


def arrivals_of(book: Book) -> dict[str, date]:
    """The files that were imported, by sha256, with the day on which they last came."""
    rows = book.rows(
        "SELECT a.sha256, max(o.today) FROM arrivals a JOIN changes c ON c.uid = a.uid AND c.noun = 'arrivals'"
        " JOIN operations o ON o.n = c.operation WHERE o.undone = 0 GROUP BY a.sha256"
    )
    return {sha256: date.fromisoformat(day) for sha256, day in rows}


def answers_of(book: Book) -> dict[str, dict[str, str]]:
    """What was answered for earlier files: by sha256, and for all of them together under ""."""
    found: dict[str, dict[str, str]] = {"": {}}
    for arrival in book.all(Arrival):
        answers = _kept(arrival.answers)
        found.setdefault(arrival.sha256, {}).update(answers)
        found[""].update(answers)
    return found


def mappings_of(book: Book) -> dict[str, dict[str, str | None]]:
    """Where the columns of each sheet went when it last came, by the sheet's name."""
    rows = book.rows("SELECT tab, mapping FROM arrivals ORDER BY pk")
    return {tab: _kept(mapping) for tab, mapping in rows}


def _steps_of(book: Book) -> Iterator[BroughtSteps]:
    """The imports that brought tasks which are open, and their sheets that have a column of them."""
    sheets: dict[int, set[str]] = defaultdict(set)
    sql = (
        "SELECT c.operation, a.tab, a.mapping FROM arrivals a JOIN changes c ON c.noun = 'arrivals' AND c.uid = a.uid"
        " WHERE c.before IS NULL AND a.mapping LIKE '%task.title%' ORDER BY c.operation"
    )
    for n, tab, mapping in book.rows(sql):
        if "task.title" in _kept(mapping).values():
            sheets[n].add(tab)
    tasks: dict[int, list[str]] = defaultdict(list)
    sql = (
        "SELECT c.operation, t.uid FROM tasks t JOIN changes c ON c.noun = 'tasks' AND c.uid = t.uid"
        " WHERE t.status = 'open' AND c.before IS NULL ORDER BY t.pk"
    )
    for n, uid in book.rows(sql) if sheets else ():
        tasks[n].append(uid)
    return (BroughtSteps(frozenset(tabs), tuple(tasks[n])) for n, tabs in sheets.items() if tasks[n])


def _kept(text: str | None) -> dict[str, Any]:
    """What an arrival keeps as JSON; nothing where somebody else wrote something else there."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return (
        {k: v for k, v in found.items() if v is None or isinstance(v, str)} if isinstance(found, dict) else {}
    )


def edited_fields(book: Book) -> frozenset[tuple[str, str, str]]:
    """The fields (table, id, key) that were typed or changed here after an import last brought them.

    An import that changed other fields of a row leaves what was typed in this one as it was.
    """
    marks = ", ".join("?" * len(_BROUGHT + _STEPS))
    edits = book.rows(
        "SELECT c.noun, c.uid, c.operation, c.before, c.after FROM changes c"
        " JOIN operations o ON o.n = c.operation"
        f" WHERE o.undone = 0 AND c.after IS NOT NULL AND o.verb NOT IN ({marks})",
        _BROUGHT + _STEPS,
    )
    if not edits:
        return frozenset()
    last = _last_brought(book)
    since = _brought_since(book, {uid for table, uid, n, _, _ in edits if n < last[table, uid]})
    found: set[tuple[str, str, str]] = set()
    for table, uid, n, before, after in edits:
        brought = (keys for m, keys in since[table, uid] if m > n)
        found |= {(table, uid, key) for key in _differences(before, after).difference(*brought)}
    return frozenset(found)


def _brought_since(book: Book, uids: set[str]) -> dict[tuple[str, str], list[tuple[int, set[str]]]]:
    """Which fields imports brought of some rows, each with the number of its change."""
    found: dict[tuple[str, str], list[tuple[int, set[str]]]] = defaultdict(list)
    marks = ", ".join("?" * len(_BROUGHT))
    sql = (
        "SELECT c.noun, c.uid, c.operation, c.before, c.after FROM changes c JOIN operations o ON o.n = c.operation"
        " WHERE c.uid IN (SELECT value FROM json_each(?)) AND c.after IS NOT NULL"
        f" AND o.undone = 0 AND o.verb IN ({marks})"
    )
    for table, uid, n, before, after in book.rows(sql, (json.dumps(sorted(uids)), *_BROUGHT)) if uids else ():
        found[table, uid].append((n, _differences(before, after)))
    return found


def _words_that_came(book: Book, edited: frozenset[tuple[str, str, str]]) -> dict[str, str]:
    """What facts were called when they last came, of those to which a person gave other words since."""
    return {
        uid: words for word in sorted(REWORDED) for uid, words in _of_noun(book, SHEET_NOUNS[word], edited)
    }


def _of_noun(book: Book, noun: Noun, edited: frozenset[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    uids = sorted(uid for of, uid, key in edited if of == noun.table and key == noun.title)
    marks = ", ".join("?" * len(_BROUGHT))
    sql = (
        "SELECT c.uid, c.before, c.after FROM changes c JOIN operations o ON o.n = c.operation"
        f" WHERE c.noun = ? AND c.uid IN (SELECT value FROM json_each(?)) AND c.after IS NOT NULL"
        f" AND o.undone = 0 AND o.verb IN ({marks}) ORDER BY c.operation"
    )
    rows = book.rows(sql, (noun.table, json.dumps(uids), *_BROUGHT)) if uids else []
    return (
        (uid, str(json.loads(after).get(noun.title) or ""))
        for uid, before, after in rows
        if before is None or noun.title in _differences(before, after)
    )


def _last_brought(book: Book) -> dict[tuple[str, str], int]:
    marks = ", ".join("?" * len(_BROUGHT))
    rows = book.rows(
        "SELECT c.noun, c.uid, max(c.operation) FROM changes c JOIN operations o ON o.n = c.operation"
        f" WHERE o.undone = 0 AND o.verb IN ({marks}) GROUP BY c.noun, c.uid",
        _BROUGHT,
    )
    return defaultdict(int, {(table, uid): n for table, uid, n in rows})


def _differences(before: str | None, after: str) -> set[str]:
    old, new = (json.loads(text) if text else {} for text in (before, after))
    return {key for key, value in new.items() if value is not None and value != old.get(key)}
