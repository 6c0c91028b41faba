"""The csdesk workbook imported like any sheet: what it says of a contract is asked, done or refused, never dropped."""

from pathlib import Path

import pytest

from csdesk.domain.imports.bench.plan import Plan, RowPlan
from csdesk.domain.subscriptions import Period, Step, Subscription
from csdesk.exchange.reading import read_here
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.services.round_trip import DAY, LINE, edited, write

ASKED = "conflict:Subscriptions:2"


def imported(book: Book, path: Path, answers: dict[str, str] | None = None) -> Plan:
    return plan_import(book, [read_here(path, day=DAY)], answers or {}, today=DAY)


def lines_of(plan: Plan) -> tuple[RowPlan, ...]:
    return next(s for s in plan.sheets if s.sheet == "Subscriptions").rows


@pytest.mark.parametrize(
    ("header", "typed", "what"),
    [("Currency", "KRW", "Currency JPY → KRW"), ("Period", "year", "Period month → year")],
)
def test_what_a_subscription_says_without_an_amount_is_asked_about_and_done(
    there: Book, sheet: Path, header: str, typed: str, what: str
) -> None:
    """It was typed in the book, too. Its amount stands on Steps, and stays the number that it is."""
    edited(sheet, lambda w: write(w["Subscriptions"], LINE, header, typed))
    (row,) = lines_of(imported(there, sheet))
    assert what in row.what
    apply_import(there, imported(there, sheet, {ASKED: "book"}), today=DAY)
    (before,) = there.all(Subscription)
    assert (before.currency, before.period) == ("JPY", Period.MONTH)
    apply_import(there, imported(there, sheet, {ASKED: "sheet"}), today=DAY)
    (line,) = there.all(Subscription)
    assert typed in {line.currency, line.period.value}
    assert [s.amount for s in there.all(Step, subscription=LINE)] == [75_000]


def test_a_currency_of_other_decimals_is_refused_while_amounts_stand(there: Book, sheet: Path) -> None:
    plan = imported(there, edited(sheet, lambda w: write(w["Subscriptions"], LINE, "Currency", "EUR")))
    (row,) = lines_of(plan)
    (problem,) = row.problems
    assert (problem.row, problem.column, problem.value) == (2, "Currency", "EUR")
    assert problem.problem == "this is not a currency with the decimals of JPY, in which 1 amount stands"


def test_the_workbook_as_it_went_out_changes_nothing(there: Book, sheet: Path) -> None:
    plan = imported(there, sheet)
    assert [row.result.value for row in lines_of(plan)] == ["same"]
    (line,) = there.all(Subscription)
    assert line.period is Period.MONTH


@pytest.mark.parametrize("word", ["half-year", "weekly", "every 2 years"])
def test_a_period_that_no_contract_has_is_refused_while_its_amounts_stand_elsewhere(
    there: Book, sheet: Path, word: str
) -> None:
    """The ¥75,000 a month on Steps would else be a year's, or be left as they are."""
    plan = imported(there, edited(sheet, lambda w: write(w["Subscriptions"], LINE, "Period", word)))
    (row,) = lines_of(plan)
    (problem,) = row.problems
    assert (problem.row, problem.column) == (2, "Period")
    assert problem.problem.startswith("this is no period of a contract: write month, quarter, year or term")
