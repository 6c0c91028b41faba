"""A field of one's own is kept for every row, also one that is no account's."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.custom import CustomField, CustomKind, CustomValue
from csdesk.domain.errors import FieldRefused, StillReferred
from csdesk.domain.files import File, FileKind
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.sheets.around import Options
from csdesk.domain.leaks.profiles import Profile
from csdesk.domain.products import Product
from csdesk.domain.rates import Rate
from csdesk.domain.subscriptions import Subscription
from csdesk.services.accounts.merging import merge
from csdesk.services.book.custom import custom_of
from csdesk.services.book.editing import add_row, remove_row, set_fields
from csdesk.services.book.history import redo, undo
from csdesk.services.book.search import search
from csdesk.services.outgoing.files import WrittenFile, keep_written
from csdesk.services.spreadsheets.exports import export_book
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.store.sql import ask
from tests.domain.imports.sheet import grid, source
from tests.services.round_trip import CORVID, DAY, ORCHARD, content
from tests.services.spreadsheets.test_imports import TODAY, brought

PRODUCTS: list[list[Value]] = [["Product", "Notes", "Colour"], ["Alpha", "x", "red"], ["Beta", "y", None]]
RATES: list[list[Value]] = [
    ["From currency", "To currency", "On", "Rate", "Colour"],
    ["EUR", "USD", date(2025, 1, 1), Decimal("1.1"), "ECB"],
]


def told(book: Book) -> list[tuple[str | None, str]]:
    """What rows say in fields of one's own: whose they are, and what."""
    return sorted(((v.account, v.value) for v in book.all(CustomValue)), key=str)


def taken(book: Book, rows: list[list[Value]], noun: str, answers: dict[str, str]) -> None:
    """A sheet of one noun, imported."""
    read = [source(grid(rows, "List"))]
    apply_import(book, plan_import(book, read, answers, today=TODAY, options=Options(noun=noun)), today=TODAY)


@pytest.mark.parametrize(
    ("noun", "rows", "said"), [("product", PRODUCTS, "red"), ("rate", RATES, "ECB")], ids=["product", "rate"]
)
def test_a_column_of_a_sheet_whose_rows_are_nobodys_is_kept(
    book: Book, noun: str, rows: list[list[Value]], said: str
) -> None:
    taken(book, rows, noun, {"columns:List:unknown": "custom"})
    assert told(book) == [(None, said)]
    taken(book, rows, noun, {})
    assert told(book) == [(None, said)]
    assert problems_of(book, deep=True) == []
    undo(book, today=TODAY)
    assert [book.all(n) for n in (CustomValue, Product, Rate)] == [[], [], []]
    redo(book, today=TODAY)
    assert told(book) == [(None, said)]


def test_a_step_that_names_its_contract_alone_says_it_for_the_account_of_that(book: Book) -> None:
    brought(book, [["Customer", "External ID", "ARR"], ["Acme", "A-1", 5]], {})
    line = book.all(Subscription)[0]
    rows: list[list[Value]] = [["Account", "Subscription", "From", "Quantity", "Amount", "Colour"]]
    rows.append([None, line.id, TODAY, 1, 7, "red"])
    taken(book, rows, "step", {"column:List:Colour": "custom"})
    assert told(book) == [(line.account, "red")]


@pytest.fixture
def coloured(there: Book) -> Book:
    """A book with a field of one's own for its products and its files."""
    with there.change(Verb.ADD, label="fields", today=DAY):
        there.put(CustomField(id="c-p", of_noun="product", name="Colour"))
        there.put(CustomField(id="c-f", of_noun="file", name="Shelf"))
    return there


def test_add_and_set_keep_what_was_typed_and_remove_takes_it_along(coloured: Book) -> None:
    alpha = add_row(coloured, "product", {"product": "Alpha", "colour": "red"}, today=TODAY).rows[0].id
    assert [(c.field.name, c.text) for c in custom_of(coloured, alpha)] == [("Colour", "red")]
    set_fields(coloured, "product", alpha, {"notes": "x", "colour": "blue"}, today=TODAY)
    assert (None, "blue") in told(coloured)
    before = content(coloured)
    remove_row(coloured, "product", alpha, today=TODAY)
    assert custom_of(coloured, alpha) == []
    undo(coloured, today=TODAY)
    assert content(coloured) == before
    set_fields(coloured, "product", alpha, {"colour": ""}, today=TODAY)
    assert custom_of(coloured, alpha) == []
    assert problems_of(coloured, deep=True) == []


def test_a_row_of_nobody_is_not_dropped_from_under_its_values(coloured: Book) -> None:
    alpha = add_row(coloured, "product", {"product": "Alpha", "colour": "red"}, today=TODAY)
    with pytest.raises(StillReferred), coloured.change(Verb.REMOVE, today=TODAY):
        coloured.drop(coloured.find(Product, next(r.id for r in alpha.rows if r.noun is Product)))


def test_a_row_that_becomes_an_accounts_or_nobodys_takes_its_values_along(coloured: Book) -> None:
    file = {"title": "Plan", "place": "/plan", "shelf": "top"}
    uid = next(r.id for r in add_row(coloured, "file", file, today=TODAY).rows if r.noun is File)
    assert (None, "top") in told(coloured)
    set_fields(coloured, "file", uid, {"account": "Orchard Lane"}, today=TODAY)
    assert (ORCHARD, "top") in told(coloured)
    set_fields(coloured, "file", uid, {"account": "Corvid Analytics", "shelf": "low"}, today=TODAY)
    assert (CORVID, "low") in told(coloured)
    set_fields(coloured, "file", uid, {"account": ""}, today=TODAY)
    assert (None, "low") in told(coloured)
    undo(coloured, today=TODAY)
    assert (CORVID, "low") in told(coloured)
    assert problems_of(coloured, deep=True) == []


def test_an_account_lets_go_of_what_a_written_file_says_and_has_it_again(book: Book) -> None:
    done = brought(book, [["Customer"], ["Acme"]], {})
    acme = book.all(Account)[0].id
    with book.change(Verb.ADD, label="a field", today=TODAY):
        book.put(CustomField(id="c-f", of_noun="file", name="Shelf"))
    keep_written(book, WrittenFile("/deck", "ab", FileKind.DECK, Profile.CUSTOMER, acme, TODAY), today=TODAY)
    set_fields(book, "file", book.all(File)[0].id, {"shelf": "top"}, today=TODAY)
    undo(book, done.n, today=TODAY)
    assert (told(book), [f.account for f in book.all(File)]) == ([(None, "top")], [None])
    redo(book, today=TODAY)
    assert (told(book), [f.account for f in book.all(File)]) == ([(acme, "top")], [acme])
    keep_written(book, WrittenFile("/deck", "cd", FileKind.DECK, Profile.BOARD, None, TODAY), today=TODAY)
    assert told(book) == [(None, "top")]


def test_a_product_that_stays_when_its_import_goes_keeps_what_it_says(book: Book) -> None:
    taken(book, PRODUCTS, "product", {"columns:List:unknown": "custom"})
    alpha = next(p.id for p in book.all(Product) if p.product == "Alpha")
    number = book.rows("SELECT max(n) FROM operations")[0][0]
    set_fields(book, "product", alpha, {"notes": "ours"}, today=TODAY)
    undo(book, number, today=TODAY, keep=True)
    assert [p.product for p in book.all(Product)] == ["Alpha"]
    assert told(book) == [(None, "red")]
    assert problems_of(book, deep=True) == []


def test_two_accounts_become_one_and_what_is_nobodys_stays_nobodys(coloured: Book) -> None:
    add_row(
        coloured, "file", {"title": "Plan", "place": "/p", "account": ORCHARD, "shelf": "top"}, today=TODAY
    )
    add_row(coloured, "file", {"title": "Board", "place": "/b", "shelf": "low"}, today=TODAY)
    merge(coloured, "account", CORVID, ORCHARD, {}, today=TODAY)
    assert {(CORVID, "top"), (None, "low")} <= set(told(coloured))
    assert problems_of(coloured, deep=True) == []


def test_an_account_goes_with_its_own_values_and_no_others(coloured: Book) -> None:
    acme = add_row(coloured, "account", {"account": "Acme", "sign": "Leo"}, today=TODAY)
    add_row(coloured, "file", {"title": "Board", "place": "/b", "shelf": "low"}, today=TODAY)
    uid = AccountId(next(r.id for r in acme.rows if r.noun is Account))
    remove_row(coloured, "account", uid, today=TODAY)
    assert (None, "low") in told(coloured)
    assert uid not in {account for account, _ in told(coloured)}


def test_it_is_asked_by_sql_and_is_in_every_kind_of_export(coloured: Book, tmp_path: Path) -> None:
    add_row(coloured, "product", {"product": "Alpha", "colour": "red"}, today=TODAY)
    query = """SELECT p.product, v.value FROM custom_values v JOIN products p ON p.uid = v.row
        JOIN custom_fields f ON f.pk = v.field WHERE f.name = 'Colour' AND v.account IS NULL"""
    assert ask(coloured, query, limit=5).rows == [("Alpha", "red")]
    for name in ("book.json", "products.csv"):
        export_book(coloured, tmp_path / name, nouns=["product"] if ".csv" in name else None, today=DAY)
    assert (
        '"account": null' in (tmp_path / "book.json").read_text(encoding="utf-8").split('"custom_values"')[1]
    )
    head, *rows = (tmp_path / "products.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "Colour (custom)" in head
    assert any("Alpha" in row and "red" in row for row in rows)


def test_a_search_which_leads_to_accounts_goes_past_it(coloured: Book) -> None:
    add_row(coloured, "product", {"product": "Alpha", "colour": "vermilion"}, today=TODAY)
    assert search(coloured, "vermilion", as_of=TODAY) == ()
    assert problems_of(coloured, deep=True) == []


def test_a_number_of_ones_own_is_a_number_also_there(coloured: Book) -> None:
    with coloured.change(Verb.ADD, label="a field", today=TODAY):
        coloured.put(CustomField(id="c-n", of_noun="product", name="Weight", kind=CustomKind.NUMBER))
    with pytest.raises(FieldRefused):
        add_row(coloured, "product", {"product": "Alpha", "weight": "heavy"}, today=TODAY)
    add_row(coloured, "product", {"product": "Alpha", "weight": "12,5"}, today=TODAY)
    assert (None, "12.5") in told(coloured)


def test_the_workbook_brings_them_into_another_book(coloured: Book, tmp_path: Path) -> None:
    add_row(coloured, "product", {"product": "Alpha", "colour": "red"}, today=TODAY)
    add_row(coloured, "file", {"title": "Board", "place": "/b", "shelf": "low"}, today=TODAY)
    export_book(coloured, tmp_path / "book.xlsx", today=DAY)
    with Book.in_memory() as other:
        made = plan_import(other, read_files([tmp_path / "book.xlsx"], day=DAY), {}, today=DAY)
        apply_import(other, made, today=DAY)
        assert {(None, "red"), (None, "low")} <= set(told(other))
        assert problems_of(other, deep=True) == []
        again = plan_import(other, read_files([tmp_path / "book.xlsx"], day=DAY), {}, today=DAY)
        assert (again.open, again.values) == ((), ())
