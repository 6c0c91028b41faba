"""The last day to give notice: the book's deadline is that day."""

from datetime import date

import pytest

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.revenue.notice import notice_of
from csdesk.domain.subscriptions import NoticeCount, Subscription
from tests.domain.imports.sheet import asked, of, plan


def deadlines(made: Plan) -> list[date | None]:
    """The last day to give notice of each line, as the book has it."""
    return [
        notice_of(s.end, s.notice_days, s.notice_counted_in).theirs
        if s.end and s.notice_days is not None
        else None
        for s in of(made, Subscription)
    ]


@pytest.mark.parametrize(
    "header",
    ["Notice by", "Notice deadline", "Cancel by", "Kündigen bis", "Kündbar bis", "Fecha límite de preaviso",
     "Résilier avant le", "Prazo para cancelar", "Notice", "Kündigungsfrist"],
)  # fmt: skip
def test_a_day_until_which_notice_can_be_given_is_the_books_deadline(header: str) -> None:
    made = plan(
        ["Customer", "ARR", "Contract end", header],
        ["Alpha", 12000, "2025-12-31", "2025-09-30"],
        ["Beta", 6000, "2026-01-31", date(2026, 1, 1)],
        ["Gamma", 6000, "2026-02-28", "30.11.2025"],
        ["Delta", 6000, "2026-03-31", ""],
    )
    assert deadlines(made) == [date(2025, 9, 30), date(2026, 1, 1), date(2025, 11, 30), None]
    assert asked(made) == []
    assert [s.cancelled_on for s in of(made, Subscription)] == [None] * 4


def test_a_deadline_counts_from_the_last_day_of_the_old_term_whatever_a_renewal_date_is() -> None:
    rows: list[list[Value]] = [["Customer", "ARR", "Start", "Renewal", "Notice by"]]
    rows += [[name, 12000, "2025-01-01", "2026-01-01", "2025-10-02"] for name in ("Alpha", "Beta", "Gamma")]
    assert deadlines(plan(*rows)) == [date(2025, 10, 2)] * 3


def test_a_day_stands_over_a_length_and_over_working_days_and_is_told() -> None:
    made = plan(
        ["Customer", "ARR", "Contract end", "Notice period", "Notice unit", "Notice by"],
        ["Alpha", 12000, "2025-12-31", "90 days", "working days", "2025-10-02"],
        ["Beta", 6000, "2026-01-31", "30 days", "", "2025-12-01"],
        ["Gamma", 6000, "2026-01-31", "3 months", "", ""],
    )
    first, second, third = of(made, Subscription)
    assert (first.notice_days, first.notice_counted_in) == (90, NoticeCount.CALENDAR)
    assert (second.notice_days, third.notice_days) == (61, 92)
    assert made.sheets[0].notes[-1] == (
        "“Notice by” and “Notice period” do not agree in 1 row, such as row 3: the day counts."
    )


def test_a_deadline_without_an_end_or_of_another_term_says_no_notice_and_is_told() -> None:
    made = plan(
        ["Customer", "ARR", "Contract end", "Notice by"],
        ["Alpha", 12000, "", "2025-12-01"],
        ["Beta", 6000, "2026-01-31", "2026-03-01"],
        ["Gamma", 6000, "2027-06-30", "2025-12-01"],
        ["Delta", 6000, "2026-01-31", "30 days"],
    )
    assert [s.notice_days for s in of(made, Subscription)] == [None, None, None, 30]
    assert made.sheets[0].notes[-1] == (
        "“Notice by”: 3 days are not within the year before the end of a contract, such as in row 2: the notice stays "
        "as it is known otherwise."
    )


@pytest.mark.parametrize("cell", ["by 30 Sep", "30 Sep", "30.09.2025", "bis 30.09.", "1 Jan 2026"])
def test_a_day_among_lengths_of_notice_is_never_read_as_days(cell: str) -> None:
    rows: list[list[Value]] = [
        ["Customer", "ARR", "Contract end", "Notice"],
        ["Alpha", 12000, "2025-12-31", "60 days"],
        ["Beta", 6000, "2025-12-31", "3 months"],
        ["Gamma", 6000, "2025-12-31", cell],
    ]
    made = plan(*rows)
    assert [s.notice_days for s in of(made, Subscription)] == [60, 92]  # the third waits
    (question,) = [q for q in made.open if q.kind == "unread"]
    assert "this is a day, and no number of days" in question.evidence


def test_a_notice_date_that_is_ahead_is_asked_about_and_takes_no_customer_away() -> None:
    rows: list[list[Value]] = [
        ["Customer", "ARR", "Contract end", "Notice date"],
        ["Alpha", 12000, "2025-12-31", "2025-10-02"],
        ["Beta", 6000, "2026-01-31", "2026-01-01"],
    ]
    made = plan(*rows)
    (question,) = [q for q in made.open if q.kind == "column"]
    assert (question.key, question.default) == ("column:List:Notice date", "subscription.notice_by")
    assert question.evidence == "1 day is ahead, when nobody can have given notice yet."
    assert deadlines(made) == [date(2025, 10, 2), date(2026, 1, 1)]
    given = plan(*rows, answers={question.key: "subscription.cancelled_on"})
    assert [s.cancelled_on for s in of(given, Subscription)] == [date(2025, 10, 2), date(2026, 1, 1)]


def test_a_few_notice_dates_that_are_over_are_those_of_customers_who_gave_notice() -> None:
    made = plan(
        ["Customer", "ARR", "Contract end", "Notice date"],
        ["Alpha", 12000, "2025-12-31", "2025-10-02"],
        ["Beta", 6000, "2026-01-31", ""],
        ["Gamma", 6000, "2026-01-31", ""],
    )
    assert [q.kind for q in made.open if q.kind == "column"] == []
    assert [s.cancelled_on for s in of(made, Subscription)] == [date(2025, 10, 2), None, None]


def test_a_notice_that_is_longer_than_its_contract_is_named() -> None:
    made = plan(
        ["Customer", "ARR", "Start", "Contract end", "Notice days"],
        ["Alpha", 12000, "2026-01-01", "2026-01-31", 90],
        ["Beta", 6000, "2026-01-01", "2026-12-31", 365],
        ["Gamma", 6000, "2026-01-01", None, 90],
    )
    told = "“Notice days” is longer than the term in 1 row, such as row 2"
    assert made.sheets[0].notes == (f"{told}: the last day to give notice is before the contract begins.",)
    assert [s.notice_days for s in of(made, Subscription)] == [90, 365, 90]
