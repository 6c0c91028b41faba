"""How long something is, as people write it: minutes of a call, months of a term, a notice."""

from datetime import date, time

import pytest

from csdesk.domain.imports.cells.durations import read_minutes, read_months
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.special import Unreadable
from csdesk.domain.imports.reading.notices import SaidNotice, read_notice
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.touches import Touch
from tests.domain.imports.sheet import of, plan, waiting


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("15 min", 15), ("1h", 60), ("1:30", 90), ("1 h 30", 90), ("90'", 90), ("90′", 90), ("1.5h", 90),
        ("1,5 Std.", 90), ("30 Min.", 30), ("1h30m", 90), ("2 hours", 120), ("90", 90), ("0:45", 45), ("20m", 20),
        ("1:30:00", 90), ("1 heure", 60), ("1\u00a0h", 60), (90, 90), (time(0, 45), 45),
        ("12:30", None), ("1.5", None), ("1'30", None), ("long", None), ("30 %", None), ("$30", None),
    ],
)  # fmt: skip
def test_minutes_are_read_as_people_write_them(cell: Value, minutes: int | None) -> None:
    assert read_minutes(cell) == minutes


@pytest.mark.parametrize(
    ("cell", "months"),
    [
        ("12 months", 12), ("1 Jahr", 12), ("2 yrs", 24), ("2 años", 24), ("1 an", 12), ("24", 24), (36, 36),
        ("12 Monate", 12), ("1 year 6 months", 18), ("1,5 Jahre", 18), ("36 mo", 36), ("3Y", 36), ("12M", 12),
        ("2-year", 24), ("36mo", 36), ("one year", 12), ("Two years", 24), ("zwei Jahre", 24), ("un an", 12),
        ("3", None), (2, None), ("12-24", None), ("annual", None), ("", None), ("multi-year", None),
    ],
)  # fmt: skip
def test_months_of_a_term_are_read_as_people_write_them(cell: Value, months: int | None) -> None:
    assert read_months(cell) == months


def test_a_header_says_what_bare_numbers_count() -> None:
    assert read_months(3, "Term (years)") == 36
    assert read_months("3", "Laufzeit Monate") == 3
    assert read_minutes("1.5", "Duration (hours)") == 90


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1 quarter", 92),
        ("1 Jahr", 366),
        ("1 year", 366),
        ("6 Wo.", 42),
        ("3M", 92),
        ("3 Mon.", 92),
        ("2 wks", 14),
    ],
)
def test_no_unit_of_a_notice_is_read_as_days(text: str, days: int) -> None:
    assert read_notice(text) == SaidNotice(days, longer=True)


@pytest.mark.parametrize("text", ["30-60 days", "30/60", "30 to 60 days", "1,5 months", "30 oder 60 Tage"])
def test_a_notice_that_may_be_two_lengths_is_none(text: str) -> None:
    with pytest.raises(Unreadable):
        read_notice(text)


def test_touches_keep_their_minutes_and_a_time_of_the_clock_is_told() -> None:
    rows: list[list[Value]] = [["Account", "On", "Kind", "Minutes", "Summary"]]
    rows += [
        ["Acme", f"2025-10-0{n}", "call", cell, "x"] for n, cell in enumerate(["15 min", "1:30", "1h"], 1)
    ]
    made = plan(*rows, name="Calls", answers={"strangers:Calls:accounts": "new"})
    assert [t.minutes for t in of(made, Touch)] == [15, 90, 60]
    assert "“Minutes” is read as hours and minutes: 1:30 is 90 minutes." in made.sheets[0].notes


def test_what_may_be_minutes_or_hours_is_asked_about() -> None:
    rows: list[list[Value]] = [["Account", "On", "Minutes", "Summary"]]
    rows += [["Acme", "2025-10-01", "12:30", "x"], ["Acme", "2025-10-02", 30, "y"]]
    made = plan(*rows, name="Calls", answers={"strangers:Calls:accounts": "new"})
    assert [r.row for r in waiting(made)] == [2]
    assert waiting(made)[0].problems[0].problem == "this is no number of minutes"


def test_a_start_and_a_term_that_still_runs_say_the_end() -> None:
    made = plan(
        ["Customer", "ARR", "Start", "Contract length"],
        ["Acme", 100, "2025-03-01", "12 months"],
        ["Beta", 100, "2020-03-01", "1 Jahr"],
        ["Gamma", 100, "2025-01-15", "3 years"],
    )
    ends = [(s.end, s.term_months) for s in of(made, Subscription)]
    assert ends == [(date(2026, 2, 28), 12), (None, None), (date(2028, 1, 14), 36)]


def test_a_bare_length_that_may_be_years_is_asked_about() -> None:
    made = plan(["Customer", "ARR", "Contract length"], ["Acme", 100, 2], ["Beta", 100, 24])
    assert [q.key for q in made.open] == ["length:List:Contract length"]


def test_a_term_is_told_in_words_too_and_by_the_month_there_is_none() -> None:
    cells = ["Annual", "monthly", "Evergreen", "Quarterly", "semi-annual", "24 months", "unbefristet"]
    rows: list[list[Value]] = [[f"Customer {n}", 1200, "2025-10-01", cell] for n, cell in enumerate(cells)]
    made = plan(["Customer", "ARR", "Start", "Contract term"], *rows)
    found = [(s.term_months, s.end, s.month_to_month) for s in of(made, Subscription)]
    monthly = (None, None, True)
    assert found == [
        (12, date(2026, 9, 30), False), monthly, monthly, (3, date(2025, 12, 31), False),
        (6, date(2026, 3, 31), False), (24, date(2027, 9, 30), False), monthly,
    ]  # fmt: skip


def test_by_the_month_beside_a_day_of_renewal_is_a_term_of_one_month() -> None:
    made = plan(["Customer", "ARR", "Renewal", "Term"], ["Acme", 1200, "2025-12-31", "monthly"])
    assert [(s.term_months, s.end) for s in of(made, Subscription)] == [(1, date(2025, 12, 31))]


@pytest.mark.parametrize(
    ("header", "months"),
    [
        ("TERM (MO)", 2), ("Term (years)", 24), ("Term yrs", 24), ("Contract Length (Months)", 2),
        ("Contract months", 2), ("Laufzeit in Jahren", 24), ("Vertragslaufzeit (Monate)", 2),
        ("Durée (mois)", 2), ("Duración (años)", 24),
    ],
)  # fmt: skip
def test_a_header_names_a_length_with_what_it_is_counted_in(header: str, months: int) -> None:
    rows: list[list[Value]] = [[f"Customer {n}", 1200, "2025-11-01", 2] for n in range(3)]
    made = plan(["Customer", "ARR", "Start", header], *rows)
    assert {s.term_months for s in of(made, Subscription)} == {months}


def test_terms_that_the_rows_tell_are_not_asked_about() -> None:
    rows: list[list[Value]] = [
        [f"Customer {n}", 1200, date(2022, 1, 1), date(2025, 12, 31), 24] for n in range(4)
    ]
    head: list[Value] = ["Customer", "ARR", "Start", "Renewal", "Term (mo)"]
    assert "terms:List:Renewal" not in [q.key for q in plan(head, *rows).questions]
    assert "terms:List:Renewal" in [q.key for q in plan(head[:-1], *(r[:-1] for r in rows)).questions]
