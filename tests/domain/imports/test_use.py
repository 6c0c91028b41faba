"""Columns of a list of customers that say how much is used: readings as of the day of the file."""

import pytest

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Step
from csdesk.domain.usage import Usage
from tests.domain.imports.sheet import SAVED, asked, of, plan


@pytest.mark.parametrize(
    "header",
    ["Nutzer aktiv", "Aktive Nutzer", "Active users", "MAU", "Usuarios activos", "Utilisateurs actifs",
     "Usuários ativos"],
)  # fmt: skip
def test_active_users_are_a_reading_of_the_day_of_the_file_beside_the_seats(header: str) -> None:
    head: list[Value] = ["Customer", "Seats", "ARR", header]
    made = plan(head, ["Acme", 50, 1000, 45], ["Beta", 10, 500, "n/a"])
    assert [(u.measure, u.on, u.value) for u in of(made, Usage)] == [("active users", SAVED, 45.0)]
    assert [s.quantity for s in of(made, Step)] == [50, 10]
    assert f"“{header}”: what is used on 20 Nov 2025, the day of the sheet." in made.sheets[0].notes
    assert not [k for k in asked(made) if k.startswith("columns")]


def test_users_alone_are_the_seats_that_were_sold() -> None:
    made = plan(["Customer", "ARR", "Users"], ["Acme", 1000, 45])
    assert (of(made, Usage), [s.quantity for s in of(made, Step)]) == ([], [45])


def test_a_column_may_be_sent_to_another_measure() -> None:
    made = plan(
        ["Customer", "ARR", "Areas used"],
        ["Acme", 1000, 4],
        answers={"column:List:Areas used": "usage.breadth"},
    )
    assert [(u.measure, u.value) for u in of(made, Usage)] == [("breadth", 4.0)]


def test_a_table_of_usage_keeps_its_days() -> None:
    made = plan(["Account", "Date", "Active users"], ["Acme", "2025-10-01", 12], name="Usage")
    assert made.sheets[0].row_noun == "usage"
    assert made.sheets[0].columns[2].target == "usage.value"


_HEAD: list[Value] = ["Account", "Product", "Measure", "Date", "Value"]
_BY_PRODUCT: list[list[Value]] = [
    ["Acme", "CRM", "active users", "2025-11-01", 10],
    ["Acme", "Mail", "active users", "2025-11-01", 7],
    ["Beta", "CRM", "active users", "2025-11-01", 3],
]
_KEY = "readings:Usage:Product"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (None, [("active users", 17.0), ("active users", 3.0)]),
        ("most", [("active users", 10.0), ("active users", 3.0)]),
        ("each", [("active users, CRM", 10.0), ("active users, Mail", 7.0), ("active users, CRM", 3.0)]),
    ],
)
def test_usage_by_product_is_asked_about_and_no_row_is_lost(
    answer: str | None, expected: list[tuple[str, float]]
) -> None:
    answers = {"strangers:Usage:accounts": "new"} | ({_KEY: answer} if answer else {})
    made = plan(_HEAD, *_BY_PRODUCT, name="Usage", answers=answers)
    assert [(u.measure, u.value) for u in of(made, Usage)] == expected
    question = next(q for q in made.questions if q.key == _KEY)
    assert (question.rows, question.default, question.seen) == ((2, 3), "sum", ("CRM: 10", "Mail: 7"))
    assert not [k for k in asked(made) if k.startswith("columns")]


def test_months_of_products_are_added_up_and_a_product_is_no_measure() -> None:
    made = plan(
        ["Account", "Product", "Jan 2025", "Feb 2025"],
        ["Acme", "CRM", 10, 11],
        ["Acme", "Mail", 7, 8],
        name="Logins",
    )
    assert [(u.measure, u.value) for u in of(made, Usage)] == [("active users", 17.0), ("active users", 19.0)]
    titled = plan(
        ["Account", "Product", "Date", "Active users"], ["Acme", "CRM", "2025-11-01", 10], name="Usage"
    )
    assert [(u.measure, u.value) for u in of(titled, Usage)] == [("active users", 10.0)]
    assert "“Product” tells readings of one day apart, and is not kept." in titled.sheets[0].notes


def test_readings_of_one_day_without_a_product_are_asked_about_and_equal_ones_are_one() -> None:
    head: list[Value] = ["Account", "Date", "Logins"]
    made = plan(head, ["Acme", "2025-11-01", 10], ["Acme", "2025-11-01", 12], name="Usage")
    assert [(q.key, q.default) for q in made.open if q.kind == "readings"] == [("readings:Usage:rows", None)]
    same = plan(head, ["Acme", "2025-11-01", 10], ["Acme", "2025-11-01", 10], name="Usage")
    assert not [q for q in same.open if q.kind == "readings"]
    assert [u.value for u in of(same, Usage)] == [10.0]


def test_active_users_on_several_rows_of_a_customer_are_asked_about_unless_they_are_the_same() -> None:
    head: list[Value] = ["Customer", "Plan", "ARR", "Active users"]
    made = plan(head, ["Acme", "CRM", 100, 20], ["Acme", "Mail", 50, 30])
    assert "readings:List:rows" in asked(made)
    told = plan(head, ["Acme", "CRM", 100, 20], ["Acme", "Mail", 50, 20])
    assert "readings:List:rows" not in asked(told)
    assert [u.value for u in of(told, Usage)] == [20.0]


def test_a_product_beside_months_is_no_measure() -> None:
    head: list[Value] = ["Customer", "Product", "Jan 2025", "Feb 2025"]
    made = plan(head, ["Acme", "Pro", 10, 20], ["Acme", "Basic", 1, 2], name="Sheet1")
    question = next(q for q in made.open if q.kind == "readings")
    assert {(u.measure, u.value) for u in of(made, Usage)} == {("sheet1", 11.0), ("sheet1", 22.0)}
    assert question.choices[2].text == "Each by itself, as a measure with its product in its name"
