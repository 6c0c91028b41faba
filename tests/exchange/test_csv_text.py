"""CSV: whatever program wrote it, the cells come in as typed, and what was guessed is told."""

import json
from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.errors import CsvQuoteNotClosed, WorkbookTooLarge
from csdesk.domain.imports.cells.grid import Source, Value
from csdesk.exchange.limits import Limits
from csdesk.exchange.reading import read

DAY = date(2025, 11, 24)


def seen(tmp_path: Path, data: bytes, name: str = "list.csv") -> Source:
    path = tmp_path / name
    path.write_bytes(data)
    return read(path, day=DAY)


def rows(tmp_path: Path, data: bytes) -> list[tuple[Value, ...]]:
    return list(seen(tmp_path, data).grids[0].rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_an_encoding_is_found_and_told(tmp_path: Path, encoding: str) -> None:
    source = seen(tmp_path, "Firma;Stadt\r\nMüller & Söhne;Zürich\r\n".encode(encoding))
    assert source.grids[0].rows == (("Firma", "Stadt"), ("Müller & Söhne", "Zürich"))
    assert (source.encoding, source.delimiter) == (encoding, ";")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_delimiter_is_found_and_told(tmp_path: Path, delimiter: str) -> None:
    lines = [["Name", "MRR", "Note"], ["Acme", "1234", "a"], ["Bolt", "99", "b"]]
    source = seen(tmp_path, "\n".join(delimiter.join(line) for line in lines).encode())
    assert source.delimiter == delimiter
    assert source.grids[0].rows[1] == ("Acme", "1234", "a")


def test_decimal_commas_do_not_make_a_comma_the_delimiter(tmp_path: Path) -> None:
    source = seen(tmp_path, b"Name;MRR;ARR\nAcme;1,50;18,00\nBolt;2,50;30,00\nCorvid;3;36\n")
    assert (source.delimiter, source.grids[0].rows[1]) == (";", ("Acme", "1,50", "18,00"))


def test_a_line_that_tells_the_delimiter_is_obeyed_and_is_no_row(tmp_path: Path) -> None:
    assert rows(tmp_path, b"sep=|\r\na,b|c\r\n") == [("a,b", "c")]


def test_one_column_needs_no_delimiter(tmp_path: Path) -> None:
    assert rows(tmp_path, b"Name\nAcme\n") == [("Name",), ("Acme",)]


def test_mixed_line_ends_and_blank_lines_keep_every_row_in_its_place(tmp_path: Path) -> None:
    assert rows(tmp_path, b"a,b\r\n1,2\n\n3,4\r5,6") == [("a", "b"), ("1", "2"), (), ("3", "4"), ("5", "6")]


def test_short_and_long_rows_are_not_shifted(tmp_path: Path) -> None:
    assert rows(tmp_path, b"a,b,c\n1\n1,2,3,4\n") == [("a", "b", "c"), ("1",), ("1", "2", "3", "4")]


def test_a_quote_that_is_never_closed_is_named_with_its_line(tmp_path: Path) -> None:
    data = b'name,note\nAcme,"two\nlines"\nBolt,"never closed\nCorvid,x\nDelta,y\n'
    with pytest.raises(CsvQuoteNotClosed) as refused:
        seen(tmp_path, data)
    assert refused.value.facts["line"] == 4
    assert refused.value.where == "list.csv, line 4"


def test_a_quote_inside_a_row_of_several_lines_is_found_in_its_own_line(tmp_path: Path) -> None:
    with pytest.raises(CsvQuoteNotClosed) as refused:
        seen(tmp_path, b'a,b\n"one\ntwo","open\nx\n')
    assert refused.value.facts["line"] == 3


def test_nothing_is_eaten_by_quotes_and_delimiters_inside_text(tmp_path: Path) -> None:
    assert rows(tmp_path, b'a,b\n"x, ""y""",z\n') == [("a", "b"), ('x, "y"', "z")]


def test_the_mark_before_a_formula_is_taken_off_again(tmp_path: Path) -> None:
    assert rows(tmp_path, b"a,b\n'=1+1,'tis\n")[1] == ("=1+1", "'tis")


def test_nul_and_control_characters_are_taken_out_and_counted(tmp_path: Path) -> None:
    grid = seen(tmp_path, b"a,b\nAc\x00me,x\x07y\n").grids[0]
    assert grid.rows[1] == ("Acme", "xy")
    assert grid.notes == ("2 control characters removed",)


def test_bytes_that_no_encoding_knows_are_counted(tmp_path: Path) -> None:
    grid = seen(tmp_path, b"a,b\nM\xfcller,\x81x\n").grids[0]
    assert grid.rows[1] == ("Müller", "\ufffdx")
    assert grid.notes[1:] == ("1 character cannot be read in cp1252",)


def test_an_encoding_that_is_only_supposed_is_told_with_examples(tmp_path: Path) -> None:
    grid = seen(tmp_path, "Firma,Stadt\nMüller,Köln\n".encode("cp1252")).grids[0]
    (note,) = grid.notes
    assert note.endswith("read as cp1252, such as “Müller”, “Köln”")
    assert seen(tmp_path, b"Name,City\nAcme,Rome\n").grids[0].notes == ()


def test_a_word_of_a_hundred_thousand_letters_does_not_hide_the_odd_one_after_it(tmp_path: Path) -> None:
    (note,) = seen(tmp_path, b"Name\n" + b"a" * 100_000 + b",M\xfcller\n").grids[0].notes
    assert note.endswith("such as “Müller”")  # quadratic work would take a minute


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_letters_of_any_script_are_found_without_a_mark(tmp_path: Path, encoding: str) -> None:
    source = seen(tmp_path, "Имя,Город\nИван,東京\n".encode(encoding))
    assert (source.encoding, source.grids[0].rows[1]) == (encoding, ("Иван", "東京"))


def test_a_little_damage_does_not_spoil_all_the_other_letters(tmp_path: Path) -> None:
    source = seen(tmp_path, "Müller,Köln,Zürich\n".encode() + b"Jos\xe9,x,y\n")
    assert source.encoding == "utf-8"
    assert source.grids[0].rows == (("Müller", "Köln", "Zürich"), ("Jos\ufffd", "x", "y"))
    assert source.grids[0].notes == ("1 character cannot be read in utf-8",)


def test_a_field_longer_than_the_usual_limit_of_readers_is_read(tmp_path: Path) -> None:
    long = "x" * 200_000
    assert rows(tmp_path, f"a,b\n{long},1\n".encode())[1] == (long, "1")


def test_a_field_beyond_our_own_limit_is_refused_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"a,b\n" + b"x" * 2_000_000 + b",1\n")
    with pytest.raises(WorkbookTooLarge) as refused:
        read(path, day=DAY)
    assert refused.value.where == "long.csv, row 2"


def test_a_large_file_is_read_by_the_reading_process_to_the_same_rows(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Firma;é\n=1+1;\t\n".encode("cp1252"))
    assert read(path, day=DAY, limits=Limits(csv_here=0)) == read(path, day=DAY)


def test_files_made_to_break_readers_come_out_as_their_authors_say(real_files: Path) -> None:
    spectrum = sorted((real_files / "torture_csv" / "csv-spectrum").glob("*.csv"))
    assert len(spectrum) >= 6
    for path in spectrum:
        header, *body = read(path, day=DAY).grids[0].rows
        names = list(map(str, header))
        assert all(len(row) <= len(names) for row in body)
        got = [{n: row[at] or "" if at < len(row) else "" for at, n in enumerate(names)} for row in body]
        assert got == json.loads(path.with_suffix(".json").read_text(encoding="utf-8")), path.name
