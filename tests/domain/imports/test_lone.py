"""What says more of a contract, in a list whose columns tell of none, is asked about and not dropped in silence."""

from datetime import date

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.usage import Usage
from tests.domain.imports.sheet import SAVED, asked, of, plan


def targets(made: Plan) -> dict[str, str | None]:
    return {c.header: c.target for c in made.sheets[0].columns}


def test_a_go_live_and_a_notice_without_a_contract_are_asked_about() -> None:
    head: list[Value] = ["Customer", "Go-live (plan)", "Auto-renew", "Notice period", "Owner"]
    made = plan(head, ["Acme", date(2026, 1, 1), "yes", "3 months", "Zoe"])
    assert {h for h, t in targets(made).items() if t is None} == {
        "Go-live (plan)",
        "Auto-renew",
        "Notice period",
    }
    assert asked(made) == ["columns:List:unknown"]


def test_beside_an_amount_a_product_or_a_day_of_a_term_they_are_those_of_the_contract() -> None:
    for header, cell in (("ARR", 100), ("Product", "CRM"), ("Renewal date", date(2026, 6, 1))):
        made = plan(["Customer", header, "Auto-renew", "Seats"], ["Acme", cell, "yes", 5])
        assert targets(made)["Auto-renew"] == "subscription.auto_renew"
        assert targets(made)["Seats"] == "subscription.quantity"


def test_a_number_of_licences_without_a_contract_is_what_may_be_used() -> None:
    made = plan(["Customer", "Licensed users", "Active users"], ["Acme", 100, 82])
    assert {(u.measure, u.on, u.value) for u in of(made, Usage)} == {
        ("licences", SAVED, 100.0), ("active users", SAVED, 82.0),
    }  # fmt: skip


def test_what_a_person_decided_stays() -> None:
    answers = {"column:List:Auto-renew": "subscription.auto_renew"}
    made = plan(["Customer", "Auto-renew"], ["Acme", "yes"], answers=answers)
    assert targets(made)["Auto-renew"] == "subscription.auto_renew"
