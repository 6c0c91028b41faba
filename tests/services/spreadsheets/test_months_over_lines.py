"""Months of revenue over contracts that the book has already: what agrees changes nothing, what differs is a step."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.money import half_up
from csdesk.domain.periods import add_months, term_end
from csdesk.domain.products import Product
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.revenue.live import life_of
from csdesk.domain.subscriptions import Period, Step, Subscription
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from csdesk.store.lines import sold_lines
from tests.domain.revenue.contracts import decision, monthly, step, subscription
from tests.services.answering import with_defaults
from tests.trials import trials

TODAY, FIRST = date(2025, 11, 24), date(2025, 1, 1)
BETA = 100
"""What another customer pays in every month, in minor units: no column is empty."""


def fill(book: Book, *rows: Any) -> Book:
    with book.change(Verb.DEMO, today=TODAY):
        products = [Product(id=ProductId(f"p{n}"), product=p) for n, p in ((1, "Subscription"), (2, "Extra"))]
        book.put_all([Account(id=AccountId("a1"), account="Acme"), *products, *rows])
    return book


def planned(book: Book, *rows: Sequence[Value], beside: Sequence[str] = ()) -> Plan:
    """What rows of months bring: the customer, then the columns `beside`, then months from January 2025 on."""
    count = max(map(len, rows)) - 1 - len(beside)
    head = ("Customer", *beside, *(f"{add_months(FIRST, n):%b %Y}" for n in range(count)))
    made = Source("mrr.xlsx", "a", TODAY, (Grid("MRR", (head, *map(tuple, rows))),))
    answers = {"months:MRR:columns": "mrr"}
    plan = plan_import(book, [made], answers, today=TODAY)
    return plan_import(book, [made], {**with_defaults(plan), **answers}, today=TODAY)


def brought(book: Book, *rows: Sequence[Value], beside: Sequence[str] = ()) -> Plan:
    plan = planned(book, *rows, beside=beside)
    assert not plan.refused
    apply_import(book, plan, today=TODAY)
    return plan


def nothing_new(book: Book, *rows: Sequence[Value], beside: Sequence[str] = ()) -> bool:
    plan = planned(book, *rows, beside=beside)
    return {r.result for r in plan.sheets[0].rows} == {Result.SAME} and plan.values == ()


def refusal(book: Book, *rows: Sequence[Value], beside: Sequence[str] = ()) -> str:
    (row,) = planned(book, *rows, beside=beside).refused
    return row.what


def mrr(book: Book, day: date, product: str | None = None) -> Fraction:
    """What the live lines cost a month on a day, of one product or of all, in minor units."""
    lines = (x for x in sold_lines(book, as_of=TODAY) if product in {None, x.product})
    live = (x.line for x in lines if (life := life_of(x.line)) and day in life)
    return sum((x.mrr_on(day) or Fraction(0) for x in live), Fraction(0))


def steps(book: Book) -> list[tuple[date, int]]:
    return sorted((s.from_, s.amount) for s in book.all(Step))


def ends_of_months(count: int) -> Iterable[date]:
    return (term_end(add_months(FIRST, n), 1) for n in range(count))


@pytest.mark.parametrize("said", [24, None])
def test_a_term_of_two_years_costs_its_share_of_24_months(book: Book, said: int | None) -> None:
    sub = subscription("2024-06-01", "2026-05-31", period=Period.TERM, term_months=said)
    fill(book, sub, step("2024-06-01", 24_000_00))
    assert nothing_new(book, ["Acme", 1000, 1000, 1000])
    brought(book, ["Acme", 1000, 1200, 1200])
    assert steps(book)[1:] == [(date(2025, 2, 1), 28_800_00)]
    assert mrr(book, date(2025, 2, 1)) == 1200_00


def test_a_term_whose_length_nobody_knows_is_refused(book: Book) -> None:
    fill(book, subscription(None, "2026-05-31", period=Period.TERM), step("2024-06-01", 24_000_00))
    assert "how long its term is is not known" in refusal(book, ["Acme", 1000, 1000])


def test_a_line_that_begins_within_a_month_is_the_one_of_that_month(book: Book) -> None:
    fill(book, monthly("2025-01-15"), step("2025-01-15", 1000_00))
    assert nothing_new(book, ["Acme", 1000, 1000, 1000])
    brought(book, ["Acme", 900, 1000, 1100])
    assert steps(book) == [
        (date(2025, 1, 15), 900_00), (date(2025, 2, 1), 1000_00), (date(2025, 3, 1), 1100_00),
    ]  # fmt: skip
    assert len(book.all(Subscription)) == 1


def test_a_line_that_ends_within_a_month_may_be_paid_in_it_or_not(book: Book) -> None:
    fill(book, monthly("2024-01-01", cancelled="2025-03-14"), step("2024-01-01", 1000_00))
    other: list[Value] = ["Beta", 1, 1, 1, 1]
    brought(book, ["Acme", 1000, 1000, None, None], other)
    assert nothing_new(book, ["Acme", 1000, 1000, None, None], other)
    assert nothing_new(book, ["Acme", 1000, 1000, 1000, None], other)


def test_a_price_that_changes_within_a_month_may_be_told_as_the_old_or_the_new(book: Book) -> None:
    fill(book, monthly("2024-01-01"), step("2024-01-01", 1000_00), step("2025-02-15", 1200_00))
    assert nothing_new(book, ["Acme", 1000, 1000, 1200])
    assert nothing_new(book, ["Acme", 1000, 1200, 1200])


@pytest.mark.parametrize(
    ("period", "amount", "currency", "told"),
    [
        (Period.YEAR, 29_000_00, "USD", "2416.67"),
        (Period.QUARTER, 10_000_00, "USD", "3333.33"),
        (Period.YEAR, 10_006, "JPY", "834"),
        (Period.YEAR, 1_000_006, "KWD", "83.334"),
    ],
)
def test_a_share_rounded_to_the_digits_of_its_currency_is_no_change(
    book: Book, period: Period, amount: int, currency: str, told: str
) -> None:
    line = subscription("2024-06-01", "2026-05-31", period=period, currency=currency)
    fill(book, line, step("2024-06-01", amount))
    brought(book, ["Acme", currency, *[Decimal(told)] * 3], beside=["Currency"])
    assert steps(book) == [(date(2024, 6, 1), amount)]
    assert len(book.all(Subscription)) == 1


def test_months_in_another_currency_than_the_contract_are_refused(book: Book) -> None:
    fill(book, monthly("2024-01-01", currency="EUR"), step("2024-01-01", 1000_00))
    said = refusal(book, ["Acme", "USD", 1000, 1000], beside=["Currency"])
    assert said.startswith("the months are in USD, the contract of this product is in EUR (Acme)")


def test_a_change_of_the_amount_keeps_quantity_and_discount(book: Book) -> None:
    now = replace(step("2024-06-01", 1000_00, "10"), discount=Decimal("0.1"), reason="Moved up")
    fill(book, monthly("2024-06-01"), now)
    brought(book, ["Acme", 1000, 1200, 1200])
    _, later = sorted(book.all(Step), key=lambda s: s.from_)
    assert (later.amount, later.quantity, later.discount) == (1200_00, Decimal(10), Decimal("0.1"))
    assert later.reason is None


def two_lines(book: Book, **facts: Any) -> Book:
    return fill(
        book,
        monthly("2024-06-01", **facts), step("2024-06-01", 600_00),
        monthly("2024-06-01", id="s2"), step("2024-06-01", 400_00, of="s2"),
    )  # fmt: skip


def test_lines_of_one_product_are_compared_together_and_a_difference_is_refused(book: Book) -> None:
    two_lines(book)
    assert nothing_new(book, ["Acme", 1000, 1000, 1000])
    assert refusal(book, ["Acme", 1000, 1400, 1400]) == (
        "2 contracts of this product run in Feb 2025 and cost 1000.00 together, not 1400.00: "
        "nobody says which of them changed (Acme)"
    )


def test_an_id_says_which_of_the_lines_a_row_tells(book: Book) -> None:
    two_lines(book, external_id="X")
    beside = ["Product", "Subscription ID"]
    brought(book, ["Acme", "Subscription", "X", 600, 700], beside=beside)
    assert steps(book)[2:] == [(date(2025, 2, 1), 700_00)]
    assert mrr(book, date(2025, 2, 1)) == 1100_00


def test_a_contract_beside_the_months_of_several_lines_is_refused_unless_one_is_it(book: Book) -> None:
    two_lines(book, notice_days=30)
    assert nothing_new(book, ["Acme", "Subscription", 30, 1000, 1000], beside=["Product", "Notice days"])
    said = refusal(book, ["Acme", "Subscription", 60, 1000, 1000], beside=["Product", "Notice days"])
    assert said.startswith("2 contracts of this product run in the last month: of which of them")


def test_a_line_past_its_end_that_nobody_decided_is_still_the_one(book: Book) -> None:
    fill(book, subscription("2024-03-01", "2025-02-28", auto_renew=None), step("2024-03-01", 12_000_00))
    assert nothing_new(book, ["Acme", 1000, 1000, 1000, 1000])


def test_a_loss_that_is_decided_later_has_not_ended_a_line_yet(book: Book) -> None:
    lost = decision("2025-02-28", Outcome.LOST, "2025-12-10")
    fill(book, subscription("2024-03-01", "2025-02-28"), step("2024-03-01", 12_000_00), lost)
    assert nothing_new(book, ["Acme", 1000, 1000, 1000, 1000])


def test_a_line_that_follows_another_takes_its_place(book: Book) -> None:
    fill(
        book,
        subscription("2024-03-01", "2025-02-28"), step("2024-03-01", 12_000_00),
        subscription("2025-03-01", "2026-02-28", id="s2"), step("2025-03-01", 14_400_00, of="s2"),
    )  # fmt: skip
    assert nothing_new(book, ["Acme", 1000, 1000, 1200, 1200])
    brought(book, ["Acme", 1000, 1000, 1200, 1300])
    assert mrr(book, date(2025, 4, 1)) == 1300_00


def test_a_contract_with_a_term_is_not_ended_by_an_empty_month(book: Book) -> None:
    fill(book, subscription("2024-06-01", "2026-05-31"), step("2024-06-01", 12_000_00))
    other: list[Value] = ["Beta", 1, 1, 1]
    brought(book, ["Acme", 1000, None, None], other)
    assert nothing_new(book, ["Acme", 1000, None, 1000], other)


def test_contracts_that_one_row_speaks_of_are_not_told_as_overlapping(book: Book) -> None:
    fill(
        book,
        subscription("2024-06-01", "2026-05-31"), step("2024-06-01", 12_000_00),
        subscription("2024-08-01", "2026-07-31", id="s2"), step("2024-08-01", 12_000_00, of="s2"),
    )  # fmt: skip
    plan = brought(book, ["Acme", 2000, 2000])
    assert [n for n in plan.sheets[0].notes if "overlapping" in n] == []


def test_after_a_lost_line_another_begins(book: Book) -> None:
    line = subscription("2024-03-01", "2025-02-28")
    fill(book, line, step("2024-03-01", 12_000_00), decision("2025-02-28", Outcome.LOST, "2025-02-28"))
    brought(book, ["Acme", 1000, 1000, 500, 500])
    assert [s.start for s in book.all(Subscription)] == [date(2024, 3, 1), date(2025, 3, 1)]
    assert [mrr(book, d) for d in ends_of_months(4)] == [1000_00, 1000_00, 500_00, 500_00]


def test_what_was_paid_before_a_line_of_the_book_begins_ends_where_it_begins(book: Book) -> None:
    fill(book, subscription("2025-03-15", "2026-03-14"), step("2025-03-15", 12_000_00))
    brought(book, ["Acme", 800, 800, 1000, 1000])
    before = next(s for s in book.all(Subscription) if s.id != "s1")
    assert (before.start, before.cancelled_on) == (None, date(2025, 3, 15))
    assert [mrr(book, d) for d in ends_of_months(4)] == [800_00, 800_00, 1000_00, 1000_00]
    assert nothing_new(book, ["Acme", 800, 800, 1000, 1000])


def test_a_one_time_line_is_not_what_is_paid_by_the_month(book: Book) -> None:
    fill(book, subscription("2024-06-01", "2026-05-31", recurring=False), step("2024-06-01", 5000_00))
    brought(book, ["Acme", 100, 100])
    assert mrr(book, FIRST) == 100_00
    assert nothing_new(book, ["Acme", 100, 100])


_DAYS = st.dates(date(2023, 1, 1), date(2025, 9, 30))
_AMOUNTS = st.integers(1_00, 99_999_99)


@st.composite
def contracts(draw: st.DrawFn, number: int) -> list[Any]:
    """A line of any kind with its steps, and its decisions."""
    uid, start = f"s{number}", draw(_DAYS)
    months = draw(st.sampled_from([1, 7, 12, 24]))
    period = draw(st.sampled_from(list(Period)))
    written = draw(st.booleans()) or period is Period.TERM
    end = term_end(start, months) + timedelta(days=draw(st.sampled_from([0, 0, 9]))) if written else None
    line = subscription(
        str(start), str(end) if end else None, id=uid, product=draw(st.sampled_from(["p1", "p2"])),
        period=period, auto_renew=draw(st.sampled_from([None, True, False])),
    )  # fmt: skip
    found: list[Any] = [step(str(start), draw(_AMOUNTS), draw(st.sampled_from([None, "3"])), of=uid)]
    if draw(st.booleans()):
        found.append(step(str(start + timedelta(days=draw(st.integers(1, 300)))), draw(_AMOUNTS), of=uid))
    if line.month_to_month and draw(st.booleans()):
        line = replace(line, cancelled_on=start + timedelta(days=draw(st.integers(1, 400))))
    if end and end < TODAY and draw(st.booleans()):
        lost = Renewal(
            id=f"r{number}", account=line.account, subscription=line.id, due_on=end, outcome=Outcome.LOST,
            decided_on=end,
        )  # fmt: skip
        found.append(lost)
    return [line, *found]


@trials(20)
@given(data=st.data(), count=st.integers(1, 3))
def test_the_months_of_a_book_brought_into_it_again_change_nothing(data: st.DataObject, count: int) -> None:
    rows = [row for n in range(count) for row in data.draw(contracts(n))]
    with Book.in_memory() as book:
        fill(book, *rows)
        table: list[list[Value]] = []
        for product in sorted({"p1": "Subscription", "p2": "Extra"}[r.product] for r in rows if _is_line(r)):
            told = [half_up(mrr(book, d, product)).scaleb(-2) for d in ends_of_months(10)]
            if any(told) and all(r[1] != product for r in table):
                table.append(["Acme", product, *told])
        assume(table)
        table.append(["Beta", "Extra", *[BETA // 100] * 10])
        before = [mrr(book, d) for d in _every_day()]
        plan = planned(book, *table, beside=["Plan"])
        assert [r.what for r in plan.sheets[0].rows[:-1] if r.result is not Result.SAME] == []
        apply_import(book, plan, today=TODAY)
        theirs = [x for x in sold_lines(book, as_of=TODAY) if x.account == "Acme"]
        assert len(theirs) == sum(map(_is_line, rows))
        assert [mrr(book, d) - BETA for d in _every_day()] == before


def _is_line(row: Any) -> bool:
    return isinstance(row, Subscription)


def _every_day() -> Iterable[date]:
    return (FIRST + timedelta(days=n) for n in range(0, 300, 5))


@trials(10)
@given(
    paid=st.lists(
        st.lists(st.sampled_from([0, 0, 1, 10_01, 999_99, 2416_67]), min_size=8, max_size=8), max_size=4
    )
)
def test_months_brought_into_an_empty_book_are_its_mrr_to_the_cent(paid: list[list[int]]) -> None:
    paid = [[5_00] * 8, *paid]
    table: list[list[Value]] = [
        ["Acme", f"Plan {n}", *(Decimal(x).scaleb(-2) for x in row)] for n, row in enumerate(paid)
    ]
    with Book.in_memory() as book:
        brought(book, *table, beside=["Plan"])
        for n, row in enumerate(paid):
            for at, amount in enumerate(row):
                month = add_months(FIRST, at)
                assert mrr(book, month, f"Plan {n}") == mrr(book, term_end(month, 1), f"Plan {n}") == amount
        assert nothing_new(book, *table, beside=["Plan"])
