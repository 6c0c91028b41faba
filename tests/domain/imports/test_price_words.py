"""What a price is for: its header says it, or it is asked; how often is billed need not be it."""

from decimal import Decimal

import pytest

from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.price_words import for_one, names_price, said_period, without_time
from csdesk.domain.subscriptions import Period, Step, Subscription
from tests.domain.imports.sheet import asked, of, plan


def yearly(made: Plan) -> list[Decimal]:
    """What each line costs a year, in whole units."""
    periods = {s.id: {"year": 1, "quarter": 4, "month": 12}[s.period.value] for s in of(made, Subscription)}
    return [Decimal(s.amount * periods[s.subscription]) / 100 for s in of(made, Step)]


@pytest.mark.parametrize(
    "header",
    ["Price/seat/mo", "Preis/Lizenz/Monat", "Price/user/month", "$/seat/mo", "Monthly price per seat", "MRR/seat",
     "Unit price (per month)", "Seat price (monthly)", "Price per user / mo"],
)  # fmt: skip
def test_a_price_of_one_seat_a_month_is_that_however_often_it_is_billed(header: str) -> None:
    rows: list[list[Value]] = [
        ["Customer", "Seats", header, "Billing"],
        ["Acme", 40, "$25", "annual"],
        ["Beta", 5, "$12", "monthly"],
    ]
    made = plan(*rows, answers={"price:List:x": "file"})
    assert yearly(made) == [12000, 720]
    (question,) = [q for q in made.questions if q.kind == "amount"]
    assert (question.default, question.evidence) == ("month", "Its header says month.")
    assert question.choices[0].text == "As “Billing” says of each row: per year, ARR 1,000"
    billed = plan(*rows, answers={f"amount:List:{header}": "billed"})
    assert yearly(billed) == [1000, 720]


@pytest.mark.parametrize("header", ["Gebühr jährlich", "Gebuehr jaehrlich", "Jährliche Gebühr"])
def test_words_with_an_umlaut_are_known_in_both_ways_of_writing_them(header: str) -> None:
    assert (said_period(header), names_price(header)) == (Period.YEAR, True)
    assert for_one(fold("Preis pro Schüler"))
    assert for_one(fold("Preis pro Schueler"))


def test_a_contracts_value_is_never_taken_for_what_is_billed_without_being_asked() -> None:
    rows: list[list[Value]] = [
        ["Customer", "Contract value", "Billing", "Start", "End"],
        ["Acme", 48000, "monthly", "2025-01-01", "2026-12-31"],
        ["Beta", 24000, "annual", "2025-01-01", "2025-12-31"],
    ]
    key = "amount:List:Contract value"
    made = plan(*rows)
    assert key in [q.key for q in made.open]
    (question,) = [q for q in made.questions if q.key == key]
    assert (question.default, question.evidence) == (None, "“Billing” may only say how often it is billed.")
    found = {a: yearly(plan(*rows, answers={key: a})) for a in ("year", "billed")}
    assert found == {"year": [48000, 24000], "billed": [576000, 24000]}
    term = plan(*rows, answers={key: "term"})
    assert {s.period.value for s in of(term, Subscription)} == {"term"}


def test_a_fee_and_how_often_it_is_billed_is_proposed_as_what_each_bill_says() -> None:
    rows: list[list[Value]] = [["Customer", "Fee", "Billing frequency"], ["Acme", 100, "monthly"]]
    made = plan(*rows)
    (question,) = [q for q in made.questions if q.kind == "amount"]
    assert question.default == "billed"
    assert yearly(made) == [1200]


@pytest.mark.parametrize("billing", ["Billing period", "Interval", "Period"])
def test_a_period_is_what_its_price_is_for_and_is_not_asked_about(billing: str) -> None:
    made = plan(["Customer", "Seats", "Price per seat", billing], ["Acme", 10, "$5", "monthly"])
    assert not [key for key in asked(made) if key.startswith("amount:")]
    assert yearly(made) == [600]


def test_what_a_seat_costs_is_shown_times_the_seats_where_it_is_asked() -> None:
    made = plan(["Customer", "Seats", "Price per seat"], ["Acme", 40, "$25"])
    (question,) = [q for q in made.questions if q.kind == "amount"]
    assert [c.text for c in question.choices][::2] == ["Per year: ARR 1,000", "Per month: ARR 12,000"]


@pytest.mark.parametrize(
    ("header", "one"),
    [("price per seat", True), ("price seat", True), ("per user per month", True), ("seat mo", True),
     ("arr per user", True),
     ("seats", False), ("seat", False), ("license", False), ("license fee", False), ("license year", False),
     ("amount", False), ("price", False), ("monthly fee", False), ("users per month", False)],
)  # fmt: skip
def test_a_header_says_that_its_price_is_for_one_seat(header: str, one: bool) -> None:
    assert for_one(header) is one


def test_a_time_is_left_out_of_a_header() -> None:
    assert [without_time(h) for h in ("unit price per month", "monthly fee", "price p m")] == [
        "unit price", "fee", "price p m"
    ]  # fmt: skip


def test_what_is_only_nearly_called_so_is_a_months_or_a_years_amount_only_where_its_words_say_it() -> None:
    made = plan(
        ["Kunde", "Pauschale", "Abrechnung"],
        ["Acme", "480,00 €", "monatlich"],
        ["Beta", "2.400 €", "jährlich"],
    )
    (question,) = [q for q in made.questions if q.kind == "amount"]
    assert question.default == "billed"
    assert yearly(made) == [5760, 2400]
    made = plan(["Customer", "Retainer"], ["Acme", "$3k/mo"], ["Beta", "$4,500"])
    assert "amount:List:Retainer" in [q.key for q in made.open]
    for header in ("ARR (net)", "Total annual"):
        assert plan(["Customer", header], ["A", 12]).sheets[0].columns[1].target == "subscription.arr"


def test_a_total_contract_value_is_proposed_for_the_term_that_its_row_says() -> None:
    rows: list[list[Value]] = [["Acme", 72000, 36, "2025-01-01"], ["Beta", 24000, 12, "2025-02-01"]]
    made = plan(["Customer", "Total contract value", "Term (months)", "Start"], *rows)
    (question,) = [q for q in made.questions if q.kind == "amount"]
    assert question.default == "term"
    assert question.choices[1].text == "For the whole term: ARR 24,000 over 36 months"


@pytest.mark.parametrize("header", ["Quarterly fee", "Fee per quarter", "Quartalspauschale"])
def test_a_fee_of_a_quarter_is_proposed_as_that(header: str) -> None:
    made = plan(["Customer", header], ["Acme", 1200])
    (question,) = [q for q in made.questions if q.kind == "amount"]
    assert (question.default, question.choices[-1].text) == ("quarter", "Per quarter: ARR 4,800")
    assert yearly(plan(["Customer", header], ["Acme", 1200], answers={question.key: "quarter"})) == [4800]


@pytest.mark.parametrize("header", ["Budget", "Budget owner", "Contact", "Champion"])
def test_nobody_is_called_by_a_number(header: str) -> None:
    made = plan(["Customer", "ARR", header], ["Acme", 100, 5000], ["Beta", 100, "2000"])
    assert of(made, Contact) == []


def test_a_value_of_a_contract_without_an_arr_is_asked_about_also_where_other_rows_have_one() -> None:
    rows: list[list[Value]] = [
        ["Customer", "Contract value", "ARR"],
        ["Acme", 36000, 12000],
        ["Beta", 24000, None],
    ]
    (question,) = [q for q in plan(*rows).open if q.kind == "amount"]
    assert (question.default, question.rows) == (None, (3,))


def test_what_is_overdue_and_what_a_customer_earns_is_no_contract_in_german_either() -> None:
    rows: list[list[Value]] = [["Kunde", "Umsatz überfällig", "Branche"], ["Acme", 100, "Bau"]]
    assert [c.target for c in plan(*rows).sheets[0].columns if c.header == "Umsatz überfällig"] == [None]
    rows[0][1] = "Jährlicher Umsatz"
    assert [q.key for q in plan(*rows).questions] == ["column:List:Jährlicher Umsatz"]
