"""A contract that another list calls otherwise: the same customer, price and end, another product."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId, ProductId, SubscriptionId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Period, Step, Subscription
from tests.domain.imports.sheet import asked, of, plan

END = date(2026, 3, 31)
BOOK = Known({
    Account: (Account(id=AccountId("a1"), account="Acme"),),
    Product: (Product(id=ProductId("p1"), product="Platform"),),
    Subscription: (
        Subscription(
            id=SubscriptionId("s1"), account=AccountId("a1"), product=ProductId("p1"), period=Period.YEAR,
            currency="USD", start=date(2025, 4, 1), end=END,
        ),
    ),
    Step: (Step(id="t1", subscription=SubscriptionId("s1"), from_=date(2025, 4, 1), amount=1200000),),
})  # fmt: skip
HEAD: list[Value] = ["Customer", "Plan", "ARR", "Contract end"]
KEY = "product:List:name"


def told(row: list[Value], answers: dict[str, str] | None = None) -> Plan:
    return plan(HEAD, row, known=BOOK, answers=answers)


def test_another_name_for_the_same_price_and_end_is_asked_about_once() -> None:
    made = told(["Acme", "Pro", 12000, END])
    (question,) = made.open
    assert (question.key, question.default, [c.value for c in question.choices]) == (
        KEY,
        "same",
        ["same", "beside"],
    )
    assert question.evidence == "Acme: Pro, in the book Platform."


def test_the_same_contract_keeps_its_name_and_is_no_second_one() -> None:
    made = told(["Acme", "Pro", 12000, END], {KEY: "same"})
    assert [r.result for r in made.sheets[0].rows] == [Result.SAME]
    assert not of(made, Subscription)


def test_a_contract_beside_it_adds_up() -> None:
    made = told(["Acme", "Pro", 12000, END], {KEY: "beside", "price:List:ARR": "file"})
    (line,) = of(made, Subscription)
    assert line.id != "s1"
    assert [p.product for p in of(made, Product)] == ["Pro"]


@pytest.mark.parametrize("row", [["Acme", "Pro", 9000, END], ["Acme", "Pro", 12000, date(2026, 9, 30)]])
def test_another_price_or_end_is_another_contract_without_a_question(row: list[Value]) -> None:
    made = told(row)
    assert KEY not in asked(made)
    assert len(of(made, Subscription)) == 1


def test_a_subscription_of_a_billing_program_gives_its_id_to_the_contract_that_it_is() -> None:
    made = plan(
        ["Customer", "Plan", "ARR", "Subscription ID", "Contract end"],
        ["Acme", "Pro", 12000, "sub_1", END],
        known=BOOK,
        answers={KEY: "same"},
    )
    (line,) = of(made, Subscription)
    assert (line.id, line.external_id, line.product) == ("s1", "sub_1", "p1")


@pytest.mark.parametrize("names", [["Platform", "Pro"], ["Pro", "Platform"]])
def test_a_list_that_calls_the_contract_as_the_book_does_has_another_one_beside_it(names: list[str]) -> None:
    rows: list[list[Value]] = [["Acme", name, 12000, END] for name in names]
    made = plan(HEAD, *rows, known=BOOK)
    assert KEY not in asked(made)
    assert [p.product for p in of(made, Product)] == ["Pro"]
    assert len(of(made, Subscription)) == 1


def test_of_two_rows_for_one_contract_of_the_book_one_is_it_and_none_is_lost() -> None:
    rows: list[list[Value]] = [["Acme", "Basic", 12000, END], ["Acme", "Pro", 12000, END]]
    made = plan(HEAD, *rows, known=BOOK, answers={KEY: "same"})
    assert [r.result for r in made.sheets[0].rows] == [Result.SAME, Result.CHANGED]
    assert [p.product for p in of(made, Product)] == ["Pro"]
    assert [step.amount for step in of(made, Step)] == [1200000]
