"""Answers, invoices, visits and price lists as people keep them: marks in stars, kinds in the name of the sheet."""

from datetime import date
from decimal import Decimal

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.marks import read_mark
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.invoices import Invoice
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.surveys import Survey, SurveyKind
from csdesk.domain.tasks import Task
from csdesk.domain.touches import Touch, TouchKind
from csdesk.domain.usage import LICENCES, Usage
from tests.domain.imports.sheet import EMPTY, TODAY, grid, of, plan, source, synonyms

ACME = Account(id=AccountId("a"), account="Acme")
BORA = Account(id=AccountId("b"), account="Bora", domain="bora.example")
MIA = Contact(id=ContactId("m"), account=ACME.id, name="Mia Stone", email="mia@acme.example")
BOOK = Known({Account: (ACME, BORA), Contact: (MIA,)})


def sheet(*rows: list[Value], name: str = "List") -> Plan:
    return plan(*rows, known=BOOK, name=name)


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("9/10", 9), ("4 out of 5", 4), ("8 von 10", 8), ("★★★★☆", 4), ("⭐⭐⭐", 3), ("Detractor (4)", 4),
        ("Passive - 7", 7), ("9 - Promoter", 9), ("☆☆☆☆☆", None), ("Great", None), ("12/11/2025", None), (9, None),
    ],
)  # fmt: skip
def test_a_mark_is_read_with_its_scale_in_stars_and_beside_a_word(cell: Value, mark: float | None) -> None:
    assert read_mark(cell) == mark


def test_answers_in_stars_and_out_of_ten_keep_their_marks() -> None:
    stars = sheet(
        ["Customer", "Date", "Rating"],
        ["Acme", "2025-10-03", "★★★★★"],
        ["Bora", "2025-10-09", "★★☆☆☆"],
        name="CSAT",
    )
    assert [(s.kind, s.score, s.scale_max) for s in of(stars, Survey)] == [
        (SurveyKind.CSAT, 5, 5), (SurveyKind.CSAT, 2, 5),
    ]  # fmt: skip
    words = sheet(
        ["Customer", "NPS", "When", "Why"],
        ["Acme", "9/10", "2025-11-02", "support"],
        ["Bora", "Detractor (4)", "2025-11-03", None],
    )
    assert [(s.score, s.answered_on) for s in of(words, Survey)] == [
        (9, date(2025, 11, 2)), (4, date(2025, 11, 3)),
    ]  # fmt: skip


@pytest.mark.parametrize("cell", ["92%", Decimal("0.92")])
def test_a_share_of_the_satisfied_is_a_mark_up_to_a_hundred(cell: Value) -> None:
    made = sheet(["Cliente", "Fecha", "CSAT %"], ["Acme", "31/10/2025", cell])
    assert [(s.score, s.scale_min, s.scale_max) for s in of(made, Survey)] == [(92, 0, 100)]


def test_the_answers_of_a_form_are_of_the_customer_of_each_address_and_make_none() -> None:
    made = sheet(
        [
            "Timestamp",
            "Email Address",
            "How likely are you to recommend us?",
            "What is the main reason for your score?",
        ],
        ["11/14/2025 10:02:11", "mia@acme.example", 10, "Great team"],
        ["11/15/2025 18:40:00", "ola@bora.example", 6, "Price"],
    )
    assert not of(made, Account)
    told = [(s.account, s.score, s.comment) for s in of(made, Survey)]
    assert told == [("a", 10, "Great team"), ("b", 6, "Price")]
    assert of(made, Survey)[0].contact == MIA.id


def test_rows_of_a_log_of_reviews_or_visits_are_such_and_that_is_told() -> None:
    rows: list[list[Value]] = [["Account", "Date", "Summary"], ["Acme", "2025-10-14", "Went well"]]
    reviews, visits, others = (
        sheet(*rows, name=n) for n in ("QBR log", "Besuchsberichte 2025", "Activity log")
    )
    assert [t.kind for made in (reviews, visits, others) for t in of(made, Touch)] == [
        TouchKind.REVIEW, TouchKind.VISIT, TouchKind.CALL,
    ]  # fmt: skip
    assert "Each row is a review, as “QBR log” says." in reviews.sheets[0].notes
    by_header = sheet(
        ["Account", "QBR date", "Attended by", "Outcome"], ["Acme", "2025-10-14", "Mia Stone", "Green"]
    )
    assert [(t.kind, t.summary) for t in of(by_header, Touch)] == [(TouchKind.REVIEW, "Green")]
    assert not of(by_header, Account)


def test_net_and_gross_of_invoices_are_no_products_side_by_side() -> None:
    made = sheet(
        ["N° facture", "Client", "Date d'émission", "Montant HT", "TVA 20 %", "Montant TTC"],
        ["F-1", "Acme", "25/10/2025", 1500, 300, 1800],
    )
    assert (of(made, Subscription), [i.amount for i in of(made, Invoice)]) == ([], [150000])


def test_what_is_owed_and_what_was_received_is_no_price_of_a_contract() -> None:
    owed = sheet(
        ["Customer", "Current", "1 - 30", "31 - 60", "Total"],
        ["Acme", 1200, 0, 0, 1200],
        ["Bora", 0, 850, 0, 850],
    )
    assert not of(owed, Subscription)
    paid = sheet(
        ["Payment date", "Customer", "Invoice", "Amount received"], ["2025-10-03", "Acme", "1", 1200]
    )
    assert (of(paid, Subscription), of(paid, Invoice)) == ([], [])


def test_no_code_of_a_price_list_and_no_task_is_proposed_as_a_customer() -> None:
    prices = sheet(["Product", "SKU", "Price per seat / month"], ["Starter", "ST-1", 9], ["Pro", "PR-1", 19])
    tasks = sheet(["Task", "Due"], ["Acme: call Mia", "2025-12-01"], ["Renew own domain", "2025-12-02"])
    for made in (prices, tasks):
        assert [q.default for q in made.questions if q.kind == "customer"] == [None]
        assert not of(made, Account)


def test_the_header_of_what_is_used_says_the_measure_and_licences_are_of_its_day() -> None:
    made = sheet(["Kunde", "Datum", "Aktive Nutzer", "Lizenzen"], ["Acme", "31.10.2025", 33, 40])
    assert [(u.measure, u.value, u.on) for u in of(made, Usage)] == [
        ("active users", 33, date(2025, 10, 31)), (LICENCES, 40, date(2025, 10, 31)),
    ]  # fmt: skip


def test_a_next_task_is_a_next_step() -> None:
    made = sheet(["Customer", "ARR", "Next task", "Task due"], ["Acme", 100, "Send survey", "2025-12-01"])
    assert [(t.title, t.due_on) for t in of(made, Task)] == [("Send survey", date(2025, 12, 1))]


def _tracker(*touches: list[Value]) -> Plan:
    customers = grid([["Customer", "Tier"], ["Acme", "A"], ["Beta", "B"], ["Corvid", "A"]], "Customers")
    calls = grid([["When", "Who was it", "Type", "What was said"], *touches], "Calls")
    return plan_files((source(customers, calls),), EMPTY, {}, synonyms(), today=TODAY)


def test_a_list_of_calls_is_of_the_customers_whose_names_stand_in_it_whatever_their_header() -> None:
    made = _tracker(
        ["2025-11-03", "Acme", "call", "Went well"],
        ["2025-11-04", "corvid", "call", "Asked for a price"],
    )
    assert [t.summary for t in of(made, Touch)] == ["Went well", "Asked for a price"]
    (column,) = (c for c in made.sheets[1].columns if c.header == "Who was it")
    assert (column.target, column.because) == ("account.account", "customers' names stand in it")


def test_a_list_of_calls_in_which_no_customers_stand_is_left_out_and_told() -> None:
    made = _tracker(["2025-11-03", "Ann", "call", "Went well"], ["2025-11-04", "Bob", "call", "Acme called"])
    assert [(s.sheet, s.why) for s in made.skipped] == [("Calls", "no column names the customer")]


def test_a_sum_beside_the_list_is_no_list_of_customers_though_their_names_stand_in_it() -> None:
    customers = grid([["Customer", "ARR"], ["Acme", 100], ["Beta", 200]], "Customers")
    pivot = grid([["Row Labels", "Sum of ARR"], ["Acme", 100], ["Beta", 200]], "Pivot")
    made = plan_files((source(customers, pivot),), EMPTY, {}, synonyms(), today=TODAY)
    assert [s.sheet for s in made.skipped] == ["Pivot"]


@pytest.mark.parametrize("name", ["People", "Key contacts", "Ansprechpartner", "Overview: Contacts"])
def test_a_sheet_that_is_called_after_people_brings_no_customers_of_their_names(name: str) -> None:
    people: list[list[Value]] = [["Name", "Email", "Phone"], ["Mia Stone", "mia@mail.example", "030 1"]]
    lists: list[list[Value]] = [["Customer", "ARR"], ["Acme GmbH", 12000]]
    made = plan_files((source(grid(lists), grid(people, name)),), EMPTY, {}, synonyms(), today=TODAY)
    assert [a.account for a in of(made, Account)] == ["Acme GmbH"]
    assert [(s.sheet, s.why) for s in made.skipped] == [(name, "no column names the customer")]
