"""A check compares the book with itself: its pages, its references, its journal, and what cannot be."""

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from csdesk.domain.day_words import spelled
from csdesk.domain.errors import BookDamaged
from csdesk.domain.fields import noun_of
from csdesk.domain.nouns import NOUNS
from csdesk.domain.revenue.despite import renewed_despite_notice
from csdesk.store.book import Book
from csdesk.store.fetching import damaged_text
from csdesk.store.history import last_images
from csdesk.store.journal import reading
from csdesk.store.lines import lines_where
from csdesk.store.rows import UNREADABLE, Mapper, mapper
from csdesk.store.seals import broken
from csdesk.store.search_index import differing
from csdesk.store.shape import altered

SEARCH_DIFFERS = "search_index"
"""The code of the problem that making the search index anew mends."""

_IMPOSSIBLE = (
    (
        "parent_loop",
        """WITH RECURSIVE up (start, at, depth) AS (
             SELECT pk, parent, 1 FROM accounts WHERE parent IS NOT NULL
             UNION ALL SELECT up.start, a.parent, up.depth + 1 FROM up JOIN accounts a ON a.pk = up.at
             WHERE a.parent IS NOT NULL AND up.depth < 100)
           SELECT account FROM accounts WHERE pk IN (SELECT start FROM up WHERE at = start)""",
        "{} is its own parent; set another parent.",
    ),
    (
        "end_before_start",
        """SELECT a.account FROM subscriptions s JOIN accounts a ON a.pk = s.account
           WHERE s."end" < s.start""",
        "A subscription of {} ends before it starts; correct its days.",
    ),
    (
        "closed_before_opened",
        """SELECT a.account FROM tickets t JOIN accounts a ON a.pk = t.account
           WHERE t.closed_at < t.opened_at""",
        "A ticket of {} was closed before it was opened; correct its days.",
    ),
    (
        "step_before_start",
        """SELECT a.account FROM steps t JOIN subscriptions s ON s.pk = t.subscription
           JOIN accounts a ON a.pk = s.account WHERE t."from" < s.start""",
        "A step of {} begins before its subscription; correct its day.",
    ),
    (
        "two_first_values",
        """SELECT a.account FROM milestones m JOIN accounts a ON a.pk = m.account
           WHERE m.first_value = 1 GROUP BY a.pk, a.account HAVING count(*) > 1""",
        "{} has more than one first value; keep one.",
    ),
)
"""Domain checks: a code, the names it finds, and the sentence with what to do."""

_LONGEST = 80
"""Signs of a value that a sentence shows."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a book."""

    code: str
    message: str


_Look = Callable[[Book], Iterator[Problem]]


def problems_of(book: Book, *, deep: bool = False) -> list[Problem]:
    """Everything that is wrong; with `deep`, every page and every row against the journal's last image.

    What is read while somebody writes is of different moments: then only what a second look finds too is wrong.
    """
    before = _moment(book)
    found = _problems(book, deep=deep)
    if found and before != _moment(book):
        again = _problems(book, deep=deep)
        return [problem for problem in found if problem in again]
    return found


def _moment(book: Book) -> int | None:
    with contextlib.suppress(BookDamaged):
        return book.seen()
    return None


def _problems(book: Book, *, deep: bool) -> list[Problem]:
    found: list[Problem] = []
    looks: list[_Look] = [partial(_pages, deep=deep), *_LOOKS]
    for look in [*looks, _against_journal, _seals, _shape, _search] if deep else looks:
        if look is _search and any(p.code == "altered_shape" for p in found):
            continue  # there is nothing to compare the index with
        try:
            found += look(book)
        except BookDamaged as damage:
            problem = Problem("damaged", f"The file is damaged: {damage.facts['why']}.")
            found += [problem] if problem not in found else []
    return found


def _pages(book: Book, *, deep: bool) -> Iterator[Problem]:
    pragma = "integrity_check" if deep else "quick_check"
    for (said,) in book.rows(f"PRAGMA {pragma}"):
        if said != "ok":
            yield Problem("damaged", f"The file is damaged: {said}.")


def _references(book: Book) -> Iterator[Problem]:
    for table, row, parent, _ in book.rows("PRAGMA foreign_key_check"):
        yield Problem(
            "broken_reference", f"Row {row} of {table} refers to a row of {parent} that is not there."
        )


def _half_operations(book: Book) -> Iterator[Problem]:
    for (n,) in book.rows("SELECT n FROM operations WHERE finished = 0"):
        yield Problem("half_operation", f"Change {n} was not finished.")


def _impossible(book: Book) -> Iterator[Problem]:
    for code, sql, sentence in _IMPOSSIBLE:
        for (name,) in book.rows(sql):
            yield Problem(code, sentence.format(name))


def _despite(book: Book) -> Iterator[Problem]:
    """Term ends that were renewed though notice was given for them."""
    for sold in lines_where(book, "s.cancelled_on IS NOT NULL", {}, date.max):
        end = renewed_despite_notice(sold.line)
        if end:
            told = f"Notice was given for the term of {sold.account} that ends on {spelled(end)}, and it is recorded as"
            yield Problem("renewed_despite_notice", f"{told} renewed; take one of the two back.")


def _strays(book: Book) -> Iterator[Problem]:
    """Values of custom fields whose row is gone."""
    tables = {noun_of(cls).word: noun_of(cls).table for cls in NOUNS}
    for word, name in book.rows("SELECT of_noun, name FROM custom_fields ORDER BY pk"):
        if word not in tables:
            continue
        sql = (
            "SELECT count(*) FROM custom_values v JOIN custom_fields f ON f.pk = v.field"
            f' WHERE f.of_noun = ? AND f.name = ? AND NOT EXISTS (SELECT 1 FROM "{tables[word]}" t WHERE t.uid = v.row)'
        )
        for (count,) in book.rows(sql, [word, name]):
            if count:
                yield Problem(
                    "stray_value", f"{count:,} values of the custom field {name} have lost their row."
                )


def _planted(book: Book) -> Iterator[Problem]:
    for kind, name in book.rows("SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')"):
        yield Problem("planted", f"The book holds a {kind} that csdesk never makes: {name}.")


_LOOKS: tuple[_Look, ...] = (
    _references,
    _half_operations,
    _impossible,
    _despite,
    _strays,
    _planted,
)


def _against_journal(book: Book) -> Iterator[Problem]:
    last = last_images(book)
    for cls in NOUNS:
        noun, mapped = noun_of(cls), mapper(cls)
        for row in book.rows(mapped.select):
            image = last.pop((noun.table, str(row[0])), None)
            if image is None:
                yield Problem("not_in_journal", f"{noun.word} {row[0]} was written past the journal.")
            elif not same(mapped, image, row):
                yield Problem("altered", _told(mapped, image, row))
    for (table, uid), image in last.items():
        if image is not None:
            yield Problem("missing", f"A row of {table} is missing: {uid}.")


def _seals(book: Book) -> Iterator[Problem]:
    """The history against its seals."""
    for what in broken(book.rows):
        yield Problem("altered_history", f"{what} is not what was written.")


def _shape(book: Book) -> Iterator[Problem]:
    """The tables and indexes against those that csdesk makes."""
    for name in altered(book.rows):
        yield Problem("altered_shape", f"{name} is not made as csdesk makes it.")


def _search(book: Book) -> Iterator[Problem]:
    """The index of what is searched against the rows, on a copy in memory."""
    with reading(book.path), closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        book.backup_to(copy)
        copy.text_factory = damaged_text
        for words in differing(copy):
            name = words.spec.table
            yield Problem(
                SEARCH_DIFFERS, f"The search index of {name} is not what its rows say; make it anew."
            )


def _told(mapped: Mapper, image: str, row: tuple[Any, ...]) -> str:
    """A damaged row, each value next to what was last written of it."""
    noun = noun_of(mapped.noun)
    try:
        then = json.loads(image)
    except ValueError:
        return f"{noun.word} {row[0]} cannot be held against its history."
    cells = [(f, cell, then.get(f.key)) for f, cell in zip(noun.fields, row, strict=True)]
    called = then.get(noun.field(noun.title).key) or row[0]
    told = [
        f"{f.header} is {_shown(now)}, last written as {_shown(was)}" for f, now, was in cells if now != was
    ]
    return f"{noun.word} {called} is not what was last written: {'; '.join(told) or 'its values'}."


def _shown(cell: object) -> str:
    text = "empty" if cell is None else f"“{cell}”"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…”"


def same(mapped: Mapper, image: str, row: tuple[Any, ...]) -> bool:
    """Whether a row is what its last image says."""
    try:
        return bool(mapped.from_text(image) == mapped.value(row))
    except UNREADABLE:
        return False
