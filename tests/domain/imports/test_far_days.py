"""What no sheet should hold: days near the ends of the calendar, and cells without end."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.reading.record import Problem
from tests.domain.imports.sheet import plan


@pytest.mark.parametrize("day", [date(2999, 12, 31), "2999-12-31", "0987-01-01", date(2, 1, 1)])
@pytest.mark.parametrize("header", ["Renewal date", "Signed", "End", "Last call"])
def test_a_day_near_an_end_of_the_calendar_is_no_day_of_business(day: Value, header: str) -> None:
    made = plan(["Customer", "MRR", header], ["Acme", 100, day], ["Bolt", 50, date(2025, 3, 31)])
    rows = made.sheets[0].rows
    assert [r.result for r in rows] == [Result.WAITING, Result.NEW]
    assert rows[0].problems[0].problem.startswith("no business has a day in")


def test_a_sentence_about_a_cell_that_holds_a_book_shows_its_beginning() -> None:
    days: list[list[Value]] = [["Bolt", date(2025, 1, 1)], ["Corvid", date(2025, 1, 2)]]
    row = plan(["Customer", "Signed"], ["Acme", "x" * 30_000], *days).sheets[0].rows[0]
    assert len(row.what) < 200
    assert Problem(1, "ID", "x" * 30_000, "no account has this id").value == "x" * 119 + "…"


@pytest.mark.parametrize(
    ("number", "told"), [(1_700_000_000, True), (1_700_000_000_000, True), (10**15, False)]
)
def test_a_number_is_a_moment_only_where_it_counts_seconds_of_our_time(number: int, told: bool) -> None:
    known = Known(rows={Account: (Account(id=AccountId("a"), account="Acme"),)})
    rows: list[list[Value]] = [["Customer", "Subject", "Created at"], ["Acme", "Login", "2025-03-01"]]
    made = plan(*rows, ["Acme", "Export", number], known=known, name="Tickets")
    assert [r.result for r in made.sheets[0].rows] == [Result.NEW, Result.NEW if told else Result.REFUSED]
