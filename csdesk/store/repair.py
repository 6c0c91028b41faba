"""A repair sets right what a check found, by what the book itself still says; it makes nothing up.

What the history has is written back. What cannot be is forgotten, or moved to where the book's own rule puts it.
Whatever neither is, is left to the person.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.custom import CustomField, CustomValue
from csdesk.domain.errors import CsdeskError
from csdesk.domain.fields import Kind, noun_of
from csdesk.domain.milestones import Milestone
from csdesk.domain.nouns import NOUNS, noun_of_table
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.tickets import Ticket
from csdesk.store.book import Book
from csdesk.store.check import SEARCH_DIFFERS, Problem, problems_of, same
from csdesk.store.history import last_images
from csdesk.store.journal import Change
from csdesk.store.rows import UNREADABLE, mapper

Mended = Problem
"""What was wrong, by its code, and what was done."""
_Mend = Callable[[Book, Change], Iterator[Mended]]


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was done, in order, and what is left for the person."""

    mended: tuple[Mended, ...]
    left: tuple[Problem, ...]
    change: ChangeSet | None = None


def repair(book: Book, *, today: date) -> Repaired:
    """Repair what can be, as one change. The file's pages are not repaired: salvage or restore does that.

    Raises: as `Book.change`.
    """
    found = problems_of(book, deep=True)
    if book.rows("PRAGMA quick_check(1)") != [("ok",)]:
        return Repaired((), tuple(found))
    mended: list[Mended] = []
    done: ChangeSet | None = None
    if {p.code for p in found} & _MENDED:
        with book.change(Verb.SET, label="repair", today=today) as change:
            for mend in (*_WHOLE, *_ROWS):
                mended += list(mend(book, change))
        done = change.done
    if any(p.code == SEARCH_DIFFERS for p in found):
        book.index_again()
        mended.append(Mended(SEARCH_DIFFERS, "The search index was made anew."))
    return Repaired(tuple(mended), tuple(problems_of(book, deep=True)), done)


_MENDED = frozenset(
    "broken_reference altered missing not_in_journal parent_loop end_before_start closed_before_opened "
    "step_before_start two_first_values stray_value".split()
)
"""The problems that have a repair."""


def _from_history(book: Book, change: Change) -> Iterator[Mended]:
    """Write back what the history has and the tables have no more, parents first; take in what it has not."""
    last = last_images(book)
    for cls in NOUNS:
        noun, mapped = noun_of(cls), mapper(cls)
        rows = {str(row[0]): row for row in book.rows(mapped.select)}
        known = {uid: image for (table, uid), image in last.items() if table == noun.table and image}
        for uid, image in known.items():
            if uid in rows and same(mapped, image, rows[uid]):
                continue
            with suppress(CsdeskError, *UNREADABLE):
                if uid not in rows:
                    _take_over_key(change, cls, uid, image, {u: r for u, r in rows.items() if u not in known})
                change.write_back(mapped.from_text(image))
                code = "altered" if uid in rows else "missing"
                yield Mended(code, f"{noun.word} {_called(cls, mapped.from_text(image))}: as last written.")
        for row in book.rows(mapped.select):
            if str(row[0]) not in known:
                with suppress(*UNREADABLE):
                    change.note(cls, str(row[0]), None, mapped.value(row))
                    yield Mended("not_in_journal", f"{noun.word} {row[0]}: the history has it now.")


def _take_over_key(
    change: Change, cls: type, uid: str, image: str, strange: dict[str, tuple[Any, ...]]
) -> None:
    """A row whose id rotted is the one of the history that is missing and equal to it but for that."""
    mapped = mapper(cls)
    for other, row in strange.items():
        if same(mapped, image, (uid, *row[1:])):
            change.mend(f'UPDATE "{noun_of(cls).table}" SET uid = ? WHERE uid = ?', (uid, other))


def _references(book: Book, change: Change) -> Iterator[Mended]:
    """A reference into nothing is forgotten; a row that cannot be without it goes, and the history keeps it."""
    last = last_images(book)
    change.mend("PRAGMA defer_foreign_keys = ON", ())
    while broken := book.rows("PRAGMA foreign_key_check"):
        for table, pk, parent, _ in broken:
            yield from _parted(book, change, (table, pk, parent), last)


def _parted(
    book: Book, change: Change, at: tuple[str, int, str], last: dict[tuple[str, str], str | None]
) -> Iterator[Mended]:
    """Part a row from what is not there; it may be gone already."""
    table, pk, parent = at
    noun = noun_of_table(table)
    for field in (f for f in noun.fields if f.kind is Kind.REFERENCE and f.refers == parent):
        lost = f'"{field.key}" IS NOT NULL AND "{field.key}" NOT IN (SELECT pk FROM "{parent}")'
        found = book.rows(f'SELECT uid FROM "{table}" WHERE pk = ? AND {lost}', (pk,))
        if not found:
            continue
        uid = str(found[0][0])
        if field.required:
            change.mend(f'DELETE FROM "{table}" WHERE pk = ?', (pk,))
            said = f"Row {pk} of {table} had lost its {field.header.lower()}, and went."
        else:
            change.mend(f'UPDATE "{table}" SET "{field.key}" = NULL WHERE pk = ?', (pk,))
            said = f"Row {pk} of {table}: {field.header.lower()} is not known now."
        image = last.get((table, uid))
        before = mapper(noun.type).from_text(image) if image else None
        change.note(noun.type, uid, before, book.find(noun.type, uid))
        yield Mended("broken_reference", said)


def _parents(book: Book, _: Change) -> Iterator[Mended]:
    """Of accounts that are above each other in a circle, the newest is no longer below another."""
    accounts = {a.id: a for a in book.all(Account)}
    for start in sorted(accounts, reverse=True):
        seen, at = set(), accounts[start].parent
        while at is not None and at not in seen and at != start:
            seen.add(at)
            at = accounts[at].parent if at in accounts else None
        if at == start:
            accounts[start] = replace(accounts[start], parent=None)
            book.put(accounts[start])
            yield Mended("parent_loop", f"{accounts[start].account}: the parent is not known now.")


def _ends(book: Book, _: Change) -> Iterator[Mended]:
    for line in book.all(Subscription):
        if line.start and line.end and line.end < line.start:
            book.put(replace(line, end=None))
            yield Mended(
                "end_before_start", f"A subscription of {_owner(book, line)}: its end is not known now."
            )


def _tickets(book: Book, _: Change) -> Iterator[Mended]:
    for ticket in book.all(Ticket):
        if ticket.closed_at and ticket.closed_at < ticket.opened_at:
            book.put(replace(ticket, opened_at=ticket.closed_at, closed_at=ticket.opened_at))
            said = f"A ticket of {_owner(book, ticket)}: its two days changed places."
            yield Mended("closed_before_opened", said)


def _steps(book: Book, _: Change) -> Iterator[Mended]:
    lines = {line.id: line for line in book.all(Subscription)}
    for step in book.all(Step):
        line = lines.get(step.subscription)
        if line and line.start and step.from_ < line.start:
            book.put(replace(step, from_=line.start))
            said = f"A step of {_owner(book, line)}: it holds from the start of its subscription."
            yield Mended("step_before_start", said)


def _first_values(book: Book, _: Change) -> Iterator[Mended]:
    """Of several first values the one that was reached first stays, else the one that is due first."""
    by_account: dict[str, list[Milestone]] = {}
    for one in book.all(Milestone, first_value=1):
        by_account.setdefault(one.account, []).append(one)
    for several in by_account.values():
        first, *others = sorted(several, key=_reached)
        for other in others:
            book.put(replace(other, first_value=False))
            said = (
                f"{_owner(book, other)}: first value is “{first.milestone}”, no longer “{other.milestone}”."
            )
            yield Mended("two_first_values", said)


def _reached(one: Milestone) -> tuple[date, date, str]:
    return (one.achieved_on or date.max, one.target_on or date.max, one.id)


def _strays(book: Book, _: Change) -> Iterator[Mended]:
    """Values of custom fields whose row is gone go too; undo brings them back."""
    tables: dict[str, Any] = {noun_of(cls).word: cls for cls in NOUNS}
    for field in book.all(CustomField):
        cls = tables.get(str(field.of_noun))
        there: set[str] = {row.id for row in book.all(cls)} if cls else set()
        for value in book.all(CustomValue, field=field.id):
            if cls and value.row not in there:
                book.drop(value)
                yield Mended("stray_value", f"A value of {field.name} had lost its row, and went.")


def _owner(book: Book, value: Any) -> str:
    owner = book.find(Account, value.account)
    return owner.account if owner else "an account"


def _called(cls: type, value: Any) -> str:
    return str(getattr(value, noun_of(cls).title))


_WHOLE: tuple[_Mend, ...] = (_from_history, _references)
_ROWS: tuple[_Mend, ...] = (_parents, _ends, _tickets, _steps, _first_values, _strays)
"""Each domain check with its repair."""
