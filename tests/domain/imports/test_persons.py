"""A cell of people is read as meant: each of them, with address, phone and title; what is doubtful stays whole."""

import pytest

from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.persons import persons_in
from tests.domain.imports.sheet import of, plan

JANE, BOB = "Jane Roe", "Bob Lee"


def told(text: str) -> list[str]:
    return [person.told for person in persons_in(text)]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Jane Roe / Bob Lee", [JANE, BOB]),
        ("Jane Roe; Bob Lee", [JANE, BOB]),
        ("Jane Roe & Bob Lee", [JANE, BOB]),
        ("Jane Roe and Bob Lee", [JANE, BOB]),
        ("Jane Roe/Bob Lee", [JANE, BOB]),
        ("Jane Roe, Bob Lee", [JANE, BOB]),
        ("Jane Roe (CFO) jane@acme.example; Bob Lee - IT lead", [f"{JANE}, CFO, jane@acme.example", f"{BOB}, IT lead"]),
        ("Jane Roe <Jane@Acme.example>, Bob Lee <bob@acme.example>",
         [f"{JANE}, jane@acme.example", f"{BOB}, bob@acme.example"]),
        ("Jane Roe\njane@acme.example", [f"{JANE}, jane@acme.example"]),
        ("Jane Roe\nHead of Operations\n+44 20 7946 0018", [f"{JANE}, Head of Operations, +44 20 7946 0018"]),
        ("Jane Roe 020 7946 0018", [f"{JANE}, 020 7946 0018"]),
        ("Jane Roe 06 12 34 56 78", [f"{JANE}, 06 12 34 56 78"]),
        ("Jane Roe tel. 02079460018", [f"{JANE}, 02079460018"]),
        ("Jane Roe, CFO", [f"{JANE}, CFO"]),
        ("Jane Roe / CFO", [f"{JANE}, CFO"]),
        ("Jane jane@acme.example", ["Jane, jane@acme.example"]),
        ("jane@a.example; bob@b.example", ["jane@a.example, jane@a.example", "bob@b.example, bob@b.example"]),
        ("Jürgen von der Heide; María de la Cruz", ["Jürgen von der Heide", "María de la Cruz"]),
    ],
)  # fmt: skip
def test_people_are_told_apart(text: str, people: list[str]) -> None:
    assert told(text) == people


@pytest.mark.parametrize(
    "text",
    [
        "Jane", "Jane Roe", "Roe, Jane", "Jane & Bob Roe", "Jane / Bob", "Procurement / IT", "Jane Roe (Jenny)",
        "Jane Roe-Smith", "Anne-Marie O'Neill", "tbc", "Smith & Sons Ltd", "Jane Roe - left?",
        "Person 1234", "Jane Roe 2026-01",
    ],
)  # fmt: skip
def test_what_is_not_surely_several_or_more_than_a_name_stays_as_it_is(text: str) -> None:
    assert told(text) == [text]


def test_a_cell_without_a_name_is_called_by_its_address() -> None:
    (person,) = persons_in("jane@acme.example")
    assert (person.name, person.email) == ("jane@acme.example", "jane@acme.example")


def people(made: Plan) -> list[tuple[str, str | None, str | None]]:
    return [(c.name, c.title, c.email) for c in of(made, Contact)]


ROWS: list[list[Value]] = [
    ["Customer", "ARR", "Contact(s)"],
    ["Acme", 1200, "Jane Roe (CFO) jane@acme.example\nBob Lee - IT lead"],
    ["Birch", 900, "Ann Poe"],
]


def test_each_person_of_a_customers_cell_is_a_contact_and_the_row_says_so() -> None:
    made = plan(*ROWS)
    assert people(made) == [
        (JANE, "CFO", "jane@acme.example"),
        (BOB, "IT lead", None),
        ("Ann Poe", None, None),
    ]
    (sheet,) = made.sheets
    assert f"contact {JANE}, {BOB}" in sheet.rows[0].what
    (note,) = (n for n in sheet.notes if "more than a name" in n)
    assert note == (
        "“Contact(s)”: 1 cell holds more than a name, such as row 2: "
        "Jane Roe, CFO, jane@acme.example; Bob Lee, IT lead."
    )


def test_addresses_in_their_own_column_go_to_their_people_where_there_are_as_many() -> None:
    both: list[Value] = ["Acme", "Jane Roe / Bob Lee", "jane@acme.example; bob@acme.example"]
    one: list[Value] = ["Birch", "Ann Poe / Tim Fox", "ann@birch.example"]
    made = plan(["Customer", "Contact", "Email"], both, one)
    assert people(made) == [
        (JANE, None, "jane@acme.example"), (BOB, None, "bob@acme.example"),
        ("Ann Poe", None, "ann@birch.example"), ("Tim Fox", None, None),
    ]  # fmt: skip
    assert not [n for n in made.sheets[0].notes if "the first is taken" in n]


def test_among_many_plain_names_the_one_cell_of_two_people_is_found() -> None:
    plain: list[list[Value]] = [[f"Acme {n}", 1200, f"Person {n}"] for n in range(1200)]
    made = plan(["Customer", "ARR", "Contact"], *plain, ["Birch", 900, "Jane Roe 020 7946 0018; Bob Lee"])
    assert people(made) == [(f"Person {n}", None, None) for n in range(1200)] + [
        (JANE, None, None), (BOB, None, None),
    ]  # fmt: skip
    assert "1 cell holds more than a name, such as row 1202" in " ".join(made.sheets[0].notes)


def test_a_list_with_several_people_of_an_account_in_a_cell_brings_each_of_them() -> None:
    rows: list[list[Value]] = [
        ["Account", "People"],
        ["Acme", "Ann Lee (CTO); Tim Fox - admin"],
        ["Beta", "Eve Moss"],
    ]
    made = plan(*rows, name="Contacts")
    assert [(c.name, c.title) for c in of(made, Contact)] == [
        ("Ann Lee", "CTO"), ("Tim Fox", "admin"), ("Eve Moss", None),
    ]  # fmt: skip
    rows[0].append("Title")
    assert plan(*rows, name="Contacts").sheets[0].row_noun == "contact"


def test_a_column_of_sponsors_names_several_too() -> None:
    made = plan(["Customer", "ARR", "Champion"], ["Acme", 1200, "Jane Roe / Bob Lee"])
    assert [(c.name, len(c.roles)) for c in of(made, Contact)] == [(JANE, 1), (BOB, 1)]
