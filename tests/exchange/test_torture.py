"""Files that were made to break readers: each is brought into a book whole, or refused in one sentence."""

from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.errors import (
    CsdeskError,
    NotAWorkbook,
    NothingToImport,
    WorkbookDamaged,
    WorkbookProtected,
    WorkbookUnsafe,
)
from csdesk.domain.imports.cells.grid import Source
from csdesk.exchange.reading import read, read_here
from csdesk.store.book import Book
from tests.survival.trial import Told, odd, tried, unsaid

DAY = date(2025, 11, 24)
REFUSED = {
    "54764.xlsx": WorkbookUnsafe,
    "pass_protected.xlsx": WorkbookProtected,
    "OOM_alloc3.xls": WorkbookDamaged,
    "issue252.xlsx": WorkbookDamaged,
    "TryToLoad_SheetsWithoutRelId.xlsx": WorkbookDamaged,
    "reader_tests_data_null_file.xlsx": NotAWorkbook,
}
"""A document type, a password, a sector beyond the end, a wrong checksum, a sheet that is not there, nothing."""


LARGE = 500_000
"""From which size on a file is read, and not planned: that takes seconds, and is tried elsewhere."""


@pytest.fixture
def files(real_files: Path) -> list[Path]:
    found = [f for f in sorted(real_files.glob("torture_*/*/*")) if f.suffix != ".json"]
    assert len(found) > 90
    return found


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_cannot_be_read_is_refused_in_one_sentence(files: list[Path], name: str) -> None:
    (path,) = [f for f in files if f.name == name]
    with pytest.raises(CsdeskError) as refused:
        read(path, day=DAY)
    assert type(refused.value) is REFUSED[name]
    assert list(unsaid(refused.value)) == []


@pytest.mark.slow
def test_all_others_are_read_and_imported_whole_or_refused_in_one_sentence(files: list[Path]) -> None:
    told = Told()
    with Book.in_memory() as book:
        for n, path in enumerate(f for f in files if f.name not in REFUSED):
            if path.stat().st_size < LARGE:
                tried(n, path, book, told)
            else:
                assert list(odd(read(path, day=DAY))) == []
    assert told.wrong == []
    assert told.counts["refused by the reader"] == 0
    assert told.counts[f"the planner says {NothingToImport.__name__}"] < len(files)


def _of(files: list[Path], name: str) -> Source:
    (path,) = [f for f in files if f.name == name]
    source = read_here(path, day=DAY)
    assert list(odd(source)) == []
    return source


def test_a_sheet_that_claims_all_the_rows_there_are_is_read_for_those_it_has(files: list[Path]) -> None:
    assert len(_of(files, "issue_174.xlsx").grids[0].rows) == 2


def test_hidden_and_very_hidden_sheets_are_told_in_every_kind(files: list[Path]) -> None:
    for name in ("any_sheets.xls", "any_sheets.xlsb", "any_sheets.ods", "sheet_visibility.xlsx"):
        grids = _of(files, name).grids
        assert [g.hidden for g in grids][:3] == [False, True, True], name


def test_a_filter_that_another_program_set_is_told(files: list[Path]) -> None:
    (grid,) = _of(files, "TryToLoad_LO_xlsx_autofilter.xlsx").grids
    assert grid.notes == ("rows hidden by a filter: 2, 4",)


def test_both_epochs_give_the_same_day(files: list[Path]) -> None:
    days = {_of(files, f"reader_tests_data_date_{year}.xlsx").grids[0].rows[0][0] for year in (1900, 1904)}
    assert days == {date(2011, 10, 31)}


def test_errors_stand_where_they_are(files: list[Path]) -> None:
    rows = _of(files, "errors.xlsx").grids[0].rows
    assert [getattr(row[0], "text", None) for row in rows] == [
        "#DIV/0!", "#NAME?", "#VALUE!", "#NULL!", "#REF!", "#NUM!", "#N/A",
    ]  # fmt: skip
