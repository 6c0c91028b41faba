"""Fields of one's own on rows of any kind, of an account's or nobody's: out, edited on either side, and back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.changes import Verb
from csdesk.domain.custom import CustomField, CustomKind, CustomValue
from csdesk.domain.fields import noun_of
from csdesk.domain.files import File
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.imports.cells.grid import Source
from csdesk.domain.nouns import NOUNS
from csdesk.domain.products import Product
from csdesk.domain.rates import Rate
from csdesk.domain.rounds.plan import Side
from csdesk.domain.tasks import Task
from csdesk.exchange.reading import read_here
from csdesk.services.book.editing import account_of, set_fields
from csdesk.services.book.history import history, redo, undo
from csdesk.services.spreadsheets.exports import export_book
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.services.spreadsheets.rounds import apply_merge, plan_merge
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from tests.services.answering import with_defaults
from tests.services.round_trip import content
from tests.services.spreadsheets.test_any_round import DAY, bare, said
from tests.trials import trials

ROWS: dict[str, tuple[str, ...]] = {
    "account": ("a-0",), "product": ("p-0", "p-1"), "step": ("x-0",), "reading": ("r-0",),
    "task": ("k-0", "k-1"), "file": ("f-0", "f-1", "f-2"), "rate": ("e-0",),
}  # fmt: skip
"""The rows that say something in fields of one's own, by noun: those of nobody among them."""
HOLDS: dict[CustomKind, st.SearchStrategy[Any]] = {
    CustomKind.TEXT: st.sampled_from(["red", "blue", "Grün, hell", "=1+1 as words", "two\nlines"]),
    CustomKind.NUMBER: st.decimals(-(10**6), 10**6, places=2).map(lambda d: d.normalize() + 0),
    CustomKind.DAY: st.dates(date(2001, 1, 1), DAY),
    CustomKind.YES_NO: st.sampled_from(["yes", "no"]),
}
PLACES = [(noun, uid, kind) for noun, uids in ROWS.items() for uid in uids for kind in HOLDS]
Edits = Mapping[tuple[str, str, CustomKind], Any]


@st.composite
def edits(draw: st.DrawFn, most: int) -> Edits:
    """Some of the places with what they say; None is nothing."""
    places = draw(st.lists(st.sampled_from(PLACES), unique=True, max_size=most))
    return {place: draw(st.none() | HOLDS[place[2]]) for place in places}


def filled() -> Book:
    """A book with a field of each kind for every noun that has rows here."""
    book = Book.in_memory()
    more = [
        Product(id=ProductId("p-1"), product="Alone"),
        Task(id="k-0", account=AccountId("a-0"), title="Send summary"),
        Task(id="k-1", account=AccountId("a-1"), title="Call"),
        File(id="f-0", account=None, title="Board", place="/b.pptx"),
        File(id="f-1", account=AccountId("a-0"), title="Deck", place="/d.pptx"),
        File(id="f-2", account=None, title="Board", place="/c.pptx"),
        Rate(id="e-0", from_currency="EUR", to_currency="USD", on=DAY, rate=Decimal("1.1")),
    ]
    fields = [
        CustomField(id=f"{noun} {kind}", of_noun=noun, name=f"My {kind}", kind=kind)
        for noun in ROWS
        for kind in HOLDS
    ]
    with book.change(Verb.ADD, label="test", today=DAY):
        book.put_all([*bare(), *more, *fields])
    return book


def text_of(value: Any) -> str:
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)


def put(book: Book, changes: Edits) -> None:
    """Type them into the book."""
    for (noun, uid, kind), value in changes.items():
        set_fields(book, noun, uid, {f"my_{kind.value.replace(' ', '_')}": text_of(value)}, today=DAY)


def state(book: Book) -> dict[tuple[str, str, CustomKind], str]:
    """What every place says."""
    found = {(v.row, v.field): v.value for v in book.all(CustomValue)}
    return {(noun, uid, kind): found.get((uid, f"{noun} {kind}"), "") for noun, uid, kind in PLACES}


def owners_hold(book: Book) -> bool:
    """Whether every value is of the account whose row it is, and of none where it is nobody's."""
    rows = {row.id: row for some in content(book).values() for row in some}
    owners = {v.id: account_of(book, rows[v.row]) for v in book.all(CustomValue)}
    return all(v.account == (of.id if (of := owners[v.id]) else None) for v in book.all(CustomValue))


def workbook(book: Book) -> Source:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        export_book(book, path, today=DAY)
        return read_here(path, day=DAY)


SHEETS = {noun_of(noun).word: noun_of(noun).sheet for noun in NOUNS}


def typed_into(source: Source, changes: Edits) -> Source:
    """The workbook with what a person types into its cells."""
    pages = {g.name: [list(r) for r in g.rows] for g in source.grids}
    for (noun, uid, kind), value in changes.items():
        rows = pages[str(SHEETS[noun])]
        at = rows[0].index(f"My {kind} (custom)")
        row = next(r for r in rows if r and r[0] == uid)
        row.extend([None] * (at + 1 - len(row)))
        row[at] = value
    return replace(
        source, grids=tuple(replace(g, rows=tuple(map(tuple, pages[g.name]))) for g in source.grids)
    )


@trials(15)
@given(edits(16), edits(8), edits(8), st.sampled_from(Side))
def test_what_both_sides_say_comes_out_as_a_person_would_say(
    first: Edits, sheet: Edits, later: Edits, side: Side
) -> None:
    with filled() as book:
        put(book, first)
        sent, source = state(book), typed_into(workbook(book), sheet)
        put(book, later)
        ours = state(book)
        theirs = sent | {place: text_of(value) for place, value in sheet.items()}
        plan = plan_merge(book, source, {}, today=DAY, take=side)
        assert (plan.refused, plan.open) == ((), ())
        before = content(book)
        done = apply_merge(book, plan, today=DAY)
        assert state(book) == {p: said(sent[p], theirs[p], ours[p], side) for p in PLACES}
        both = {p for p in PLACES if sent[p] != theirs[p] and ours[p] not in (sent[p], theirs[p])}
        assert len(plan.conflicts) == len(both)
        assert owners_hold(book)
        assert problems_of(book) == []
        if done is not None:
            after = content(book)
            undo(book, today=DAY)
            assert content(book) == before
            redo(book, today=DAY)
            assert content(book) == after


@trials(10)
@given(edits(24))
def test_nobody_edited_it_and_nothing_changes_and_another_book_has_all_of_it(first: Edits) -> None:
    with filled() as book, Book.in_memory() as other:
        put(book, first)
        before, source = (content(book), history(book)), workbook(book)
        plan = plan_merge(book, source, {}, today=DAY)
        assert (plan.changes_nothing, plan.questions) == (True, ())
        assert apply_merge(book, plan, today=DAY) is None
        assert (content(book), history(book)) == before
        answers = with_defaults(plan_import(other, [source], {}, today=DAY))
        apply_import(other, plan_import(other, [source], answers, today=DAY), today=DAY)
        assert told(other) == told(book)
        assert owners_hold(other)
        assert problems_of(other, deep=True) == []
        again = plan_import(other, [source], answers, today=DAY)
        assert (again.open, again.values) == ((), ())


def told(book: Book) -> Counter[tuple[str, str, str]]:
    """What is said of which noun in which field."""
    fields = {f.id: f for f in book.all(CustomField)}
    return Counter((fields[v.field].of_noun, fields[v.field].name, v.value) for v in book.all(CustomValue))
