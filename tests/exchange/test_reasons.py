"""Reasons: whatever a library says of a damaged file, a person reads one of a few plain sentences."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from csdesk.domain.errors import WorkbookDamaged
from csdesk.exchange.reading import read
from csdesk.exchange.reasons import DAMAGED, part_called, reason_of


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("Relationship not found", "it lists a part that is not in it"),
        ("Cfb error: Sector 4294967039 points past end of file", "it is cut off or damaged inside"),
        ("range end index 64 out of range for slice of length 46", "it is cut off or damaged inside"),
        ("ill-formed document: close tag `</row>` does not match", "a part of it is not whole XML"),
        ("Cell string index not found in shared strings table", "a cell points to a text that is not in it"),
        ("Parse float error: invalid float literal", "a number in it is no number"),
        ("invalid Zip archive: Could not find EOCD", "it is not a whole zip file"),
        ("Cell limit exceeded (17179869184 cells requested)", "it claims more cells than a sheet can have"),
        ("the whole console", DAMAGED),
        ("", DAMAGED),
    ],
)
def test_a_library_s_words_become_a_plain_reason(said: str, reason: str) -> None:
    assert reason_of(Exception(said)) == reason


def test_the_name_of_a_part_can_stand_in_a_sentence_whatever_it_holds() -> None:
    assert part_called("xl/sheet\n1\x00.xml") == "xl/sheet·1·.xml"
    assert part_called("x" * 100) == "x" * 59 + "…"


def test_a_length_of_time_that_is_none_is_said(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        page = workbook.add_worksheet()
        page.write_row(0, 0, ["Customer", "Hours"])
        page.write(1, 0, "Acme")
        page.write_number(1, 1, 3e9, workbook.add_format({"num_format": "[h]:mm:ss"}))
    with pytest.raises(WorkbookDamaged) as refused:
        read(path, day=date(2025, 11, 24))
    assert refused.value.facts["reason"] == "a cell holds a length of time that is too long to be one"
