"""How a text table is read can be said: what was found is shown, and another encoding or delimiter changes it."""

from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.errors import NoSuchDelimiter, NoSuchEncoding
from csdesk.exchange.how import ENCODINGS, How
from csdesk.exchange.limits import Limits
from csdesk.exchange.reading import read

DAY = date(2025, 11, 24)


def written(folder: Path, data: bytes) -> Path:
    path = folder / "list.csv"
    path.write_bytes(data)
    return path


def test_an_encoding_that_is_said_stands_over_the_one_that_was_found(tmp_path: Path) -> None:
    path = written(tmp_path, "Firma\nŁódź\n".encode("cp1250"))
    assert read(path, day=DAY).encoding == "cp1252"
    said = read(path, day=DAY, how=How(encoding="windows-1250"))
    assert (said.encoding, said.grids[0].rows[1]) == ("cp1250", ("Łódź",))


@pytest.mark.parametrize(("word", "sign"), [("semicolon", ";"), (";", ";"), ("Tab", "\t"), ("^", "^")])
def test_a_delimiter_that_is_said_stands_over_the_one_that_was_found(
    tmp_path: Path, word: str, sign: str
) -> None:
    path = written(tmp_path, f"a,b{sign}c,d\n1,2{sign}3,4\n".encode())
    source = read(path, day=DAY, how=How(delimiter=word))
    assert (source.delimiter, source.grids[0].rows[0]) == (sign, ("a,b", "c,d"))


def test_what_is_said_reaches_the_reading_process(tmp_path: Path) -> None:
    path = written(tmp_path, "Firma;Łódź\n-;\t\n".encode("cp1250"))
    how = How(encoding="cp1250", delimiter=";")
    assert read(path, day=DAY, how=how, limits=Limits(csv_here=0)) == read(path, day=DAY, how=how)


def test_bytes_that_the_encoding_does_not_know_are_counted(tmp_path: Path) -> None:
    path = written(tmp_path, "Name\nMüller\nSöhne\n".encode("cp1252"))
    assert read(path, day=DAY, how=How(encoding="utf-8")).grids[0].notes == (
        "2 characters cannot be read in utf-8",
    )


@pytest.mark.parametrize("name", ["klingon", "hex", "rot13", "utf-7", "unicode_escape", "idna", "\0"])
def test_what_is_no_encoding_of_a_table_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoSuchEncoding):
        read(written(tmp_path, b"a\n"), day=DAY, how=How(encoding=name))


@pytest.mark.parametrize("sign", ["ab", '"', "\n", "", "a", "7"])
def test_what_cannot_stand_between_cells_is_refused(tmp_path: Path, sign: str) -> None:
    path = written(tmp_path, b"a\n")
    if not sign:
        assert read(path, day=DAY, how=How(delimiter=sign)).delimiter == ","
        return
    with pytest.raises(NoSuchDelimiter):
        read(path, day=DAY, how=How(delimiter=sign))


def test_every_encoding_that_is_offered_is_one() -> None:
    assert all(How(encoding=name).checked().encoding for name in ENCODINGS)
