"""How long the window stands still while 50,000 rows are read, planned, written and taken back: no pause over 50 ms."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.races import HOME
from tests.benchmarks.test_import_speed import ROWS, prepared, workbook


@pytest.mark.parametrize("name", ["tickets", "customers"])
def test_the_window_goes_on(name: str, tmp_path: Path) -> None:
    sheet, book = workbook(name, ROWS, tmp_path), tmp_path / "pauses.csdesk"
    prepared(book, name).close()
    homes = {key: str(tmp_path) for key in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    known = {**os.environ, **homes, "PYTHONPATH": str(HOME), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.benchmarks.import_window", str(book), str(sheet)]
    said = subprocess.run(command, env=known, cwd=HOME, check=True, stdout=subprocess.PIPE, text=True).stdout
    print(f"\npauses of the window while {ROWS:,} × 20 {name} come:\n{said}", end="")
