"""A list that comes every month: the book after each, and the figures of a period."""

from collections.abc import Sequence
from datetime import date

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.products import Product
from csdesk.domain.renewals import Renewal
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.services.numbers.numbers import Numbers
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.figures import numbers
from tests.services.answering import with_defaults

Rows = Sequence[Sequence[Value]]
SINCE = {"price:List:ARR": "since", "price:List:MRR": "since", "terms:List:End": "yearly"}


def day(text: str) -> date:
    """A day by its letters."""
    return date.fromisoformat(text)


def planned(
    book: Book,
    on: str,
    head: Sequence[Value],
    rows: Rows,
    answers: dict[str, str] | None = None,
    *,
    proposals: bool = True,
) -> Plan:
    """What the list of a day would bring, with what is proposed taken."""
    grid = Grid("List", (tuple(head), *(tuple(r) for r in rows)))
    source = Source("list.xlsx", f"{rows!r}{on}", day(on), (grid,))
    said = SINCE | (answers or {})
    plan = plan_import(book, [source], said, today=day(on))
    while proposals and plan.open and with_defaults(plan) != said:
        said = with_defaults(plan)
        plan = plan_import(book, [source], said, today=day(on))
    return plan


def brought(
    book: Book, on: str, head: Sequence[Value], rows: Rows, answers: dict[str, str] | None = None
) -> Plan:
    """The list of a day, imported on that day."""
    plan = planned(book, on, head, rows, answers)
    apply_import(book, plan, today=day(on))
    return plan


def contracts(book: Book) -> list[tuple[str | None, str | None, str]]:
    """The contracts of the book by their days, and what was decided at the end of each."""
    decided = {r.subscription: r.outcome.value for r in book.all(Renewal)}
    lines = sorted(book.all(Subscription), key=lambda s: (str(s.start), str(s.end)))
    return [(_text(s.start), _text(s.end), decided.get(s.id, "")) for s in lines]


def prices(book: Book) -> list[tuple[str, int]]:
    """What is paid from which day on, in whole units."""
    return sorted((s.from_.isoformat(), s.amount // 100) for s in book.all(Step))


def products(book: Book) -> set[str]:
    """The products of the book."""
    return {p.product for p in book.all(Product)}


def figures(book: Book, first: str, last: str) -> Numbers:
    """The numbers of a period, as they are known on its last day or later."""
    return numbers(book, day(first), day(last), as_of=max(day(last), date(2026, 12, 1)))


def _text(on: date | None) -> str | None:
    return on.isoformat() if on else None
