"""The day on which a file was saved is the day that it was here: what has no day of its own is known from it."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from csdesk.exchange.reading import read_here
from tests.exchange.crafted import sheet, text, workbook
from tests.systems import posix

pytestmark = posix
SAVED = datetime(2025, 11, 23, 20, 30, tzinfo=UTC)
ZONES = [("Pacific/Auckland", 24), ("America/St_Johns", 23), ("UTC", 23)]


def saved_on(path: Path) -> date:
    return read_here(path, day=date(2025, 12, 24)).on


def said(folder: Path, moment: str) -> Path:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:modified>{moment}</dcterms:modified></cp:coreProperties>'
    )
    row = f'<row r="1">{text("A1", "Customer")}</row>'
    return workbook(folder / "a.xlsx", sheet(row), extra={"docProps/core.xml": core.encode()})


@pytest.mark.parametrize(("zone", "day"), ZONES, indirect=["zone"])
@pytest.mark.usefixtures("zone")
def test_a_workbook_that_was_saved_this_morning_was_saved_today(tmp_path: Path, day: int) -> None:
    assert saved_on(said(tmp_path, "2025-11-23T20:30:00Z")) == date(2025, 11, day)
    assert saved_on(said(tmp_path, "2025-11-24T09:30:00.123456789+13:00")) == date(2025, 11, day)


@pytest.mark.parametrize(("zone", "day"), ZONES, indirect=["zone"])
@pytest.mark.usefixtures("zone")
def test_a_text_table_too(tmp_path: Path, day: int) -> None:
    (tmp_path / "a.csv").write_text("Customer\nAcme\n", encoding="utf-8")
    os.utime(tmp_path / "a.csv", (SAVED.timestamp(), SAVED.timestamp()))
    assert saved_on(tmp_path / "a.csv") == date(2025, 11, day)


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/St_Johns"], indirect=True)
@pytest.mark.parametrize(
    "moment",
    ["2025-11-23T00:00:00Z", "2025-11-23", "2025-11-23T20:30:00", "2025-11-23T", "2025-11-23 (a Sunday)"],
)
@pytest.mark.usefixtures("zone")
def test_a_day_without_its_hour_or_zone_is_that_day(tmp_path: Path, moment: str) -> None:
    assert saved_on(said(tmp_path, moment)) == date(2025, 11, 23)


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/St_Johns"], indirect=True)
@pytest.mark.parametrize("moment", ["0001-01-01T00:30:00Z", "9999-12-31T23:30:00Z"])
@pytest.mark.usefixtures("zone")
def test_the_ends_of_time_stop_nobody(tmp_path: Path, moment: str) -> None:
    assert saved_on(said(tmp_path, moment)) <= date(2025, 12, 24)
