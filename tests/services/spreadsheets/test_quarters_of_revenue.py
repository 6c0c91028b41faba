"""ARR by month, and revenue by quarter, as columns: exact to the cent, and no news when the same file comes again."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.periods import add_months
from csdesk.domain.revenue.movements import Movement
from csdesk.domain.subscriptions import Period, Step, Subscription
from csdesk.services.numbers.numbers import Numbers
from csdesk.services.renewals.renewals import renewals_due
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.figures import numbers
from tests.services.answering import with_defaults
from tests.trials import trials

TODAY, FIRST = date(2025, 11, 24), date(2024, 10, 1)
QUARTERS: list[Value] = ["Customer", "Q4 2024", "Q1 2025", "Q2 2025", "Q3 2025"]
MONTHS: list[Value] = ["Customer", "Jan 2025", "Feb 2025", "Mar 2025", "Apr 2025"]


def bring(
    book: Book,
    rows: Sequence[Sequence[Value]],
    means: str,
    sheet: str = "Sheet1",
    sha: str = "a",
    prorated: str | None = None,
) -> Plan:
    made = Source("revenue.xlsx", sha, TODAY, (Grid(sheet, tuple(map(tuple, rows))),))
    answers = {f"months:{sheet}:columns": means}
    if prorated:
        answers[f"prorated:{sheet}:{rows[0][1]}"] = prorated
    plan = plan_import(book, [made], answers, today=TODAY)
    plan = plan_import(book, [made], {**with_defaults(plan), **answers}, today=TODAY)
    apply_import(book, plan, today=TODAY)
    return plan


def between(book: Book, first: date, last: date) -> Numbers:
    return numbers(book, first, last, as_of=TODAY)


@pytest.mark.parametrize(
    ("head", "sheet", "asked", "means"),
    [
        (MONTHS, "ARR by month", True, "arr"),
        (MONTHS, "Revenue", True, "mrr"),
        (QUARTERS, "Revenue", True, "revenue"),
        (QUARTERS, "MRR", True, "mrr"),
        (QUARTERS, "ARR", True, "arr"),
        (QUARTERS, "Invoiced", True, "invoiced"),
        (QUARTERS, "Active users", False, None),
        (QUARTERS, "Foo", True, "usage"),
        (QUARTERS, "Sheet1", True, None),
    ],
)
def test_one_question_proposes_what_the_sheet_is_called_after(
    book: Book, head: list[Value], sheet: str, asked: bool, means: str | None
) -> None:
    rows = (tuple(head), ("Acme", 10, 10, 10, 10))
    with book.change(Verb.ADD, today=TODAY):
        book.put(Account(id=AccountId("a1"), account="Acme"))
    plan = plan_import(book, [Source("x.xlsx", "a", TODAY, (Grid(sheet, rows),))], {}, today=TODAY)
    assert [(q.key, q.default) for q in plan.questions] == (
        [(f"months:{sheet}:columns", means)] if asked else []
    )


def test_arr_by_month_is_arr_to_the_cent(book: Book) -> None:
    bring(
        book,
        [MONTHS, ["Odd", 1000, 1000, Decimal("1000.01"), Decimal("1000.01")], ["Gone", 500, 500, None, None]],
        "arr",
    )
    found = between(book, date(2025, 2, 1), date(2025, 4, 30))
    assert ((found.opening or 0) * 12, (found.closing or 0) * 12) == (1500_00, 1000_01)
    assert {(s.period, s.term_months, s.month_to_month) for s in book.all(Subscription)} == {
        (Period.YEAR, 1, True)
    }
    assert sorted((s.from_, s.amount) for s in book.all(Step)) == [
        (date(2025, 1, 1), 500_00),
        (date(2025, 1, 1), 1000_00),
        (date(2025, 3, 1), 1000_01),
    ]
    assert found.grr == Fraction(1000, 1500)
    assert not renewals_due(book, TODAY, TODAY + timedelta(days=400), as_of=TODAY)


def test_revenue_of_a_quarter_is_a_third_of_it_a_month(book: Book) -> None:
    bring(book, [QUARTERS, ["Acme", 100, 100, 200, 200], ["New", None, 50, 50, None]], "revenue")
    found = between(book, date(2025, 1, 1), date(2025, 9, 30))
    assert ((found.opening or 0) * 3, (found.closing or 0) * 3) == (100_00, 200_00)
    assert between(book, date(2025, 1, 1), date(2025, 6, 30)).came_or_gone(Movement.NEW) == 1
    assert sorted((s.start, s.cancelled_on) for s in book.all(Subscription) if s.start) == [
        (date(2025, 1, 1), date(2025, 7, 1))
    ]


cells = st.lists(
    st.sampled_from([Decimal(x) for x in ("0", "0", "100", "250.01", "999")]), min_size=4, max_size=4
)


@trials(12)
@given(
    paid=st.lists(cells, min_size=1, max_size=5),
    means=st.sampled_from([("revenue", 3), ("mrr", 1), ("arr", 12)]),
    ends=st.tuples(st.integers(1, 3), st.integers(1, 3)),
)
def test_retention_is_what_the_quarters_say(
    paid: list[list[Decimal]], means: tuple[str, int], ends: tuple[int, int]
) -> None:
    paid = [[Decimal(1)] * 4, *paid]
    first, last = sorted(ends)
    rows: list[list[Value]] = [QUARTERS]
    rows += [[f"Customer {n}", *row] for n, row in enumerate(paid)]
    with Book.in_memory() as book:
        bring(book, rows, means[0])
        until = add_months(FIRST, 3 * last + 3) - timedelta(days=1)
        found = between(book, add_months(FIRST, 3 * first), until)
        again = bring(book, rows, means[0], sha="b")
    pairs = [(round(row[first - 1] * 100), round(row[last] * 100)) for row in paid]
    opening = sum(before for before, _ in pairs)
    assert (found.opening or 0) * means[1] == opening
    assert (found.closing or 0) * means[1] == sum(after for _, after in pairs)
    assert found.nrr == Fraction(sum(after for before, after in pairs if before), opening)
    assert found.grr == Fraction(sum(min(pair) for pair in pairs), opening)
    assert {r.result for r in again.sheets[0].rows} == {Result.SAME}


@pytest.mark.parametrize("period", ["month", "quarter", "year"])
def test_arr_by_month_over_a_contract_paid_otherwise_is_no_news(book: Book, period: str) -> None:
    head: list[Value] = ["Customer", "Amount", "Period", "Start", "Contract end"]
    amount = Decimal({"month": "83.33", "quarter": "250", "year": "1000"}[period])
    row: list[Value] = ["Acme", amount, period, date(2025, 6, 1), date(2026, 5, 31)]
    bring(book, [head, row], "arr", "Customers")
    steps = [s.amount for s in book.all(Step)]
    later: list[Value] = ["Customer", "Jul 2025", "Aug 2025"]
    again = bring(book, [later, ["Acme", 1000, 1000]], "arr", sha="b")
    assert not again.refused
    assert {r.result for r in again.sheets[0].rows} <= {Result.SAME, Result.CHANGED}
    third = bring(book, [later, ["Acme", 1000, 1000]], "arr", sha="c")
    assert {r.result for r in third.sheets[0].rows} == {Result.SAME}
    assert steps[0] in [s.amount for s in book.all(Step)]


def test_a_contract_with_an_end_beside_arr_by_month_has_its_term(book: Book) -> None:
    rows: list[list[Value]] = [
        ["Customer", "Start", "Contract end", *MONTHS[1:]],
        ["Acme", date(2025, 2, 1), date(2026, 1, 31), None, 1200, 1200, 1200],
    ]
    bring(book, rows, "arr")
    (line,) = book.all(Subscription)
    assert (line.start, line.end, line.period, line.term_months) == (
        date(2025, 2, 1),
        date(2026, 1, 31),
        Period.YEAR,
        None,
    )
    assert [r.due_on for r in renewals_due(book, TODAY, TODAY + timedelta(days=90), as_of=TODAY)] == [
        date(2026, 1, 31)
    ]


def test_quarters_beside_their_months_add_them_up_and_are_left_out(book: Book) -> None:
    head: list[Value] = ["Customer", "Jan 2025", "Feb 2025", "Mar 2025", "Q1 2025"]
    plan = bring(book, [head, ["Acme", 10, 10, 10, 30]], "mrr")
    assert [(c.header, c.target) for c in plan.sheets[0].columns][-1] == ("Q1 2025", None)
    assert [s.amount for s in book.all(Step)] == [10_00]


def test_a_first_month_that_is_a_share_of_its_days_is_asked_about_once(book: Book) -> None:
    rows: list[list[Value]] = [
        MONTHS,
        ["Acme", None, Decimal("35.71"), 100, 100],
        ["Beta", Decimal("48.39"), 100, 100, 100],
    ]
    plan = bring(book, rows, "mrr")
    assert [q.key for q in plan.questions if q.kind == "prorated"] == ["prorated:Sheet1:Jan 2025"]
    starts = {s.id: s.start for s in book.all(Subscription)}
    assert sorted((starts[x.subscription], x.amount) for x in book.all(Step)) == [
        (date(2025, 1, 17), 100_00),
        (date(2025, 2, 19), 100_00),
    ]
    again = bring(book, rows, "mrr", sha="b")
    assert {r.result for r in again.sheets[0].rows} == {Result.SAME}


def test_it_may_be_a_price_all_the_same(book: Book) -> None:
    bring(book, [MONTHS, ["Beta", Decimal("48.39"), 100, 100, 100]], "mrr", prorated="price")
    assert sorted(s.amount for s in book.all(Step)) == [48_39, 100_00]


def test_a_start_within_the_month_says_it_without_a_question(book: Book) -> None:
    rows: list[list[Value]] = [
        ["Customer", "Start", *MONTHS[1:]],
        ["Acme", date(2025, 2, 15), None, 50, 100, 100],
        ["Beta", date(2025, 2, 10), None, 50, 100, 100],
    ]
    plan = bring(book, rows, "mrr")
    assert not [q for q in plan.questions if q.kind == "prorated"]
    assert sorted((s.from_, s.amount) for s in book.all(Step)) == [
        (date(2025, 2, 1), 50_00),
        (date(2025, 2, 15), 100_00),
        (date(2025, 3, 1), 100_00),
    ]
