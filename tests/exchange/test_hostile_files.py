"""Hostile files: each is refused for a reason that a person can act on, and none takes csdesk with it."""

import random
import struct
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from csdesk import wording
from csdesk.domain.errors import (
    ChangedWhileRead,
    CsdeskError,
    FileMissing,
    MarkOfAnOpenFile,
    NoPermission,
    NotAWorkbook,
    OpenElsewhere,
    OtherKindOfFile,
    StillDownloading,
    WorkbookDamaged,
    WorkbookProtected,
    WorkbookTooLarge,
    WorkbookTooSlow,
    WorkbookUnsafe,
)
from csdesk.exchange.child import read_in_child
from csdesk.exchange.limits import DEFAULT, MIB, Limits
from csdesk.exchange.lines import within
from csdesk.exchange.reading import lines_here, read, read_here
from tests.exchange.crafted import MAIN, RELATIONS, sheet, workbook
from tests.systems import forbidding

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
        ("a.xls", b"\xff\xfe<\0h\0t\0m\0l\0>\0", "a web page"),
        ("a.xls", b"MIME-Version: 1.0\nContent-Type: multipart/related", "a web page saved as one file"),
        (
            "a.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "an XML spreadsheet of Excel 2003",
        ),
        ("a.xlsx", b'{"customers": []}', "a JSON file"),
        ("a.csv", b"BEGIN:VCARD\nFN:Ana", "a list of contacts (vCard)"),
        ("a.xlsx", bytes(900), "a row of zeros, as of a download or copy that was not finished"),
    ],
)
def test_another_kind_of_file_is_named_for_what_it_is(
    tmp_path: Path, name: str, data: bytes, kind: str
) -> None:
    (tmp_path / name).write_bytes(data)
    error = refused(tmp_path / name)
    assert isinstance(error, OtherKindOfFile)
    assert error.facts["kind"] == kind


@pytest.mark.parametrize("name", [".~lock.a.xlsx#", "~$a.xlsx"])
def test_the_mark_of_an_open_workbook_says_to_take_the_workbook_itself(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x04Dana   ")
    error = refused(tmp_path / name)
    assert isinstance(error, MarkOfAnOpenFile)
    assert "import the workbook itself" in wording.next_step(error)


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("word/document.xml", "a Word document"),
        ("ppt/a.xml", "a PowerPoint file"),
        ("Index/Document.iwa", "an Apple Numbers"),
        ("Index/Tables/Tile.iwa", "an Apple Numbers"),
        ("a", "a zip"),
        ("export/customers.csv", "a zip archive with tables in it"),
    ],
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


@pytest.mark.parametrize(
    ("stream", "kind"),
    [
        ("WordDocument", "a Word document"),
        ("__substg1.0_0037001F", "a mail"),
        ("Nothing", "an old Office file"),
    ],
)
def test_another_file_of_streams_is_named_for_what_it_is(tmp_path: Path, stream: str, kind: str) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1024) + stream.encode("utf-16-le"))
    assert str(refused(path).facts["kind"]).startswith(kind)


@pytest.mark.parametrize("ending", ["crdownload", "part", "download"])
def test_a_download_that_is_not_whole_says_so(tmp_path: Path, ending: str) -> None:
    path = workbook(tmp_path / f"a.xlsx.{ending}", sheet(ONE))
    assert isinstance(refused(path), StillDownloading)


def test_a_workbook_that_was_cut_short_says_that_its_end_is_missing(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", sheet(ONE * 50))
    path.write_bytes(path.read_bytes()[:-100])
    assert "its end is missing" in str(refused(path).facts["reason"])


def test_a_file_that_is_open_elsewhere_is_read_and_says_so(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", sheet(ONE))
    (tmp_path / "~$a.xlsx").write_bytes(b"\x04Dana")
    assert read(path, day=DAY).grids[0].notes == (
        "the file is open in another program: what is not saved there is not read",
    )


def test_a_file_that_excel_keeps_to_itself_is_to_be_closed_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The superuser, too, is kept out of a file that another program has locked, on Windows."""
    path = workbook(tmp_path / "a.xlsx", sheet(ONE))
    (tmp_path / "~$a.xlsx").write_bytes(b"\x04Dana")

    def locked(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", locked)
    assert isinstance(refused(path), OpenElsewhere)


def test_a_file_that_changes_while_it_is_read_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "a.xlsx", sheet(ONE))
    monkeypatch.setattr("csdesk.exchange.reading.read_in_child", lambda file, **_: file.write_bytes(b"PK"))
    assert isinstance(refused(path), ChangedWhileRead)


def test_missing_empty_and_folder_are_told_apart(tmp_path: Path) -> None:
    assert isinstance(refused(tmp_path / "none.xlsx"), FileMissing)
    (tmp_path / "empty.csv").touch()
    assert isinstance(refused(tmp_path / "empty.csv"), NotAWorkbook)
    assert isinstance(refused(tmp_path), NotAWorkbook)


@forbidding
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


def test_fifty_thousand_merged_cells_are_read_and_counted(tmp_path: Path) -> None:
    areas = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 50_001))
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 50_001))
    path = workbook(tmp_path / "merged.xlsx", sheet(rows, after=f"<mergeCells>{areas}</mergeCells>"))
    (note,) = read(path, day=DAY).grids[0].notes
    assert note.endswith("A12:B12 and 49,988 more")


def test_one_text_in_very_many_cells_does_not_take_the_memory(tmp_path: Path) -> None:
    """A text of 32,000 letters, kept once in the file, that a thousand cells point to."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 1_001))
    shared = f'<sst xmlns="{MAIN}"><si><t>{"x" * 32_000}</t></si></sst>'
    path = workbook(tmp_path / "one.xlsx", sheet(cells))
    _add_texts(path, shared.encode())
    with ThreadPoolExecutor(1) as other, pytest.raises(WorkbookTooLarge) as refused:
        list(within(lines_here(path, day=DAY, other=other), 10 * MIB, path.name))
    assert "cells hold more than 10 MB" in str(refused.value.facts["reason"])


def _add_texts(path: Path, shared: bytes) -> None:
    """Give a workbook texts that its cells share."""
    with zipfile.ZipFile(path) as package:
        parts = {n: package.read(n) for n in package.namelist()} | {"xl/sharedStrings.xml": shared}
    rels = "xl/_rels/workbook.xml.rels"
    relation = f'<Relationship Id="r2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Rel'
    parts[rels] = parts[rels].replace(b"</Rel", relation.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def test_a_text_table_of_more_lines_than_a_sheet_has_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_bytes(b"\n" * 102_000)
    assert "more than 1,000 rows" in str(refused(path, Limits(rows=1_000)).facts["reason"])


def test_a_far_away_cell_does_not_take_the_memory(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    path = workbook(tmp_path / "far.xlsx", sheet(rows))
    assert isinstance(refused(path), WorkbookTooLarge)


def test_a_file_may_unpack_to_what_it_truly_holds_and_no_bomb_to_what_it_claims(tmp_path: Path) -> None:
    dice = random.Random(7)
    cell = '<row><c t="inlineStr"><is><t>{}</t></is></c></row>'
    real = workbook(
        tmp_path / "real.xlsx", sheet("".join(cell.format(dice.randbytes(60).hex()) for _ in range(9_000)))
    )
    hollow = workbook(tmp_path / "hollow.xlsx", sheet(cell.format("0" * 120) * 9_000))
    may = [Limits(unpacked=MIB).of_size(path.stat().st_size) for path in (real, hollow)]
    assert len(read_here(real, day=DAY, limits=may[0]).grids[0].rows) == 9_000
    with pytest.raises(WorkbookTooLarge):
        read_here(hollow, day=DAY, limits=may[1])


def test_what_a_file_may_take_follows_from_its_size() -> None:
    assert Limits().of_size(3_000) == Limits()
    large = Limits().of_size(60 * MIB)
    assert (large.seconds, large.unpacked // MIB, large.memory) == (80, 960, Limits().memory)


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


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576"])
def test_one_cell_far_away_alone_takes_no_time(tmp_path: Path, place: str) -> None:
    path = workbook(tmp_path / "far.xlsx", sheet(f'<row><c r="{place}"><v>2</v></c></row>'))
    grid = read(path, day=DAY, limits=Limits(seconds=12)).grids[0]
    assert len(grid.rows) == (1_048_576 if place[0] == "A" else 0)
    assert ("columns after SR left out" in grid.notes) == (place[0] == "X")


def test_columns_that_are_hidden_again_and_again_do_not_take_the_memory(tmp_path: Path) -> None:
    before = "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 3_000 + "</cols>"
    path = workbook(tmp_path / "hidden.xlsx", sheet(ONE, before=before))
    assert read(path, day=DAY, limits=Limits(memory=600 * MIB)).grids[0].notes == ("hidden columns: A",)


def test_the_reading_process_holds_every_limit_that_it_is_given(tmp_path: Path) -> None:
    path = workbook(tmp_path / "two.xlsx", sheet(ONE * 2))
    for limits in (Limits(unpacked=100), Limits(file=100), Limits(entries=1)):
        with pytest.raises(WorkbookTooLarge):
            read_in_child(path, day=DAY, limits=limits)
