"""What a column calls one-time is no recurring contract; a plan of people is that of their seat."""

from csdesk.domain.contacts import Contact
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Subscription
from tests.domain.imports.sheet import of, plan

HEAD = ["Customer", "Product", "Type", "ARR"]


def recurring(*kinds: str) -> list[bool]:
    rows = [[f"Customer {n}", "Suite", kind, "1200"] for n, kind in enumerate(kinds)]
    return [s.recurring for s in of(plan(HEAD, *rows), Subscription)]


def test_a_row_that_is_paid_once_is_not_recurring() -> None:
    assert recurring("Recurring", "One-time", "Setup") == [True, False, False]
    assert recurring("Abo", "Einmalig") == [True, False]
    made = plan(HEAD, ["Acme", "Suite", "Recurring", "1200"], ["Acme", "Start", "One-time", "500"])
    told = "“Type” says what is paid once, such as “One-time” in row 3: it is no MRR."
    assert told in made.sheets[0].notes
    assert not [q for q in made.questions if q.kind == "columns"]


def test_a_kind_of_customer_stays_one() -> None:
    assert recurring("Enterprise", "One-time") == [True, True]
    assert recurring("Onboarding", "Onboarding") == [True, True]


def test_the_plan_of_a_person_is_no_product_of_their_company() -> None:
    head = ["Name", "Email", "Company", "Plan"]
    mia, ole = (
        ["Mia Stone", "mia@acme.example", "Acme", "Admin"],
        ["Ole Berg", "ole@acme.example", "Acme", "Member"],
    )
    for name in ("Users", "Export"):
        made = plan(head, mia, ole, name=name, answers={f"strangers:{name}:accounts": "new"})
        assert [p.name for p in of(made, Contact)] == ["Mia Stone", "Ole Berg"]
        assert not of(made, Product)
    sold = plan(head, [*mia[:3], "Business"], [*ole[:3], "Business"], name="Export")
    assert [p.product for p in of(sold, Product)] == ["Business"]
