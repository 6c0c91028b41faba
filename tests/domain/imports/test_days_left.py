"""Days that are left are counted from a day: that counts where the sheet has it, else they are, if a person says so."""

from datetime import date

import pytest

from csdesk.domain.custom import CustomValue
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.undated import so_far_ahead
from csdesk.domain.subscriptions import Subscription
from tests.domain.imports.sheet import asked, of, plan


def ends(made: Plan) -> list[date | None]:
    return [s.end for s in of(made, Subscription)]


@pytest.mark.parametrize(
    ("renewal", "left"),
    [("Renewal date", "Days to renewal"), ("Contract end", "Days left"), ("Vertragsende", "Resttage"),
     ("Fecha de renovación", "Días para renovación"), ("Date de renouvellement", "Jours restants"),
     ("Data de renovação", "Dias para renovação"), ("Contract end", "Months remaining")],
)  # fmt: skip
def test_days_that_are_left_are_left_out_beside_the_day_and_told(renewal: str, left: str) -> None:
    rows: list[list[Value]] = [["Customer", "ARR", renewal, left]]
    rows += [
        ["Alpha", 12000, "2025-12-31", 41],
        ["Beta", 6000, "2026-01-31", 72],
        ["Gamma", 1, "2026-02-28", -5],
    ]
    made = plan(*rows)
    assert asked(made) == []
    assert ends(made) == [date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28)]
    assert [s.term_months for s in of(made, Subscription)] == [None] * 3
    assert made.sheets[0].notes == (
        f"“{left}” is counted from days that the sheet has itself, and left out.",
    )


@pytest.mark.parametrize(
    "header", ["Days to renewal", "Days left", "Renews in", "Resttage", "Días restantes", "Jours restants"]
)
def test_without_the_day_they_are_counted_from_that_of_the_sheet_if_a_person_says_so(header: str) -> None:
    rows: list[list[Value]] = [["Customer", "ARR", header]]
    rows += [["Alpha", 12000, "41 days"], ["Beta", 6000, "72 days"], ["Gamma", 6000, "100 days"]]
    made = plan(*rows)
    (question,) = made.open
    assert (question.key, question.default) == (f"column:List:{header}", "subscription.days_left")
    assert question.choices[0].text == (
        "Counted from 20 Nov 2025, the day of the sheet: in row 2 the contract ends or renews on 31 Dec 2025"
    )
    assert ends(made) == [date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28)]
    out = plan(*rows, answers={question.key: "omit"})
    assert [s.end for s in of(out, Subscription)] == [None] * 3
    kept = plan(*rows, answers={question.key: "custom"})
    assert [v.value for v in of(kept, CustomValue)] == ["41 days", "72 days", "100 days"]
    assert ends(kept) == [None] * 3
    again = plan(*rows, answers={question.key: "subscription.days_left"})
    assert again.open == ()
    assert ends(again) == ends(made)


@pytest.mark.parametrize(
    ("header", "cell"), [("Restlaufzeit", "3 Monate"), ("Months left", 3), ("Time left", 3)]
)
def test_months_that_are_left_are_no_days_and_not_proposed_as_such(header: str, cell: Value) -> None:
    made = plan(["Customer", "ARR", header], ["Alpha", 12000, cell], ["Beta", 6000, cell])
    (question,) = [q for q in made.open if q.kind == "column"]
    assert question.default == "custom"
    assert "only about right" in question.evidence
    assert [(s.end, s.term_months) for s in of(made, Subscription)] == [(None, None)] * 2


def test_days_until_notice_are_no_notice() -> None:
    rows: list[list[Value]] = [
        ["Customer", "ARR", "Contract end", "Days until notice"],
        ["Alpha", 12000, "2025-12-31", 11],
        ["Beta", 6000, "2026-01-31", 42],
    ]
    made = plan(*rows)
    (question,) = made.open
    assert question.choices[0].text.endswith("in row 2 the last day to give notice is 1 Dec 2025")
    assert [s.notice_days for s in of(made, Subscription)] == [30, 30]
    out = plan(*rows, answers={question.key: "omit"})
    assert [s.notice_days for s in of(out, Subscription)] == [None, None]
    beside = plan([*rows[0], "Notice"], [*rows[1], "30 days"], [*rows[2], "60 days"])
    assert asked(beside) == []
    assert [s.notice_days for s in of(beside, Subscription)] == [30, 60]


def test_words_among_the_days_that_are_left_are_asked_about() -> None:
    made = plan(["Customer", "ARR", "Days left"], ["Alpha", 1, 41], ["Beta", 1, 72], ["Gamma", 1, "overdue"])
    assert [q.key for q in made.open] == ["column:List:Days left", "unread:List:Days left"]


def test_days_that_are_hardly_read_are_not_said_to_stand_elsewhere() -> None:
    rows: list[list[Value]] = [["Customer", "ARR", "Days left"], ["Alpha", 1, "overdue"], ["Beta", 1, "soon"]]
    made = plan(*rows, ["Gamma", 1, 41])
    assert [q.key for q in made.open] == ["columns:List:unknown"]
    assert made.sheets[0].notes == ()


def test_how_far_something_is_ahead_is_said_in_days_weeks_or_months() -> None:
    day = date(2025, 11, 20)
    said = {
        "38": 38,
        "38 days": 38,
        "-5": -5,
        "in 2 weeks": 14,
        "noch 10 Tage": 10,
        "10 days left": 10,
        "7d": 7,
    }
    for text, days in said.items():
        found = so_far_ahead(text)
        assert found
        found_on = found.read(day, None, None)
        assert found_on
        assert (found_on - day).days == days
    assert [so_far_ahead(t) for t in ("overdue", "38 seats", "2025-01-01", 12345, True, "1.5 months")] == [
        None
    ] * 6
