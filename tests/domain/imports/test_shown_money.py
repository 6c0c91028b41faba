"""Amounts that the sheet shows with a currency are in it, though their cells hold a number alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Shown, Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.imports.sheets.each_sheet import with_each_sheet
from csdesk.domain.imports.tables.forms import with_forms
from csdesk.domain.invoices import Invoice
from csdesk.domain.subscriptions import Subscription
from tests.domain.imports.sheet import EMPTY, TODAY, asked, grid, of, source, synonyms

END = date(2026, 12, 31)
LIST: list[list[Value]] = [
    ["Customer", "ARR", "Renewal"],
    ["Acme", 12000, END],
    ["Bolt", 9000, END],
    ["Corax", 7000, END],
]


def planned(
    rows: Sequence[Sequence[Value]], *shown: Shown, name: str = "List", known: Known = EMPTY, months: str = ""
) -> Plan:
    sheet = replace(grid(rows, name), shown=shown)
    answers = {f"months:{name}:columns": months} if months else {}
    return plan_files((source(sheet),), known, answers, synonyms(), today=TODAY)


def currencies(made: Plan) -> list[str]:
    return [s.currency for s in of(made, Subscription)]


def test_a_list_that_shows_its_amounts_in_euros_is_in_euros_and_says_so() -> None:
    made = planned(LIST, (1, 1, 3, "EUR"))
    assert currencies(made) == ["EUR"] * 3
    assert "“ARR” is shown with a currency by the sheet: 3 amounts in EUR." in made.sheets[0].notes
    assert currencies(planned(LIST)) == ["USD"] * 3


def test_each_row_has_the_currency_that_it_shows() -> None:
    assert currencies(planned(LIST, (1, 1, 1, "EUR"), (2, 1, 2, "GBP"), (3, 1, 3, "EUR"))) == [
        "EUR",
        "GBP",
        "EUR",
    ]


def test_one_amount_that_shows_none_among_many_in_one_currency_is_in_it_too() -> None:
    assert currencies(planned(LIST, (1, 1, 2, "EUR"))) == ["EUR"] * 3
    assert currencies(planned(LIST, (1, 1, 1, "EUR"))) == ["EUR", "USD", "USD"]
    typed: list[list[Value]] = [*LIST[:3], ["Corax", "7000", END], ["Dot", "$700", END]]
    assert currencies(planned(typed, (1, 1, 2, "EUR"))) == ["EUR", "EUR", "EUR", "USD"]


def test_a_sign_that_several_currencies_have_is_asked_about_as_if_it_were_typed() -> None:
    made = planned(LIST, (1, 1, 3, "kr"))
    assert [key for key in asked(made) if key.startswith("currency:")] == ["currency:List:Currency of ARR kr"]
    assert currencies(planned(LIST, (1, 1, 3, "$"), known=Known(currency="EUR"))) == ["USD"] * 3


def test_a_header_or_a_column_that_names_the_currency_stands_over_what_is_shown() -> None:
    header: list[list[Value]] = [["Customer", "ARR (GBP)", "Renewal"], *LIST[1:]]
    assert currencies(planned(header, (1, 1, 3, "EUR"))) == ["GBP"] * 3
    column: list[list[Value]] = [[*row, "Currency" if at == 0 else "CHF"] for at, row in enumerate(LIST)]
    assert currencies(planned(column, (1, 1, 3, "EUR"))) == ["CHF"] * 3


def test_where_a_column_of_currencies_is_empty_what_is_shown_counts_and_is_told() -> None:
    said = ("Currency", "EUR", None, None)
    rows: list[list[Value]] = [[*row, told] for row, told in zip(LIST, said, strict=True)]
    made = planned(rows, (1, 1, 3, "EUR"))
    assert currencies(made) == ["EUR"] * 3
    note = "Where “Currency” is empty, “ARR” is shown with a currency by the sheet: 2 amounts in EUR."
    assert note in made.sheets[0].notes


def test_how_amounts_are_shown_says_nothing_where_the_column_of_currencies_belies_it() -> None:
    said = ("Currency", "EUR", None, None)
    rows: list[list[Value]] = [[*row, told] for row, told in zip(LIST, said, strict=True)]
    assert currencies(planned(rows, (1, 1, 3, "$"), known=Known(currency="EUR"))) == ["EUR"] * 3
    rows[1][3] = "CAD"
    assert "currency:List:Currency $" in asked(planned(rows, (1, 1, 3, "$"), known=Known(currency="CAD")))


def test_the_currency_of_a_count_or_of_another_cell_says_nothing_of_the_price() -> None:
    rows: list[list[Value]] = [["Customer", "Seats", "ARR", "Renewal"], ["Acme", 12, 12000, END]]
    assert currencies(planned(rows, (1, 1, 1, "EUR"), (0, 2, 0, "EUR"))) == ["USD"]


def test_months_that_are_shown_as_money_are_proposed_as_what_was_paid() -> None:
    rows: list[list[Value]] = [["Customer", "Jul 2025", "Aug 2025", "Sep 2025"], ["Acme", 100, 100, 120]]
    (question,) = [q for q in planned(rows).questions if q.kind == "months"]
    assert question.default == "usage"
    shown: list[Shown] = [(1, 1, 1, "EUR"), (1, 2, 1, "EUR"), (1, 3, 1, "EUR")]
    (question,) = [q for q in planned(rows, *shown).questions if q.kind == "months"]
    assert question.default == "mrr"
    note = "“Jul 2025” and 2 other columns are shown with a currency by the sheet: 3 amounts in EUR."
    assert note in planned(rows, *shown, months="mrr").sheets[0].notes
    assert currencies(planned(rows, *shown, months="mrr")) == ["EUR"]


def test_invoices_are_in_the_currency_that_they_show() -> None:
    rows: list[list[Value]] = [
        ["Customer", "Invoice", "Amount", "Issued", "Due"],
        ["Acme", "INV-1", 1200, date(2025, 9, 1), date(2025, 10, 1)],
    ]
    made = planned(rows, (1, 2, 1, "EUR"), name="Invoices")
    assert [i.currency for i in of(made, Invoice)] == ["EUR"]


def test_a_sheet_for_each_customer_keeps_the_currency_of_each() -> None:
    head: list[Value] = ["Product", "ARR", "Renewal"]
    acme = replace(grid([head, ["CRM", 12000, END]], "Acme GmbH"), shown=((1, 1, 1, "EUR"),))
    bolt = replace(grid([head, ["CRM", 9000, END]], "Bolt Ltd"), shown=((1, 1, 1, "GBP"),))
    made = plan_files((with_each_sheet(source(acme, bolt), synonyms()),), EMPTY, {}, synonyms(), today=TODAY)
    assert currencies(made) == ["EUR", "GBP"]


def test_a_form_is_in_the_currency_that_it_shows() -> None:
    rows: list[list[Value]] = [["Customer", "Acme"], ["ARR", 12000], ["Renewal", END], ["CSM", "Ann Low"]]
    form = replace(grid(rows, "Acme"), shown=((1, 1, 1, "EUR"),))
    made = plan_files((with_forms(source(form), synonyms()),), EMPTY, {}, synonyms(), today=TODAY)
    assert currencies(made) == ["EUR"]


def test_what_is_left_on_a_sheet_beside_that_of_each_customer_keeps_its_currency() -> None:
    head: list[Value] = ["Product", "Price", "Start", "Renewal"]
    acme = grid([head, ["CRM", 12000, date(2026, 1, 1), END]], "Acme GmbH")
    other: list[list[Value]] = [
        head,
        ["CRM", 12000, date(2026, 1, 1), END],
        [],
        ["Customer", "ARR"],
        ["Corax", 900],
    ]
    bolt = replace(grid(other, "Bolt Ltd"), shown=((4, 1, 4, "EUR"),))
    made = plan_files((with_each_sheet(source(acme, bolt), synonyms()),), EMPTY, {}, synonyms(), today=TODAY)
    assert currencies(made) == ["USD", "USD", "EUR"]
