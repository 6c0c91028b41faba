"""An address or phone beside a sponsor or champion is that person's, where no column names another one."""

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.cells.grid import Value
from tests.domain.imports.sheet import of, plan

KIM = ("Kim Lee", "kim@acme.example")


def people(headers: list[Value], *cells: Value) -> list[tuple[str, str | None, tuple[Role, ...]]]:
    made = plan(["Customer", *headers], ["Acme", *cells])
    return sorted((c.name, c.email, c.roles) for c in of(made, Contact))


@pytest.mark.parametrize(
    ("headers", "role"),
    [
        (["Sponsor", "Email"], Role.SPONSOR),
        (["Executive sponsor", "Sponsor email"], Role.SPONSOR),
        (["Champion", "Champion email"], Role.CHAMPION),
        (["Billing contact", "Billing email"], Role.BILLING),
    ],
)
def test_the_address_beside_a_person_is_theirs_and_no_person_of_its_own(
    headers: list[Value], role: Role
) -> None:
    assert people(headers, *KIM) == [(*KIM, (role,))]


def test_of_two_people_it_is_the_ones_whom_the_header_or_the_address_names() -> None:
    sponsor, champion = ("Kim Lee", "kim@acme.example", (Role.SPONSOR,)), ("Sue Fox", None, (Role.CHAMPION,))
    assert people(["Sponsor", "Champion", "Email"], "Kim Lee", "Sue Fox", KIM[1]) == [sponsor, champion]
    by_header = people(["Sponsor", "Champion", "Sponsor email"], "Kim Lee", "Sue Fox", "ceo@acme.example")
    assert by_header == [("Kim Lee", "ceo@acme.example", (Role.SPONSOR,)), champion]


def test_an_address_that_may_be_anybodys_is_nobodys_of_them() -> None:
    found = people(["Sponsor", "Champion", "Email"], "Kim Lee", "Sue Fox", "info@acme.example")
    assert [name for name, *_ in found] == ["Kim Lee", "Sue Fox", "info@acme.example"]


def test_beside_a_contact_it_stays_the_contacts() -> None:
    found = people(["Contact", "Sponsor", "Email"], "Max Fry", "Kim Lee", "kim@acme.example")
    assert found == [("Kim Lee", None, (Role.SPONSOR,)), ("Max Fry", "kim@acme.example", ())]


def test_a_champion_with_another_address_is_asked_about() -> None:
    acme = Account(id=AccountId("a"), account="Acme")
    kim = Contact(id=ContactId("c"), account=acme.id, name=KIM[0], email=KIM[1], roles=(Role.CHAMPION,))
    rows: list[list[Value]] = [["Customer", "Champion", "Email"], ["Acme", "Kim Lee", "kim@other.example"]]
    made = plan(*rows, known=Known({Account: (acme,), Contact: (kim,)}))
    assert [q.kind for q in made.questions] == ["person"]
