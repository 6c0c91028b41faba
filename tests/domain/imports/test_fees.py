"""Fees in a list of customers: what is paid again is what a contract costs, what is paid once is not."""

from decimal import Decimal

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Step, Subscription
from tests.domain.imports.sheet import asked, of, plan


def goes(made: Plan) -> dict[str, str | None]:
    """Where each column goes."""
    return {c.header: c.target for c in made.sheets[0].columns}


@pytest.mark.parametrize(
    ("fee", "once"),
    [
        ("License fee", "Onboarding fee"),
        ("Platform fee", "Setup amount"),
        ("Subscription fee", "Implementation"),
        ("Lizenzgebühr", "Einrichtungsgebühr"),
        ("Lizenzgebühr", "Betrag einmalig"),
        ("Cuota de licencia", "Cuota de alta"),
        ("Redevance", "Frais de mise en service"),
        ("Taxa de licença", "Taxa de implantação"),
        ("Platform fee", "Fee (one-off)"),
        ("License fee", "One-time revenue"),
    ],
)
def test_a_fee_is_what_a_contract_costs_and_one_that_is_paid_once_is_not(fee: str, once: str) -> None:
    made = plan(
        ["Customer", "Contract start", "Contract end", once, fee],
        ["Alpha", "2025-01-01", "2025-12-31", 2500, 12000],
        ["Beta", "2025-02-01", "2026-01-31", 1500, 6000],
    )
    assert goes(made) == {
        "Customer": "account.account",
        "Contract start": "subscription.start",
        "Contract end": "subscription.end",
        once: None,
        fee: "subscription.amount",
    }
    (question,) = [q for q in made.open if q.kind == "amount"]
    assert (question.key, question.default) == (f"amount:List:{fee}", "year")
    assert "columns:List:unknown" in asked(made)


@pytest.mark.parametrize("once", ["Onboarding fee", "Setup amount", "Fee (one-off)", "Betrag einmalig"])
def test_what_is_paid_once_never_stands_in_for_what_a_contract_costs(once: str) -> None:
    made = plan(
        ["Customer", "Start date", "End date", once],
        ["Alpha", "2025-01-01", "2025-12-31", 2500],
    )
    assert goes(made)[once] is None
    assert of(made, Step) == []
    assert len(of(made, Subscription)) == 1


def test_a_fee_beside_what_a_year_costs_is_asked_about_and_adds_nothing() -> None:
    made = plan(
        ["Customer", "Contract end", "Platform fee", "Annual fee"],
        ["Alpha", "2025-12-31", 1000, 12000],
        ["Beta", "2026-01-31", 500, ""],
    )
    assert goes(made)["Annual fee"] == "subscription.arr"
    assert goes(made)["Platform fee"] is None
    assert "columns:List:unknown" in asked(made)
    assert [s.amount for s in of(made, Step)] == [1_200_000]


@pytest.mark.parametrize(
    "header",
    ["Frais de dossier et service", "Taxa da licença extra", "Onboarding", "Owner cost", "Plan cost"],
)
def test_numbers_are_nobodys_name_and_no_products(header: str) -> None:
    rows: list[list[Value]] = [["Customer", "MRR", header], ["Alpha", 500, 2500], ["Beta", 700, "1,000"]]
    made = plan(*rows)
    assert {p.product for p in of(made, Product)} == {"Subscription"}
    assert [a.csm for a in of(made, Account)] == [None, None]
    assert "columns:List:unknown" in asked(made)


def test_a_contract_is_no_contact() -> None:
    made = plan(
        ["Customer", "MRR", "Contract"], ["Alpha", 500, "see folder 7"], ["Beta", 700, "signed, in CRM"]
    )
    assert of(made, Contact) == []
    assert "columns:List:unknown" in asked(made)
    told = plan(["Customer", "MRR", "Contract"], ["Alpha", 500, "12 months"], ["Beta", 700, "month to month"])
    assert goes(told)["Contract"] == "subscription.term_months"


@pytest.mark.parametrize(
    ("header", "first", "second"),
    [
        ("Maintenance %", 18, 20),
        ("Wartung", "18 %", "20 %"),
        ("Maintenance", Decimal("0.18"), Decimal("0.2")),
        ("Support in percent", "18", "22.5"),
    ],
)
def test_a_share_of_the_licence_is_no_money_and_what_the_licence_costs_is_asked(
    header: str, first: Value, second: Value
) -> None:
    made = plan(["Customer", "License price", header], ["Alpha", 10000, first], ["Beta", 20000, second])
    assert goes(made)[header] is None
    assert {"amount:List:License price", "columns:List:unknown"} <= {*asked(made)}


def test_maintenance_that_is_an_amount_is_what_is_paid() -> None:
    made = plan(["Customer", "License price", "Maintenance"], ["Alpha", 10000, 1800], ["Beta", 20000, 1])
    assert goes(made)["Maintenance"] == "subscription.amount"


def test_what_is_taken_off_in_money_is_no_share_and_refuses_nobody() -> None:
    for cells in ([1200, 300], ["$1,200", "$300"]):
        made = plan(["Customer", "Net ARR", "Discount"], ["Acme", 10800, cells[0]], ["Beta", 500, cells[1]])
        assert asked(made) == ["columns:List:unknown"]
        assert [s.discount for s in of(made, Step)] == [None, None]
    made = plan(
        ["Customer", "ARR", "Discount"], ["Acme", 10800, 15], ["Beta", 500, "20 %"], ["Cora", 500, 150]
    )
    assert [str(s.discount) for s in of(made, Step)] == ["0.15", "0.2"]
    assert [p.problem for r in made.sheets[0].rows for p in r.problems] == [
        "a discount cannot be more than 100 %"
    ]


def test_a_kind_of_contract_that_says_how_it_ends_is_no_product() -> None:
    made = plan(
        ["Customer", "Contract type", "ARR"], ["Acme", "Evergreen", 1000], ["Beta", "Fixed term", 500]
    )
    assert asked(made) == ["columns:List:unknown"]
    assert [p.product for p in of(made, Product)] == ["Subscription"]
    made = plan(["Customer", "Contract type", "ARR"], ["Acme", "Gold", 1000], ["Beta", "Rolling", 500])
    assert [p.product for p in of(made, Product)] == ["Gold", "Rolling"]
