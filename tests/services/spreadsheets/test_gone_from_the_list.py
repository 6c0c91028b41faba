"""Who and what a list names no more stays as it is, and is told; a list of some customers alarms nobody."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.subscriptions import Subscription
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book

TODAY = date(2025, 11, 24)
ASKED = "complete:List:accounts"
Row = tuple[Value, ...]
HEAD: Row = ("Customer", "MRR", "CSM")


def customers(many: int) -> list[Row]:
    """Ann has four in five of them, Ben the others."""
    return [(f"Depot {n} Glass", 100 + n, "Ben" if n % 5 == 0 else "Ann") for n in range(many)]


def planned(book: Book, *rows: Row, answers: Mapping[str, str] | None = None) -> Plan:
    source = Source("list.xlsx", repr(rows), TODAY, (Grid("List", rows),))
    return plan_import(book, [source], answers or {}, today=TODAY)


def brought(book: Book, *rows: Row, answers: Mapping[str, str] | None = None) -> None:
    proposed = {q.key: str(q.default) for q in planned(book, *rows, answers=answers).open}
    assert apply_import(book, planned(book, *rows, answers=proposed | dict(answers or {})), today=TODAY)


def asked(plan: Plan) -> list[str]:
    return [q.text for q in plan.open if q.key == ASKED]


def told(plan: Plan) -> list[str]:
    return [note for note in plan.sheets[0].notes if "not in this list" in note]


def of(csm: str, rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row[2] == csm]


@pytest.fixture(params=[40, 1_600])
def there(request: pytest.FixtureRequest, book: Book) -> list[Row]:
    rows = customers(request.param)
    brought(book, HEAD, *rows)
    return rows


@pytest.mark.parametrize("width", [3, 2])
def test_the_list_of_one_csm_asks_nothing_of_the_customers_of_another(
    book: Book, there: list[Row], width: int
) -> None:
    plan = planned(book, HEAD[:width], *(row[:width] for row in of("Ann", there)))
    assert (plan.open, told(plan)) == ((), [])


def test_of_the_list_of_one_csm_it_is_told_who_of_theirs_is_missing(book: Book, there: list[Row]) -> None:
    mine = of("Ben", there)
    plan = planned(book, HEAD, *mine[1:])
    who = mine[0][0]
    assert told(plan) == [
        f"1 of the {len(mine)} customers of Ben is not in this list, and stays as it is: {who}."
    ]
    assert (plan.open, plan.values) == ((), ())


def test_a_list_of_a_few_customers_tells_nothing_of_the_others(book: Book, there: list[Row]) -> None:
    plan = planned(book, HEAD, *there[:4])
    assert (plan.open, told(plan)) == ((), [])


def test_who_is_missing_from_a_whole_list_is_asked_about_and_nothing_happens(
    book: Book, there: list[Row]
) -> None:
    plan = planned(book, HEAD, *there[2:])
    assert asked(plan) == [
        f"2 of the book's {len(there):,} customers are not in “List”. Is the file complete?"
    ]
    assert plan.values == ()


@pytest.mark.parametrize("answer", ["part", "left out"])
def test_who_may_be_missing_is_told_and_asked_about_no_more(book: Book, answer: str) -> None:
    rows = customers(40)
    brought(book, HEAD, *rows)
    brought(book, HEAD, *rows[2:], answers={ASKED: answer})
    later = (HEAD, *rows[2:-1], (*rows[-1][:2], "Cleo"))
    again = planned(book, *later)
    assert asked(again) == []
    assert told(again) == [
        f"2 of the book's 40 customers are not in this list, and stay as they are: {rows[0][0]}, {rows[1][0]}."
    ]
    apply_import(book, planned(book, *later), today=TODAY)
    more = planned(book, HEAD, *rows[3:])
    assert asked(more) == ["3 of the book's 40 customers are not in “List”. Is the file complete?"]


def test_a_segment_of_few_customers_may_be_lost_at_once_and_is_asked_about(book: Book) -> None:
    rows = [(name, mrr, "Giant" if n < 2 else "SMB") for n, (name, mrr, _) in enumerate(customers(40))]
    brought(book, ("Customer", "MRR", "Segment"), *rows)
    assert len(asked(planned(book, ("Customer", "MRR", "Segment"), *rows[2:]))) == 1


CONTRACTS: Row = ("Customer", "Product", "ARR", "Start", "End")


def contract(name: str, product: str, end: date = date(2026, 12, 31)) -> Row:
    return (name, product, 1200 + len(product), date(2025, 1, 1), end)


BOTH = [
    contract(name, product) for name in ("Pinder Glass", "Dune Travel") for product in ("CRM", "Telephony")
]


def test_a_contract_that_is_gone_from_the_list_stays_and_is_told(book: Book) -> None:
    brought(book, CONTRACTS, *BOTH)
    plan = planned(book, CONTRACTS, BOTH[0], *BOTH[2:])
    assert told(plan) == [
        "1 running contract of these customers is not in this list, and stays as it is: Pinder Glass: Telephony."
    ]
    assert plan.values == ()
    assert len(book.all(Subscription)) == 4


@pytest.mark.parametrize(
    "rows",
    [BOTH, [BOTH[0], BOTH[2]], [("Pinder Glass", "CRM", "n/a?", None, None), *BOTH[1:]]],
    ids=["all", "one product", "a row that waits"],
)
def test_of_other_products_and_of_rows_that_wait_nothing_is_told(book: Book, rows: list[Row]) -> None:
    brought(book, CONTRACTS, *BOTH)
    assert told(planned(book, CONTRACTS, *rows)) == []


def test_a_contract_that_ended_is_not_missing(book: Book) -> None:
    brought(book, CONTRACTS, contract("Pinder Glass", "CRM", date(2025, 10, 31)), *BOTH[1:])
    assert told(planned(book, CONTRACTS, *BOTH[1:])) == []


def test_nobody_is_lost_by_being_left_out(book: Book) -> None:
    rows = customers(40)
    brought(book, HEAD, *rows)
    brought(book, HEAD, *rows[2:], answers={ASKED: "left out"})
    assert {a.status for a in book.all(Account)} == {Status.CUSTOMER}
