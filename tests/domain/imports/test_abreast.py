"""Products that stand abreast in the columns of a row."""

from datetime import date
from decimal import Decimal

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Period, Step, Subscription
from csdesk.domain.touches import Touch
from tests.domain.imports.sheet import asked, of, plan

END = date(2026, 3, 31)
KEY = "abreast:List:columns"


def lines(made: Plan) -> list[tuple[str, str, Period, int]]:
    names = {a.id: a.account for a in of(made, Account)}
    products = {p.id: p.product for p in of(made, Product)}
    subscriptions = {s.id: s for s in of(made, Subscription)}
    return [
        (names[s.account], products[s.product], s.period, step.amount)
        for step in of(made, Step)
        if (s := subscriptions[step.subscription])
    ]


def test_seats_and_prices_of_two_products_are_two_contracts() -> None:
    rows: list[list[Value]] = [
        [
            "Customer",
            "CRM seats",
            "CRM price/seat/mo",
            "ERP seats",
            "ERP price/seat/mo",
            "Last call",
            "Renewal",
        ],
        ["Acme", 20, 30, 10, 80, date(2025, 11, 3), END],
        ["Beta", 5, 35, None, None, None, END],
    ]
    made = plan(*rows)
    assert [(q.key, q.default) for q in made.open if q.kind == "abreast"] == [(KEY, "lines")]
    made = plan(*rows, answers={KEY: "lines", "amount:List:price/seat/mo": "month"})
    assert lines(made) == [
        ("Acme", "CRM", Period.MONTH, 60000),
        ("Acme", "ERP", Period.MONTH, 80000),
        ("Beta", "CRM", Period.MONTH, 17500),
    ]
    assert [s.quantity for s in of(made, Step)] == [Decimal(20), Decimal(10), Decimal(5)]
    assert len(of(made, Touch)) == 1


def test_amounts_of_products_count_once_where_a_total_stands_beside_them() -> None:
    made = plan(
        ["Customer", "CRM MRR", "ERP MRR", "Total MRR", "Renewal"],
        ["Acme", 100, 200, 300, END],
        ["Beta", 50, None, 50, END],
        answers={KEY: "lines", "columns:List:unknown": "omit"},
    )
    assert [(name, product, amount) for name, product, _, amount in lines(made)] == [
        ("Acme", "CRM", 10000),
        ("Acme", "ERP", 20000),
        ("Beta", "CRM", 5000),
    ]


def test_a_total_alone_is_what_is_paid() -> None:
    made = plan(["Customer", "Total MRR", "Renewal"], ["Acme", 300, END])
    assert [amount for *_, amount in lines(made)] == [30000]


def test_parts_of_an_amount_that_adds_them_up_are_no_contracts() -> None:
    made = plan(["Customer", "Licence ARR", "Services ARR", "ARR"], ["Acme", 1000, 200, 1200])
    assert KEY not in asked(made)
    assert [amount for *_, amount in lines(made)] == [120000]


@pytest.mark.parametrize("more", ["Support MRR", "Support fee / month"])
def test_an_amount_beside_the_one_of_all_is_asked_about_without_a_proposal(more: str) -> None:
    rows: list[list[Value]] = [["Customer", "MRR", more], ["Acme", 1000, 100], ["Beta", 500, 50]]
    made = plan(*rows)
    assert [(q.key, q.default) for q in made.open if q.kind == "abreast"] == [(KEY, None)]
    together = plan(*rows, answers={KEY: "lines"})
    assert sum(amount for *_, amount in lines(together) if amount) == 165000 * 12
    apart = plan(*rows, answers={KEY: "omit", "columns:List:unknown": "omit"})
    assert sum(amount for *_, amount in lines(apart)) == 150000 * 12


@pytest.mark.parametrize(
    "headers",
    [
        ("MRR before", "MRR change"), ("Potential ARR", "Upsell ARR"), ("Calls / month", "Hours / month"),
        ("Owner cost", "Invoiced Oct"), ("ARR 2024", "ARR 2025"),
    ],
)  # fmt: skip
def test_other_amounts_are_no_products(headers: tuple[str, str]) -> None:
    made = plan(["Customer", "MRR", *headers], ["Acme", 1000, 100, 7], ["Beta", 500, 50, 8])
    assert KEY not in asked(made)


@pytest.mark.parametrize("header", ["Contract", "Current contract", "Vertrag"])
def test_an_amount_is_no_term(header: str) -> None:
    made = plan(["Customer", header, "End"], ["Acme", 12000, END], ["Beta", 6000, END])
    assert [s.term_months for s in of(made, Subscription)] == [None, None]


def test_a_contract_value_in_a_currency_is_an_amount() -> None:
    made = plan(["Customer", "Contract value EUR", "End"], ["Acme", 48, END], ["Beta", 60, END])
    assert "amount:List:Contract value EUR" in asked(made)


@pytest.mark.parametrize(
    "header", ["{} revenue p.a.", "{} Umsatz p.a.", "Revenu annuel {}", "{} Erlöse p.a."]
)
def test_what_is_earned_in_a_year_with_each_product_is_a_contract_of_each(header: str) -> None:
    rows: list[list[Value]] = [["Customer", header.format("Pulse"), header.format("Atlas"), "Renewal"]]
    made = plan(*rows, ["Acme", 1200, 600, END], answers={KEY: "lines"})
    assert lines(made) == [("Acme", "Pulse", Period.YEAR, 120000), ("Acme", "Atlas", Period.YEAR, 60000)]


def test_the_sign_of_a_currency_stays_with_the_amount_that_it_stands_behind() -> None:
    made = plan(["Customer", "CRM MRR (€)", "ERP MRR (€)"], ["Acme", 100, 20])
    assert "MRR (€)" in [c.header for c in made.sheets[0].columns]
    assert {s.currency for s in of(made, Subscription)} == {"EUR"}


def test_a_word_among_the_amounts_of_a_product_is_asked_about_and_one_for_nothing_is_no_contract() -> None:
    rows: list[list[Value]] = [["Customer", "CRM ARR", "ERP ARR", "Renewal"]]
    rows += [["Acme", "n/a", 1200, END], ["Beta", "ask Ina", 600, END], ["Gamma", 300, 0, END]]
    made = plan(*rows, answers={KEY: "lines"})
    assert [(q.key, q.rows) for q in made.open if q.kind == "unread"] == [("unread:List:ARR", (3,))]
    made = plan(*rows, answers={KEY: "lines", "unread:List:ARR": "empty"})
    assert lines(made) == [
        ("Acme", "ERP", Period.YEAR, 120000),
        ("Beta", "ERP", Period.YEAR, 60000),
        ("Gamma", "CRM", Period.YEAR, 30000),
    ]
    names = {p.id: p.product for p in of(made, Product)}
    assert sorted(names[s.product] for s in of(made, Subscription)) == ["CRM", "CRM", "ERP", "ERP"]


@pytest.mark.parametrize("headers", [("ARR start", "ARR end"), ("Pipeline ARR", "Closed ARR")])
def test_one_amount_at_two_times_is_no_two_products(headers: tuple[str, str]) -> None:
    made = plan(["Customer", *headers, "Renewal"], ["Acme", 1000, 1200, END])
    assert KEY not in asked(made)


def test_a_negative_amount_is_shown_with_its_question() -> None:
    made = plan(["Customer", "CRM MRR", "ERP MRR"], ["Acme", 100, -20], ["Beta", 50, 60])
    (question,) = [q for q in made.open if q.kind == "negative"]
    assert (question.rows, question.seen) == ((2,), ("-20",))
    assert question.evidence == "Such as -20 in row 2."


@pytest.mark.parametrize(
    ("header", "cell", "ends"),
    [
        ("Lost on", date(2025, 6, 30), [date(2025, 6, 30)] * 2),
        ("Notes", "Churned 30 Jun 2025 - price", [date(2025, 6, 30)] * 2),
        ("CSM", "Ann", []),
    ],
)
def test_who_left_has_no_product_left(header: str, cell: Value, ends: list[date]) -> None:
    rows: list[list[Value]] = [["Customer", "CRM MRR", "ERP MRR", "Status", header]]
    rows += [["Acme", 100, 50, "churned", cell], ["Beta", 10, 20, "active", None]]
    made = plan(*rows, answers={KEY: "lines"})
    names = {a.id: a.account for a in of(made, Account)}
    told = [(names[s.account], s.end) for s in of(made, Subscription)]
    assert [end for name, end in told if name == "Acme"] == ends
    assert [end for name, end in told if name == "Beta"] == [None, None]


def test_a_note_beside_several_products_stands_once() -> None:
    made = plan(
        ["Customer", "CRM MRR", "ERP MRR", "Notes"],
        ["Acme", 100, 50, "Asked for SSO"],
        answers={KEY: "lines"},
    )
    assert [a.notes for a in of(made, Account)] == ["Asked for SSO"]


def test_an_id_of_a_contract_is_that_of_its_first_product_alone() -> None:
    rows: list[list[Value]] = [
        ["Customer", "Contract ID", "CRM ARR", "ERP ARR", "End"],
        ["Acme", "c1", 100, 50, END],
    ]
    made = plan(*rows, answers={KEY: "lines"})
    assert lines(made) == [("Acme", "CRM", Period.YEAR, 10000), ("Acme", "ERP", Period.YEAR, 5000)]
    assert [s.external_id for s in of(made, Subscription)] == ["c1", None]
    assert "changed" not in {q.kind for q in made.questions}


@pytest.mark.parametrize(
    "heads",
    [("Y1 ARR", "Y2 ARR"), ("ARR Yr1", "ARR Yr2"), ("1st year ARR", "2nd year ARR"), ("Jahr 1 ARR", "Jahr 2 ARR")],
)  # fmt: skip
def test_the_years_of_a_term_are_no_products_and_never_add_up(heads: tuple[str, str]) -> None:
    made = plan(["Customer", "Start", *heads], ["Acme", date(2025, 1, 1), 10000, 12000])
    assert KEY not in asked(made)
    assert [p.product for p in of(made, Product)] == ["Subscription"]
    assert sorted(s.amount for s in of(made, Step)) == [1000000, 1200000]
