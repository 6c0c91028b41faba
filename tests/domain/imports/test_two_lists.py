"""Two programs give their customers IDs of their own: one customer is known by both."""

from collections.abc import Mapping

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.planning import plan_files
from tests.domain.imports.sheet import EMPTY, TODAY, asked, grid, of, source, synonyms

Rows = list[list[Value]]
BILLING: Rows = [["Customer ID", "Customer"], ["cus_a1", "Acme Ltd"], ["cus_b2", "Beta"]]
CRM: Rows = [
    ["Record ID", "Company name", "Region"],
    ["9001", "Acme Ltd", "Leeds"],
    ["9002", "Beta Inc", "Lyon"],
]
PEOPLE: Rows = [
    ["Company ID", "Company", "Name", "Email"],
    ["9001", "Acme Ltd", "Ann Poe", "ann@acme.example"],
]
ACME, BETA = {"same:CRM:2": "Billing!2"}, {"same:CRM:3": "Billing!3"}


def planned(answers: Mapping[str, str], known: Known = EMPTY, **sheets: Rows) -> Plan:
    made = source(*(grid(rows, name) for name, rows in sheets.items()))
    return plan_files((made,), known, answers, synonyms(), today=TODAY)


def remembered(made: Plan) -> Known:
    """What the book knows once a plan was applied."""
    said = {f"name:{sheet}:{name}": uid for sheet, name, uid in made.names}
    return Known({Account: tuple(of(made, Account))}, answered={"": said})


def accounts(made: Plan) -> list[tuple[str, str | None, str | None]]:
    return [(a.account, a.external_id, a.region) for a in of(made, Account)]


def test_the_same_name_with_the_id_of_another_program_is_proposed_as_the_same_and_another_name_is_not() -> (
    None
):
    made = planned({}, Billing=BILLING, CRM=CRM)
    proposed = {q.key: (q.default, q.evidence) for q in made.questions if q.kind == "same"}
    assert proposed == {
        "same:CRM:2": ("Billing!2", "The names are the same. Ids 9001 and cus_a1 differ."),
        "same:CRM:3": (
            None,
            "Names 100 % alike once Inc, Ltd and the like are left out. Ids 9002 and cus_b2 differ.",
        ),
    }


@pytest.mark.parametrize(
    ("one", "other"), [("cus_a1", "cus_z9"), ("UK_7", "US_7"), ("4711", "47a1"), ("1001", "2001")]
)
def test_two_customers_of_one_name_whose_ids_may_be_of_one_program_are_never_proposed_as_one(
    one: str, other: str
) -> None:
    head: list[Value] = ["Customer ID", "Customer"]
    made = planned({}, Billing=[head, [one, "Acme Ltd"]], CRM=[head, [other, "Acme Ltd"]])
    assert [q.default for q in made.questions if q.kind == "same"] == [None]


def test_two_rows_of_one_list_and_two_domains_are_never_proposed_as_one() -> None:
    both: Rows = [["Customer ID", "Customer"], ["cus_a1", "Acme Ltd"], ["9001", "Acme Ltd"]]
    assert [q.default for q in planned({}, Billing=both).questions if q.kind == "same"] == [None]
    head: list[Value] = ["Customer ID", "Customer", "Domain"]
    one: Rows = [head, ["cus_a1", "Acme Ltd", "acme.de"]]
    other: Rows = [head, ["9001", "Acme Ltd", "acme.com"]]
    made = planned({}, Billing=one, CRM=other)
    assert [q.default for q in made.questions if q.kind == "same"] == [None]


def test_people_come_by_the_id_of_their_own_program_once_the_customers_are_the_same() -> None:
    made = planned(ACME | BETA, Billing=BILLING, CRM=CRM, People=PEOPLE)
    assert asked(made) == [*ACME, *BETA]
    assert accounts(made) == [("Acme Ltd", "cus_a1", "Leeds"), ("Beta", "cus_b2", "Lyon")]
    assert [c.account for c in of(made, Contact)] == [of(made, Account)[0].id]


def test_a_third_list_of_the_same_files_that_gives_such_an_id_to_another_name_is_asked_about() -> None:
    shop: Rows = [["Customer ID", "Customer"], ["9001", "Quite Another"]]
    made = planned(ACME | BETA, Billing=BILLING, CRM=CRM, Shop=shop)
    assert "whose:Shop:Customer ID" in asked(made)


def test_the_next_file_of_either_program_asks_nothing_and_keeps_the_id() -> None:
    known = remembered(planned(ACME | BETA, Billing=BILLING, CRM=CRM))
    for sheets in ({"CRM": CRM, "People": PEOPLE}, {"People": PEOPLE}):
        later = planned({}, known, **sheets)
        assert (asked(later), accounts(later), len(of(later, Contact))) == ([], [], 1)
    assert asked(planned({}, known, Billing=BILLING)) == []


def test_an_id_that_was_replaced_finds_its_customer_and_does_not_come_back() -> None:
    old: Rows = [["Customer ID", "Customer"], ["cus_a1", "Acme Ltd"]]
    new: Rows = [["Customer ID", "Customer"], ["cus_z9", "Acme Ltd"]]
    there = planned({}, Old=old)
    (acme,) = of(there, Account)
    made = planned({"same:New:2": acme.id}, remembered(there), New=new)
    assert accounts(made) == [("Acme Ltd", "cus_z9", None)]
    later = planned({}, remembered(made), Old=old)
    assert (asked(later), accounts(later)) == ([], [])


@pytest.mark.parametrize("name", ["Quite Another", "Acme Tools"])
def test_an_id_that_another_list_has_too_is_not_held_for_a_customer_of_another_name(name: str) -> None:
    billing: Rows = [["Customer ID", "Customer"], ["cus_a1", "Acme Shipping"]]
    crm: Rows = [["Record ID", "Company name"], ["9001", "Acme Shipping"]]
    known = remembered(planned({"same:CRM:2": "Billing!2"}, Billing=billing, CRM=crm))
    later = planned({}, known, Shop=[["Customer ID", "Customer"], ["9001", name]])
    assert accounts(later) == [(name, "9001", None)]
