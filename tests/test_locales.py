"""Wherever a computer stands, the same data gives the same answers and the same files."""

from pathlib import Path

from csdesk.services.sample import sample_file
from tests.survival.locales import worked


def test_arabic_digits_and_a_computer_without_utf_8_change_no_byte_of_what_is_written(tmp_path: Path) -> None:
    book = tmp_path / "book.csdesk"
    sample_file(book, accounts=3)
    plain, said_plainly = worked("C", tmp_path / "plain", book)
    arabic, said = worked("Arabic digits", tmp_path / "arabic", book)
    assert arabic == plain
    assert "١" in said
    assert said_plainly.isascii() or "€" in said_plainly
