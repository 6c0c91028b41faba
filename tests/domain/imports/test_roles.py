"""What a sheet says of the person of a row: ticks below the name of a role, and job titles below *Role*."""

import pytest

from csdesk.domain.contacts import Contact, Role
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from tests.domain.imports.sheet import asked, of, plan

PEOPLE = ("Ann Poe", "Ben Fox", "Cy Lane")


def contacts(header: Value, *cells: Value) -> Plan:
    head: list[Value] = ["Company", "Name", "Email", header]
    rows = [
        ["Acme", name, f"{name[:2]}@acme.example".lower(), cell]
        for name, cell in zip(PEOPLE, cells, strict=True)
    ]
    return plan(head, *rows, answers={"strangers:List:accounts": "new"})


def roles(made: Plan) -> list[tuple[Role, ...]]:
    return [c.roles for c in of(made, Contact)]


@pytest.mark.parametrize(
    "cells", [("x", None, "X"), ("yes", "no", "Yes"), ("✓", "✗", "✔"), ("TRUE", "FALSE", "TRUE")]
)
def test_a_tick_below_champion_is_the_role_of_the_person_beside_it(cells: tuple[Value, ...]) -> None:
    made = contacts("Champion?", *cells)
    assert roles(made) == [(Role.CHAMPION,), (), (Role.CHAMPION,)]
    assert "“Champion?”: 2 ticks tell that the person of the row is champion." in made.sheets[0].notes


def test_ticks_stand_beside_a_contact_on_a_list_of_customers_too_and_make_nobody() -> None:
    made = plan(
        ["Customer", "Contact", "Champion", "Sponsor"],
        ["Acme", "Ann Poe", "x", "x"],
        ["Beta", "Ben Fox", "-", None],
    )
    assert [(c.name, c.roles) for c in of(made, Contact)] == [
        ("Ann Poe", (Role.CHAMPION, Role.SPONSOR)),
        ("Ben Fox", ()),
    ]


def test_names_below_champion_stay_people() -> None:
    made = plan(
        ["Customer", "Contact", "Champion"], ["Acme", "Ann Poe", "Ida Lund"], ["Beta", "Ben Fox", "x"]
    )
    assert [c.name for c in of(made, Contact)] == ["Ann Poe", "Ida Lund", "Ben Fox"]


def test_job_titles_below_role_are_titles_and_no_questions() -> None:
    made = contacts("Role", "Head of IT", "CFO", "Office manager")
    assert asked(made) == ["strangers:List:accounts"]
    assert [(c.title, c.roles) for c in of(made, Contact)] == [
        ("Head of IT", ()),
        ("CFO", (Role.EXECUTIVE,)),
        ("Office manager", ()),
    ]
    assert "“Role”: job titles such as Head of IT, Office manager, kept as titles." in made.sheets[0].notes


def test_a_column_that_names_a_role_by_its_name_is_one_of_roles() -> None:
    made = contacts("Role", "Champion", "User", "Gatekeeper")
    assert asked(made) == ["value:List:Role: Gatekeeper", "strangers:List:accounts"]
    made = contacts("Buying role", "CFO", "Gatekeeper", "Influencer")
    assert len(asked(made)) == 3
