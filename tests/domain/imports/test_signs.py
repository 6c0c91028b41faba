"""A kr, a $ or a ¥ alone is one of several currencies: the sheet or the book tells which, else it is asked once."""

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.amounts import read_amount
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.invoices import Invoice
from csdesk.domain.opportunities import Opportunity
from csdesk.domain.subscriptions import Step, Subscription
from tests.domain.imports.sheet import TODAY, asked, grid, of, plan, source, synonyms

SWEDISH, CANADIAN = Known(currency="SEK"), Known(currency="CAD")
KR = "currency:List:ARR kr"


def money(made: Plan) -> list[tuple[int, str]]:
    steps = {s.subscription: s.amount for s in of(made, Step)}
    return [(steps[s.id], s.currency) for s in of(made, Subscription)]


def about_currency(made: Plan) -> list[str]:
    return [key for key in asked(made) if key.startswith("currency:")]


def test_amounts_in_kr_are_asked_about_once_and_answered_for_all() -> None:
    rows = (["Customer", "ARR"], ["Acme", "120 000 kr"], ["Beta", "kr. 8.500,50"], ["Corax", "12 tkr"])
    assert about_currency(plan(*rows)) == [KR]
    assert money(plan(*rows, answers={KR: "NOK"})) == [(12000000, "NOK"), (850050, "NOK"), (1200000, "NOK")]


def test_kr_is_that_of_a_book_in_it_unless_the_sheet_speaks_of_another() -> None:
    plain = plan(["Customer", "ARR"], ["Acme", "120 000 kr"], known=SWEDISH)
    assert (about_currency(plain), money(plain)) == ([], [(12000000, "SEK")])
    assert [q.key for q in plain.questions if q.offered and q.kind == "currency"] == [KR]
    danish = plan(["Customer", "ARR"], ["Acme", "120 000 kr"], ["Beta", "DKK 500,00"], known=SWEDISH)
    assert [q.default for q in danish.questions if q.key == KR] == ["DKK"]
    assert KR in about_currency(danish)


@pytest.mark.parametrize(
    ("header", "cell", "code"),
    [("Country", "Norway", "NOK"), ("Land", "Danmark", "DKK"), ("Currency", "SEK", None)],
)
def test_the_country_of_the_rows_says_which_kr_is_proposed(header: str, cell: str, code: str | None) -> None:
    made = plan(["Customer", header, "ARR"], ["Acme", cell, "120 000 kr"], ["Beta", cell, "500 kr"])
    assert [q.default for q in made.questions if q.key == KR] == ([code] if code else [])
    assert money(made)[0] == (12000000, code or "SEK")


@pytest.mark.parametrize(
    ("header", "cells", "code"),
    [
        ("Domain", ("malmo.se", "https://lund.se/en"), "SEK"),
        ("Email", ("kari@fjord.no", "ola@fjell.no"), "NOK"),
        ("Domain", ("malmo.se", "fjord.no"), None),
        ("Domain", ("malmo.com", "sells.se.example"), None),
    ],
)
def test_the_ends_of_domains_say_which_kr_is_proposed(
    header: str, cells: tuple[str, str], code: str | None
) -> None:
    rows = (["Customer", header, "ARR"], ["Acme", cells[0], "120 000 kr"], ["Beta", cells[1], "500 kr"])
    (question,) = (q for q in plan(*rows).questions if q.key == KR)
    assert question.default == code
    assert KR not in about_currency(plan(*rows, known=SWEDISH)), "the book's own crown needs no question"


def test_kr_in_a_header_or_in_a_column_of_currencies_is_the_same_question() -> None:
    above = (["Customer", "ARR (kr)"], ["Acme", "500"])
    key = "currency:List:ARR (kr) kr"
    assert about_currency(plan(*above)) == [key]
    assert money(plan(*above, answers={key: "DKK"})) == [(50000, "DKK")]
    beside = (["Customer", "ARR", "Currency"], ["Acme", "500", "kr"], ["Beta", "70", "€"])
    key = "currency:List:Currency kr"
    assert about_currency(plan(*beside)) == [key]
    assert money(plan(*beside, answers={key: "NOK"})) == [(50000, "NOK"), (7000, "EUR")]


def test_one_answer_holds_for_all_sheets_of_a_file() -> None:
    lists = grid([["Customer", "ARR"], ["Acme", "500 kr"]])
    bills = grid(
        [["Customer", "Invoice no", "Issued", "Amount"], ["Acme", "1", "2025-10-01", "70 kr"]], "Invoices"
    )
    made = plan_files((source(lists, bills),), Known(), {KR: "NOK"}, synonyms(), today=TODAY)
    assert about_currency(made) == [KR]
    assert [i.currency for i in of(made, Invoice)] == ["NOK"]


def test_a_bare_dollar_on_an_invoice_or_a_deal_in_a_book_of_other_dollars_is_asked_about() -> None:
    bills = (["Customer", "Invoice no", "Issued", "Amount"], ["Acme", "1", "2025-10-01", "$70.00"])
    key = "currency:Invoices:Amount $"
    new = {"strangers:Invoices:accounts": "new"}
    assert about_currency(plan(*bills, name="Invoices", known=CANADIAN)) == [key]
    made = plan(*bills, name="Invoices", known=CANADIAN, answers={key: "CAD"} | new)
    assert [(i.amount, i.currency) for i in of(made, Invoice)] == [(7000, "CAD")]
    deals = (["Company", "Deal name", "Amount", "Stage"], ["Acme", "More seats", "$70.00", "Proposal"])
    key = "currency:Deals:Amount $"
    assert about_currency(plan(*deals, name="Deals", known=CANADIAN)) == [key]
    made = plan(*deals, name="Deals", known=CANADIAN, answers={key: "CAD", "strangers:Deals:accounts": "new"})
    assert [o.amount for o in of(made, Opportunity)] == [7000]
    assert [a.currency for a in of(made, Account)] == [None]


def test_a_row_that_names_its_currency_says_which_dollar_it_is() -> None:
    bills = (
        ["Customer", "Invoice no", "Issued", "Amount", "Currency"],
        ["Acme", "1", "2025-10-01", "$70.00", "AUD"],
    )
    new = {"strangers:Invoices:accounts": "new"}
    made = plan(*bills, name="Invoices", known=CANADIAN, answers=new)
    assert (about_currency(made), [i.currency for i in of(made, Invoice)]) == ([], ["AUD"])


@pytest.mark.parametrize(
    ("text", "number", "currency"),
    [
        ("Rs. 1,20,000", 120000, "INR"), ("Rs 1,50,000/-", 150000, "INR"), ("₹1.2 Cr", 12000000, "INR"),
        ("R$ 12 mil", 12000, "BRL"), ("1200:-", 1200, None), ("1.200,50 Euro", "1200.50", "EUR"),
        ("850 pounds", 850, "GBP"), ("Fr 1'200", 1200, "CHF"),
        ("120万円", 1200000, "JPY"), ("CN¥12,000.00", 12000, "CNY"), ("12000元", 12000, "CNY"), ("k€ 12", 12000, "EUR"),
        ("8,000.00 (USD)", 8000, "USD"), ("(USD 8,000.00)", -8000, "USD"), ("$12,000.00 CDN", 12000, "CAD"),
        ("U$S 1.200,00", 1200, "USD"), ("R 8 500,00", 8500, "ZAR"), ("12.000,00 TL", 12000, "TRY"),
        ("12 000 руб.", 12000, "RUB"),
        ("$12,000.00 CAD/yr", 12000, "CAD"),
    ],
)  # fmt: skip
def test_currencies_as_people_call_them(text: str, number: object, currency: str | None) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert (str(amount.number.normalize() + 0), amount.currency) == (
        str(type(amount.number)(str(number)).normalize() + 0),
        currency,
    )


@pytest.mark.parametrize(
    ("text", "per"),
    [("$12k ARR", "year"), ("$1.2k MRR", "month"), ("£1.2k p/m", "month"), ("12 000 kr/år", "year")],
)
def test_what_an_amount_pays_for_may_stand_behind_it(text: str, per: str) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert amount.per == per


@pytest.mark.parametrize("text", ["1200 Cr", "1.2 mil", "R2", "Fr 12.11.", "krona", "12 krill"])
def test_a_word_that_only_holds_such_a_sign_is_no_amount(text: str) -> None:
    assert read_amount(text) is None


def test_a_dash_with_a_sign_is_no_amount_as_a_dash_is_none() -> None:
    made = plan(["Customer", "ARR"], ["Acme", "$12,000.00"], ["Beta", " $-   "], ["Corax", "€ -"])
    assert not made.open
    assert money(made)[0] == (1200000, "USD")
    assert len(money(made)) == 1
