"""Weeks, days, and times of no year as columns."""

from collections.abc import Mapping
from datetime import date

import pytest

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.tables.questions import Question
from csdesk.domain.subscriptions import Step
from csdesk.domain.usage import Usage
from tests.domain.imports.sheet import asked, of, plan

KEY = "undated:Active users:columns"


def planned(*heads: Value, name: str = "Active users", answers: Mapping[str, str] | None = None) -> Plan:
    numbers: list[Value] = [*range(10, 10 + len(heads))]
    return plan(["Customer", *heads], ["Acme", *numbers], ["Borel", *numbers], name=name, answers=answers)


def days(made: Plan) -> list[date]:
    return sorted({u.on for u in of(made, Usage)})


def question(made: Plan, key: str = KEY) -> Question:
    return next(q for q in made.questions if q.key == key)


@pytest.mark.parametrize(
    "heads",
    [
        ("KW 41 2025", "KW 42 2025", "KW 43/2025"),
        ("2025-W41", "2025-W42", "2025-W43"),
        ("W41 2025", "W42 2025", "W43 2025"),
        ("w/c 6 Oct 2025", "w/c 13 Oct 2025", "w/c 20 Oct 2025"),
        ("2025-10-06", "2025-10-13", "2025-10-20"),
        ("6.10.2025", "13.10.2025", "20.10.2025"),
        ("06/10/2025", "13/10/2025", "20/10/2025"),
        ("10/06/2025", "10/13/2025", "10/20/2025"),
        (date(2025, 10, 6), date(2025, 10, 13), date(2025, 10, 20)),
        ("2025-10-20", "2025-10-13", "2025-10-06"),
    ],
)
def test_weeks_and_days_as_columns_are_readings_of_that_day(heads: tuple[Value, ...]) -> None:
    made = planned(*heads)
    assert days(made) == [date(2025, 10, 6), date(2025, 10, 13), date(2025, 10, 20)]
    assert {u.measure for u in of(made, Usage)} == {"active users"}
    assert asked(made) == ["strangers:Active users:accounts"]


@pytest.mark.parametrize(
    ("heads", "first", "last"),
    [
        (("KW 40", "KW 41"), date(2025, 9, 29), date(2025, 10, 6)),
        (("Week 51", "Week 52", "Week 1"), date(2024, 12, 16), date(2024, 12, 30)),
        (("W/C 6 Oct", "W/C 13 Oct"), date(2025, 10, 6), date(2025, 10, 13)),
        (("Q1", "Q2", "Q3"), date(2025, 1, 1), date(2025, 7, 1)),
        (("Jan", "Feb", "Mar"), date(2025, 1, 1), date(2025, 3, 1)),
        (("Nov", "Dez", "Jan"), date(2024, 11, 1), date(2025, 1, 1)),
        (("März", "Februar", "Januar"), date(2025, 1, 1), date(2025, 3, 1)),
    ],
)
def test_those_of_no_year_are_proposed_as_the_last_before_the_day_of_the_sheet(
    heads: tuple[str, ...], first: date, last: date
) -> None:
    made = planned(*heads)
    assert question(made).default == "behind"
    assert (days(made)[0], days(made)[-1], len(days(made))) == (first, last, len(heads))
    ahead = days(planned(*heads, answers={KEY: "ahead"}))
    assert ahead[0] > date(2025, 11, 20)
    assert of(planned(*heads, answers={KEY: "unread"}), Usage) == []


def test_a_year_that_ends_after_the_day_of_the_sheet_may_be_this_one_or_the_last() -> None:
    heads = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    made = planned(*heads)
    assert question(made).default is None
    assert [c.value for c in question(made).choices] == ["behind", "nearest", "ahead", "unread"]
    assert of(made, Usage) == []
    assert days(planned(*heads, answers={KEY: "nearest"}))[-1] == date(2025, 12, 1)


def test_the_year_of_the_sheets_name_is_theirs_without_a_question() -> None:
    made = planned("Q1", "Q2", "Q3", "Q4", name="Active users 2024")
    assert KEY not in asked(made)
    assert days(made) == [date(2024, 1, 1), date(2024, 4, 1), date(2024, 7, 1), date(2024, 10, 1)]


def test_an_empty_week_ahead_is_not_asked_about() -> None:
    made = plan(["Customer", "KW 46", "KW 47", "KW 48"], ["Acme", 10, 11, None], name="Active users")
    assert days(made) == [date(2025, 11, 10), date(2025, 11, 17)]
    assert asked(made) == [KEY, "strangers:Active users:accounts"]


def test_days_that_can_be_read_both_ways_are_columns_like_others() -> None:
    made = planned("05/10/2025", "06/10/2025", "07/10/2025")
    assert (of(made, Usage), asked(made)) == ([], ["columns:Active users:unknown"])


def test_nobody_pays_by_the_week_and_a_month_is_paid_from_its_first_day_on() -> None:
    weeks = planned(date(2025, 10, 6), date(2025, 10, 13), name="MRR")
    asked_of = question(weeks, "months:MRR:columns")
    assert ([c.value for c in asked_of.choices], asked_of.default) == (["usage", "omit"], None)
    months = planned(date(2025, 9, 30), date(2025, 10, 31), name="MRR")
    assert {s.from_ for s in of(months, Step)} == {date(2025, 9, 1), date(2025, 10, 1)}


def test_quarters_in_a_list_of_contracts_and_words_below_times_are_columns_like_others() -> None:
    made = plan(["Customer", "ARR", "Q1", "Q2"], ["Acme", 1200, 1, 2])
    assert "undated:List:columns" not in asked(made)
    words = plan(["Customer", "Q1", "Q2"], ["Acme", "went well", "so so"])
    assert "undated:List:columns" not in asked(words)
