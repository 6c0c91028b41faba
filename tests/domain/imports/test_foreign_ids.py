"""A customer's ID on a sheet may be another list's: it is held against the name, and asked about once."""

from dataclasses import replace

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.tickets import Ticket
from tests.domain.imports.sheet import of, plan

ACME = Account(id=AccountId("a"), account="Acme Tools", external_id="1001", domain="acme.example", csm="Ann")
BOREL = Account(id=AccountId("b"), account="Borel", external_id="1002", csm="Ann")
BOOK = Known({Account: (ACME, BOREL)})
KEY = "whose:List:Customer No"
HEADER: list[Value] = ["Customer No", "Customer", "CSM"]


def ids(made: Plan) -> list[str]:
    return [q.key for q in made.questions if q.kind == "whose"]


def test_an_id_of_a_customer_with_quite_another_name_is_asked_about_before_it_takes_that_ones_place() -> None:
    rows: list[list[Value]] = [HEADER, ["1001", "Globex Shipping", "Bob"], ["1003", "Ceta Farms", "Bob"]]
    made = plan(*rows, known=BOOK)
    (question,) = [q for q in made.questions if q.kind == "whose"]
    assert question.text == "1 customer has the ID of one with another name. Are they the same?"
    assert question.evidence == (
        "row 2: 1001 is Globex Shipping, and was Acme Tools. No other row has both ID and name of a customer."
    )
    assert (question.key, question.rows, question.default) == (KEY, (2,), None)
    same = plan(*rows, known=BOOK, answers={KEY: "same"})
    assert replace(ACME, csm="Bob") in of(same, Account)
    other = plan(*rows, known=BOOK, answers={KEY: "omit"})
    assert [(a.account, a.external_id) for a in of(other, Account)] == [
        ("Globex Shipping", None), ("Ceta Farms", None),
    ]  # fmt: skip


def test_two_customers_of_one_sheet_with_one_id_do_not_become_one_unasked() -> None:
    rows: list[list[Value]] = [HEADER, ["7", "Acme Tools", "Ann"], ["7", "Globex Shipping", "Ann"]]
    assert ids(plan(*rows)) == [KEY]
    apart = of(plan(*rows, answers={KEY: "omit"}), Account)
    assert [a.account for a in apart] == ["Acme Tools", "Globex Shipping"]


def test_a_name_that_is_alike_or_has_the_same_domain_is_not_asked_about() -> None:
    rows: list[list[Value]] = [
        [*HEADER, "Domain"],
        ["1001", "Globex", "Ann", "acme.example"],
        ["1002", "Borel Holding", "Ann", None],
        ["1002", None, "Bob", None],
    ]
    assert ids(plan(*rows, known=BOOK)) == []


def test_what_most_rows_speak_for_is_proposed() -> None:
    renamed: list[list[Value]] = [HEADER, ["1001", "Acme", "A"], ["1002", "Borel", "A"], ["1003", "C", "A"]]
    book = Known({Account: (ACME, BOREL, Account(id=AccountId("c"), account="Meridian", external_id="1003"))})
    made = plan(*renamed, known=book)
    assert [q.default for q in made.questions if q.kind == "whose"] == ["same"]
    others: list[list[Value]] = [HEADER, ["1001", "Xylo", "A"], ["1002", "Yucca", "A"], ["1003", "Zebu", "A"]]
    assert [q.default for q in plan(*others, known=book).questions if q.kind == "whose"] == ["omit"]


def test_rows_of_facts_are_held_against_the_name_as_well() -> None:
    rows: list[list[Value]] = [
        ["Customer No", "Customer", "Ticket", "Opened at", "Severity"],
        ["1001", "Borel", "Cannot log in", "2025-10-01", "2"],
        ["1001", "Borel", "Slow", "2025-10-02", "3"],
    ]
    made = plan(*rows, known=BOOK, name="Tickets")
    assert [q.rows for q in made.questions if q.kind == "whose"] == [(2,)]
    other = plan(*rows, known=BOOK, name="Tickets", answers={"whose:Tickets:Customer No": "omit"})
    assert [t.account for t in of(other, Ticket)] == [BOREL.id, BOREL.id]


SUBSCRIPTIONS: list[Value] = [
    "id", "Customer ID", "Customer Email", "Plan", "Product", "Quantity", "Currency", "Interval", "Amount",
    "Status", "Start Date (UTC)", "Current Period Start (UTC)", "Current Period End (UTC)",
]  # fmt: skip


def _billed(number: int, email: str) -> list[Value]:
    of: list[Value] = [
        f"sub_{number}",
        f"cus_{number}",
        email,
        "price_1",
        "Pro",
        1,
        "usd",
        "month",
        "49.00",
        "active",
    ]
    return [*of, "2025-01-03 09:00", "2025-11-03 09:00", "2025-12-03 09:00"]


def test_a_billing_list_without_names_is_of_whose_address_stands_in_it() -> None:
    acme = Account(id=AccountId("a1"), account="Acme", domain="acme.example")
    mia = Contact(id=ContactId("c1"), account=acme.id, name="Mia Stone", email="mia@private.example")
    made = plan(
        SUBSCRIPTIONS,
        _billed(1, "mia@private.example"),
        _billed(2, "who@nobody.example"),
        known=Known({Account: (acme,), Contact: (mia,)}),
        answers={"price:List:Amount": "file"},
    )
    assert [(a.account, a.external_id) for a in of(made, Account)] == [("Acme", "cus_1")]
    assert [s.external_id for s in of(made, Subscription)] == ["sub_1"]
    assert [p.told for p in made.sheets[0].problems] == ["no account has this id (cus_2)"]
