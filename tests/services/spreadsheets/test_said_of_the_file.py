"""Which way round days stand and which sign marks decimals, said for the whole file: answers like any others."""

from collections.abc import Iterator, Mapping

import pytest

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.amounts import Mark
from csdesk.domain.imports.cells.days import Order
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.sheets.around import Options
from csdesk.domain.subscriptions import Subscription
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.domain.imports.sheet import TODAY, grid, source
from tests.services.answering import with_defaults

ROWS: list[list[Value]] = [
    ["Customer", "MRR", "Start", "End"],
    ["Acme", "1,740", "03/04/2025", "02/04/2027"],
    ["Beta", "2,500", "05/06/2025", "04/06/2027"],
]
SAID = Options(dates=Order.DMY, decimal=Mark.POINT)
START, DECIMAL = "dates:List:Start", "decimal:List:MRR"


@pytest.fixture
def book() -> Iterator[Book]:
    with Book.in_memory() as book:
        yield book


def planned(book: Book, answers: Mapping[str, str], options: Options | None = None) -> Plan:
    return plan_import(book, [source(grid(ROWS, "List"))], answers, today=TODAY, options=options)


def test_what_is_said_for_the_whole_file_is_known_when_the_file_comes_again(book: Book) -> None:
    plan = planned(book, with_defaults(planned(book, {}, SAID)), SAID)
    assert {q.key: q.answer for q in plan.questions}.items() >= {START: "dmy", DECIMAL: "point"}.items()
    apply_import(book, plan, today=TODAY)
    again = planned(book, {})
    assert not again.open
    assert {row.result.value for row in again.sheets[0].rows} == {"same"}


def test_the_answer_for_one_column_stands_over_it(book: Book) -> None:
    answers = {START: "mdy", "dates:List:End": "mdy"}
    plan = planned(book, answers, SAID)
    assert START not in {q.key for q in plan.open}
    days = {v.start.isoformat() for v in plan.values if isinstance(v, Subscription) and v.start}
    assert days == {"2025-03-04", "2025-05-06"}
