"""Two people of one name at one account: asked, with both rows, and laid as was said."""

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.sheets.around import Options
from tests.domain.imports.sheet import of, plan

CUSTOMERS: list[list[Value]] = [
    ["Customer", "Product", "Contact", "Email"],
    ["Acme", "Suite", "Zoe Hart", "zoe@acme.example"],
    ["Acme", "Mobile", "Zoë Hart", "z.hart@acme.example"],
]
PEOPLE: list[list[Value]] = [
    ["Account", "Name", "E-mail", "Title"],
    ["Acme", "Zoe Hart", "zoe@acme.example", "COO"],
    ["Acme", "zoe hart", "z.hart@acme.example", "CEO"],
]
KNOWN = Known({Account: (Account(id=AccountId("a"), account="Acme"),)})


def people(made: Plan) -> list[tuple[str, str | None]]:
    return sorted((c.name, c.email) for c in of(made, Contact))


def contacts(**answers: str) -> Plan:
    told = {f"person:People:{row[1:]}": said for row, said in answers.items()}
    return plan(*PEOPLE, known=KNOWN, name="People", answers=told)


def test_another_address_of_one_name_is_asked_with_both_rows() -> None:
    made = contacts()
    (question,) = [q for q in made.questions if q.kind == "person"]
    assert (question.key, question.rows) == ("person:People:3", (3, 2))
    assert question.seen == ("zoe hart, z.hart@acme.example", "Zoe Hart, zoe@acme.example")
    assert [r.result for r in made.sheets[0].rows] == [Result.NEW, Result.WAITING]


@pytest.mark.parametrize(
    ("answer", "there"),
    [
        ("new", [("Zoe Hart", "zoe@acme.example"), ("zoe hart", "z.hart@acme.example")]),
        ("skip", [("Zoe Hart", "zoe@acme.example")]),
        ("one", [("Zoe Hart", "z.hart@acme.example")]),
    ],
)
def test_they_are_laid_as_was_said(answer: str, there: list[tuple[str, str]]) -> None:
    assert people(contacts(r3=answer)) == there


def test_the_person_of_a_customer_row_is_asked_as_well_and_leaves_its_line_alone() -> None:
    rows = [[*r[:2], "Zoe Hart", r[3]] if r[0] == "Acme" else r for r in CUSTOMERS]
    made = plan(*rows)
    assert [q.key for q in made.questions if q.kind == "person"] == ["person:List:3"]
    skipped = plan(*rows, answers={"person:List:3": "skip"})
    assert people(skipped) == [("Zoe Hart", "zoe@acme.example")]
    assert [r.result for r in skipped.sheets[0].rows] == [Result.NEW, Result.CHANGED]


def test_somebody_of_the_book_gets_the_new_address_where_they_are_one() -> None:
    zoe = Contact(id=ContactId("z"), account=AccountId("a"), name="Zoe Hart", email="zoe@acme.example")
    known = Known({**KNOWN.rows, Contact: (zoe,)})
    made = plan(PEOPLE[0], PEOPLE[2], known=known, name="People", answers={"person:People:2": "one"})
    assert [(c.id, c.email, c.title) for c in of(made, Contact)] == [("z", "z.hart@acme.example", "CEO")]


def test_nothing_is_asked_where_an_address_is_missing_or_an_id_tells_them_apart() -> None:
    rows: list[list[list[Value]]] = [
        [PEOPLE[0], PEOPLE[1], ["Acme", "Zoe Hart", None, "CEO"]],
        [[*PEOPLE[0], "Contact ID"], [*PEOPLE[1], "c1"], [*PEOPLE[2], "c2"]],
    ]
    told = {"column:People:Contact ID": "contact.external_id"}
    for some, answers in zip(rows, ({}, told), strict=True):
        made = plan(*some, known=KNOWN, name="People", answers=answers)
        assert not [q for q in made.questions if q.kind == "person"]


def test_decide_new_takes_them_for_two_people() -> None:
    made = plan(*PEOPLE, known=KNOWN, name="People", options=Options(decide="new"))
    assert len(people(made)) == 2
