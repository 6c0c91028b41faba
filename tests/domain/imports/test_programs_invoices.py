"""Invoices of programs that bill and keep the books: what was asked, in which currency, and whether it is paid."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.invoices import Invoice
from csdesk.domain.subscriptions import Period, Step, Subscription
from tests.domain.imports.sheet import asked, of, plan

ACME = Account(id=AccountId("a1"), account="Acme")
BOOK = Known({Account: (ACME,)})
Rows = list[list[Value]]
PROGRAMS: dict[str, tuple[list[Value], Rows]] = {
    "Xero": (
        ["ContactName", "EmailAddress", "InvoiceNumber", "InvoiceDate", "DueDate", "Total", "InvoiceAmountDue",
         "Description", "Quantity", "UnitAmount", "Currency", "Type", "Status"],
        [["Acme", "a@acme.example", "7", "20/10/2025", "19/11/2025", "1200.00", "0.00", "Licence", "1", "600.00", "EUR",
          "Sales invoice", "Paid"],
         ["Acme", "a@acme.example", "7", "20/10/2025", "19/11/2025", "1200.00", "0.00", "Support", "1", "600.00", "EUR",
          "Sales invoice", "Paid"],
         ["Acme", "a@acme.example", "8", "21/10/2025", "20/11/2025", "500.00", "500.00", "Support", "1", "500.00",
          "EUR", "Sales invoice", "Awaiting Payment"]],
    ),
    "QuickBooks": (
        ["Date", "Transaction Type", "Num", "Name", "Memo/Description", "Due Date", "Amount", "Open Balance"],
        [["10/20/2025", "Invoice", "7", "Acme", "", "11/19/2025", "1,200.00", "0.00"],
         ["10/21/2025", "Invoice", "8", "Acme", "", "11/20/2025", "500.00", "500.00"],
         ["10/22/2025", "Payment", "9", "Acme", "", "", "-1,200.00", "0.00"],
         ["Friday, Nov 20, 2025 08:12 AM GMT-5", None, None, None, None, None, None, None]],
    ),
    "sevDesk": (
        ["Rechnungsnummer", "Rechnungsdatum", "Fälligkeitsdatum", "Kunde", "Netto", "USt.", "Brutto", "Währung",
         "Status", "Bezahlt am"],
        [["7", "20.10.2025", "19.11.2025", "Acme", "1.008,40", "191,60", "1.200,00", "EUR", "Bezahlt", ""],
         ["8", "21.10.2025", "20.11.2025", "Acme", "420,17", "79,83", "500,00", "EUR", "Offen", ""],
         ["9", "22.10.2025", "20.11.2025", "Acme", "420,17", "79,83", "500,00", "EUR", "Entwurf", ""]],
    ),
    "lexoffice": (
        ["Belegtyp", "Belegstatus", "Belegdatum", "Belegnummer", "Kontakt", "Fälligkeit", "Bruttobetrag",
         "Offener Betrag", "Währung"],
        [["Rechnung", "bezahlt", "20.10.2025", "7", "Acme", "19.11.2025", "1.200,00", "0,00", "EUR"],
         ["Rechnung", "überfällig", "21.10.2025", "8", "Acme", "20.11.2025", "500,00", "500,00", "EUR"],
         ["Gutschrift", "bezahlt", "22.10.2025", "9", "Acme", "", "100,00", "0,00", "EUR"]],
    ),
    "Stripe": (
        ["id", "Amount Due", "Currency", "Customer", "Date (UTC)", "Due Date (UTC)", "Number", "Paid", "Subscription",
         "Total", "Amount Paid", "Status"],
        [["in_1", "1200.00", "eur", "Acme", "2025-10-20 08:00", "2025-11-19 08:00", "7", "TRUE", "sub_1", "1200.00",
          "1200.00", "paid"],
         ["in_2", "500.00", "eur", "Acme", "2025-10-21 08:00", "2025-11-20 08:00", "8", "FALSE", "sub_1", "500.00",
          "0.00", "open"],
         ["in_3", "500.00", "eur", "Acme", "2025-10-22 08:00", "2025-11-20 08:00", "9", "FALSE", "sub_1", "500.00",
          "0.00", "void"]],
    ),
}  # fmt: skip


def brought(head: list[Value], rows: Rows) -> Plan:
    return plan(head, *rows, known=BOOK)


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_invoice_of_a_program_is_what_was_asked_and_says_whether_it_is_paid(program: str) -> None:
    made = brought(*PROGRAMS[program])
    currency = "USD" if program == "QuickBooks" else "EUR"
    assert [
        (i.number, i.amount, i.currency, i.issued_on, i.due_on, i.paid_on is not None)
        for i in of(made, Invoice)
    ] == [
        ("7", 120000, currency, date(2025, 10, 20), date(2025, 11, 19), True),
        ("8", 50000, currency, date(2025, 10, 21), date(2025, 11, 20), False),
    ]
    assert {type(v) for v in made.values} == {Invoice}
    assert asked(made) == []


@pytest.mark.parametrize(
    ("word", "paid"),
    [("Paid", True), ("bezahlt", True), ("payée", True), ("Open", False), ("überfällig", False), ("Past due", False)],
)  # fmt: skip
def test_a_status_says_whether_an_invoice_is_paid(word: str, paid: bool) -> None:
    made = brought(
        ["Customer", "Invoice number", "Invoice date", "Amount", "Currency", "Status"],
        [["Acme", "7", "2025-10-20", 1200, "EUR", word]],
    )
    (invoice,) = of(made, Invoice)
    assert (invoice.paid_on is not None, invoice.currency) == (paid, "EUR")


def test_a_voided_invoice_of_one_s_own_list_is_left_out_and_named() -> None:
    made = brought(
        ["Customer", "Invoice number", "Invoice date", "Amount", "Status"],
        [["Acme", "7", "2025-10-20", 1200, "Void"], ["Acme", "8", "2025-10-21", 500, "Paid"]],
    )
    assert [i.number for i in of(made, Invoice)] == ["8"]
    assert [left.why for left in made.sheets[0].left_out] == ["it was voided, as “Status” says"]


def test_groups_of_an_aging_report_are_no_headings_of_customers() -> None:
    made = brought(
        ["Date", "Transaction Type", "Num", "Customer", "Due Date", "Amount", "Open Balance"],
        [["91 or more days past due", None, None, None, None, None, None],
         ["2025-07-13", "Invoice", "7", "Acme", "2025-07-31", "1,200.00", "1,200.00"],
         ["Total for 91 or more days past due", None, None, None, None, "1,200.00", "1,200.00"]],
    )  # fmt: skip
    assert [(i.number, i.paid_on) for i in of(made, Invoice)] == [("7", None)]
    assert asked(made) == []


def test_what_a_receivables_report_adds_up_in_total_is_the_amount_where_nothing_else_is() -> None:
    made = brought(
        ["Customer", "Invoice Date", "Due Date", "Invoice Number", "Current", "1 Month", "Total"],
        [["Acme", "2025-10-20", "2025-11-19", "7", 1200, 0, 1200]],
    )
    assert [i.amount for i in of(made, Invoice)] == [120000]


def test_a_subscription_of_a_billing_program_says_by_what_it_is_billed() -> None:
    made = brought(
        ["Subscription Id", "Customer Id", "Customer Company", "Plan Id", "Plan Name", "Plan Quantity",
         "Plan Unit Price", "Billing Period", "Billing Period Unit", "Currency", "Status", "Started At",
         "Current Term Start", "Current Term End", "Next Billing At", "MRR"],
        [["s1", "c1", "Acme", "pro-y", "Pro", 10, "120.00", 1, "Year", "EUR", "Active", "2024-03-01", "2025-03-01",
          "2026-03-01", "2026-03-01", "100.00"],
         ["s2", "c1", "Acme", "team-q", "Team", 2, "90.00", 3, "Month", "EUR", "Active", "2025-09-01", "2025-09-01",
          "2025-12-01", "2025-12-01", "60.00"]],
    )  # fmt: skip
    lines = {s.external_id: (s.period, s.currency, s.end) for s in of(made, Subscription)}
    assert lines == {
        "s1": (Period.YEAR, "EUR", date(2026, 2, 28)),
        "s2": (Period.QUARTER, "EUR", date(2025, 11, 30)),
    }
    assert [s.amount for s in of(made, Step)] == [120000, 18000]
