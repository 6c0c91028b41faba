"""Columns of a list of customers that say how much is used: readings as of the day of the file."""

import pytest

from csdesk.domain.imports.grid import Value
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
