"""Credits among invoices are none of them, whatever sign and whatever word a list has for them."""

from collections.abc import Sequence

import pytest

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.invoices import Invoice
from tests.domain.imports.sheet import of, plan

HEAD = ["Customer", "Invoice no", "Invoice date", "Due date", "Amount"]
NEW = {"strangers:Invoices:accounts": "new"}


def invoices(*rows: Sequence[Value], name: str = "Invoices") -> Plan:
    return plan(*rows, name=name, answers=NEW if name == "Invoices" else {})


def left(made: Plan) -> list[tuple[int, str, str]]:
    return [(x.row, x.text, x.why) for x in made.sheets[0].left_out]


def test_a_negative_invoice_is_a_credit_and_left_out_by_name() -> None:
    made = invoices(
        HEAD,
        ["Acme", "R-1", "2025-10-01", "2025-10-31", "1200.00"],
        ["Acme", "G-1", "2025-10-02", "2025-10-31", "(200.00)"],
        ["Acme", "G-2", "2025-10-02", None, -50],
    )
    assert [(i.number, i.amount) for i in of(made, Invoice)] == [("R-1", 120000)]
    why = "its amount is negative: it is a credit, and no invoice"
    assert left(made) == [(3, "G-1", why), (4, "G-2", why)]


@pytest.mark.parametrize(
    ("header", "bill", "credit"),
    [
        ("Type", "Invoice", "Credit memo"), ("Art", "Rechnung", "Gutschrift"), ("Type", "Facture", "Avoir"),
        ("Tipo", "Factura", "Abono"), ("Tipo", "Fatura", "Nota de crédito"), ("S/H", "S", "H"),
        ("S/H", "Soll", "Stornierung"), ("Type", "INV", "CN"),
        ("Document type", "Charge", "Credit"),
    ],
)  # fmt: skip
def test_a_credit_note_is_told_by_its_kind_also_with_a_positive_amount(
    header: str, bill: str, credit: str
) -> None:
    made = invoices(
        [*HEAD, header],
        ["Acme", "R-1", "2025-10-01", "2025-10-31", "1200.00", bill],
        ["Acme", "G-1", "2025-10-02", "2025-10-31", "200.00", credit],
    )
    assert [i.number for i in of(made, Invoice)] == ["R-1"]
    assert left(made) == [(3, "G-1", "it is a credit, and no invoice")]
    assert not made.open


def test_payments_and_offers_in_a_list_of_invoices_are_none() -> None:
    made = invoices(
        [*HEAD, "Type"],
        ["Acme", "R-1", "2025-10-01", None, "1200.00", "Invoice"],
        ["Acme", "Z-1", "2025-10-02", None, "1200.00", "Payment"],
        ["Acme", "A-1", "2025-10-02", None, "900.00", "Quote"],
    )
    assert [i.number for i in of(made, Invoice)] == ["R-1"]
    assert [why for *_, why in left(made)] == [
        "it is a payment: payments are told by the invoices that they pay",
        "it is no invoice",
    ]


def test_a_column_of_kinds_that_nobody_knows_is_asked_about() -> None:
    made = invoices(
        [*HEAD, "Type"],
        ["Acme", "R-1", "2025-10-01", None, "1200.00", "Invoice"],
        ["Acme", "R-2", "2025-10-02", None, "700.00", "Hardware"],
    )
    assert [i.number for i in of(made, Invoice)] == ["R-1", "R-2"]
    assert [q.key for q in made.open] == ["columns:Invoices:unknown"]


def test_a_list_of_credit_notes_brings_no_invoice() -> None:
    head = ["Customer", "Credit note number", "Date", "Amount"]
    made = plan(head, ["Acme", "CN-1", "2025-10-02", "200.00"], options=None, name="Invoices", answers={})
    assert not of(made, Invoice)
    assert [why for *_, why in left(made)] == ["it is a credit, and no invoice"]


def test_what_is_open_of_an_invoice_says_whether_it_is_paid() -> None:
    made = invoices(
        ["Customer", "Invoice no", "Invoice date", "Total", "Balance"],
        ["Acme", "R-1", "2025-10-01", "1200.00", "500.00"],
        ["Acme", "R-2", "2025-10-01", "850.00", "0.00"],
    )
    assert [(i.amount, i.paid_on is not None) for i in of(made, Invoice)] == [(120000, False), (85000, True)]
