"""Any book, any edits on either side: a merge gives what a person would say, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.accounts import Account, Stage
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.fields import Kind, noun_of
from csdesk.domain.ids import AccountId, ContactId, ObjectiveId, ProductId, SubscriptionId
from csdesk.domain.imports.cells.grid import Source, Value
from csdesk.domain.objectives import Objective, Reading
from csdesk.domain.products import Product
from csdesk.domain.rounds.plan import Side
from csdesk.domain.subscriptions import NoticeCount, Step, Subscription
from csdesk.domain.touches import Direction, Touch
from csdesk.exchange.reading import read_here
from csdesk.services.book.history import history
from csdesk.services.spreadsheets.exports import export_book
from csdesk.services.spreadsheets.rounds import apply_merge, plan_merge
from csdesk.store.book import Book
from tests.trials import trials

DAY = date(2025, 11, 24)
DAYS = st.dates(date(1999, 1, 1), DAY)
ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
"""What may stand in a book: signs of formulas, control characters, escapes, line ends."""
WILD = st.one_of(
    ANY_TEXT, st.sampled_from(["=1+1", "_x0041_", "  a  b ", "a\r\nb", "007", "3-4", "yes", "1e5"])
)
TYPED = (
    st.text("abc déß漢😀.,;:!&<>'\"()", min_size=1, max_size=12)
    .map(lambda t: " ".join(t.split()))
    .filter(lambda t: t.strip("'\""))
)
"""What a person types; a mark that only points to the cell above is refused."""


@dataclass(frozen=True)
class Slot:
    """A field that both sides may change: what the book may hold, and what a person may type."""

    noun: type
    name: str
    held: st.SearchStrategy[Any]
    typed: st.SearchStrategy[Any]


def maybe(some: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | some


WHOLE, MINUTES = st.integers(0, 10**6), st.integers(1, 600)
EXACT = st.decimals(1, 10**5, places=3).map(lambda d: d.normalize() + 0)
REAL = st.floats(-(10**9), 10**9).map(lambda x: x + 0.0).filter(lambda x: x == 0 or abs(x) > 1e-9)
ROLES = st.lists(st.sampled_from(Role), unique=True, max_size=3).map(tuple)
SLOTS = (
    Slot(Account, "segment", maybe(WILD), maybe(TYPED)),
    Slot(Account, "notes", maybe(WILD), maybe(TYPED)),
    Slot(Account, "employees", maybe(WHOLE), maybe(WHOLE)),
    Slot(Account, "signed_on", maybe(DAYS), maybe(DAYS)),
    Slot(Account, "stage", maybe(st.sampled_from(Stage)), maybe(st.sampled_from(Stage))),
    Slot(Contact, "title", maybe(WILD), maybe(TYPED)),
    Slot(Contact, "roles", ROLES, ROLES),
    Slot(Subscription, "auto_renew", maybe(st.booleans()), maybe(st.booleans())),
    Slot(Subscription, "notice_days", maybe(st.integers(0, 3660)), maybe(st.integers(0, 3660))),
    Slot(
        Subscription,
        "notice_counted_in",
        maybe(st.sampled_from(NoticeCount)),
        maybe(st.sampled_from(NoticeCount)),
    ),
    Slot(Step, "amount", st.integers(0, 10**11), st.integers(0, 10**11)),
    Slot(Step, "quantity", maybe(EXACT), maybe(EXACT)),
    Slot(Touch, "minutes", maybe(MINUTES), maybe(MINUTES)),
    Slot(Touch, "direction", st.sampled_from(Direction), st.sampled_from(Direction)),
    Slot(Touch, "on", DAYS, DAYS),
    Slot(Touch, "contacts", st.sampled_from([(), ("c-0",), ("c-1", "c-0")]), st.sampled_from([(), ("c-1",)])),
    Slot(Reading, "value", REAL, REAL),
)
IDS: dict[type[Any], tuple[str, ...]] = {
    Account: ("a-0", "a-1"),
    Contact: ("c-0", "c-1"),
    Subscription: ("s-0",),
    Step: ("x-0",),
    Touch: ("t-0", "t-1"),
    Reading: ("r-0",),
}
USED = [noun_of(noun).word for noun in IDS]
PLACES = [(slot, uid) for slot in SLOTS for uid in IDS[slot.noun]]
Edits = Mapping[tuple[type, str, str], Any]


def bare() -> list[Any]:
    """The rows without what the edits say."""
    people = [
        Contact(id=ContactId("c-0"), account=AccountId("a-0"), name="Ana Duarte"),
        Contact(id=ContactId("c-1"), account=AccountId("a-0"), name="Béla Őry"),
    ]
    return [
        Account(id=AccountId("a-0"), account="Corvid, Inc."),
        Account(id=AccountId("a-1"), account="=Yen"),
        *people,
        Product(id=ProductId("p-0"), product="Team"),
        Subscription(
            id=SubscriptionId("s-0"), account=AccountId("a-1"), product=ProductId("p-0"), currency="EUR"
        ),
        Step(id="x-0", subscription=SubscriptionId("s-0"), from_=DAY, amount=1),
        Touch(id="t-0", account=AccountId("a-0"), on=DAY, summary="One"),
        Touch(id="t-1", account=AccountId("a-0"), on=DAY, summary="Two"),
        Objective(id=ObjectiveId("o-0"), account=AccountId("a-0"), objective="Days"),
        Reading(id="r-0", objective=ObjectiveId("o-0"), on=DAY, value=1.0),
    ]


@st.composite
def edits(draw: st.DrawFn, *, typed: bool, most: int) -> Edits:
    """Some fields with their values."""
    places = draw(st.lists(st.sampled_from(PLACES), unique=True, max_size=most))
    return {(s.noun, uid, s.name): draw(s.typed if typed else s.held) for s, uid in places}


def put(book: Book, changes: Edits, rows: list[Any]) -> None:
    """Write the fields into the book."""
    with book.change(Verb.SET, label="test", today=DAY):
        for row in rows:
            own = (type(row), row.id)
            facts = {name: v for (noun, uid, name), v in changes.items() if (noun, uid) == own}
            book.put(replace(row, **facts))


def state(book: Book) -> dict[tuple[type, str, str], Any]:
    """Every field of every slot."""
    rows: dict[tuple[type, str], Any] = {(noun, row.id): row for noun in IDS for row in rows_of(book, noun)}
    return {(s.noun, uid, s.name): getattr(rows[s.noun, uid], s.name) for s, uid in PLACES}


def rows_of(book: Book, noun: type[Any]) -> list[Any]:
    return book.all(noun)


@cache
def key_of(noun: type, name: str) -> tuple[str, str, Kind]:
    field = next(f for f in noun_of(noun).fields if f.name == name)
    return noun_of(noun).sheet or "", field.header, field.kind


NAMES = {"c-0": "Ana Duarte", "c-1": "Béla Őry"}


def as_typed(value: Any, kind: Kind) -> Value:
    """What a person's program puts into the cell."""
    if value is None or value == ():
        return None
    if kind is Kind.YES_NO:
        return "yes" if value else "no"
    if kind is Kind.MONEY:
        return Decimal(value).scaleb(-2)
    if kind is Kind.REFERENCES:
        return ", ".join(NAMES[v] for v in value)
    if kind is Kind.CHOICES:
        return ", ".join(map(str, value))
    if kind is Kind.NUMBER:
        return int(value) if float(value).is_integer() else Decimal(repr(value))
    return str(value) if kind is Kind.CHOICE else value


def typed_into(source: Source, changes: Edits) -> Source:
    """The workbook with the edits typed into its cells."""
    pages = {g.name: [list(r) for r in g.rows] for g in source.grids}
    for (noun, uid, name), value in changes.items():
        sheet, header, kind = key_of(noun, name)
        rows = pages[sheet]
        at = rows[0].index(header)
        row = next(r for r in rows if r and r[0] == uid)
        row.extend([None] * (at + 1 - len(row)))
        row[at] = as_typed(value, kind)
    grids = tuple(replace(g, rows=tuple(map(tuple, pages[g.name]))) for g in source.grids)
    return replace(source, grids=grids)


def seen(value: Any) -> Any:
    """What a person sees of a value in a cell."""
    if not isinstance(value, str):
        return None if value == () else value
    shown = "".join(c for c in value if c.isspace() or not (c < " " or c in "\x7f\u200b\u2060\ufeff"))
    return "\n".join(" ".join(line.split()) for line in shown.splitlines() if line.split()) or None


def said(sent: Any, in_sheet: Any, in_book: Any, side: Side) -> Any:
    """What a person would say should come out."""
    if seen(in_sheet) == seen(sent):
        return in_book
    if in_book in (sent, in_sheet):
        return in_sheet
    return in_sheet if side is Side.SHEET else in_book


NEW = st.lists(st.tuples(TYPED, maybe(MINUTES), st.sampled_from(["Corvid, Inc.", "a-1"])), max_size=3)


def with_rows(source: Source, added: list[tuple[str, int | None, str]], removed: str | None) -> Source:
    """The workbook with new touches below the others, and one of them taken out."""
    page = next(g for g in source.grids if g.name == "Touches")
    heads = [str(h) for h in page.rows[0]]
    rows = [r for r in page.rows if not r or r[0] != removed]
    for summary, minutes, account in added:
        cells: dict[str, Value] = {"Account": account, "On": DAY, "Summary": summary, "Minutes": minutes}
        rows.append(tuple(cells.get(h) for h in heads))
    grids = tuple(replace(g, rows=tuple(rows)) if g is page else g for g in source.grids)
    return replace(source, grids=grids)


def workbook(book: Book) -> Source:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        export_book(book, path, nouns=USED, today=DAY)
        return read_here(path, day=DAY)


@trials(15)
@given(
    edits(typed=False, most=12), edits(typed=True, most=6), edits(typed=False, most=6), st.sampled_from(Side)
)
def test_a_merge_gives_what_a_person_would_say(first: Edits, sheet: Edits, later: Edits, side: Side) -> None:
    with Book.in_memory() as book:
        put(book, first, bare())
        sent = state(book)
        source = typed_into(workbook(book), sheet)
        rows: list[Any] = [book.find(type(r), r.id) for r in bare()]
        put(book, later, rows)
        theirs = {**sent, **sheet}
        ours = state(book)
        plan = plan_merge(book, source, {}, today=DAY, take=side)
        assert [r.what for r in plan.refused] == []
        apply_merge(book, plan, today=DAY)
        assert state(book) == {place: said(sent[place], theirs[place], ours[place], side) for place in sent}
        both = {p for p in sent if seen(sent[p]) != seen(theirs[p]) and ours[p] not in (sent[p], theirs[p])}
        assert len(plan.conflicts) == len(both)


@trials(15)
@given(edits(typed=False, most=16), st.text(max_size=20), ANY_TEXT)
def test_a_workbook_that_nobody_edited_changes_nothing_whatever_the_book_holds(
    first: Edits, name: str, other: str
) -> None:
    with Book.in_memory() as book:
        rows = bare()
        rows[0] = replace(rows[0], account=name, external_id=other)
        rows[2] = replace(rows[2], name=other or "-")
        put(book, first, rows)
        before, done = state(book), history(book)
        source = workbook(book)
        plan = plan_merge(book, source, {}, today=DAY)
        assert [(s.sheet, r.what) for s in plan.sheets for r in s.rows] == []
        assert (plan.changes_nothing, plan.questions) == (True, ())
        assert apply_merge(book, plan, today=DAY) is None
        assert (state(book), history(book)) == (before, done)


def test_the_oracle_knows_the_rule() -> None:
    assert said(1, 1, 2, Side.SHEET) == 2
    assert said(1, 2, 1, Side.BOOK) == 2
    assert (said(1, 2, 3, Side.SHEET), said(1, 2, 3, Side.BOOK)) == (2, 3)


@trials(10)
@given(edits(typed=True, most=4), edits(typed=False, most=4), NEW, st.sampled_from([None, "keep", "remove"]))
def test_rows_come_and_go_as_a_person_would_say(
    sheet: Edits, later: Edits, added: list[tuple[str, int | None, str]], goes: str | None
) -> None:
    with Book.in_memory() as book:
        put(book, {}, bare())
        typed = {place: v for place, v in sheet.items() if place[1] != "t-1"}
        removed = "t-1" if goes else None
        source = with_rows(typed_into(workbook(book), typed), added, removed)
        put(book, later, [book.find(type(r), r.id) for r in bare()])
        answers = {"removed:Touches:t-1": goes} if goes else {}
        plan = plan_merge(book, source, answers, today=DAY, take=Side.SHEET)
        assert (plan.refused, plan.open) == ((), ())
        apply_merge(book, plan, today=DAY)
        touches = book.all(Touch)
        assert {t.id for t in touches} & {"t-0", "t-1"} == ({"t-0"} if goes == "remove" else {"t-0", "t-1"})
        ids = {"Corvid, Inc.": "a-0", "a-1": "a-1"}
        fresh = [(t.summary, t.minutes, t.account) for t in touches if t.id not in {"t-0", "t-1"}]
        assert sorted(map(str, fresh)) == sorted(str((s, m, ids[a])) for s, m, a in added)
        again = plan_merge(book, source, answers, today=DAY, take=Side.SHEET)
        assert again.changes_nothing
