"""What a workbook carries besides its cells is never touched, and named."""

from datetime import date
from pathlib import Path

import pytest

from csdesk.exchange.reading import read_here
from tests.exchange.crafted import MAIN, PACKAGE, RELATIONS, sheet, text, workbook

DAY = date(2025, 11, 24)
LINK = "xl/externalLinks/externalLink1.xml"


def notes(path: Path, extra: dict[str, bytes], ending: str = "xlsx") -> tuple[str, ...]:
    rows = '<row r="1">' + text("A1", "Customer") + "</row>"
    return read_here(workbook(path / f"a.{ending}", sheet(rows), extra=extra), day=DAY).grids[0].notes


def outside(target: str) -> bytes:
    one = f'<Relationship Id="r1" Type="{RELATIONS}/x" Target="{target}" TargetMode="External"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{one}</Relationships>'.encode()


def link(inside: str) -> bytes:
    return f'<externalLink xmlns="{MAIN}">{inside}</externalLink>'.encode()


def test_a_link_to_another_workbook_is_named_by_its_file(tmp_path: Path) -> None:
    parts = {
        LINK: link("<externalBook/>"),
        "xl/externalLinks/_rels/externalLink1.xml.rels": outside("file:///C:/Users/dana/Budget%202025.xlsx"),
    }
    assert notes(tmp_path, parts) == ("links to other workbooks ignored: Budget 2025.xlsx",)


def test_a_link_to_another_program_is_named(tmp_path: Path) -> None:
    parts = {LINK: link('<ddeLink ddeService="cmd" ddeTopic="/c calc"/>')}
    assert notes(tmp_path, parts) == ("DDE links to other programs ignored: cmd|/c calc",)


def test_an_ole_link_is_named_by_its_file(tmp_path: Path) -> None:
    rels = {"xl/externalLinks/_rels/externalLink1.xml.rels": outside("\\\\server\\share\\old.doc")}
    assert notes(tmp_path, {LINK: link("<oleLink/>")} | rels) == (
        "OLE links to other files ignored: old.doc",
    )


def test_data_connections_are_named(tmp_path: Path) -> None:
    names = "".join(f'<connection id="{n}" name="Query {n}"/>' for n in range(1, 6))
    parts = {"xl/connections.xml": f'<connections xmlns="{MAIN}">{names}</connections>'.encode()}
    assert notes(tmp_path, parts) == ("data connections ignored: Query 1, Query 2, Query 3 and 2 more",)


def test_embedded_files_are_named(tmp_path: Path) -> None:
    parts = {"xl/embeddings/oleObject1.bin": b"x", "xl/embeddings/Offer.docx": b"y"}
    assert notes(tmp_path, parts) == ("embedded files ignored: oleObject1.bin, Offer.docx",)


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_macros_of_both_kinds_are_said(tmp_path: Path, part: str) -> None:
    assert notes(tmp_path, {part: b"<x/>"}, "xlsm") == ("macros ignored",)


def test_a_damaged_attachment_does_not_keep_the_values_out(tmp_path: Path) -> None:
    assert notes(tmp_path, {"xl/connections.xml": b"<conn"}) == ("data connections ignored: connections.xml",)


def test_a_name_that_no_person_can_read_is_shown_without_its_marks(tmp_path: Path) -> None:
    assert notes(tmp_path, {"xl/embeddings/a\u202eb.bin": b"x"}) == ("embedded files ignored: a·b.bin",)
