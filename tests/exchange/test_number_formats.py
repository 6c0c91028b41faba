"""A currency that only the format of a cell shows is told, alike in every kind of workbook."""

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from csdesk.exchange.findings import Findings
from csdesk.exchange.number_formats import currency_shown, shown_as
from csdesk.exchange.reading import read, read_here

DAY = date(2025, 11, 24)
KEPT = Path(__file__).parent / "kept"
SHOWN = {
    (1, 1, 2, "GBP"), (4, 1, 4, "GBP"), (1, 2, 2, "SEK"), (4, 2, 4, "SEK"), (1, 3, 2, "EUR"),
    (1, 6, 2, "USD"), (4, 6, 4, "USD"),
}  # fmt: skip
"""As first row, column, last row: the third customer's amounts are plain, and one of euros is a word."""


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_amounts_that_are_shown_with_a_currency_are_told_in_every_kind(kind: str) -> None:
    assert set(read_here(KEPT / f"shown.{kind}", day=DAY).grids[0].shown) == SHOWN


def test_the_reading_process_tells_the_same() -> None:
    path = KEPT / "shown.xlsx"
    assert read(path, day=DAY).grids[0].shown == read_here(path, day=DAY).grids[0].shown


def test_a_long_column_in_one_currency_is_one_piece(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number in range(1, 3001):
        sheet.append([f"Customer {number}", 100])
        sheet.cell(number, 2).number_format = "[$€-407] #,##0"
    book.save(tmp_path / "long.xlsx")
    assert read_here(tmp_path / "long.xlsx", day=DAY).grids[0].shown == ((0, 1, 2999, "EUR"),)


@pytest.mark.parametrize(
    ("code", "currency"),
    [
        ("_-* #,##0.00\\ [$€-407]_-", "EUR"), ('_("$"* #,##0.00_)', "$"), ("[$$-409]#,##0", "USD"),
        ("[$$-1009]#,##0", "CAD"), ("#,##0\\ [$kr-406]", "DKK"), ('#,##0 "kr"', "kr"), ('"CHF" #,##0', "CHF"),
        ('"R"#,##0.00', "ZAR"), ('#,##0,"k €"', "EUR"), ("[$¥-804]#,##0", "CNY"), ("\\$#,##0", "$"),
        ('"a;b" #,##0 €', "EUR"), ('[=0]"-";#,##0 €', "EUR"), ('$#,##0" CAD"', "CAD"), ('#,##0 "EUR p.a."', "EUR"),
        ('"per $" 0', "$"), ("[$€-x-euro2]#,##0", "EUR"), ("[$$-en-US]#,##0", "$"), ('0 "k";0 "r €"', "EUR"),
    ],
)  # fmt: skip
def test_a_currency_in_a_number_format_is_read_by_its_sign_its_code_and_its_country(
    code: str, currency: str
) -> None:
    assert currency_shown(code) == currency


@pytest.mark.parametrize(
    "code",
    [
        "General", "@", "#,##0.00", "0%", "[$-409]d-mmm-yy;@", "[$-en-US]mmm d",
        '0 "k";0 "r"', '#,##0 "kg"', '0.0 "h"', "[Red]-#,##0", 'd "de" mmmm',
        "_-* #,##0.00\\ _€_-;\\-* #,##0.00\\ _€_-", '#,##0 "Seats"', '"', "\\",
    ],
)  # fmt: skip
def test_units_places_of_dates_and_room_for_a_sign_are_no_currency(code: str) -> None:
    assert currency_shown(code) is None


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('0 "k€"', "EUR k"), ('#,##0" TEUR"', "EUR k"), ('0.0 "Mio €"', "EUR M"), ('0"M"', "M"), ("0\\k", "k"),
        ('0 "tsd."', "k"), ('[$€-407] #,##0 "k"', "EUR k"), ('0 "k";0 "r"', "k"),
        ('0.0,"k€"', "EUR"), ('#,##0,"k"', None), ('0.0,,"M"', None), ('[>=1000]#,##0,"k";0', None),
        ('0 "€/m"', "EUR"), ('#,##0 "kg"', None), ("General", None),
    ],
)  # fmt: skip
def test_thousands_behind_a_number_that_the_format_does_not_divide_are_told(
    code: str, said: str | None
) -> None:
    assert shown_as(code) == said


def test_a_workbook_tells_what_it_shows_in_thousands(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number, code in enumerate(('0 "k€"', '0.0,"k€"', '0 "k"'), 1):
        sheet.cell(number, 1, 12).number_format = code
    book.save(tmp_path / "k.xlsx")
    shown = read_here(tmp_path / "k.xlsx", day=DAY).grids[0].shown
    assert shown == ((0, 0, 0, "EUR k"), (1, 0, 1, "EUR"), (2, 0, 2, "k"))


def test_rows_that_are_alike_in_an_open_document_are_all_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(KEPT / "shown.ods") as there, zipfile.ZipFile(tmp_path / "alike.ods", "w") as made:
        for name in there.namelist():
            text = there.read(name)
            if name == "content.xml":
                row = re.compile(
                    rb"<table:table-row[^>]*>(?:(?!</table:table-row>).)*office:currency.*?</table:table-row>",
                    re.DOTALL,
                )
                text = row.sub(
                    lambda m: m[0].replace(
                        b"<table:table-row", b'<table:table-row table:number-rows-repeated="3"', 1
                    ),
                    text,
                    count=1,
                )
            made.writestr(name, text)
    assert (1, 1, 4, "GBP") in read_here(tmp_path / "alike.ods", day=DAY).grids[0].shown


def test_every_amount_of_a_long_list_in_two_currencies_is_told() -> None:
    found = Findings()
    for row in range(30_000):
        found.shown.add(row, 1, "EUR" if row % 2 else "GBP")
    assert len(found.shown.all) == 30_000


def test_attributes_in_single_quotes_are_found_too(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(KEPT / "shown.xlsx") as there,
        zipfile.ZipFile(tmp_path / "quotes.xlsx", "w") as made,
    ):
        for name in there.namelist():
            text = there.read(name)
            made.writestr(name, re.sub(rb' s="(\d+)"', rb" s='\1'", text) if "sheets/" in name else text)
    assert set(read_here(tmp_path / "quotes.xlsx", day=DAY).grids[0].shown) == SHOWN
