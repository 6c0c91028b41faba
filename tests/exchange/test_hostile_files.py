"""Hostile files: each is refused for a reason that a person can act on, and none takes csdesk with it."""

import os
import random
import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest

from csdesk import wording
from csdesk.domain.errors import (
    CsdeskError,
    FileMissing,
    NoPermission,
    NotAWorkbook,
    OtherKindOfFile,
    WorkbookDamaged,
    WorkbookProtected,
    WorkbookTooLarge,
    WorkbookTooSlow,
    WorkbookUnsafe,
)
from csdesk.exchange.limits import DEFAULT, MIB, Limits
from csdesk.exchange.reading import read, read_here
from tests.exchange.crafted import MAIN, sheet, workbook

DAY = date(2025, 11, 24)
ONE = "<row><c><v>1</v></c></row>"


def refused(path: Path, limits: Limits = DEFAULT) -> CsdeskError:
    with pytest.raises(CsdeskError) as caught:
        read(path, day=DAY, limits=limits)
    assert caught.value.exit_code in {2, 77}
    assert path.name in caught.value.where
    assert wording.line(caught.value).count("\n") == 0
    return caught.value


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.xlsx", b"%PDF-1.7 ...", "a PDF document"),
        ("a.xlsx", b"<html><table><tr><td>Acme</td></tr></table></html>", "a web page"),
        ("a.csv", b"\xef\xbb\xbf  <!DOCTYPE html><p>sign in", "a web page"),
        ("a.xlsx", b"Name,MRR\nAcme,1\n", "plain text (perhaps CSV: rename it to .csv)"),
        ("a.csv", b"\x89PNG\r\n\x1a\n....", "a picture (PNG)"),
        ("a.csv", b"SQLite format 3\x00....", "a database (SQLite)"),
        ("a.gsheet", b'{"doc_id": "1x"}', "a link to a Google Sheet"),
        ("~$a.xlsx", b"\x04Dana   ", "the mark that a workbook is open in another program"),
    ],
)
def test_another_kind_of_file_is_named_for_what_it_is(
    tmp_path: Path, name: str, data: bytes, kind: str
) -> None:
    (tmp_path / name).write_bytes(data)
    error = refused(tmp_path / name)
    assert isinstance(error, OtherKindOfFile)
    assert error.facts["kind"] == kind


@pytest.mark.parametrize(
    ("part", "kind"),
    [("word/document.xml", "a Word document"), ("ppt/a.xml", "a PowerPoint file"), ("a", "a zip")],
)
def test_another_package_is_named_for_what_it_is(tmp_path: Path, part: str, kind: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        package.writestr(part, "x")
    error = refused(tmp_path / "a.xlsx")
    assert isinstance(error, OtherKindOfFile)
    assert str(error.facts["kind"]).startswith(kind)


def test_a_workbook_with_a_password_says_so(tmp_path: Path) -> None:
    path = tmp_path / "secret.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1024) + "EncryptedPackage".encode("utf-16-le"))
    assert isinstance(refused(path), WorkbookProtected)


def test_missing_empty_and_folder_are_told_apart(tmp_path: Path) -> None:
    assert isinstance(refused(tmp_path / "none.xlsx"), FileMissing)
    (tmp_path / "empty.csv").touch()
    assert isinstance(refused(tmp_path / "empty.csv"), NotAWorkbook)
    assert isinstance(refused(tmp_path), NotAWorkbook)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n")
    path.chmod(0)
    assert isinstance(refused(path), NoPermission)


def test_a_file_larger_than_the_limit_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "big.xlsx"
    with path.open("wb") as file:
        file.truncate(101 * MIB)
    assert isinstance(refused(path), WorkbookTooLarge)


def test_a_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    bomb = {"xl/media/zeros.bin": bytes(64 * MIB)}
    error = refused(workbook(tmp_path / "bomb.xlsx", sheet(ONE), extra=bomb))
    assert isinstance(error, WorkbookTooLarge)
    assert "too tightly" in str(error.facts["reason"])


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    parts = {f"xl/media/{n}": b"" for n in range(5001)}
    assert isinstance(refused(workbook(tmp_path / "many.xlsx", sheet(ONE), extra=parts)), WorkbookTooLarge)


def test_a_directory_that_lies_about_sizes_is_found_out(tmp_path: Path) -> None:
    path = workbook(tmp_path / "lie.xlsx", sheet(ONE), extra={"xl/zeros.xml": bytes(3 * MIB)})
    data = bytearray(path.read_bytes())
    at = data.rfind(b"xl/zeros.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    struct.pack_into("<I", data, at + 24, 10)
    path.write_bytes(data)
    assert isinstance(refused(path), WorkbookDamaged)


def test_parts_that_overlap_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "lap.xlsx", sheet(ONE), extra={"a": b"x" * 99, "b": b"y" * 99})
    data = bytearray(path.read_bytes())
    first, second = (data.rfind(name) for name in (b"PK\x01\x02", b"PK\x05\x06"))
    before = data.rfind(b"PK\x01\x02", 0, first)
    data[first + 42 : first + 46] = data[before + 42 : before + 46]
    assert second > 0
    path.write_bytes(data)
    assert refused(path).facts == {"reason": "parts of it overlap"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_any_document_type_is_refused(tmp_path: Path, encoding: str) -> None:
    xml = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet xmlns="{MAIN}"/>'
    path = workbook(tmp_path / "dtd.xlsx", sheet(ONE), extra={"xl/theme/theme1.xml": xml.encode(encoding)})
    error = refused(path)
    assert isinstance(error, WorkbookUnsafe)
    assert error.facts["part"] == "xl/theme/theme1.xml"


def test_a_far_away_cell_does_not_take_the_memory(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    path = workbook(tmp_path / "far.xlsx", sheet(rows))
    assert isinstance(refused(path), WorkbookTooLarge)


def test_a_reading_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = workbook(tmp_path / "slow.xlsx", sheet(ONE))
    assert isinstance(refused(path, Limits(seconds=0.001)), WorkbookTooSlow)


def test_a_workbook_cut_anywhere_or_with_broken_bytes_is_read_or_refused_for_a_listed_reason(
    tmp_path: Path,
) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><f>1</f><v>{n}</v></c></row>' for n in range(1, 40))
    whole = workbook(tmp_path / "whole.xlsx", sheet(rows)).read_bytes()
    dice = random.Random(7)
    path = tmp_path / "broken.xlsx"
    told = []
    for n in range(300):
        data = bytearray(whole[: dice.randrange(len(whole))] if n % 3 == 0 else whole)
        for _ in range(dice.randrange(1, 12)):
            if data:
                data[dice.randrange(len(data))] = dice.randrange(256)
        path.write_bytes(data)
        try:
            read_here(path, day=DAY)
        except CsdeskError as error:
            told.append(wording.line(error))
    assert len(told) > 200


@pytest.mark.slow
def test_files_made_to_break_readers_break_nothing(real_files: Path) -> None:
    files = [f for f in sorted(real_files.glob("torture_*/*/*")) if f.suffix != ".json"]
    assert len(files) > 90
    told = {}
    for path in files:
        try:
            read(path, day=DAY)
        except CsdeskError as error:
            told[path.name] = type(error)
    assert told["54764.xlsx"] is WorkbookUnsafe
    assert told["pass_protected.xlsx"] is WorkbookProtected
    assert told["OOM_alloc3.xls"] is WorkbookDamaged
    assert len(told) == 6
