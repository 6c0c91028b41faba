"""A field of one's own on a row of no account is left out or refused with a sentence, and never lost without one."""

import pytest

from csdesk.domain.changes import Verb
from csdesk.domain.custom import CustomField, CustomValue
from csdesk.domain.errors import FieldOfNobody
from csdesk.domain.imports.grid import Value
from csdesk.domain.imports.sheets import Options
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Subscription
from csdesk.services.custom import custom_of
from csdesk.services.editing import add_row, remove_row, set_fields
from csdesk.services.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.domain.imports.sheet import grid, of, plan, source
from tests.services.test_imports import TODAY, brought

COLUMN = "column:Products:Colour"
NONE = "a field of your own is kept for an account, and this row has none"
PRODUCTS: list[list[Value]] = [["Product", "Notes", "Colour"], ["Alpha", "x", "red"], ["Beta", "y", None]]


def test_a_column_of_products_can_only_be_left_out_and_that_is_asked() -> None:
    made = plan(*PRODUCTS, name="Products", options=Options(noun="product"))
    (question,) = made.questions
    assert [c.value for c in question.choices] == ["omit"]
    assert "kept for an account, and these rows have none" in question.evidence
    assert [p.product for p in of(made, Product)] == ["Alpha", "Beta"]


def test_where_it_is_to_be_kept_all_the_same_its_rows_are_refused() -> None:
    made = plan(*PRODUCTS, name="Products", answers={COLUMN: "custom"}, options=Options(noun="product"))
    said = [(r.row, p.column, p.value, p.problem) for r in made.refused for p in r.problems]
    assert said == [(2, "Colour", "red", NONE)]
    assert [p.product for p in of(made, Product)] == ["Beta"]


def test_a_step_that_names_its_contract_alone_says_it_for_the_account_of_that(book: Book) -> None:
    brought(book, [["Customer", "External ID", "ARR"], ["Acme", "A-1", 5]], {})
    line = book.all(Subscription)[0]
    rows: list[list[Value]] = [["Account", "Subscription", "From", "Quantity", "Amount", "Colour"]]
    rows.append([None, line.id, TODAY, 1, 7, "red"])
    made = plan_import(
        book,
        [source(grid(rows, "Steps"))],
        {"column:Steps:Colour": "custom"},
        today=TODAY,
        options=Options(noun="step"),
    )
    apply_import(book, made, today=TODAY)
    assert [(v.account, v.value) for v in book.all(CustomValue)] == [(line.account, "red")]


def test_add_and_set_say_it_instead_of_dropping_what_was_typed(book: Book) -> None:
    brought(book, [["Customer", "ARR"], ["Acme", 5]], {})
    with book.change(Verb.ADD, label="a field", today=TODAY):
        book.put(CustomField(id="colour", of_noun="product", name="Colour"))
    with pytest.raises(FieldOfNobody):
        add_row(book, "product", {"product": "Alpha", "colour": "red"}, today=TODAY)
    alpha = add_row(book, "product", {"product": "Alpha", "colour": ""}, today=TODAY).rows[0].id
    with pytest.raises(FieldOfNobody):
        set_fields(book, "product", alpha, {"notes": "x", "colour": "red"}, today=TODAY)
    assert [(p.product, p.notes) for p in book.all(Product) if p.id == alpha] == [("Alpha", None)]
    assert custom_of(book, alpha) == []
    remove_row(book, "product", alpha, today=TODAY)
