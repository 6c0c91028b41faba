"""Months of revenue as columns: lines by the month, steps where the amount changes, gaps that end a line."""

from collections.abc import Sequence
from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.contracts.runs import Run, gaps_of, runs_of
from csdesk.domain.invoices import Invoice
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import OrderKind, Step, Subscription
from tests.domain.imports.sheet import asked, of, plan

JAN, FEB, MAR, APR, MAY = (date(2025, m, 1) for m in range(1, 6))
HEAD: list[Value] = ["Customer", "Jan 2025", "Feb 2025", "Mar 2025", "Apr 2025", "May 2025"]
KEY = "months:MRR:columns"


def mrr(*rows: Sequence[Value], head: Sequence[Value] = HEAD, **answers: str) -> Plan:
    return plan(head, *rows, name="MRR", answers={KEY: "mrr", **answers})


def lines(made: Plan) -> list[tuple[date | None, date | None]]:
    return [(s.start, s.cancelled_on) for s in of(made, Subscription)]


def steps(made: Plan) -> list[tuple[date, int]]:
    return [(s.from_, s.amount) for s in of(made, Step)]


def test_a_run_is_months_without_a_gap_and_zero_is_a_gap() -> None:
    months = [JAN, FEB, MAR, APR, MAY]
    amounts = {JAN: 100, FEB: 0, APR: 50, MAY: 60}
    assert list(runs_of(amounts, months)) == [Run(((JAN, 100),), FEB), Run(((APR, 50), (MAY, 60)), None)]
    assert gaps_of(amounts, months) == [FEB]
    assert (list(runs_of({}, months)), gaps_of({}, months)) == ([], [JAN])


def test_the_question_proposes_what_the_sheet_is_called_after() -> None:
    made = plan(HEAD, ["Acme", 100, 100, 100, 100, 100], name="MRR by month")
    (question,) = made.open
    assert (question.key, question.default) == ("months:MRR by month:columns", "mrr")
    assert [c.value for c in question.choices] == ["mrr", "arr", "invoiced", "usage", "omit"]
    assert plan(HEAD, ["Acme", 1, 1, 1, 1, 1], name="Billings").open[0].default == "invoiced"
    assert plan(HEAD, ["Acme", "€ 10", 1, 1, 1, 1], name="Sheet1").open[0].default == "mrr"
    assert plan(HEAD, ["Acme", 1, 1, 1, 1, 1], name="Foo").open[0].default == "usage"
    assert plan(HEAD, ["Acme", 1, 1, 1, 1, 1], name="Sheet1").open[0].default is None


def test_a_step_begins_where_the_amount_changes_and_before_the_table_nothing_is_known() -> None:
    made = mrr(["Acme", 100, 100, 120, 120, 90])
    assert lines(made) == [(None, None)]
    assert steps(made) == [(JAN, 10000), (MAR, 12000), (MAY, 9000)]
    assert [s.order_kind for s in of(made, Step)] == [None, OrderKind.PRICE, OrderKind.PRICE]
    assert not any(s.assumed for s in of(made, Step))
    assert [a.account for a in of(made, Account)] == ["Acme"]
    assert asked(made) == [KEY]


def test_one_who_comes_later_is_new_on_the_first_day_of_that_month() -> None:
    made = mrr(["Acme", 1, 1, 1, 1, 1], ["Beta", None, None, 50, 50, 50])
    assert lines(made) == [(None, None), (MAR, None)]


def test_a_gap_ends_a_line_and_what_comes_after_it_is_a_new_one() -> None:
    made = mrr(["Acme", 1, 1, 1, 1, 1], ["Beta", 50, 50, None, 0, 70])
    assert lines(made)[1:] == [(None, MAR), (MAY, None)]


def test_a_month_in_which_nobody_paid_is_no_gap() -> None:
    made = mrr(["Acme", 10, 10, None, 10, None], ["Beta", 50, 50, None, 50, None])
    assert lines(made) == [(None, None), (None, None)]


def test_months_ahead_are_left_out_and_told() -> None:
    head = ["Customer", "Oct 2025", "Nov 2025", "Dec 2025", "Jan 2026"]
    made = mrr(["Acme", 10, 10, 20, 20], ["Beta", 5, 5, None, None], head=head)
    assert lines(made) == [(None, None), (None, None)]
    assert len(steps(made)) == 2
    assert "Dec 2025 … Jan 2026 lies ahead: nothing was paid yet, and it is left out." in made.sheets[0].notes


def test_plans_are_lines_of_their_own() -> None:
    head = ["Customer", "Plan", *HEAD[1:]]
    made = mrr(["Acme", "Team", 10, 10, 10, 10, 10], ["Acme", "Plus", None, 5, 5, 5, 5], head=head)
    assert [p.product for p in of(made, Product)] == ["Team", "Plus"]
    assert lines(made) == [(None, None), (FEB, None)]
    assert len(of(made, Account)) == 1


def test_the_same_customer_twice_is_refused_the_second_time() -> None:
    made = mrr(["Acme", 1, 1, 1, 1, 1], ["Acme", 2, 2, 2, 2, 2])
    (row,) = made.refused
    assert row.what == "row 2 tells the months of this customer and product already (Acme)"


def test_a_contract_beside_the_months_is_that_of_the_line_that_lasts() -> None:
    head = ["Customer", "Renewal date", "Auto-renew", *HEAD[1:]]
    rows: list[list[Value]] = [
        ["Acme", date(2026, 3, 31), "yes", 50, None, 50, 50, 60],
        ["Beta", None, None, 1, 1, 1, 1, 1],
    ]
    made = mrr(*rows, head=head, **{"edge:MRR:Renewal date": "last"})
    first, second, other = of(made, Subscription)
    assert (first.cancelled_on, first.end) == (FEB, None)
    assert (second.start, second.end, second.auto_renew) == (MAR, date(2026, 3, 31), True)
    assert other.end is None


def test_an_amount_of_its_own_must_be_that_of_the_last_month() -> None:
    head = ["Customer", "MRR", *HEAD[1:]]
    made = mrr(["Acme", 60, 50, 50, 50, 50, 60], ["Beta", 70, 50, 50, 50, 50, 60], head=head)
    assert len(of(made, Subscription)) == 1
    assert [r.what for r in made.refused] == ["the amount of the row is not that of the last month, 60.00"]


def test_two_currencies_in_a_row_are_refused() -> None:
    made = mrr(["Acme", "€ 10", "$ 10", 1, 1, 1])
    assert [r.what for r in made.refused] == ["the months are in several currencies: EUR, USD"]


def test_a_negative_month_is_refused_with_its_cell() -> None:
    made = mrr(["Acme", 10, -10, 1, 1, 1])
    (problem,) = made.refused[0].problems
    assert (problem.column, problem.value) == ("Feb 2025", "-10")


def test_which_sign_marks_the_decimals_is_asked_once_for_all_months() -> None:
    made = plan(HEAD, ["Acme", *["1.200"] * 5], name="MRR", answers={KEY: "mrr"})
    assert [q.key.split(":")[0] for q in made.open] == ["decimal"]
    key = made.open[0].key
    assert steps(mrr(["Acme", *["1.200"] * 5], **{key: "comma"})) == [(JAN, 120000)]


def test_invoiced_amounts_are_invoices_and_no_contract() -> None:
    made = plan(
        HEAD,
        ["Acme", 1200, None, None, 1200, None],
        name="Billing",
        answers={"months:Billing:columns": "invoiced"},
    )
    assert [(i.issued_on, i.amount, i.due_on, i.number) for i in of(made, Invoice)] == [
        (JAN, 120000, None, None),
        (APR, 120000, None, None),
    ]
    assert of(made, Subscription) == []


@pytest.mark.parametrize("answer", ["usage", "omit"])
def test_a_measure_and_what_is_left_out_are_no_contracts(answer: str) -> None:
    made = plan(HEAD, ["Acme", 1, 2, 3, 4, 5], ["Beta", 1, 1, 1, 1, 1], name="MRR", answers={KEY: answer})
    assert of(made, Subscription) == []


def test_a_row_without_any_amount_is_a_customer_without_a_contract() -> None:
    made = mrr(["Acme", 1, 1, 1, 1, 1], ["Beta", None, None, None, None, None])
    assert [r.result for r in made.sheets[0].rows] == [Result.NEW, Result.NEW]
    assert len(of(made, Subscription)) == 1
