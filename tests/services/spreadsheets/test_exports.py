"""Exports: whatever is in the book comes out, exact, safe to open, and the same twice."""

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import (
    ExportKindUnknown,
    NoSuchNoun,
    NotWritten,
    OneNounPerCsv,
    WorkbookTooLarge,
)
from csdesk.domain.fields import Kind, Noun, noun_of
from csdesk.domain.ids import AccountId, ContactId, ProductId, SubscriptionId
from csdesk.domain.money import to_minor
from csdesk.domain.nouns import NOUNS
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Period, Step, Subscription
from csdesk.domain.touches import Touch
from csdesk.exchange.limits import DEFAULT
from csdesk.exchange.reading import read
from csdesk.services.spreadsheets.exports import export_book
from csdesk.store.book import Book
from tests.services.round_trip import fill

DAY = date(2025, 11, 24)


@pytest.fixture
def filled(book: Book) -> Book:
    corvid, yen = AccountId("a-1"), AccountId("a-2")
    line = SubscriptionId("s-1")
    with book.change(Verb.ADD, label="test", today=DAY):
        book.put_all(
            [
                Account(id=corvid, account="Corvid Analytics", employees=40, notes='=HYPERLINK("x")'),
                Account(id=yen, account="Yen & Söhne", parent=corvid, currency="JPY"),
                Contact(id=ContactId("c-1"), account=corvid, name="Ana Duarte"),
                Product(id=ProductId("p-1"), product="Team"),
                Subscription(
                    id=line, account=yen, product=ProductId("p-1"), period=Period.MONTH, currency="JPY"
                ),
                Step(id="x-1", subscription=line, from_=DAY, quantity=Decimal("2.50"), amount=75000),
                Touch(id="t-1", account=corvid, on=DAY, summary="Agreed", contacts=(ContactId("c-1"),)),
            ]
        )
    return book


def written(book: Book, path: Path, *nouns: str) -> dict[str, Any]:
    export_book(book, path, nouns=nouns or None, today=DAY)
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return facts


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_json_holds_every_noun_under_its_table_and_every_field_under_its_key(
    filled: Book, tmp_path: Path
) -> None:
    facts = written(filled, tmp_path / "all.json")
    assert list(facts) == ["csdesk", "as_of", *(noun_of(n).table for n in NOUNS)]
    assert facts["as_of"] == "2025-11-24"
    keys = {f.key for f in noun_of(Account).fields}
    assert keys <= set(facts["accounts"][0])
    for noun in NOUNS:
        assert len(facts[noun_of(noun).table]) == len(filled.all(noun))


def test_a_reference_is_the_name_with_the_id_beside_it(filled: Book, tmp_path: Path) -> None:
    facts = written(filled, tmp_path / "all.json")
    assert (facts["accounts"][1]["parent"], facts["accounts"][1]["parent_id"]) == ("Corvid Analytics", "a-1")
    assert facts["touches"][0]["contacts"] == ["Ana Duarte"]
    assert facts["touches"][0]["contacts_ids"] == ["c-1"]
    assert facts["subscriptions"][0]["product"] == "Team"


def test_an_amount_has_the_digits_of_its_own_currency(filled: Book, tmp_path: Path) -> None:
    step = written(filled, tmp_path / "all.json")["steps"][0]
    assert step["amount"] == "75000"
    assert step["quantity"] == "2.50"


def test_unknown_is_null_and_never_zero(filled: Book, tmp_path: Path) -> None:
    account = written(filled, tmp_path / "all.json")["accounts"][1]
    assert account["employees"] is None
    export_book(filled, tmp_path / "a.csv", today=DAY)
    assert rows(tmp_path / "a.csv")[1]["Employees"] == ""


def test_csv_is_the_accounts_unless_another_noun_is_named(filled: Book, tmp_path: Path) -> None:
    done = export_book(filled, tmp_path / "a.csv", today=DAY)
    assert (done.sheets, done.rows) == (("Accounts",), 2)
    export_book(filled, tmp_path / "t.csv", nouns=["touch"], today=DAY)
    assert rows(tmp_path / "t.csv")[0]["Account"] == "Corvid Analytics"


def test_a_zip_holds_every_sheet_as_csv(filled: Book, tmp_path: Path) -> None:
    done = export_book(filled, tmp_path / "all.zip", today=DAY)
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert tuple(archive.namelist()) == tuple(f"{sheet}.csv" for sheet in done.sheets)
        touches = archive.read("Touches.csv").decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(touches, newline="")))["Summary"] == "Agreed"


def test_text_that_looks_like_a_formula_is_guarded_in_csv_and_untouched_in_json(
    filled: Book, tmp_path: Path
) -> None:
    export_book(filled, tmp_path / "a.csv", today=DAY)
    assert rows(tmp_path / "a.csv")[0]["Notes"] == '\'=HYPERLINK("x")'
    assert written(filled, tmp_path / "a.json")["accounts"][0]["notes"] == '=HYPERLINK("x")'


def test_two_accounts_of_one_name_are_told_apart_by_their_ids(filled: Book, tmp_path: Path) -> None:
    twin = Account(id=AccountId("a-3"), account="corvid analytics")
    with filled.change(Verb.ADD, today=DAY):
        filled.put(twin)
    export_book(filled, tmp_path / "t.csv", nouns=["touch"], today=DAY)
    assert rows(tmp_path / "t.csv")[0]["Account"] == "a-1"


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx", "zip"])
def test_the_same_book_and_day_give_the_same_bytes(filled: Book, tmp_path: Path, ending: str) -> None:
    first = export_book(filled, tmp_path / f"1.{ending}", today=DAY)
    second = export_book(filled, tmp_path / f"2.{ending}", today=DAY)
    assert first.sha256 == second.sha256
    assert hashlib.sha256((tmp_path / f"1.{ending}").read_bytes()).hexdigest() == first.sha256


def test_a_workbook_has_a_table_per_noun_and_no_formula(filled: Book, tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "all.xlsx"
    done = export_book(filled, path, today=DAY)
    book = openpyxl.load_workbook(path)
    shown = [s.title for s in book if s.sheet_state == "visible"]
    assert tuple(shown) == (*done.sheets, "About the columns")
    accounts = book["Accounts"]
    assert [t.ref for t in accounts.tables.values()] == [accounts.dimensions]
    cells = [c for sheet in book.worksheets for row in sheet.iter_rows() for c in row]
    assert any(c.value == '=HYPERLINK("x")' for c in cells)
    assert not [c for c in cells if c.data_type == "f"]
    assert book["Touches"]["C2"].value == datetime(2025, 11, 24)
    with zipfile.ZipFile(path) as parts:
        assert b"2025-11-24T00:00:00Z" in parts.read("docProps/core.xml")


def test_an_exported_workbook_is_read_back_as_it_was_written(filled: Book, tmp_path: Path) -> None:
    from csdesk.exchange.reading import read_here

    export_book(filled, tmp_path / "all.xlsx", today=DAY)
    source = read_here(tmp_path / "all.xlsx", day=DAY)
    touches = next(g for g in source.grids if g.name == "Touches")
    assert touches.rows[1][:3] == ("t-1", "Corvid Analytics", DAY)
    assert source.on == DAY


def test_instants_come_out_in_utc(filled: Book, tmp_path: Path) -> None:
    from csdesk.domain.tickets import Ticket

    opened = datetime(2025, 11, 20, 9, 30, tzinfo=UTC)
    with filled.change(Verb.ADD, today=DAY):
        filled.put(Ticket(id="k", account=AccountId("a-1"), subject="Down", opened_at=opened))
    assert written(filled, tmp_path / "a.json")["tickets"][0]["opened_at"] == "2025-11-20T09:30:00+00:00"


def test_several_nouns_do_not_fit_in_one_csv(filled: Book, tmp_path: Path) -> None:
    with pytest.raises(OneNounPerCsv):
        export_book(filled, tmp_path / "a.csv", nouns=["account", "contact"], today=DAY)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_noun_or_ending_is_refused_by_name(filled: Book, tmp_path: Path) -> None:
    with pytest.raises(NoSuchNoun, match="deal"):
        export_book(filled, tmp_path / "a.csv", nouns=["deal"], today=DAY)
    with pytest.raises(ExportKindUnknown):
        export_book(filled, tmp_path / "a.docx", today=DAY)


def test_a_folder_that_is_gone_is_one_sentence(filled: Book, tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="folder"):
        export_book(filled, tmp_path / "gone" / "a.csv", today=DAY)


def test_json_holds_enough_to_make_every_row_again(book: Book, tmp_path: Path) -> None:
    fill(book)
    facts = written(book, tmp_path / "all.json")
    currencies = {line["id"]: line["currency"] for line in facts["subscriptions"]}
    for noun in map(noun_of, NOUNS):
        made = [noun.type(**_made(row, noun, currencies)) for row in facts[noun.table]]
        assert made == book.all(noun.type)
    assert facts["custom_values"]


def _made(row: dict[str, Any], noun: Noun, currencies: dict[str, str]) -> dict[str, Any]:
    """The attributes of a row, from its facts alone."""
    made = {}
    for field in noun.fields:
        key = {Kind.REFERENCE: f"{field.key}_id", Kind.REFERENCES: f"{field.key}_ids"}.get(
            field.kind, field.key
        )
        said = row[key]
        currency = row.get("currency") or currencies.get(row.get("subscription_id") or "") or "USD"
        readers: dict[Kind, Any] = {
            Kind.DAY: date.fromisoformat,
            Kind.INSTANT: datetime.fromisoformat,
            Kind.EXACT: Decimal,
            Kind.MONEY: lambda text, code=currency: to_minor(Decimal(text), code),
            Kind.CHOICE: field.choices,
            Kind.CHOICES: lambda words, of=field.choices: tuple(map(of, words)),
            Kind.REFERENCES: tuple,
        }
        read = readers.get(field.kind)
        made[field.name] = said if said is None or read is None else read(said)
    return made


@pytest.mark.parametrize("name", ["book.xlsx", "book.csv"])
def test_a_file_that_is_too_large_to_come_back_says_so(name: str, filled: Book, tmp_path: Path) -> None:
    path = tmp_path / name
    assert export_book(filled, path, today=DAY).notes == ()
    less = replace(DEFAULT, file=path.stat().st_size - 1)
    (said,) = export_book(filled, path, today=DAY, limits=less).notes
    assert f"{name} has 1 MB" in said
    assert "cannot come back" in said
    with pytest.raises(WorkbookTooLarge):
        read(path, day=DAY, limits=less)


def test_what_is_not_meant_to_come_back_is_as_large_as_it_is(filled: Book, tmp_path: Path) -> None:
    none = replace(DEFAULT, file=0)
    assert export_book(filled, tmp_path / "book.json", today=DAY, limits=none).notes == ()
    assert export_book(filled, tmp_path / "then.xlsx", today=DAY, as_of=DAY, limits=none).notes == ()
