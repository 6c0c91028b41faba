"""Lists of many trades: what their columns nearly are called is not taken for what it is not."""

from datetime import date
from decimal import Decimal

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.tasks import Task
from csdesk.domain.tickets import Ticket
from tests.domain.imports.sheet import asked, of, plan

DAY = date(2025, 12, 1)


@pytest.mark.parametrize(
    ("units", "fee"), [("Units", "Fee per unit (monthly)"), ("Einheiten", "Preis je Einheit (monatlich)")]
)
def test_a_fee_for_each_unit_is_taken_times_the_units(units: str, fee: str) -> None:
    made = plan(["Customer", units, fee, "End"], ["Oak", 24, "£12.50", "2027-01-31"])
    assert [(s.amount, s.quantity) for s in of(made, Step)] == [(30000, Decimal(24))]


def test_a_volume_of_a_year_is_no_quantity_and_asked_about() -> None:
    made = plan(["Customer", "Annual volume 2025", "ARR"], ["Baker", 125000, 1200])
    assert [s.quantity for s in of(made, Step)] == [None]
    assert "columns:List:unknown" in asked(made)


@pytest.mark.parametrize("day", [DAY, "2025-12-01"])
def test_a_follow_up_that_is_a_day_is_due_on_it(day: Value) -> None:
    made = plan(
        ["Date", "Customer", "Topic", "Follow up"],
        ["2025-11-02", "Acme", "Renewal", day],
        ["2025-11-05", "Bolt", "Onboarding", None],
        name="Call log",
    )
    assert [(t.title, t.due_on) for t in of(made, Task)] == [("Follow up", DAY)]
    assert "“Follow up” holds days: 1 next step is due on them." in made.sheets[0].notes
    made = plan(["Customer", "ARR", "Follow up"], ["Acme", 100, day], ["Bolt", 100, "call Jo"])
    assert DAY not in [t.due_on for t in of(made, Task) if t.title == "Follow up"]


def test_a_day_of_the_next_call_is_a_step_that_is_called_so() -> None:
    for header, title in (("Next call date", "Next call"), ("Next QBR", "Next QBR"), ("Nächster Besuch am",
                          "Nächster Besuch")):  # fmt: skip
        made = plan(["Customer", "ARR", header], ["Acme", 100, DAY], ["Bolt", 100, None])
        assert [(t.title, t.due_on) for t in of(made, Task)] == [(title, DAY)], header
    beside = plan(["Customer", "ARR", "Next step", "Next QBR"], ["Acme", 100, "Call Jo", DAY])
    assert [(t.title, t.due_on) for t in of(beside, Task)] == [("Call Jo", None)]


def test_a_day_of_which_nothing_says_what_is_due_is_asked_about() -> None:
    made = plan(["Customer", "ARR", "Due date"], ["Acme", 100, DAY])
    assert (of(made, Task), "columns:List:unknown" in asked(made)) == ([], True)


def test_engagement_on_a_scale_is_no_length_of_a_term() -> None:
    made = plan(["Customer", "ARR", "Start", "Engagement (1-5)"], ["Acme", 100, "2025-01-01", 5])
    assert asked(made) == ["columns:List:unknown", "price:List:ARR"]


def test_a_column_is_of_people_whose_addresses_stand_beside_it() -> None:
    made = plan(
        ["Customer", "ARR", "Primary", "Primary email"], ["Acme", 100, "Fay Moss", "fay@acme.example"]
    )
    assert [(c.name, c.email) for c in of(made, Contact)] == [("Fay Moss", "fay@acme.example")]


def test_a_sign_in_another_header_tells_the_currency() -> None:
    made = plan(["School", "Pupils", "£/pupil", "Annual licence"], ["Hollybank", 420, "3.50", 1470])
    assert {s.currency for s in of(made, Subscription)} == {"GBP"}
    made = plan(["School", "£ of 2024", "€ of 2025", "ARR"], ["Hollybank", 1, 2, 1470])
    assert {s.currency for s in of(made, Subscription)} == {"USD"}


def test_tickets_that_are_told_in_words_have_these_as_their_subject() -> None:
    head: list[Value] = ["Ticket", "Company", "Opened", "Status"]
    made = plan(head, ["Login broken", "Acme", DAY.replace(month=11), "open"], name="Bugs")
    assert [(t.subject, t.external_id) for t in of(made, Ticket)] == [("Login broken", None)]
    made = plan(head, ["T 1001", "Acme", DAY.replace(month=11), "open"], name="Bugs")
    assert [(t.subject, t.external_id) for t in of(made, Ticket)] == [(None, "T 1001")]


def test_a_header_that_nobody_knows_is_not_passed_over_for_the_first_row() -> None:
    made = plan(
        ["Donor", "Pledge", "Frequency", "First gift", "Preferred contact"],
        ["Smith Foundation", 10000, "annual", "2021-04-01", "email"],
        ["Doe Trust", 500, "monthly", "2023-01-15", "phone"],
        answers={"customer:List:column": "Donor"},
    )
    assert made.sheets[0].header_row == 1
    assert [a.account for a in of(made, Account)] == ["Smith Foundation", "Doe Trust"]
    assert of(made, Contact) == []


def test_a_way_to_reach_somebody_is_nobody() -> None:
    made = plan(["Customer", "Contact", "ARR"], ["Acme", "Phone", 100], ["Bolt", "Ann Poe", 100])
    assert [c.name for c in of(made, Contact)] == ["Ann Poe"]
    assert "“Contact”: 1 cell names nobody, such as row 2: Phone." in made.sheets[0].notes


@pytest.mark.parametrize("header", ["Hours per month", "Tickets per month", "Stunden pro Monat"])
def test_what_is_done_in_a_month_is_no_money(header: str) -> None:
    made = plan(["Client", "Hourly rate", header, "End"], ["Acme", 120, 20, "2027-01-31"])
    assert of(made, Step) == []


def test_a_price_for_one_without_a_number_of_them_is_not_known_and_told() -> None:
    made = plan(
        ["Customer", "Minimum seats", "Actual seats", "Price per seat per year", "End"],
        ["Acme", 10, 25, 20, "2027-02-28"],
    )
    assert of(made, Step) == []
    told = "“Price per seat per year” is for one, and no column says of how many: what is paid is not known."
    assert told in made.sheets[0].notes


def test_nothing_is_asked_of_a_price_for_one_that_leads_to_no_amount() -> None:
    head: list[Value] = ["Customer", "Price per unit", "Start", "End"]
    days: list[Value] = [DAY.replace(year=2024), "2027-02-28"]
    made = plan(head, ["Acme", 15, *days], ["Bolt", 16, *days])
    assert not [key for key in asked(made) if key.startswith(("amount:", "price:"))]
    made = plan([*head, "Units"], ["Acme", 15, *days, 3], ["Bolt", 16, *days, None])
    assert {key.partition(":")[0] for key in asked(made)} >= {"amount", "price"}


def test_a_list_with_arr_is_one_of_customers_though_it_names_two_people_of_each() -> None:
    made = plan(
        ["Customer", "Primary contact", "Secondary contact", "Billing email", "ARR"],
        ["Acme", "Ann Poe", "Tim Fox", "bills@acme.example", 1000],
    )
    assert made.sheets[0].row_noun == "account"
    assert [s.amount for s in of(made, Step)] == [100000]
