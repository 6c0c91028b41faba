"""*Monthly*, typed where a workbook that comes back has the end or the months of a term."""

from pathlib import Path

from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.subscriptions import Subscription
from csdesk.store.book import Book
from tests.services.round_trip import LINE, edited, merged, planned, write


def test_as_an_end_it_is_refused_with_where_it_goes(there: Book, sheet: Path) -> None:
    plan = planned(there, edited(sheet, lambda w: write(w["Subscriptions"], LINE, "End", "monthly")))
    (row,) = [r for s in plan.sheets for r in s.rows if r.result is Result.REFUSED]
    (problem,) = row.problems
    assert (problem.column, problem.value) == ("End", "monthly")
    assert problem.problem == "what runs by the month has no end"
    assert problem.next == "empty the cell, and write 1 in Term months"


def test_as_the_months_of_a_term_it_is_one(there: Book, sheet: Path) -> None:
    merged(there, edited(sheet, lambda w: write(w["Subscriptions"], LINE, "Term months", "monthly")))
    line = there.find(Subscription, LINE)
    assert line is not None
    assert line.term_months == 1


def test_a_year_in_a_word_is_twelve(there: Book, sheet: Path) -> None:
    merged(there, edited(sheet, lambda w: write(w["Subscriptions"], LINE, "Term months", "annual")))
    line = there.find(Subscription, LINE)
    assert line is not None
    assert line.term_months == 12
