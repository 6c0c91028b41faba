"""The csdesk workbook with a part of its columns, typed by a person: what it says of contracts comes as it is said."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.subscriptions import Period, Step, Subscription
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.domain.imports.sheet import TODAY, grid, source

Rows = Sequence[Sequence[Value]]
ACCOUNTS: Rows = [["ID", "Account"], ["K1", "Alpha"], ["K2", "Beta"]]
SOLD = ["Account", "Product", "Quantity", "Unit price", "Period", "Start", "End"]
TWICE: Rows = [
    SOLD,
    ["Alpha", "Platform", 10, 100, "month", "2024-01-01", "2024-12-31"],
    ["Alpha", "Platform", 10, 110, "month", "2025-06-01", "2026-05-31"],
    ["Beta", "Platform", 1, 50, "month", "2025-06-01", "2027-05-31"],
]


@pytest.fixture
def book() -> Iterator[Book]:
    with Book.in_memory() as book:
        yield book


def brought(book: Book, **sheets: Rows) -> Plan:
    """The plan of a workbook with the accounts and these sheets, applied unless it is refused; nothing is asked."""
    tables = {"Accounts": ACCOUNTS, **sheets}
    plan = plan_import(book, [source(*(grid(rows, name) for name, rows in tables.items()))], {}, today=TODAY)
    assert not plan.open
    if not any(row.problems for sheet in plan.sheets for row in sheet.rows):
        apply_import(book, plan, today=TODAY)
    return plan


def steps(book: Book) -> list[tuple[str, Decimal | None, int]]:
    return [
        (s.from_.isoformat(), s.quantity, s.amount) for s in sorted(book.all(Step), key=lambda s: s.from_)
    ]


def results(plan: Plan, sheet: str) -> list[str]:
    return [row.result.value for s in plan.sheets if s.sheet == sheet for row in s.rows]


def test_a_unit_price_without_a_column_of_quantities_is_the_amount(book: Book) -> None:
    brought(book, Subscriptions=[["Account", "Product", "Unit price", "Period", "Start"],
                                           ["Alpha", "Platform", 100, "month", "2025-01-01"]])  # fmt: skip
    assert steps(book) == [("2025-01-01", None, 10_000)]


def test_a_quantity_without_any_price_is_told(book: Book) -> None:
    plan = brought(book, Subscriptions=[["Account", "Product", "Quantity", "Period", "Start"],
                                                  ["Alpha", "Platform", 10, "month", "2025-01-01"]])  # fmt: skip
    (told,) = [note for s in plan.sheets for note in s.notes]
    assert told == "1 row has a “Quantity” and no price, such as row 2: how many is kept with an amount."


def test_the_sheet_of_subscriptions_tells_the_first_amount_and_leaves_later_steps_alone(book: Book) -> None:
    sold: Rows = [SOLD, ["Alpha", "Platform", 10, 100, "month", "2025-01-01", None]]
    later: Rows = [
        ["Account", "Product", "From", "Quantity", "Unit price"],
        ["Alpha", "Platform", "2025-02-01", 20, 100],
    ]
    brought(book, Subscriptions=sold, Steps=later)
    assert results(brought(book, Subscriptions=sold), "Subscriptions") == ["same"]
    assert steps(book) == [("2025-01-01", Decimal(10), 100_000), ("2025-02-01", Decimal(20), 200_000)]
    brought(book, Subscriptions=[SOLD, ["Alpha", "Platform", 10, 90, "month", "2025-01-01", None]])
    assert steps(book) == [("2025-01-01", Decimal(10), 90_000), ("2025-02-01", Decimal(20), 200_000)]


def test_of_several_contracts_of_a_product_a_row_means_the_one_that_runs_on_its_day(book: Book) -> None:
    brought(
        book,
        Subscriptions=TWICE,
        Steps=[["Account", "Product", "From", "Quantity", "Unit price"],
               ["Alpha", "Platform", "2024-07-01", 12, 100], ["Alpha", "Platform", "2025-07-01", 12, 110]],
        Renewals=[["Account", "Product", "Due on", "Outcome"], ["Alpha", "Platform", "2024-12-31", "lost"]],
    )  # fmt: skip
    ends = {s.id: s.end for s in book.all(Subscription)}
    on = {s.from_: ends[s.subscription] for s in book.all(Step)}
    assert on[date(2024, 7, 1)] == date(2024, 12, 31)
    assert on[date(2025, 7, 1)] == date(2026, 5, 31)
    (renewal,) = book.all(Renewal)
    assert (ends[renewal.subscription], renewal.outcome) == (date(2024, 12, 31), Outcome.LOST)


@pytest.mark.parametrize("says", [{"Product": "Platform"}, {}])
def test_a_step_that_does_not_say_whose_it_is_is_refused(book: Book, says: dict[str, str]) -> None:
    """Any contract of that product, of any customer, would be as good a guess."""
    plan = brought(book, Subscriptions=TWICE,
                   Steps=[[*says, "From", "Unit price"], [*says.values(), "2025-07-01", 120]])  # fmt: skip
    (problem,) = [p for s in plan.sheets for row in s.rows for p in row.problems]
    assert (problem.column, problem.problem) == ("Account", "it does not say whose it is")


def test_words_of_other_languages_are_read_and_told(book: Book) -> None:
    plan = brought(
        book,
        Subscriptions=[SOLD, ["Alpha", "Platform", 1, 100, "monatlich", "2025-01-01", "2025-12-31"]],
        Steps=[["Account", "Product", "From", "Unit price", "Order kind"],
               ["Alpha", "Platform", "2025-05-01", 120, "Preiserhöhung"]],
        Renewals=[["Account", "Product", "Due on", "Category", "Outcome"],
                  ["Alpha", "Platform", "2025-12-31", "gefährdet", "Renouvelé"]],
    )  # fmt: skip
    (line,), (renewal,) = book.all(Subscription), book.all(Renewal)
    kinds = {s.order_kind.value for s in book.all(Step) if s.order_kind}
    assert (line.period, kinds, renewal.category.value) == (Period.MONTH, {"price"}, "at risk")
    assert renewal.outcome is Outcome.RENEWED
    told = {note for s in plan.sheets for note in s.notes}
    assert {"In “Period”: “monatlich” is month.", "In “Outcome”: “Renouvelé” is renewed."} <= told
    assert len(book.all(Account)) == 2
