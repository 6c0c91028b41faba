"""Custom fields go with their rows: imported, exported, merged, removed, undone, typed."""

from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.custom import CustomField, CustomKind, CustomValue
from csdesk.domain.errors import FieldRefused, NoSuchField, StillReferred
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.cells.grid import Value
from csdesk.services.accounts.merging import merge
from csdesk.services.book.custom import custom_of, custom_values
from csdesk.services.book.custom_typed import set_custom
from csdesk.services.book.editing import remove_row
from csdesk.services.book.history import redo, undo
from csdesk.services.spreadsheets.exports import export_book
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from tests.services.spreadsheets.test_imports import TODAY, brought

HEAD: list[Value] = ["Customer", "ARR", "Zodiac", "Desks"]
KEEP = {"columns:List:unknown": "custom"}


@pytest.fixture
def signs(book: Book) -> Book:
    """Two accounts of whom the book knows things it has no field for."""
    brought(book, [HEAD, ["Acme", 5, "Leo", 12], ["Bolt", 6, None, 30]], KEEP)
    return book


def account(book: Book, name: str) -> Account:
    return next(a for a in book.all(Account) if a.account == name)


def said(book: Book, name: str) -> list[tuple[str, str]]:
    return [(c.field.name, c.text) for c in custom_of(book, account(book, name).id)]


def test_an_account_says_what_its_file_said(signs: Book) -> None:
    assert said(signs, "Acme") == [("Desks", "12"), ("Zodiac", "Leo")]
    assert said(signs, "Bolt") == [("Desks", "30")]
    assert problems_of(signs, deep=True) == []


def test_undo_takes_values_and_fields_back_and_redo_brings_them(signs: Book) -> None:
    undo(signs, today=TODAY)
    assert (signs.all(CustomField), signs.all(CustomValue)) == ([], [])
    redo(signs, today=TODAY)
    assert said(signs, "Acme") == [("Desks", "12"), ("Zodiac", "Leo")]


def test_a_later_file_changes_a_value_and_asks_nothing(signs: Book) -> None:
    brought(signs, [HEAD, ["Acme", 5, "Aries", 12]], {"complete:List:accounts": "part"})
    assert said(signs, "Acme") == [("Desks", "12"), ("Zodiac", "Aries")]
    assert len(signs.all(CustomField)) == 2


def again(book: Book, path: Path) -> list[tuple[str, str]]:
    """What a new book says after a file was read into it with nothing answered."""
    sources = read_files([path], day=TODAY)
    plan = plan_import(book, sources, {}, today=TODAY)
    assert plan.open == ()
    apply_import(book, plan, today=TODAY)
    return said(book, "Acme")


@pytest.mark.parametrize("name", ["book.xlsx", "accounts.csv"])
def test_an_export_brings_them_into_another_book_without_a_question(
    signs: Book, tmp_path: Path, name: str
) -> None:
    export_book(signs, tmp_path / name, nouns=["account"], today=TODAY)
    with Book.in_memory() as other:
        assert again(other, tmp_path / name) == [("Desks", "12"), ("Zodiac", "Leo")]
        assert {f.name: f.kind for f in other.all(CustomField)} == {
            "Zodiac": CustomKind.TEXT,
            "Desks": CustomKind.NUMBER,
        }


def test_a_workbook_of_the_book_changes_nothing_in_it(signs: Book, tmp_path: Path) -> None:
    export_book(signs, tmp_path / "book.xlsx", today=TODAY)
    plan = plan_import(signs, read_files([tmp_path / "book.xlsx"], day=TODAY), {}, today=TODAY)
    assert (plan.open, plan.values) == ((), ())


def test_a_merge_carries_them_and_believes_the_one_that_stays(signs: Book) -> None:
    kept, gone = account(signs, "Bolt"), account(signs, "Acme")
    merge(signs, "account", kept.id, gone.id, {}, today=TODAY)
    assert said(signs, "Bolt") == [("Desks", "30"), ("Zodiac", "Leo")]
    assert problems_of(signs, deep=True) == []
    undo(signs, today=TODAY)
    assert said(signs, "Acme") == [("Desks", "12"), ("Zodiac", "Leo")]


def test_a_row_takes_its_values_with_it(book: Book) -> None:
    with book.change(Verb.ADD, today=TODAY):
        book.put(Account(id=AccountId(book.new_id()), account="Acme"))
    brought(book, [["Customer", "Zodiac"], ["Acme", "Leo"]], KEEP)
    acme = account(book, "Acme")
    remove_row(book, "account", acme.id, today=TODAY)
    assert book.all(CustomValue) == []
    undo(book, today=TODAY)
    assert said(book, "Acme") == [("Zodiac", "Leo")]


def test_a_row_is_not_dropped_from_under_its_values(signs: Book) -> None:
    acme = account(signs, "Acme")
    with pytest.raises(StillReferred), signs.change(Verb.REMOVE, today=TODAY):
        signs.drop(acme)


def test_the_values_of_all_rows_come_by_field(signs: Book) -> None:
    ids = [account(signs, name).id for name in ("Acme", "Bolt")]
    assert custom_values(signs, "account") == {
        "Desks": {ids[0]: "12", ids[1]: "30"},
        "Zodiac": {ids[0]: "Leo"},
    }


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("zodiac", "Aries", ("Zodiac", "Aries")),
        ("Desks", "1,200.5", ("Desks", "1,200.5")),
        ("Desks", "12,5", ("Desks", "12.5")),
        ("Desks", "1.234,56", ("Desks", "1,234.56")),
        ("Desks", "-3", ("Desks", "-3")),
    ],
)
def test_a_value_can_be_typed(signs: Book, name: str, text: str, wanted: tuple[str, str]) -> None:
    set_custom(signs, account(signs, "Acme"), name, text, today=TODAY)
    assert wanted in said(signs, "Acme")
    assert set_custom(signs, account(signs, "Acme"), name, text, today=TODAY) is None


def test_an_empty_text_makes_it_not_known(signs: Book) -> None:
    set_custom(signs, account(signs, "Acme"), "Zodiac", " ", today=TODAY)
    assert said(signs, "Acme") == [("Desks", "12")]


@pytest.mark.parametrize(("name", "error"), [("Desks", FieldRefused), ("Shoes", NoSuchField)])
def test_what_does_not_fit_is_refused(signs: Book, name: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        set_custom(signs, account(signs, "Acme"), name, "many", today=TODAY)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (CustomKind.DAY, "2026-03-31", "31/03"),
        (CustomKind.YES_NO, "Yes", "maybe"),
        (CustomKind.MONEY, "12.50 EUR", "twelve"),
    ],
)
def test_each_kind_takes_its_own(book: Book, kind: CustomKind, good: str, bad: str) -> None:
    acme = Account(id=AccountId(book.new_id()), account="Acme")
    field = CustomField(id="f", of_noun="account", name="X", kind=kind, currency="EUR")
    with book.change(Verb.ADD, today=TODAY):
        book.put_all([acme, field])
    assert set_custom(book, acme, "X", good, today=TODAY) is not None
    with pytest.raises(FieldRefused):
        set_custom(book, acme, "X", bad, today=TODAY)


def test_a_value_whose_row_is_gone_is_found_by_the_check(signs: Book) -> None:
    acme = account(signs, "Acme")
    stray = CustomValue(id="s", field=signs.all(CustomField)[0].id, account=acme.id, row="nobody", value="x")
    with signs.change(Verb.ADD, today=date(2025, 11, 24)):
        signs.put(stray)
    assert [p.code for p in problems_of(signs)] == ["stray_value"]
