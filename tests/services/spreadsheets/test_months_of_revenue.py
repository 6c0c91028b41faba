"""Months of revenue brought into a book: its retention is what the table says by hand, now and after the next file."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.periods import add_months
from csdesk.domain.revenue.movements import Movement
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.services.numbers.numbers import Numbers
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.figures import numbers
from tests.services.answering import with_defaults
from tests.trials import trials

TODAY, FIRST = date(2025, 11, 24), date(2025, 1, 1)
Paid = Sequence[Sequence[int]]


def header(count: int, start: date = FIRST) -> list[Value]:
    return ["Customer", *(f"{add_months(start, n):%b %Y}" for n in range(count))]


def bring(book: Book, rows: Sequence[Sequence[Value]], sha: str = "a") -> Plan:
    made = Source("mrr.xlsx", sha, TODAY, (Grid("MRR", tuple(map(tuple, rows))),))
    answers = {"months:MRR:columns": "mrr"}
    plan = plan_import(book, [made], answers, today=TODAY)
    plan = plan_import(book, [made], {**with_defaults(plan), **answers}, today=TODAY)
    apply_import(book, plan, today=TODAY)
    return plan


def of_months(book: Book, first: int, last: int) -> Numbers:
    """From the first day of one month to the last of another, counted from 0."""
    until = add_months(FIRST, last + 1) - timedelta(days=1)
    return numbers(book, add_months(FIRST, first), until, as_of=TODAY)


def test_retention_of_half_a_year_by_hand(book: Book) -> None:
    bring(book, [
        header(6),
        ["Stays", 100, 100, 100, 100, 100, 100],
        ["Grows", 200, 200, 200, 250, 250, 300],
        ["Shrinks", 300, 300, 300, 300, 150, 150],
        ["Leaves", 400, 400, 400, None, None, None],
        ["Returns", 500, 500, None, None, 600, 600],
        ["Comes", None, None, None, 700, 700, 700],
    ])  # fmt: skip
    found = of_months(book, 1, 5)
    assert found.opening == 1500_00
    assert found.closing == (100 + 300 + 150 + 600 + 700) * 100
    assert found.nrr == Fraction(100 + 300 + 150 + 600, 1500)
    assert found.grr == Fraction(100 + 200 + 150 + 500, 1500)
    assert found.came_or_gone(Movement.NEW) == 1
    gap = of_months(book, 2, 3)
    assert gap.grr == Fraction(100 + 200 + 300, 1500)
    back = of_months(book, 4, 5)
    assert back.came_or_gone(Movement.WON_BACK) == 1
    assert found.waterfall.residual == 0


def test_before_the_first_month_of_the_table_nothing_is_known(book: Book) -> None:
    bring(book, [header(3), ["Stays", 100, 100, 100], ["Comes", None, 50, 50]])
    found = of_months(book, 0, 2)
    assert (found.unknown, found.nrr, found.grr) == (1, None, None)


amounts = st.lists(
    st.lists(st.sampled_from([0, 0, 100, 250, 999]), min_size=8, max_size=8), min_size=1, max_size=6
)


@trials(12)
@given(paid=amounts, ends=st.tuples(st.integers(1, 7), st.integers(1, 7)))
def test_retention_is_what_the_table_says(paid: list[list[int]], ends: tuple[int, int]) -> None:
    paid = [[1] * 8, *paid]
    first, last = sorted(ends)
    with Book.in_memory() as book:
        rows: list[list[Value]] = [[f"Customer {n}", *row] for n, row in enumerate(paid)]
        bring(book, [header(8), *rows])
        found = of_months(book, first, last)
    pairs = [(row[first - 1], row[last]) for row in paid]
    opening = sum(before for before, _ in pairs)
    assert found.opening == opening * 100
    assert found.closing == sum(after for _, after in pairs) * 100
    assert found.nrr == Fraction(sum(after for before, after in pairs if before), opening)
    assert found.grr == Fraction(sum(min(before, after) for before, after in pairs if before), opening)
    new = [row for row in paid if not row[first - 1] and row[last]]
    assert found.came_or_gone(Movement.WON_BACK) == sum(any(row[:first]) for row in new)
    assert found.came_or_gone(Movement.NEW) == sum(not any(row[:first]) for row in new)


def test_the_same_file_again_changes_nothing(book: Book) -> None:
    rows: list[list[Value]] = [header(4), ["Acme", 100, 120, None, 50], ["Beta", 5, 5, 5, 5]]
    bring(book, rows)
    again = bring(book, rows, "b")
    assert {r.result for r in again.sheets[0].rows} == {Result.SAME}
    assert again.values == ()


def test_the_next_file_goes_on_from_where_the_last_one_ended(book: Book) -> None:
    bring(book, [header(4), ["Acme", 100, 120, 120, 120], ["Beta", 5, 5, 5, 5], ["Gone", 9, 9, 9, None]])
    later = header(4, date(2025, 4, 1))
    plan = bring(
        book,
        [later, ["Acme", 120, 120, 150, 150], ["Beta", 5, 5, None, None], ["Gone", None, None, 9, 9]],
        "b",
    )
    assert not plan.refused
    lines = {(s.start, s.cancelled_on) for s in book.all(Subscription)}
    assert lines == {
        (None, None),
        (None, date(2025, 6, 1)),
        (None, date(2025, 4, 1)),
        (date(2025, 6, 1), None),
    }
    assert sorted((s.from_, s.amount) for s in book.all(Step) if s.amount > 1000) == [
        (date(2025, 1, 1), 10000), (date(2025, 2, 1), 12000), (date(2025, 6, 1), 15000),
    ]  # fmt: skip


def test_a_month_that_was_corrected_is_corrected_and_the_months_after_it_stay(book: Book) -> None:
    bring(book, [header(4), ["Acme", 100, 120, 120, 150], ["Beta", 5, 5, 5, 5]])
    plan = bring(book, [header(4), ["Acme", 100, 110, 120, 150], ["Beta", 5, 5, 5, 5]], "b")
    (row,) = [r for r in plan.sheets[0].rows if r.result is not Result.SAME]
    assert "120.00 USD → 110.00 USD" in row.what
    steps = sorted((s.from_.month, s.amount) for s in book.all(Step) if s.amount > 1000)
    assert steps == [(1, 10000), (2, 11000), (3, 12000), (4, 15000)]


def test_a_gap_that_was_a_mistake_is_closed_by_the_next_file(book: Book) -> None:
    bring(book, [header(4), ["Acme", 100, None, None, None], ["Beta", 5, 5, 5, 5]])
    bring(book, [header(4), ["Acme", 100, 100, 100, 100], ["Beta", 5, 5, 5, 5]], "b")
    found = of_months(book, 1, 3)
    assert found.opening == found.closing == 10500
    assert found.nrr == 1
    assert found.came_or_gone(Movement.WON_BACK) == found.came_or_gone(Movement.CHURN) == 0


def test_months_without_a_currency_are_in_that_of_the_contract(book: Book) -> None:
    bring(book, [header(2), ["Acme", "€100", "€120"]])
    plan = bring(book, [header(3), ["Acme", 100, 120, 130]], "b")
    assert not plan.refused
    assert {s.currency for s in book.all(Subscription)} == {"EUR"}
    assert sorted(s.amount for s in book.all(Step)) == [100_00, 120_00, 130_00]
