"""A contract that a list calls otherwise than the book: that is said once, whatever it costs and ends later."""

from collections.abc import Sequence
from datetime import date

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.services.book.history import undo
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.services.answering import with_defaults

TODAY, END = date(2025, 11, 24), date(2026, 6, 30)
HEAD: list[Value] = ["Customer", "Plan", "MRR", "Contract end"]


def planned(book: Book, sheet: str, rows: Sequence[Sequence[Value]], answers: dict[str, str]) -> Plan:
    grid = Grid(sheet, tuple(tuple(r) for r in [HEAD, *rows]))
    made = Source(f"{sheet}.csv", f"{sheet}{rows!r}", date(2025, 11, 20), (grid,))
    return plan_import(book, [made], answers, today=TODAY)


def brought(book: Book, sheet: str, rows: Sequence[Sequence[Value]], **answers: str) -> int:
    said = {f"{kind}:{sheet}:name": choice for kind, choice in answers.items()}
    first = planned(book, sheet, rows, said)
    done = apply_import(book, planned(book, sheet, rows, with_defaults(first) | said), today=TODAY)
    assert done is not None
    return done.n


def test_a_contract_that_was_said_to_be_one_stays_one_in_every_later_file_at_any_price(book: Book) -> None:
    brought(book, "crm", [["Acme", "Platform", 100, END], ["Bolt", "Platform", 300, END]])
    brought(book, "billing 1", [["Acme", "Pro", 100, END], ["Bolt", "Pro", 300, END]], product="same")
    again = planned(book, "billing 2", [["Acme", "Pro", 150, END], ["Bolt", "Pro", 300, END]], {})
    assert "product" not in {q.kind for q in again.questions}
    brought(book, "billing 2", [["Acme", "Pro", 150, date(2027, 6, 30)], ["Bolt", "Pro", 300, END]])
    assert [p.product for p in book.all(Product)] == ["Platform"]
    assert len(book.all(Subscription)) == 2
    assert sorted(s.amount for s in book.all(Step)) == [15000, 30000]


def test_what_was_said_goes_with_its_import(book: Book) -> None:
    brought(book, "crm", [["Acme", "Platform", 100, END]])
    n = brought(book, "billing 1", [["Acme", "Pro", 100, END]], product="same")
    undo(book, n, today=TODAY)
    again = planned(book, "billing 2", [["Acme", "Pro", 100, END]], {})
    assert "product:billing 2:name" in {q.key for q in again.questions}


def test_a_contract_of_that_very_name_is_another_one(book: Book) -> None:
    brought(book, "crm", [["Acme", "Platform", 100, END]])
    brought(book, "billing 1", [["Acme", "Pro", 100, END]], product="same")
    brought(book, "crm", [["Acme", "Platform", 100, END], ["Acme", "Pro", 50, END]])
    brought(book, "billing 2", [["Acme", "Pro", 60, END]])
    lines = {s.id: s.product for s in book.all(Subscription)}
    names = {p.id: p.product for p in book.all(Product)}
    latest = {names[lines[s.subscription]]: s.amount for s in sorted(book.all(Step), key=lambda s: s.from_)}
    assert latest == {"Platform": 10000, "Pro": 6000}
