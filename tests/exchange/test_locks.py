"""Passwords: a locked workbook opens in the reading process, and its password is seen by nobody else."""

import io
from datetime import date
from pathlib import Path
from random import Random

import pytest

from csdesk import wording
from csdesk.domain.errors import EncryptionUnknown, WorkbookProtected, WrongPassword
from csdesk.exchange.how import How
from csdesk.exchange.reading import read
from tests.exchange import crafted_old
from tests.exchange.crafted import sheet, text, workbook
from tests.exchange.crafted_old import streams

DAY = date(2025, 11, 24)


ONE = sheet('<row r="1">' + text("A1", "Customer") + "</row>")


def locked(folder: Path, password: str, cells: str = ONE) -> Path:
    """A workbook of one sheet, locked as Excel does it; a picture makes it as large as real ones are."""
    from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]

    picture = {"xl/media/image1.png": Random(1).randbytes(5_000)}
    whole = workbook(folder / "open.xlsx", cells, extra=picture)
    target = io.BytesIO()
    with whole.open("rb") as file:
        OOXMLFile(file).encrypt(password, target)
    path = folder / "locked.xlsx"
    path.write_bytes(target.getvalue())
    return path


def test_a_locked_workbook_is_read_with_its_password(tmp_path: Path) -> None:
    path = locked(tmp_path, "Zürich 7")
    assert read(path, day=DAY, how=How(password="Zürich 7")).grids[0].rows == (("Customer",),)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["locked.xlsx", "open.xlsx"]


def test_without_a_password_and_with_a_wrong_one_it_says_so(tmp_path: Path) -> None:
    path = locked(tmp_path, "secret")
    with pytest.raises(WorkbookProtected):
        read(path, day=DAY)
    with pytest.raises(WrongPassword) as refused:
        read(path, day=DAY, how=How(password="Secret"))
    assert "ecret" not in wording.line(refused.value)


def test_what_excel_locks_without_asking_opens_without_asking(tmp_path: Path) -> None:
    assert read(locked(tmp_path, "VelvetSweatshop"), day=DAY).grids[0].rows == (("Customer",),)


def test_a_lock_that_is_damaged_says_so(tmp_path: Path) -> None:
    path = locked(tmp_path, "secret")
    data = bytearray(path.read_bytes())
    at = data.index(b"<encryption")
    data[at : at + 400] = b" " * 400
    path.write_bytes(data)
    with pytest.raises(EncryptionUnknown):
        read(path, day=DAY, how=How(password="secret"))


def test_a_password_is_not_shown_where_a_choice_is_shown() -> None:
    assert "secret" not in repr(How(password="secret"))


def test_a_real_locked_workbook_opens(real_files: Path) -> None:
    path = real_files / "torture_xlsx" / "calamine" / "pass_protected.xlsx"
    assert [g.name for g in read(path, day=DAY, how=How(password="123")).grids] == ["Sheet1"]


def test_an_old_workbook_is_read_with_its_password(tmp_path: Path) -> None:
    """Its records are encrypted one by one; what it hides is found after that as well."""
    import olefile

    whole = Path(__file__).parent / "kept" / "customers.xls"
    with olefile.OleFileIO(str(whole)) as ole:
        stream = ole.openstream("Workbook").read()
    open_ = streams(tmp_path / "open.xls", "Workbook", stream)
    path = streams(tmp_path / "locked.xls", "Workbook", crafted_old.locked(stream, "secret"))
    grids = read(whole, day=DAY).grids
    assert read(open_, day=DAY).grids == grids
    assert read(path, day=DAY, how=How(password="secret")).grids == grids
    with pytest.raises(WrongPassword):
        read(path, day=DAY, how=How(password="Secret"))
    with pytest.raises(WorkbookProtected):
        read(path, day=DAY)
