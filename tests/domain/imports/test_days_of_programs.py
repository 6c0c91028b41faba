"""Days as programs write them: with a.m. and a zone, as a number with its time, and days that stand for none."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.imports.cells.days import cell_day, time_of, typed_day
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from tests.domain.imports.sheet import asked, of, plan

THE_DAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        "31/03/2026 9:00:00 a.m.", "31/03/2026 09:00:00 p.\u00a0m.", "2026-03-31 23:30:00 PST",
        "2026-03-31 23:30 UTC+2", "31 Mar 2026 at 11:30 pm CET", "March 31, 2026 11:30 PM (EST)", "31/03/2026 14h30",
        "31.03.2026 um 14:30 Uhr",
        "Tue Mar 31 2026 23:30:00 GMT+0100 (Central European Standard Time)", "2026.03.31.", "31.03.2026.",
        "2026. 3. 31.", "2026年3月31日", "2026년 3월 31일", "46112.0", "46112.4375",
    ],
)  # fmt: skip
def test_a_day_as_a_program_writes_it(text: str) -> None:
    typed = typed_day(text)
    assert typed is not None
    assert typed.certain == THE_DAY


def test_a_number_with_its_time_is_a_day_and_an_amount_is_none() -> None:
    assert cell_day(Decimal("46112.4375")) == THE_DAY
    assert [cell_day(Decimal(n)) for n in ("46112.5", "46112.50", "12.345", "99999.123")] == [None] * 4
    assert [typed_day(text) for text in ("46112.50", "12.3456", "146112.000")] == [None] * 3


@pytest.mark.parametrize(
    ("text", "hour", "zone"),
    [
        ("31/03/2026 12:30 a.m.", 0, 0), ("31/03/2026 12:30 p. m.", 12, 0), ("2026-03-31 23:30:00 PST", 23, -8),
        ("2026-03-31 23:30 UTC+2", 23, 2), ("31 Mar 2026 11:30 pm CET", 23, 1), ("31/03/2026 14h30", 14, 0),
        ("Tue Mar 31 2026 23:30:00 GMT-0330 (Newfoundland)", 23, -3.5), ("2026-03-31 23:30 GMT", 23, 0),
    ],
)  # fmt: skip
def test_its_time_is_that_of_its_zone(text: str, hour: int, zone: float) -> None:
    found = time_of(text)
    assert found is not None
    assert (found[0].hour, found[1]) == (hour, timezone(timedelta(hours=zone)))


def test_a_ticket_is_opened_at_the_time_of_its_zone() -> None:
    made = plan(
        ["Company", "Created at", "Subject", "Status"],
        ["Acme", "11/05/2025 11:30:00 p.m. PST", "Down", "open"],
        ["Acme", "11/13/2025 9:00:00 a.m. PST", "Slow", "open"],
        answers={"strangers:Tickets:accounts": "new"},
        name="Tickets",
    )
    assert [t.opened_at.astimezone(UTC) for t in of(made, Ticket)] == [
        datetime(2025, 11, 6, 7, 30, tzinfo=UTC),
        datetime(2025, 11, 13, 17, tzinfo=UTC),
    ]


NONE_OF_THEM: Sequence[Value] = (
    "0000-00-00", "0000-00-00 00:00:00", "00.00.0000", "00/00/0000", "00000000", "1970-01-01", "01/01/1970 00:00:00",
    "12/31/1969", "1900-01-00", "00.01.1900", "1/0/1900", "1899-12-30", "01.01.1900", "0001-01-01T00:00:00",
    "9999-12-31", "31.12.9999", "99991231", 0, date(1970, 1, 1), date(9999, 12, 31),
    date(1899, 12, 31), datetime.fromisoformat("1970-01-01T01:00:00"),
)  # fmt: skip


@pytest.mark.parametrize("cell", NONE_OF_THEM)
def test_what_programs_write_where_there_is_no_day_is_not_known_and_told(cell: Value) -> None:
    made = plan(
        ["Customer", "ARR", "Contract end", "Last contact"],
        ["Acme", 12000, cell, cell],
        ["Beta", 12000, date(2026, 3, 31), date(2025, 10, 1)],
    )
    assert asked(made) == []
    assert [s.end for s in of(made, Subscription)] == [None, THE_DAY]
    assert len(of(made, Touch)) == 1
    (told,) = (n for n in made.sheets[0].notes if n.startswith("Taken as not known"))
    assert "in “Contract end” " in told
    assert "in “Last contact” " in told


def test_a_column_of_ends_stays_one_though_most_say_that_there_is_none() -> None:
    made = plan(
        ["Customer", "ARR", "End date"], ["Acme", 1, "0000-00-00"], ["Beta", 1, "0000-00-00"],
        ["Corvid", 1, "2026-03-31"],
    )  # fmt: skip
    assert made.sheets[0].columns[2].target == "subscription.end"
    assert [s.end for s in of(made, Subscription)] == [None, None, THE_DAY]


def test_a_column_of_ends_stays_one_though_most_are_days_of_no_calendar() -> None:
    made = plan(["Customer", "ARR", "Vertragsende"], ["Acme", 1, "31.02.2026"], ["Beta", 1, "31.03.2026"])
    assert asked(made) == ["unread:List:Vertragsende"]


def test_the_books_own_workbook_keeps_such_a_day() -> None:
    made = plan(["ID", "Account", "Signed on"], ["k1", "Acme", date(1970, 1, 1)], name="Accounts")
    assert [a.signed_on for a in of(made, Account)] == [date(1970, 1, 1)]


def test_days_of_both_orders_in_a_column_propose_nothing_and_are_told() -> None:
    made = plan(
        ["Customer", "Renewal", "Last contact"],
        ["Acme", "03/04/2026", "13/05/2025"], ["Beta", "13/05/2026", "1/2/2025"],
        ["Corvid", "07/25/2026", "1/2/2025"],
    )  # fmt: skip
    (question,) = (q for q in made.questions if q.key == "dates:List:Renewal")
    assert question.default is None
    assert (
        "The column has both: the day first in 13/05/2026, the month first in 07/25/2026."
        in question.evidence
    )
    assert Result.WAITING in [r.result for r in made.sheets[0].rows]


def test_one_cell_that_tells_works_and_two_work() -> None:
    rows: list[list[Value]] = [["Customer", "Renewal", "Since"], ["Acme", "03/04/2026", "13/05/2024"]]
    (question,) = (q for q in plan(*rows).questions if q.kind == "dates")
    assert "1 cell in “Since”, such as 13/05/2024, only works as day first." in question.evidence
    (question,) = (q for q in plan(*rows, ["Beta", None, "14/05/2024"]).questions if q.kind == "dates")
    assert "2 cells in “Since”, such as 13/05/2024, only work as day first." in question.evidence


def test_amounts_with_both_marks_in_a_column_propose_nothing_and_are_told() -> None:
    made = plan(["Customer", "ARR"], ["Acme", "1.234,56"], ["Beta", "1,234.56"], ["Corvid", "1.740"])
    (question,) = (q for q in made.questions if q.kind == "decimal")
    assert question.default is None
    assert "The column has both: 1.234,56 and 1,234.56." in question.evidence
