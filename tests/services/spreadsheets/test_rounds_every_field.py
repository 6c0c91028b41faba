"""Every field of every sheet comes back: what was typed in its cell is what the merge takes, and nothing else."""

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from csdesk.domain.changes import Verb
from csdesk.domain.fields import Field, Kind, Noun, noun_of
from csdesk.domain.imports.cells.grid import Source, Value
from csdesk.domain.nouns import NOUNS
from csdesk.domain.rounds.plan import MergePlan
from csdesk.exchange.reading import read_here
from csdesk.services.spreadsheets.rounds import plan_merge
from csdesk.store.book import Book
from tests.services.round_trip import DAY, sent

SHEETS = [noun_of(n) for n in NOUNS if noun_of(n).sheet]
WIDEST = max(len(noun.fields) for noun in SHEETS)


def id_(noun: Noun, number: int) -> str:
    return f"0190b000-7000-7000-8000-{SHEETS.index(noun):06}{number:06}"


def held(noun: Noun, field: Field, number: int) -> Any:
    """What the row of that number says in a field: something in every one of them."""
    if field.refers:
        table = next(n for n in SHEETS if n.table == field.refers)
        if field.kind is Kind.REFERENCES:
            return (id_(table, number),)
        return None if table is noun else id_(table, number)
    own = OWN.get((noun.word, field.key))
    if own and (own[0] is not None or not field.required):
        return own[0]
    if field.kind is Kind.DAY:
        return date(2025, 3, 3) + timedelta(days=7 * noun.fields.index(field) + number)
    if field.kind is Kind.INSTANT:
        return datetime(2025, 3, noun.fields.index(field), 9, 30 + number, tzinfo=UTC)
    return BY_KIND[field.kind](field, number)


OWN: dict[tuple[str, str], tuple[Any, Any]] = {
    ("rate", "on"): (None, DAY),
    ("account", "currency"): ("EUR", "CHF"),
    ("subscription", "currency"): ("EUR", "CHF"),
    ("invoice", "currency"): ("EUR", "CHF"),
    ("rate", "from_currency"): ("EUR", "CHF"),
    ("rate", "to_currency"): ("USD", "GBP"),
    ("account", "judgement"): (3, 4),
    ("account", "domain"): ("yen.example", "typed.example"),
    ("contact", "email"): ("ana@yen.example", "typed@yen.example"),
    ("ticket", "severity"): (1, 2),
    ("override", "score"): (40, 60),
    ("step", "from"): (date(2025, 10, 1), date(2025, 10, 2)),
    ("subscription", "cancelled_on"): (None, date(2025, 10, 2)),
}
"""What a row holds and what is typed where not any value of the kind will do; a day of notice decides renewals."""


BY_KIND: dict[Kind, Any] = {
    Kind.TEXT: lambda f, n: f"{f.header} of {n}",
    Kind.WHOLE: lambda _, n: 3 + n,
    Kind.NUMBER: lambda _, n: 2.5 + n,
    Kind.EXACT: lambda _, n: Decimal("0.25") + Decimal(n) / 100,
    Kind.MONEY: lambda _, n: 10_000 + n,
    Kind.YES_NO: lambda _, n: n == 1,
    Kind.CHOICE: lambda f, _: next(iter(f.choices)),
    Kind.CHOICES: lambda f, _: (next(iter(f.choices)),),
}


def rows() -> Iterator[Any]:
    """Three rows of every noun, each with all its fields."""
    for noun in SHEETS:
        for number in (1, 2, 3):
            facts = {f.name: held(noun, f, number) for f in noun.fields[1:]}
            yield noun.type(id=id_(noun, number), **facts)


@pytest.fixture(scope="module")
def there() -> Iterator[Book]:
    with Book.in_memory() as book:
        with book.change(Verb.ADD, label="test", today=DAY):
            book.put_all(list(rows()))
        yield book


@pytest.fixture(scope="module")
def source(there: Book, tmp_path_factory: pytest.TempPathFactory) -> Source:
    return read_here(sent(there, tmp_path_factory.mktemp("round") / "book.xlsx"), day=DAY)


@cache
def other(noun: Noun, field: Field) -> Any:
    """What is typed instead in the first row."""
    if field.kind in {Kind.REFERENCE, Kind.REFERENCES}:
        table = next(n for n in SHEETS if n.table == field.refers)
        return id_(table, 2)
    if own := OWN.get((noun.word, field.key)):
        return own[1]
    if field.kind is Kind.YES_NO:
        return False
    if field.kind in {Kind.CHOICE, Kind.CHOICES}:
        return list(field.choices or ())[1]
    if field.kind is Kind.TEXT:
        return f"Typed: {field.header}"
    return held(noun, field, 1) + TYPED[field.kind]


TYPED: dict[Kind, Any] = {
    Kind.WHOLE: 4, Kind.NUMBER: 4, Kind.EXACT: Decimal("0.5"), Kind.MONEY: 500, Kind.DAY: timedelta(days=1),
    Kind.INSTANT: timedelta(hours=1),
}  # fmt: skip


def in_cell(field: Field, value: Any) -> Any:
    """What a program puts into the cell."""
    if field.kind is Kind.MONEY:
        return Decimal(value).scaleb(-2)
    if field.kind is Kind.YES_NO:
        return "no"
    if field.kind is Kind.INSTANT:
        return value.replace(tzinfo=None)
    if isinstance(value, float):
        return Decimal(repr(value))
    return str(value) if field.kind in {Kind.CHOICE, Kind.CHOICES} else value


def typed(source: Source, cells: dict[tuple[str, str], Value]) -> Source:
    """The workbook with other cells in the first rows of its sheets: sheet and header → what is typed."""
    grids = []
    for grid in source.grids:
        mine = {h: v for (sheet, h), v in cells.items() if sheet == grid.name}
        found = [list(r) for r in grid.rows]
        for header, value in mine.items():
            at = found[0].index(header)
            found[1].extend([None] * (at + 1 - len(found[1])))
            found[1][at] = value
        grids.append(replace(grid, rows=tuple(map(tuple, found))))
    return replace(source, grids=tuple(grids))


def changes(there: Book, plan: MergePlan) -> dict[tuple[str, str], Any]:
    """Every field that the plan would change: noun and key → its new value."""
    found = {}
    for value in plan.values:
        noun, before = noun_of(type(value)), there.find(type(value), value.id)
        for field in noun.fields:
            if getattr(before, field.name) != (now := getattr(value, field.name)):
                found[noun.word, field.key] = now
    return found


FOLLOWS = {
    ("account", "judged_on"), ("task", "done_on"), ("promise", "settled_on"), ("opportunity", "decided_on"),
    ("advocacy", "given_on"),
}  # fmt: skip
"""What changes with a state that was typed."""


def as_held(field: Field, value: Any) -> Any:
    return (value,) if field.kind in {Kind.REFERENCES, Kind.CHOICES} else value


def columns(at: int) -> list[tuple[Noun, Field]]:
    """The fields in one place of every noun."""
    return [(noun, noun.fields[at]) for noun in SHEETS if at < len(noun.fields)]


@pytest.mark.parametrize("at", range(1, WIDEST))
def test_what_is_typed_in_a_cell_is_what_comes(there: Book, source: Source, at: int) -> None:
    cells = {(str(n.sheet), f.header): in_cell(f, other(n, f)) for n, f in columns(at)}
    plan = plan_merge(there, typed(source, cells), {}, today=DAY)
    found = changes(there, plan)
    assert ([r.what for r in plan.refused], plan.open) == ([], ())
    wanted = {(n.word, f.key): as_held(f, other(n, f)) for n, f in columns(at)}
    assert {key: found.get(key) for key in wanted} == wanted
    assert all(type(found[key]) is type(now(there, key)) for key in wanted if now(there, key) is not None)
    assert found.keys() - wanted.keys() <= FOLLOWS


def now(there: Book, key: tuple[str, str]) -> Any:
    """What the book says in a field of the first row."""
    noun = next(n for n in SHEETS if n.word == key[0])
    return getattr(there.find(noun.type, id_(noun, 1)), noun.field(key[1]).name)


@pytest.mark.parametrize("at", range(1, WIDEST))
def test_a_cell_that_is_emptied_makes_its_field_not_known_unless_it_is_needed(
    there: Book, source: Source, at: int
) -> None:
    cells: dict[tuple[str, str], Value] = {(str(n.sheet), f.header): None for n, f in columns(at)}
    plan = plan_merge(there, typed(source, cells), {}, today=DAY)
    needed = {n.sheet for n, f in columns(at) if (f.required or (n.word, f.key) in NEEDED) and not told(n, f)}
    assert {r.sheet for r in plan.refused} == needed
    found = changes(there, plan)
    wanted = {
        (n.word, f.key): empty(n, f)
        for n, f in columns(at)
        if n.sheet not in needed and not told(n, f) and now(there, (n.word, f.key)) != empty(n, f)
    }
    assert {key: found.get(key, "as it was") for key in wanted} == wanted
    assert found.keys() - wanted.keys() <= FOLLOWS


NEEDED = {("touch", "summary")}
"""What a row needs by its rule."""


def told(noun: Noun, field: Field) -> bool:
    """Whether the columns beside a cell say the same: a step is known by its customer and product."""
    return field.key == "subscription" and noun.word in {"step", "renewal"}


def empty(noun: Noun, field: Field) -> Any:
    """What a field says where nobody said anything."""
    default = next(f.default for f in dataclasses.fields(noun.type) if f.name == field.name)
    return None if default is dataclasses.MISSING else default


@pytest.mark.parametrize("word", ["half-year", "every 2 years", "weekly", "fortnight"])
def test_a_period_that_no_contract_has_is_refused_and_the_book_stays_whole(
    there: Book, source: Source, word: str
) -> None:
    plan = plan_merge(there, typed(source, {("Subscriptions", "Period"): word}), {}, today=DAY)
    (row,) = plan.refused
    assert row.what.startswith("Period: this is no period of a contract: write month, quarter, year or term")
    assert plan.changes_nothing
