"""Twenty ways in which people lay out a list, and what of it is a customer."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.churn import Churn, Reason
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.imports.tables.found import table_of
from csdesk.domain.imports.tables.headers import place_of_header
from csdesk.domain.imports.tables.stacked import tables_on
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.usage import Usage
from tests.domain.imports.sheet import EMPTY, TODAY, asked, grid, of, plan, source, synonyms

Rows = Sequence[Sequence[Value]]
LAYOUTS: Mapping[str, tuple[Rows, tuple[str, ...], int]] = {
    "header in the first row": ([["Customer", "ARR"], ["Acme", 1], ["Beta", 2]], ("Acme", "Beta"), 0),
    "title above": ([["Customers 2025"], ["Customer", "ARR"], ["Acme", 1]], ("Acme",), 0),
    "title, day and blank rows above": (
        [["Customers"], ["updated", "14 Nov 2025"], [], [], ["Customer", "ARR"], ["Acme", 1]], ("Acme",), 0,
    ),
    "blank column on the left": ([[None, "Customer", "ARR", "Plan"], [None, "Acme", 1, "X"]], ("Acme",), 0),
    "blank column between": ([["Customer", None, "ARR", "Plan"], ["Acme", None, 1, "X"]], ("Acme",), 0),
    "blank rows between": ([["Customer", "ARR", "Plan"], ["Acme", 1, "X"], [], [], ["Beta", 2, "X"]], ("Acme",
    "Beta"), 0),
    "total below": ([["Customer", "ARR", "Plan"], ["Acme", 1, "X"], ["Total", 1]], ("Acme",), 1),
    "total in German, in a text table": (
        [["Kunde", "Jahresumsatz", "Tarif"], ["Acme", "1", "X"], ["Gesamtsumme", "1,00", ""]], ("Acme",), 1,
    ),
    "sums without a word": ([["Customer", "ARR", "Seats"], ["Acme", 1, 2], [None, 1, 2]], ("Acme",), 1),
    "sums without a word after each block": (
        [["Customer", "ARR", "Seats"], ["Acme", "1", "2"], [None, "1", "2"], [], ["Beta", "3", "4"]], ("Acme",
        "Beta"), 1,
    ),
    "subtotals": (
        [["Customer", "ARR", "Plan"], ["Acme", 1, "X"], ["Subtotal EMEA", 1], [], ["Beta", 2, "X"],
         ["Grand total", 3]],
        ("Acme", "Beta"), 2,
    ),
    "a customer that is called like a total": (
        [["Customer", "ARR", "Seats"], ["Total Wine", 5, 1], ["Acme", 1, 1]], ("Total Wine", "Acme"), 0,
    ),
    "a remark below": ([["Customer", "ARR", "Plan"], ["Acme", 1, "X"], [], ["Ask Dana first"]], ("Acme",), 1),
    "header again on each page": (
        [["Customer", "ARR", "Plan"], ["Acme", 1, "X"], ["Customer", "ARR", "Plan"], ["Beta", 2, "X"]], ("Acme",
        "Beta"), 1,
    ),
    "sections of customers": (
        [["Customer", "ARR", "Plan"], ["Enterprise"], ["Acme", 1, "X"], ["SMB"], ["Beta", 2, "X"]], ("Acme",
        "Beta"), 2,
    ),
    "two rows of headers, merged": (
        [["Customer", "Contract", None, "Contact", None], [None, "Start", "End", "Name", "Email"],
         ["Acme", date(2025, 1, 1), date(2025, 12, 31), "Ann", "ann@acme.com"]], ("Acme",), 0,
    ),
    "headers wrapped over two rows": (
        [["Account", "Renewal", "Monthly"], ["name", "date", "fee"], ["Acme", date(2026, 1, 1), 10]], ("Acme",), 0,
    ),
    "groups above the header": (
        [[None, "Contact", None, "Contract", None], ["Customer", "Name", "Email", "Start", "End"],
         ["Acme", "Ann", "ann@acme.com", date(2025, 1, 1), date(2025, 12, 31)]], ("Acme",), 0,
    ),
    "equal headers": ([["Customer", "ARR", "ARR"], ["Acme", 1, 2]], ("Acme",), 0),
    "blank headers": ([["Customer", "ARR", None], ["Acme", 1, "who knows"]], ("Acme",), 0),
    "spaces, capitals and marks in headers": (
        [["﻿ CUSTOMER\u00a0NAME ", "a.r.r.", "Plan"], ["Acme", 1, "X"]], ("Acme",), 0,
    ),
    "headers that nobody knows": ([["Kto", "Ile", "Kiedy"], ["Acme", 1, "X"], ["Beta", 2, "X"]], (), 0),
    "no header": ([["Acme", 1200, "acme.com"], ["Beta", 900, "beta.com"]], (), 0),
}  # fmt: skip


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if LAYOUTS[name][1]])
def test_of_each_layout_the_customers_are_read_and_nothing_else(layout: str) -> None:
    rows, names, left_out = LAYOUTS[layout]
    made = plan(*rows)
    assert tuple(a.account for a in of(made, Account)) == names
    assert len(made.sheets[0].left_out) == left_out
    assert made.refused == ()


def test_two_rows_of_headers_say_what_each_column_is() -> None:
    for layout in ("two rows of headers, merged", "groups above the header"):
        made = plan(*LAYOUTS[layout][0])
        columns = {c.target for c in made.sheets[0].columns}
        assert {"subscription.start", "subscription.end", "contact.name", "contact.email"} <= columns
        assert [c.name for c in of(made, Contact)] == ["Ann"]
        assert [(s.start, s.end) for s in of(made, Subscription)] == [(date(2025, 1, 1), date(2025, 12, 31))]


def test_a_wrapped_header_is_read_together() -> None:
    made = plan(*LAYOUTS["headers wrapped over two rows"][0])
    assert [c.header for c in made.sheets[0].columns] == ["Account name", "Renewal date", "Monthly fee"]
    assert [s.amount for s in of(made, Step)] == [1000]


def test_a_title_and_a_first_customer_are_no_second_row_of_headers() -> None:
    titled: Rows = [["Customer overview", None], ["Customer", "Plan"], ["Acme", "Team"]]
    assert [h.text for h in table_of(grid(titled), synonyms()).headers] == ["Customer", "Plan"]
    worded: Rows = [
        ["Customer", "Status", "Plan"],
        ["Client", "Active", "Basic"],
        ["Beta", "Active", "Basic"],
    ]
    assert len(table_of(grid(worded), synonyms()).rows) == 2


def with_logins(*rows: Sequence[Value]) -> list[tuple[date, float]]:
    both = source(grid([["Customer", "ARR"], ["Acme", 1]], "Customers"), grid(rows, "Logins"))
    made = plan_files((both,), EMPTY, {}, synonyms(), today=TODAY)
    return [(u.on, u.value) for u in of(made, Usage)]


def test_years_over_months_are_months_of_their_year() -> None:
    rows: Rows = [[None, 2024, None, 2025], ["Customer", "Nov", "Dec", "Jan"], ["Acme", 5, 6, 7]]
    assert with_logins(*rows) == [(date(2024, 11, 1), 5), (date(2024, 12, 1), 6), (date(2025, 1, 1), 7)]


@pytest.mark.parametrize(
    "months",
    [
        ("Jan-26", "Feb-26", "Mar-26"), ("2026-01", "2026-02", "2026-03"), ("01/2026", "02/2026", "03/2026"),
        ("janv. 2026", "févr. 2026", "mars 2026"), ("Januar 2026", "Februar 2026", "März 2026"),
        ("enero 2026", "febrero 2026", "marzo 2026"), ("Jan 26", "Fev 26", "Mar 26"),
    ],
)  # fmt: skip
def test_months_as_columns_are_dated_rows(months: tuple[str, ...]) -> None:
    assert [on for on, _ in with_logins(["Customer", *months], ["Acme", 5, 6, 7])] == [
        date(2026, 1, 1),
        date(2026, 2, 1),
        date(2026, 3, 1),
    ]


def test_tables_below_one_another_are_read_each() -> None:
    made = plan(
        ["Customer", "ARR", "Plan"], ["Acme", 100, "X"], ["Beta", 200, "X"], [], ["Contacts"],
        ["Name", "Email", "Company"], ["Ann Lee", "ann@acme.com", "Acme"],
    )  # fmt: skip
    assert [(s.sheet, s.row_noun, len(s.rows)) for s in made.sheets] == [
        ("List", "account", 2),
        ("List: Contacts", "contact", 1),
    ]
    assert [(c.name, c.email) for c in of(made, Contact)] == [("Ann Lee", "ann@acme.com")]
    assert made.sheets[1].rows[0].row == 7
    assert made.sheets[1].notes == ("This table begins in row 5 of “List”.",)


def test_a_table_beside_another_is_named_and_not_read() -> None:
    made = plan(
        ["Customer", "ARR", "Plan", None, "Customer", "Email"],
        ["Acme", 100, "X", None, "Zeta", "z@zeta.com"],
        ["Beta", 200, "X", None, None, None],
    )
    assert [a.account for a in of(made, Account)] == ["Acme", "Beta"]
    assert any("Another table stands beside it, in columns E to F" in n for n in made.sheets[0].notes)


@pytest.mark.parametrize("total", ["Grand Total", "Total Result", "Gesamtergebnis"])
def test_a_pivot_beside_the_list_is_named_and_not_read(total: str) -> None:
    made = plan(
        ["Customer", "Tier", "ARR", None, "Row Labels", "Sum of ARR"],
        ["Acme", "SMB", 100, None, "SMB", 300],
        ["Beta", "SMB", 200, None, total, 300],
        ["Gamma", "Large", 200],
    )
    assert [a.tags for a in of(made, Account)] == [None, None, None]
    assert any("Another table stands beside it, in columns E to F" in n for n in made.sheets[0].notes)
    assert asked(made) == []


def test_headers_that_nobody_knows_are_asked_about() -> None:
    assert asked(plan(*LAYOUTS["headers that nobody knows"][0]))[0] == "customer:List:column"


def test_a_list_without_headers_is_asked_about_by_its_letters() -> None:
    rows = LAYOUTS["no header"][0]
    made = plan(*rows)
    assert asked(made)[0] == "customer:List:column"
    named = plan(*rows, answers={"customer:List:column": "column A"})
    assert [(a.account, a.domain) for a in of(named, Account)] == [("Acme", "acme.com"), ("Beta", "beta.com")]


def test_a_sheet_of_numbers_has_no_header() -> None:
    assert place_of_header([(1, 2), (3, 4)], synonyms()) is None
    assert len(tables_on(grid([[1, 2], [3, 4]]), synonyms())) == 1


def test_months_in_a_sheet_that_is_called_by_no_measure_are_asked_about() -> None:
    rows: Rows = [["Customer", "ARR", "Jan 2026", "Feb 2026"], ["Acme", 100, 5, 6]]
    made = plan(*rows, name="Foo")
    assert [(q.key, q.default) for q in made.open] == [("months:Foo:columns", "usage")]
    kept = plan(*rows, name="Foo", answers={"months:Foo:columns": "usage"})
    assert [u.measure for u in of(kept, Usage)] == ["foo", "foo"]
    assert of(plan(*rows, name="Foo", answers={"months:Foo:columns": "omit"}), Usage) == []
    assert asked(plan(*rows, name="Logins")) == []


def test_first_and_last_names_are_one_name() -> None:
    made = plan(
        ["Customer", "First Name", "Surname", "Email", "ARR"], ["Acme", "Ann", "Lee", "ann@acme.com", 1]
    )
    assert [(c.name, c.email) for c in of(made, Contact)] == [("Ann Lee", "ann@acme.com")]
    german = plan(
        ["Firma", "Vorname", "Nachname", "Jahresbetrag"],
        ["Acme", "Änne", "Groß", 1],
        ["Beta", None, "Maß", 1],
    )
    assert [c.name for c in of(german, Contact)] == ["Änne Groß", "Maß"]


LOSSES: Rows = [["Customer", "Churn date", "Reason"], ["Acme", date(2025, 3, 31), "price"]]


def of_losses(*rows: Sequence[Value], name: str = "Churn events") -> Plan:
    both = source(grid([["Customer", "ARR"], ["Acme", 1], ["Beta", 2]], "Customers"), grid(rows, name))
    return plan_files((both,), EMPTY, {}, synonyms(), today=TODAY)


def test_a_list_of_losses_is_their_reasons_and_loses_nobody_by_itself() -> None:
    made = of_losses(*LOSSES)
    assert [(c.lost_on, c.reason, c.detail) for c in of(made, Churn)] == [
        (date(2025, 3, 31), Reason.PRICE, None)
    ]
    assert [a.status for a in of(made, Account)] == [Status.CUSTOMER, Status.CUSTOMER]
    assert not any(q.kind == "value" for q in made.questions)


def test_a_reason_in_sentences_is_kept_as_it_was_told_and_the_reason_is_not_known_yet() -> None:
    made = of_losses(
        LOSSES[0], ["Acme", date(2025, 3, 31), "they went with their own tool, and never came back"]
    )
    assert [(c.reason, c.detail) for c in of(made, Churn)] == [
        (Reason.NOT_KNOWN, "they went with their own tool, and never came back")
    ]


def test_former_customers_with_their_contracts_are_customers() -> None:
    made = plan(
        ["Customer", "ARR", "Churn date", "Reason"], ["Acme", 1, date(2025, 3, 31), "price"], name="Churned"
    )
    assert made.sheets[0].row_noun == "account"
