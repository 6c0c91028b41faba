"""A term that says no unit is of years or months as its days tell, else asked; *24 + 12* is a term and its renewals."""

from datetime import date

import pytest

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.durations import first_and_renewals
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Subscription
from tests.domain.imports.sheet import asked, of, plan

HEAD: list[Value] = ["Customer", "ARR", "Start", "End", "Term"]
START = date(2025, 1, 1)
KEY = "length:List:Term"


def terms(made: Plan) -> list[tuple[int | None, date | None]]:
    return [(s.term_months, s.end) for s in of(made, Subscription)]


def notes(made: Plan) -> str:
    return " ".join(made.sheets[0].notes)


@pytest.mark.parametrize(
    ("first", "second", "unit"),
    [
        (date(2025, 12, 31), date(2027, 12, 31), "years"),
        ("2026-01-01", "2028-01-01", "years"),
        (date(2025, 1, 31), date(2025, 3, 31), "months"),
    ],
)
def test_start_and_end_tell_what_a_bare_term_counts(first: Value, second: Value, unit: str) -> None:
    made = plan(HEAD, ["Acme", 100, START, first, 1], ["Beta", 100, START, second, "3"])
    assert KEY not in asked(made)
    assert f"“Term” counts {unit}, as the days of the rows tell: 1 in row 2 is {unit}." in notes(made)
    assert [m for m, _ in terms(made)] == ([12, 36] if unit == "years" else [1, 3])


def test_each_row_is_read_by_its_own_days_and_one_without_them_as_the_others() -> None:
    made = plan(
        HEAD,
        ["Acme", 100, START, date(2026, 12, 31), 2],
        ["Beta", 100, START, date(2025, 6, 30), 6],
        ["Cora", 100, START, date(2025, 12, 31), 12],
    )
    assert [m for m, _ in terms(made)] == [24, 6, 12]
    made = plan(HEAD, ["Acme", 100, START, date(2026, 12, 31), 2], ["Beta", 100, START, None, 3])
    assert (terms(made)[1], KEY in asked(made)) == ((36, date(2027, 12, 31)), False)


@pytest.mark.parametrize(
    ("cells", "default"),
    [([1, 2, 3], "years"), (["1", "2", None], "years"), ([3, 6, 3], "months"), ([1, 12, 24], "months")],
)
def test_without_days_it_is_asked_once_with_what_the_values_speak_for(
    cells: list[Value], default: str
) -> None:
    rows: list[list[Value]] = [[f"Customer {n}", 100, START, cell] for n, cell in enumerate(cells)]
    head: list[Value] = ["Customer", "ARR", "Start", "Term"]
    (question,) = [q for q in plan(head, *rows).open if q.key == KEY]
    assert (question.default, [c.value for c in question.choices]) == (default, ["years", "months"])
    assert "unread" not in {key.split(":")[0] for key in asked(plan(head, *rows))}
    said = plan(head, ["Acme", 100, START, 3], answers={KEY: "years"})
    assert terms(said) == [(36, date(2027, 12, 31))]


@pytest.mark.parametrize(
    "header", ["Term (months)", "Laufzeit (Monate)", "Term (years)", "Laufzeit in Jahren"]
)
def test_a_header_with_a_unit_is_not_asked_about(header: str) -> None:
    made = plan(["Customer", "ARR", "Start", header], ["Acme", 100, date(2025, 10, 1), 3])
    assert not any(key.startswith("length:") for key in asked(made))
    assert terms(made)[0][0] == (3 if "ona" in header or "month" in header else 36)


def test_twelve_and_more_are_months_without_a_question() -> None:
    made = plan([*HEAD[:3], "Term"], ["Acme", 100, START, 12], ["Beta", 100, START, 36])
    assert (KEY in asked(made), [m for m, _ in terms(made)]) == (False, [12, 36])


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("12+12", ("12", "12")),
        ("24 + 12 months", ("24 months", "12 months")),
        ("1+1 years", ("1 years", "1 years")),
        ("3 Jahre + 1 Jahr", ("3 jahre", "1 jahr")),
        ("36 Monate + 12", ("36 monate", "12 monate")),
        ("12+12+12", ("12", "12")),
        ("2 years", None),
        ("A+B", None),
        (12, None),
    ],
)
def test_a_first_term_and_its_renewals_are_parted(cell: Value, parts: tuple[str, str] | None) -> None:
    assert first_and_renewals(cell) == parts


def test_a_term_with_renewals_lasts_as_long_as_its_first_and_then_goes_on_by_the_others() -> None:
    head: list[Value] = ["Customer", "ARR", "Start", "Term", "Auto-renew"]
    made = plan(
        head,
        ["Acme", 100, START, "36+12", "yes"],
        ["Beta", 100, date(2021, 1, 1), "36 + 12 Monate", "yes"],
        ["Cora", 100, START, "1+1 years", "no"],
    )
    assert terms(made) == [(36, date(2027, 12, 31)), (12, date(2025, 12, 31)), (12, date(2025, 12, 31))]
    assert (
        "“Term”: 3 cells tell a first term and how long further ones are: 36+12 is 36 months, then 12 months each."
        in notes(made)
    )
    ended = plan(HEAD, ["Acme", 100, date(2021, 1, 1), date(2025, 12, 31), "36+12"])
    assert terms(ended) == [(12, date(2025, 12, 31))]
